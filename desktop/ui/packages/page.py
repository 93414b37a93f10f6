"""The step send: what a package holds, writing one, checking and opening others. Nothing leaves this computer by itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from desktop.actions import package_contents, packages
from desktop.actions.package_contents import PackageContents, grouped
from desktop.base import clock
from desktop.base.words import _
from desktop.ui import amounts, dialogs, package_files
from desktop.ui.packages import session
from desktop.ui.packages.contents import ContentsCard
from desktop.ui.packages.progress import ProgressCard
from desktop.ui.packages.results import ResultCard
from desktop.ui.packages.session import WrittenHere
from desktop.ui.packages.side import SidePane
from desktop.ui.packages.writing import Writing
from desktop.ui.page import Context, KeyHint, Page
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.notices import Notice
from desktop.ui.widgets.scroll import ScrollColumn
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.packages import Imported
    from desktop.actions.workspace import AuditView
    from desktop.package.check import Verified


class SendPage(Page):
    """See the module."""

    keys: ClassVar[tuple[KeyHint, ...]] = (
        KeyHint(("Ctrl", "Shift", "S"), _("写出数据包")),
        KeyHint(("Ctrl", "O"), _("打开")),
        KeyHint(("Ctrl", "Shift", "O"), _("校验")),
        KeyHint(("Esc",), _("取消写出")),
    )

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(context, view)
        self._contents: PackageContents | None = None
        self._writing: Writing | None = None
        self._dialog: QFileDialog | None = None
        self._result: ResultCard | None = None
        self.write = Button(_("写出数据包"), kind="primary", icon="download", key="Ctrl Shift S")
        self.write.clicked.connect(self.choose_place)
        self.lost = Notice(title=_("缺少证据原件，不能写出"), fix=_("去证据"))
        self.lost.hide()
        self.lost.fixed.connect(lambda: context.shell.go("evidence"))
        self.incomplete = Notice(variant="open", title=_("评定还没有完成"), fix=_("去评分"))
        self.incomplete.fixed.connect(lambda: context.shell.go("score"))
        self.table = ContentsCard()
        self.progress = ProgressCard()
        self.progress.hide()
        self.progress.cancelled.connect(self._cancelled)
        self.side = SidePane()
        self.side.open_wanted.connect(self.choose_opened)
        self.side.check_wanted.connect(self.choose_checked)

        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label(_("打包上报"), size=20, weight=700))
        head.addWidget(Label(_("写成一个签名的文件，由你交给总部"), role="text2", elide=True), 1)
        head.addWidget(self.write)
        self.scroll_ = ScrollColumn(margins=(24, 14, 24, 24), spacing=10)
        self.scroll_.body.addLayout(head)
        for widget in (self.lost, self.incomplete, self.table, self.progress):
            self.scroll_.body.addWidget(widget)
        self._results = QVBoxLayout()
        self.scroll_.body.addLayout(self._results)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.scroll_, 1)
        row.addWidget(self.side)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for keys, does in (
            ("Ctrl+Shift+S", self.choose_place),
            ("Ctrl+O", self.choose_opened),
            ("Ctrl+Shift+O", self.choose_checked),
            ("Esc", self._escape),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)
        self.side.show_written(session.written(context.runner, context.audit))
        self._show()

    # What is shown

    def refresh(self, view: AuditView) -> None:
        super().refresh(view)
        self._show()

    def _show(self) -> None:
        grade, view, audit = self.view.grade, self.view, self.context.audit
        said = _("还缺 {n} 项。数据包照样写出，里面写明未评定。").format(n=len(grade.missing))
        self.incomplete.say("" if grade.complete else said)
        self._show_busy()

        def show(contents: PackageContents) -> None:
            self._contents = contents
            self.table.show_contents(view, contents)
            self.side.show_signer(contents)
            self.lost.say(_lost(contents.lost))
            self._show_busy()

        self.context.runner.ask(self, lambda ws: package_contents.package_contents(ws, audit), show)

    def _show_busy(self) -> None:
        self.write.setEnabled(self._writing is None and self._contents is not None and not self._contents.lost)

    # Writing

    def choose_place(self) -> None:
        """Ask where the package goes."""
        if self.write.isEnabled():
            name = packages.written_name(self.view)
            self._dialog = dialogs.ask_save(self, _("写出数据包"), name, _("数据包 (*.zip)"), "zip", self.write_to)

    def write_to(self, path: Path) -> None:
        """Write the package and read it back."""
        if self._writing is not None:
            return
        self._show_result(None)
        writing = self._writing = Writing(self.context, path, self)
        writing.going.connect(self.progress.follow)
        writing.written.connect(self._written)
        writing.failed.connect(self._not_written)
        writing.given_up.connect(self._given_up)
        self.progress.begin(path.name)
        self.progress.cancel.setFocus()
        self._show_busy()
        writing.start()

    def _end(self) -> None:
        if self._writing is not None:
            self._writing.deleteLater()
        self._writing = None
        had_focus = self.progress.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else True
        self.progress.end()
        self._show_busy()
        if had_focus and self.isVisible():
            self.write.setFocus()

    def _written(self, package: WrittenHere) -> None:
        self._end()
        session.note(self.context.runner, self.context.audit, package)
        self.side.show_written(session.written(self.context.runner, self.context.audit))
        pairs = (
            (_("文件"), str(package.path)),
            (_("大小"), _("{size}，{n} 个文件").format(size=amounts.size(package.size), n=package.files)),
            (_("内容指纹"), grouped(package.digest)),
        )
        if package.checked:
            self._show_result(ResultCard(_("已写出，读回校验通过"), pairs=pairs))
        else:
            self._show_result(ResultCard(_("已写出，没有读回校验"), pairs=pairs, variant="open", icon="diamond"))

    def _not_written(self, sentence: str) -> None:
        self._end()
        self._show_result(ResultCard(_("没有写出数据包"), sentence, variant="wrong", icon="warning"))

    def _given_up(self) -> None:
        self._end()
        self.context.shell.toast(_("已取消，没有写出数据包"))

    def _cancelled(self) -> None:
        if self._writing is not None:
            self._writing.cancel()

    def _escape(self) -> None:
        if self._writing is not None and self.progress.cancel.isEnabled():
            self.progress.cancel.click()

    def _show_result(self, card: ResultCard | None) -> None:
        if self._result is not None:
            self._results.removeWidget(self._result)
            self._result.hide()
            self._result.deleteLater()
        self._result = card
        if card is not None:
            card.closed.connect(lambda: self._show_result(None))
            self._results.addWidget(card)

    def result(self) -> ResultCard | None:
        """What came of the last writing."""
        return self._result

    # Packages from elsewhere

    def choose_opened(self) -> None:
        """Ask for a package to take in."""
        if self.side.open.isEnabled():
            self._dialog = package_files.choose_package(self, _("打开数据包"), self.open_package)

    def open_package(self, path: Path) -> None:
        """Take a package in."""
        self.side.set_busy(True)
        self.side.show_result(None)

        def done(imported: Imported) -> None:
            self.side.set_busy(False)
            here = imported.audit == self.context.audit
            pairs = () if here else ((_("在哪里"), _("另一次审查，在“全部审查”中打开")),)
            variant, icon = ("plain", "check") if imported.same_grade else ("open", "diamond")
            self.side.show_result(
                ResultCard(_("已打开 {name}").format(name=path.name), package_files.told(imported), pairs, variant=variant, icon=icon)  # type: ignore[arg-type] # one of the variants
            )

        def failed(sentence: str) -> None:
            self.side.set_busy(False)
            self.side.show_result(_refused(path, sentence))

        package_files.open_package(self.context.runner, self, path, done, failed)

    def choose_checked(self) -> None:
        """Ask for a package to check."""
        if self.side.check.isEnabled():
            self._dialog = package_files.choose_package(self, _("校验数据包"), self.check_package)

    def check_package(self, path: Path) -> None:
        """Check a package; nothing is taken in."""
        self.side.set_busy(True)
        self.side.show_result(None)

        def done(verified: Verified) -> None:
            self.side.set_busy(False)
            self.side.show_result(self._checked(path, verified))

        def failed(sentence: str) -> None:
            self.side.set_busy(False)
            self.side.show_result(_refused(path, sentence))

        self.context.runner.work(
            self,
            lambda progress, cancelled: packages.verify(path, progress, cancelled),
            done,
            failed,
            title=_("校验数据包"),
            in_bytes=True,
        )

    def _checked(self, path: Path, verified: Verified) -> ResultCard:
        info = verified.info
        own = self._contents is not None and self._contents.sender == verified.sender
        return ResultCard(
            _("{name} 校验通过").format(name=path.name),
            pairs=(
                (_("客户"), info.client or _("未填写客户")),
                (_("写出"), f"{info.by}　{clock.from_stamp(info.written_at):%Y-%m-%d %H:%M}"),
                (_("内容"), _("{n} 个文件，{size}").format(n=verified.files, size=amounts.size(verified.bytes))),
                (_("签名"), grouped(verified.sender) + (_("（本机）") if own else "")),
                (_("内容指纹"), grouped(verified.digest)),
            ),
        )


def _refused(path: Path, sentence: str) -> ResultCard:
    unchanged = _("没有任何数据被改动")
    text = sentence if unchanged in sentence else _("{sentence}{unchanged}。").format(sentence=sentence, unchanged=unchanged)
    return ResultCard(_("{name} 被拒收").format(name=path.name), text, variant="wrong", icon="warning")


def _lost(names: list[str]) -> str:
    if not names:
        return ""
    said = "、".join(names[:5])
    more = _("等 {n} 件").format(n=len(names)) if len(names) > 5 else ""
    return _("{names}{more}的原件不在本机。请补入原件，或移除这些证据。").format(names=said, more=more)
