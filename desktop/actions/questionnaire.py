"""The questionnaire of an audit: questions added, changed, removed, put in order; a version for each form that was answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import UNSET
from msgspec.structs import replace

from desktop.actions.survey import forms
from desktop.actions.workspace import Changes, Field, Workspace, builtins
from desktop.base.errors import BadInput, NotFound
from desktop.base.words import _
from desktop.domain.assessment import AskedQuestion, Questionnaire
from desktop.domain.questionnaire import Forms, asked, edited, new_id

_Questions = list[AskedQuestion]


def add_question(
    ws: Workspace, audit: str, *, text: str, dimension: str, clauses: tuple[str, ...] = (), place: int | None = None
) -> Changes:
    """Add a question at a place from 1, else at the end."""

    def change(now: Forms, questions: _Questions) -> None:
        at = len(questions) + 1 if place is None else place
        if not 1 <= at <= len(questions) + 1:
            raise BadInput(_("问卷有 {count} 题，新题不能放在第 {place} 题。").format(count=len(questions), place=at))
        questions.insert(at - 1, AskedQuestion(id=new_id(now), dimension=dimension, text=text.strip(), clauses=clauses))

    return _edit(ws, audit, "add-question", change)


def change_question(
    ws: Workspace,
    audit: str,
    question: str,
    *,
    text: str | None = None,
    dimension: str | None = None,
    clauses: tuple[str, ...] | None = None,
) -> Changes:
    """Word a question anew, or put it under another dimension or clauses. Another question altogether: remove it and add one."""

    def change(_now: Forms, questions: _Questions) -> None:
        at = _place(questions, question)
        before = questions[at]
        questions[at] = replace(
            before,
            text=before.text if text is None else text.strip(),
            dimension=before.dimension if dimension is None else dimension,
            clauses=before.clauses if clauses is None else clauses,
        )

    return _edit(ws, audit, "change-question", change)


def remove_question(ws: Workspace, audit: str, question: str) -> Changes:
    """Ask a question no more; answers already given to it still count."""

    def change(_now: Forms, questions: _Questions) -> None:
        del questions[_place(questions, question)]

    return _edit(ws, audit, "remove-question", change)


def move_question(ws: Workspace, audit: str, question: str, *, place: int) -> Changes:
    """Put a question at a place from 1."""

    def change(_now: Forms, questions: _Questions) -> None:
        if not 1 <= place <= len(questions):
            raise BadInput(_("问卷有 {count} 题，不能移到第 {place} 题。").format(count=len(questions), place=place))
        questions.insert(place - 1, questions.pop(_place(questions, question)))

    return _edit(ws, audit, "move-question", change)


def set_scale(ws: Workspace, audit: str, *, scale: int) -> Changes:
    """Answer from 1 to `scale` from now on."""
    return _edit(ws, audit, "set-scale", lambda _now, _questions: None, scale=scale)


def own_questionnaire(ws: Workspace, audit: str) -> Changes:
    """Ask the scheme's own questions again."""
    view = ws.audit(audit)
    now = forms(view)
    questionnaire = view.document.questionnaire
    if questionnaire is None:
        return Changes(audit, None, view)
    if not any(response.questionnaire is not None for response in view.document.responses):
        return ws.edit(audit, "own-questionnaire", {("questionnaire", field): UNSET for field in view.records["questionnaire"]})
    made = edited(now, questionnaire, view.document.responses, questions=asked(now.survey), scale=now.survey.scale)
    return ws.edit(audit, "own-questionnaire", _fields(made))


def _edit(ws: Workspace, audit: str, name: str, change: Callable[[Forms, _Questions], None], *, scale: int | None = None) -> Changes:
    view = ws.audit(audit)
    now = forms(view)
    questions = list(asked(now.current))
    change(now, questions)
    new_scale = now.current.scale if scale is None else scale
    if questions == list(asked(now.current)) and new_scale == now.current.scale:
        return Changes(audit, None, view)
    made = edited(now, view.document.questionnaire, view.document.responses, questions=questions, scale=new_scale)
    return ws.edit(audit, name, _fields(made))


def _fields(questionnaire: Questionnaire) -> dict[Field, Any]:
    plain = builtins(questionnaire)
    return {("questionnaire", field): plain.get(field, UNSET) for field in Questionnaire.__struct_fields__}


def _place(questions: _Questions, question: str) -> int:
    for at, one in enumerate(questions):
        if one.id == question:
            return at
    raise NotFound(_("问卷里没有编号为 {question} 的题。").format(question=question[:40]))
