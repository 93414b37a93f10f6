"""The command line: one file a command, thin over the actions the window uses."""
