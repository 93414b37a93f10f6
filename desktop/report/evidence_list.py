"""The evidence of an audit: its numbers, the photo appendix and the list of other files."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.base.words import _
from desktop.domain.assessment import Assessment, Evidence
from desktop.domain.evidence import PICTURES, clauses
from desktop.domain.link_words import section_title
from desktop.report import terms
from desktop.report.data import ReportData
from desktop.report.model import Block, Column, Heading, Paragraph, Photo, Photos, Row, Table


def evidence_numbers(document: Assessment) -> dict[str, int]:
    """The number of each piece of evidence by its id: its place in the document."""
    return {one.id: number for number, one in enumerate(document.evidence, 1) if one.id}


def linked_numbers(document: Assessment, record: str) -> str:
    """The numbers of the evidence that belongs to a record."""
    return terms.listed((str(number) for number, one in enumerate(document.evidence, 1) if record in one.links), most=8)


def evidence_blocks(data: ReportData, section: str = "") -> Iterator[Block]:
    """Pictures in a grid, then other files in a table; of a section (`visits`): only what is linked to its records."""
    numbered = [
        (number, one)
        for number, one in enumerate(data.document.evidence, 1)
        if not section or any(link.startswith(f"{section}/") for link in one.links)
    ]
    pictures = [(number, one) for number, one in numbered if _is_picture(one)]
    files = [(number, one) for number, one in numbered if not _is_picture(one)]
    left_out = 0 if section else data.left_out
    if not numbered and not left_out:
        yield Paragraph(_("没有登记证据。"))
        return
    if pictures:
        yield Photos(tuple(_photo(data, number, one) for number, one in pictures))
    if files:
        yield Heading(_("其他证据文件"), 2)
        yield Table(
            (Column(_("编号"), 0.8), Column(_("名称与说明"), 4), Column(_("条款"), 2), Column("SHA-256", 3.2)),
            tuple(
                Row(
                    (
                        str(number),
                        "\n".join(part for part in (one.name, one.caption) if part),
                        _linked(data, one),
                        one.sha256 or terms.EMPTY,
                    )
                )
                for number, one in files
            ),
        )
    if left_out:
        yield Paragraph(_("另有 {n} 件证据未印入本报告，原件与审查资料一并保存。").format(n=left_out))


def _is_picture(one: Evidence) -> bool:
    return one.media_type in PICTURES and one.sha256 is not None


def _photo(data: ReportData, number: int, one: Evidence) -> Photo:
    taken = _("拍摄 {when}").format(when=one.taken_at.replace("T", " ")) if one.taken_at else _("元数据缺失")
    facts = [f"{taken}  SHA-256 {(one.sha256 or '')[:12]}", _linked_line(data, one)]
    return Photo(one.sha256 or "", _("照片 {number}").format(number=number), one.caption or one.name or "", tuple(facts))


def _linked_line(data: ReportData, one: Evidence) -> str:
    """Under a picture: its clauses, or what else it belongs to."""
    linked = _linked(data, one)
    if not linked:
        return _("未关联条款")
    return _("条款 {clauses}").format(clauses=linked) if clauses(one) else _("关联 {what}").format(what=linked)


def _linked(data: ReportData, one: Evidence) -> str:
    """The clauses, visits and other records the evidence belongs to."""
    names: list[str] = []
    for link in one.links:
        section, _slash, key = link.partition("/")
        if section in ("items", "conformity"):
            rule = data.rules.items.get(key)
            name = (rule.item.clause or key) if rule else key
        elif section == "visits":
            at, visit = next(((at, one) for at, one in enumerate(data.document.visits, 1) if one.id == key), (0, None))
            if visit is None:
                continue
            name = _("暗访 {name}").format(name=visit.visitor_alias or at)
        elif section == "sites":
            name = next((site.name for site in data.document.sites if site.id == key and site.name), _("场所"))
        elif section == "observations":
            item = next((one.item for one in data.document.observations if one.id == key), None)
            rule = data.rules.items.get(item or "")
            if rule is None:
                continue
            name = rule.item.clause or rule.item.id
        elif section == "samples":
            place, sample = next(((at, one) for at, one in enumerate(data.document.samples, 1) if one.id == key), (0, None))
            if sample is None:
                continue
            name = _("样本 {number}").format(number=sample.number or place)
        elif section == "levels":
            name = _("{level} 级判断").format(level=key)
        else:
            name = section_title(section)
        if name not in names:
            names.append(name)
    return terms.listed(names, most=8)
