"""Tests of the reports and their contents."""
