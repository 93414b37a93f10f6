"""Which outcomes each scheme allows and why not: by grade, level held, open findings, the client's wish and the calendar."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from desktop.domain.assessment import Assessment, Conclusion
from desktop.domain.concluding import OutcomeStanding, open_matters, outcome_standings, outcome_titles, standing_of
from desktop.domain.grading import grade
from desktop.domain.rules import Rules
from tests.domain.builders import by_chapter, document, perfect, shipped

CLOSED = {"verdict": "accepted", "verification": "written", "cause": "因", "action": "措施"}


def of(rules: Rules, **parts: Any) -> dict[str, OutcomeStanding]:
    one = document(rules, **parts)
    return {found.id: found for found in outcome_standings(one, rules, grade(one, rules))}


def allowed(found: dict[str, OutcomeStanding]) -> set[str]:
    return {key for key, one in found.items() if one.allowed and one.ground is None}


def ctc(**parts: Any) -> dict[str, OutcomeStanding]:
    return of(shipped("ctc"), **parts)


def zhdh(**parts: Any) -> dict[str, OutcomeStanding]:
    measured = {"characteristics": {"sampled": 20, "failed": 0, "passed": True}}
    return of(shipped("zhdh"), **measured, **parts)


def test_a_lower_level_only_at_the_clients_dated_request() -> None:
    base: dict[str, Any] = {"audit": {"kind": "initial"}, "applied_for": 5, "items": by_chapter("92")}
    found = ctc(**base)
    assert allowed(found) == set()
    assert "低于申请的五星级" in found["recommend"].why_not[0]
    assert found["lower-level"].why_not == ("只有受审查方提出申请才能降低等级，还没有其申请。",)
    found = ctc(**base, conclusion={"client_request": "请按四星级评定"})
    assert found["lower-level"].why_not == ("受审查方的降级申请没有写明日期。",)
    found = ctc(**base, conclusion={"client_request": "请按四星级评定", "requested_on": "2026-11-20"})
    assert allowed(found) == {"lower-level"}
    # More than one level lower is for the body, and a request is not enough for "one level".
    found = ctc(**{**base, "items": by_chapter("85")}, conclusion={"client_request": "请降级", "requested_on": "2026-11-20"})
    assert allowed(found) == {"by-hand"}
    assert found["lower-level"].clause == "8.5.5 2)"


def test_without_any_level_nothing_is_compared() -> None:
    found = ctc(audit={"kind": "initial"}, applied_for=4, items=by_chapter("50"))
    assert allowed(found) == {"not"}
    for key in ("recommend", "lower-level", "by-hand", "by-hand-unstarred"):
        assert found[key].why_not[0] == "结果为暂定不合格，没有达到任何等级。"
        assert all("结果为" not in why for why in found[key].why_not[1:])
    found = ctc(audit={"kind": "initial"}, applied_for=4, items=by_chapter("92"))
    assert found["by-hand-unstarred"].why_not == ("结果为暂定四星级，已有星级。",)


def test_nothing_is_concluded_from_half_a_grade() -> None:
    found = ctc(audit={"kind": "initial"}, items={"5.1": {"score": 30}})
    assert not allowed(found)
    assert all("等级没有出来" in one.why_not[0] for one in found.values())


def test_the_level_held_changes_the_outcomes() -> None:
    base: dict[str, Any] = {"audit": {"kind": "surveillance"}, "items": by_chapter("92")}
    assert allowed(ctc(**base, previous={"stars": 4})) == {"keep"}
    assert allowed(ctc(**base, previous={"stars": 5})) == {"suspend-below", "downgrade"}
    found = ctc(**base)
    assert not allowed(found)
    assert found["keep"].why_not == ("没有写明原获证等级，无从比较。",)


@pytest.mark.parametrize(("day", "late"), [("2026-11-20", False), ("2026-11-21", True)])
def test_past_fifteen_months_only_the_body_keeps(day: str, late: bool) -> None:
    first = {"id": "p", "kind": "surveillance", "ended_on": "2025-08-20"}
    found = ctc(
        audit={"kind": "surveillance", "starts_on": day, "ends_on": day, "last_audit_on": "2025-08-20", "decided_on": "2024-09-01"},
        programme={"decided_on": "2024-09-01", "audits": [first]},
        items=by_chapter("92"),
        previous={"stars": 4},
    )
    assert found["keep"].allowed is not late
    assert not late or "由认证机构决定" in found["keep"].why_not[0]


def test_a_recommendation_with_everything_closed_and_a_conditional_one_else() -> None:
    base: dict[str, Any] = {"audit": {"kind": "initial"}, "applied_for": 4, "items": by_chapter("92")}
    finding = {"id": "f", "number": "F01", "kind": "nonconformity", "severity": "minor", "statement": "没有记录"}
    assert allowed(zhdh(**base)) == {"recommend"}
    found = zhdh(**base, findings=[finding])
    assert allowed(found) == {"conditional"}
    assert found["recommend"].why_not == ("还有 1 项没有关闭：F01。",)
    assert allowed(zhdh(**base, findings=[finding], corrections=[{"id": "c", "finding": "f"}])) == {"conditional"}
    assert allowed(zhdh(**base, findings=[finding], corrections=[{"id": "c", "finding": "f", **CLOSED}])) == {"recommend"}
    # An improvement or a deduction nobody asked to correct keeps nothing open.
    assert allowed(zhdh(**base, findings=[{**finding, "kind": "improvement", "severity": None}])) == {"recommend"}
    assert allowed(zhdh(**base, special_deductions=["手写的一项"])) == {"conditional"}
    tied = {**finding, "special": True}
    closed = [{"id": "c", "finding": "f", **CLOSED}]
    assert allowed(zhdh(**base, special_deductions=["F01：没有记录"], findings=[tied], corrections=closed)) == {"recommend"}


def test_what_is_still_open_is_named() -> None:
    rules = shipped("cqm")
    raw = perfect(rules)
    raw["conformity"] = {**raw["conformity"], "4.2.5": "minor", "4.2.2": "severe"}
    raw["management_audit"] = {"passed": True, "reason": "可接受"}
    one = document(rules, **raw, findings=[{"id": "f", "number": "F01", "kind": "nonconformity", "items": ["4.2.5"]}])
    assert open_matters(one) == ["F01", "条款 4.2.2 的不符合"]


def test_grounds_suspend_and_withdraw_whatever_the_grade() -> None:
    found = ctc(audit={"kind": "surveillance"}, items=by_chapter("92"), previous={"stars": 4})
    ground = found["suspend/suspend-c"]
    assert (ground.kind, ground.clause, ground.allowed, ground.text) == ("suspend", "9.5.1 c)", True, "暂停：证书和标志使用不当")
    assert not [one for one in ctc(audit={"kind": "initial"}, items=by_chapter("92")).values() if one.ground]
    found = of(shipped("cqm"), **{**perfect(shipped("cqm")), "audit": {"kind": "surveillance"}, "previous": {"stars": 5}})
    assert {"suspend/blacklist", "withdraw/blacklist"} <= set(found)
    assert found["withdraw/blacklist"].text == "撤销：监督发现组织登上政府黑名单"


def test_a_conclusion_names_its_outcome() -> None:
    rules = shipped("ctc")
    one = document(rules, audit={"kind": "surveillance"}, items=by_chapter("92"), previous={"stars": 5})
    found = outcome_standings(one, rules, grade(one, rules))

    def named(**fields: Any) -> str | None:
        standing = standing_of(Conclusion(**fields), found)
        return standing.id if standing else None

    assert named(kind="suspend") == "suspend-below"
    assert named(kind="keep") == "keep"
    assert named(kind="withdraw", ground="withdraw-d") == "withdraw/withdraw-d"
    assert named(kind="withdraw", ground="suspend-a") is None
    assert named(kind="praise") is None


@pytest.mark.parametrize("scheme", ["zgc", "ctc", "zhdh", "bz", "cqm"])
def test_every_reason_has_its_words(scheme: str) -> None:
    """An empty audit of every kind says of every outcome in a sentence why not; each kind of outcome has a name."""
    rules = shipped(scheme)
    for kind in rules.scheme.audit_kinds:
        for one in of(rules, audit={"kind": kind}).values():
            assert one.kind in outcome_titles()
            assert all(why.endswith("。") and "{" not in why for why in one.why_not)
    assert isinstance(msgspec.convert({"format": "fieldaudit.assessment/1", "scheme": scheme}, Assessment), Assessment)


@pytest.mark.parametrize("scheme", ["zgc", "ctc", "zhdh"])
@pytest.mark.parametrize("percent", ["60", "75", "85", "92", "97"])
@pytest.mark.parametrize("held", [None, 0, 3, 5])
def test_the_conditions_agree_with_the_grade(scheme: str, percent: str, held: int | None) -> None:
    """What the grade offers and no wish, closing or calendar speaks against is allowed here; the rest says why not."""
    rules = shipped(scheme)
    known = {level.stars for level in rules.result.levels}
    for kind in rules.scheme.audit_kinds:
        one = document(
            rules,
            audit={"kind": kind},
            items=by_chapter(percent),
            evaluations={"q-zg-001": {"percent": 88}} if scheme == "zgc" else {},
            characteristics={"sampled": 20, "failed": 0, "passed": True},
            **({"previous": {"stars": held}} if held in known else {}),
            **({"applied_for": 5} if 5 in known else {}),
        )
        result = grade(one, rules)
        offered = {(option.kind, option.text, option.clause) for option in result.outcomes}
        told = [one for one in rules.scheme.outcomes if kind in one.audits]
        free = {(one.kind, one.text, one.clause) for one in told if not (one.request or one.closed)}
        standings = outcome_standings(one, rules, result)
        assert len([entry for entry in standings if entry.ground is None]) == len(told)
        assert {
            (entry.kind, entry.text, entry.clause) for entry in standings if entry.allowed and not entry.ground
        } & free == offered & free
