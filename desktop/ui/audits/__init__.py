"""The start page: the audits of this store, the first start, a new audit."""

# As many as are listed; the rest is found by searching.
MOST = 200
