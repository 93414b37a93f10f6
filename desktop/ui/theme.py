"""The look of the window: colour tokens, light and dark, as Fusion palette and a small style sheet; says when it changes."""

from __future__ import annotations

from typing import Literal, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

Mode = Literal["light", "dark"]
Role = Literal[
    "window", "rail", "surface", "sunken", "hover", "line", "line2", "edge", "track", "text", "text2", "text3",
    "accent", "accent_hover", "onacc", "tint", "tint2", "wrong", "wrong_t", "open", "open_m", "open_t",
]  # fmt: skip

GRID = 8
RADIUS = 6
SMALL_RADIUS = 4


class Tokens(NamedTuple):
    """One colour for each role; the contrasts between them are computed and tested."""

    window: QColor  # page ground
    rail: QColor  # left rail, status bar, preview desk
    surface: QColor  # cards, panes, inputs
    sunken: QColor  # control box, table head
    hover: QColor
    line: QColor  # hairlines; divides only
    line2: QColor  # button border, empty star; divides only
    edge: QColor  # input border, empty glyph: must be seen
    track: QColor  # empty part of a bar
    text: QColor
    text2: QColor
    text3: QColor  # the palest text allowed
    accent: QColor
    accent_hover: QColor
    onacc: QColor  # text on accent
    tint: QColor  # selection ground
    tint2: QColor  # second bar; never under accent text
    wrong: QColor
    wrong_t: QColor
    open: QColor  # unverified or open: text
    open_m: QColor  # the same: mark, border
    open_t: QColor  # the same: ground

    def color(self, role: Role) -> QColor:
        """The colour of a role given by name."""
        found: QColor = getattr(self, role)
        return found


def _tokens(words: str) -> Tokens:
    return Tokens._make(QColor(word) for word in words.split())


LIGHT = _tokens(
    "#F3F4F6 #ECEEF1 #FFFFFF #F7F8FA #F0F2F5 #E1E4E9 #C3C8D0 #848B96 #E3E6EB #1B1F24 #4E5661 #646C78"
    " #275E9B #1F4E83 #FFFFFF #E6EEF7 #C7D9EC #B3261E #FBEDEB #855300 #BF7A08 #FDF3DC"
)
DARK = _tokens(
    "#14161A #191C20 #1E2126 #191C20 #272B31 #2E333B #454C57 #7A828E #33383F #E5E8EC #B4BBC5 #969EAA"
    " #85B4EA #A3C7F1 #0F1A27 #22324A #34506F #F2938A #3A2322 #E6B855 #D9A436 #352B17"
)


class _Notifier(QObject):
    changed = Signal()


_mode: Mode = "light"
_notifier: _Notifier | None = None


def current() -> Tokens:
    """The tokens to paint with now; ask at paint time, keep nothing."""
    return DARK if _mode == "dark" else LIGHT


def mode() -> Mode:
    """Whether the window is light or dark."""
    return _mode


def notifier() -> _Notifier:
    """`notifier().changed` is emitted after the look has changed; painted widgets need not listen, they are repainted."""
    global _notifier
    if _notifier is None:
        _notifier = _Notifier()
    return _notifier


def apply(app: QApplication, to: Mode) -> None:
    """Give the whole application this look; its style is Fusion from the start (see desktop/app.py)."""
    global _mode
    _mode = to
    app.setPalette(_palette(current()))
    app.setStyleSheet(_sheet(current()))
    notifier().changed.emit()


def _palette(t: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for where, colour in (
        (role.Window, t.window), (role.WindowText, t.text), (role.Base, t.surface), (role.AlternateBase, t.sunken), (role.Text, t.text),
        (role.Button, t.surface), (role.ButtonText, t.text), (role.BrightText, t.onacc), (role.Highlight, t.accent),
        (role.HighlightedText, t.onacc), (role.ToolTipBase, t.text), (role.ToolTipText, t.surface), (role.PlaceholderText, t.text3),
        (role.Link, t.accent), (role.LinkVisited, t.accent), (role.Light, t.surface), (role.Midlight, t.hover), (role.Mid, t.line),
        (role.Dark, t.line2), (role.Shadow, t.line2), (role.Accent, t.accent),
    ):  # fmt: skip
        palette.setColor(where, colour)
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, t.text3)
    return palette


def _sheet(t: Tokens) -> str:
    """Frames, fields, scroll bars, menus and tool tips only; labels and rows are painted."""
    c = {name: colour.name() for name, colour in zip(Tokens._fields, t, strict=True)}
    return f"""
QToolTip {{ background: {c["text"]}; color: {c["surface"]}; border: 0; padding: 5px 8px; }}
QMenu {{ background: {c["surface"]}; border: 1px solid {c["line2"]}; padding: 4px; }}
QMenu::item {{ padding: 7px 24px 7px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {c["tint"]}; color: {c["text"]}; }}
QMenu::item:disabled {{ color: {c["text3"]}; }}
QLineEdit, QPlainTextEdit, QComboBox {{
  background: {c["surface"]}; border: 1px solid {c["edge"]}; border-radius: 6px;
  selection-background-color: {c["accent"]}; selection-color: {c["onacc"]};
}}
QLineEdit {{ padding: 0 9px; }}
QLineEdit:focus {{ border: 2px solid {c["accent"]}; padding: 0 8px; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] {{ border-color: {c["wrong"]}; }}
QLineEdit:read-only, QLineEdit:disabled, QPlainTextEdit:disabled {{ background: {c["sunken"]}; border-color: {c["line2"]}; }}
QPlainTextEdit {{ padding: 5px 5px; }}
QPlainTextEdit:focus {{ border: 2px solid {c["accent"]}; padding: 4px 4px; }}
QComboBox {{ padding: 0 9px; }}
QComboBox:focus, QComboBox:on {{ border: 2px solid {c["accent"]}; padding: 0 8px; }}
QComboBox:disabled {{ background: {c["sunken"]}; border-color: {c["line2"]}; }}
QComboBox::drop-down {{ border: 0; width: 28px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{
  background: {c["surface"]}; border: 1px solid {c["line2"]}; outline: 0; padding: 4px;
  selection-background-color: {c["tint"]}; selection-color: {c["text"]};
}}
QAbstractItemView {{ background: {c["surface"]}; border: 0; outline: 0; }}
QScrollArea {{ background: transparent; border: 0; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {c["line2"]}; border-radius: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; margin: 2px 3px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; margin: 3px 2px; }}
QScrollBar::handle:hover {{ background: {c["edge"]}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: {c["line"]}; }}
"""
