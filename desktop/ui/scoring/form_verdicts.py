"""What a person decides as a whole: a typed percentage, the management audit, the service-characteristic measurement."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt

from desktop.base.errors import BadInput
from desktop.base.numbers import plain
from desktop.base.words import _
from desktop.domain.measurement import line_gap
from desktop.domain.measures import characteristics_measured, characteristics_passed
from desktop.ui.scoring import words
from desktop.ui.scoring.form import Form, choose
from desktop.ui.scoring.level_control import LevelControl
from desktop.ui.scoring.matters import judged_levels
from desktop.ui.scoring.methods import decimal, whole
from desktop.ui.typed import Deed, Key
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.fields import NumberField, TextArea
from desktop.ui.widgets.rows import Segment, SegmentedRow
from desktop.ui.widgets.text import Label


class TypedForm(Form):
    """The percentage of an evaluation whose items no source prints."""

    def build(self) -> None:
        self.percent = NumberField(name=_("得分率"), width=84)
        self._slot = self.slot(self.percent, self._take)
        self.percent.returnPressed.connect(self.away)
        self.row(_("得分率"), self.percent, "%", 1)
        for gap in self.view.scheme.gaps:
            if gap.kind == "open" and gap.show and self.matter.clause in gap.clause and gap.sets is None:
                self.say(f"{gap.show}。{gap.taken}")
                break

    def refresh(self) -> None:
        typed = self.view.document.evaluations.get(self.matter.unit)
        self._slot.show(f"evaluations/{self.matter.unit}", "percent", plain(typed.percent) if typed else "")

    def _take(self, _key: Key, text: str) -> Deed:
        from desktop.actions import scoring

        unit = self.matter.unit
        percent = decimal(text, _("得分率"), Decimal(0), Decimal(100)) if text else None
        return Deed(lambda ws, audit: scoring.evaluation(ws, audit, unit, percent=percent))

    def press(self, key: str) -> bool:
        if not key.isdigit():
            return False
        self.percent.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.percent.selectAll()
        self.percent.insert(key)
        self.percent.textEdited.emit(self.percent.text())
        return True


class ManagementForm(Form):
    """Passed or not; only needed where a clause does not conform or was left out."""

    def build(self) -> None:
        self.verdict = SegmentedRow([Segment("yes", _("符合"), "1"), Segment("no", _("不符合"), "2")], name=_("管理审核结论"))
        self.verdict.chosen.connect(self._chosen)
        self.row(_("结论"), self.verdict)
        self.reason = TextArea(name=_("理由"), hint=_("判定的理由"), lines=2, limit=5000)
        self._slot = self.slot(self.reason, self._take)
        self.row(_("理由"), self.reason)
        self._standing = self.say("")

    def refresh(self) -> None:
        verdict = self.view.document.management_audit
        self.verdict.select("" if verdict is None else "yes" if verdict.passed else "no")
        self._slot.show("management_audit", "reason", verdict.reason if verdict else "")
        leaves = self.view.rules.conformity
        answers = self.view.document.conformity
        open_ = {one.id for one in self.view.grade.missing}
        done = sum(leaf not in open_ for leaf in leaves)
        clean = all(answers.get(leaf) == "conforming" or getattr(answers.get(leaf), "result", "") == "conforming" for leaf in leaves)
        text = _("共 {n} 条，已判定 {done} 条。").format(n=len(leaves), done=done) if leaves else ""
        if verdict is None and clean and leaves:
            text += _("各条均符合，结论即为符合，不必另填。")
        elif verdict is None:
            text += _("各条都符合时不必填；有不符合或不适用的，由审查员判定是否通过。")
        self._standing.setText(text)

    def _chosen(self, which: str) -> None:
        self.reason.commit()
        self.set("management_audit", {"passed": which == "yes"})

    def _take(self, _key: Key, text: str) -> Deed | None:
        from desktop.actions import audits

        if self.view.document.management_audit is None:
            return None
        return Deed(lambda ws, audit: audits.set_fields(ws, audit, "management_audit", {"reason": text or None}))

    def press(self, key: str) -> bool:
        if key not in ("1", "2"):
            return False
        choose(self.verdict, "yes" if key == "1" else "no", self._chosen)
        return True


class CharacteristicsForm(Form):
    """Samples against the pass line; the line is the body's, or set here and then marked as the auditor's own."""

    def build(self) -> None:
        self.sampled = NumberField(name=_("抽样数"), places=0, width=72)
        self.failed = NumberField(name=_("不合格数"), places=0, width=72)
        self.pass_line = NumberField(name=_("合格线"), width=72)
        self._slots = {"sampled": self.slot(self.sampled, self._take), "failed": self.slot(self.failed, self._take)}
        self._line_slot = self.slot(self.pass_line, self._take_line)
        self.row(_("抽样"), self.sampled, _("件"), _("不合格"), self.failed, _("件"), 1)
        self.gap = line_gap(self.view.scheme)
        given = self.view.rules.pass_line
        self._line_row = self.row(_("合格线"), self.pass_line, "%", 1)
        self._fixed = self.row(_("合格线"), f"{plain(given)} %" if given is not None else "", 1)
        self.result = Label("", weight=500)
        self.row(_("结果"), self.result, 1)
        self.typed = SegmentedRow([Segment("yes", _("通过"), "1"), Segment("no", _("未通过"), "2")], name=_("是否通过"))
        self.typed.chosen.connect(lambda which: self.set("characteristics", {"passed": which == "yes"}))
        self._typed_row = self.row(_("是否通过"), self.typed)
        self._note = self.say("")
        if "measurement" in self.view.scheme.steps:
            lead = Button(_("到特性测评逐个样本记录"), kind="ghost", icon="grid")
            lead.clicked.connect(lambda: self.desk.context.shell.go("measurement"))
            self.card.body.addWidget(lead, 0, Qt.AlignmentFlag.AlignLeft)
        self.sampled.returnPressed.connect(self.failed.setFocus)
        self.failed.returnPressed.connect(self.away)
        self.pass_line.returnPressed.connect(self.away)

    def refresh(self) -> None:
        document, rules = self.view.document, self.view.rules
        given = document.characteristics
        counted = characteristics_measured(document)
        for name, slot in self._slots.items():
            value = getattr(given, name) if given else None
            slot.show("characteristics", name, "" if value is None else str(value))
        setting = document.settings.get(self.gap.id) if self.gap else None
        self._line_row.setVisible(self.gap is not None)
        self._fixed.setVisible(self.gap is None and rules.pass_line is not None)
        if self.gap:
            self._line_slot.show(f"settings/{self.gap.id}", "value", setting or "")
        passed = characteristics_passed(document, rules)
        self._typed_row.setVisible(self.gap is None and rules.pass_line is None)
        self.typed.select("" if given is None or given.passed is None else "yes" if given.passed else "no")
        share = f"{words.number_words(Decimal(counted[0] - counted[1]) * 100 / counted[0])} %　" if counted and counted[0] else ""
        verdict = _("通过") if passed else _("未通过") if passed is not None else _("还不能得出")
        self.result.setText(share + verdict)
        self.result.set_role("wrong" if passed is False else "text")
        notes = []
        if counted and (given is None or given.sampled is None):
            notes.append(_("按测评样本记录：{n} 件，不合格 {m} 件。").format(n=counted[0], m=counted[1]))
        if self.gap:
            notes.append(_("合格线由认证机构设定；在这里填的，报告中注明审核员自设。"))
        self._note.setText("".join(notes))
        self._note.setVisible(bool(notes))

    def _take(self, key: Key, _text: str) -> Deed | None:
        from desktop.actions import audits

        n_text, m_text = self.sampled.value(), self.failed.value()
        others = tuple(("characteristics", one) for one in ("sampled", "failed") if one != key[1])
        n, m = whole(n_text), whole(m_text)
        if not n_text and not m_text:
            fields: dict[str, Any] = {"sampled": None, "failed": None}
        elif n is None or m is None:
            return None
        elif n < 1:
            raise BadInput(_("抽样数至少为 1，请填实际抽查的数量。"))
        elif m > n:
            raise BadInput(_("不合格 {m} 件超过抽样的 {n} 件，请改正。").format(m=m, n=n))
        else:
            fields = {"sampled": n, "failed": m}
        return Deed(lambda ws, audit: audits.set_fields(ws, audit, "characteristics", fields), others)

    def _take_line(self, key: Key, text: str) -> Deed:
        from desktop.actions import scoring

        gap = key[0].partition("/")[2]
        value = plain(decimal(text, _("合格线"), Decimal(0), Decimal(100))) if text else None
        return Deed(lambda ws, audit: scoring.setting(ws, audit, gap, value=value))


class JudgedForm(Form):
    """Judged levels that no clause describes, one below the other."""

    def build(self) -> None:
        self.levels = {level: LevelControl(self.desk) for level in judged_levels(self.view.rules)}
        labels = {level.stars: level.label for level in self.view.rules.result.levels}
        for level, control in self.levels.items():
            self.card.body.addWidget(Label(labels.get(level, str(level)), weight=500))
            self.card.body.addWidget(control)

    def refresh(self) -> None:
        for level, control in self.levels.items():
            control.show_level(str(level))
