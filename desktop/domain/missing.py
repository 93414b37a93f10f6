"""What a grade needs and the document does not say yet; unknown is never taken as good."""

from __future__ import annotations

from msgspec import UNSET
from msgspec.structs import replace

from desktop.base.words import _
from desktop.domain.grade import Missing
from desktop.domain.measures import Known, characteristics_passed, is_reasoned, judged_levels, some_characteristics
from desktop.domain.rule_units import Need, RuleUnit
from desktop.domain.unit_score import UnitScore


def missing_of(unit: RuleUnit, score: UnitScore | None, known: Known) -> tuple[list[Missing], int]:
    """What is missing for one unit, in the order of the work, and the number of all that it asks."""
    found, asked = _items(unit, score, known)
    levels_open = True
    judged = judged_levels(unit, known.document) if unit.judged else {}
    for need in unit.needs:
        if need.kind == "level":
            # Judged upwards until the first that is not met; what lies above it needs no judgement.
            if levels_open:
                asked += 1
                levels_open = judged.get(need.key, False)
                if need.key not in judged:
                    found.append(need.missing)
                elif not is_reasoned(unit, known.document, need.key):
                    found.append(replace(need.missing, text=_("{text}（没有写明判断理由）").format(text=need.missing.text)))
            continue
        answered = _answered(need, known)
        if answered is not None:
            asked += 1
            if not answered:
                found.append(need.missing)
    return found, asked


def _items(unit: RuleUnit, score: UnitScore | None, known: Known) -> tuple[list[Missing], int]:
    found: list[Missing] = []
    asked = len(unit.leaves)
    said = known.rules.missing
    if score is None or not score.complete:
        covered = known.tally.covered
        found += [said[leaf] for leaf in unit.leaves if leaf not in covered]
    elif unit.asks_indicators and not score.by_chapter:
        clause = unit.scoring.clause if unit.scoring else unit.clause
        text = _("一级指标在上级条款整体评分，得不出各自的得分率，请按一级指标分别评分")
        found.append(Missing(id="score.lowest_indicator", clause=clause, text=text))
    if unit.holds_conformity:
        leaves = known.rules.conformity
        asked += len(leaves)
        judged = known.conformity.covered
        if len(judged) < len(leaves):
            found += [said[leaf] for leaf in leaves if leaf not in judged]
    return found, asked


def _answered(need: Need, known: Known) -> bool | None:
    """Whether the document says it; None when this document need not."""
    document = known.document
    if need.kind == "fact":
        value = getattr(document.facts, need.key)
        # Only for "months since" does null say something: it never happened.
        return value is not UNSET and (value is not None or need.key.startswith("months_since"))
    if need.kind == "channel":
        return _channel(need.key, known)
    if need.kind == "typed":
        return need.key in document.evaluations
    if need.kind == "management":
        if known.rules.conformity and known.conformity.clean and document.management_audit is None:
            return None
        return document.management_audit is not None
    passed = characteristics_passed(document, known.rules)
    if passed is None and not some_characteristics(document) and not known.rules.needs_characteristics(known.kind):
        return None
    return passed is not None


def _channel(name: str, known: Known) -> bool | None:
    survey = known.document.survey
    channel = survey.face_to_face if name == "face_to_face" else survey.electronic
    if channel is not None and (channel.percent is not None or channel.not_used is not None):
        return True
    if name == "electronic" and survey.combined is not None and survey.combined.percent is not None:
        return None
    return False
