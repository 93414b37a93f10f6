"""Scheme files: find, read, check, settle and describe them."""
