"""Visits, measurement, observations and filters by command line, as somebody without a screen works."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.report.reading import joined

Run = Callable[..., Any]


@pytest.fixture
def begin(run_cli: Run, tmp_path: Path) -> Callable[..., tuple[str, list[str | Path]]]:
    """Makes an audit of a scheme; its id and the words that name the store."""

    def make(scheme: str, kind: str = "surveillance", **parts: Any) -> tuple[str, list[str | Path]]:
        store: list[str | Path] = ["--store", tmp_path / "store"]
        path = tmp_path / "评定.json"
        document = {"format": "fieldaudit.assessment/1", "scheme": scheme, "client": {"name": "客户"}, "audit": {"kind": kind}, **parts}
        path.write_text(json.dumps(document), encoding="utf-8")
        return str(run_cli("audit", "import", path, *store).out.strip()), store

    return make


def apply(run_cli: Run, tmp_path: Path, audit: str, store: list[str | Path], *actions: dict[str, Any]) -> Any:
    path = tmp_path / "改动.json"
    path.write_text(json.dumps(list(actions)), encoding="utf-8")
    return run_cli("audit", "apply", audit, path, *store)


def test_a_visit_from_plan_to_the_clients_report(run_cli: Run, begin: Any, tmp_path: Path) -> None:
    audit, store = begin("ctc", sites=[{"id": "s-1", "name": "城东服务站"}])
    owed = run_cli("visits", "list", audit, *store)
    assert (owed.code, "还差 1 次" in owed.out) == (1, True)
    planned = run_cli(
        "visits", "plan", audit, "--site", "城东服务站", "--channel", "门店", "--scenario", "买净水器", "--visitor", "韩知远",
        "--qualification", "注册审查员 1209944", "--planned-on", "2026-11-20", "--item", "5.1.1.2", "--json", *store,
    )  # fmt: skip
    assert (planned.code, planned.json()["alias"]) == (0, "V-01")
    assert run_cli("visits", "release", audit, "V-01", *store).code == 2
    done = apply(
        run_cli, tmp_path, audit, store,
        {"action": "start-visit", "visit": "V-01", "at": "2026-11-20 10:02"},
        {"action": "add-moment", "visit": "V-01", "kind": "wait", "at": "10:04", "text": "无人接待", "minutes": "5"},
        {"action": "finish-visit", "visit": "V-01", "at": "2026-11-20 10:37"},
        {"action": "visit-quote", "visit": "V-01", "add": "上门再说"},
    )  # fmt: skip
    assert done.code == 0, done.err
    listed = run_cli("visits", "list", audit, "--json", *store)
    (one,) = listed.json()["visits"]
    assert (listed.code, listed.json()["need"]["state"]) == (0, "met")
    assert (one["alias"], one["site"], one["length"], one["waited"], one["flags"]) == ("V-01", "城东服务站", "35 分", "5 分", [])
    assert "韩知远" not in listed.out
    assert "韩知远" in run_cli("visits", "list", audit, "--names", "--json", *store).out
    assert "V-01  城东服务站" in run_cli("visits", "list", audit, *store).out
    reports = {}
    for name, words in (("body", []), ("hidden", ["--client-copy"])):
        run_cli("report", audit, "--kind", "visits", *words, "-o", tmp_path / f"{name}.pdf", *store)
        reports[name] = joined((tmp_path / f"{name}.pdf").read_bytes())
    assert "韩知远" in reports["body"]
    assert "无人接待" not in reports["hidden"]
    assert "V-01" in run_cli("visits", "release", audit, *store).out
    run_cli("report", audit, "--kind", "visits", "--client-copy", "-o", tmp_path / "shown.pdf", *store)
    told = joined((tmp_path / "shown.pdf").read_bytes())
    assert "无人接待" in told
    assert "韩知远" not in told
    assert run_cli("visits", "release", audit, "V-01", "--hide", "--json", *store).json()["released"] == []


def test_a_decision_against_visits(run_cli: Run, begin: Any) -> None:
    audit, store = begin("ctc", "initial")
    assert run_cli("visits", "list", audit, *store).code == 1
    assert run_cli("visits", "decide", audit, "no", *store).code == 2
    told = run_cli("visits", "decide", audit, "no", "--reason", "只有一处，全程观察", "--json", *store)
    assert told.json()["state"] == "not-needed"
    assert run_cli("visits", "list", audit, *store).code == 0


def test_a_measurement_from_plan_to_result(run_cli: Run, begin: Any) -> None:
    audit, store = begin("zhdh")
    assert "测评方案还缺" in run_cli("measurement", "sign", audit, *store).err
    planned = run_cli(
        "measurement", "plan", audit, "--characteristic", "准时", "--characteristic", "着装", "--population", "上门服务单",
        "--population-size", "120", "--size", "3", "--reason", "三类服务各一单", "--seed", "甲", "--json", *store,
    )  # fmt: skip
    assert planned.json()["plan"]["characteristics"] == ["准时", "着装"]
    run_cli("measurement", "sign", audit, *store)
    words = ["--clause", "7.4.2", "--method", "查派工单", "--criterion", "前后 15 分钟内"]
    changed = run_cli("measurement", "describe", audit, "准时", "--name", "准时到达", *words, *store)
    assert "的签署已失效" in changed.out
    run_cli("measurement", "describe", audit, "准时到达", "--name", "准时", *store)
    run_cli("measurement", "sign", audit, *store)
    drawn = run_cli("measurement", "draw", audit, "--json", *store).json()
    again = run_cli("measurement", "draw", audit, "--json", *store).json()
    assert sorted(drawn["numbers"]) == sorted(again["numbers"])
    assert len(drawn["numbers"]) == 3
    for place, number in enumerate(drawn["numbers"]):
        words = ["--result", "准时=pass", "--result", f"着装={'fail' if place else 'pass'}"]
        assert run_cli("measurement", "record", audit, str(number), *words, "--service", "安装", *store).code == 0
    shown = run_cli("measurement", "show", audit, "--json", *store).json()
    assert (shown["judged"], shown["failed"], shown["percent"], shown["passed"]) == (3, 2, "33.33", None)
    assert shown["characteristics"]["着装"] == {"judged": 3, "failed": 2}
    assert [one["kind"] for one in shown["flags"]] == ["no-evidence"]
    assert (shown["signature_ended"], shown["plan"]["ways"]["准时"]["method"]) == (None, "查派工单")
    assert shown["ruling"].startswith("合格 1 个 ÷ 已测 3 个 = 33.33 %")
    assert "未通过 2 个" in run_cli("measurement", "show", audit, *store).out
    for bad in (
        ["draw", audit, "--size", "121"],
        ["record", audit, "999", "--note", "无"],
        ["record", audit, str(drawn["numbers"][0]), "--result", "准时"],
    ):
        refused = run_cli("measurement", *bad, *store)
        assert (refused.code, refused.err.count("\n")) == (2, 1)


def test_observations_and_filters(run_cli: Run, begin: Any, tmp_path: Path) -> None:
    audit, store = begin("ctc", sites=[{"id": "s-1", "name": "城东服务站"}])
    observe = {"action": "observe", "item": "5.1.1.2", "sampled": 20, "failed": 3, "method": "document", "seen": "抽看派工单"}
    done = apply(run_cli, tmp_path, audit, store, observe, observe | {"site": "城东服务站", "sampled": 10, "failed": 0})
    assert done.code == 0, done.err
    refused = apply(run_cli, tmp_path, audit, store, {"action": "answer", "item": "5.1.1.2", "score": "3"})
    assert (refused.code, "改判" in refused.err) == (2, True)
    deducted = run_cli("audit", "show", audit, "--filter", "deducted", "--json", *store).json()
    assert [one["id"] for one in deducted["items"]] == ["5.1.1.2"]
    assert run_cli("audit", "show", audit, "--filter", "deduction-without-statement", "--json", *store).json()["items"] == []
    assert [one["id"] for one in run_cli("audit", "show", audit, "--filter", "mine", "--json", *store).json()["items"]] == ["5.1.1.2"]
    shown = run_cli("audit", "show", audit, "--after", "5.1.1.1", "--chapters", "--json", *store).json()
    assert shown["next"]["id"] == "5.1.2.1"
    assert shown["chapters"][0]["done"] == 1
    assert "共 1 条" in run_cli("audit", "show", audit, "--filter", "deducted", *store).out
    assert "下一未答：5.1.1.1" in run_cli("audit", "show", audit, "--after", "5.1.1", *store).out
    here = run_cli("audit", "show", audit, "--site", "城东服务站", "--filter", "deducted", "--json", *store).json()
    there = run_cli("audit", "show", audit, "--site", "总部", "--filter", "deducted", "--json", *store).json()
    assert ([one["id"] for one in here["items"]], [one["id"] for one in there["items"]]) == ([], ["5.1.1.2"])
    assert run_cli("audit", "show", audit, "--site", "s-1", "--after", "5.1.1.1", "--json", *store).json()["next"]["id"] == "5.1.2.1"
    for bad in (["--site", "没有", "--filter", "mine"], ["--site", "总部"]):
        assert run_cli("audit", "show", audit, *bad, *store).code == 2
    assert run_cli("audit", "show", audit, "--filter", "unknown", *store).code == 2
    assert run_cli("audit", "show", audit, "--after", "9.9", *store).code == 2
