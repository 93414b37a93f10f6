"""人日: the account of person-days, its changes, what is planned, the approval."""
