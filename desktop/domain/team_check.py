"""The audit team: one leader, registered, independent, competent; experts advise only; who reviews or decides was not on site."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from desktop.base.words import _
from desktop.domain.assessment import Assessment, Member
from desktop.domain.notices import Notice, Severity
from desktop.domain.people import name_key, on_site
from desktop.domain.preparation import Appointment
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_papers import TeamRules


def notices(document: Assessment, scheme: Scheme, today: date | None = None) -> list[Notice]:
    """What stands against the team and against who reviews the file and decides."""
    rules = scheme.team_rules or TeamRules()
    found = [*_leader(document, rules), *_repeated(document), *_experts(document, rules)]
    for member in document.team:
        found += _member(member, rules)
    return [*found, *_apart(document, rules)]


def auditors(document: Assessment) -> tuple[Member, ...]:
    """The members who audit: all but the experts."""
    return tuple(member for member in document.team if member.role != "expert")


def _leader(document: Assessment, rules: TeamRules) -> Iterator[Notice]:
    audit = auditors(document)
    leaders = [member for member in audit if member.role == "leader"]
    if not audit:
        yield Notice(id="team-empty", severity="critical", sentence=_("审查组没有审查员。"), record="team")
    elif len(audit) == 1 and not leaders:
        sentence = _("只有一名审查员（{name}）：须能担任组长，请改为组长。").format(name=_name(audit[0]))
        yield _notice("team-single", "critical", sentence, rules.single, audit[0], "role")
    elif not leaders:
        yield Notice(id="team-leader", severity="critical", sentence=_("审查组没有组长。"), record="team", field="role")
    for extra in leaders[1:]:
        sentence = _("审查组只能有一名组长，{name}是多出来的。").format(name=_name(extra))
        yield _notice(f"team-leaders/{extra.id}", "critical", sentence, None, extra, "role")
    if len(audit) == 1 and leaders and not (leaders[0].competence or "").strip():
        sentence = _("只有一名审查员：请写明{name}具备的认证领域能力。").format(name=_name(leaders[0]))
        yield _notice("team-single-field", "warning", sentence, rules.single, leaders[0], "competence")


def _repeated(document: Assessment) -> Iterator[Notice]:
    names: set[str] = set()
    numbers: set[str] = set()
    for member in document.team:
        name, number = name_key(member.name), name_key(member.registration)
        if name and name in names:
            sentence = _("{name}在审查组中出现两次。").format(name=_name(member))
            yield _notice(f"team-twice/{member.id}", "warning", sentence, None, member, "name")
        if number and number in numbers:
            sentence = _("注册号 {number} 写在两个人名下。").format(number=(member.registration or "")[:60])
            yield _notice(f"team-number/{member.id}", "critical", sentence, None, member, "registration")
        names.add(name)
        numbers.add(number)


def _member(member: Member, rules: TeamRules) -> Iterator[Notice]:
    name = _name(member)
    if not (member.name or "").strip():
        yield _notice(f"team-name/{member.id}", "critical", _("审查组有成员没有写姓名。"), None, member, "name")
    if member.role is None:
        yield _notice(f"team-role/{member.id}", "critical", _("没有写{name}在审查组中的角色。").format(name=name), None, member, "role")
    if member.role != "expert" and not (member.registration or "").strip():
        severity: Severity = "critical" if rules.registration else "warning"
        sentence = _("没有写{name}的注册号，审查员须具备注册资格。").format(name=name)
        yield _notice(f"team-registration/{member.id}", severity, sentence, rules.registration, member, "registration")
    if not (member.competence or "").strip():
        sentence = _("没有写{name}的专业能力，无从判断能否胜任所分配的条款。").format(name=name)
        yield _notice(f"team-competence/{member.id}", "warning", sentence, None, member, "competence")
    ties = (member.ties or "").strip()
    if member.independent is False:
        sentence = _("{name}与受审查方的关系影响公正，不能参加本次审查。").format(name=name)
        yield _notice(f"team-independence/{member.id}", "critical", sentence, rules.ties, member, "independent")
    elif member.independent is None and ties:
        sentence = _("{name}与受审查方有关系（{ties}），还没有判断是否影响公正。").format(name=name, ties=ties[:60])
        yield _notice(f"team-independence/{member.id}", "critical", sentence, rules.ties, member, "independent")
    elif member.independent is None:
        sentence = _("{name}还没有声明与受审查方有无关系（含以前是否审查过）。").format(name=name)
        yield _notice(f"team-independence/{member.id}", "warning", sentence, rules.ties, member, "independent")


def _experts(document: Assessment, rules: TeamRules) -> Iterator[Notice]:
    experts = {name_key(one.name): one for one in document.team if one.role == "expert" and name_key(one.name)}
    named = {name_key(one.name) for one in auditors(document)}
    for member in experts.values():
        if member.days:
            sentence = _("技术专家{name}的人日不计入审查时间。").format(name=_name(member))
            yield _notice(f"expert-days/{member.id}", "note", sentence, rules.experts, member, "days")
    audited: set[str] = set()
    for observation in document.observations if experts else ():
        key = name_key(observation.auditor)
        if key in experts and key not in named and key not in audited:
            audited.add(key)
            sentence = _("技术专家{name}不实施审查，却有以其名义写的现场记录。").format(name=_name(experts[key]))
            yield Notice(
                id=f"expert-audits/{experts[key].id}",
                severity="critical",
                sentence=sentence,
                clause=rules.experts or "",
                record=f"observations/{observation.id}",
                field="auditor",
            )


def _apart(document: Assessment, rules: TeamRules) -> Iterator[Notice]:
    own = document.appointment or Appointment()
    people = on_site(document)
    for field, name, what in (
        ("file_reviewer", own.file_reviewer, _("复核人员")),
        ("decider", own.decider, _("认证决定人员")),
    ):
        traces = people.get(name_key(name), ())
        severity: Severity = "note"
        if not name_key(name):
            sentence = _("没有指定{what}。").format(what=what)
        elif traces:
            severity = "critical" if rules.apart else "warning"
            sentence = (
                _("{what}{name}参加了本次现场审查（{traces}），须另换他人。")
                if rules.apart
                else _("{what}{name}参加了本次现场审查（{traces}），按复核、决定与审查分开的通行要求宜另换他人，规则没有写明。")
            )
            sentence = sentence.format(what=what, name=(name or "")[:40], traces="、".join(traces))
        else:
            continue
        clause = rules.apart or ""
        yield Notice(id=f"apart-{field}", severity=severity, sentence=sentence, clause=clause, record="appointment", field=field)


def _name(member: Member) -> str:
    return (member.name or "").strip()[:40] or _("未写姓名的成员")


def _notice(key: str, severity: Severity, sentence: str, clause: str | None, member: Member, field: str) -> Notice:
    return Notice(id=key, severity=severity, sentence=sentence, clause=clause or "", record=f"team/{member.id}", field=field)
