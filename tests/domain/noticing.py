"""What a check said, for tests: by id, and whether it stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from desktop.domain.assessment import Assessment
from desktop.domain.notices import Notice
from desktop.domain.scheme import Scheme
from tests.domain.builders import document, shipped

Check = Callable[[Assessment, Scheme, date | None], list[Notice]]
TODAY = date(2026, 11, 20)


def found(
    check: Check, scheme: str, today: date | None = TODAY, settings: tuple[tuple[str, str], ...] = (), **parts: Any
) -> dict[str, Notice]:
    """The notices of a check by id. Each has a sentence that ends, and every id is there once."""
    rules = shipped(scheme, *settings)
    return by_id(check(document(rules, **parts), rules.scheme, today))


def by_id(notices: Iterable[Notice]) -> dict[str, Notice]:
    listed = list(notices)
    assert len({one.id for one in listed}) == len(listed), [one.id for one in listed]
    for one in listed:
        assert one.sentence.endswith(("。", "！", "？")) or "：" in one.sentence, one.sentence
        assert "{" not in one.sentence, one.sentence
        assert one.record, one.id
    return {one.id: one for one in listed}


def critical(notices: dict[str, Notice]) -> set[str]:
    return {key for key, one in notices.items() if one.severity == "critical"}
