"""Client, scope and the list of sites: what is missing, what does not fit."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import client_check
from desktop.domain.client_check import is_credit_code, proposed_scope
from tests.domain.builders import document, shipped
from tests.domain.noticing import critical, found

CLIENT: dict[str, Any] = {
    "name": "岚川电器股份有限公司", "address": "某市 1 号", "legal_status": "企业法人", "headcount": 120, "outsourcing": "无",
    "shifts": "一班", "activities": "生产的家用空调器产品",
}  # fmt: skip
PATTERNED = "岚川电器股份有限公司生产的家用空调器产品所涉及的售后服务体系成熟度认证"


def said(scheme: str = "ctc", client: Any = CLIENT, **parts: Any) -> dict[str, Any]:
    base: dict[str, Any] = {"audit": {"kind": "initial", "scope": "空调售后"}, "applied_for": 5}
    return found(client_check.notices, scheme, client=client, **base | parts)


def test_a_client_that_is_all_told() -> None:
    assert said() == {}
    assert said("bz", applied_for=3, audit={"kind": "initial", "scope": PATTERNED}) == {}


def test_what_is_not_said() -> None:
    notices = said(client={}, audit={}, applied_for=None)
    assert critical(notices) == {"missing/client/name", "missing/client/headcount", "missing/audit/kind", "missing/audit/scope"}
    assert {"missing/client/shifts", "missing/client/outsourcing", "missing/client/legal_status", "missing/applied-for"} <= set(notices)
    assert "missing/client/activities" not in notices
    assert "missing/client/activities" in said("bz", client={})


@pytest.mark.parametrize(("heads", "faults"), [(0, {"headcount-zero"}), (1, set()), (1_000_000, set())])
def test_zero_and_a_million_people(heads: int, faults: set[str]) -> None:
    assert set(said(client=CLIENT | {"headcount": heads})) == faults


def test_an_audit_does_not_end_before_it_starts() -> None:
    days = {"kind": "initial", "scope": "空调售后", "starts_on": "2026-11-24"}
    assert said(audit=days | {"ends_on": "2026-11-24"}) == {}
    notice = said(audit=days | {"ends_on": "2026-11-20"})["audit-dates"]
    assert (notice.severity, notice.record, notice.field) == ("critical", "audit", "ends_on")


def test_the_scope_in_the_schemes_pattern() -> None:
    scheme = shipped("bz").scheme
    whole = document(shipped("bz"), client=CLIENT)
    assert proposed_scope(whole, scheme) == PATTERNED
    assert proposed_scope(document(shipped("bz"), client={"name": "甲"}), scheme) is None
    assert proposed_scope(whole, shipped("ctc").scheme) is None
    notice = said("bz", applied_for=3, audit={"kind": "initial", "scope": "空调售后"})["scope-pattern"]
    assert PATTERNED in notice.sentence
    # What lies between name and ending is free, as in the rule's own examples.
    free = "岚川电器股份有限公司所生产的家用空调器产品的售后服务体系成熟度认证"
    assert said("bz", applied_for=3, audit={"kind": "initial", "scope": free}) == {}


@pytest.mark.parametrize("code", ["91350100M000100Y43", "91310000MA1FL0AA0A"])
def test_credit_codes(code: str) -> None:
    # The first is the example of the standard.
    assert is_credit_code("91350100M000100Y43")
    assert not is_credit_code("91350100M000100Y44")
    assert not is_credit_code("91350100M000100Y4")
    assert ("credit-code" in said(client=CLIENT | {"credit_code": code})) is not is_credit_code(code)


@given(st.integers(0, 16), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_one_wrong_sign_is_always_seen(place: int, sign: str) -> None:
    right = "91350100M000100Y43"
    wrong = right[:place] + sign + right[place + 1 :]
    assert is_credit_code(wrong) is (wrong == right)


def test_sites_are_told_once_a_fault() -> None:
    sites: list[dict[str, Any]] = [{"id": f"s{n}", "name": f"第{n}店", "address": f"某路 {n} 号", "headcount": 2} for n in range(50)]
    assert said(sites=sites) == {}
    sites += [
        {"id": "a"},
        {"id": "b"},
        {"id": "c", "name": "第1店", "address": "某路 1 号"},
        {"id": "d", "name": "无址店", "headcount": 30},
    ]
    notices = said(sites=sites)
    assert set(notices) == {"site-name", "site-twice", "site-address", "site-headcount"}
    assert (notices["site-name"].record, notices["site-twice"].record) == ("sites/a", "sites/c")
    assert "130" in notices["site-headcount"].sentence
