"""Whether everything that grading reads is within its bounds, apart from the scores (scoring.py)."""

from __future__ import annotations

from decimal import Decimal

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.assessment import Assessment, Channel, ConformityAnswer
from desktop.domain.exact import ONE, PLACES, units, units_text
from desktop.domain.rules import Rules

MOST_SPECIAL = 1000
MOST_COMPLAINTS = 1000
MOST_MONTHS = 12_000 * ONE

CHANNELS = {"face_to_face": "当面调查", "electronic": "电子问卷", "combined": "综合结果"}
MONTHS = {
    "operating_months": "经营月数",
    "months_since_accident": "距最近一次责任事故的月数",
    "months_since_negative_publicity": "距最近一次负面信息的月数",
}


def check_rest(document: Assessment, rules: Rules) -> None:
    """Check all but the items' scores. BadInput with one sentence."""
    if document.scheme != rules.scheme.id:
        raise BadInput(_("文档按方案 {theirs} 编写，不能用方案 {ours} 评级。").format(theirs=document.scheme, ours=rules.scheme.id))
    if not rules.units:
        raise BadInput(_("方案 {id} 只是供其他方案引用的条款，不能单独评级。").format(id=rules.scheme.id))
    _levels(document, rules)
    if document.special_deductions or document.bonus is not None:
        _special(document, rules)
    if document.conformity:
        _conformity(document, rules)
    _survey(document)
    _facts(document)
    for key, typed in document.evaluations.items():
        unit = next((one for one in rules.units if one.id == key), None)
        if unit is None or not unit.typed:
            raise BadInput(_("evaluations 中的 {id}：方案没有可以直接录入得分率的这一部分，请核对编号。").format(id=key))
        _percent(unit.title, typed.percent)
    _characteristics(document)


def _levels(document: Assessment, rules: Rules) -> None:
    known = {level.stars for level in rules.result.levels}
    previous = document.previous
    if previous is not None:
        one, other = previous.stars, previous.level
        if previous.held is None:
            raise BadInput(_("previous：没有写原获证等级，请填 stars，原来没有证书的请删去 previous。"))
        if one is not None and other is not None and one != other:
            raise BadInput(_("previous：stars 写 {one}，level 写 {other}，请只保留一个。").format(one=one, other=other))
    for what, stars in ((_("申请等级"), document.applied_for), (_("原获证等级"), previous.held if previous else None)):
        if stars is not None and stars not in known:
            raise BadInput(_("{what} {value}：方案没有这一等级，可填 {levels}。").format(what=what, value=stars, levels=_numbers(known)))
    by_hand = document.level_by_hand
    if by_hand is not None:
        # Where the auditor judges every level, no level has a threshold.
        allowed = {level.stars for unit in (*rules.units, rules.result) for level in unit.levels if level.by_hand or unit.judged}
        if not by_hand.reason.strip():
            raise BadInput(_("审查员评定等级 {value}：没有写明理由，请补上 reason。").format(value=by_hand.stars))
        if by_hand.stars not in allowed:
            reason = _("可填 {levels}").format(levels=_numbers(allowed)) if allowed else _("请删去 level_by_hand")
            raise BadInput(
                _("审查员评定等级 {value}：只有方案没有分数线的等级可以由审查员评定，{reason}。").format(value=by_hand.stars, reason=reason)
            )
    judged = {need.key for unit in rules.units for need in unit.needs if need.kind == "level"}
    floor = {str(level.stars) for level in rules.result.levels} if judged else set()
    for key in document.levels:
        if key not in judged | floor:
            raise BadInput(_("levels 中的 {key}：方案没有由审查员判断的这一等级，请核对。").format(key=key))


def _numbers(stars: set[int]) -> str:
    return "、".join(str(one) for one in sorted(stars))


def _special(document: Assessment, rules: Rules) -> None:
    scorings = [unit.scoring for unit in rules.units if unit.scoring]
    if document.special_deductions and not any(scoring.special_deductions for scoring in scorings):
        raise BadInput(_("特别扣分：方案没有特别扣分项，请删去 special_deductions。"))
    if document.bonus is not None and not any(scoring.bonus for scoring in scorings):
        raise BadInput(_("特别加分：方案没有特别加分项，请删去 bonus。"))
    if len(document.special_deductions) > MOST_SPECIAL:
        raise BadInput(_("特别扣分：超过 {most} 项，请核对。").format(most=MOST_SPECIAL))


