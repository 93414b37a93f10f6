"""Electronic responses taken in from another program's table; the questionnaire given out to one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from desktop.actions.survey import forms, highest_number, number_after, write_responses
from desktop.actions.workspace import AuditView, Changes, Workspace
from desktop.base import ids
from desktop.base.errors import BadInput
from desktop.base.memory import undisturbed
from desktop.base.strict_json import read_json
from desktop.base.typed import convert
from desktop.base.words import _
from desktop.domain.assessment import Response
from desktop.domain.questionnaire import OWN
from desktop.domain.survey_mapping import Guess, Mapping, find_head, guess
from desktop.domain.survey_preview import Preview, preview
from desktop.domain.survey_rows import Batch, RefusedRow, read_rows
from desktop.domain.survey_table import Table

MOST_RESPONSES = 50_000


class Prepared(Struct, frozen=True):
    """A table read against an audit's questionnaire: what would be taken in. Made on any thread, from a view."""

    name: str
    guess: Guess
    batch: Batch | None  # None while questions have no column: a mapping has to say so
    preview: Preview


class Imported(Struct, frozen=True):
    """What came of an import. `mapping` is remembered for the next one of this audit."""

    changes: Changes
    added: list[str]  # ids
    same: int
    refused: list[RefusedRow]
    notes: list[str]
    mapping: Mapping


def read_mapping(data: bytes, name: str) -> Mapping:
    """A mapping from its JSON file. Raises BadInput with the place."""
    return convert(read_json(data, name), Mapping, name)


def remembered_mapping(ws: Workspace, audit: str) -> Mapping | None:
    """The mapping of this audit's last import."""
    kept = ws.store.setting(_setting(audit))
    return msgspec.json.decode(kept, type=Mapping) if kept else None


def remember_mapping(ws: Workspace, audit: str, mapping: Mapping) -> None:
    """Keep a mapping for the next import of this audit."""
    with ws.store.transaction():
        ws.store.set_setting(_setting(audit), msgspec.json.encode(mapping).decode("utf-8"))
        ws.store.set_setting(_setting(audit, begun=True), "")


def begun_mapping(ws: Workspace, audit: str) -> Mapping | None:
    """The mapping that was being written when the last import was broken off."""
    kept = ws.store.setting(_setting(audit, begun=True))
    return msgspec.json.decode(kept, type=Mapping) if kept else None


def keep_mapping(ws: Workspace, audit: str, mapping: Mapping) -> None:
    """Keep a mapping that is being written; an import with it takes its place."""
    ws.store.set_setting(_setting(audit, begun=True), msgspec.json.encode(mapping).decode("utf-8"))


@undisturbed()
def read_table(
    path: Path, mapping: Mapping | None = None, remembered: Mapping | None = None, watch: Callable[[int, int], bool] | None = None
) -> Table:
    """The table of a file, on any thread. `watch` is told the row reached and of how many, and says whether to stop (Cancelled)."""
    from desktop.tables.read import read_table as read

    sheet = mapping.sheet if mapping else remembered.sheet if remembered else None
    try:
        return read(path, sheet, watch)
    except BadInput as error:
        # A remembered sheet is a hint, one that was asked for is not.
        if error.code != "no-sheet" or mapping is not None:
            raise
        return read(path, None, watch)


@undisturbed()
def prepare(
    view: AuditView, table: Table, mapping: Mapping | None = None, remembered: Mapping | None = None, *, begun: bool = False
) -> Prepared:
    """A table against the audit's questionnaire, on any thread: by the mapping given, else by the remembered one and the titles.

    `begun`: the remembered one was never imported with, so what it leaves out is still open. Raises BadInput when the mapping does not fit
    the table.
    """
    now = forms(view)
    if not now.current.questions:
        raise BadInput(_("问卷还没有题目，请先编写题目再导入。"))
    known = {response.source.digest: response for response in view.document.responses if response.source is not None}
    if mapping is not None:
        head = find_head(table, now.current, mapping.header_row)
        fixed = Guess(head, mapping, (), tuple(title for title in head.titles if title not in mapping.columns))
        return Prepared(table.name, fixed, read_rows(table, head, mapping, now, known), preview(table, head, mapping, now.current))
    found = guess(table, now.current, remembered)
    whole = remembered is not None and not begun and _fits(remembered, found)
    batch = None if found.missing and not whole else read_rows(table, found.head, found.mapping, now, known)
    return Prepared(table.name, found, batch, preview(table, found.head, found.mapping, now.current))


