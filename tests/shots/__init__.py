"""Pictures of every page, light and dark; see __main__."""