def _conformity(document: Assessment, rules: Rules) -> None:
    groups = []
    for key, answer in document.conformity.items():
        rule = rules.items.get(key)
        if rule is None:
            raise BadInput(_("符合性 {item}：方案中没有这一条款，请核对编号。").format(item=key))
        if not rule.conformity:
            raise BadInput(_("符合性 {item}：这一条款不作符合性判定，请改填在 items 中或删去。").format(item=rule.name))
        if isinstance(answer, ConformityAnswer):
            if answer.result is not None and answer.excluded is not None:
                raise BadInput(_("符合性 {item}：既有判定又标为不适用，请只保留一种。").format(item=rule.name))
            if answer.result is None and answer.excluded is None:
                continue
        if rule.item.kind != "conformity":
            groups.append(key)
    for key in groups:
        for other, answer in document.conformity.items():
            note_only = isinstance(answer, ConformityAnswer) and answer.result is None and answer.excluded is None
            if other != key and not note_only and key in rules.items[other].path:
                raise BadInput(
                    _("符合性 {group} 与 {item}：上级条款已整体判定，不能再单独判定其下的条款，请只保留一处。").format(
                        group=rules.items[key].name, item=rules.items[other].name
                    )
                )


def _survey(document: Assessment) -> None:
    survey = document.survey
    for name, channel in (("face_to_face", survey.face_to_face), ("electronic", survey.electronic), ("combined", survey.combined)):
        if channel is not None:
            _channel(name, channel)


def _channel(name: str, channel: Channel) -> None:
    title = _("顾客感知调查的") + _(CHANNELS[name])
    if channel.not_used is not None:
        if name == "combined":
            raise BadInput(_("{title}：综合结果不能写未采用，不填即由各渠道计算。").format(title=title))
        if channel.percent is not None or channel.responses is not None:
            raise BadInput(_("{title}：既写明没有采用，又填了结果，请只保留一种。").format(title=title))
    if channel.percent is None:
        return
    _percent(title, channel.percent)
    if name != "combined" and not channel.responses:
        raise BadInput(_("{title}：有得分率而没有有效问卷数，请填 responses（至少 1）。").format(title=title))


def _percent(title: str, percent: Decimal) -> None:
    value = units(percent)
    if value is None:
        raise BadInput(
            _("{title}：得分率不是可用的小数（小数最多 {places} 位），请改为 0 到 100 之间的数。").format(title=title, places=PLACES)
        )
    if not 0 <= value <= 100 * ONE:
        raise BadInput(_("{title}：得分率 {value} 不在 0 到 100 之间，请改正。").format(title=title, value=units_text(value)))


def _facts(document: Assessment) -> None:
    facts = document.facts
    months = (
        ("operating_months", facts.operating_months),
        ("months_since_accident", facts.months_since_accident),
        ("months_since_negative_publicity", facts.months_since_negative_publicity),
    )
    for name, value in months:
        if isinstance(value, Decimal):
            _months(_(MONTHS[name]), value)
    listed = facts.major_complaints
    if not isinstance(listed, tuple):
        return
    if len(listed) > MOST_COMPLAINTS:
        raise BadInput(_("重大投诉：超过 {most} 起，请核对。").format(most=MOST_COMPLAINTS))
    for complaint in listed:
        _months(_("重大投诉发生距今的月数"), complaint.months_ago)


def _months(title: str, months: Decimal) -> None:
    value = units(months)
    most = MOST_MONTHS // ONE
    if value is None:
        raise BadInput(_("{title}：填写的不是可用的小数，请改为 0 到 {most} 之间的数。").format(title=title, most=most))
    if not 0 <= value <= MOST_MONTHS:
        raise BadInput(_("{title}：{value} 应在 0 到 {most} 之间，请改正。").format(title=title, value=units_text(value), most=most))


def _characteristics(document: Assessment) -> None:
    measured = document.characteristics
    if measured is None or (measured.sampled is None and measured.failed is None):
        return
    if measured.sampled is None or measured.failed is None:
        raise BadInput(_("服务特性测评：抽样数与不合格数要一起填写，请补上缺的一项。"))
    if measured.sampled < 1:
        raise BadInput(_("服务特性测评：抽样数 {n} 小于 1，请填实际抽查的数量。").format(n=measured.sampled))
    if not 0 <= measured.failed <= measured.sampled:
        raise BadInput(_("服务特性测评：不合格数 {failed} 超过抽样数 {n}，请改正。").format(failed=measured.failed, n=measured.sampled))
