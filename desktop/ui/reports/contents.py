"""A report's parts and lacks, worked out from the audit and, once it is laid out, from the report's own outline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.base.words import _
from desktop.domain.item_view import item_state
from desktop.domain.report_contents import contents_of, number_of, path_title
from desktop.domain.topics import topics_asked
from desktop.ui.reports.lacking import TOPICS, lacking, topics_title
from desktop.ui.reports.missing import Lack
from desktop.ui.reports.nav import Part
from desktop.ui.reports.paper import Mark
from desktop.ui.reports.places import HERE, Place, place_of

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.scheme import ReportForm

# Of a report without mandatory contents so many headings are listed.
MOST = 80


def lacks_of(view: AuditView, form: ReportForm | None) -> list[Lack]:
    """What the report lacks, in the scheme's order, each with where it is filled in."""
    if form is None:
        return []
    numbers = _numbers(view, form)
    return [Lack(f"{numbers.get(one.id, '·')} {one.title}", one.clause, _needs(view, one.needs)) for one in lacking(view, form.kind)]


def _needs(view: AuditView, paths: Sequence[str]) -> tuple[tuple[str, Place | None], ...]:
    """What is filled in on the same other page is one line, whose link leads to the first of it."""
    if paths and all(path.startswith(f"{TOPICS}.") for path in paths):
        return ((_("{n} 项没有写").format(n=len(paths)), place_of(view, paths[0])),)
    lines: list[tuple[str, Place | None]] = []
    for path in paths:
        place = place_of(view, path)
        before = lines[-1] if lines else None
        if place is not None and place.step != HERE and before is not None and before[1] is not None and before[1].step == place.step:
            lines[-1] = (_("{first}、{next}").format(first=before[0], next=path_title(path)), before[1])
        else:
            lines.append((path_title(path), place))
    return tuple(lines)


def parts_of(view: AuditView, form: ReportForm | None, kind: tuple[str, str], outline: Sequence[Mark]) -> list[Part]:
    """The parts of the report from top to bottom, with their pages when the outline is known; `kind` is its kind and title."""
    if form is None:
        if kind[0] == "checklist":
            return _chapters(view)
        return [_headed(mark) for mark in outline if mark.level == 0 or len(outline) <= 24][:MOST] or [Part("", kind[1], None, 0)]
    missing = {one.id for one in lacking(view, form.kind)}
    numbers = _numbers(view, form)
    parts: list[Part] = []
    after = 0
    before_first = 0
    for id_, title, heading in _asked(view, form, numbers):
        place = next((place for place in range(after, len(outline)) if _names(outline[place], heading)), None)
        is_there = id_ not in missing
        if place is None:
            parts.append(Part(id_, title, is_there))
            continue
        if not parts:
            before_first = place
        after = place + 1
        parts.append(Part(id_, title, is_there, outline[place].page, outline[place].down))
    # What heads the contents themselves says nothing new.
    first = [_headed(mark) for mark in outline[: max(0, before_first - 1)] if mark.level == 0]
    last = [_headed(mark) for mark in outline[after:] if mark.level == 0] if after else []
    return [*first, *parts, *last]


def _asked(view: AuditView, form: ReportForm, numbers: dict[str, str]) -> list[tuple[str, str, str]]:
    """What the report must have: id, title with its number, and the heading it is printed under."""
    asked = [(one.id, f"{numbers[one.id]} {one.title}", one.title) for one in contents_of(form, view.document)]
    if form.topics and topics_asked(view.scheme, view.document):
        asked.append((TOPICS, topics_title(), topics_title()))
    return asked


def _chapters(view: AuditView) -> list[Part]:
    """What a checklist goes through: the first-level indicators, and whether all below them is judged."""
    found = []
    rules = view.rules
    chapters = [id_ for id_, rule in rules.items.items() if rule.chapter == id_] or list(rules.roots)
    for id_ in chapters:
        item = rules.items[id_].item
        state = item_state(rules, view.document, id_)
        found.append(Part("", f"{item.clause or id_} {item.title}", state not in ("empty", "partial", "unverified")))
    return found


def _numbers(view: AuditView, form: ReportForm) -> dict[str, str]:
    return {content.id: number_of(content, place) for place, content in enumerate(contents_of(form, view.document), 1)}


def _names(mark: Mark, title: str) -> bool:
    # The outline cuts long headings.
    said = mark.text.replace(" ", "")
    wanted = title.replace(" ", "")
    return said.endswith(wanted) or (len(mark.text) >= 100 and wanted[:80] in said)


def _headed(mark: Mark) -> Part:
    return Part("", " ".join(mark.text.split()), None, mark.page, mark.down)
