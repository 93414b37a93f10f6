"""The actions on the papers before the plan, by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desktop.actions import preparation, preparation_days, preparation_documents, preparation_sites, preparation_team

FUNCTIONS: dict[str, Callable[..., Any]] = {
    "receive-document": preparation.receive_document,
    "check-condition": preparation.check_condition,
    "decide-application": preparation.decide_application,
    "tell-client": preparation.tell_client,
    "use-scope": preparation.use_scope,
    "add-sites": preparation.add_sites,
    "import-sites": preparation_sites.import_sites,
    "draw-sites": preparation_sites.draw_sites,
    "clear-sample": preparation_sites.clear_sample,
    "swap-site": preparation_sites.swap_site,
    "take-back-swap": preparation_sites.take_back_swap,
    "change-days": preparation_days.change_days,
    "remove-day-change": preparation_days.remove_day_change,
    "plan-days": preparation_days.plan_days,
    "approve-days": preparation_days.approve_days,
    "lead": preparation_team.lead,
    "note-ties": preparation_team.note_ties,
    "appoint": preparation_team.appoint,
    "notify-client": preparation_team.notify_client,
    "confirm-notice": preparation_team.confirm_notice,
    "object-to-notice": preparation_team.object_to_notice,
    "review-document": preparation_documents.review_document,
    "close-question": preparation_documents.close_question,
    "reopen-question": preparation_documents.reopen_question,
    "finish-documents": preparation_documents.finish_documents,
    "leave-out-documents": preparation_documents.leave_out_documents,
    "start-anyway": preparation_documents.start_anyway,
    "sign-training": preparation_documents.sign_training,
}
