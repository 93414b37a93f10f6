"""Rows of a table as responses: each row whole or refused with its place and reason, and none that was taken in before."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from typing import NamedTuple

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.assessment import Response, Source
from desktop.domain.questionnaire import OWN, Forms
from desktop.domain.scheme import Survey
from desktop.domain.survey_cells import moment, points_of, rejected, seconds_between, seconds_of, ticked, word
from desktop.domain.survey_mapping import FIELDS, NO_ANSWER, TEXTS, Head, Mapping
from desktop.domain.survey_table import Table, letter

_MOST_TEXT = {"remark": 20_000}
_MOST_LINE = 200
_SEVERAL = "┋"
_DECLINED = frozenset(("no", "n", "0", "false", "否", "不同意", "拒绝"))


class RefusedRow(NamedTuple):
    """A row that was not taken in: where, what stands there, and why. `column` 0: the whole row."""

    row: int
    column: int
    title: str
    value: str
    reason: str

    @property
    def sentence(self) -> str:
        where = _("第 {row} 行").format(row=self.row)
        if self.column:
            where += _(" {letter} 列（{title}）").format(letter=letter(self.column), title=self.title)
        return f"{where}：{self.reason}"


class Batch(NamedTuple):
    """What a table gives: new responses without ids and numbers, how many were known already, the rows refused, and what to know."""

    responses: tuple[Response, ...]
    same: int
    refused: tuple[RefusedRow, ...]
    notes: tuple[str, ...]


class _Column(NamedTuple):
    place: int  # from 0
    title: str
    target: str
    option: str  # of a column that ticks one of several


def read_rows(table: Table, head: Head, mapping: Mapping, forms: Forms, known: AnyMapping[str, Response]) -> Batch:
    """The rows under the head as responses to the current questionnaire. `known`: responses taken in before, by digest. Raises BadInput."""
    return _Rows(table, head, mapping, forms, known).read()


class RowReader:
    """Reads the cells of questions: by the mapping's labels first, then by the words and numbers that are known anyway."""

    def __init__(self, mapping: Mapping, form: Survey) -> None:
        self._form = form
        self._labels = {word(label): points for label, points in mapping.labels.items()}
        self._cells: dict[str, int | None] = {}
        self.numbers = False  # whether a bare number said points

    def points(self, text: str) -> int | None:
        """The points a cell gives, None without an answer. Raises BadInput when it is neither."""
        if text not in self._cells:
            self._cells[text] = self._read(text)
        return self._cells[text]

    def _read(self, text: str) -> int | None:
        cell = word(text)
        points: int | None
        if cell in self._labels:
            points = self._labels[cell]
        elif cell in NO_ANSWER:
            return None
        else:
            found = points_of(cell, self._form.scale)
            if found is None:
                raise BadInput(_("“{value}”不是 1 到 {scale} 的分数，也不是已知的选项").format(value=text[:40], scale=self._form.scale))
            points = found.points
            self.numbers = self.numbers or found.by_number
        if points is not None and not 1 <= points <= self._form.scale:
            raise BadInput(_("“{value}”不在 1 到 {scale} 之间").format(value=text[:40], scale=self._form.scale))
        return points