def _fits(remembered: Mapping, found: Guess) -> bool:
    """Whether a mapping that a person settled covers this table: all its columns are here."""
    return bool(remembered.columns) and set(remembered.columns) <= set(found.head.titles)


@undisturbed()
def take_in(ws: Workspace, audit: str, prepared: Prepared) -> Imported:
    """Take in what was prepared, as one action with the channels' results; the mapping is remembered. Raises BadInput."""
    view = ws.audit(audit)
    batch = prepared.batch
    if batch is None:
        raise BadInput(_unmapped(view, prepared))
    present = view.document.responses
    if len(present) + len(batch.responses) > MOST_RESPONSES:
        raise BadInput(_("导入后问卷将超过 {most} 份，没有导入。").format(most=MOST_RESPONSES))
    # Between preparing and now another import may have brought the same rows.
    known = {response.source.digest for response in present if response.source is not None}
    new = [response for response in batch.responses if response.source is None or response.source.digest not in known]
    same = batch.same + len(batch.responses) - len(new)
    if not new and not same:
        first = "；".join(row.sentence for row in batch.refused[:3])
        raise BadInput(_("{name}：没有可以导入的答卷。{first}").format(name=prepared.name, first=first).rstrip("。") + "。")
    named = _named(new, present)
    with ws.store.transaction():
        changes = write_responses(ws, view, "import-responses", named) if named else Changes(audit, None, view)
        remember_mapping(ws, audit, prepared.guess.mapping)
    return Imported(
        changes, [response.id or "" for response in named], same, list(batch.refused), list(batch.notes), prepared.guess.mapping
    )


@undisturbed()
def import_file(
    ws: Workspace,
    audit: str,
    path: Path,
    *,
    mapping: Mapping | None = None,
    watch: Callable[[int, int], bool] | None = None,
) -> Imported:
    """Read a file and take it in at once. Raises BadInput when questions have no column and no mapping says so."""
    view = ws.audit(audit)
    forms(view)
    remembered = remembered_mapping(ws, audit)
    table = read_table(path, mapping, remembered, watch)
    return take_in(ws, audit, prepare(view, table, mapping, remembered))


def xlsform(view: AuditView) -> bytes:
    """The audit's current questionnaire as an XLSForm workbook."""
    from desktop.tables.xlsform import write_xlsform

    now = forms(view)
    if not now.current.questions:
        raise BadInput(_("问卷还没有题目，请先编写题目再导出。"))
    version = "own" if now.version == OWN else str(now.version)
    # Not the client's name: the form is laid out where anyone may read it.
    return write_xlsform(now.current, title=_("顾客感知调查"), form_id=f"survey_{view.id[-12:]}", version=version)


def _named(new: list[Response], present: tuple[Response, ...]) -> list[Response]:
    """The new responses with ids, and with the next numbers where the table gave none."""
    highest = {channel: highest_number(present, channel) for channel in ("face_to_face", "electronic")}
    named = []
    for response in new:
        channel = response.channel or "electronic"
        number = response.number
        if number is None:
            number = number_after(highest[channel], channel)
            highest[channel] += 1
        named.append(replace(response, id=ids.new_id(), number=number))
    return named


def _unmapped(view: AuditView, prepared: Prepared) -> str:
    texts = {question.id: question.text for question in forms(view).current.questions}
    missing = "；".join(f"{key} {texts[key]}" for key in prepared.guess.missing[:3])
    unused = "；".join(prepared.guess.unused[:3])
    return _("{name}：{count} 题找不到对应的列（如 {missing}），未用的列有：{unused}。请用映射文件写明各列对应的题号。").format(
        name=prepared.name, count=len(prepared.guess.missing), missing=missing, unused=unused or _("无")
    )


def _setting(audit: str, *, begun: bool = False) -> str:
    return f"survey.mapping.begun.{audit}" if begun else f"survey.mapping.{audit}"


def mapping_json(mapping: Mapping) -> Any:
    """A mapping as plain data, to be written to a file and edited."""
    return msgspec.to_builtins(mapping)
