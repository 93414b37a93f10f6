"""策划: who is audited, where, by whom, when, and what the scheme reckons from it."""
