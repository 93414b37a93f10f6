"""Findings, the approval list and the outcomes by command line, as somebody without a screen works."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.domain.builders import by_chapter, shipped
from tests.domain.papers import whole_audit

Run = Callable[..., Any]
Words = list[str | Path]


@pytest.fixture
def begin(run_cli: Run, tmp_path: Path) -> Callable[..., tuple[str, Words]]:
    """Makes an audit of a scheme from parts of a document; its id and the words that name the store."""

    def make(scheme: str, **parts: Any) -> tuple[str, Words]:
        store: Words = ["--store", tmp_path / "store"]
        path = tmp_path / "评定.json"
        document = {"format": "fieldaudit.assessment/1", "scheme": scheme, "client": {"name": "客户"}, **parts}
        path.write_text(json.dumps(document), encoding="utf-8")
        return str(run_cli("audit", "import", path, *store).out.strip()), store

    return make


def test_a_deduction_becomes_a_finding_is_corrected_and_accepted(run_cli: Run, begin: Any) -> None:
    items = {"5.1.1.2": {"deductions": [{"points": "0.5", "statement": "没有公示投诉电话"}]}}
    audit, store = begin("ctc", audit={"kind": "initial"}, items=items)

    def findings(*words: str) -> Any:
        return run_cli("findings", words[0], audit, *words[1:], *store)

    assert findings("from-deduction", "5.1.1.2").code == 0
    again = findings("from-deduction", "5.1.1.2")
    assert (again.code, again.err) == (2, "这条扣分已有发现 F01，不必再建。\n")
    refused = findings("add", "improvement", "--item", "5.1.1.2", "--statement", "没有公示投诉电话", "--other-matter")
    assert (refused.code, "不能再作为改进机会" in refused.err) == (2, True)
    assert findings("list").code == 0
    assert findings("ask", "F01", "--due-on", "2999-12-20").code == 0
    listed = findings("list", "--json")
    assert (listed.code, [(one["number"], one["state"], one["evidence"]) for one in listed.json()["findings"]]) == (
        1, [("F01", "asked", False)],
    )  # fmt: skip
    assert findings("accept", "F01", "--verification", "written").code == 2
    assert findings("answer", "F01", "--correction", "补贴").code == 0
    assert findings("send-back", "F01", "--reason", "没有原因分析").code == 0
    assert findings("answer", "F01", "--cause", "疏漏", "--corrective-action", "纳入巡检").code == 0
    done = findings("accept", "F01", "--verification", "on-site", "--reason", "抽查合格")
    assert (done.code, "已关闭" in done.out) == (0, True)
    assert findings("list").code == 0
    early = findings("second-scoring")
    assert (early.code, "第一次评分还缺" in early.err) == (2, True)


def test_the_approval_list_tells_what_stops(run_cli: Run, begin: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    audit, store = begin("ctc", audit={"kind": "initial"})
    ran = run_cli("audit", "check", audit, *store)
    assert ran.code == 1
    assert ran.out.splitlines()[-1].endswith("不能审定。")
    assert "（8.5.5）" in ran.out
    told = run_cli("audit", "check", audit, "--json", *store)
    assert (told.code, told.json()["ready"]) == (1, False)
    assert {"id", "severity", "sentence", "clause", "record", "field"} == set(told.json()["notices"][0])
    monkeypatch.setenv("FIELDAUDIT_NOW", "2026-11-30T16:30:00+08:00")
    whole = begin("ctc", **whole_audit(shipped("ctc")))[0]
    ready = run_cli("audit", "check", whole, *store)
    assert (ready.code, ready.out.splitlines()[-1]) == (0, "没有须解决的问题，可以提交审定。")
    assert run_cli("audit", "check", "no-such", *store).code == 2


def test_the_outcomes_with_why_not(run_cli: Run, begin: Any) -> None:
    audit, store = begin("ctc", audit={"kind": "initial"}, applied_for=5, items=by_chapter("92"))
    ran = run_cli("audit", "outcomes", audit, *store)
    assert ran.code == 1
    assert "只有受审查方提出申请才能降低等级" in ran.out
    changes = Path(store[1]).parent / "改动.json"
    steps = [
        {"action": "client-request", "text": "请按四星级评定", "on": "2026-11-20"},
        {"action": "conclude", "outcome": "lower-level", "reason": "整改后仍为四星"},
        {"action": "deliver", "kind": "audit", "how": "邮件", "to": "许经理"},
    ]
    changes.write_text(json.dumps(steps), encoding="utf-8")
    done = run_cli("audit", "apply", audit, changes, *store)
    assert done.code == 0, done.err
    told = run_cli("audit", "outcomes", audit, "--json", *store)
    allowed = [one["id"] for one in told.json()["outcomes"] if one["allowed"]]
    assert (told.code, allowed) == (0, ["lower-level"])
    exported = Path(store[1]).parent / "出.json"
    assert run_cli("audit", "export", audit, exported, *store).code == 0
    document = json.loads(exported.read_text(encoding="utf-8"))
    assert document["conclusion"]["kind"] == "lower-level"
    assert document["conclusion"]["text"] == "推荐降级认证注册"
    assert len(document["delivery"][0]["sha256"]) == 64
