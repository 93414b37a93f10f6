"""Edits: durable at once, with history, undone and redone; typed text is safe before its field is left."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.actions import audits, drafts, history, scoring
from desktop.actions.workspace import Workspace
from desktop.base.errors import BadInput, NotFound
from tests.actions.scenario import Scenario


def test_a_score_is_there_after_opening_again(open_ws: Callable[[str], Workspace], tmp_path: Path) -> None:
    first = open_ws("a")
    audit = Scenario(first, "ctc")
    audit.answer("5.1.1.2", sampled=20, failed=3)
    again = open_ws("a")
    assert again.audit(audit.id).document == audit.view.document
    assert again.audit(audit.id).grade == audit.grade


def test_undo_and_redo_walk_over_everything(ws: Workspace) -> None:
    audit = Scenario(ws, "ctc")
    start = audit.document()
    audit.answer("5.1.1.1", met=True)
    audit.answer("5.1.1.2", score="2.5", note="网点台账缺两处")
    scoring.special_deduction(ws, audit.id, add="广告用语违规")
    full = audit.document()
    for _step in range(3):
        audit.undo()
    assert audit.document() == start
    # There is nothing more to take back: the audit itself stays.
    assert history.undo(ws, audit.id).action is None
    for _step in range(3):
        audit.redo()
    assert audit.document() == full
    audit.undo()
    audit.answer("5.1.1.1", met=False)
    assert history.can_undo(ws, audit.id) == (True, False)


def test_undo_of_what_another_edit_changed_again_keeps_the_newer(ws: Workspace) -> None:
    audit = Scenario(ws, "ctc")
    audit.answer("5.1.1.2", score=1)
    audit.answer("5.1.1.2", score=2)
    audit.undo()
    assert audit.view.records["items/5.1.1.2"] == {"score": "1"}


def test_history_of_one_value(ws: Workspace) -> None:
    audit = Scenario(ws, "ctc")
    for points in ("3", "1", "2"):
        audit.answer("5.1.1.2", score=points)
    changes = [change for action in history.history(ws, audit.id, "items/5.1.1.2", "score") for change in action.changes]
    assert [(change.before, change.after) for change in changes][1:] == [("3", "1"), ("1", "2")]
    assert all(action.by and action.at.endswith(("+00:00", "+08:00")) for action in history.history(ws, audit.id))


def test_the_same_value_again_writes_nothing(ws: Workspace) -> None:
    audit = Scenario(ws, "ctc")
    audit.answer("5.1.1.2", score=1)
    before = ws.store.content_hash()
    assert scoring.answer(ws, audit.id, "5.1.1.2", score=audit.view.document.items["5.1.1.2"].score).action is None
    assert ws.store.content_hash() == before


def test_a_group_and_its_leaves_take_each_others_place(ws: Workspace) -> None:
    audit = Scenario(ws, "ctc")
    audit.answer("5.2.1.1", met=True, note="已看包装")
    audit.answer("5.2", score=33)
    assert "met" not in audit.view.records["items/5.2.1.1"]
    assert audit.view.document.items["5.2.1.1"].note == "已看包装"
    audit.answer("5.2.1.1", met=False)
    assert "items/5.2" not in audit.view.records


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ({"score": "4"}, "5.1.1.2"),
        ({"score": "-1"}, "5.1.1.2"),
        ({"score": "NaN"}, "5.1.1.2"),
        ({"score": "1e308"}, "5.1.1.2"),
        ({"sampled": 3, "failed": 4}, "5.1.1.2"),
        ({"sampled": 0, "failed": 0}, "5.1.1.2"),
        ({"score": "1", "met": True}, "5.1.1.2"),
        ({"carried": "今年不在范围", "score": "1"}, "5.1.1.2"),
    ],
)
def test_a_refused_answer_changes_nothing(ws: Workspace, value: dict[str, object], says: str) -> None:
    audit = Scenario(ws, "ctc")
    before = ws.store.content_hash()
    with pytest.raises(BadInput, match=says):
        audit.answer("5.1.1.2", **value)
    assert ws.store.content_hash() == before
    assert audit.view.records.get("items/5.1.1.2") is None


def test_an_unknown_clause_is_named(ws: Workspace) -> None:
    audit = Scenario(ws, "ctc")
    with pytest.raises(BadInput, match=r"9\.9\.9"):
        audit.answer("9.9.9", score=1)
    with pytest.raises(NotFound):
        ws.audit("not-an-audit")


def test_typed_text_becomes_one_action_when_its_field_is_left(ws: Workspace) -> None:
    audit = Scenario(ws, "ctc")
    for text in ("抽", "抽查", "抽查 20 份"):
        drafts.keep_draft(ws, audit.id, "items/5.1.1.2", "note", text)
    assert audit.view.records.get("items/5.1.1.2") is None
    changes = drafts.commit_draft(ws, audit.id, "items/5.1.1.2", "note")
    assert changes.view.document.items["5.1.1.2"].note == "抽查 20 份"
    assert len(history.history(ws, audit.id, "items/5.1.1.2")) == 1
    assert drafts.drafts(ws, audit.id) == []


def test_a_draft_may_lead_into_a_list(ws: Workspace) -> None:
    audit = Scenario(ws, "cqm")
    scoring.answer(ws, audit.id, "4.1.2", deductions=({"points": "1.5", "statement": ""},))  # type: ignore[arg-type]
    drafts.keep_draft(ws, audit.id, "items/4.1.2", "deductions.0.statement", "三家网点未公示收费标准")
    drafts.commit_draft(ws, audit.id, "items/4.1.2", "deductions.0.statement")
    deductions = audit.view.document.items["4.1.2"].deductions
    assert deductions is not None
    assert deductions[0].statement == "三家网点未公示收费标准"


def test_a_half_typed_number_stays_a_draft(ws: Workspace) -> None:
    audit = Scenario(ws, "ctc")
    drafts.keep_draft(ws, audit.id, "items/5.1.1.2", "score", "2.")
    drafts.keep_draft(ws, audit.id, "items/5.1.1.2", "score", "2x")
    with pytest.raises(BadInput):
        drafts.commit_draft(ws, audit.id, "items/5.1.1.2", "score")
    assert [draft.text for draft in drafts.drafts(ws, audit.id)] == ["2x"]


_TYPIST = """
import sys, time
from pathlib import Path
from desktop.actions import drafts
from desktop.actions.opening import open_workspace
ws = open_workspace(Path(sys.argv[1]), "口令")
text = ""
for character in sys.argv[3]:
    text += character
    drafts.keep_draft(ws, sys.argv[2], "items/5.1.1.2", "note", text)
    print(len(text), flush=True)
