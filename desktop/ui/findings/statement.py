"""The statement of a finding: running text beside the rule it stands under; words that hint at cause or solution are underlined."""

from __future__ import annotations

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget

from desktop.base.words import _
from desktop.domain.wording import Hint, hints
from desktop.ui import theme
from desktop.ui.findings.words import seen
from desktop.ui.widgets.fields import TextArea
from desktop.ui.widgets.forms import Entry
from desktop.ui.widgets.text import Label

MOST_WORDS = 4


def rule_note(clause: str | None) -> str:
    """The rule for the wording, with its clause where the scheme states one."""
    return seen(_("只陈述事实，不提示原因和解决办法"), clause)


def hint_sentence(found: tuple[Hint, ...]) -> str:
    """A gentle doubt about the words found; empty when there are none."""
    parts = []
    for kind, what in (("cause", _("像在说原因")), ("solution", _("像在说解决办法"))):
        words = list(dict.fromkeys(hint.text for hint in found if hint.kind == kind))[:MOST_WORDS]
        if words:
            parts.append(_("“{words}”{what}").format(words="”“".join(words), what=what))
    return _("{parts}，请核对。").format(parts="，".join(parts)) if parts else ""


class Statement(QWidget):
    """`field` is the TextArea, `say` shows a refusal."""

    def __init__(self, clause: str | None) -> None:
        super().__init__()
        self.field = TextArea(lines=2, hint=_("何处、何时、何事，与要求差在哪里"))
        self.entry = Entry(_("陈述"), self.field, note=rule_note(clause))
        self.say = self.entry.say
        self.doubt = Label("", size=12, role="open", wrap=True)
        self.doubt.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.entry)
        column.addWidget(self.doubt)
        self._doubted = True
        self._marked: tuple[Hint, ...] = ()
        self.field.textChanged.connect(self._mark)
        theme.notifier().changed.connect(self._paint_marks)

    def set_doubted(self, doubted: bool) -> None:
        """Whether the rule counts for this kind of finding: an improvement may well say what could be done."""
        if doubted != self._doubted:
            self._doubted = doubted
            self.entry.note.setVisible(doubted)
            self._mark()

    def _mark(self) -> None:
        found = hints(self.field.value()) if self._doubted else ()
        said = hint_sentence(found)
        self.doubt.setText(said)
        self.doubt.setVisible(bool(said))
        if found != self._marked:
            self._marked = found
            self._paint_marks()

    def marked(self) -> list[str]:
        """The words that are underlined."""
        return [selection.cursor.selectedText() for selection in self.field.extraSelections()]

    def _paint_marks(self) -> None:
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        look.setUnderlineColor(theme.current().open_m)
        marks = []
        for hint in self._marked:
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.field.document())
            # Places in the text are signs; those of the document are units of UTF-16.
            before = _units(self.field.value()[: hint.start])
            cursor.setPosition(before)
            cursor.setPosition(before + _units(hint.text), QTextCursor.MoveMode.KeepAnchor)
            mark.cursor, mark.format = cursor, look
            marks.append(mark)
        self.field.setExtraSelections(marks)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
