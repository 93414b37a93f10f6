"""The response that is being entered: what is kept of it with every answer, and what becomes of it when it is finished."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct, field

from desktop.base import ids
from desktop.domain.assessment import Response
from desktop.domain.survey import ChannelName

if TYPE_CHECKING:
    from desktop.actions.workspace import Changes, Workspace
    from desktop.domain.scheme import Survey

# Under which record the drafts of an audit's entries lie, each by its key.
RECORD = "survey_entry"


class Entered(Struct, kw_only=True, omit_defaults=True):
    """`key` names the draft; `response`: the id of the one that is being changed. `refused`: questions passed over on purpose."""

    key: str
    response: str | None = None
    number: str | None = None
    channel: ChannelName = "face_to_face"
    site: str = ""
    service: str = ""
    consent: str = ""
    remark: str = ""
    answers: dict[str, int] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    started_at: str | None = None
    seconds: float = 0

    def is_begun(self) -> bool:
        """Whether something would be lost if it were forgotten."""
        return self.response is not None or bool(self.answers or self.refused or self.remark)

    def next_one(self) -> Entered:
        """The next respondent: at the same place for the same service; consent is asked of each."""
        return Entered(key=ids.new_id(), channel=self.channel, site=self.site, service=self.service)

    def keep_to(self, form: Survey) -> None:
        """Leave out what the form does not ask, or not on its scale."""
        asked = {question.id for question in form.questions}
        self.answers = {key: points for key, points in self.answers.items() if key in asked and 1 <= points <= form.scale}
        self.refused = [key for key in self.refused if key in asked and key not in self.answers]

    def as_response(self, version: int | None) -> Response:
        """What it would be, for hints."""
        return Response(
            id=self.response,
            channel=self.channel,
            number=self.number,
            questionnaire=version,
            seconds=int(self.seconds) or None,
            consent=self.consent or None,
            answers=self.answers,
            remark=self.remark or None,
        )


def first() -> Entered:
    """The first respondent."""
    return Entered(key=ids.new_id())


def of_response(response: Response, form: Survey | None) -> Entered:
    """A response that is there, to be changed; what it left out counts as refused."""
    return Entered(
        key=response.id or "",
        response=response.id,
        number=response.number,
        channel=response.channel or "electronic",
        site=response.site or "",
        service=response.service or "",
        consent=response.consent or "",
        remark=response.remark or "",
        answers=dict(response.answers),
        refused=[question.id for question in (form.questions if form else ()) if question.id not in response.answers],
        started_at=response.started_at,
        seconds=response.seconds or 0,
    )


def encode(entered: Entered) -> str:
    """As text, for a draft."""
    return msgspec.json.encode(entered).decode("utf-8")


def decode(text: str) -> Entered | None:
    """From a draft; None when it is none."""
    try:
        return msgspec.json.decode(text, type=Entered)
    except (msgspec.MsgspecError, UnicodeError):
        return None


def save(ws: Workspace, audit: str, entered: Entered, answered_at: str, void: str = "") -> Changes:
    """Make it a response, or change the one it is; `void` leaves it out of every number. Raises BadInput.

    One action, and the draft ends with it: whatever breaks off in between, it is either still a draft or a response, never both.
    """
    from msgspec.structs import replace

    from desktop.actions import survey

    view = ws.audit(audit)
    fields: dict[str, Any] = {"channel": entered.channel, "answers": entered.answers}
    fields |= {name: getattr(entered, name).strip() or None for name in ("site", "service", "consent", "remark")}
    if entered.response is None:
        name = "add-response"
        fields |= {"started_at": entered.started_at, "answered_at": answered_at, "seconds": int(entered.seconds) or None}
        made = survey.new_response(view, entered.key, fields)
    else:
        name = "change-response"
        made = survey.changed_response(view, entered.response, fields)
    if void:
        name, made = "void-response", replace(made, void=void.strip())
    return survey.write_responses(ws, view, name, [made], drafts=[(RECORD, entered.key)])
