"""Every action of the window by its name, with the JSON Schema of its parameters, so that a file can run it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal, get_type_hints

from msgspec import NODEFAULT, Meta, Struct, defstruct

from desktop.actions import (
    audits,
    author,
    catalogue_field,
    catalogue_preparation,
    drafts,
    evidence,
    follow_up,
    history,
    measurement,
    observations,
    plan,
    programme,
    questionnaire,
    scoring,
    survey,
    survey_import,
    topics,
    visits,
)
from desktop.actions.schema import json_schema
from desktop.actions.workspace import Changes, Workspace
from desktop.base.errors import BadInput
from desktop.base.typed import convert
from desktop.base.words import _
from desktop.domain.survey_mapping import Mapping

Fields = dict[str, Any]


def _set_fields(ws: Workspace, audit: str, record: str, fields: Fields) -> Changes:
    """Set fields of a single record; null clears one."""
    return audits.set_fields(ws, audit, record, fields)


def _put_element(ws: Workspace, audit: str, section: str, fields: Fields, element: str | None = None) -> Changes:
    """Add an element to a list, or change the one named."""
    return audits.put_element(ws, audit, section, element, fields)


def _add_evidence(ws: Workspace, audit: str, files: list[str], links: list[str] | None = None) -> Changes:
    """Take in files, and all files below folders; none when one of them is refused."""
    added = evidence.add_files(ws, audit, [Path(name) for name in files], links or [])
    if added.refused:
        raise BadInput("；".join(f"{name}：{sentence}" for name, sentence in added.refused))
    return added.changes


def _import_responses(ws: Workspace, audit: str, file: str, mapping: Mapping | None = None) -> Changes:
    """Take in the responses of a CSV or XLSX table; none when one of its rows is refused."""
    imported = survey_import.import_file(ws, audit, Path(file), mapping=mapping)
    if imported.refused:
        raise BadInput("；".join(row.sentence for row in imported.refused[:20]))
    return imported.changes


def _edit_text(ws: Workspace, audit: str, record: str, field: str, text: str) -> Changes:
    """Type a text into a field and leave it."""
    drafts.keep_draft(ws, audit, record, field, text)
    return drafts.commit_draft(ws, audit, record, field)


def _set_author(ws: Workspace, audit: str, name: str, registration: str = "") -> Changes:
    """Name who acts from here on: the auditor's name and registration number, as history and reports print them."""
    author.set_author(ws, name, registration)
    return Changes(audit, None, ws.audit(audit))


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "answer": scoring.answer,
    "clear-answer": scoring.clear_answer,
    "conformity": scoring.conformity,
    "observe": observations.observe,
    "remove-observation": observations.remove,
    "use-observations": observations.use_observations,
    "plan-visit": visits.plan,
    "decide-visits": visits.decide,
    "start-visit": visits.start,
    "finish-visit": visits.finish,
    "add-moment": visits.add_moment,
    "change-moment": visits.change_moment,
    "remove-moment": visits.remove_moment,
    "end-wait": visits.end_wait,
    "order-moments": visits.order_moments,
    "visit-experience": visits.experience,
    "visit-quote": visits.quote,
    "cite-visit": visits.cite,
    "release-visits": visits.release,
    "plan-measurement": measurement.plan,
    "describe-characteristic": measurement.describe,
    "sign-measurement": measurement.sign,
    "draw-samples": measurement.draw,
    "add-sample": measurement.add_sample,
    "measure": measurement.measure,
    "measure-as-before": measurement.as_before,
    "suggest-plan": plan.suggest,
    "add-slot": plan.add_slot,
    "add-slots": plan.add_slots,
    "change-slots": plan.change_slots,
    "move-slots": plan.move_slots,
    "copy-slots": plan.copy_slots,
    "remove-slots": plan.remove_slots,
    "confirm-plan": plan.confirm,
    "explain-plan-changes": plan.explain_changes,
    "answer-topic": topics.answer,
    "refresh-programme": programme.refresh,
    "plan-next-audit": programme.plan_next,
    "drop-planned-audit": programme.drop_planned,
    "change-programme": programme.record_change,
    "name-trigger": programme.name_trigger,
    "carry-items": follow_up.carry,
    "clear-topic": topics.clear,
    "survey-channel": scoring.survey_channel,
    "add-response": survey.add_response,
    "change-response": survey.change_response,
    "void-response": survey.void_response,
    "restore-response": survey.restore_response,
    "survey-from-responses": survey.survey_from_responses,
    "import-responses": _import_responses,
    "add-question": questionnaire.add_question,
    "change-question": questionnaire.change_question,
    "remove-question": questionnaire.remove_question,
    "move-question": questionnaire.move_question,
    "set-scale": questionnaire.set_scale,
    "own-questionnaire": questionnaire.own_questionnaire,
    "evaluation": scoring.evaluation,
    "judge-level": scoring.judge_level,
    "special-deduction": scoring.special_deduction,
    "bonus": scoring.bonus,
    "setting": scoring.setting,
    "set-fields": _set_fields,
    "put-element": _put_element,
    "remove-element": audits.remove_element,
    "edit-text": _edit_text,
    "add-evidence": _add_evidence,
    "link-evidence": evidence.link,
    "link-many-evidence": evidence.link_many,
    "unlink-evidence": evidence.unlink,
    "caption-evidence": evidence.caption,
    "order-evidence": evidence.order,
    "move-evidence": evidence.move,
    "move-many-evidence": evidence.move_many,
    "report-evidence": evidence.in_report,
    "add-mark": evidence.add_mark,
    "change-mark": evidence.change_mark,
    "remove-mark": evidence.remove_mark,
    "remove-evidence": evidence.remove,
    **catalogue_preparation.FUNCTIONS,
    **catalogue_field.FUNCTIONS,
    "set-author": _set_author,
    "undo": history.undo,
    "redo": history.redo,
}


