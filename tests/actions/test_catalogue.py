"""Every action of the window runs by its name from a file, all or none."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from desktop.actions import catalogue
from desktop.actions.workspace import Workspace
from desktop.base.errors import BadInput
from tests.actions.scenario import Scenario

GOOD: list[dict[str, Any]] = [
    {"action": "answer", "item": "5.1.1.1", "met": True},
    {"action": "answer", "item": "5.1.1.2", "sampled": 20, "failed": 3, "note": "三份超时"},
    {"action": "answer", "item": "5.1.2.1", "deductions": [{"points": "0.5", "statement": "一人无证"}]},
    {"action": "special-deduction", "add": "广告违法"},
    {"action": "bonus", "reason": "行业首创的上门检测"},
    {"action": "set-fields", "record": "client", "fields": {"address": "某市 1 号"}},
    {"action": "put-element", "section": "team", "fields": {"name": "审查员甲", "role": "leader"}},
    {"action": "edit-text", "record": "report", "field": "basics", "text": "主营净水设备。"},
    {"action": "clear-answer", "item": "5.1.1.1"},
    {"action": "undo"},
]


def test_a_file_of_actions_runs(ws: Workspace) -> None:
    audit = Scenario(ws, "ctc")
    done = catalogue.run(ws, audit.id, GOOD, "改动.json")
    assert len(done) == len(GOOD)
    document = audit.view.document
    assert document.items["5.1.1.1"].met is True
    assert document.special_deductions == ("广告违法",)
    assert document.report["basics"] == "主营净水设备。"


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ({"action": "no-such"}, "第 11 条"),
        ({"action": "answer", "item": "5.1.1.2", "score": "9"}, "第 11 条.*5.1.1.2"),
        ({"action": "answer", "item": "5.1.1.2", "surprise": 1}, "第 11 条.*surprise"),
        ({"action": "answer"}, "第 11 条.*item"),
        ("answer", "第 11 条"),
    ],
)
def test_one_bad_action_undoes_the_file(ws: Workspace, bad: Any, says: str) -> None:
    audit = Scenario(ws, "ctc")
    before, document = ws.store.content_hash(), audit.document()
    with pytest.raises(BadInput, match=says):
        catalogue.run(ws, audit.id, [*GOOD, bad], "改动.json")
    assert ws.store.content_hash() == before
    assert audit.document() == document


def test_the_schemas_accept_what_runs() -> None:
    for entry in GOOD:
        spec = catalogue.ACTIONS[entry["action"]]
        jsonschema.validate(entry, spec.schema())
        assert spec.summary
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"action": "answer", "item": "5.1", "surprise": 1}, catalogue.ACTIONS["answer"].schema())


def test_later_actions_carry_the_name_that_was_given(ws: Workspace) -> None:
    audit = Scenario(ws, "ctc")
    before = ws.author
    done = catalogue.run(
        ws,
        audit.id,
        [
            {"action": "answer", "item": "5.1.1.1", "met": True},
            {"action": "set-author", "name": " 沈 望舒 ", "registration": "2026-SC-118"},
            {"action": "answer", "item": "5.1.1.2", "sampled": 20, "failed": 3},
        ],
        "改动.json",
    )
    assert [changes.action.by if changes.action else None for changes in done] == [before.name, None, "沈 望舒"]
    assert (ws.author.name, ws.author.registration) == ("沈 望舒", "2026-SC-118")
    with pytest.raises(BadInput, match=r"第 2 条.*姓名"):
        catalogue.run(ws, audit.id, [{"action": "set-author", "name": "陆既明"}, {"action": "set-author", "name": " "}], "改动.json")
    assert ws.author.name == "沈 望舒"
