"""暗访: what the scheme asks for, the visits at the left, one visit at the right."""
