"""The document review, whether anybody may be on site before it passed, and the training before the audit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from desktop.base.errors import BadInput
from desktop.domain import document_gate, training_check
from desktop.domain.document_gate import check_may_start, deviation, gate
from desktop.domain.preparation import DocumentReview
from tests.domain.builders import document, shipped
from tests.domain.noticing import critical, found

TEAM = [{"id": "1", "name": "沈望舒", "role": "leader"}, {"id": "2", "name": "谭工", "role": "expert"}]
MANUAL = {"id": "d1", "title": "服务手册", "version": "B/2", "requirement": "5.1.4", "result": "suitable"}
ASKED = {"id": "d2", "title": "投诉程序", "result": "question", "question": "没有写时限，请补充"}
PASSED = {"passed": True, "finished_on": "2026-11-12", "reviewed_by": "沈望舒"}


def state(scheme: str, kind: str = "initial", **parts: Any) -> str:
    return gate(document(shipped(scheme), audit={"kind": kind}, **parts), shipped(scheme).scheme).state


def said(scheme: str = "zhdh", today: date | None = date(2026, 11, 20), **parts: Any) -> dict[str, Any]:
    base = {"audit": {"kind": "initial", "starts_on": "2026-11-24"}, "team": TEAM, "documents": [MANUAL], "document_review": PASSED}
    return found(document_gate.notices, scheme, today, **base | parts)


def test_where_the_gate_stands_is_the_schemes_own() -> None:
    for scheme in ("ctc", "zhdh"):
        assert state(scheme) == "shut"
        assert state(scheme, documents=[MANUAL], document_review=PASSED) == "passed"
        assert state(scheme, documents=[MANUAL, ASKED], document_review=PASSED) == "shut"
        assert state(scheme, document_review={"passed": False}) == "shut"
        assert state(scheme, document_review={"started_anyway": "合同期限"}) == "deviation"
    assert state("zgc") == "inside"
    assert state("ctc", "surveillance") == "not-asked"
    assert state("zhdh", "surveillance") == "shut"
    assert state("bz") == state("cqm") == "silent"


def test_recertification_may_leave_it_out_where_the_scheme_says_so() -> None:
    left = {"left_out": "体系和内外部环境没有变更"}
    assert state("zhdh", "recertification", document_review=left) == "left-out"
    assert state("zgc", "recertification", document_review=left) == "left-out"
    assert state("zhdh", "recertification", document_review={"left_out": " "}) == "shut"
    assert state("zhdh", "initial", document_review=left) == state("ctc", "recertification", document_review=left) == "shut"
    assert "documents-left-out" in critical(said("ctc", audit={"kind": "recertification"}, document_review=left))
    assert said(audit={"kind": "recertification"}, documents=[], document_review=left) == {}


def test_a_review_in_order() -> None:
    assert said() == {}
    assert said("ctc") == {}
    assert said("zgc") == {}
    closed = ASKED | {"answer": "已补 24 小时", "closed_on": "2026-11-11"}
    assert said(documents=[MANUAL, closed]) == {}


def test_on_site_before_it_passed() -> None:
    review: dict[str, Any] = {"document_review": {}}
    assert not critical(said(**review))
    assert said(**review)["documents-gate"].clause == "7.3"
    assert critical(said(today=date(2026, 11, 24), **review)) == {"documents-gate"}
    assert critical(said(observations=[{"id": "o", "item": "5.1.1.1"}], **review)) == {"documents-gate"}
    assert critical(said(meetings={"opening": {"started_at": "2026-11-24 09:00"}}, **review)) == {"documents-gate"}
    with pytest.raises(BadInput, match=r"通过之后才能到现场.*7\.3"):
        check_may_start(document(shipped("zhdh"), audit={"kind": "initial"}), shipped("zhdh").scheme)
    check_may_start(document(shipped("zgc"), audit={"kind": "initial"}), shipped("zgc").scheme)


def test_a_start_anyway_reaches_the_reports_deviations() -> None:
    review = {"started_anyway": "合同期限", "started_anyway_by": "沈望舒", "started_anyway_on": "2026-11-20"}
    sentence = deviation(DocumentReview(started_anyway="合同期限", started_anyway_by="沈望舒", started_anyway_on=date(2026, 11, 20)))
    assert "合同期限（沈望舒，2026-11-20）" in sentence
    without = said(document_review=review)
    assert "documents-deviation-report" in critical(without)
    assert without["documents-deviation"].severity == "warning"
    assert "documents-deviation-report" not in said(document_review=review, report={"deviations": "其他。\n" + sentence})


def test_a_pass_with_something_open() -> None:
    assert critical(said(documents=[MANUAL, ASKED])) == {"documents-open"}
    assert critical(said(documents=[])) == {"documents-none"}
    assert critical(said("zgc", documents=[], document_review={})) == {"documents-outcome"}
    late = said(document_review=PASSED | {"finished_on": "2026-11-25"}, today=date(2026, 11, 30))
    assert critical(late) == {"documents-late"}
    assert critical(said(document_review=PASSED | {"reviewed_by": None})) == {"documents-reviewer"}
    for name in ("谭工", "路人"):
        assert said(document_review=PASSED | {"reviewed_by": name})["documents-reviewer"].severity == "warning"


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        ({"id": "x"}, "document-title/x"),
        ({"id": "x", "title": "手册"}, "document-result/x"),
        ({"id": "x", "title": "手册", "result": "question", "closed_on": "2026-11-01"}, "document-question/x"),
        ({"id": "x", "title": "手册", "result": "question", "question": "？", "closed_on": "2026-11-01"}, "document-answer/x"),
    ],
)
def test_each_document_is_told_whole(entry: dict[str, Any], key: str) -> None:
    assert critical(said(documents=[entry])) == {key}
    assert said(documents=[entry], document_review={})[key].severity == "warning"


def test_what_has_to_be_read_at_least() -> None:
    parts: dict[str, Any] = {"audit": {"kind": "recertification", "starts_on": "2026-11-24"}}
    assert critical(said("ctc", **parts)) == {f"documents-least/{key}" for key in ("scope", "policy", "organisation", "rules")}
    read = [MANUAL | {"about": ["scope", "policy"]}, MANUAL | {"id": "d9", "about": ["organisation", "rules"]}]
    assert said("ctc", documents=read, **parts) == {}


TRAINED: dict[str, Any] = {
    "held_on": "2026-11-23", "trainer": "谭工", "trainer_role": "expert", "trainees": ["沈望舒"], "content": "家电维修安全",
    "laws_suitable": True, "laws": "清单适用", "leader_part": "审查要求", "signatures": [{"name": "谭工"}, {"name": "沈望舒"}],
}  # fmt: skip


def trained(scheme: str = "ctc", **own: Any) -> dict[str, Any]:
    return found(training_check.notices, scheme, date(2026, 11, 23), team=TEAM, audit={"starts_on": "2026-11-24"}, training=TRAINED | own)


def test_training_is_on_file_where_the_scheme_asks_for_it() -> None:
    assert trained() == {}
    assert critical(found(training_check.notices, "ctc")) == {"training-missing"}
    assert found(training_check.notices, "zhdh") == {}
    assert critical(trained(content=" ", laws_suitable=None, leader_part=None)) == {
        f"training-content/{key}" for key in ("professional", "laws", "leader")
    }
    assert trained(laws_suitable=False)["training-laws"].severity == "warning"


def test_everybody_is_trained_and_signs() -> None:
    assert "沈望舒" in trained(trainees=[], signatures=[{"name": "谭 工"}])["training-away"].sentence
    assert "沈望舒" in trained(signatures=[{"name": "谭工"}])["training-unsigned"].sentence
    assert trained(signatures=[{"name": "谭 工"}, {"name": "沈望舒"}]) == {}
    assert "training-role" in trained(trainer_role="auditor")
    assert set(trained(held_on="2026-11-25")) == {"date/training/held_on", "order/audit/starts_on/held_on"}
