"""证据: every piece of evidence in a grid, what it shows, what it belongs to; taking files in."""
