"""审查组与委任: the team, its appointment, the notice to the client, who reviews and decides apart from it."""
