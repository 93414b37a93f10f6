"""A plan of 60 clauses x 20 sites x 5 people: one line edited and all of it checked again, against P2's raw commit and a frame."""

from __future__ import annotations

import json
import tempfile
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from desktop.actions import audits, plan
from desktop.actions.workspace import AuditView
from desktop.domain.plan import clock_text
from desktop.domain.plan_check import plan_notices
from tests.benchmarks.editing import RawStore
from tests.benchmarks.measure import Row, paired
from tests.benchmarks.samples import full_document, load, workspace

TIMES = 20
CLAUSES, SITES, PEOPLE = 60, 20, 5
FRAME = 0.016
# The scheme with the most leaves.
SCHEME = "cqm"


def run() -> list[Row]:
    with workspace() as (ws, _folder), tempfile.TemporaryDirectory() as other:
        audit = audits.import_document(ws, json.dumps(planned(SCHEME)).encode("utf-8"), SCHEME).audit
        lines = [str(slot.id) for slot in ws.audit(audit).document.slots]
        raw = RawStore(Path(other))
        number = count()

        def checked(view: AuditView) -> int:
            return len(plan_notices(view.document, view.rules))

        def ours() -> None:
            for _time in range(TIMES):
                turn = next(number)
                # There and back again, so that every run finds the plan as the first did.
                view = plan.move_slots(ws, audit, (lines[turn // 2 % len(lines)],), minutes=-5 if turn % 2 else 5).view
                checked(view)

        def reference() -> None:
            for _time in range(TIMES):
                raw.commit(next(number))

        mine, other_time = paired(ours, reference)
        raw.close()
        view = ws.audit(audit)
        # The whole plan is there and covered; else the figure is of nothing.
        assert len(lines) == CLAUSES * SITES
        assert not any(one.id in ("plan-missing", "plan-uncovered") for one in plan_notices(view.document, view.rules))
        what = f"one line of a plan of {CLAUSES} clauses x {SITES} sites x {PEOPLE} people"
        return [
            Row("P2", f"{what}: edited, durable, checked", mine / TIMES, other_time / TIMES, None),
            Row("P2", "  the same against a frame of 16 ms", mine / TIMES, FRAME, 1),
        ]


def planned(name: str) -> dict[str, Any]:
    """An audit whose plan has one line for every clause at every site; each person has a site a day."""
    scheme = load(name).scheme
    leaves: list[str] = []

    def walk(items: Any) -> None:
        for item in items:
            if item.kind in ("points", "all-or-nothing", "proportional", "deduct", "conformity"):
                leaves.append(item.id)
            walk(item.items)

    walk(scheme.items)
    first = date(2026, 11, 2)
    slots = []
    for site in range(SITES):
        for place in range(CLAUSES):
            start = 9 * 60 + place * 8
            slots.append(
                {
                    "id": f"k{site:02d}{place:02d}",
                    "on": (first + timedelta(days=site // PEOPLE)).isoformat(),
                    "start": clock_text(start),
                    "end": clock_text(start + 8),
                    "people": [f"p{site % PEOPLE}"],
                    "items": [leaves[place % len(leaves)]],
                    **({"site": f"s{site:02d}"} if site else {}),
                }
            )
    document = full_document(name)
    document["audit"] |= {"starts_on": first.isoformat(), "ends_on": (first + timedelta(days=SITES // PEOPLE)).isoformat()}
    document["sites"] = [
        {"id": f"s{site:02d}", "name": f"第 {site} 网点", "service_hours": "08:30-17:30", "travel_minutes": 30} for site in range(1, SITES)
    ]
    document["team"] = [
        {"id": f"p{one}", "name": f"审查员{one}", "role": "auditor" if one else "leader", "registration": str(one)} for one in range(PEOPLE)
    ]
    return document | {"slots": slots}
