"""The meetings of an audit: opening, team and closing, the talks, the sign-ins of the day, the early end."""
