"""Where lines break: punctuation, whole words, widths, and nothing lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.report.breaking import break_text
from desktop.report.fonts import faces

NOT_FIRST = set("，。；：、）》」』】”’！？％%…")
NOT_LAST = set("（《「『【“‘(")
SIGNS = st.sampled_from("审查售后服务条款甲乙，。；：、（）《》“”！？％ 12.aB/-\n")


def lines(text: str, ems: float) -> list[str]:
    face = faces()["Regular"]
    return [line.text for line in break_text(text, ems * 10, lambda part: face.width(part) / 100, 10)]


@given(st.text(SIGNS, max_size=300), st.integers(6, 40))
def test_lines_hold_the_text_and_the_measure(text: str, ems: int) -> None:
    face = faces()["Regular"]
    broken = break_text(text, ems * 10, lambda part: face.width(part) / 100, 10)
    assert "".join("".join(line.text for line in broken).split()) == "".join(text.split())
    assert all(line.width <= ems * 10 + 0.1 for line in broken)


@given(
    st.lists(
        st.sampled_from(["审查", "（现场", "）", "《规则》", "，", "。", "“服务”", "38", "GB/T 27922-2011", "95 %", "售", "！"]),
        max_size=80,
    )
)
def test_no_line_begins_or_ends_with_the_wrong_sign(words: list[str]) -> None:
    for paragraph in ("审查" + "".join(words) + "完",):
        broken = lines(paragraph, 22)
        # A run of punctuation longer than a line has no right place to break; texts like that are not made here.
        if any(len(part) > 15 for part in "".join(sign if sign in NOT_FIRST | NOT_LAST else " " for sign in paragraph).split()):
            continue
        assert not [line for line in broken[1:] if line[0] in NOT_FIRST], broken
        assert not [line for line in broken[:-1] if line[-1] in NOT_LAST], broken


def test_words_and_numbers_stay_whole() -> None:
    text = "按 GB/T 27922-2011 和 CTS BZ-TS1008-2025 审查 2026-11-24 的热线记录 0412，电话 400-810-0001，得 95.25 分。" * 6
    found = " ".join(lines(text, 17))
    for word in ("GB/T 27922-2011", "BZ-TS1008-2025", "2026-11-24", "400-810-0001", "95.25"):
        assert found.count(word) == 6, word


def test_a_word_longer_than_the_line_is_cut_anywhere() -> None:
    assert lines("签名 " + "a" * 500, 20)[0].startswith("签名 aaa")
    assert max(len(line) for line in lines("0" * 64, 10)) < 20


def test_the_last_line_is_not_one_sign() -> None:
    face = faces()["Regular"]
    text = "审" * 21
    assert [len(line.text) for line in break_text(text, 200, lambda part: face.width(part) / 100, 10)] == [19, 2]


def test_two_hundred_thousand_signs_of_one_kind() -> None:
    for sign in ("审", "。", "（", "a", "，审"):
        text = sign * (200_000 // len(sign))
        assert "".join(lines(text, 30)) == text


def test_signs_the_font_lacks_are_told() -> None:
    face = faces()["Regular"]
    assert face.shown("王😀\x07\ud800\ue000") == "王😀[U+0007][U+D800][U+E000]"
    assert face.shown("䶮㙍﹏℃") == "䶮㙍﹏℃"
