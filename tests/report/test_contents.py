"""Mandatory contents: a complete sample lacks nothing, and each field taken away is named by its content alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from desktop.domain.assessment import Assessment
from desktop.domain.grading import grade
from desktop.domain.report_contents import contents_of, is_there, missing_contents, path_title
from desktop.domain.scheme import Content, ReportForm
from desktop.report.render import render
from tests.report.reading import data_of, document_of, joined
from tests.report.samples import SCHEMES, rules_of, sample


def forms() -> Iterator[tuple[str, ReportForm]]:
    for scheme_id in SCHEMES:
        for form in rules_of(scheme_id).scheme.reports:
            yield scheme_id, form


def named(value: Any) -> str:
    return value if isinstance(value, str) else value.kind if isinstance(value, ReportForm) else str(value)


def taken_away(document: dict[str, Any], path: str) -> None:
    """Empty a path; the grade loses an answer."""
    section, _dot, key = path.partition(".")
    if path == "grade":
        if document["items"]:
            document["items"].pop(next(iter(document["items"])))
        else:
            document["levels"].pop("2")
    elif key:
        del document[section][key]
    else:
        del document[section]


def missing(document: dict[str, Any], kind: str) -> dict[str, tuple[str, ...]]:
    rules = rules_of(document["scheme"])
    read = document_of(document)
    return {one.id: one.needs for one in missing_contents(read, rules.scheme, grade(read, rules), kind)}


def test_every_shipped_scheme_has_an_audit_report() -> None:
    assert {scheme_id for scheme_id, form in forms() if form.kind == "audit"} == set(SCHEMES)


@pytest.mark.parametrize(("scheme_id", "form"), list(forms()), ids=named)
def test_a_complete_sample_lacks_nothing(scheme_id: str, form: ReportForm) -> None:
    assert missing(sample(scheme_id), form.kind) == {}


@pytest.mark.parametrize(("scheme_id", "form"), list(forms()), ids=named)
def test_each_content_taken_away_is_named(scheme_id: str, form: ReportForm) -> None:
    for content in form.contents:
        for path in content.needs:
            document = sample(scheme_id)
            taken_away(document, path)
            expected = {other.id: tuple(need for need in other.needs if need == path) for other in form.contents if path in other.needs}
            assert missing(document, form.kind) == expected, path


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_the_first_page_of_a_draft_names_what_is_missing(scheme_id: str) -> None:
    form = rules_of(scheme_id).scheme.reports[0]
    assert "必备内容齐全" in joined(render(data_of(sample(scheme_id)), form.kind))
    for content in form.contents:
        document = sample(scheme_id)
        for path in content.needs:
            if path != "grade":
                taken_away(document, path)
        if all(path == "grade" for path in content.needs):
            continue
        told = joined(render(data_of(document), form.kind))
        assert "必备内容齐全" not in told
        assert "项必备内容" in told
        assert "".join(content.title.split()) in told
        assert "".join(content.clause.split()) in told


def test_blank_words_and_nameless_members_are_not_contents() -> None:
    document = sample("ctc")
    document["report"]["process"] = " \n\t"
    document["team"] = [{"id": "a", "name": "沈望舒"}, {"id": "b", "registration": "2024"}]
    document["sites"] = [{"id": "c", "temporary": False}]
    assert missing(document, "audit") == {"2": ("sites",), "4": ("team",), "5": ("sites",), "6": ("report.process",)}


def test_never_is_an_answer_and_unknown_is_not() -> None:
    rules = rules_of("cqm")
    document = sample("cqm")
    read = document_of(document)
    result = grade(read, rules)
    assert is_there(read, result, "facts.months_since_accident")
    assert not is_there(document_of({**document, "facts": {}}), result, "facts.months_since_accident")
    assert not is_there(read, result, "nowhere.at.all")
    assert not is_there(read, result, "report.unknown")


def test_a_content_may_belong_to_some_kinds_of_audit() -> None:
    scheme = rules_of("ctc").scheme
    only = Content(id="x", title="上次不符合的状态", clause="1", needs=("report.previous",), audits=("surveillance",))
    form = ReportForm(kind="audit", title="报告", clause="1", contents=(only,))
    document = sample("ctc")
    assert contents_of(form, document_of(document)) == ()
    document["audit"]["kind"] = "surveillance"
    assert contents_of(form, document_of(document)) == (only,)
    del document["audit"]["kind"]
    assert contents_of(form, document_of(document)) == (only,)
    assert missing_contents(document_of(document), scheme, grade(document_of(document), rules_of("ctc")), "photos") == []


def test_every_path_of_a_shipped_report_has_a_name() -> None:
    for _scheme, form in forms():
        for content in form.contents:
            assert not [path for path in content.needs if path_title(path) == path]


def test_a_topic_of_which_nothing_is_said_is_missing_content() -> None:
    document = sample("zhdh")
    del document["topics"]["management-3"]
    document["topics"]["management-4"] = {"not_applicable": " "}
    document["topics"]["management-5"] = {"not_applicable": "没有固定的服务场所"}
    asked = {key: (key.replace("/", "."),) for key in ("topics/management-3", "topics/management-4")}
    assert missing(document, "management") == asked
    assert missing(document, "audit") == asked
    assert missing(document, "document-review") == {}
    told = joined(render(data_of(document), "management"))
    assert "".join(next(one.text for one in rules_of("zhdh").scheme.topics if one.id == "management-3").split()) in told
    assert "7.4.1(3)" in told


def test_an_empty_document_lacks_everything() -> None:
    rules = rules_of("zgc")
    empty = Assessment(format="fieldaudit.assessment/1", scheme="zgc")
    assert [one.id for one in missing_contents(empty, rules.scheme, grade(empty, rules), "audit")] == list("abcdefgh")
