"""The step send: what a package holds, writing it, checking and opening packages."""
