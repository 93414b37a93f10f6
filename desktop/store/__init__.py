"""Everything that knows SQL: the encrypted database of audits, their values and their one history."""
