"""The record of the training before the audit: when, by whom, for whom, what about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.actions import audits
from desktop.base.words import _
from desktop.domain.people import name_key
from desktop.domain.preparation import Training
from desktop.ui.form_cards import FormCard, set_field
from desktop.ui.record_cards import Desk
from desktop.ui.widgets.chips import FilterPill
from desktop.ui.widgets.dates import DateField, read_day
from desktop.ui.widgets.fields import TextArea, TextField
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.forms import Entry, row
from desktop.ui.widgets.offer import Offer
from desktop.ui.widgets.rows import Segment, SegmentedRow
from desktop.ui.widgets.scroll import see

if TYPE_CHECKING:
    from desktop.actions.workspace import AuditView
    from desktop.domain.scheme import Scheme

RECORD = "training"
_SUITABLE = {"yes": True, "no": False, "": None}


class TrainingCard(FormCard):
    """Fields of `training` but for the signatures."""

    def __init__(self, desk: Desk, scheme: Scheme) -> None:
        rule = scheme.training
        super().__init__(desk, rule.title if rule else _("审查前培训记录"), RECORD)
        self.head.note.setText(rule.clause if rule else "")
        held = self.typed("held_on", _("培训日期"), DateField(), read=read_day)
        held.setFixedWidth(160)
        self.body.addLayout(row(held, self.typed("place", _("地点"), TextField()), stretch=(0, 1)))
        self.trainer = TextField(hint=_("专业审查员或技术专家"))
        self.offer = Offer(self.trainer, desk.page)
        self.role = SegmentedRow([Segment("auditor", _("专业审查员")), Segment("expert", _("技术专家"))], name=_("培训人身份"))
        trainer, role = self.typed("trainer", _("培训人"), self.trainer), Entry(_("培训人身份"), self.role)
        self.entries[f"{RECORD}.trainer_role"] = role
        self.role.chosen.connect(lambda one: set_field(desk, role, RECORD, "trainer_role", one or None, self._back))
        self.body.addLayout(row(trainer, role))
        self.people = Flow()
        self.trained = Entry(_("受训人"), self.people)
        self.entries[f"{RECORD}.trainees"] = self.trained
        self.other = TextField(hint=_("名单之外的人，Enter 加入"))
        # Kept as it is typed; on the list only by Enter.
        desk.drafts.bind(self.other, RECORD, "other.name", said=self.trained.say, read=lambda _text: None)
        self.other.returnPressed.connect(self._add_other)
        self.body.addWidget(self.trained)
        self.body.addWidget(self.other)
        content = TextArea(hint=_("产品和服务的专业知识、关键过程、常见问题"), lines=2, most=12)
        self.body.addWidget(self.typed("content", _("专业培训的内容"), content))
        segments = [Segment("yes", _("适宜")), Segment("no", _("不适宜")), Segment("", _("未评"))]
        self.suitable = SegmentedRow(segments, name=_("选用的法规、标准"))
        self.suitable.setMaximumWidth(264)
        suits = Entry(_("受审查组织选用的法规、标准"), self.suitable)
        self.entries[f"{RECORD}.laws_suitable"] = suits
        self.suitable.chosen.connect(lambda one: set_field(desk, suits, RECORD, "laws_suitable", _SUITABLE[one], self._back))
        self.body.addWidget(suits)
        laws = TextArea(hint=_("逐项写法规、标准；不适宜的写处理办法"), lines=2, most=12)
        self.body.addWidget(self.typed("laws", _("法规、标准及说明"), laws))
        leader = TextArea(hint=_("企业文化、审查要求、纪律和安全"), lines=2, most=12)
        self.body.addWidget(self.typed("leader_part", _("组长培训的内容"), leader))
        self._own = Training()
        self._names: tuple[str, ...] = ()
        self.pills: dict[str, FilterPill] = {}

    def refresh(self, view: AuditView) -> None:
        super().refresh(view)
        self._own = view.document.training or Training()
        self._back()
        team = [member.name for member in view.document.team if member.name]
        self.offer.set_words(team)
        names = tuple({name_key(name): name for name in (*team, *self._own.trainees)}.values())
        if names != self._names:
            self._names = names
            self.pills = {name: self._pill(name) for name in names}
            self.people.set_widgets(list(self.pills.values()))
        there = {name_key(name) for name in self._own.trainees}
        for name, pill in self.pills.items():
            pill.setChecked(name_key(name) in there)
        self.people.setVisible(bool(names))

    def _back(self) -> None:
        self.role.select(self._own.trainer_role or "")
        self.suitable.select("" if self._own.laws_suitable is None else "yes" if self._own.laws_suitable else "no")

    def _pill(self, name: str) -> FilterPill:
        pill = FilterPill(name)
        pill.clicked.connect(lambda on: self._train(name, there=on))
        return pill

    def _train(self, name: str, *, there: bool) -> None:
        trainees = [one for one in self._own.trainees if name_key(one) != name_key(name)] + ([name] if there else [])
        self.desk.act(lambda ws, audit: audits.set_fields(ws, audit, RECORD, {"trainees": trainees}), self.trained.say)

    def _add_other(self) -> None:
        name = self.other.value().strip()
        if name:
            self._train(name, there=True)
            self.desk.drafts.give_up(RECORD, "other.name")

    def reveal(self, path: str) -> bool:
        if path == f"{RECORD}.trainees":
            see(self.trained)
            (next(iter(self.pills.values()), None) or self.other).setFocus()
            return True
        return super().reveal(f"{RECORD}.held_on" if path == RECORD else path)
