"""The rules of the field: no files, no SQL, no window, no clock, no randomness."""
