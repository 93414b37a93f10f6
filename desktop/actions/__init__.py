"""What a person can do: one function an action. The window and the command line call only these."""
