"""The step topics: what the scheme demands to be looked at in this kind of audit, answered one by one."""
