"""感知调查: what customers said, as percentages per channel, with the facts that a grade asks for."""
