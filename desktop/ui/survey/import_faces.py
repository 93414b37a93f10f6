"""A table before it is taken in, from four sides: its columns, its options, its first rows, the rows that cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.survey_table import letter
from desktop.ui.survey.import_lists import ColumnsList, LabelsList
from desktop.ui.survey.plain_table import PlainTable, TableColumn, TableRow
from desktop.ui.widgets.rows import Segment, SegmentedRow

if TYPE_CHECKING:
    from desktop.domain.scheme import Survey
    from desktop.domain.survey_mapping import Mapping
    from desktop.domain.survey_preview import Preview
    from desktop.domain.survey_rows import RefusedRow


class ImportFaces(QWidget):
    """`columns` and `labels` say what was changed in them."""

    def __init__(self) -> None:
        super().__init__()
        self.tabs = SegmentedRow(name=_("导入前核对"))
        self.columns, self.labels = ColumnsList(), LabelsList()
        self.first, self.refused = PlainTable(name=_("前几行")), PlainTable(name=_("不能读入的行"))
        self._pages = QStackedWidget()
        self._faces: dict[str, QWidget] = {
            "columns": self.columns, "labels": self.labels, "first": self.first, "refused": self.refused,
        }  # fmt: skip
        for face in self._faces.values():
            self._pages.addWidget(face)
        self.tabs.chosen.connect(self.show_face)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.tabs)
        column.addWidget(self._pages, 1)

    def face(self) -> str:
        """Which of columns, labels, first and refused is seen."""
        return next(name for name, face in self._faces.items() if face is self._pages.currentWidget())

    def show_face(self, name: str) -> None:
        """Bring one of them to the front."""
        self._pages.setCurrentWidget(self._faces[name])
        self.tabs.select(name)

    def show_table(self, looks: Preview, mapping: Mapping, form: Survey, words: dict[str, str], refused: Sequence[RefusedRow]) -> None:
        """Another table, or the same read another way. `words`: what each target of a column is called."""
        self.columns.show_columns(looks.columns, mapping, [question.id for question in form.questions], words)
        self.labels.show_said(looks.said, form.scale)
        names = [words.get(mapping.columns[title].partition("=")[0], title) for title in looks.mapped]
        self.first.set_table(
            [TableColumn(_("行"), 56), *(TableColumn(name, 96) for name in names)],
            [TableRow((str(row.row), *row.cells), frozenset(place + 1 for place in row.wrong)) for row in looks.rows],
        )
        self._show_refused(refused)
        self.tabs.show()
        unknown = sum(1 for one in looks.said if not one.known)
        tabs = {
            "columns": _("列对应"),
            "labels": _("选项分值，{n} 个不认识").format(n=unknown) if unknown else _("选项分值"),
            "first": _("前几行"),
            "refused": _("不能读入 {n} 行").format(n=len(refused)) if refused else _("不能读入"),
        }
        self.tabs.set_segments([Segment(name, word) for name, word in tabs.items()], self.face())

    def show_only_refused(self, refused: Sequence[RefusedRow]) -> None:
        """The rest was taken in."""
        self._show_refused(refused)
        self.show_face("refused")
        self.tabs.hide()

    def _show_refused(self, refused: Sequence[RefusedRow]) -> None:
        columns = (TableColumn(_("行"), 64), TableColumn(_("列"), 64), TableColumn(_("列名"), 300), TableColumn(_("内容"), 160))
        rows = [
            TableRow((str(row.row), letter(row.column) if row.column else "–", row.title, row.value, row.reason), frozenset((4,)))
            for row in refused
        ]
        self.refused.set_table((*columns, TableColumn(_("原因"), 320)), rows)
