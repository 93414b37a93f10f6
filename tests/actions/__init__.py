"""What a person can do, through the actions, on a real store."""
