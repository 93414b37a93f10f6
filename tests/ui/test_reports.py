"""The report page as a person uses it: what is missing and where it is filled in, texts, conclusion, preview, export."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.actions import audits, evidence, reports, scoring
from desktop.actions.opening import open_workspace
from desktop.actions.workspace import AuditView
from desktop.base import paths
from desktop.domain.assessment import Assessment
from desktop.ui.main_window import MainWindow
from desktop.ui.measurement.page import MeasurementPage
from desktop.ui.reports import paper
from desktop.ui.reports.page import ReportPage
from desktop.ui.reports.parts import Part
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.fields import TextArea
from desktop.ui.widgets.text import Label

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
Open = Callable[..., MainWindow]


class Report:
    """An audit open at its report page, its first preview on the desk."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        qtbot.waitUntil(lambda: window.frame is not None, timeout=20_000)
        assert window.frame is not None
        self.frame = window.frame
        qtbot.mouseClick(self.frame.rail.item("report"), LEFT)
        page = self.frame.page()
        assert isinstance(page, ReportPage)
        self.page = page
        self.settled()

    @property
    def view(self) -> AuditView:
        return self.frame.view

    @property
    def document(self) -> Assessment:
        return self.view.document

    def settled(self) -> None:
        """Nothing is on its way, and what can be seen is painted."""
        preview = self.page.preview
        self.qtbot.waitUntil(
            lambda: not self.page._maker.is_busy() and not self.window.runner.is_saving() and preview.sheets.is_sharp(), timeout=20_000
        )

    def pdf(self) -> bytes:
        paper = self.page.preview.sheets.paper()
        assert paper is not None
        return paper.data

    def printed(self) -> str:
        """The text of the preview."""
        return text_of(self.pdf())

    def area(self, key: str) -> TextArea:
        area = self.page.work.narratives.area(key)
        assert area is not None, key
        return area

    def write(self, key: str, text: str) -> None:
        """Type into a narrative and take it in."""
        self.page.work.reveal(f"report.{key}")
        self.qtbot.keyClicks(self.area(key), text)
        self.qtbot.keyClick(self.area(key), Qt.Key.Key_Return, CONTROL)
        self.qtbot.waitUntil(lambda: self.document.report.get(key) == text)

    def link(self, what: str) -> Button:
        found = [link for link in self.page.work.missing.links() if link.accessibleName().startswith(what)]
        assert found, what
        return found[0]

    def part(self, id_: str) -> Part:
        return next(part for part in self.page.parts.list.parts() if part.id == id_)

    def key(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            self.qtbot.keyClick(QApplication.focusWidget() or self.page, key, modifier)


def text_of(pdf: bytes) -> str:
    with paper.LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return "".join(_page_text(page) for page in document).replace("\r\n", "")
        finally:
            document.close()


def _page_text(page: Any) -> str:
    words = page.get_textpage()
    try:
        return str(words.get_text_bounded())
    finally:
        words.close()
        page.close()


def words_in(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(Label) if label.isVisibleTo(widget))


@pytest.fixture
def begun(open_window: Open, qtbot: QtBot, tmp_path: Path) -> Callable[..., Report]:
    """An audit of a scheme, with sections of a document; `begun("ctc", client={...})`."""

    def make(scheme: str, **sections: Any) -> Report:
        from desktop.base.strict_json import write_json

        document = {"format": "fieldaudit.assessment/1", "scheme": scheme, "client": {"name": "云岫智能家电有限公司"}, **sections}
        ws = open_workspace(tmp_path / "store")
        audit = audits.import_document(ws, write_json(document), "begun.json").audit
        ws.close()
        return Report(open_window(audit), qtbot)

    return make


@pytest.fixture
def sample(open_window: Open, qtbot: QtBot, tmp_path: Path) -> Callable[[str], Report]:
    """One of the sample audits."""

    def make(name: str) -> Report:
        ws = open_workspace(tmp_path / "store")
        path = paths.resources() / "demo" / f"{name}.json"
        audit = audits.import_document(ws, path.read_bytes(), path.name).audit
        ws.close()
        return Report(open_window(audit), qtbot)

    return make


INITIAL: dict[str, Any] = {"audit": {"kind": "initial"}}


def test_incomplete_report_says_what_is_missing_and_can_be_read(begun: Callable[..., Report]) -> None:
    report = begun("ctc", **INITIAL)
    assert report.page.work.missing.head.title.text() == "还缺 7 项"
    said = words_in(report.page.work.missing)
    assert "8.6.2 6)" in said
    assert "审查过程及各项要求情况" in said
    assert [part.is_there for part in report.page.parts.list.parts() if part.id] == [False] * 7
    # The parts are found in the report itself.
    assert report.part("7").page is not None
    assert "云岫智能家电有限公司" in report.printed()
    assert "预览已更新" in report.page.preview.state.text()


def test_links_lead_to_where_a_content_is_filled_in(begun: Callable[..., Report]) -> None:
    report = begun("ctc", **INITIAL)
    report.qtbot.mouseClick(report.link("审查过程"), LEFT)
    assert QApplication.focusWidget() is report.area("process")
    report.qtbot.mouseClick(report.link("地址"), LEFT)
    assert report.frame.steps()[0] == "plan"
    assert report.frame.rail.item("plan").isChecked()


def test_f8_goes_through_what_is_missing(begun: Callable[..., Report]) -> None:
    report = begun("ctc", **INITIAL)
    links = report.page.work.missing.links()
    report.key(Qt.Key.Key_F8)
    assert QApplication.focusWidget() is links[0]
    report.key(Qt.Key.Key_F8)
    assert QApplication.focusWidget() is links[1]


def test_written_text_is_kept_printed_and_no_longer_missing(begun: Callable[..., Report]) -> None:
    report = begun("ctc", **INITIAL)
    assert report.part("6").is_there is False
    report.write("process", "reviewed 126 records")
    assert report.page.work.missing.count() == 6
    assert report.part("6").is_there is True
    report.settled()
    assert "reviewed 126 records" in report.printed()


def test_preview_follows_a_pause_in_typing(begun: Callable[..., Report]) -> None:
    report = begun("ctc", **INITIAL)
    report.page.work.reveal("report.opinion")
    area = report.area("opinion")
    report.qtbot.keyClicks(area, "not left yet")
    report.qtbot.waitUntil(lambda: "not left yet" in report.printed(), timeout=20_000)
    assert area.hasFocus()
    assert report.document.report["opinion"] == "not left yet"


def test_preview_keeps_its_place(sample: Callable[[str], Report]) -> None:
    report = sample("beiheng")
    sheets = report.page.preview.sheets
    report.page.parts.list.setFocus()
    for _turn in range(3):
        report.key(Qt.Key.Key_PageDown)
    assert sheets.page() == 3
    assert report.page.preview.number.text().startswith("4 /")
    before = report.pdf()
    report.settled()
    report.page.work.narratives.area("basics")
    report.area("basics").setPlainText("")
    report.write("basics", "shorter")
    report.settled()
    assert report.pdf() != before
    assert sheets.page() == 3


def test_pictures_that_are_kept_change_nothing(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    ws = open_workspace(tmp_path / "store")
    path = paths.resources() / "demo" / "chengyu.json"
    audit = audits.import_document(ws, path.read_bytes(), path.name).audit
    for name, noise in (("a.jpg", 40), ("b.jpg", 70)):
        Image.effect_noise((640, 480), noise).convert("RGB").save(tmp_path / name, quality=90)
    assert len(evidence.add_files(ws, audit, [tmp_path / "a.jpg", tmp_path / "b.jpg"]).added) == 2
    ws.close()
    report = Report(open_window(audit), qtbot)
    first = report.pdf()
    report.area("opinion").setPlainText("")
    report.write("opinion", "two pictures")
    report.settled()
    fresh: list[bytes] = []
    report.window.runner.ask(report.page, lambda ws: reports.render(ws, audit), fresh.append)
    qtbot.waitUntil(lambda: bool(fresh), timeout=20_000)
    assert report.pdf() == fresh[0]
    assert report.pdf() != first


def test_part_leads_to_its_page(sample: Callable[[str], Report]) -> None:
    report = sample("chengyu")
    listed = report.page.parts.list
    place = next(row for row, part in enumerate(listed.parts()) if part.id == "opinion")
    page = listed.parts()[place].page
    assert page
    rect = listed.visualRect(listed.model().index(place, 0))
    report.qtbot.mouseClick(listed.viewport(), LEFT, pos=rect.center())
    assert report.page.preview.sheets.page() == page


def test_zoom_by_keys(sample: Callable[[str], Report]) -> None:
    report = sample("chengyu")
    sheets = report.page.preview.sheets
    fitted = sheets.percent()
    report.page.parts.list.setFocus()
    report.key(Qt.Key.Key_Plus, modifier=CONTROL)
    assert sheets.percent() > fitted
    report.settled()
    report.key(Qt.Key.Key_0, modifier=CONTROL)
    assert sheets.percent() == fitted


def test_pages_are_painted_in_the_pixels_of_the_screen(sample: Callable[[str], Report]) -> None:
    report = sample("chengyu")
    sheets = report.page.preview.sheets
    picture = sheets._pictures[0]
    assert abs(picture.width() - sheets._rects[0].width() * sheets.devicePixelRatioF()) <= 1
    image = picture.toImage()
    dark = sum(image.pixelColor(x, y).lightness() < 128 for x in range(0, image.width(), 3) for y in range(0, image.height(), 3))
    assert dark > 100, "the page is blank"


def test_client_copy_does_not_print_the_visitor(begun: Callable[..., Report]) -> None:
    visit = {"id": "v1", "visitor": "Ouyang Mingyue", "visitor_alias": "A", "findings": "seen by Ouyang Mingyue", "site": "shop"}
    report = begun("ctc", **INITIAL, visits=[visit])
    assert "Ouyang" in report.printed()
    copy = report.page.preview.copy
    report.qtbot.mouseClick(copy, LEFT, pos=copy.rect_of(1).center())
    report.qtbot.waitUntil(lambda: "Ouyang" not in report.printed(), timeout=20_000)
    report.settled()
    report.key(Qt.Key.Key_F7)
    report.qtbot.waitUntil(lambda: "Ouyang" in report.printed(), timeout=20_000)
    assert copy.selected() == "own"


def test_every_kind_of_report_can_be_chosen(sample: Callable[[str], Report]) -> None:
    report = sample("qian")
    pills = report.page.parts.kinds()
    assert list(pills) == [kind for kind, _title in reports.kinds(report.view)]
    for kind, pill in pills.items():
        report.qtbot.mouseClick(pill, LEFT)
        assert [name for name, one in pills.items() if one.isChecked()] == [kind]
        report.settled()
        assert report.page.parts.list.parts()
        assert report.page.parts.list.parts()[0].title
    report.qtbot.mouseClick(pills["photos"], LEFT)
    report.settled()
    assert "照片与证据" in report.printed()


def test_unverified_numbers_are_said(sample: Callable[[str], Report]) -> None:
    report = sample("qian")
    notice = report.page.work.drafts_only
    assert notice.isVisible()
    assert f"等 {len(report.view.grade.unverified)} 处" in words_in(notice)


def test_nothing_unverified_needs_no_warning(sample: Callable[[str], Report]) -> None:
    assert not sample("chengyu").page.work.drafts_only.isVisible()


def test_conclusion_is_one_that_the_grade_allows(sample: Callable[[str], Report]) -> None:
    report = sample("chengyu")
    part = report.page.work.conclusion
    assert [card.text for card in part.cards.cards()] == [option.text for option in report.view.grade.outcomes]
    assert "与评定相符" in words_in(part.agrees)
    # The auditor's own words stay when the outcome is chosen again.
    kept = report.document.conclusion
    assert kept is not None
    report.qtbot.mouseClick(part.clear, LEFT)
    report.qtbot.waitUntil(lambda: report.document.conclusion is None)
    assert not part.agrees.isVisible()
    report.qtbot.mouseClick(part.cards, LEFT, pos=part.cards.rect_of(0).center())
    report.qtbot.waitUntil(lambda: report.document.conclusion is not None)
    chosen = report.document.conclusion
    assert chosen is not None
    assert chosen.kind == kept.kind
    part.focus("text")
    report.qtbot.keyClicks(part.entries["text"].field, "three stars")
    report.key(Qt.Key.Key_Return, modifier=CONTROL)
    report.qtbot.waitUntil(lambda: report.document.conclusion is not None and report.document.conclusion.text == "three stars")


def test_conclusion_that_the_grade_does_not_allow_is_marked(sample: Callable[[str], Report]) -> None:
    report = sample("chengyu")
    audit = report.view.id
    report.window.runner.act(report.page, lambda ws: audits.set_fields(ws, audit, "conclusion", {"kind": "keep"}))
    part = report.page.work.conclusion
    report.qtbot.waitUntil(lambda: any(card.wrong for card in part.cards.cards()))
    wrong = next(card for card in part.cards.cards() if card.wrong)
    assert part.cards.selected() == wrong.id
    assert "与评定不符" in wrong.under
    assert not part.agrees.isVisible()


def test_conclusion_waits_for_the_grade(begun: Callable[..., Report]) -> None:
    report = begun("ctc", **INITIAL)
    part = report.page.work.conclusion
    assert f"还缺 {len(report.view.grade.missing)} 项" in words_in(part.waits)
    assert not part.cards.isVisible()
    report.qtbot.mouseClick(part.waits.findChildren(Button)[0], LEFT)
    assert report.frame.rail.item("score").isChecked()


def test_conclusion_asks_for_the_clients_request_where_the_scheme_does(begun: Callable[..., Report]) -> None:
    items = {"5.1": {"score": 34}, "5.2": {"score": 30}, "5.3": {"score": 20}}
    report = begun("ctc", **INITIAL, items=items, applied_for=4)
    assert report.view.grade.grade is not None
    part = report.page.work.conclusion
    place = next(row for row, card in enumerate(part.cards.cards()) if card.id.startswith("lower-level"))
    report.qtbot.mouseClick(part.cards, LEFT, pos=part.cards.rect_of(place).center())
    report.qtbot.waitUntil(lambda: report.document.conclusion is not None)
    assert part.entries["client_request"].isVisible()
    assert part.entries["client_request"].is_needed()
    assert "降级申请" in part.needs.text()


def says(report: Report, text: str) -> bool:
    return report.document.conclusion is not None and report.document.conclusion.text == text


def test_outcomes_of_one_kind_are_told_apart(begun: Callable[..., Report], tmp_path: Path) -> None:
    document = (paths.resources() / "demo" / "chengyu.json").read_bytes()
    ws = open_workspace(tmp_path / "store")
    audit = audits.import_document(ws, document, "chengyu.json").audit
    facts = {"months_since_accident": "2", "major_complaints": [{"months_ago": "3", "rectified": False}]}
    changed = audits.set_fields(ws, audit, "facts", facts).view
    ws.close()
    texts = [option.text for option in changed.grade.outcomes if option.kind == "suspend"]
    assert len(texts) == 2
    report = begun("ctc")
    report.window.open_audit(audit)
    report.qtbot.waitUntil(lambda: report.window.frame is not None and report.window.frame.view.id == audit)
    report = Report(report.window, report.qtbot)
    part = report.page.work.conclusion
    own = report.document.conclusion.text if report.document.conclusion else ""
    for text in texts:
        place = next(row for row, card in enumerate(part.cards.cards()) if card.text == text)
        report.page.work._see(part.cards)
        report.qtbot.mouseClick(part.cards, LEFT, pos=part.cards.rect_of(place).center())
        report.qtbot.waitUntil(partial(says, report, f"{text}。\n{own}"))
        assert part.cards.selected() == part.cards.cards()[place].id
        assert "与评定相符" in words_in(part.agrees)


def test_missing_samples_are_filled_in_where_they_are_measured(begun: Callable[..., Report]) -> None:
    report = begun("zhdh", **INITIAL)
    report.page.choose_kind("characteristics")
    report.qtbot.mouseClick(report.link("样本"), LEFT)
    page = report.frame.page()
    assert isinstance(page, MeasurementPage)
    assert page.mode() == "samples"
    report.qtbot.mouseClick(page.result.report, LEFT)
    assert report.frame.page() is report.page
    assert report.page.parts.kinds()["characteristics"].isChecked()


def test_long_names_fit(begun: Callable[..., Report]) -> None:
    name = "总部及客服中心与华东区域综合售后服务网点" * 4
    samples = [{"id": f"{n:03}", "characteristic": name, "site": name, "passed": True} for n in range(200)]
    report = begun("zhdh", audit={"kind": "initial", "scope": name}, client={"name": name}, samples=samples)
    assert report.page.work.width() <= report.page.work.maximumWidth()
    column = report.page.work.scrolled
    inside = column.widget()
    assert inside is not None
    assert inside.width() <= column.viewport().width()


def test_undo_brings_a_text_back(begun: Callable[..., Report]) -> None:
    report = begun("ctc", **INITIAL, report={"process": "first"})
    area = report.area("process")
    area.setFocus()
    area.selectAll()
    report.qtbot.keyClicks(area, "second")
    report.page.parts.list.setFocus()
    report.qtbot.waitUntil(lambda: report.document.report["process"] == "second")
    report.qtbot.keyClick(report.page.parts.list, Qt.Key.Key_Z, CONTROL)
    report.qtbot.waitUntil(lambda: area.value() == "first")


def test_texts_that_this_report_does_not_print_stay_in_sight(begun: Callable[..., Report]) -> None:
    report = begun("ctc", **INITIAL, report={"basics": "kept"})
    shown = report.page.work.narratives.shown()
    assert shown.index("basics") > shown.index("") > shown.index("opinion")
    assert report.area("basics").value() == "kept"


def accept(dialog: QFileDialog | None, path: Path) -> None:
    assert isinstance(dialog, QFileDialog)
    dialog.setDirectory(str(path.parent))
    dialog.selectFile(str(path))
    dialog.accept()


def test_export_writes_the_pdf_that_is_shown(sample: Callable[[str], Report], tmp_path: Path) -> None:
    report = sample("chengyu")
    report.page.parts.list.setFocus()
    report.key(Qt.Key.Key_E, modifier=CONTROL)
    dialog = report.page.exporting.dialog
    assert dialog is not None
    assert dialog.selectedFiles()[0].endswith(".pdf")
    path = tmp_path / "评价报告.pdf"
    accept(dialog, path)
    report.qtbot.waitUntil(report.page.work.exported.isVisible, timeout=20_000)
    assert path.read_bytes() == report.pdf()
    assert "评价报告.pdf" in report.page.work.exported.text()


def test_export_that_cannot_be_written_says_why(sample: Callable[[str], Report], tmp_path: Path) -> None:
    report = sample("chengyu")
    report.page.export_to(tmp_path / "no such folder" / "report.pdf")
    report.qtbot.waitUntil(report.page.work.refused.isVisible, timeout=20_000)
    assert "no such folder" in words_in(report.page.work.refused)
    assert report.page.work.export.isEnabled()


def test_scheme_without_a_report_still_has_a_checklist(begun: Callable[..., Report]) -> None:
    report = begun("gbt27922", **INITIAL)
    assert "audit" not in report.page.parts.kinds()
    # The checklist goes through the first-level indicators.
    assert [part.title[:3] for part in report.page.parts.list.parts()] == ["5.1", "5.2", "5.3"]
    assert "没有另列的必备内容" in words_in(report.page.work.missing)
    assert not report.page.work.conclusion.isVisible()


def test_a_score_changes_what_the_conclusion_may_be(begun: Callable[..., Report]) -> None:
    items = {"5.1": {"score": 38}, "5.2": {"score": 33}, "5.3": {"score": 24}}
    report = begun("ctc", **INITIAL, items=items, applied_for=4, conclusion={"kind": "recommend"})
    part = report.page.work.conclusion
    assert part.agrees.isVisible()
    audit = report.view.id
    report.window.runner.act(report.page, lambda ws: scoring.answer(ws, audit, "5.1", score=Decimal(1)))
    report.qtbot.waitUntil(lambda: any(card.wrong for card in part.cards.cards()))


@pytest.mark.parametrize("size", [(1280, 800), (1024, 640), (1920, 1080)])
def test_columns_hold_at_every_size(sample: Callable[[str], Report], size: tuple[int, int]) -> None:
    report = sample("qian")
    report.window.resize(*size)
    QApplication.processEvents()
    page = report.page
    assert page.parts.width() == 252
    assert 344 <= page.work.width() <= 482
    right = page.preview.mapTo(page, QPoint(page.preview.width(), 0)).x()
    assert right <= page.width()
    assert page.preview.width() > 200
    for button in (page.work.export, page.preview.before, page.preview.after, page.preview.scale):
        assert button.height() >= 32
