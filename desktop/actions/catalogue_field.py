"""The actions on site by their names: findings, corrections, meetings, conclusion and delivery."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desktop.actions import concluding, corrections, findings, meetings

FUNCTIONS: dict[str, Callable[..., Any]] = {
    "add-finding": findings.add,
    "finding-from-deduction": findings.from_deduction,
    "finding-from-conformity": findings.from_conformity,
    "findings-from-scores": findings.from_scores,
    "change-finding": findings.change,
    "cite-finding": findings.cite,
    "special-finding": findings.set_special,
    "discuss-finding": findings.discuss,
    "confirm-finding": findings.confirm,
    "remove-finding": findings.remove,
    "ask-correction": corrections.ask,
    "due-correction": corrections.set_due,
    "answer-correction": corrections.answer,
    "accept-correction": corrections.accept,
    "send-back-correction": corrections.send_back,
    "reopen-correction": corrections.reopen,
    "begin-second-scoring": corrections.begin_second_scoring,
    "drop-second-scoring": corrections.drop_second_scoring,
    "hold-meeting": meetings.hold,
    "agenda-point": meetings.agenda_point,
    "attend": meetings.attend,
    "attend-team": meetings.attend_team,
    "attend-again": meetings.attend_again,
    "sign-attendance": meetings.sign,
    "begin-talk": meetings.begin_talk,
    "communicate": meetings.communicate,
    "answer-communication": meetings.answer_communication,
    "sign-in": meetings.sign_in,
    "terminate": meetings.terminate,
    "consent-termination": meetings.consent_termination,
    "conclude": concluding.conclude,
    "client-request": concluding.client_request,
    "deliver": concluding.deliver,
    "receive-delivery": concluding.receive,
}
