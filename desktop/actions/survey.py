"""The perception survey: responses added, changed and voided; the channels' results kept up with them; how it all stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import UNSET
from msgspec.structs import replace

from desktop.actions.survey_counting import channel_values
from desktop.actions.workspace import AuditView, Changes, Field, Workspace, builtins
from desktop.base import ids
from desktop.base.errors import BadInput, NotFound
from desktop.base.typed import convert
from desktop.base.words import _
from desktop.domain.assessment import Response
from desktop.domain.questionnaire import OWN, Forms, check_answers, forms_of
from desktop.domain.survey import ChannelName
from desktop.domain.survey_state import SurveyState, survey_state

_PREFIX = {"face_to_face": "F", "electronic": "E"}
# What a person may change of a response; the rest says where it came from.
_CHANGEABLE = ("channel", "number", "started_at", "answered_at", "seconds", "site", "service", "consent", "answers", "remark")


def state(view: AuditView) -> SurveyState:
    """The survey as it stands. Raises BadInput when the scheme has none."""
    found = survey_state(view.document, view.rules)
    if found is None:
        raise BadInput(_("方案“{scheme}”没有顾客感知调查。").format(scheme=view.scheme.title))
    return found


def forms(view: AuditView) -> Forms:
    """The versions of the audit's questionnaire. Raises BadInput when the scheme has no survey."""
    survey = view.scheme.survey
    if survey is None:
        raise BadInput(_("方案“{scheme}”没有顾客感知调查。").format(scheme=view.scheme.title))
    return forms_of(survey, view.document.questionnaire)


def add_response(
    ws: Workspace,
    audit: str,
    *,
    answers: dict[str, int],
    channel: ChannelName = "face_to_face",
    number: str | None = None,
    site: str | None = None,
    service: str | None = None,
    consent: str | None = None,
    started_at: str | None = None,
    answered_at: str | None = None,
    seconds: int | None = None,
    remark: str | None = None,
) -> Changes:
    """Add a respondent's answers to the current questionnaire; refused questions are left out, a number is given unless named."""
    view = ws.audit(audit)
    given = {
        "channel": channel, "number": number, "site": site, "service": service, "consent": consent, "started_at": started_at,
        "answered_at": answered_at, "seconds": seconds, "remark": remark, "answers": answers,
    }  # fmt: skip
    return write_responses(ws, view, "add-response", [new_response(view, ids.new_id(), given)])


def new_response(view: AuditView, response: str, given: dict[str, Any]) -> Response:
    """A response that is not written yet, to the current questionnaire, with the next number unless one is given. Raises BadInput."""
    asked = forms(view)
    check_answers(asked.current, given["answers"])
    fields = {name: value for name, value in given.items() if value not in (None, "")}
    fields.setdefault("number", next_number(view.document.responses, given["channel"]))
    if asked.version != OWN:
        fields["questionnaire"] = asked.version
    return replace(convert(fields, Response, _("问卷")), id=response)


def change_response(ws: Workspace, audit: str, response: str, *, fields: dict[str, Any]) -> Changes:
    """Change fields of a response (null clears one); `answers` takes the place of all answers, by the version it was answered with."""
    view = ws.audit(audit)
    return write_responses(ws, view, "change-response", [changed_response(view, response, fields)])


def changed_response(view: AuditView, response: str, fields: dict[str, Any]) -> Response:
    """A response with other fields, not written yet. Raises BadInput, NotFound."""
    before = _response(view, response)
    unknown = [name for name in fields if name not in _CHANGEABLE]
    if unknown:
        raise BadInput(_("问卷没有可改的项目 {name}。可改：{all}。").format(name=unknown[0][:40], all="、".join(_CHANGEABLE)))
    plain = builtins(before)
    plain |= {name: value for name, value in fields.items() if value is not None}
    after = convert({name: value for name, value in plain.items() if name not in fields or fields[name] is not None}, Response, _("问卷"))
    if "answers" in fields:
        form = forms(view).of(before)
        if form is None:
            raise BadInput(_("问卷 {number} 所用的题目版本不在文档里，不能修改答案。").format(number=before.number or response))
        check_answers(form, after.answers)
    return after


def void_response(ws: Workspace, audit: str, response: str, *, reason: str) -> Changes:
    """Leave a response out of every number, with the reason; it stays to be seen."""
    if not reason.strip():
        raise BadInput(_("请写明作废这份问卷的理由。"))
    view = ws.audit(audit)
    return write_responses(ws, view, "void-response", [replace(_response(view, response), void=reason.strip())])


def restore_response(ws: Workspace, audit: str, response: str) -> Changes:
    """Count a void response again."""
    view = ws.audit(audit)
    return write_responses(ws, view, "restore-response", [replace(_response(view, response), void=None)])


def survey_from_responses(ws: Workspace, audit: str, *, replace_typed: bool = False) -> Changes:
    """Take the channels' results from the responses and keep them up from now on; a typed result or reason only where asked for."""
    view = ws.audit(audit)
    return ws.edit(audit, "survey-from-responses", channel_values(view.records, view.rules, replace_typed=replace_typed))


def write_responses(ws: Workspace, view: AuditView, name: str, changed: Sequence[Response], *, drafts: Sequence[Field] = ()) -> Changes:
    """Write whole responses, new or changed, as one action; the channels' results follow and `drafts` end with it."""
    values: dict[Field, Any] = {}
    for response in changed:
        record = f"responses/{response.id}"
        kept = view.records.get(record, {})
        fields = builtins(response)
        del fields["id"]
        values |= {(record, field): UNSET for field in kept if field not in fields}
        values |= {(record, field): value for field, value in fields.items()}
    return ws.edit(view.id, name, values, drafts=drafts)


def next_number(responses: Sequence[Response], channel: ChannelName) -> str:
    """The next respondent's number of a channel: F-001, E-001."""
    return number_after(highest_number(responses, channel), channel)


def number_after(highest: int, channel: ChannelName) -> str:
    return f"{_PREFIX[channel]}-{highest + 1:03d}"


def highest_number(responses: Sequence[Response], channel: ChannelName) -> int:
    """The highest running number given in a channel, 0 without any."""
    start = f"{_PREFIX[channel]}-"
    tails = ((response.number or "").removeprefix(start) for response in responses if (response.number or "").startswith(start))
    return max((int(tail) for tail in tails if tail.isascii() and tail.isdigit() and len(tail) < 8), default=0)


def _response(view: AuditView, response: str) -> Response:
    for one in view.document.responses:
        if one.id == response:
            return one
    raise NotFound(_("这次审查里没有编号为 {id} 的问卷。").format(id=response[:80]))
