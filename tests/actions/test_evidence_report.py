"""What of the evidence the report prints: its order, what is left out, what is said of links that are no clause."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.actions import catalogue, evidence, reports
from desktop.actions.workspace import Workspace
from desktop.base.errors import NotFound
from tests.actions.scenario import Scenario, make_photo
from tests.report.reading import pages


@pytest.fixture
def audit(ws: Workspace) -> Scenario:
    return Scenario(ws, "ctc")


@pytest.fixture
def photos(audit: Scenario, tmp_path: Path) -> list[str]:
    return [audit.add_photo(make_photo(tmp_path / f"IMG_{number}.jpg", (number * 20, 1, 1))) for number in range(6)]


def names(audit: Scenario, *, reported: bool | None = None) -> str:
    return "".join((one.name or "")[4] for one in evidence.find(audit.view, reported=reported))


def printed(audit: Scenario) -> str:
    return "\n".join(pages(reports.render(audit.ws, audit.id, "photos")))


def test_several_move_together_and_only_what_is_needed_is_written(audit: Scenario, photos: list[str]) -> None:
    ws = audit.ws
    changes = evidence.move_many(ws, audit.id, [photos[3], photos[1]], photos[0])
    assert names(audit) == "310245"
    # The last two stand as they came.
    assert changes.action is not None
    assert len(changes.action.changes) == 4
    evidence.move_many(ws, audit.id, [photos[0], photos[4]], photos[0])
    assert names(audit) == "310425"
    evidence.move(ws, audit.id, photos[3])
    assert names(audit) == "104253"
    audit.undo()
    assert names(audit) == "310425"
    with pytest.raises(NotFound):
        evidence.move_many(ws, audit.id, [photos[0], "none"])


def test_what_is_left_out_is_not_printed_but_counted(audit: Scenario, photos: list[str]) -> None:
    catalogue.run(audit.ws, audit.id, [{"action": "report-evidence", "evidence": photos[:2], "shown": False}], "changes.json")
    assert names(audit, reported=True) == "2345"
    assert names(audit, reported=False) == "01"
    text = printed(audit)
    assert "IMG_2.jpg" in text
    assert "IMG_0.jpg" not in text
    assert "照片 1 " in text.replace("\n", " ")
    assert "另有 2 件证据未印入本报告" in text
    chain = evidence.custody(audit.ws, audit.id, photos[0])
    assert chain.touches[-1].text == "不列入报告"
    evidence.in_report(audit.ws, audit.id, photos)
    assert "IMG_0.jpg" in printed(audit)
    assert "未印入" not in printed(audit)
    assert evidence.custody(audit.ws, audit.id, photos[0]).touches[-1].text == "列入报告"


def test_a_link_that_is_no_clause_is_named(audit: Scenario, photos: list[str]) -> None:
    catalogue.run(
        audit.ws,
        audit.id,
        [
            {"action": "survey-channel", "channel": "face_to_face", "percent": "92", "responses": 40},
            {"action": "link-evidence", "evidence": photos[0], "record": "survey"},
            {"action": "link-evidence", "evidence": photos[1], "record": "items/5.1.1.2"},
        ],
        "changes.json",
    )
    text = printed(audit)
    assert "关联 顾客感知调查" in text
    assert "条款 5.1.1.2" in text
    assert text.count("未关联条款") == 4
