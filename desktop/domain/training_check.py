"""The training of the team before the audit (现场审查前培训): what its record holds, who was there, who signed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from desktop.base.words import _
from desktop.domain.appointment_check import lacking_notices
from desktop.domain.assessment import Assessment
from desktop.domain.noticed_dates import Dated, date_notices, order_notices
from desktop.domain.notices import Notice, Severity
from desktop.domain.people import name_key
from desktop.domain.preparation import Training
from desktop.domain.scheme import Scheme

_RECORD = "training"


def notices(document: Assessment, scheme: Scheme, today: date | None = None) -> list[Notice]:
    """What stands against the training record; nothing where the scheme asks for none and none is kept."""
    rule, own = scheme.training, document.training
    if own is None:
        if rule is None:
            return []
        sentence = _("还没有《{title}》。").format(title=rule.title)
        return [Notice(id="training-missing", severity="critical", sentence=sentence, clause=rule.clause, record=_RECORD)]
    clause = rule.clause if rule else ""
    found = [*lacking_notices(document, rule, _RECORD), *_people(document, own, clause), *_signed(own, clause)]
    if own.laws_suitable is False:
        found.append(_notice("training-laws", "warning", _("受审查组织选用的法规、标准不适宜，请写明处理办法。"), clause, "laws"))
    held = Dated(_RECORD, "held_on", _("培训日期"), own.held_on)
    starts = Dated("audit", "starts_on", _("审查开始日期"), document.audit.starts_on, past=False)
    return [*found, *date_notices([held], today), *order_notices([(held, starts)])]


def expected_signers(training: Training) -> tuple[str, ...]:
    """Who signs the record: the trainer, then everybody trained, each once."""
    names = {name_key(name): name for name in (training.trainer, *training.trainees) if name and name_key(name)}
    return tuple(names.values())


def _people(document: Assessment, own: Training, clause: str) -> Iterator[Notice]:
    there = {name_key(name) for name in (own.trainer, *own.trainees)}
    away = [member.name or "" for member in document.team if name_key(member.name) and name_key(member.name) not in there]
    if away:
        sentence = _("没有参加审查前培训：{names}。").format(names="、".join(name[:40] for name in away[:10]))
        yield _notice("training-away", "warning", sentence, clause, "trainees")
    trainer = next((member for member in document.team if name_key(own.trainer) and name_key(member.name) == name_key(own.trainer)), None)
    if trainer is not None and own.trainer_role is not None and (trainer.role == "expert") != (own.trainer_role == "expert"):
        sentence = _("培训人{name}在审查组中的角色与培训记录所写不同。").format(name=(own.trainer or "")[:40])
        yield _notice("training-role", "warning", sentence, clause, "trainer_role")


def _signed(own: Training, clause: str) -> Iterator[Notice]:
    signed = {name_key(signature.name) for signature in own.signatures}
    missing = [name for name in expected_signers(own) if name_key(name) not in signed]
    if missing:
        sentence = _("培训记录还没有签名：{names}。").format(names="、".join(name[:40] for name in missing[:10]))
        yield _notice("training-unsigned", "warning", sentence, clause, "signatures")


def _notice(key: str, severity: Severity, sentence: str, clause: str, field: str) -> Notice:
    return Notice(id=key, severity=severity, sentence=sentence, clause=clause, record=_RECORD, field=field)
