"""Words for people: `_()` marks what is shown; Simplified Chinese is the source language, others are gettext catalogues."""

from __future__ import annotations

import gettext
from pathlib import Path

_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def _(text: str) -> str:
    """The text in the language of the window."""
    return _catalogue.gettext(text)


def use_language(code: str, folder: Path) -> None:
    """Switch to a language (`zh_CN` is the source; others are looked up as `folder/<code>/LC_MESSAGES/fieldaudit.mo`)."""
    global _catalogue
    _catalogue = gettext.translation("fieldaudit", folder, [code], fallback=True)
