"""A mandatory content of a scheme's report as a chapter: what its `needs` name, in their order, from the document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from desktop.base.words import _
from desktop.domain.assessment import Conclusion
from desktop.domain.conclusions import outcome_chosen
from desktop.domain.report_contents import GRADE, is_there, narrative_titles, number_of, path_title
from desktop.domain.scheme import Content
from desktop.report import terms
from desktop.report.data import ReportData
from desktop.report.fieldwork import has_survey, site_blocks, survey_blocks, team_blocks
from desktop.report.measurement import sample_blocks
from desktop.report.model import Block, Cell, Heading, KeyValues, Paragraph
from desktop.report.result import details
from desktop.report.trail import departures
from desktop.report.visits import visit_blocks

# What the client's name brings with it, when it is known.
_CLIENT = ("name", "credit_code", "address", "registered_address", "audit_address", "headcount", "shifts", "contact")
_Printer = Callable[[ReportData], Iterator[Block]]
_LISTS: dict[str, _Printer] = {
    "sites": site_blocks,
    "team": team_blocks,
    "samples": sample_blocks,
    "characteristics": sample_blocks,
    "visits": visit_blocks,
    "survey": survey_blocks,
}


class Chapters:
    """Prints contents one after the other; a table that stands already is referred to, not repeated."""

    def __init__(self, data: ReportData) -> None:
        self._data = data
        self._printed: dict[str, str] = {}

    def has(self, section: str) -> bool:
        return section in self._printed

    def blocks(self, content: Content, place: int) -> Iterator[Block]:
        number = number_of(content, place)
        yield Heading(content.title, 1, number, content.clause)
        pairs: list[tuple[str, str | Cell]] = []
        texts = [path for path in content.needs if path.startswith("report.")]
        for path in self._wanted(content):
            section = path.partition(".")[0]
            if section in _LISTS or section in ("report", GRADE, "conclusion"):
                if pairs:
                    yield KeyValues(tuple(pairs))
                    pairs = []
                yield from self._section(path, section, f"{number} {content.title}", alone=len(texts) == 1 == len(content.needs))
            else:
                pairs += self._pairs(path)
        if pairs:
            yield KeyValues(tuple(pairs))

    def _wanted(self, content: Content) -> Iterator[str]:
        """The paths to print: the client's name brings its particulars, the days of the audit are one line."""
        seen = set()
        for path in content.needs:
            if path == "client.name":
                client = self._data.document.client
                more = [f"client.{key}" for key in _CLIENT if getattr(client, key) is not None or f"client.{key}" in content.needs]
            else:
                more = ["audit.starts_on" if path == "audit.ends_on" else path]
            for one in more:
                if one not in seen:
                    seen.add(one)
                    yield one

    def _pairs(self, path: str) -> Iterator[tuple[str, str | Cell]]:
        data = self._data
        if path == "audit.starts_on":
            first, last = data.document.audit.starts_on, data.document.audit.ends_on
            told: str | Cell = terms.dates(data.document) or _blank()
            yield (_("审查日期"), told)
            if (first is None) != (last is None):
                yield (path_title("audit.starts_on" if first is None else "audit.ends_on"), _blank())
            return
        if not is_there(data.document, data.grade, path):
            yield path_title(path), _blank()
            return
        if path == "audit.kind":
            yield path_title(path), terms.audit_kind(data.scheme, data.document.audit.kind)
            return
        yield path_title(path), _plain(_value(data.document, path))

    def _section(self, path: str, section: str, here: str, *, alone: bool) -> Iterator[Block]:
        data = self._data
        if section == "report":
            key = path.partition(".")[2]
            if not alone:
                yield Heading(narrative_titles().get(key, key), 2)
            text = data.document.report.get(key, "").strip()
            yield Paragraph(text) if text else _nothing()
            if key == "deviations" and key not in self._printed:
                self._printed[key] = here
                yield from departures(data, told=True)
            return
        if section in self._printed:
            if self._printed[section] != here:
                yield Paragraph(_("{what}见“{where}”。").format(what=path_title(section), where=self._printed[section]), "small")
            return
        self._printed[section] = here
        if section == GRADE:
            yield from details(data)
        elif section == "conclusion":
            yield from conclusion_blocks(data)
        elif is_there(data.document, data.grade, section) or (section == "survey" and has_survey(data)) or getattr(data.document, section):
            yield from _LISTS[section](data)
        else:
            yield Paragraph(_("{what}：未填写").format(what=path_title(section)), "open-small")


def conclusion_blocks(data: ReportData) -> Iterator[Block]:
    """The conclusion in the scheme's own words, with its clause and reason."""
    conclusion = data.document.conclusion
    if conclusion is None or not conclusion.kind:
        yield _nothing()
        return
    told, clause = conclusion_words(data)
    yield KeyValues(
        tuple(
            (label, text)
            for label, text in (
                (_("结论"), Cell(told, "strong")),
                (_("依据条款"), clause),
                (_("说明"), conclusion.text if conclusion.text != told else None),
                (_("理由"), conclusion.reason),
                (_("受审查方申请"), _asked(conclusion)),
                (_("作出"), "，".join(part for part in (conclusion.decided_by or "", _day(conclusion.decided_on)) if part)),
            )
            if text
        )
    )


def _asked(conclusion: Conclusion) -> str:
    """The client's own wish with its day."""
    wish = (conclusion.client_request or "").strip()
    return _("{wish}（{day}）").format(wish=wish, day=_day(conclusion.requested_on)) if wish and conclusion.requested_on else wish


def _day(value: date | None) -> str:
    return terms.day(value) if value else ""


def conclusion_words(data: ReportData) -> tuple[str, str]:
    """The text of the conclusion's kind and its clause: as the grade offers it, else as the scheme words it."""
    conclusion = data.document.conclusion
    if conclusion is None or not conclusion.kind:
        return "", ""
    chosen = outcome_chosen(conclusion, data.grade, data.scheme, data.document.audit.kind)
    return (chosen.text, chosen.clause) if chosen is not None else (terms.outcome_kind(conclusion.kind), "")


def _value(document: Any, path: str) -> Any:
    value = document
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else getattr(value, key, None)
    return value


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, (list, tuple, dict)):
        return _("{count} 项").format(count=len(value))
    return str(value)


def _blank() -> Cell:
    return Cell(_("未填写"), "open")


def _nothing() -> Paragraph:
    return Paragraph(_("未填写"), "open-small")
