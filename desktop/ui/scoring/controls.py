"""Which control or form fits a row, and what is said above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.base.words import _
from desktop.domain.assessment import ConformityAnswer
from desktop.ui.scoring.conformity_control import ConformityControl
from desktop.ui.scoring.editor import Control
from desktop.ui.scoring.form import Form
from desktop.ui.scoring.form_facts import ComplaintsForm, FactsForm
from desktop.ui.scoring.form_levels import LevelsForm, SpecialForm
from desktop.ui.scoring.form_survey import SurveyForm
from desktop.ui.scoring.form_verdicts import CharacteristicsForm, JudgedForm, ManagementForm, TypedForm
from desktop.ui.scoring.group_control import ConformityGroupControl, GroupControl
from desktop.ui.scoring.level_control import LevelControl
from desktop.ui.scoring.score_control import ScoreControl

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.rule_items import RuleItem

CONTROLS: dict[str, type[Control]] = {
    "score": ScoreControl,
    "group": GroupControl,
    "conformity": ConformityControl,
    "conformity-group": ConformityGroupControl,
    "level": LevelControl,
}
FORMS: dict[str, type[Form]] = {
    "typed": TypedForm,
    "management": ManagementForm,
    "survey": SurveyForm,
    "facts": FactsForm,
    "complaints": ComplaintsForm,
    "characteristics": CharacteristicsForm,
    "judged": JudgedForm,
    "special": SpecialForm,
    "levels": LevelsForm,
}


def hint_of(kind: str) -> str:
    """What a matter is about, in a sentence."""
    return {
        "typed": _("本部分没有逐项指标，按机构持有的文本评出得分率后录入。"),
        "management": _("管理审核是否通过符合性审核。"),
        "survey": _("各渠道的得分率，百分制；定级按这些数比对界限。"),
        "facts": _("不知道的不填；没有填写的，等级不能评出。"),
        "complaints": _("媒体曝光并经证实、政府网站曝光或受行政处罚的投诉；没有也要写明。"),
        "characteristics": _("按测评方案抽样，合格率达到合格线为通过。"),
        "judged": _("由审查员逐级判断并写明理由。"),
        "special": _("在评分之外加减，每项 1 分。"),
        "levels": _("结论与申请等级、原获证等级有关。"),
    }[kind]


def control_kind(rule: RuleItem) -> str:
    """The control that fits a clause; none where there is nothing to answer."""
    if rule.item.kind in ("conformity", "level"):
        return rule.item.kind
    if rule.is_leaf or rule.item.kind == "evidence-only":
        return "score"
    if rule.leaves and rule.points is not None:
        return "group"
    return "conformity-group" if rule.conformity and not rule.leaves else ""


def banner_of(view: AuditView, rule: RuleItem) -> str:
    """What has to be said above the control: a scheme without a method, a group that stands in place of this clause."""
    if rule.item.kind == "level":
        measured = {one.criterion.clause for unit in view.rules.units for one in unit.criteria if one.criterion.measure == "judged_level"}
        gap = next((gap for gap in view.scheme.gaps if gap.kind == "open" and gap.show and gap.clause in measured), None)
        return f"{gap.show}。" if gap else ""
    for key in reversed(rule.path[:-1]):
        answer = view.document.items.get(key)
        name = view.rules.items[key].name
        if answer is not None and answer.score is not None and not view.rules.items[key].is_leaf:
            return _("{group} 已整组评分，这一条不单独计分；在这里评分会取代整组评分。").format(group=name)
        if answer is not None and answer.excluded is not None:
            return _("{group} 已标为不适用；在这里评分会取代它。").format(group=name)
        judged = view.document.conformity.get(key)
        if judged is not None and not (isinstance(judged, ConformityAnswer) and not judged.result and not judged.excluded):
            return _("{group} 已整组判定；要逐条判定，请先清除整组判定。").format(group=name)
    return ""
