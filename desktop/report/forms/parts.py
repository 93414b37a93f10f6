"""What the forms are made of: who it is about, names for ids, lines to fill in and to sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from desktop.base.words import _
from desktop.domain.signature import Signature
from desktop.report import terms
from desktop.report.data import ReportData
from desktop.report.evidence_list import evidence_numbers
from desktop.report.model import Block, Cell, KeyValues, Signed, SignLines

Value = str | date | Cell | None


def blank() -> Cell:
    """Something that has to be said and is not."""
    return Cell(_("未填写"), "open")


def told(value: Value) -> str | Cell:
    """A value for a person; an open mark where there is none."""
    if isinstance(value, date):
        return terms.day(value)
    if isinstance(value, Cell):
        return value
    return value if value and value.strip() else blank()


def lines(*pairs: tuple[str, Value]) -> KeyValues:
    """Names and values, every one of which the form has."""
    return KeyValues(tuple((name, told(value)) for name, value in pairs))


def said(*pairs: tuple[str, Value]) -> Iterator[Block]:
    """Names and values, those alone that hold something."""
    kept = tuple((name, told(value)) for name, value in pairs if value not in (None, ""))
    if kept:
        yield KeyValues(kept)


def about(data: ReportData) -> KeyValues:
    """Which audit of which client a form belongs to."""
    document = data.document
    return lines(
        (_("受审查方"), document.client.name),
        (_("审查类型"), terms.audit_kind(data.scheme, document.audit.kind)),
        (_("审查编号"), document.audit.number),
        (_("认证依据"), "\n".join(point.text for point in data.scheme.basis) or data.scheme.title),
    )


def clauses(data: ReportData, items: Iterable[str], *, most: int = 12) -> str:
    """Clauses with their titles, few enough to read."""
    rules = data.rules.items
    return terms.listed((f"{rules[key].item.clause or key} {rules[key].item.title}" if key in rules else key for key in items), most=most)


def cited(data: ReportData, ids: Iterable[str]) -> str:
    """Evidence by its numbers in this report."""
    known = evidence_numbers(data.document)
    numbers = [known[one] for one in ids if one in known]
    return _("证据 {numbers}").format(numbers=terms.listed(map(str, numbers), most=40)) if numbers else ""


def yes_no(value: bool | None) -> str | Cell:
    return blank() if value is None else _("是") if value else _("否")


def signed(label: str, signature: Signature | None, *, name: str | None = None, on: date | None = None) -> Signed:
    """A line to sign on, with what was signed already."""
    if signature is not None:
        return Signed(label, signature.name, signature.at[:10], signature.strokes)
    return Signed(label, name or "", on.isoformat() if on else "")


def leader(data: ReportData) -> str:
    """Who leads the team."""
    return next((one.name or "" for one in data.document.team if one.role == "leader"), "")


def to_sign(*people: Signed) -> SignLines:
    return SignLines(people)
