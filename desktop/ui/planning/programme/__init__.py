"""The client's audit programme: the cycle with its windows and audits, what this audit owes it, what is changed and why."""
