"""All checks before the plan together: on every sample audit, on an empty one, on long and rare text, the gravest first."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from desktop.base import paths
from desktop.domain.assessment import Assessment
from desktop.domain.notices import blocking
from desktop.domain.preparation_check import CHECKS, preparation_notices
from desktop.domain.records import LISTED
from tests.domain.builders import document, shipped
from tests.domain.noticing import TODAY, by_id

SCHEMES = ("zgc", "ctc", "zhdh", "bz", "cqm", "mix")
DEMOS = sorted((paths.resources() / "demo").glob("*.json"))


def checked(doc: Assessment, today: date | None = TODAY) -> dict[str, Any]:
    notices = preparation_notices(doc, shipped(doc.scheme).scheme, today)
    order = [one.severity for one in notices]
    assert order == sorted(order, key=["critical", "warning", "note"].index)
    return by_id(notices)


@pytest.mark.parametrize("path", DEMOS, ids=lambda path: path.stem)
def test_every_sample_audit_is_checked(path: Any) -> None:
    plain = msgspec.json.decode(path.read_bytes())
    for section in LISTED:
        # As an import names them.
        for place, element in enumerate(plain.get(section, ())):
            element.setdefault("id", f"{section}-{place}")
    notices = checked(msgspec.convert(plain, Assessment, strict=False))
    decided = plain.get("application", {}).get("accepted") is not None
    assert ("application-undecided" in notices) == (not decided and plain["audit"]["kind"] != "surveillance")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("kind", ["initial", "surveillance", "recertification", "special", "extension", "suspension-review", None])
def test_an_empty_audit_lacks_what_every_audit_needs(scheme: str, kind: str | None) -> None:
    notices = checked(document(shipped(scheme), audit={"kind": kind} if kind else {}), None)
    assert {"team-empty", "missing/client/name", "days-planned", "days-approval"} <= {one.id for one in blocking(notices.values())}
    assert len(CHECKS) == 8


def test_long_and_rare_text_goes_through() -> None:
    long, rare = "长" * 50_000, "𠮷\U000e0100😀𡈽"
    member = {"id": "1", "name": rare * 50, "role": "leader", "ties": long}
    checked(
        document(
            shipped("zhdh"),
            client={"name": rare, "headcount": 1_000_000, "outsourcing": long},
            audit={"kind": "initial", "scope": long},
            team=[member],
            appointment={"issued_on": "2026-11-01", "noticed_on": "2026-11-02", "objection": long, "decider": rare * 50},
            documents=[{"id": "d", "title": rare, "result": "question", "question": long}],
            document_review={"passed": True, "started_anyway": long[:5000]},
            application={"accepted": False, "reason": long, "decided_on": "2026-11-01"},
        )
    )