class _Rows:
    def __init__(self, table: Table, head: Head, mapping: Mapping, forms: Forms, known: AnyMapping[str, Response]) -> None:
        self.table, self.head, self.mapping, self.form = table, head, mapping, forms.current
        self.version = None if forms.version == OWN else forms.version
        self.known = known
        self.columns = _columns(head, mapping, self.form)
        self.asked = [column for column in self.columns if column.target not in FIELDS]
        self.others = [column for column in self.columns if column.target in FIELDS and column.target != "ignore"]
        self.used = {column.place + 1: column for column in (*self.asked, *self.others)}
        self.reader = RowReader(mapping, self.form)
        self.seen: dict[str, list[int]] = {}
        self.altered: list[int] = []

    def read(self) -> Batch:
        taken: list[Response] = []
        refused: list[RefusedRow] = []
        same = 0
        faults: dict[int, list[tuple[int, str]]] = {}
        for cell, reason in self.table.faults.items():
            faults.setdefault(cell.row, []).append((cell.column, reason))
        for number, cells in self.table.rows:
            if number <= self.head.row:
                continue
            fault = next(((column, reason) for column, reason in sorted(faults.get(number, ())) if not column or column in self.used), None)
            if fault:
                refused.append(self._refusal(number, cells, *fault))
                continue
            digest, twin = self._digest(number, cells)
            if twin:
                refused.append(self._refusal(number, cells, 0, _("与第 {row} 行是同一份答卷（编号相同）").format(row=twin)))
                continue
            before = self.known.get(digest)
            found = self._row(number, cells, digest)
            if before is not None:
                same += 1
                if isinstance(found, RefusedRow) or self._differ(found.answers, before.answers):
                    self.altered.append(number)
                continue
            if isinstance(found, RefusedRow):
                refused.append(found)
            else:
                taken.append(found)
        return Batch(tuple(taken), same, tuple(refused), self._notes())

    def _notes(self) -> tuple[str, ...]:
        notes = list(self.table.notes)
        missing = [question.text for question in self.form.questions if question.id not in {column.target for column in self.asked}]
        if missing:
            notes.append(_("{count} 题没有对应的列，按未答处理：{texts}").format(count=len(missing), texts="；".join(missing[:5])))
        if self.altered:
            rows = "、".join(str(row) for row in self.altered[:10]) + ("…" if len(self.altered) > 10 else "")
            notes.append(
                _("{count} 份答卷已导入过，而答案与现有的不同（第 {rows} 行），保留现有的。").format(count=len(self.altered), rows=rows)
            )
        if self.reader.numbers:
            notes.append(
                _("答案中的数字按 {scale} 分为最好读入；若导出的是选项序号且 1 为最好，请在“选项分值”（映射的 labels）中写明。").format(
                    scale=self.form.scale
                )
            )
        return tuple(notes)

    def _refusal(self, number: int, cells: Sequence[str], column: int, reason: str) -> RefusedRow:
        value = cells[column - 1] if 0 < column <= len(cells) else ""
        title = self.head.titles[column - 1] if 0 < column <= len(self.head.titles) else ""
        return RefusedRow(number, column, title[:60], value[:60], reason)

    def _row(self, number: int, cells: Sequence[str], digest: str) -> Response | RefusedRow:
        width = len(cells)
        answers: dict[str, int] = {}
        for column in self.asked:
            text = cells[column.place] if column.place < width else ""
            try:
                points = self.reader.points(text)
            except BadInput as error:
                return self._refusal(number, cells, column.place + 1, error.sentence)
            if points is not None:
                answers[column.target] = points
        if not answers:
            return self._refusal(number, cells, 0, _("没有一题作答"))
        fields: dict[str, str] = {}
        for column in self.others:
            text = cells[column.place] if column.place < width else ""
            told = self._field(column, text, fields)
            if told:
                return self._refusal(number, cells, column.place + 1, told)
        if word(fields.get("consent", "")) in _DECLINED:
            # What was said without consent is not kept.
            return self._refusal(number, cells, 0, _("受访者没有同意参加调查"))
        return self._response(answers, fields, Source(file=self.table.name[:200], row=number, digest=digest))

    def _response(self, answers: dict[str, int], fields: dict[str, str], source: Source) -> Response:
        started, answered = fields.get("started_at"), fields.get("answered_at")
        seconds = seconds_of(fields["seconds"]) if "seconds" in fields else seconds_between(started, answered)
        return Response(
            channel=self.mapping.channel,
            number=fields.get("number"),
            questionnaire=self.version,
            started_at=started,
            answered_at=answered,
            seconds=seconds,
            site=fields.get("site"),
            service=fields.get("service"),
            consent=fields.get("consent"),
            answers=answers,
            remark=fields.get("remark"),
            void=rejected(fields.get("status", "")),
            source=source,
        )

    def _field(self, column: _Column, text: str, fields: dict[str, str]) -> str | None:
        """Take a cell into the fields; a reason when it cannot be."""
        target = column.target
        if column.option:
            tick = ticked(text, column.option)
            if tick is None:
                return _("“{value}”既不是勾选也不是未勾选").format(value=text[:40])
            text = column.option if tick else ""
        elif target in TEXTS:
            text = "、".join(part.strip() for part in text.split(_SEVERAL) if word(part) not in NO_ANSWER)
        elif target in ("started_at", "answered_at"):
            text = moment(text)[:_MOST_LINE]
        if not text:
            return None
        joined = f"{fields[target]}、{text}" if target in fields and target in TEXTS else text
        most = _MOST_TEXT.get(target, _MOST_LINE)
        if len(joined) > most:
            return _("文字超过 {most} 字").format(most=most)
        fields[target] = joined
        return None

    def _differ(self, answers: dict[str, int], before: dict[str, int]) -> bool:
        """Whether a row says other than what was taken in, on the questions it has columns for."""
        keys = {column.target for column in self.asked}
        return any(answers.get(key) != before.get(key) for key in keys & before.keys())

    def _digest(self, number: int, cells: Sequence[str]) -> tuple[str, int]:
        """What names the respondent in the file: an id; else a running number with the time; else all the cells.

        With it the row of this table that has the same name already, or 0.
        """
        values: dict[str, list[str]] = {}
        for column in self.others:
            text = cells[column.place] if column.place < len(cells) else ""
            values.setdefault(column.target, []).append(moment(text) if column.target == "answered_at" else text)
        named = True
        if any(values.get("identity", ())):
            key = ["identity", *(text.removeprefix("uuid:") for text in values["identity"])]
        elif any(values.get("serial", ())) and any(values.get("answered_at", ())):
            key = ["serial", *values["serial"], *values["answered_at"]]
        else:
            named = False
            key = ["cells", *(f"{title}={moment(text)}" for title, text in zip(self.head.titles, cells, strict=False) if text)]
        text = "\x1f".join(key)
        rows = self.seen.setdefault(text, [])
        rows.append(number)
        if not named and len(rows) > 1:
            # The same cells once more are another respondent, and the same one when the file is read again.
            text += f"\x1f#{len(rows)}"
        return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(), rows[0] if named and len(rows) > 1 else 0


def _columns(head: Head, mapping: Mapping, form: Survey) -> list[_Column]:
    """The mapped columns of this table. Raises BadInput for a target or title that is not there, or a question in two columns."""
    ids = {question.id for question in form.questions}
    places = {title: place for place, title in enumerate(head.titles)}
    columns = []
    for title, target in mapping.columns.items():
        name, _equals, option = target.partition("=")
        if target not in ids and name not in FIELDS:
            raise BadInput(
                _("列“{title}”对应的“{target}”不是问卷的题号，也不是 {fields} 之一。").format(
                    title=title[:60], target=target[:40], fields="、".join(FIELDS)
                )
            )
        if title not in places:
            raise BadInput(_("表头没有“{title}”这一列，请核对映射或表头所在的行（header_row）。").format(title=title[:60]))
        columns.append(_Column(places[title], title, target if target in ids else name, option.strip()))
    twice = [column.target for column in columns if column.target in ids]
    doubled = next((target for target in twice if twice.count(target) > 1), None)
    if doubled:
        raise BadInput(_("题 {question} 对应了两列，请只留一列。").format(question=doubled))
    if not twice:
        raise BadInput(_("没有一列对应问卷的题目，请用映射写明各列对应的题号。"))
    return sorted(columns)
