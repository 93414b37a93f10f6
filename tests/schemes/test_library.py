"""The library: finds schemes, joins them with their blocks, settles gaps, pins bytes, and refuses in one sentence."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.base import paths
from desktop.base.errors import BadInput, NotFound
from desktop.domain.scheme import Item, Scheme
from desktop.schemes.library import Library

DATA = Path(__file__).parent / "data"


@pytest.fixture
def library() -> Library:
    return Library([paths.schemes(), DATA])


def items(scheme: Scheme) -> dict[str, Item]:
    found: dict[str, Item] = {}
    left = list(scheme.items)
    while left:
        item = left.pop()
        found[item.id] = item
        left += item.items
    return found


def test_ids_are_those_that_can_be_graded(library: Library) -> None:
    assert library.ids() == ["bz", "cqm", "ctc", "gbt27922", "mix", "shop", "zgc", "zhdh"]
    assert Library([]).ids() == []
    assert Library([DATA / "nowhere"]).ids() == []


def test_every_scheme_loads_and_is_pinned_by_its_bytes(library: Library) -> None:
    for id in library.ids():
        compiled = library.load(id)
        lines = "".join(f"{name} {hashlib.sha256(library.source(name)).hexdigest()}\n" for name, _data in compiled.sources)
        assert compiled.sha256 == hashlib.sha256(lines.encode()).hexdigest()
        assert compiled.sources[-1] == (id, library.source(id))
        assert compiled.version == compiled.scheme.version
        assert library.load_pinned(dict(compiled.sources), id) == compiled


def test_a_block_brings_its_items_and_gaps_before_the_schemes_own(library: Library) -> None:
    scheme = library.load("shop").scheme
    assert [item.id for item in scheme.items] == ["1", "2", "3"]
    assert [gap.id for gap in scheme.gaps] == ["B1", "A1", "A2", "O1", "B2"]
    assert [id for id, _data in library.load("zgc").sources] == ["common", "gbt27922", "zgc"]


def test_every_ambiguity_stands_in_the_schemes_it_belongs_to(library: Library) -> None:
    gaps = {id: {gap.id for gap in library.load(id).scheme.gaps} for id in library.ids()}
    own = {
        "zgc": [1, 2, 3, 4, 5, 6, 7, 8],
        "ctc": [9, 10, 11, 12, 13, 14, 15, 42],
        "zhdh": [16, 17, 18, 19, 20, 21, 22],
        "bz": [23, 45],
        "cqm": [*range(24, 37), 41, 45],
        "gbt27922": [37, 38, 39, 40],
    }
    for id, numbers in own.items():
        assert {f"A{number}" for number in numbers} <= gaps[id], id
    for id in ("zgc", "ctc", "zhdh"):
        assert {"A37", "A38", "A39", "A40"} <= gaps[id], id
    for id in ("zgc", "ctc", "zhdh", "bz", "cqm"):
        assert {"A43", "A44"} <= gaps[id], id


def test_a_setting_changes_the_data_and_not_the_pin(library: Library) -> None:
    plain = library.load("shop")
    chosen = library.load("shop", {"A1": "alternative", "A2": "alternative", "O1": "80.5"})
    assert items(plain.scheme)["1.2"].kind == "proportional"
    assert items(chosen.scheme)["1.2"].kind == "all-or-nothing"
    assert chosen.scheme.evaluations[0].criteria[1].bounds[4] == "<= 1"
    assert plain.scheme.characteristics is not None
    assert chosen.scheme.characteristics is not None
    assert plain.scheme.characteristics.pass_line is None
    assert chosen.scheme.characteristics.pass_line == Decimal("80.5")
    assert chosen.sha256 == plain.sha256
    assert chosen.settings == (("A1", "alternative"), ("A2", "alternative"), ("O1", "80.5"))


def test_the_default_reading_may_be_named(library: Library) -> None:
    assert library.load("shop", {"A1": "reading"}) == library.load("shop")


def test_every_choice_of_every_shipped_scheme_can_be_taken(library: Library) -> None:
    taken = 0
    for id in library.ids():
        for gap in library.load(id).scheme.gaps:
            for name in gap.choices:
                assert library.load(id, {gap.id: name}).settings == ((gap.id, name),)
                taken += 1
    assert taken > 50


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"A99": "alternative"}, "A1、A2、B1、B2、O1"),
        ({"A1": "other"}, "reading、alternative"),
        ({"A2": ""}, "reading、alternative、strict"),
        ({"B1": "alternative"}, "可用：reading。"),
        ({"O1": "101"}, "0 到 100 的数"),
        ({"O1": "-1"}, "0 到 100 的数"),
        ({"O1": "1e2"}, "0 到 100 的数"),
        ({"O1": "nan"}, "0 到 100 的数"),
        ({"O1": "٥"}, "0 到 100 的数"),
        ({"O1": "9" * 5000}, "0 到 100 的数"),
        ({"x" * 5000: "y"}, "不是本方案的缺口编号"),
    ],
)
def test_a_setting_that_does_not_fit_names_what_is_allowed(library: Library, settings: dict[str, str], said: str) -> None:
    with pytest.raises(BadInput) as caught:
        library.load("shop", settings)
    assert said in caught.value.sentence
    assert len(caught.value.sentence) < 300


@pytest.mark.parametrize("id", ["nope", "", "../schemes/shop", "/etc/passwd", "SHOP", "shop.yaml", "con"])
def test_an_unknown_scheme_lists_those_at_hand(library: Library, id: str) -> None:
    with pytest.raises(NotFound, match="cqm"):
        library.load(id)


def test_a_later_folder_replaces_an_earlier_file(tmp_path: Path) -> None:
    text = (DATA / "shop.yaml").read_text(encoding="utf-8")
    (tmp_path / "shop.yaml").write_text(text.replace('version: "2.0"', 'version: "3.0"'), encoding="utf-8")
    own = Library([DATA, tmp_path])
    assert own.load("shop").version == "3.0"
    assert Library([tmp_path, DATA]).load("shop").version == "2.0"
    (tmp_path / "shop.yaml").write_text(text.replace('version: "2.0"', 'version: "4.0"'), encoding="utf-8")
    assert own.load("shop").version == "4.0"


def test_nothing_is_parsed_before_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("evaluations: [", encoding="utf-8")
    library = Library([DATA, tmp_path])
    assert "broken" in library.ids()
    assert library.load("shop").version == "2.0"
    with pytest.raises(BadInput, match=r"broken\.yaml 第 "):
        library.load("broken")


def test_a_file_with_another_id_than_its_name(tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_bytes((DATA / "shelf.yaml").read_bytes())
    with pytest.raises(BadInput, match="id 应与文件名一致"):
        Library([tmp_path]).load("other")


def test_a_contradiction_is_not_loaded(tmp_path: Path) -> None:
    text = (DATA / "shelf.yaml").read_text(encoding="utf-8").replace("points: 60", "points: 61")
    (tmp_path / "shelf.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=r"shelf\.yaml 第 14 行：分组 1"):
        Library([tmp_path]).load("shelf")


def test_pinned_files_must_be_whole(library: Library) -> None:
    sources = dict(library.load("shop").sources)
    del sources["shelf"]
    with pytest.raises(BadInput, match="缺少“shelf”"):
        library.load_pinned(sources, "shop")
    with pytest.raises(BadInput, match="2 MB"):
        library.load_pinned({"shop": b"a: 1\n" * 1_000_000}, "shop")
    with pytest.raises(BadInput, match="超过 40 个"):
        library.load_pinned({str(number): b"" for number in range(100)}, "1")


def test_blocks_that_use_each_other_are_refused(tmp_path: Path) -> None:
    text = (DATA / "shelf.yaml").read_text(encoding="utf-8")
    for id, other in (("a", "b"), ("b", "a")):
        changed = text.replace("id: shelf", f"id: {id}").replace("basis: []", f"basis: []\nuses: [{other}]")
        (tmp_path / f"{id}.yaml").write_text(changed, encoding="utf-8")
    with pytest.raises(BadInput, match="循环：a → b → a"):
        Library([tmp_path]).load("a")
