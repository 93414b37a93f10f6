"""Which column of a table is which question: guessed from texts and ids, or written down as `fieldaudit.survey-mapping/1`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Annotated, Final, Literal, NamedTuple

from msgspec import Meta, Struct, field

from desktop.domain.scheme import Survey
from desktop.domain.survey_columns import OPTION
from desktop.domain.survey_table import Table, letter

FORMAT: Final = "fieldaudit.survey-mapping/1"
_Title = Annotated[str, Meta(max_length=2000)]
_Target = Annotated[str, Meta(min_length=1, max_length=300)]
_Points = Annotated[int, Meta(ge=0, le=100)]

# What a column may hold besides the answer to a question. `identity` alone names a respondent, `serial` together with the time;
# `service` and the others of _TEXTS may stand in several columns, and `service=安装` is ticked in a column of its own.
FIELDS = (
    "identity", "serial", "number", "started_at", "answered_at", "seconds", "status", "site", "service", "consent", "remark", "ignore",
)  # fmt: skip
TEXTS = frozenset({"number", "site", "service", "consent", "remark"})
# What the form for other programs calls them (tables/xlsform.py), and so their exports with labels.
LABELS = {"site": "服务网点或地点", "service": "接受的服务", "consent": "是否同意参加调查", "remark": "意见和建议"}

# The words of a scale of five, best last; what is not here goes into a mapping's `labels`.
_WORDS = {
    1: ("非常不满意", "很不满意", "极不满意", "非常不同意", "很不同意", "完全不同意", "非常差", "很差", "完全不符合", "非常不符合"),
    2: ("不满意", "比较不满意", "不太满意", "较不满意", "不同意", "比较不同意", "不太同意", "较差", "差", "比较不符合", "不符合"),
    3: ("一般", "尚可", "中立", "普通"),
    4: ("满意", "比较满意", "较满意", "同意", "比较同意", "较好", "好", "比较符合", "符合"),
    5: ("非常满意", "很满意", "十分满意", "非常同意", "很同意", "完全同意", "非常好", "很好", "完全符合", "非常符合"),
}
WORDS_OF_FIVE = {word: points for points, words in _WORDS.items() for word in words}
# What survey programs write where there is no answer: skipped, left blank, declined.
NO_ANSWER = frozenset(("", "(空)", "(跳过)", "-2", "-3", "不适用", "拒答", "未答", "n/a", "na", "null", "none"))


class Mapping(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """`columns`: title of a column (the second of the same title: `title [2]`) to a question's id or one of FIELDS.

    `labels`: what stands in the cells to points, null for no answer; it goes before the words and numbers that are known anyway.
    """

    format: Literal["fieldaudit.survey-mapping/1"]
    columns: dict[_Title, _Target]
    labels: dict[_Title, _Points | None] = field(default_factory=dict)
    channel: Literal["face_to_face", "electronic"] = "electronic"
    sheet: str | None = None
    header_row: Annotated[int, Meta(ge=1, le=1_048_576)] | None = None


class Head(NamedTuple):
    """The head of a table: its last row, and the title of each column, no two alike."""

    row: int
    titles: tuple[str, ...]


class Guess(NamedTuple):
    """What the columns seem to be, the questions without a column, and the titles that stay unused."""

    head: Head
    mapping: Mapping
    missing: tuple[str, ...]  # ids of questions
    unused: tuple[str, ...]


_FIELD_OF = {
    "rootuuid": "identity", "_id": "identity", "_uuid": "identity", "答卷编号": "identity", "答题id": "identity",
    "序号": "serial", "编号": "serial", "提交序号": "serial",
    "提交答卷时间": "answered_at", "提交时间": "answered_at", "答题时间": "answered_at", "end": "answered_at", "结束时间": "answered_at",
    "_submission_time": "answered_at", "start": "started_at", "开始时间": "started_at", "开始答题时间": "started_at",
    "所用时间": "seconds", "答题时长": "seconds", "用时": "seconds", "作答时长": "seconds", "_validation_status": "status",
    "site": "site", "服务网点": "site", "网点": "site", "门店": "site", "service": "service", "服务类型": "service", "服务项目": "service",
    "consent": "consent", "remark": "remark", "意见": "remark", "建议": "remark", "其他意见": "remark",
}  # fmt: skip
# Questions of the survey's own about the respondent, in the words they are usually asked in.
_ASKED_FOR = (
    ("service", re.compile(r"(接受|享受|使用|办理|体验).{0,6}(哪|什么|何种).{0,6}服务|服务.{0,2}(类型|项目|种类)")),
    ("site", re.compile(r"(哪|什么).{0,4}(网点|门店|服务点|服务站)")),
    ("remark", re.compile(r"意见|建议")),
)
# Where several columns could name the respondent or the time, the one that stays the same when a response is edited.
_BEST = {"identity": ("rootuuid", "_id", "答卷编号", "答题id", "_uuid"), "answered_at": ("提交答卷时间", "end")}
_NEVER = frozenset(
    {
        "来源", "来源详情", "来自ip", "ip", "总分", "得分", "用户id", "昵称", "today", "username", "deviceid", "phonenumber", "audit",
        "_notes", "_status", "_submitted_by", "__version__", "_tags", "_index", "_version_", "uuid", "instanceid", "instancename",
    }
)  # fmt: skip
_NUMBERED = re.compile(r"^(?:第\s*\d{1,3}\s*题|[Qq]\d{1,3}\s*(?=[.、:：\s])|\d{1,3}(?=[.、:：．]))[.、:：．\s]*")
_TYPED = re.compile(r"[\[【(（](?:单选|多选|矩阵|量表|评分|打分|必答|填空|简答)[^\]】)）]{0,12}[\]】)）]\s*\*?")
_INSIDE = re.compile(r"[(（]([^()（）]{1,200})[)）]\s*$")
_PARTS = re.compile(r"[/／—–:：_]|-{1,2}(?!\d)")


def plain(text: str) -> str:
    """A title or word for comparing: of one width and case, without spaces and marks."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum() or sign == "_")


