"""The start page: the audits of this store, the first start, a new audit."""