class ActionSpec(Struct, frozen=True):
    """One action by name. `parameters` is the typed shape of what it takes beside the audit."""

    name: str
    summary: str
    function: Callable[..., Any]
    parameters: type[Struct]

    def schema(self) -> dict[str, Any]:
        """The JSON Schema of one line of CHANGES.json that runs this action."""
        return json_schema(self.parameters)


def _spec(name: str, function: Callable[..., Any]) -> ActionSpec:
    hints = get_type_hints(function, include_extras=True)
    fields: list[Any] = [("action", Literal[name])]
    for parameter in list(inspect.signature(function).parameters.values())[2:]:
        default = NODEFAULT if parameter.default is inspect.Parameter.empty else parameter.default
        kind = hints[parameter.name]
        if kind is str:
            kind = Annotated[str, Meta(max_length=50_000)]
        fields.append((parameter.name, kind, default) if default is not NODEFAULT else (parameter.name, kind))
    shape = defstruct("".join(part.title() for part in name.split("-")), fields, frozen=True, kw_only=True, forbid_unknown_fields=True)
    return ActionSpec(name, (inspect.getdoc(function) or "").partition("\n")[0], function, shape)


ACTIONS: dict[str, ActionSpec] = {name: _spec(name, function) for name, function in _FUNCTIONS.items()}


def run(ws: Workspace, audit: str, entries: Any, name: str) -> list[Changes]:
    """Run the actions of a changes file in order, all or none. Raises BadInput naming the entry that cannot be done."""
    if not isinstance(entries, list):
        raise BadInput(_('{name}：应为操作的列表，如 [{{"action": "answer", …}}]。').format(name=name))
    if len(entries) > 100_000:
        raise BadInput(_("{name}：操作超过 100000 条，请分成几个文件。").format(name=name))
    done: list[Changes] = []
    try:
        with ws.store.transaction():
            for place, entry in enumerate(entries, 1):
                done.append(_run_one(ws, audit, entry, _("{name}：第 {place} 条").format(name=name, place=place)))
    except BaseException:
        ws.forget(audit)
        raise
    return done


def _run_one(ws: Workspace, audit: str, entry: Any, where: str) -> Changes:
    spec = ACTIONS.get(entry.get("action", "")) if isinstance(entry, dict) else None
    if spec is None:
        raise BadInput(_("{where}：action 不在操作清单里，用 `fieldaudit actions` 查看可用的操作。").format(where=where))
    values = convert(entry, spec.parameters, where)
    given = {key: getattr(values, key) for key in spec.parameters.__struct_fields__ if key != "action"}
    try:
        result = spec.function(ws, audit, **given)
    except BadInput as error:
        raise BadInput(error.sentence if error.sentence.startswith(where) else f"{where}：{error.sentence}") from None
    assert isinstance(result, Changes)
    return result
