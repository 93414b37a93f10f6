"""感知调查：导入电子问卷、导出 XLSForm、查看结果、估算样本量。"""

from __future__ import annotations

import argparse
import json
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec

from desktop.actions import survey, survey_import, survey_plan
from desktop.actions.opening import open_existing
from desktop.actions.workspace import Workspace
from desktop.base.files import read_file, write_file
from desktop.base.numbers import plain, shown
from desktop.base.words import _
from desktop.cli.words import Common, decimal, say_json, whole
from desktop.domain.questionnaire import coverage, differences, versions
from desktop.domain.survey_figures import DimensionFigure, Figure
from desktop.domain.survey_interval import CONFIDENCES, Interval
from desktop.domain.survey_state import SurveyState, level_reached

_CHANNEL = {"face_to_face": "当面", "electronic": "电子"}
_STANDING = {"counted": "按问卷计算", "typed": "手工填写", "not-used": "未采用", "open": "未填"}


def arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="command", required=True, metavar="import|xlsform|questions|show|plan")
    take = commands.add_parser("import")
    take.add_argument("audit", metavar="AUDIT")
    take.add_argument("file", type=Path, metavar="FILE.csv|xlsx")
    take.add_argument("--mapping", type=Path, metavar="MAP.json")
    take.add_argument("--guess", action="store_true", help="print the guessed mapping, take nothing in")
    form = commands.add_parser("xlsform")
    form.add_argument("audit", metavar="AUDIT")
    form.add_argument("out", type=Path, metavar="OUT.xlsx")
    commands.add_parser("questions").add_argument("audit", metavar="AUDIT")
    commands.add_parser("show").add_argument("audit", metavar="AUDIT")
    plan = commands.add_parser("plan")
    plan.add_argument("audit", nargs="?", metavar="AUDIT")
    plan.add_argument("--half-width", type=decimal, required=True, metavar="POINTS")
    plan.add_argument("--population", type=whole, metavar="N")
    plan.add_argument("--spread", type=decimal, metavar="SD")
    plan.add_argument("--channel", choices=("face_to_face", "electronic"))
    plan.add_argument("--scale", type=whole, default=5, metavar="K")
    plan.add_argument("--confidence", type=whole, choices=CONFIDENCES, default=95)


def run(args: argparse.Namespace, common: Common) -> int:
    if args.command == "plan" and args.audit is None:
        return _plan(None, args, common)
    with open_existing(common.store) as ws:
        return _RUN[args.command](ws, args, common)


