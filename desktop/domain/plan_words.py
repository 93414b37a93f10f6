"""Changes of a plan in words, before and after, as the log and the client read them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.base.words import _
from desktop.domain.assessment import Member, Site
from desktop.domain.plan import member_name, site_name, slot_subject, slot_title
from desktop.domain.preparation import Slot
from desktop.domain.rules import Rules

# More lines than these are counted, not written out.
MOST_LINES = 100


def role_titles() -> dict[str, str]:
    """What the roles in a team are called."""
    return {"leader": _("组长"), "auditor": _("审查员"), "expert": _("技术专家")}


def slot_line(slot: Slot, sites: dict[str, Site], members: dict[str, Member], rules: Rules) -> str:
    """A line of the plan in one line: `2026-11-20 09:00-10:30 总部 沈望舒 5.1、5.2`."""
    parts = (slot_title(slot, sites), _people(slot, members), slot_subject(slot, rules), slot.with_whom or "")
    return " ".join(part for part in parts if part)


def slots_changed(
    before: Mapping[str, Slot], after: Mapping[str, Slot], sites: dict[str, Site], members: dict[str, Member], rules: Rules
) -> list[str]:
    """What happened to each line, in the order of the ids: added, taken out, or which of its fields changed."""
    lines = []
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key), after.get(key)
        if old is None and new is not None:
            lines.append(_("增加：{line}").format(line=slot_line(new, sites, members, rules)))
        elif new is None and old is not None:
            lines.append(_("取消：{line}").format(line=slot_line(old, sites, members, rules)))
        elif old is not None and new is not None and old != new:
            lines.append(f"{slot_line(old, sites, members, rules)}{_('：')}{'；'.join(_fields(old, new, sites, members, rules))}")
    return lines


def told(lines: list[str]) -> str:
    """The lines as the text of one change."""
    more = [_("另有 {n} 处。").format(n=len(lines) - MOST_LINES)] if len(lines) > MOST_LINES else []
    return "\n".join([line[:400] for line in lines[:MOST_LINES]] + more)


def _fields(old: Slot, new: Slot, sites: dict[str, Site], members: dict[str, Member], rules: Rules) -> list[str]:
    said: tuple[tuple[str, Callable[[Slot], str]], ...] = (
        (_("日期"), lambda slot: slot.on.isoformat() if slot.on else ""),
        (_("时间"), lambda slot: f"{slot.start or '…'}-{slot.end or '…'}" if slot.start or slot.end else ""),
        (_("场所"), lambda slot: site_name(sites, slot.site)),
        (_("人员"), lambda slot: _people(slot, members)),
        (_("内容"), lambda slot: slot_subject(slot, rules, most=60)),
        (_("受审查方人员"), lambda slot: slot.with_whom or ""),
        (_("计划"), lambda slot: next((one.text for one in rules.scheme.plan_contents if one.id == slot.part), slot.part or "")),
        (_("性质"), lambda slot: kind_title(slot.kind)),
    )
    found = []
    for title, say in said:
        was, is_now = say(old), say(new)
        if was != is_now:
            found.append(f"{title} {change_text(was, is_now)}")
    return found


def change_text(before: str, after: str) -> str:
    """A value before and after; nothing is a dash."""
    return f"{before or '—'} → {after or '—'}"


def kind_title(kind: str | None) -> str:
    """What a line of the plan is."""
    return {"meeting": _("会议"), "travel": _("路途"), "break": _("休息")}.get(kind or "", _("审查"))


def _people(slot: Slot, members: dict[str, Member]) -> str:
    return "、".join(member_name(members, person) for person in slot.people)