time.sleep(60)
"""


def test_killed_in_the_middle_of_a_word_the_word_is_there(open_ws: Callable[[str], Workspace], tmp_path: Path) -> None:
    ws = open_ws("s")
    audit = Scenario(ws, "ctc")
    word = "现场抽查维修单二十份其中三份超时"
    typist = subprocess.Popen([sys.executable, "-c", _TYPIST, str(tmp_path / "s"), audit.id, word], stdout=subprocess.PIPE, text=True)
    assert typist.stdout is not None
    for line in typist.stdout:
        if int(line) == len(word):
            break
    os.kill(typist.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    typist.wait()
    typist.stdout.close()
    again = open_ws("s")
    assert again.audit(audit.id).document.items["5.1.1.2"].note == word


def test_elements_of_lists_come_and_go(ws: Workspace) -> None:
    audit = Scenario(ws, "zhdh")
    changes = audits.put_element(ws, audit.id, "sites", None, {"name": "南浦维修中心", "address": "南浦路 8 号"})
    site = changes.view.document.sites[0].id
    audits.put_element(ws, audit.id, "sites", site, {"address": "南浦路 18 号"})
    assert audit.view.document.sites[0].address == "南浦路 18 号"
    audits.remove_element(ws, audit.id, "sites", str(site))
    assert not audit.view.document.sites
    audit.undo()
    assert audit.view.document.sites[0].name == "南浦维修中心"
    with pytest.raises(BadInput):
        audits.put_element(ws, audit.id, "team", None, {"role": "boss"})
    with pytest.raises(BadInput):
        audits.put_element(ws, audit.id, "evidence", None, {"name": "x"})


def test_single_records(ws: Workspace) -> None:
    audit = Scenario(ws, "cqm", kind="surveillance")
    audits.set_fields(ws, audit.id, "client", {"address": "某市 1 号", "headcount": 80})
    audits.set_fields(ws, audit.id, "facts", {"months_since_accident": None, "operating_months": 18})
    audits.set_fields(ws, audit.id, "assessment", {"applied_for": 4})
    audits.set_fields(ws, audit.id, "previous", {"stars": 4})
    audits.set_fields(ws, audit.id, "client", {"headcount": None})
    document = json.loads(audit.document())
    assert document["facts"] == {"months_since_accident": None, "operating_months": 18}
    assert document["client"] == {"name": "岚川电器股份有限公司", "address": "某市 1 号"}
    assert (document["applied_for"], document["previous"]) == (4, {"stars": 4})
    audits.set_fields(ws, audit.id, "assessment", {"applied_for": "5"})
    audits.set_fields(ws, audit.id, "previous", {"level": 3})
    assert (audit.view.records["assessment"]["applied_for"], audit.view.records["previous"]) == (5, {"level": 3})
    for record, fields in (("pin", {"version": "9"}), ("assessment", {"scheme": "bz"}), ("nothing", {"x": 1}), ("client", {"unknown": 1})):
        with pytest.raises(BadInput):
            audits.set_fields(ws, audit.id, record, fields)
