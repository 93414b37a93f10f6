"""Every fault of scheme files, with file, line and what to do: the format, then consistency, then each setting tried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import ValidationError

from desktop.base.errors import BadInput, Refused, reason
from desktop.base.paths import schemes as shipped
from desktop.base.words import _
from desktop.domain.scheme import Gap, Patch
from desktop.domain.scheme_check import problems
from desktop.schemes.join import in_order, joined, joined_data
from desktop.schemes.library import SUFFIX, read_file
from desktop.schemes.parse import Fault, Parsed, convert, format_faults
from desktop.schemes.settings import Data, patched
from desktop.schemes.source import Path as Place
from desktop.schemes.source import Unreadable
from desktop.schemes.yaml_source import read

# A value that fits, to try where an open gap would put one.
_SAMPLES = {"percent": "50", "number": "1", "text": "…"}


def check(paths: Sequence[Path], folders: Sequence[Path] | None = None) -> list[Fault]:
    """All faults of the files, in the order of the files. Empty: each can be used.

    A block that a file uses is looked for among the files given, beside the file, then in the folders (the shipped
    schemes unless others are given).
    """
    faults: list[Fault] = []
    good: dict[str, tuple[Path, Parsed]] = {}
    for path in paths:
        found = _read(path)
        if isinstance(found, list):
            faults += found
        elif found.scheme.id in good and good[found.scheme.id][0].resolve() != path.resolve():
            other = good[found.scheme.id][0]
            reason = _("方案编号 {id} 与 {other} 重复，请改成不同的编号").format(id=found.scheme.id, other=other)
            faults.append(Fault(str(path), found.source.line(("id",)), reason))
        else:
            good[found.scheme.id] = (path, found)
    for path, parsed in good.values():
        beside = [path.parent, *(folders if folders is not None else [shipped()])]
        faults += _Checked(parsed, {id: one for id, (_path, one) in good.items()}, beside).faults()
    return faults


def _read(path: Path) -> Parsed | list[Fault]:
    name = str(path)
    try:
        source = read(read_file(path), name)
    except OSError as error:
        return [Fault(name, 1, _("读不到文件：{reason}，请检查路径").format(reason=reason(error)))]
    except Unreadable as error:
        return [Fault(name, error.line, error.reason)]
    return format_faults(source) or Parsed(convert(source.data), source)


class _Checked:
    """One file that follows the format, among those it may use."""

    def __init__(self, own: Parsed, given: dict[str, Parsed], folders: Sequence[Path]) -> None:
        self.own = own
        self.given = given
        self.folders = folders

    def faults(self) -> list[Fault]:
        """What contradicts itself; once nothing does, also the settings that would lead to a contradiction."""
        parts: list[Parsed] = []
        found: list[Fault] = []
        for place, used in enumerate(self.own.scheme.uses):
            try:
                parts += [part for part in in_order(used, self._get) if part not in parts]
            except Refused as error:
                found.append(self._fault(("uses", place), error.sentence.rstrip("。")))
        if found:
            return found
        parts.append(self.own)
        found = [self._fault(problem.path, problem.reason) for problem in problems(self.own.scheme, [one.scheme for one in parts[:-1]])]
        return found or list(self._settings(parts))

    def _fault(self, path: Place, reason: str) -> Fault:
        return Fault(self.own.source.name, self.own.source.line(path), reason)

    def _get(self, id: str) -> Parsed:
        """A block by its id; coming back to the file itself is a cycle."""
        if id == self.own.scheme.id:
            raise BadInput(_("uses 形成循环，回到了 {id}；请删除其中一处").format(id=id))
        if id in self.given:
            return self.given[id]
        for folder in self.folders:
            path = folder / (id + SUFFIX)
            if path.is_file():
                found = _read(path)
                if isinstance(found, list):
                    raise BadInput(_("用到的 {id} 有误：{fault}").format(id=id, fault=found[0].sentence))
                return found
        raise BadInput(_("找不到用到的 {id}，请检查 uses 或把 {id}.yaml 放在同一文件夹").format(id=id))

    def _settings(self, parts: Sequence[Parsed]) -> Iterator[Fault]:
        """Tries every choice and every open value on the whole scheme."""
        if not self.own.scheme.evaluations:
            return  # a block alone: its choices are tried in each scheme that uses it
        data = joined_data(parts)
        gaps = joined(parts).gaps
        first = len(gaps) - len(self.own.scheme.gaps)
        for number, gap in enumerate(gaps):
            for place, changes in _trials(gap):
                inner, reason = _tried(data, changes, consistent=bool(gap.choices))
                if reason and number >= first:
                    yield self._fault(("gaps", number - first, *place, *inner), _("{gap}：{reason}").format(gap=gap.id, reason=reason))
                elif reason:
                    yield self._fault(("uses",), _("所用模块的缺口 {gap} 在本方案中不成立：{reason}").format(gap=gap.id, reason=reason))


def _trials(gap: Gap) -> Iterator[tuple[Place, Sequence[Patch]]]:
    for name, choice in gap.choices.items():
        if choice.patch:
            yield ("choices", name), choice.patch
    if gap.sets is not None and gap.value is not None:
        yield ("sets",), (Patch(path=gap.sets, value=_SAMPLES[gap.value]),)


def _tried(data: Data, changes: Sequence[Patch], *, consistent: bool) -> tuple[Place, str]:
    """Why the changes cannot be made and which of them is the cause; an empty reason when they can."""
    for place, change in enumerate(changes):
        try:
            data = patched(data, (change,))
        except BadInput as error:
            return ("patch", place), error.sentence.rstrip("。")
    try:
        scheme = convert(data)
    except ValidationError:
        return (), _("改动后不符合格式，请检查路径和值")
    # A sample value only shows that the path fits; a choice must also leave the scheme consistent.
    wrong = problems(scheme) if consistent else []
    return (), _("改动后前后不一致：{reason}").format(reason=wrong[0].reason) if wrong else ""