def find_head(table: Table, form: Survey, row: int | None = None) -> Head:
    """The head: the row named, else that of the first ten whose titles say most; two rows where merged cells span questions."""
    rows = table.rows[:10]
    best = _best(rows, form) if row is None else next((at for at, (number, _cells) in enumerate(rows) if number == row), 0)
    number, cells = rows[best]
    if number in table.spanned and best + 1 < len(rows):
        below_number, below = rows[best + 1]
        if _worth(_joined(cells, below), form) > _worth(cells, form):
            return Head(below_number, _titles(_joined(cells, below)))
        above = rows[best - 1] if best else None
        if above and above[0] in table.spanned:
            return Head(number, _titles(_joined(above[1], cells)))
    elif best and rows[best - 1][0] in table.spanned:
        joined = _joined(rows[best - 1][1], cells)
        if _worth(joined, form) >= _worth(cells, form):
            return Head(number, _titles(joined))
    return Head(number, _titles(cells))


def _best(rows: Sequence[tuple[int, Sequence[str]]], form: Survey) -> int:
    best, most = 0, 0
    for at, (_number, cells) in enumerate(rows):
        worth = _worth(cells, form)
        if worth > most:
            best, most = at, worth
        if 2 * worth > sum(1 for cell in cells if cell):
            # Mostly titles: no row below is a better head.
            break
    return best


def _joined(above: Sequence[str], below: Sequence[str]) -> list[str]:
    width = max(len(above), len(below))
    pairs = zip([*above, *[""] * (width - len(above))], [*below, *[""] * (width - len(below))], strict=True)
    return [one if one == other or not other else f"{one}—{other}" if one else other for one, other in pairs]


