"""What a check found: one type for every check of an audit's papers, so that the window can list them and jump to the place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

Severity = Literal["critical", "warning", "note"]
_ORDER = {"critical": 0, "warning": 1, "note": 2}


class Notice(Struct, frozen=True, kw_only=True):
    """One finding of a check.

    `id` is stable: the check's name, then what it is about (`dossier-missing/legal`). "critical" blocks approval. `clause`: the scheme's,
    empty where its text is silent. `record`, `field`: the place in the document, as history names it (`admission/running`, `result`).
    """

    id: str
    severity: Severity
    sentence: str
    clause: str = ""
    record: str = ""
    field: str = ""


def tail(text: str, most: int = 500) -> str:
    """A text that a sentence ends with: in one line, without a full stop of its own."""
    return " ".join(text.split())[:most].rstrip("。．.；;，,、 ")


def by_severity(notices: Iterable[Notice]) -> list[Notice]:
    """The gravest first, else in the order they were found."""
    return sorted(notices, key=lambda notice: _ORDER[notice.severity])


def blocking(notices: Iterable[Notice]) -> list[Notice]:
    """Those that stand in the way of approval."""
    return [notice for notice in notices if notice.severity == "critical"]
