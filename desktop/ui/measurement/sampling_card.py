"""On what and on how many: the population, the sample with its reason, the seed, and the draw anybody can repeat."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from desktop.actions import measurement
from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.measured import Measurement
from desktop.domain.measurement import MOST_POPULATION, MOST_SAMPLES
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, Hairline, SectionHead
from desktop.ui.widgets.fields import NumberField, TextArea, TextField
from desktop.ui.widgets.forms import Beside, Entry
from desktop.ui.widgets.text import ErrorLine, Label

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView, Changes, Workspace

RECORD = "measurement"
_NUMBERS = {"population_size": MOST_POPULATION, "sample_size": MOST_SAMPLES}
# So many numbers of the draw are written out.
SHOWN = 40


class SamplingCard(Card):
    """Fields of the plan, and the button that draws."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(16, 10, 16, 14), spacing=10)
        self.desk = desk
        self.head = SectionHead(_("总体与抽样"), size=14)
        self.population = TextArea(hint=_("例如：2026 年 3 至 8 月的全部上门服务单"), lines=1, most=5, limit=5000)
        self.population_size, self.sample_size = NumberField(places=0, width=96), NumberField(places=0, width=96)
        self.reason = TextArea(hint=_("例如：三类服务、四个网点各取五单"), lines=1, most=5, limit=5000)
        self.seed = TextField(limit=200)
        titles = {
            "population": _("总体"),
            "population_size": _("总体数量"),
            "sample_size": _("样本数"),
            "reason": _("样本数的理由"),
            "seed": _("种子"),
        }
        self.entries = {name: Entry(title, getattr(self, name)) for name, title in titles.items()}
        for name, entry in self.entries.items():
            read, commit = (partial(_read, name), _set_number) if name in _NUMBERS else (str, _set_text)
            desk.drafts.bind(
                getattr(self, name), RECORD, name, said=entry.say, read=read, commit=partial(commit, audit=desk.context.audit, name=name)
            )
        self.rule = Label("", size=12, role="text2", wrap=True)
        self.drawn = Label("", size=12, role="text2", wrap=True)
        self.draw_button = Button(_("抽取样本"), kind="primary", icon="grid")
        self.draw_button.clicked.connect(self.draw)
        self.error = ErrorLine()
        self._lay_out()

    def _lay_out(self) -> None:
        body = self.body
        body.addWidget(self.head)
        for names in (("population_size", "population"), ("sample_size", "reason")):
            line = QHBoxLayout()
            line.setSpacing(12)
            for name in names:
                # The numbers keep their width, the texts take the rest.
                small = name in _NUMBERS
                if small:
                    self.entries[name].setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
                line.addWidget(self.entries[name], 0 if small else 1)
            body.addLayout(line)
        body.addWidget(Hairline())
        draw = QHBoxLayout()
        draw.setSpacing(12)
        draw.addWidget(self.entries["seed"], 1)
        draw.addWidget(Beside(self.draw_button))
        body.addLayout(draw)
        for label in (self.rule, self.error, self.drawn):
            body.addWidget(label)

    def refresh(self, view: AuditView) -> None:
        """The audit changed."""
        plan = view.document.measurement or Measurement()
        for name in ("population", "reason", "seed"):
            self.desk.drafts.show(RECORD, name, getattr(plan, name) or "")
        for name in _NUMBERS:
            value = getattr(plan, name)
            self.desk.drafts.show(RECORD, name, "" if value is None else str(value))
        number = view.document.audit.number
        self.seed.setPlaceholderText(_("不填时用 {seed}").format(seed=number) if number else _("不填时用本次审查的编号"))
        if plan.population_size and plan.sample_size:
            said = _("在号码 1 到 {all} 中，取“种子:号码”的 SHA-256 最小的 {n} 个；同一种子谁都能重抽出同样的号码，加大样本时已抽的不变。")
            self.rule.setText(said.format(all=plan.population_size, n=plan.sample_size))
        else:
            self.rule.setText(_("填好总体数量和样本数后抽取：取“种子:号码”的 SHA-256 最小的号码，谁都能重抽。"))
        numbers = [str(one.number) for one in view.document.samples if one.number is not None]
        self.draw_button.set_text(_("重新抽取") if numbers else _("抽取样本"))
        more = _(" 等").format() if len(numbers) > SHOWN else ""
        said = _("已有样本 {n} 个：{numbers}{more}").format(n=len(numbers), numbers="、".join(numbers[:SHOWN]), more=more)
        self.drawn.setText(said if numbers else "")
        self.drawn.setVisible(bool(numbers))

    def draw(self) -> None:
        """Draw, or draw again: samples without a result make room, those with one stay."""
        self.desk.drafts.commit_all()

        def drawn(changes: Changes) -> None:
            self.error.say("")
            shell, count = self.desk.context.shell, len(changes.view.document.samples)
            if changes.action is None:
                shell.toast(_("抽取的结果与现有样本相同"))
            else:
                shell.toast(_("已抽取，现有样本 {n} 个").format(n=count), undo=True)

        self.desk.act(measurement.draw, self.error.say, drawn)


def _read(name: str, text: str) -> str:
    most = _NUMBERS[name]
    if text.strip() and not 1 <= int(text) <= most:
        raise BadInput(_("应在 1 到 {most} 之间。").format(most=most))
    return text.strip()


def _set_number(ws: Workspace, text: str, *, audit: str, name: str) -> Changes:
    # Nothing takes the number away.
    return measurement.plan(ws, audit, **{name: int(text) if text else 0})  # type: ignore[arg-type]


def _set_text(ws: Workspace, text: str, *, audit: str, name: str) -> Changes:
    return measurement.plan(ws, audit, **{name: text.strip()})  # type: ignore[arg-type]
