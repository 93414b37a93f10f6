"""The forms made before the team goes on site: application, sites, person-days, appointment, programme, documents, training."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.base.words import _
from desktop.domain import day_account, site_draw
from desktop.domain.preparation import (
    AdmissionCheck,
    Application,
    Appointment,
    DayAccount,
    DocumentReview,
    DossierEntry,
    Training,
)
from desktop.report import terms
from desktop.report.data import ReportData
from desktop.report.fieldwork import site_blocks, team_blocks
from desktop.report.forms.parts import about, blank, cited, leader, lines, said, signed, to_sign, yes_no
from desktop.report.model import Block, Cell, Column, Heading, Note, Paragraph, Row, Signed, Table, Tone


def application(data: ReportData) -> Iterator[Block]:
    """The review of the application: the client, its papers, the conditions of admission, the decision."""
    document, scheme = data.document, data.scheme
    client, own = document.client, document.application or Application()
    yield lines(
        (_("申请组织"), client.name),
        (_("统一社会信用代码"), client.credit_code),
        (_("法律地位"), client.legal_status),
        (_("注册地址"), client.registered_address or client.address),
        (_("审查地址"), client.audit_address or client.address),
        (_("联系人"), client.contact),
        (_("有效人数"), str(client.headcount) if client.headcount else None),
        (_("班次"), client.shifts or _("单班")),
        (_("外包过程"), client.outsourcing or _("没有申报")),
        (_("申请范围"), document.audit.scope),
        (_("申请等级"), _level(data)),
        (_("收到日期"), own.received_on),
    )
    if scheme.documents:
        yield Heading(_("申请材料"), 1)
        yield Table((Column(_("材料"), 5), Column(_("条款"), 1.4), Column(_("收到"), 1.6), Column(_("说明"), 3)), tuple(_dossier(data)))
    if scheme.admission:
        yield Heading(_("受理条件"), 1)
        yield Table(
            (Column(_("条件"), 4), Column(_("条款"), 1.4), Column(_("结果"), 1.2), Column(_("依据"), 3.2), Column(_("日期"), 1.6)),
            tuple(_conditions(data)),
        )
    yield Heading(_("评审结论"), 1, mark=scheme.refusal.clause if scheme.refusal and own.accepted is False else "")
    decision = None if own.accepted is None else _("受理") if own.accepted else Cell(_("不受理"), "wrong")
    yield lines((_("结论"), decision), (_("理由"), own.reason or (_("符合受理条件") if own.accepted else None)))
    yield from said((_("通知申请组织"), own.told_on))
    yield to_sign(Signed(_("评审人"), own.reviewed_by or "", own.decided_on.isoformat() if own.decided_on else ""))


def _level(data: ReportData) -> str | None:
    wanted = data.document.applied_for
    return next((level.label for level in data.rules.result.levels if level.stars == wanted), None)


def _dossier(data: ReportData) -> Iterator[Row]:
    kind = data.document.audit.kind
    for point in data.scheme.documents:
        if point.audits and kind and kind not in point.audits:
            continue
        entry = data.document.dossier.get(point.id) or DossierEntry()
        if entry.not_applicable:
            got: str | Cell = Cell(_("不适用"), "quiet")
        else:
            got = terms.day(entry.received_on) if entry.received_on else Cell(_("未收到"), "open")
        yield Row((point.text, point.clause, got, entry.not_applicable or entry.note or ""))


def _conditions(data: ReportData) -> Iterator[Row]:
    kind = data.document.audit.kind
    for point in data.scheme.admission:
        if point.audits and kind and kind not in point.audits:
            continue
        check = data.document.admission.get(point.id) or AdmissionCheck()
        results: dict[str | None, str | Cell] = {"met": _("满足"), "not-met": Cell(_("不满足"), "wrong"), None: Cell(_("未确认"), "open")}
        proof = "\n".join(part for part in (check.grounds or "", cited(data, check.evidence)) if part)
        yield Row((point.text, point.clause, results[check.result], proof, terms.day(check.on) if check.on else ""))


def sites(data: ReportData) -> Iterator[Block]:
    """The list of sites and which of them are visited: rule, draw, swaps."""
    document = data.document
    yield about(data)
    yield Heading(_("场所清单"), 1)
    if document.sites:
        yield from site_blocks(data)
    else:
        yield Paragraph(_("只有总部一处，没有其他场所。"))
    state = site_draw.sample_state(document, data.scheme)
    other = _("{n} 个（总部和 {temporary} 个临时场所另计）") if state.temporary else _("{n} 个（总部另计）")
    yield Heading(_("抽样方案"), 1, mark=state.clause)
    yield lines(
        (_("场所总数"), other.format(n=state.of, temporary=state.temporary)),
        (_("公式"), state.formula or _("规则没有给出，由认证机构确定")),
        (_("应查"), _("{n} 个").format(n=state.required) if state.required is not None else None),
    )
    names = {site.id: site.name or site.id for site in document.sites if site.id}
    sample = document.site_sample
    if sample is not None:
        yield lines(
            (_("种子"), sample.seed),
            (_("抽取日期"), sample.drawn_on),
            (_("抽到"), terms.listed((names.get(one) or one for one in sample.drawn), most=200)),
        )
        for swap in sample.swaps:
            yield Paragraph(
                _("{out} 换为 {into}：{reason}").format(
                    out=names.get(swap.out) or swap.out, into=names.get(swap.into) or swap.into, reason=swap.reason
                ),
                "small",
            )
        yield Paragraph(_("号码按清单次序从 1 编起，取“种子:号码”的 SHA-256 最小的号码；同一清单和种子任何人都能重做。"), "small")
    visited = terms.listed((names.get(one) or one for one in site_draw.audited_sites(document)), most=200)
    yield lines((_("本次审查"), visited or _("总部")))
    yield to_sign(Signed(_("编制"), leader(data)), Signed(_("批准")))


def person_days(data: ReportData) -> Iterator[Block]:
    """The person-day sheet: base, each change with its reason, what was decided."""
    account, own = day_account.account(data.document, data.scheme), data.document.person_days or DayAccount()
    client = data.document.client
    yield about(data)
    yield Heading(_("核算"), 1, mark=account.clause)
    yield lines(
        (_("有效人数"), str(client.headcount) if client.headcount else None),
        (_("公式"), account.formula or _("规则没有给出人日表")),
        (_("基础人日"), day_account.days_text(account.base) if account.base is not None else Cell(account.open or _("未定"), "open")),
    )
    yield from said((_("由来"), account.base_words))
    if account.changes:
        yield Table(
            (Column(_("增减理由"), 6), Column(_("比例"), 1.3, "right"), Column(_("人日"), 1.3, "right")),
            tuple(
                Row((change.reason, day_account.percent_text(change.share), day_account.days_text(change.days)))
                for change in account.changes
            ),
        )
    yield lines(
        (_("核算结果"), day_account.days_text(account.days)),
        (_("建议"), day_account.days_text(account.suggested)),
        (_("减少后不少于"), day_account.days_text(account.least)),
        (_("文件评审"), day_account.days_text(account.review)),
        (_("确定的现场人日"), day_account.days_text(account.planned) if account.planned is not None else None),
        (_("审查组合计"), day_account.days_text(account.team) + (_("（技术专家不计）") if account.expert else "")),
    )
    yield from said((_("与核算不同的理由"), own.reason))
    if account.readings:
        said_so = "，".join(f"{one.name} {day_account.days_text(one.days)}" for one in account.readings)
        yield Note(_("按其他读法"), ((said_so, ""),))
    yield to_sign(Signed(_("编制"), leader(data)), Signed(_("批准"), own.approved_by or "", _day(own.approved_on)))


def appointment(data: ReportData) -> Iterator[Block]:
    """The appointment of the team, and the notice the client confirms."""
    document, paper = data.document, data.scheme.appointment
    audit, own = document.audit, document.appointment or Appointment()
    yield lines(
        (_("编号"), own.number),
        (_("受审查方"), document.client.name),
        (_("地址"), document.client.audit_address or document.client.address),
        (_("审查类型"), terms.audit_kind(data.scheme, audit.kind)),
        (_("审查目的"), audit.purpose),
        (_("审查依据"), audit.criteria or "\n".join(point.text for point in data.scheme.basis)),
        (_("范围和边界"), audit.scope),
        (_("现场时间"), terms.dates(document)),
        (_("申请等级"), _level(data)),
    )
    yield Heading(_("审查组"), 1, mark=paper.clause if paper else "")
    yield from team_blocks(data)
    ties = [one for one in document.team if one.ties]
    if ties:
        # Who has none says so too; only what somebody has to judge stands out.
        tone: Tone = "open" if any((one.ties or "").strip(" 。") != _("无") for one in ties) else "info"
        yield Note(_("与受审查方的关系"), tuple((f"{one.name}：{one.ties}", "") for one in ties), tone)
    yield to_sign(Signed(_("签发"), own.issued_by or "", _day(own.issued_on)))
    yield Heading(_("受审查方确认"), 1)
    yield lines((_("通知日期"), own.noticed_on), (_("对审查组成员和安排"), own.objection or (_("没有异议") if own.confirmed_on else None)))
    yield to_sign(Signed(_("受审查方"), own.confirmed_by or "", _day(own.confirmed_on)))


def documents(data: ReportData) -> Iterator[Block]:
    """The review of the client's documents: what was read, what was asked, what came of it."""
    document, own = data.document, data.document.document_review or DocumentReview()
    rule = data.scheme.document_review
    yield about(data)
    yield Heading(_("评审的文件"), 1, mark=rule.clause if rule else "")
    if own.left_out:
        yield Note(_("没有做文件评审"), ((own.left_out, rule.leave_out_clause or "" if rule else ""),))
    rows = []
    for one in document.documents:
        states: dict[str | None, str | Cell] = {
            "suitable": _("适宜"),
            "question": _("问题已关闭") if one.closed_on else Cell(_("有问题"), "wrong"),
            None: Cell(_("未评"), "open"),
        }
        asked = "\n".join(part for part in (one.question or "", _("答复：{text}").format(text=one.answer) if one.answer else "") if part)
        closed = terms.day(one.closed_on) if one.closed_on else (Cell(_("未关闭"), "open") if one.result == "question" else "")
        rows.append(Row((one.title or terms.EMPTY, one.version or "", one.requirement or "", states[one.result], asked, closed)))
    if rows:
        columns = (
            Column(_("文件"), 2.6),
            Column(_("版本"), 1.2),
            Column(_("对照要求"), 1.6),
            Column(_("结果"), 1.1),
            Column(_("问题与答复"), 3.4),
            Column(_("关闭"), 1.5),
        )
        yield Table(columns, tuple(rows))
    elif not own.left_out:
        yield Paragraph(_("没有登记文件。"), "open-small")
    yield Heading(_("评审结论"), 1)
    verdict = None if own.passed is None else _("通过，可以安排现场审查") if own.passed else Cell(_("未通过"), "wrong")
    yield lines((_("结论"), verdict), (_("说明"), own.summary or ""))
    if own.started_anyway:
        by = "，".join(part for part in (own.started_anyway_by or "", _day(own.started_anyway_on)) if part)
        yield Note(_("通过之前已开始现场审查"), ((own.started_anyway, by),), "wrong")
    yield to_sign(Signed(_("评审人"), own.reviewed_by or "", _day(own.finished_on)), Signed(_("组长"), leader(data)))


def training(data: ReportData) -> Iterator[Block]:
    """The training of the team before the audit, with everybody's signature."""
    own, paper = data.document.training or Training(), data.scheme.training
    role = {"auditor": _("专业审查员"), "expert": _("技术专家"), None: ""}[own.trainer_role]
    yield about(data)
    yield Heading(_("培训"), 1, mark=paper.clause if paper else "")
    yield lines(
        (_("日期"), own.held_on),
        (_("地点"), own.place),
        (_("培训人"), "，".join(part for part in (own.trainer or "", role) if part)),
        (_("参加人员"), "、".join(own.trainees)),
        (_("专业内容"), own.content),
        (_("法规标准是否适宜"), yes_no(own.laws_suitable)),
        (_("受审查方选用的法律法规和标准"), own.laws),
        (_("组长讲授的内容"), own.leader_part),
    )
    done = {one.name: one for one in own.signatures}
    people = dict.fromkeys((*own.trainees, *done))
    yield to_sign(*(signed(name, done.get(name)) for name in people)) if people else Paragraph(blank().text, "open-small")


def _day(value: object) -> str:
    return str(value) if value else ""
