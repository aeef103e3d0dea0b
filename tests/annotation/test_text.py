"""Text as it is kept, and ranges of it in code points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotation.errors import TextError
from annotation.text import TextRange, normalise_text, trimmed

RAW = st.text(
    alphabet=st.sampled_from("\ufeff\r\na \u00a0\u2028\u0301\U0001f389“") | st.characters(exclude_categories=["Cs"])
)
kept = RAW.filter(lambda raw: not set(raw) & {"\x00", "\ufdd0", "\ufdd1"})


@st.composite
def ranges(draw: st.DrawFn, largest: int = 12) -> TextRange:
    start = draw(st.integers(0, largest - 1))
    return TextRange(start, draw(st.integers(start + 1, largest)))


@given(kept)
def test_normal_text_has_one_kind_of_line_break_and_nothing_else_is_changed(raw: str) -> None:
    """Without CR and without a mark in front; the characters between the line breaks are all there, in order."""
    text = normalise_text(raw)
    assert "\r" not in text
    plain = raw.lstrip("\ufeff")
    assert text.split("\n") == plain.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert text.replace("\n", "") == plain.replace("\r", "").replace("\n", "")


@given(kept)
def test_normalising_again_changes_nothing(raw: str) -> None:
    """Text that was kept once reads back the same."""
    assert normalise_text(normalise_text(raw)) == normalise_text(raw)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\r\r\nb", "a\n\nb"),
        ("\ufeffa\ufeffb", "a\ufeffb"),
        ("\ufeff\ufeffa", "a"),
        ("a\u00a0b\u2028c\u2029d\x85e\x0bf\x0cg", "a\u00a0b\u2028c\u2029d\x85e\x0bf\x0cg"),
        ("cafe\u0301 caf\u00e9", "cafe\u0301 caf\u00e9"),
        ("", ""),
    ],
)
def test_what_normalising_does(raw: str, text: str) -> None:
    """Line breaks and a mark in front; never NBSP, U+2028, or composing accents."""
    assert normalise_text(raw) == text


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("ab\x00", r"a NUL character at character 2 \(line 1\)"),
        ("a\nb\ud83d", r"the lone surrogate U\+D83D at character 3 \(line 2\)"),
        ("\ufdd0", r"the noncharacter U\+FDD0 at character 0"),
        ("\n\n\ufdd1", r"the noncharacter U\+FDD1 at character 2 \(line 3\)"),
    ],
)
def test_what_no_text_may_hold_is_named_with_its_place(raw: str, told: str) -> None:
    """And there is a way out."""
    with pytest.raises(TextError, match=told) as caught:
        normalise_text(raw)
    assert caught.value.way_out


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 1), (-2, -1)])
def test_a_range_is_never_empty_and_never_before_the_text(start: int, end: int) -> None:
    """Nothing in the program has to ask for that again."""
    with pytest.raises(ValueError, match="not a range"):
        TextRange(start, end)


@given(ranges())
def test_a_range_is_as_long_as_what_it_covers(place: TextRange) -> None:
    """In code points: an emoji counts once, whatever UTF-16 needs for it."""
    text = "🎉e\u0301a\u00a0“سلام”\nx"
    assert len(place.of(text)) == len(range(*slice(place.start, place.end).indices(len(text))))
    assert len(place) == place.end - place.start
    assert [n for n in range(-2, 15) if place.holds(n)] == list(range(place.start, place.end))


@given(ranges(), ranges())
def test_overlap_and_containment_mean_shared_characters(one: TextRange, other: TextRange) -> None:
    """Ranges that only touch do not overlap; identical ones contain each other."""
    these, those = set(range(one.start, one.end)), set(range(other.start, other.end))
    assert one.overlaps(other) == other.overlaps(one) == bool(these & those)
    assert one.contains(other) == (those <= these)


@given(st.lists(ranges()))
def test_ranges_sort_as_they_stand_in_the_text(places: list[TextRange]) -> None:
    """By their start, the shorter first."""
    assert sorted(places) == sorted(places, key=lambda r: (r.start, r.end))


@given(st.text(alphabet="ab \n\t\u00a0", min_size=12, max_size=12), ranges())
def test_trimming_leaves_white_space_outside(text: str, place: TextRange) -> None:
    """What remains is the stripped text at its own place; nothing remains of white space alone."""
    result = trimmed(text, place)
    if result is None:
        assert not place.of(text).strip()
    else:
        assert result.of(text) == place.of(text).strip()
        assert place.contains(result)


def test_trimming_a_range_that_leaves_the_text() -> None:
    """It ends where the text does."""
    assert trimmed("ab ", TextRange(1, 9)) == TextRange(1, 2)
    assert trimmed("ab", TextRange(5, 9)) is None
