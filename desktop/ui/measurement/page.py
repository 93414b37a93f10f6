"""特性测评: the plan with the leader's signature, one record a sample, and beside both what they come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.actions import audits
from desktop.base.words import _
from desktop.domain.measurement import is_required
from desktop.ui.drafting import Drafts
from desktop.ui.measurement.characteristics_card import CharacteristicsCard
from desktop.ui.measurement.live import Live, live
from desktop.ui.measurement.result_pane import ResultPane
from desktop.ui.measurement.samples_view import SamplesView
from desktop.ui.measurement.sampling_card import SamplingCard
from desktop.ui.measurement.sign_card import SignCard
from desktop.ui.mime import may_hold
from desktop.ui.page import Context, KeyHint, Page
from desktop.ui.record_cards import Desk
from desktop.ui.thumbnails import Thumbnails
from desktop.ui.widgets.notices import EmptyState
from desktop.ui.widgets.rows import Segment, SegmentedRow
from desktop.ui.widgets.scroll import ScrollColumn
from desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.measurement import Flag

_HERE = Qt.FocusReason.ShortcutFocusReason


class MeasurementPage(Page):
    """Plan or samples at the left, the result at the right."""

    keys = (
        KeyHint(("1",), _("合格")),
        KeyHint(("2",), _("不合格")),
        KeyHint(("Enter",), _("下一样本")),
        KeyHint(("R",), _("备注")),
        KeyHint(("P",), _("加照片")),
        KeyHint(("Y",), _("同上")),
    )
    plan_keys = (
        KeyHint(("Enter",), _("添加或打开特性")),
        KeyHint(("Del",), _("移除特性")),
        KeyHint(("Alt", "D"), _("抽取样本")),
        KeyHint(("Alt", "Q"), _("签署")),
        KeyHint(("Ctrl", "Z"), _("撤销")),
    )
    more_keys = (
        KeyHint(("Alt", "F"), _("测评方案")),
        KeyHint(("Alt", "Y"), _("样本")),
        KeyHint(("↑", "↓"), _("换特性")),
        KeyHint(("0",), _("取消结果")),
        KeyHint(("Shift", "Enter"), _("上一样本")),
        KeyHint(("S",), _("填场所、服务、接触点、时间")),
        KeyHint(("T",), _("时间写现在")),
        KeyHint(("Ctrl", "V"), _("粘贴照片")),
        KeyHint(("Alt", "A"), _("补加样本")),
    )

    def __init__(self, context: Context, view: AuditView) -> None:
        super().__init__(context, view)
        self.drafts = Drafts(context, self)
        self.desk = Desk(context, self.drafts, self)
        self._mode = "plan"
        self._asked: AuditView | None = None
        self.characteristics = CharacteristicsCard(self.desk)
        self.sampling = SamplingCard(self.desk)
        self.sign = SignCard(self.desk, view)
        self.samples = SamplesView(self.desk, Thumbnails(context.runner, self))
        self.result = ResultPane()
        self.empty = EmptyState(
            _("这个方案没有服务特性测评"), _("规则没有提出测评要求，这次审查不必做；等级和报告都不受影响。"), icon="grid"
        )
        self._lay_out()
        self._connect()
        plan = view.document.measurement
        self.refresh(view)
        self.show_mode("samples" if view.document.samples and plan is not None and plan.signed_by else "plan")
        self.drafts.restore()

    def _lay_out(self) -> None:
        self.column = ScrollColumn(margins=(24, 4, 12, 24), spacing=8)
        for card in (self.characteristics, self.sampling, self.sign):
            self.column.body.addWidget(card)
        self.summary = Label("", role="text2", elide=True)
        self.summary.setMinimumWidth(40)
        self.switch = SegmentedRow([Segment("plan", _("测评方案")), Segment("samples", _("样本"))], name=_("特性测评"))
        self.switch.setFixedWidth(200)
        self.switch.setToolTip(_("测评方案　Alt F\n样本　Alt Y"))
        self.heads, self.stack = QStackedWidget(), QStackedWidget()
        self.heads.setFixedHeight(34)
        for head, middle in ((self.summary, self.column), (self.samples.head, self.samples)):
            self.heads.addWidget(head)
            self.stack.addWidget(middle)
        top = QHBoxLayout()
        top.setContentsMargins(24, 16, 12, 4)
        top.setSpacing(16)
        top.addWidget(self.switch)
        top.addWidget(self.heads, 1)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(top)
        left.addWidget(self.stack, 1)
        self.whole = QWidget()
        row = QHBoxLayout(self.whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.result)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.whole)
        outer.addWidget(self.empty)

    def _connect(self) -> None:
        self.switch.chosen.connect(self.show_mode)
        self.samples.plan_button.clicked.connect(lambda: self.show_mode("plan"))
        self.result.wanted.connect(self._repair)
        self.result.report_wanted.connect(lambda: self.context.shell.go("report", "kinds/characteristics"))
        self.characteristics.grown.connect(lambda: self.column.ensureWidgetVisible(self.characteristics.list, 0, 24))
        for keys, does in (
            ("Alt+F", lambda: self.show_mode("plan")),
            ("Alt+Y", lambda: self.show_mode("samples")),
            ("Alt+D", self._draw),
            ("Alt+Q", self._sign),
            ("Alt+A", self._add),
        ):
            self._shortcut(QKeySequence(keys), does)
        self._shortcut(QKeySequence(QKeySequence.StandardKey.Paste), self._paste)
        self.setAcceptDrops(True)

    def _shortcut(self, keys: QKeySequence, does: object) -> None:
        shortcut = QShortcut(keys, self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(does)

    # What is shown

    def _is_asked(self) -> bool:
        document = self.view.document
        return self.view.scheme.characteristics is not None or document.measurement is not None or bool(document.samples)

    def refresh(self, view: AuditView) -> None:
        super().refresh(view)
        self.whole.setVisible(self._is_asked())
        self.empty.setVisible(not self._is_asked())
        if not self._is_asked():
            return
        for card in (self.characteristics, self.sampling, self.sign):
            card.refresh(view)
        self.samples.refresh(view)
        self.summary.setText(_summary(view))
        self._go_through(view)

    def _go_through(self, view: AuditView) -> None:
        """Reckon beside the window; only the last view asked for is shown."""
        self._asked = view
        audit = self.context.audit

        def take(found: Live) -> None:
            if self._asked is view:
                self.result.show_live(found, view)
                self.sign.show_live(found)
                self.samples.show_live(found)

        self.context.runner.ask(self, lambda ws: live(ws, audit), take)

    def mode(self) -> str:
        """`plan` or `samples`."""
        return self._mode

    def show_mode(self, mode: str) -> None:
        """Bring the plan or the samples to the front."""
        self.drafts.commit_all()
        changed, self._mode = mode != self._mode, mode
        self.switch.select(mode)
        place = 1 if mode == "samples" else 0
        self.heads.setCurrentIndex(place)
        self.stack.setCurrentIndex(place)
        self.setFocusProxy(self.samples if place else self.characteristics.name)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if changed:
            self.keys_changed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.focusWidget() in (None, self.switch):
            # The work comes first, not the first thing on the page.
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keys_now(self) -> tuple[KeyHint, ...]:
        return self.keys if self._mode == "samples" else self.plan_keys

    def leave(self) -> None:
        self.drafts.commit_all()

    def reveal(self, record: str) -> None:
        """Go to a sample, `samples/<id>`, to the samples, or to the plan, `measurement`."""
        section, _slash, id_ = record.partition("/")
        if section == "samples":
            self.show_mode("samples")
            if id_:
                self.samples.show_sample(id_)
        elif section in ("measurement", "characteristics"):
            self.show_mode("plan")

    # Acting

    def _draw(self) -> None:
        self.show_mode("plan")
        self.sampling.draw()

    def _sign(self) -> None:
        self.show_mode("plan")
        self.column.ensureWidgetVisible(self.sign)
        if self.sign.sign_button.isVisible():
            self.sign.sign()

    def _add(self) -> None:
        self.show_mode("samples")
        self.samples.add_sample()

    def _repair(self, flag: Flag) -> None:
        if flag.kind == "typed":
            fields = dict.fromkeys(("sampled", "failed", "passed"))
            self.desk.act(lambda ws, audit: audits.set_fields(ws, audit, "characteristics", fields), toast=_("已清除直接填写的测评结果"))
        elif flag.kind in ("unsigned", "too-few"):
            self.show_mode("plan")
            target = self.sign.sign_button if flag.kind == "unsigned" else self.sampling.draw_button
            self.column.ensureWidgetVisible(target, 0, 48)
            target.setFocus(_HERE)
        elif flag.samples:
            self.show_mode("samples")
            self.samples.show_sample(flag.samples[0])
            if flag.kind == "not-drawn":
                self.samples.card.remark.setFocus(_HERE)

    def _paste(self) -> None:
        if self._mode == "samples" and self.samples.shown:
            self.samples.card.linked.paste()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._mode == "samples" and self.samples.shown and may_hold(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self._mode == "samples" and self.samples.shown and self.samples.card.linked.take_mime(event.mimeData()):
            event.acceptProposedAction()


def _summary(view: AuditView) -> str:
    asked = view.scheme.characteristics
    if asked is None:
        return ""
    required = is_required(view.scheme, view.document.audit.kind)
    said = _("本次审查须做") if required else _("规则没有要求本次必做，做了记录在案")
    return _("{said}（{clause}）").format(said=said, clause=asked.clause)
