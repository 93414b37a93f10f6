"""Benchmarks: every figure is a ratio against a reference in the same run (`make bench`). Not part of the test suite."""
