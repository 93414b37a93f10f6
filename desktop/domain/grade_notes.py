"""What a reader of the grade must be told beside it: readings, departures, carried items, other ways of reckoning, unverified numbers."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.base.numbers import plain
from desktop.base.words import _
from desktop.domain.exact import for_person, text
from desktop.domain.grade import Unverified
from desktop.domain.measures import Known, Value, characteristics_measured, characteristics_passed, number
from desktop.domain.rule_items import Way
from desktop.domain.unit_grade import Graded, against_by_hand

# The setting that keeps the reading taken.
READING = "reading"

_WAYS: dict[Way, str] = {
    "score": "直接评分，没有用条款规定的计分方式",
    "met": "按满足与否计分，没有用条款规定的计分方式",
    "sampled": "按抽样比例计分，没有用条款规定的计分方式",
    "deductions": "按扣分项计分，没有用条款规定的计分方式",
}


def notes(known: Known, graded: list[Graded]) -> list[str]:
    """All notes: first what bears on this document, then the settings switched, then the readings taken."""
    found = [note for one in graded for note in notes_of_unit(one, known)]
    found += _of_document(known)
    settings = known.document.settings
    for gap_id, value in settings.items():
        gap = known.rules.gaps.get(gap_id)
        if gap is not None and value in gap.choices:
            found.append(_("{id}：改用另一读法：{text}").format(id=gap_id, text=gap.choices[value].text))
    switched = {key for key in settings if key in known.rules.gaps and settings[key] in known.rules.gaps[key].choices}
    if switched:
        return found + [note for gap_id, note in known.rules.readings if gap_id not in switched]
    return found + [note for _gap, note in known.rules.readings]


def notes_of_unit(graded: Graded, known: Known) -> Iterator[str]:
    """The notes that bear on one evaluation."""
    document = known.document
    unit = graded.unit
    given = document.level_by_hand
    if given is not None and any(level.by_hand and level.stars == given.stars for level in unit.levels):
        yield _by_hand(graded, known, given.reason)
    if given is not None and unit.judged:
        label = next(level.label for level in unit.levels if level.stars == given.stars)
        if graded.level is not None and graded.level.stars == given.stars:
            yield _("{label}由审查员评定，没有逐级写明判断。理由：{reason}").format(label=label, reason=given.reason)
        else:
            yield _("审查员评定的{label}没有采用：与逐级的判断不一致。").format(label=label)
    yield from _judged_above(graded, known)
    score = graded.score
    if score is not None and score.extra and score.complete and unit.scoring is not None and score.special:
        place = unit.scoring.special_deductions or "after"
        other = score.with_special("before" if place == "after" else "after")
        yield from _differs(graded, "score.final", number(other), _("特别扣分在折算前后扣减结果不同（A37）"), number(score.final))
    if score is not None and score.final[0] > 100 * score.final[1]:
        extra = text((score.final[0] - 100 * score.final[1], score.final[1]))
        yield _("{title}：得分超过满分，显示为 100（+{extra}），等级不受影响。").format(title=unit.title, extra=extra)
    perception = known.perception
    if perception is not None and any(one.rule.criterion.measure == "survey.combined" for one in graded.judged):
        if perception.other is not None:
            pooling = known.rules.scheme.survey.pooling if known.rules.scheme.survey else "pooled"
            said = (
                _("顾客感知调查 S 按两种渠道的问卷合并与按简单平均结果不同")
                if pooling == "pooled"
                else _("顾客感知调查 S 按简单平均与按问卷合并结果不同")
            )
            yield from _differs(graded, "survey.combined", perception.other, said, perception.combined, always=True)
        if perception.typed_differs is not None:
            said = _("顾客感知调查 S 取填写的综合结果，与两种渠道的问卷合并结果不同")
            yield from _differs(graded, "survey.combined", perception.typed_differs, said, perception.combined, always=True)


def _by_hand(graded: Graded, known: Known, reason: str) -> str:
    given = known.document.level_by_hand
    level = next(level for level in graded.unit.levels if given is not None and level.by_hand and level.stars == given.stars)
    if graded.by_hand is not None:
        return _("{label}由审查员评定，方案没有这一等级的分数线。理由：{reason}").format(label=level.label, reason=reason)
    against = against_by_hand(graded, level)
    if against:
        return _("审查员评定的{label}没有采用：{criteria} 未满足。").format(label=level.label, criteria="、".join(against))
    return _("审查员评定的{label}没有采用：按得分已达到更高的等级。").format(label=level.label)


def _judged_above(graded: Graded, known: Known) -> Iterator[str]:
    """Levels cover those below: one judged met above one that is not does not count."""
    judged = known.document.levels
    if not graded.unit.judged:
        return
    failed: str | None = None
    for level in graded.unit.ranks:
        answer = judged.get(str(level.stars))
        if answer is None:
            continue
        if failed is not None and answer.met:
            yield _("{label}判为达到，但{failed}判为未达到，高一级须涵盖低一级，不予计入。").format(label=level.label, failed=failed)
        elif not answer.met and failed is None:
            failed = level.label


def _differs(graded: Graded, measure: str, other: Value, said: str, used: Value, *, always: bool = False) -> Iterator[str]:
    """Both values of a number that can be reckoned in two ways, and whether the grade hangs on it."""
    rank = graded.rank_with(measure, other)
    if rank == graded.rank and not always:
        return
    one, two = for_person((used.top, used.bottom)), for_person((other.top, other.bottom))
    note = _("{said}：采用 {one}，另一结果 {two}。").format(said=said, one=one, two=two)
    if rank != graded.rank and graded.complete:
        level = graded.unit.ranks[rank].label if rank >= 0 else graded.unit.below
        note += _("按另一结果等级为{label}，请注意。").format(label=level)
    yield note


def _of_document(known: Known) -> Iterator[str]:
    tally, items = known.tally, known.rules.items
    if known.document.audit.kind is None:
        yield _("没有填写审查类型，结论按初次审查列出。")
    for way, keys in tally.departures.items():
        yield _("{items}：{what}。").format(items="、".join(keys), what=_(_WAYS[way]))
    if tally.groups:
        yield _("{items}：整体评分，没有逐条评分。").format(items="、".join(tally.groups))
    for key, reason in tally.excluded.items():
        yield _("不适用：{item}。理由：{reason}").format(item=items[key].name, reason=reason)
    for key, reason in known.conformity.excluded.items():
        yield _("不适用：{item}。理由：{reason}").format(item=items[key].name, reason=reason)
    for key, reason in tally.carried.items():
        yield _("沿用上次得分：{item}。理由：{reason}").format(item=items[key].name, reason=reason)
    verdict = known.document.management_audit
    everything = known.rules.conformity
    if verdict and not verdict.passed and everything and known.conformity.clean and len(known.conformity.covered) == len(everything):
        yield _("管理审核各条款均为符合，审查员判定未通过，以判定为准。")
    yield from _of_characteristics(known)


def _of_characteristics(known: Known) -> Iterator[str]:
    document, line = known.document, known.rules.pass_line
    typed = document.characteristics.passed if document.characteristics else None
    measured = characteristics_measured(document)
    if line is None or measured is None:
        if typed is not None:
            yield _("服务特性测评是否通过为直接填写，没有按样本和合格线计算。")
        return
    sampled, failed = measured
    share = for_person(((sampled - failed) * 100, sampled))
    yield _("服务特性测评：抽样 {n}，不合格 {failed}，合格率 {share}%，合格线 {line}%。").format(
        n=sampled, failed=failed, share=share, line=plain(line)
    )
    passed = characteristics_passed(document, known.rules)
    if passed is None:
        yield _("服务特性测评：样本没有全部测完，测完才得出结果。")
    elif typed is not None and typed != passed:
        yield _("服务特性测评：填写的是否通过与按合格线计算的不同，以计算为准。")


def unverified(known: Known, graded: list[Graded]) -> list[Unverified]:
    """Numbers from another source that count here, once each, and values that an auditor set for an open gap."""
    gaps = known.rules.gaps
    found: list[Unverified] = []
    if any(one.borrowed for one in graded):
        found += [
            Unverified(id=gap.id, kind="borrowed", clause=gap.clause, text=gap.show or gap.taken)
            for gap in gaps.values()
            if gap.kind == "borrowed"
        ]
        found = found or [Unverified(id="borrowed", kind="borrowed", clause=known.rules.result.clause, text=_("借用的数值未核对"))]
    found += [
        Unverified(
            id=gap.id,
            kind="set-by-auditor",
            clause=gap.clause,
            text=_("审核员自设：{what}").format(what=f"{gap.sets or gap.problem} = {value}"),
        )
        for gap, value in ((gaps.get(key), value) for key, value in known.document.settings.items())
        if gap is not None and gap.kind == "open" and value not in (READING, *gap.choices)
    ]
    return found + list(_set_by_hand(known, graded))


def _set_by_hand(known: Known, graded: list[Graded]) -> Iterator[Unverified]:
    """Results that stand for a table no source prints."""
    document = known.document
    for one in graded:
        unit = one.unit
        if unit.typed and unit.id in document.evaluations:
            said = _("{title}：得分率由审核员自设，没有逐项指标").format(title=unit.title)
            yield Unverified(id=f"evaluations.{unit.id}", kind="set-by-auditor", clause=unit.clause, text=said)
        if unit.judged and (document.levels or document.level_by_hand is not None):
            said = _("{title}：等级由审核员逐级判断，没有评分方法").format(title=unit.title)
            yield Unverified(id="levels", kind="set-by-auditor", clause=unit.clause, text=said)
        if one.by_hand is not None:
            said = _("{label}由审核员自设，方案没有分数线").format(label=one.by_hand.label)
            yield Unverified(id="level_by_hand", kind="set-by-auditor", clause=unit.clause, text=said)
        for judged in one.judged:
            criterion = judged.rule.criterion
            typed = document.characteristics is not None and document.characteristics.passed is not None
            computed = known.rules.pass_line is not None and characteristics_measured(document) is not None
            if criterion.measure == "characteristics" and typed and not computed:
                said = _("服务特性测评是否通过由审核员自设，没有按合格线计算")
                yield Unverified(id="characteristics", kind="set-by-auditor", clause=criterion.clause, text=said)
