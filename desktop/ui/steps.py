"""The steps of an audit that have a page: their words, icons, groups, how much is left there, and how the page is made.

One row a page: `StepSpec("score", _("评分"), "checks", _("现场"), _score, left.score)` with a function `_score(context, view)` that imports
the page's module when it is first opened, so that the start stays lean. Groups: 准备, 现场, 结论. Icons: calendar, document, eye, people,
checks, chat, image, flag, door, report, comment, send.
"""

from __future__ import annotations

from desktop.ui.page import StepSpec


def all_steps() -> tuple[StepSpec, ...]:
    """Every step with a page, in the order of an audit's days; the scheme says which of them an audit has."""
    return ()
