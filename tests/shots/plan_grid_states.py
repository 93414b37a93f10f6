"""States of the plan grid, the programme and the topics: laid out, a clash, many sites, confirmed and changed, a line open."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow
    from desktop.ui.planning.grid.view import PlanGridView
    from desktop.ui.planning.programme.view import ProgrammeView


def grid_of(window: MainWindow) -> PlanGridView:
    """The plan grid, open."""
    from desktop.ui.planning.grid.view import PlanGridView
    from tests.shots.plan_states import planning

    shown = planning(window).show_view("plan")
    assert isinstance(shown, PlanGridView)
    return shown


def programme_of(window: MainWindow) -> ProgrammeView:
    """The programme, open."""
    from desktop.ui.planning.programme.view import ProgrammeView
    from tests.shots.pages import settle, until
    from tests.shots.plan_states import planning

    shown = planning(window).show_view("programme")
    assert isinstance(shown, ProgrammeView)
    until(lambda: shown.stands is not None)
    settle(window)
    return shown


def fresh(window: MainWindow) -> PlanGridView:
    """A plan laid out by rule where there is none yet."""
    from tests.shots.pages import settle, until

    view = grid_of(window)
    if not window.frame.view.document.slots:  # type: ignore[union-attr] # an audit is open
        view.suggest()
        until(lambda: view.scene.slots)
    settle(window)
    return view


def laid_out(window: MainWindow) -> None:
    """The plan of the sample as it is."""
    fresh(window)


def open_line(window: MainWindow) -> None:
    """A line open beside the grid."""
    from tests.shots.pages import settle

    view = fresh(window)
    view.edit(next(key for key, slot in view.scene.slots.items() if slot.items))
    settle(window)


def clash(window: MainWindow) -> None:
    """Somebody at two places, with the list of what is to do."""
    from tests.shots.pages import settle, until

    view = fresh(window)
    timed = sorted((slot for slot in view.scene.slots.values() if slot.items and slot.on), key=lambda slot: (slot.on, slot.start))
    first = timed[0]
    other = next(slot for slot in timed if slot.site != first.site and slot.id != first.id)
    view.reason._reason = "客户临时停电"
    view.deeds.change((other.id or "",), {"on": first.on, "start": first.start, "end": first.end, "people": list(first.people)})
    until(lambda: not view.clash.isHidden())
    view.toggle_todo()
    settle(window)


def people(window: MainWindow) -> None:
    """A row for everybody."""
    from tests.shots.pages import settle

    view = fresh(window)
    view.head.mode_chosen.emit("people")
    settle(window)


def confirming(window: MainWindow) -> None:
    """Waiting for the client's signature."""
    from tests.shots.pages import settle

    view = fresh(window)
    view.turn("confirm")
    settle(window)


def asking(window: MainWindow) -> None:
    """A change of a confirmed plan waits for its reason."""
    from desktop.actions import plan
    from tests.shots.pages import settle

    view = fresh(window)
    audit = view.view.id
    window.runner.act(window, lambda ws: plan.confirm(ws, audit, by="孟采薇"))
    settle(window)
    view.turn("confirm")
    view.deeds.remove((next(iter(view.scene.slots)),))
    settle(window)


def many(window: MainWindow) -> None:
    """Sixty clauses at twenty sites by five people."""
    from desktop.actions import audits
    from tests.benchmarks.planning import SCHEME, planned
    from tests.shots.pages import settle, until

    document = planned(SCHEME)
    document["client"]["name"] = "云岫智能家电有限公司"
    text = json.dumps(document).encode("utf-8")
    made: list[str] = []
    window.runner.act(window, lambda ws: audits.import_document(ws, text, SCHEME), lambda changes: made.append(changes.audit))
    until(lambda: made)
    window.open_audit(made[0])
    until(lambda: window.frame is not None and window.frame.view.id == made[0])
    grid_of(window)
    settle(window)


def dateless(window: MainWindow) -> None:
    """What to do first."""
    from tests.shots.pages import _begin, settle

    _begin(window)
    grid_of(window)
    settle(window)


def programme(window: MainWindow) -> None:
    """The cycle of the sample."""
    programme_of(window)


def following(window: MainWindow) -> None:
    """The form of the next audit."""
    from tests.shots.pages import settle

    programme_of(window).begin_next()
    settle(window)


def next_audit(window: MainWindow) -> None:
    """The same from the list of audits."""
    from tests.shots.pages import settle, until

    settle(window)
    window.start.begin_next()
    until(lambda: window.start.next_page() is not None)
    settle(window)
