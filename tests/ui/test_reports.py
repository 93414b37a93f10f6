"""The reports and forms as a person uses them: what is missing and where it is filled in, texts, preview, export."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.actions import audits, evidence, reports
from desktop.actions import topics as actions_topics
from desktop.actions.opening import open_workspace
from desktop.base import paths
from desktop.domain.papers import paper_titles
from desktop.domain.topics import topics_asked
from desktop.ui.measurement.page import MeasurementPage
from desktop.ui.reports.nav import FOLD
from tests.ui import report_page
from tests.ui.report_page import CONTROL, LEFT, Open, Report, words_in


@pytest.fixture
def begun(open_window: Open, qtbot: QtBot, tmp_path: Path) -> Callable[..., Report]:
    """An audit of a scheme, with sections of a document; `begun("ctc", client={...})`."""
    return lambda scheme, **sections: report_page.begin(open_window, qtbot, tmp_path, scheme, **sections)


@pytest.fixture
def sample(open_window: Open, qtbot: QtBot, tmp_path: Path) -> Callable[[str], Report]:
    """One of the sample audits."""
    return lambda name: report_page.sample(open_window, qtbot, tmp_path, name)


INITIAL: dict[str, Any] = {"audit": {"kind": "initial"}}


def test_incomplete_report_says_what_is_missing_and_can_be_read(begun: Callable[..., Report]) -> None:
    report = begun("ctc", **INITIAL)
    assert report.page.work.missing.head.title.text() == "还缺 8 项"
    said = words_in(report.page.work.missing)
    assert "8.6.2 6)" in said
    assert "审查过程及各项要求情况" in said
    assert [part.is_there for part in report.page.nav.list.parts() if part.id] == [False] * 8
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
    assert report.page.work.missing.count() == 7
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
    report.page.nav.list.setFocus()
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
    listed = report.page.nav.list
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
    report.page.nav.list.setFocus()
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


def click(report: Report, key: str) -> None:
    listed = report.page.nav.list
    listed.see(key)
    report.qtbot.mouseClick(listed.viewport(), LEFT, pos=listed.visualRect(listed.index_of(key)).center())


def listed(report: Report, kind: str = "paper") -> list[str]:
    return [row.key for row in report.page.nav.list.rows() if row.kind == kind]


def test_every_report_and_form_that_holds_something_can_be_chosen(sample: Callable[[str], Report]) -> None:
    report = sample("qian")
    kinds = [kind for kind, _title in reports.kinds(report.view)]
    assert listed(report) == kinds
    assert len(kinds) > 16
    assert report.page.kind() == kinds[0]
    for kind in (*kinds[1:], kinds[0]):
        click(report, kind)
        assert report.page.kind() == kind
        assert [row.key for row in report.page.nav.list.rows() if row.kind == "paper" and row.chosen] == [kind]
        report.settled()
        assert report.page.nav.list.parts()[0].title
        assert report.page.preview.sheets.pages()
    click(report, "photos")
    report.settled()
    assert "照片与证据" in report.printed()


def test_forms_that_are_empty_are_folded_away_and_unfold(begun: Callable[..., Report]) -> None:
    report = begun("ctc", **INITIAL, communications=[{"id": "k1", "kind": "daily", "content": "当日情况"}])
    forms = list(paper_titles(report.view.scheme))
    assert [key for key in listed(report) if key in forms] == ["communications"]
    fold = next(row for row in report.page.nav.list.rows() if row.kind == "fold")
    assert f"{len(forms) - 1} 种" in fold.text
    report.page.nav.list.see(FOLD)
    report.page.nav.list.setFocus()
    report.key(Qt.Key.Key_Return)
    assert set(forms) <= set(listed(report))
    # A form without content is previewed too: an empty sheet to write on.
    click(report, "termination")
    report.settled()
    assert "审查没有提前终止" in report.printed()
    report.page.nav.list.see(FOLD)
    report.key(Qt.Key.Key_Space)
    assert [key for key in listed(report) if key in forms] == ["communications", "termination"], "the one at hand stays in sight"


def test_papers_are_gone_through_by_keys(sample: Callable[[str], Report]) -> None:
    report = sample("chengyu")
    order = listed(report)
    report.page.nav.list.setFocus()
    report.key(Qt.Key.Key_PageDown, modifier=CONTROL)
    assert report.page.kind() == order[1]
    report.key(Qt.Key.Key_PageUp, modifier=CONTROL)
    report.key(Qt.Key.Key_PageUp, modifier=CONTROL)
    assert report.page.kind() == order[-1]
    # Arrows move without laying anything out, Enter opens.
    report.page.nav.list.set_current(order[2])
    assert report.page.kind() == order[-1]
    report.key(Qt.Key.Key_Return)
    assert report.page.kind() == order[2]


def test_the_paper_at_hand_puts_its_parts_away(sample: Callable[[str], Report]) -> None:
    report = sample("chengyu")
    assert listed(report, "part")
    click(report, "audit")
    assert not listed(report, "part")
    assert report.page.kind() == "audit"
    click(report, "audit")
    assert listed(report, "part")


def test_a_form_leads_to_where_it_is_filled_in(sample: Callable[[str], Report]) -> None:
    report = sample("qian")
    click(report, "findings")
    assert "审查发现一览表" in words_in(report.page.work.form)
    assert not report.page.work.missing.isVisible()
    report.qtbot.mouseClick(report.page.work.form.fill, LEFT)
    assert report.frame.rail.item("findings").isChecked()


def test_topics_count_as_one_chapter(begun: Callable[..., Report]) -> None:
    report = begun("ctc", **INITIAL)
    line = next(lack for lack in report.page.work.missing.lacks() if "必查内容" in lack.title)
    assert line.needs[0][0] == "6 项没有写"
    assert report.part("topics").is_there is False
    topics = [point.id for point in topics_asked(report.view.scheme, report.document)]
    report.act(lambda ws, audit: [actions_topics.answer(ws, audit, key, found="已查。") for key in topics][-1])
    report.qtbot.waitUntil(lambda: report.part("topics").is_there is True)
    report.settled()
    assert report.part("topics").page is not None


def test_everything_is_exported_into_a_folder(sample: Callable[[str], Report], tmp_path: Path) -> None:
    report = sample("qian")
    report.key(Qt.Key.Key_E, modifier=CONTROL | Qt.KeyboardModifier.ShiftModifier)
    dialog = report.page.exporting_all.dialog
    assert isinstance(dialog, QFileDialog)
    place = tmp_path / "打印"
    place.mkdir()
    dialog.setDirectory(str(place.parent))
    dialog.selectFile(str(place))
    dialog.accept()
    report.qtbot.waitUntil(report.page.work.exported.isVisible, timeout=60_000)
    (folder,) = place.iterdir()
    files = sorted(folder.iterdir())
    titles = [title for _kind, title in reports.kinds(report.view)]
    assert [path.name for path in files] == [f"{at:02d} {title}.pdf" for at, title in enumerate(titles, 1)]
    assert all(path.read_bytes().startswith(b"%PDF-") for path in files)
    assert f"{len(files)} 份" in report.page.work.exported.text()
    assert report.page.nav.export_all.isEnabled()


def test_an_export_that_is_stopped_leaves_nothing(sample: Callable[[str], Report], tmp_path: Path) -> None:
    report = sample("qian")
    busy: list[bool] = []
    report.page.exporting_all.busy.connect(busy.append)
    report.page.exporting_all.write(tmp_path / "全部", client_copy=True)
    report.qtbot.waitUntil(lambda: (tmp_path / "全部").is_dir() and bool(report.window.runner._works), timeout=20_000)
    report.page.exporting_all.cancel()
    report.qtbot.waitUntil(lambda: busy == [True, False], timeout=60_000)
    assert not (tmp_path / "全部").exists()


def test_unverified_numbers_are_said(sample: Callable[[str], Report]) -> None:
    report = sample("qian")
    notice = report.page.work.drafts_only
    assert notice.isVisible()
    assert f"等 {len(report.view.grade.unverified)} 处" in words_in(notice)


def test_nothing_unverified_needs_no_warning(sample: Callable[[str], Report]) -> None:
    assert not sample("chengyu").page.work.drafts_only.isVisible()


def test_missing_samples_are_filled_in_where_they_are_measured(begun: Callable[..., Report]) -> None:
    report = begun("zhdh", **INITIAL)
    report.page.choose_kind("characteristics")
    report.qtbot.mouseClick(report.link("样本"), LEFT)
    page = report.frame.page()
    assert isinstance(page, MeasurementPage)
    assert page.mode() == "samples"
    report.page.choose_kind("audit")
    report.qtbot.mouseClick(page.result.report, LEFT)
    assert report.frame.page() is report.whole
    assert report.page.kind() == "characteristics"


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
    report.page.nav.list.setFocus()
    report.qtbot.waitUntil(lambda: report.document.report["process"] == "second")
    report.qtbot.keyClick(report.page.nav.list, Qt.Key.Key_Z, CONTROL)
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
    report.page.nav.list.setFocus()
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
    assert "audit" not in listed(report)
    # The checklist goes through the first-level indicators.
    assert [part.title[:3] for part in report.page.nav.list.parts()] == ["5.1", "5.2", "5.3"]
    assert "没有另列的必备内容" in words_in(report.page.work.missing)
    assert not report.page.work.conclusion.isVisible()


@pytest.mark.parametrize("size", [(1280, 800), (1024, 640), (1920, 1080)])
def test_columns_hold_at_every_size(sample: Callable[[str], Report], size: tuple[int, int]) -> None:
    report = sample("qian")
    report.window.resize(*size)
    QApplication.processEvents()
    page = report.page
    assert page.nav.width() == 264
    assert 344 <= page.work.width() <= 482
    right = page.preview.mapTo(page, QPoint(page.preview.width(), 0)).x()
    assert right <= page.width()
    assert page.preview.width() > 200
    for button in (page.work.export, page.preview.before, page.preview.after, page.preview.scale):
        assert button.height() >= 32
