"""The team, its independence, and who may not have been on site."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.domain import appointment_check, team_check
from tests.domain.noticing import critical, found


def member(key: str, name: str, role: str | None = "auditor", **more: Any) -> dict[str, Any]:
    own = {"id": key, "name": name, "registration": f"2024-N1SC-{key}", "competence": "家电售后", "independent": True, "role": role}
    return own | more


LEADER = member("1", "沈望舒", "leader")
APART = {"file_reviewer": "顾明远", "decider": "周以宁"}


def said(team: list[dict[str, Any]], scheme: str = "zhdh", **parts: Any) -> dict[str, Any]:
    return found(team_check.notices, scheme, team=team, **{"appointment": APART} | parts)


@pytest.mark.parametrize("scheme", ["zgc", "ctc", "zhdh", "bz", "cqm"])
def test_a_team_in_order(scheme: str) -> None:
    assert said([LEADER, member("2", "陆既明"), member("3", "谭工", "expert", registration=None)], scheme) == {}
    assert said([LEADER], scheme) == {}


def test_exactly_one_leader() -> None:
    assert critical(said([])) == {"team-empty"}
    assert critical(said([member("3", "谭工", "expert")])) == {"team-empty"}
    assert critical(said([member("1", "甲"), member("2", "乙")])) == {"team-leader"}
    assert critical(said([LEADER, member("2", "乙", "leader"), member("3", "丙", "leader")])) == {"team-leaders/2", "team-leaders/3"}


def test_a_single_auditor_can_lead() -> None:
    alone = said([member("1", "沈望舒"), member("3", "谭工", "expert")], "ctc")
    assert critical(alone) == {"team-single"}
    assert alone["team-single"].clause == "7.2.3"
    assert said([LEADER | {"competence": ""}], "ctc")["team-single-field"].clause == "7.2.3"


@pytest.mark.parametrize(("scheme", "clause"), [("zgc", "3.1"), ("ctc", "7.2.2"), ("zhdh", "7.1.3 (1)"), ("cqm", "")])
def test_auditors_are_registered(scheme: str, clause: str) -> None:
    notice = said([LEADER | {"registration": " "}], scheme)["team-registration/1"]
    assert (notice.clause, notice.severity) == (clause, "critical" if clause else "warning")
    assert (notice.record, notice.field) == ("team/1", "registration")


def test_names_roles_and_numbers() -> None:
    team = [LEADER, member("2", "沈 望舒", registration="2024-N1SC-1"), member("3", "", None)]
    assert set(said(team)) == {"team-twice/2", "team-number/2", "team-name/3", "team-role/3"}


def test_independence_is_declared_and_decided() -> None:
    team = [LEADER | {"independent": None}, member("2", "乙", independent=None, ties="去年审查过"), member("3", "丙", independent=False)]
    notices = said(team, "ctc")
    assert critical(notices) == {"team-independence/2", "team-independence/3"}
    assert notices["team-independence/1"].severity == "warning"
    assert notices["team-independence/2"].clause == "7.2.1 5)"
    assert said([LEADER | {"ties": "去年审查过，已换审查内容"}], "ctc") == {}


def test_experts_advise_only() -> None:
    team = [LEADER, member("3", "谭工", "expert", days=2)]
    notices = said(team, observations=[{"id": f"o{n}", "item": "5.1.1.1", "auditor": "谭 工"} for n in range(3)])
    assert notices["expert-days/3"].severity == "note"
    assert critical(notices) == {"expert-audits/3"}
    assert notices["expert-audits/3"].clause == "7.1.3 (3)"
    assert notices["expert-audits/3"].record == "observations/o0"


@pytest.mark.parametrize(
    ("trace", "shows"),
    [
        ({"team": [LEADER, member("2", "顾明远")]}, "审查组成员"),
        ({"attendance": [{"id": "a", "name": "顾 明远", "side": "team", "meeting": "opening"}]}, "会议签到"),
        ({"observations": [{"id": "o", "item": "5.1.1.1", "auditor": "顾明远"}]}, "现场记录"),
        ({"training": {"signatures": [{"name": "顾明远"}]}}, "培训签名"),
        ({"findings": [{"id": "f", "found_by": "顾明远"}]}, "开具审查发现"),
        ({"corrections": [{"id": "c", "verification": "on-site", "verified_by": "顾明远"}]}, "现场验证"),
        ({"visits": [{"id": "v", "visitor": "顾明远"}]}, "暗访"),
        ({"measurement": {"signed_by": "顾明远"}}, "签署测评方案"),
    ],
)
def test_who_reviews_the_file_or_decides_was_not_on_site(trace: dict[str, Any], shows: str) -> None:
    team = trace.pop("team", [LEADER])
    for field in ("file_reviewer", "decider"):
        notices = said(team, appointment={"file_reviewer": "甲", "decider": "乙"} | {field: "顾明远"}, **trace)
        assert critical(notices) == {f"apart-{field}"}
        assert shows in notices[f"apart-{field}"].sentence
        assert notices[f"apart-{field}"].clause == "8"
        loose = said(team, "ctc", appointment={"file_reviewer": "甲", "decider": "乙"} | {field: "顾明远"}, **trace)
        assert loose[f"apart-{field}"].severity == "warning"
    trace = {"attendance": [{"id": "a", "name": "顾明远", "side": "client", "meeting": "opening"}]}
    assert said([LEADER], **trace) == {}


def test_nobody_named_yet_is_a_note() -> None:
    notices = said([LEADER], appointment={})
    assert {key: one.severity for key, one in notices.items()} == {"apart-file_reviewer": "note", "apart-decider": "note"}


AUDIT = {"kind": "initial", "purpose": "p", "criteria": "c", "scope": "s", "starts_on": "2026-11-24", "ends_on": "2026-11-26"}
ISSUED = {
    "issued_on": "2026-11-10",
    "issued_by": "顾明远",
    "noticed_on": "2026-11-11",
    "confirmed_on": "2026-11-12",
    "confirmed_by": "梁主任",
}


def appointed(scheme: str = "ctc", audit: Any = AUDIT, team: Any = (LEADER,), **own: Any) -> dict[str, Any]:
    return found(appointment_check.notices, scheme, audit=audit, team=team, appointment=own)


def test_an_appointment_in_order() -> None:
    for scheme in ("zgc", "ctc", "zhdh"):
        assert appointed(scheme, **ISSUED) == {}


def test_what_an_appointment_holds_at_least() -> None:
    notices = appointed(audit={"kind": "initial", "starts_on": "2026-11-24"}, team=(), **ISSUED)
    assert critical(notices) == {f"appointment-content/{key}" for key in ("purpose", "criteria", "scope", "dates", "team")}
    assert notices["appointment-content/dates"].field == "ends_on"
    assert critical(appointed("zgc", audit={}, team=(), **ISSUED)) == {"appointment-content/dates", "appointment-content/team"}
    assert critical(appointed()) == {"appointment-issued"}
    assert critical(appointed("zhdh")) == set()


def test_the_clients_answer() -> None:
    silent = {key: value for key, value in ISSUED.items() if not key.startswith("confirmed")}
    assert set(appointed(**silent)) == {"notice-unconfirmed"}
    objecting = appointed(**silent, objection="要求更换乙")
    assert critical(objecting) == {"notice-objection"}
    assert appointed(**ISSUED, objection="要求更换乙") == {}
    assert set(appointed(**ISSUED | {"noticed_on": "2026-11-25", "confirmed_on": "2026-11-25"})) >= {
        "order/audit/starts_on/noticed_on",
        "date/appointment/noticed_on",
    }
    late = appointed(**ISSUED | {"confirmed_on": "2026-11-25", "noticed_on": "2026-11-18"})
    assert {"order/audit/starts_on/confirmed_on", "date/appointment/confirmed_on"} <= set(late)
