"""The topics a scheme demands of this kind of audit, answered one by one."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET

from desktop.actions.workspace import Changes, Workspace
from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.preparation import TopicAnswer


def answer(
    ws: Workspace,
    audit: str,
    topic: str,
    *,
    found: str | None = None,
    not_applicable: str | None = None,
    evidence: tuple[str, ...] | None = None,
    finding: str | None = None,
) -> Changes:
    """What was found on a topic, or why it does not apply; what is not given stays, an empty text clears. One of the two ends the other."""
    view = ws.audit(audit)
    point = next((one for one in view.scheme.topics if one.id == topic), None)
    if point is None:
        known = "、".join(one.id for one in view.scheme.topics)
        if not known:
            raise BadInput(_("这个方案没有必查事项。"))
        raise BadInput(_("方案没有编号为 {topic} 的必查事项，可用：{known}。").format(topic=topic[:80], known=known))
    if (found or "").strip() and (not_applicable or "").strip():
        raise BadInput(_("必查事项“{topic}”既写了情况又写了不适用，请只保留一种。").format(topic=point.text))
    document = view.document
    for key in evidence or ():
        if all(one.id != key for one in document.evidence):
            raise BadInput(_("必查事项“{topic}”：没有编号为 {key} 的证据。").format(topic=point.text, key=key))
    if finding and all(one.id != finding for one in document.findings):
        raise BadInput(_("必查事项“{topic}”：没有编号为 {key} 的审查发现。").format(topic=point.text, key=finding))
    values: dict[str, Any] = {}
    for name, value in (("found", found), ("not_applicable", not_applicable), ("finding", finding)):
        if value is not None:
            values[name] = value.strip() or UNSET
    if evidence is not None:
        values["evidence"] = list(dict.fromkeys(evidence)) or UNSET
    if any(values.get(name, UNSET) is not UNSET for name in ("found", "evidence", "finding")):
        values["not_applicable"] = UNSET
    if values.get("not_applicable", UNSET) is not UNSET:
        values |= {"found": UNSET, "evidence": UNSET, "finding": UNSET}
    return ws.edit(audit, "answer-topic", {(f"topics/{topic}", name): value for name, value in values.items()})


def clear(ws: Workspace, audit: str, topic: str) -> Changes:
    """Take a topic's answer back."""
    record = f"topics/{topic}"
    return ws.edit(audit, "clear-topic", {(record, name): UNSET for name in TopicAnswer.__struct_fields__})
