"""Widgets show what they are given and say what a person did; they know nothing else. See desktop/ui/__init__.py for the list."""