def _titles(cells: Sequence[str]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    titles = []
    for column, cell in enumerate(cells, 1):
        title = " ".join(cell.split()) or letter(column)
        seen[title] = seen.get(title, 0) + 1
        titles.append(title if seen[title] == 1 else f"{title} [{seen[title]}]")
    return tuple(titles)


def _worth(cells: Sequence[str], form: Survey) -> int:
    """How many cells of a row are titles of something known."""
    known = _questions(form)
    return sum(1 for cell in cells if cell and (_field(cell) or _question(cell, known)))


def guess(table: Table, form: Survey, remembered: Mapping | None = None) -> Guess:
    """What each column seems to be; a remembered mapping goes first for the titles it knows."""
    head = find_head(table, form, remembered.header_row if remembered else None)
    ids = {question.id for question in form.questions}
    known = _questions(form)
    kept = {title: target for title, target in (remembered.columns if remembered else {}).items() if target in ids or _is_field(target)}
    columns = {title: kept[title] for title in head.titles if title in kept}
    taken = set(columns.values())
    found: dict[str, list[str]] = {}
    for title in head.titles:
        question = None if title in columns else _question(title, known)
        if question and question not in taken:
            found.setdefault(question, []).append(title)
    # Two columns for one question: a person has to say which.
    columns |= {titles[0]: question for question, titles in found.items() if len(titles) == 1}
    _guess_fields(head.titles, columns)
    mapping = Mapping(
        format=FORMAT,
        columns={title: columns[title] for title in head.titles if title in columns},
        labels=remembered.labels if remembered else {},
        channel=remembered.channel if remembered else "electronic",
        sheet=remembered.sheet if remembered else None,
        header_row=remembered.header_row if remembered else None,
    )
    answered = set(columns.values())
    return Guess(
        head,
        mapping,
        tuple(question.id for question in form.questions if question.id not in answered),
        tuple(title for title in head.titles if title not in columns and not _is_never(title)),
    )


def _is_field(target: str) -> bool:
    return target.partition("=")[0] in FIELDS


def _is_never(title: str) -> bool:
    return _key(title) in _NEVER or plain(title) in _NEVER


def _guess_fields(titles: Sequence[str], columns: dict[str, str]) -> None:
    boxes = _boxes(titles)
    candidates: dict[str, list[str]] = {}
    for title in titles:
        name = None if title in columns or title in boxes else _field(title)
        if name:
            candidates.setdefault(name, []).append(title)
    for name, found in candidates.items():
        if name in columns.values():
            continue
        best = _BEST.get(name, ())
        found.sort(key=lambda title: best.index(_key(title)) if _key(title) in best else len(best))
        columns[found[0]] = name
    # Only where no column holds all that was ticked.
    joined = set(columns.values())
    columns |= {title: f"{name}={option}" for title, (name, option) in boxes.items() if title not in columns and name not in joined}


def _boxes(titles: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Columns that tick one option each of a question about the respondent: the field and the option."""
    found: dict[str, list[tuple[str, str]]] = {}
    for title in titles:
        option = OPTION.match(title)
        if option:
            found.setdefault(option["question"], []).append((title, option["inside"] or option["path"]))
    return {
        title: (name, option)
        for question, options in found.items()
        if len(options) > 1 and (name := _field(question)) in ("service", "site") and name
        for title, option in options
    }


def _key(title: str) -> str:
    """The last step of a path of groups, for titles that are names."""
    return _TYPED.sub("", _NUMBERED.sub("", title)).rpartition("/")[2].strip().casefold()


def _field(title: str) -> str | None:
    key = _key(title)
    found = _FIELD_OF.get(key) or _FIELD_OF.get(plain(key))
    if found:
        return found
    label = plain(key)
    for name, text in LABELS.items():
        if label == plain(text):
            return name
    return next((name for name, words in _ASKED_FOR if words.search(key)), None)


def _questions(form: Survey) -> dict[str, str]:
    """The plain texts and ids of the questions; one that stands for two questions is none."""
    known: dict[str, str | None] = {}
    for question in form.questions:
        for text in (plain(question.text), question.id.casefold(), plain(xml_name(question.id))):
            known[text] = question.id if known.get(text, question.id) == question.id else None
    return {text: question for text, question in known.items() if question}


def xml_name(question: str) -> str:
    """A question's id as a name in an XLSForm: it begins with a letter."""
    name = re.sub(r"[^A-Za-z0-9_.-]", "_", question)
    return name if name[:1].isalpha() or name[:1] == "_" else f"q_{name}"


def _question(title: str, known: dict[str, str]) -> str | None:
    bare = _TYPED.sub("", title).strip().rstrip("*").strip()
    unnumbered = _NUMBERED.sub("", bare)
    inside = _INSIDE.search(bare)
    parts = [part for part in _PARTS.split(unnumbered) if part.strip()]
    tries = [bare, unnumbered, *([inside[1]] if inside else []), *([parts[-1]] if len(parts) > 1 else [])]
    for text in tries:
        found = known.get(plain(text)) or known.get(text.strip().casefold())
        if found:
            return found
    # A path or a preface before the question's whole text; the longest, should one text end another.
    whole = plain(unnumbered)
    ends = [text for text in known if len(text) >= 6 and whole.endswith(text)]
    return known[max(ends, key=len)] if ends else None
