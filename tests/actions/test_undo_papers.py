"""What was filled in under a signature or a confirmation can be taken back, and both stand as they did."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from desktop.actions import audits, measurement, plan, preparation_documents, preparation_team
from desktop.actions.workspace import Workspace
from tests.actions.scenario import Scenario


def trained(audit: Scenario) -> None:
    audits.set_fields(audit.ws, audit.id, "training", {"held_on": "2026-11-20", "trainer": "沈望舒", "content": "维修安全"})
    preparation_documents.sign_training(audit.ws, audit.id, name="沈望舒", strokes="1,1 9,9")


def noticed(audit: Scenario) -> None:
    preparation_team.notify_client(audit.ws, audit.id)
    preparation_team.confirm_notice(audit.ws, audit.id, by="梁主任")


def planned(audit: Scenario) -> None:
    plan.add_slot(audit.ws, audit.id, on=date(2026, 11, 20), start="09:00", end="10:00", items=("5.1",))
    plan.confirm(audit.ws, audit.id, by="梁主任", on=date(2026, 11, 19))


def measured(audit: Scenario) -> None:
    fields: dict[str, Any] = {"characteristics": ("准时",), "population": "服务单", "population_size": 50, "sample_size": 4}
    measurement.plan(audit.ws, audit.id, reason="两类", **fields)
    measurement.sign(audit.ws, audit.id)


@pytest.mark.parametrize(
    ("begin", "record", "fields"),
    [
        (trained, "training", {"laws_suitable": True, "laws": "清单适用"}),
        (noticed, "audit", {"scope": "空调售后", "starts_on": "2026-11-24"}),
        (planned, "audit", {"scope": "空调售后", "purpose": "评定等级"}),
        (measured, "measurement", {"seed": "甲", "team": "两人"}),
    ],
)
def test_filled_in_and_taken_back(ws: Workspace, begin: Callable[[Scenario], None], record: str, fields: dict[str, Any]) -> None:
    audit = Scenario(ws, "zhdh")
    begin(audit)
    before = audit.document()
    audits.set_fields(ws, audit.id, record, fields)
    after = audit.document()
    assert after != before
    audit.undo()
    assert audit.document() == before
    audit.redo()
    assert audit.document() == after


def test_what_is_cleared_by_hand_was_signed(ws: Workspace) -> None:
    audit = Scenario(ws, "zhdh")
    trained(audit)
    audits.set_fields(ws, audit.id, "training", {"content": None})
    training = audit.view.document.training
    assert training is not None
    assert training.signatures == ()
