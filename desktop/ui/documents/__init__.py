"""文件评审: the client's documents read before anybody goes on site, and the training of the team before the audit."""
