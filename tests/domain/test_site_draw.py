"""The sites of an audit: how many, which, swapped, and whether the draw still fits the list."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import site_draw
from desktop.domain.sampling import site_sample
from desktop.domain.site_draw import audited_sites, drawn_of, head_office, sample_state
from tests.domain.builders import document, shipped
from tests.domain.noticing import critical, found


def sites(count: int) -> list[dict[str, Any]]:
    return [{"id": f"s{number:05d}", "name": f"第{number}店", "address": f"某路 {number} 号"} for number in range(1, count + 1)]


def sample(count: int, drawn: int, seed: str = "2026-1", **more: Any) -> dict[str, Any]:
    frame = [site["id"] for site in sites(count)]
    return {"seed": seed, "frame": frame, "drawn": drawn_of(frame, drawn, seed), "drawn_on": "2026-11-01", "formula": "√N"} | more


def said(count: int = 9, kind: str = "surveillance", scheme: str = "zhdh", **parts: Any) -> dict[str, Any]:
    return found(site_draw.notices, scheme, audit={"kind": kind}, **{"sites": sites(count)} | parts)


def test_the_draw_is_that_of_the_command() -> None:
    told = site_sample(shipped("zhdh").scheme, 17, "surveillance", "岚川")
    frame = [site["id"] for site in sites(17)]
    assert drawn_of(frame, 5, "岚川") == tuple(frame[number - 1] for number in told["sites"])


def test_a_sample_in_order() -> None:
    assert said(site_sample=sample(9, 3)) == {}
    assert said(site_sample=sample(9, 5)) == {}
    assert said(0) == {}
    assert said(1) == {}
    assert said(9, kind="initial") == {}


def test_no_draw_yet_means_all() -> None:
    notice = said()["sample-undrawn"]
    assert (notice.severity, notice.clause) == ("warning", "9.3")
    assert "可抽 3 个" in notice.sentence
    assert len(audited_sites(document(shipped("zhdh"), sites=sites(9)))) == 9
    assert said(scheme="ctc")["sample-open"].severity == "note"
    assert said(scheme="ctc", site_sample=sample(9, 3, formula=""))["sample-open"].severity == "warning"


def test_too_few_sites_block() -> None:
    assert critical(said(site_sample=sample(9, 2))) == {"sample-few"}
    initial = said(kind="initial", site_sample=sample(9, 3))
    assert critical(initial) == {"sample-few"}
    assert "不抽样" in initial["sample-few"].sentence
    # The other reading of the rule draws at every audit.
    assert (
        found(
            site_draw.notices,
            "zhdh",
            settings=(("A20", "alternative"),),
            audit={"kind": "initial"},
            sites=sites(9),
            site_sample=sample(9, 3),
        )
        == {}
    )


def test_a_draw_that_nobody_can_repeat() -> None:
    kept = sample(9, 3)
    kept["drawn"] = [one for one in kept["frame"] if one not in kept["drawn"]][:3]
    assert critical(said(site_sample=kept)) == {"sample-repeat"}


def test_a_list_that_changed_since() -> None:
    more = said(12, site_sample=sample(9, 3))
    assert critical(more) == {"sample-stale"}
    assert "增加 3 个，减少 0 个" in more["sample-stale"].sentence
    drawn = sample(9, 3)["drawn"]
    fewer = said(sites=[site for site in sites(9) if site["id"] != drawn[0]], site_sample=sample(9, 3))
    assert critical(fewer) == {"sample-stale", "sample-few"}


def test_swaps_change_what_is_visited() -> None:
    kept = sample(9, 3)
    out, other = kept["drawn"][0], next(one for one in kept["frame"] if one not in kept["drawn"])
    swap = {"out": out, "into": other, "reason": "停业装修"}
    doc = document(shipped("zhdh"), audit={"kind": "surveillance"}, sites=sites(9), site_sample=kept | {"swaps": [swap]})
    assert set(audited_sites(doc)) == ({*kept["drawn"]} - {out}) | {other}
    assert said(site_sample=kept | {"swaps": [swap]}) == {}
    for bad in ({"reason": " "}, {"out": other}, {"into": kept["drawn"][1]}, {"into": "nowhere"}):
        assert "sample-swap/1" in critical(said(site_sample=kept | {"swaps": [swap | bad]}))
    # There and back again.
    back = {"out": other, "into": out, "reason": "已恢复营业"}
    assert said(site_sample=kept | {"swaps": [swap, back]}) == {}


def test_head_office_and_temporary_sites_are_not_drawn() -> None:
    listed = [*sites(9), {"id": "head", "name": "总部", "address": "总部路 1 号"}, {"id": "fair", "name": "展销会", "temporary": True}]
    doc = document(shipped("zhdh"), audit={"kind": "surveillance"}, client={"address": "总部路1号"}, sites=listed, site_sample=sample(9, 3))
    assert head_office(doc) == "head"
    state = sample_state(doc, shipped("zhdh").scheme)
    assert (state.of, state.temporary, state.required, len(state.visited), state.is_stale) == (9, 1, 3, 3, False)
    assert len(audited_sites(doc)) == 4
    notices = found(
        site_draw.notices, "zhdh", audit={"kind": "surveillance"}, client={"address": "总部路1号"}, sites=listed, site_sample=sample(9, 3)
    )
    assert {key: one.severity for key, one in notices.items()} == {"sample-temporary": "note"}


@pytest.mark.parametrize("hostile", [{"frame": []}, {"drawn": []}, {"frame": ["x"] * 9}, {"drawn": ["x"] * 20}, {"seed": "x" * 500}])
def test_hostile_samples_are_named(hostile: dict[str, Any]) -> None:
    assert critical(said(site_sample=sample(9, 3) | hostile))


@given(st.integers(1, 40), st.text("abc甲乙", max_size=6), st.data())
def test_swaps_keep_the_number_of_sites(count: int, seed: str, data: Any) -> None:
    frame = [site["id"] for site in sites(count)]
    number = data.draw(st.integers(1, count))
    pairs = data.draw(st.lists(st.tuples(st.sampled_from(frame), st.sampled_from(frame)), max_size=8))
    swaps = [{"out": out, "into": into, "reason": "x"} for out, into in pairs]
    doc = document(shipped("zhdh"), sites=sites(count), site_sample=sample(count, number, seed, swaps=swaps))
    visited = audited_sites(doc)
    assert len(visited) == len(set(visited)) == number
    assert set(visited) <= set(frame)


def test_ten_thousand_sites() -> None:
    state = sample_state(
        document(shipped("zhdh"), audit={"kind": "surveillance"}, sites=sites(10_000), site_sample=sample(10_000, 100)),
        shipped("zhdh").scheme,
    )
    assert (state.required, len(state.visited), state.repeats, state.is_stale) == (100, 100, True, False)
