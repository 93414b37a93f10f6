"""对一份评定文档定级，不需要存储。"""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec

from desktop.actions import grading
from desktop.base.words import _
from desktop.cli.words import Common
from desktop.domain.grade import Grade


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("assessment", type=Path, metavar="ASSESSMENT.json")


def run(args: argparse.Namespace, common: Common) -> int:
    result = grading.grade_file(args.assessment)
    if common.json:
        print(msgspec.json.format(msgspec.json.encode(result), indent=2).decode("utf-8"))
    else:
        print("\n".join(lines(result)))
    return 0 if result.complete else 1


def lines(result: Grade) -> list[str]:
    """The grade and its reasons for a person at a terminal."""
    said = [_("方案 {scheme}（{version}）").format(scheme=result.scheme, version=result.scheme_version)]
    if result.grade is not None:
        said.append(_("等级：{label}").format(label=result.grade.label))
    else:
        said.append(_("尚不能定级，还缺 {count} 项：").format(count=len(result.missing)))
        said += [f"  - {missing.text}（{missing.clause}）" for missing in result.missing[:50]]
    if result.score is not None:
        said.append(_("得分：{points} / {of}，计 {final}").format(points=result.score.points, of=result.score.of, final=result.score.final))
    for part in result.parts or ():
        said.append(_("其中 {title}：{label}").format(title=part.title, label=part.grade.label if part.grade else _("未评定")))
    deciding = set(result.decided_by)
    for condition in result.conditions:
        if condition.met is False:
            mark = _("决定等级") if condition.id in deciding else _("未满足")
            said.append(f"  {mark}：{condition.text} {condition.value or '—'}，{condition.required}（{condition.clause}）")
    if result.next is not None:
        said.append(_("到下一等级还需：{needs}").format(needs="；".join(result.next.needs)))
    said += [_("结论可选：{text}（{clause}）").format(text=outcome.text, clause=outcome.clause) for outcome in result.outcomes]
    said += [_("未核对：{text}").format(text=entry.text) for entry in result.unverified]
    said += [_("说明：{note}").format(note=note) for note in result.notes]
    return said