def _import(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    mapping = survey_import.read_mapping(read_file(args.mapping), args.mapping.name) if args.mapping else None
    if args.guess:
        return _guess(ws, args)
    done = survey_import.import_file(ws, args.audit, args.file, mapping=mapping)
    if common.json:
        say_json(
            {
                "added": len(done.added),
                "same": done.same,
                "refused": [{**row._asdict(), "column": row.column or None, "sentence": row.sentence} for row in done.refused],
                "notes": done.notes,
                "mapping": survey_import.mapping_json(done.mapping),
            }
        )
    else:
        print(
            _("导入 {added} 份，{same} 份此前已导入，{refused} 行未导入。").format(
                added=len(done.added), same=done.same, refused=len(done.refused)
            )
        )
        for note in done.notes:
            print(note)
    for row in done.refused:
        print(row.sentence, file=sys.stderr)
    return 1 if done.refused else 0


def _guess(ws: Workspace, args: argparse.Namespace) -> int:
    """The guessed mapping as a file to edit; exit 1 while questions have no column."""
    view = ws.audit(args.audit)
    table = survey_import.read_table(args.file)
    found = survey_import.prepare(view, table, None, survey_import.remembered_mapping(ws, args.audit)).guess
    print(json.dumps(survey_import.mapping_json(found.mapping), ensure_ascii=False, indent=2))
    for key in found.missing:
        print(_("没有对应的列：{question}").format(question=key), file=sys.stderr)
    for title in found.unused:
        print(_("未用的列：{title}").format(title=title), file=sys.stderr)
    return 1 if found.missing else 0


def _xlsform(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    write_file(args.out, survey_import.xlsform(ws.audit(args.audit)))
    if common.json:
        say_json({"file": str(args.out)})
    else:
        print(_("已写 {file}。").format(file=args.out))
    return 0


def _questions(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    """The questionnaire as it is asked now, its versions and what each has otherwise."""
    view = ws.audit(args.audit)
    forms = survey.forms(view)
    found = versions(forms, view.document.responses)
    if common.json:
        say_json(
            {
                "version": forms.version,
                "scale": forms.current.scale,
                "questions": [msgspec.to_builtins(one) for one in forms.current.questions],
                "coverage": coverage(forms.current),
                "versions": [
                    {
                        "version": one.number,
                        "questions": len(one.form.questions),
                        "responses": one.responses,
                        "differences": [difference._asdict() for difference in differences(one.form, forms.current)],
                    }
                    for one in found
                ],
            }
        )
        return 0
    titles = {dimension.id: dimension.title for dimension in forms.current.dimensions}
    for place, question in enumerate(forms.current.questions, 1):
        print(f"{place}. [{titles.get(question.dimension, question.dimension)}] {question.text}")
    for title, count in coverage(forms.current).items():
        print(_("  {title} {n} 题").format(title=title, n=count))
    for one in found:
        print(
            _("第 {n} 版：{questions} 题，{responses} 份答卷").format(
                n=one.number, questions=len(one.form.questions), responses=one.responses
            )
        )
    return 0


def _show(ws: Workspace, args: argparse.Namespace, common: Common) -> int:
    view = ws.audit(args.audit)
    now = survey.state(view)
    if common.json:
        say_json(_state(now) | {"levels": {name: level_reached(view.rules, "survey.combined", value) for name, value in _ways(now)}})
        return 0
    figures = now.figures
    print(_("S 当面：{told}").format(told=_told(figures.face_to_face)))
    print(_("电子：{told}").format(told=_told(figures.electronic)))
    print(_("S：{told}").format(told=_told(figures.s)))
    for name, value in _ways(now):
        label = {"pooled": _("按问卷合并"), "mean": _("按渠道平均")}[name]
        print(f"  {label} {shown(value)} %  {level_reached(view.rules, 'survey.combined', value) or ''}".rstrip())
    print(_("评级采用：S {s}，S 当面 {face}").format(s=_percent(now.s), face=_percent(now.face_to_face)))
    for channel, state in now.channels.items():
        differs = _("，与问卷不符") if state.differs else ""
        print(f"  {_(_CHANNEL[channel])}：{_(_STANDING[state.standing])}{differs}")
    for dimension in figures.dimensions:
        print(f"  {dimension.title}  {_told(dimension.all)}")
    if figures.void:
        print(_("作废 {count} 份").format(count=figures.void))
    numbers = {response.id: response.number for response in view.document.responses}
    for key, flags in now.flags.items():
        print(_("请复核 {number}：{flags}").format(number=numbers.get(key) or key, flags="；".join(flag.text for flag in flags)))
    return 0


def _ways(now: SurveyState) -> list[tuple[str, Fraction]]:
    return [(name, value) for name, value in (("pooled", now.figures.pooled), ("mean", now.figures.mean)) if value is not None]


def _told(figure: Figure) -> str:
    if figure.percent is None:
        return _("没有有效问卷")
    half = _("，±{half}").format(half=shown(figure.interval.half, 1)) if figure.interval else ""
    return f"{shown(figure.percent)} %（n = {figure.responses}{half}）"


def _percent(value: Fraction | None) -> str:
    return _("未定") if value is None else f"{shown(value)} %"


def _state(now: SurveyState) -> dict[str, Any]:
    figures = now.figures
    return {
        "n": figures.s.responses,
        "void": figures.void,
        "formula": "S = Σ points / (scale × questions answered) × 100",
        "S": _figure(figures.s),
        "S_face_to_face": _figure(figures.face_to_face),
        "electronic": _figure(figures.electronic),
        "pooled": _text(figures.pooled),
        "mean": _text(figures.mean),
        "graded": {"S": _text(now.s), "S_face_to_face": _text(now.face_to_face)},
        "channels": {
            channel: {"standing": state.standing, "differs": state.differs} for channel, state in now.channels.items()
        },
        "dimensions": [_dimension(one) for one in figures.dimensions],
        "questions": [
            {
                "id": one.id, "text": one.text, "dimension": one.dimension, "percent": _text(one.percent), "answers": one.answers,
                "refused": one.refused, "satisfied": one.satisfied, "satisfied_interval": _bounds(one.interval),
            }
            for one in figures.questions
        ],
        "flags": {key: [flag._asdict() for flag in flags] for key, flags in now.flags.items()},
        "questionnaire": {"version": now.forms.version, "scale": now.forms.current.scale, "questions": len(now.forms.current.questions)},
    }  # fmt: skip


def _dimension(one: DimensionFigure) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "all": _figure(one.all),
        "face_to_face": _figure(one.face_to_face),
        "electronic": _figure(one.electronic),
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "percent": _text(figure.percent),
        "responses": figure.responses,
        "spread": None if figure.spread is None else plain(figure.spread),
        "interval": _bounds(figure.interval),
    }


def _bounds(found: Interval | None) -> dict[str, str] | None:
    return None if found is None else {name: plain(value) for name, value in found._asdict().items()}


def _text(value: Fraction | None) -> str | None:
    return None if value is None else plain(value)


def _plan(ws: Workspace | None, args: argparse.Namespace, common: Common) -> int:
    plan = survey_plan.plan_sample(
        float(args.half_width),
        view=ws.audit(args.audit) if ws else None,
        channel=args.channel,
        population=args.population,
        spread=None if args.spread is None else float(args.spread),
        scale=args.scale,
        confidence=args.confidence,
    )
    if common.json:
        say_json(msgspec.to_builtins(plan))
        return 0
    basis = {"responses": _("已有问卷的标准差"), "worst-case": _("最坏情形的标准差"), "given": _("给定的标准差")}[plan.basis]
    if plan.needed is None:
        print(_("达不到：超过可调查的人数。"))
    else:
        print(
            _("{confidence} % 区间半宽 ±{width}：需要 {count} 份有效问卷。").format(
                confidence=plan.confidence, width=plain(args.half_width), count=plan.needed
            )
        )
        print(_("算式：{formula}，即 {reckoned}").format(formula=plan.formula, reckoned=plan.reckoned))
    print(_("依据：{basis} {spread:.2f}").format(basis=basis, spread=plan.spread))
    if plan.half_width_now is not None:
        print(_("已有 {have} 份，半宽 ±{now:.2f}").format(have=plan.have, now=plan.half_width_now))
    return 0


_RUN = {"import": _import, "xlsform": _xlsform, "questions": _questions, "show": _show, "plan": _plan}
