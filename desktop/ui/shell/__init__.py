"""The frame around pages: top bar, rail, status bar, sheet of keys, and the audit's workspace that holds them together."""
