"""The steps of an audit that have a page: their words, icons, groups, how much is left there, and how the page is made.

One row a page. The page's module is imported when it is first opened, so that the start stays lean.
"""

from __future__ import annotations

from desktop.ui.page import StepSpec


def all_steps() -> tuple[StepSpec, ...]:
    """Every step with a page, in the order of an audit's days; the scheme says which of them an audit has."""
    return ()
