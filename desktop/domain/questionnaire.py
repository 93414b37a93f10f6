"""The questions a respondent is asked: the scheme's own or this audit's, each version kept for the responses answered with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from desktop.base.errors import BadInput
from desktop.base.words import _
from desktop.domain.assessment import AskedQuestion, EarlierQuestionnaire, Questionnaire, Response
from desktop.domain.scheme import Dimension, Question, Survey

# The version of the scheme's own questionnaire, which a response names by naming none.
OWN = 0
MOST_QUESTIONS = 100
MOST_POINTS = 11
_LONGEST = 200


class Forms(Struct, frozen=True):
    """Every version of an audit's questionnaire by its number; `current` is the one asked now."""

    survey: Survey  # the scheme's
    version: int
    by_version: dict[int, Survey]

    @property
    def current(self) -> Survey:
        return self.by_version[self.version]

    def of(self, response: Response) -> Survey | None:
        """The form a response was answered with; None when the document has no such version."""
        return self.by_version.get(OWN if response.questionnaire is None else response.questionnaire)


def forms_of(survey: Survey, questionnaire: Questionnaire | None) -> Forms:
    """The versions of a questionnaire; without one of the audit's own, the scheme's alone."""
    forms = {OWN: survey}
    if questionnaire is None or not questionnaire.questions:
        return Forms(survey, OWN, forms)
    for one in questionnaire.earlier:
        forms[one.version] = _form(survey, one.scale, one.questions)
    forms[questionnaire.version] = _form(survey, questionnaire.scale, questionnaire.questions)
    return Forms(survey, questionnaire.version, forms)


def _form(survey: Survey, scale: int, asked: Sequence[AskedQuestion]) -> Survey:
    known = {dimension.id for dimension in survey.dimensions}
    # A scheme that names no dimensions leaves them to the audit; their name is their title.
    more = dict.fromkeys(question.dimension for question in asked if question.dimension not in known)
    return replace(
        survey,
        scale=scale,
        dimensions=(*survey.dimensions, *(Dimension(id=name, title=name) for name in more)),
        questions=tuple(Question(id=one.id, dimension=one.dimension, text=one.text, clauses=one.clauses) for one in asked),
    )


def asked(form: Survey) -> tuple[AskedQuestion, ...]:
    """A form's questions as a document writes them."""
    return tuple(AskedQuestion(id=one.id, dimension=one.dimension, text=one.text, clauses=one.clauses) for one in form.questions)


def edited(
    forms: Forms,
    questionnaire: Questionnaire | None,
    responses: Iterable[Response],
    *,
    questions: Sequence[AskedQuestion],
    scale: int,
) -> Questionnaire:
    """The questionnaire with other questions: a new version where the current one was answered already. Raises BadInput."""
    _check(forms.survey, questions, scale)
    used = any((OWN if response.questionnaire is None else response.questionnaire) == forms.version for response in responses)
    earlier = questionnaire.earlier if questionnaire else ()
    if forms.version == OWN:
        version = max(forms.by_version) + 1
    elif used and questionnaire is not None:
        version = max(forms.by_version) + 1
        before = EarlierQuestionnaire(version=questionnaire.version, scale=questionnaire.scale, questions=questionnaire.questions)
        earlier = (*earlier, before)
    else:
        version = forms.version
    return Questionnaire(version=version, scale=scale, questions=tuple(questions), earlier=earlier)


def new_id(forms: Forms) -> str:
    """An id no version of the questionnaire has used, so that old answers never count for a new question."""
    used = {question.id for form in forms.by_version.values() for question in form.questions}
    number = len(used) + 1
    while f"q{number}" in used:
        number += 1
    return f"q{number}"


