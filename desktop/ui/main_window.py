"""The window: the start page, or an audit's workspace, over one status bar; look, place and keys that are the same everywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop.base import memory
from desktop.base.words import _
from desktop.ui import theme
from desktop.ui.audits.start_page import StartPage
from desktop.ui.page import KeyHint, StepSpec
from desktop.ui.runner import Runner
from desktop.ui.shell.status_bar import StatusBar
from desktop.ui.widgets.rail import Tools
from desktop.ui.window_state import WindowState

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Workspace
    from desktop.store.listing import AuditRow
    from desktop.ui.shell.audit_frame import AuditFrame
    from desktop.ui.shell.key_sheet import KeySheet


# Milliseconds until the first page has been painted and has taken the first key.
_SETTLED = 40


class MainWindow(QMainWindow):
    """`reopen(passphrase)` gives another way to open the store; `audit` is opened as soon as the store is."""

    def __init__(
        self,
        runner: Runner,
        state: WindowState,
        steps: Callable[[], Sequence[StepSpec]],
        *,
        samples: Sequence[Path] = (),
        reopen: Callable[[str], Callable[[], Workspace]] | None = None,
        audit: str | None = None,
    ) -> None:
        super().__init__()
        self.runner = runner
        self._state = state
        self._steps = steps
        self._reopen = reopen
        self._wanted = audit
        self._sheet: KeySheet | None = None
        self.frame: AuditFrame | None = None
        self.setWindowTitle(_("售后服务认证审查"))
        self.setMinimumSize(1024, 640)
        self.start = StartPage(runner, list(samples))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.start)
        self.status = StatusBar()
        inside = self._inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stack, 1)
        column.addWidget(self.status)
        self.setCentralWidget(inside)

        self.start.opened.connect(self.open_audit)
        self.start.keys_changed.connect(self._show_keys)
        self.start.tried.connect(self._try)
        self._use_tools(self.start.rail.tools)
        runner.early.connect(self._early)
        runner.opened.connect(self._opened)
        runner.not_opened.connect(self.start.show_not_open)
        runner.work_started.connect(self.status.watch)
        runner.refused.connect(self._refused)
        self._shortcut("F1", self.show_keys)
        self._shortcut("Ctrl+Shift+L", self.switch_theme)
        state.place(self)

    def _shortcut(self, keys: str, does: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(does)

    def _use_tools(self, tools: Tools) -> None:
        tools.keys_wanted.connect(self.show_keys)
        tools.theme_wanted.connect(self.switch_theme)

    def sizeHint(self) -> QSize:
        return QSize(1280, 800)

    # Opening

    def _early(self, rows: list[AuditRow]) -> None:
        if not self._wanted:
            self.start.show_rows(rows)
        # After the painting that showing the rows has asked for: what is still to be loaded must not slow it down.
        QTimer.singleShot(_SETTLED, self.runner.early_is_shown)

    def _opened(self) -> None:
        if self._wanted:
            self.open_audit(self._wanted)
            self._wanted = None
        else:
            # Texts that a crash left behind may have become part of an audit.
            self.start.catch_up()

    def _try(self, passphrase: str) -> None:
        if passphrase and self._reopen is not None:
            self.runner.open_with(self._reopen(passphrase))
        else:
            self.runner.start()

    def open_audit(self, audit: str) -> None:
        """Open an audit's workspace."""
        self.runner.ask(self, lambda ws: ws.audit(audit), self._show_audit, self._not_found)

    def _not_found(self, sentence: str) -> None:
        self.start.refresh()
        self._refused(sentence)

    def _show_audit(self, view: AuditView) -> None:
        from desktop.ui.shell.audit_frame import AuditFrame

        self._drop_frame()
        frame = AuditFrame(self.runner, view, self._steps())
        frame.closed.connect(self.close_audit)
        frame.audit_wanted.connect(self.open_audit)
        frame.keys_changed.connect(self._show_keys)
        self._use_tools(frame.rail.tools)
        self.frame = frame
        self.stack.addWidget(frame)
        self.stack.setCurrentWidget(frame)
        frame.focus_page()
        self.setWindowTitle(_("{client}·售后服务认证审查").format(client=view.document.client.name or _("未填写客户")))
        self._show_keys()

    def close_audit(self) -> None:
        """Back to the list."""
        self.stack.setCurrentWidget(self.start)
        self._drop_frame()
        self.setWindowTitle(_("售后服务认证审查"))
        self.start.refresh()
        self._show_keys()

    def _drop_frame(self) -> None:
        if self.frame is not None:
            self.frame.leave()
            self.stack.removeWidget(self.frame)
            self.frame.deleteLater()
            self.frame = None
            memory.release()

    # The same everywhere

    def switch_theme(self) -> None:
        """Light to dark or back; remembered."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, "light" if theme.mode() == "dark" else "dark")
            self._state.keep_mode()

    def _show_keys(self) -> None:
        self.status.keys.set_hints(self.frame.keys() if self.frame is not None else self.start.keys())

    def show_keys(self) -> None:
        """The sheet of all keys, or take it away."""
        if self._sheet is not None:
            self._sheet.close_sheet()
            return
        from desktop.ui.shell.key_sheet import KeySheet

        groups = self.frame.all_keys() if self.frame is not None else self.start.all_keys()
        groups.append((_("窗口"), (KeyHint(("Ctrl", "Shift", "L"), _("浅色或深色")), KeyHint(("F1",), _("全部按键")))))
        sheet = KeySheet(groups, self._inside)
        sheet.closed.connect(self._sheet_closed)
        self._sheet = sheet

    def _sheet_closed(self) -> None:
        self._sheet = None

    def _refused(self, sentence: str) -> None:
        if self.frame is None:
            self.start.say(sentence)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.frame is not None:
            self.frame.leave()
        self._state.keep(self)
        super().closeEvent(event)
