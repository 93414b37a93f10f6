"""The audit plan as a calendar file (RFC 5545): one event a line, on Chinese time, under a UID that stays the same."""

from __future__ import annotations

from datetime import UTC, date, timedelta
from pathlib import Path

from desktop.actions.calendar_file import calendar_bytes, escaped
from desktop.actions.workspace import AuditView
from desktop.base import clock
from desktop.base.errors import BadInput
from desktop.base.files import write_file
from desktop.base.words import _
from desktop.domain.plan import Placed, in_order, member_name, members_by_id, placed, site_name, sites_by_id, slot_subject
from desktop.domain.plan_words import kind_title
from desktop.domain.service_hours import DAY

# China has had one time without summer time since 1992.
_ZONE = "Asia/Shanghai"
_TIMEZONE = [
    "BEGIN:VTIMEZONE", f"TZID:{_ZONE}", "BEGIN:STANDARD", "DTSTART:19920101T000000", "TZOFFSETFROM:+0800", "TZOFFSETTO:+0800",
    "TZNAME:CST", "END:STANDARD", "END:VTIMEZONE",
]  # fmt: skip


def write_plan_calendar(view: AuditView, path: Path, person: str | None = None) -> int:
    """Write the plan's lines that have a day and times, all or those of one person (id or name); returns how many."""
    data, count = plan_calendar(view, person)
    write_file(path, data)
    return count


def plan_calendar(view: AuditView, person: str | None = None) -> tuple[bytes, int]:
    """The plan as a calendar and the number of its events. BadInput for a person who is not of the team."""
    members = members_by_id(view.document)
    chosen = next((key for key, one in members.items() if person in (key, one.name)), None)
    if person is not None and chosen is None:
        raise BadInput(_("审查组里没有 {name}，请核对姓名。").format(name=person))
    known = [one for slot in in_order(view.document.slots) if (one := placed(slot)) is not None]
    events = [one for one in known if chosen is None or chosen in one.slot.people]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//fieldaudit//plan//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", *_TIMEZONE]
    stamp = f"{clock.now().astimezone(UTC):%Y%m%dT%H%M%SZ}"
    for one in events:
        lines += _event(view, one, stamp)
    return calendar_bytes([*lines, "END:VCALENDAR"]), len(events)


def _event(view: AuditView, one: Placed, stamp: str) -> list[str]:
    document, slot = view.document, one.slot
    sites, members = sites_by_id(document), members_by_id(document)
    site = sites.get(slot.site or "")
    address = (site.address if site else None) or (document.client.audit_address or document.client.address if not slot.site else None)
    subject = slot_subject(slot, view.rules) or kind_title(slot.kind)
    people = "、".join(member_name(members, person) for person in slot.people)
    titles = [f"{view.rules.items[item].name}" for item in slot.items if item in view.rules.items]
    notes = [people, _("受审查方：{names}").format(names=slot.with_whom) if slot.with_whom else "", *titles]
    return [
        "BEGIN:VEVENT",
        f"UID:{slot.id}@fieldaudit",
        f"DTSTAMP:{stamp}",
        # A calendar that has the event already takes the later one.
        f"SEQUENCE:{len(document.plan_changes)}",
        f"DTSTART;TZID={_ZONE}:{_moment(one.day, one.start)}",
        f"DTEND;TZID={_ZONE}:{_moment(one.day, one.end)}",
        f"SUMMARY:{escaped(' '.join(part for part in (document.client.name or '', subject) if part))}",
        f"LOCATION:{escaped('，'.join(part for part in (site_name(sites, slot.site), address) if part))}",
        f"DESCRIPTION:{escaped(chr(10).join(part for part in notes if part))}",
        "END:VEVENT",
    ]


def _moment(day: date, minutes: int) -> str:
    if minutes == DAY:
        # The end of the day is the beginning of the next.
        day, minutes = (day + timedelta(days=1), 0) if day < date.max else (day, DAY - 1)
    return f"{day:%Y%m%d}T{minutes // 60:02d}{minutes % 60:02d}00"