def _check(survey: Survey, questions: Sequence[AskedQuestion], scale: int) -> None:
    if not questions:
        raise BadInput(_("问卷至少要有一道题，请先加题再删去这一道。"))
    if len(questions) > MOST_QUESTIONS:
        raise BadInput(_("问卷超过 {most} 道题，请精简。").format(most=MOST_QUESTIONS))
    if not 2 <= scale <= MOST_POINTS:
        raise BadInput(_("问卷分制 {scale} 不可用，请改为 2 到 {most} 之间的整数。").format(scale=scale, most=MOST_POINTS))
    dimensions = {dimension.id: dimension.title for dimension in survey.dimensions}
    for place, question in enumerate(questions, 1):
        text = question.text.strip()
        if not text or len(text) > _LONGEST:
            raise BadInput(_("问卷第 {place} 题：题目应有 1 到 {most} 个字，请改正。").format(place=place, most=_LONGEST))
        if dimensions and question.dimension not in dimensions:
            raise BadInput(
                _("问卷第 {place} 题：方案没有“{dimension}”这一方面，可用：{all}。").format(
                    place=place, dimension=question.dimension, all="、".join(f"{key}（{title}）" for key, title in dimensions.items())
                )
            )


def check_answers(form: Survey, answers: dict[str, int]) -> None:
    """Whether the answers are answers to this form: known questions, points from 1 to the scale, at least one. Raises BadInput."""
    places = {question.id: place for place, question in enumerate(form.questions, 1)}
    if not answers:
        raise BadInput(_("这份问卷一题也没有作答；拒答的题可以不填，但至少要答一题。"))
    for key, value in answers.items():
        if key not in places:
            raise BadInput(_("问卷里没有编号为 {question} 的题，请核对。").format(question=key[:40]))
        if not 1 <= value <= form.scale:
            raise BadInput(
                _("第 {place} 题：{value} 不在 1 到 {scale} 之间，请改正。").format(place=places[key], value=value, scale=form.scale)
            )


class Difference(NamedTuple):
    """What one version of a questionnaire has otherwise than another; `question` is empty where it is about the whole."""

    kind: Literal["added", "removed", "reworded", "dimension", "clauses", "order", "scale"]
    question: str
    before: str = ""
    after: str = ""


def differences(before: Survey, after: Survey) -> tuple[Difference, ...]:
    """What changed from one version to another, in the order of the later one; what was removed comes last."""
    found: list[Difference] = []
    if before.scale != after.scale:
        found.append(Difference("scale", "", str(before.scale), str(after.scale)))
    old = {question.id: question for question in before.questions}
    new = {question.id: question for question in after.questions}
    titles = {one.id: one.title for form in (before, after) for one in form.dimensions}
    for key, now in new.items():
        then = old.get(key)
        if then is None:
            found.append(Difference("added", key, "", now.text))
            continue
        if then.text != now.text:
            found.append(Difference("reworded", key, then.text, now.text))
        if then.dimension != now.dimension:
            found.append(Difference("dimension", key, titles.get(then.dimension, then.dimension), titles.get(now.dimension, now.dimension)))
        if then.clauses != now.clauses:
            found.append(Difference("clauses", key, "、".join(then.clauses), "、".join(now.clauses)))
    if [key for key in old if key in new] != [key for key in new if key in old]:
        found.append(Difference("order", ""))
    found += [Difference("removed", key, then.text) for key, then in old.items() if key not in new]
    return tuple(found)


class Version(NamedTuple):
    """A version of a questionnaire and how many responses (void ones too) were given to it."""

    number: int
    form: Survey
    responses: int


def versions(forms: Forms, responses: Iterable[Response]) -> tuple[Version, ...]:
    """Every version, the latest first."""
    counts = Counter(OWN if response.questionnaire is None else response.questionnaire for response in responses)
    return tuple(Version(number, form, counts[number]) for number, form in sorted(forms.by_version.items(), reverse=True))


def coverage(form: Survey) -> dict[str, int]:
    """How many questions there are for each dimension, by its title, in the scheme's order; 0 where none asks for it."""
    counts = Counter(question.dimension for question in form.questions)
    return {dimension.title: counts[dimension.id] for dimension in form.dimensions}
