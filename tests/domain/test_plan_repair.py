"""What ends a clash: the person who is there anyway, else one who is free, else a later time; never an expert, never somebody busy."""

from __future__ import annotations

from datetime import date
from typing import Any

from desktop.domain.plan_repair import all_clashes, instead_of, repair
from tests.domain.builders import document, shipped

RULES = shipped("ctc")
DAY = date(2026, 11, 24)


def planned(*slots: dict[str, Any], people: int = 3) -> Any:
    team = [{"id": f"p{n}", "name": f"人{n}", "role": "leader" if n == 0 else "auditor"} for n in range(people)]
    team.append({"id": "x", "name": "专家", "role": "expert"})
    made = [{"id": f"k{n}", "on": DAY.isoformat()} | slot for n, slot in enumerate(slots)]
    return document(RULES, sites=[{"id": "s1", "name": "南浦"}, {"id": "s2", "name": "北岭"}], team=team, slots=made)


def line(start: str, end: str, who: str, site: str | None = None, **more: Any) -> dict[str, Any]:
    return {"start": start, "end": end, "people": [who], "items": ["5.1.1"], **({"site": site} if site else {}), **more}


def test_whoever_is_at_the_site_that_day_takes_it() -> None:
    audit = planned(line("09:00", "10:00", "p0"), line("09:30", "10:30", "p0", "s1"), line("14:00", "15:00", "p2", "s1"))
    (clash,) = all_clashes(audit)
    found = repair(audit, clash)
    assert found is not None
    assert (found.slot, found.person, found.instead, found.at) == ("k1", "p0", "p2", "南浦")
    assert instead_of(("p1", "p0"), found) == ("p1", "p2")


def test_the_busy_and_experts_are_not_asked() -> None:
    audit = planned(line("09:00", "10:00", "p0"), line("09:30", "10:30", "p0", "s1"), line("09:00", "12:00", "p1", "s2"), people=2)
    found = repair(audit, all_clashes(audit)[0])
    assert found is not None
    assert found.instead is None
    # The later line begins when the earlier one is over.
    assert (found.slot, found.minutes) == ("k1", 30)


def test_an_expert_may_take_a_meeting() -> None:
    meeting = line("09:30", "10:30", "p0", "s1", kind="meeting", items=[])
    audit = planned(line("09:00", "10:00", "p0"), meeting, people=1)
    found = repair(audit, all_clashes(audit)[0])
    assert found is not None
    assert (found.slot, found.instead) == ("k1", "x")


def test_a_full_day_has_no_way_out() -> None:
    audit = planned(line("09:00", "17:45", "p0"), line("09:00", "10:00", "p0", "s1"), people=1)
    assert repair(audit, all_clashes(audit)[0]) is None


def test_two_places_come_first() -> None:
    audit = planned(
        line("08:00", "10:00", "p1"), line("09:00", "10:00", "p1"), line("13:00", "15:00", "p0"), line("14:00", "15:00", "p0", "s1")
    )
    assert [(clash.person, clash.two_places) for clash in all_clashes(audit)] == [("p0", True), ("p1", False)]
