"""Places on the page are code points, whatever Qt counts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from annotation.text import TextRange
from gui import theme
from gui.article import movement
from gui.article.blocks import LONGEST, Blocks
from gui.article.layout import PageLayout
from gui.article.utf16 import Utf16Map
from tests.fixtures.hard import TEXT, place

FAMILY = "👩\u200d👩\u200d👧"
ALPHABET = st.sampled_from(
    ["a", "b", " ", " ", "\n", "é", "e\u0301", "\u00a0", "👋", FAMILY, "🇫🇷", "ש", "ل", "“", "’", ".", "語", "\u2028"]
)
texts = st.lists(ALPHABET, max_size=60).map("".join)


@given(texts)
def test_utf16_positions_are_those_of_the_encoded_text(text: str) -> None:
    """Each code point's UTF-16 position is the length of what stands before it; back and forth is the same place."""
    places = Utf16Map(text)
    for position in range(len(text) + 1):
        qt_position = len(text[:position].encode("utf-16-le")) // 2
        assert places.qt_of(position) == qt_position
        assert places.of_qt(qt_position) == position


def test_a_place_inside_a_surrogate_pair_is_its_characters_start() -> None:
    assert Utf16Map("a👋b").of_qt(2) == 1


@given(texts)
def test_blocks_hold_the_text_and_nothing_else(text: str) -> None:
    blocks = Blocks(text)
    assert "".join(b.text + ("\n" if b.ends else "") for b in blocks.all) == text + "\n"
    assert all(text[b.start : b.end] == b.text for b in blocks.all)
    assert all(blocks.at(b.start) is b for b in blocks.all if b.text or b.ends)


def test_a_long_paragraph_is_cut_at_spaces_for_layout_only() -> None:
    """A megabyte on one line becomes blocks of bounded size that together are the same text, with one paragraph end."""
    text = "The harbour board said 🚢 nothing, again. " * 2000
    blocks = Blocks(text)
    assert max(len(b.text) for b in blocks.all) <= LONGEST
    assert "".join(b.text for b in blocks.all) == text
    assert [b.ends for b in blocks.all] == [False] * (len(blocks) - 1) + [True]
    assert all(b.text.endswith(" ") for b in blocks.all[:-1])


@pytest.mark.parametrize("sentence", ["The harbour board said 🚢 nothing, again. ", "nothing🚢"])
def test_two_megabytes_on_one_line_are_cut_whole(sentence: str) -> None:
    """With spaces and without; what stands around the line is as in any text."""
    line = sentence * (2_000_000 // len(sentence))
    blocks = Blocks(f"Before\n{line}\n\nAfter")
    middle = blocks.all[1:-2]
    assert "".join(b.text for b in middle) == line
    assert all(first.end == second.start for first, second in pairwise(middle))
    assert {len(b.text) > LONGEST // 2 for b in middle[:-1]} == {True}
    assert [b.ends for b in middle] == [False] * (len(middle) - 1) + [True]
    assert [b.text for b in (blocks.all[0], *blocks.all[-2:])] == ["Before", "", "After"]


def test_the_first_short_line_is_a_headline_and_a_sentence_is_not() -> None:
    assert Blocks("Harbour reopens\n" + "The harbour has reopened. " * 3)[0].headline
    assert not Blocks("The harbour has reopened.\n" + "More on this later. " * 3)[0].headline
    assert not Blocks("Only this")[0].headline


@pytest.fixture
def page(qapp: QApplication) -> PageLayout:
    return PageLayout(TEXT, theme.reading_font(13), 420)


def test_every_character_can_be_found_where_it_is_painted(page: PageLayout) -> None:
    """The middle of a character's rectangle hits a range that holds it: emoji clusters, NBSP and Arabic included."""
    for block in page.blocks.all:
        for position in range(block.start, block.end):
            if TEXT[position].isspace() or TEXT[position] in "\u0301\u200d":
                continue
            following = movement.step_grapheme(page.blocks, position, 1)
            rects = page.rectangles(block.number, position, following)
            if not rects:  # a piece of a cluster whose glyph begins earlier
                continue
            center = rects[0].center() + QPointF(0, page.top(block.number))
            hit = page.character_at(center)
            assert hit is not None
            start = movement.step_grapheme(page.blocks, movement.step_grapheme(page.blocks, hit, 1), -1)
            assert start <= position < movement.step_grapheme(page.blocks, start, 1), (position, TEXT[position])


def test_right_to_left_words_are_painted_where_their_letters_are(page: PageLayout) -> None:
    """In a line that mixes directions, the rectangles of two words that are apart do not overlap."""
    block = page.blocks.at(place("قالت").start)
    first = page.rectangles(block.number, *_ends(place("قالت")))
    second = page.rectangles(block.number, *_ends(place("الجسر")))
    assert first
    assert second
    assert not any(a.intersects(b) for a in first for b in second)
    assert first[0].left() > second[0].left()  # read from the right


def test_a_paragraph_in_arabic_stands_at_the_right(page: PageLayout) -> None:
    """It begins at the right border of the column, where a reader of Arabic looks for it."""
    block = page.blocks.at(place("هي").start)
    (first,) = page.rectangles(block.number, *_ends(place("هي")))
    assert abs(first.right() - page.width) < 3
    (words,) = page.rectangles(block.number, *_ends(place("سنبني الجسر")))  # one rectangle, not one over another
    assert words.width() > 0


def _ends(span: TextRange) -> tuple[int, int]:
    return span.start, span.end


def test_a_caret_is_where_a_click_would_put_it(page: PageLayout) -> None:
    for block in page.blocks.all[:2]:
        position = block.start
        while position < block.end:
            rect = page.caret(position)
            line_start, line_end = page.line_range(position)
            assert line_start <= position <= line_end
            assert page.position_at(rect.center() - QPointF(0.75, 0)) == position
            position = movement.step_grapheme(page.blocks, position, 1)


@given(texts)
def test_a_caret_never_stops_inside_a_grapheme_and_reaches_both_ends(text: str) -> None:
    """Right from the start visits each grapheme's border once; left from the end visits the same ones."""
    blocks = Blocks(text)
    there = [0]
    while there[-1] < len(text):
        there.append(movement.step_grapheme(blocks, there[-1], 1))
        assert there[-1] > there[-2]
    back = [len(text)]
    while back[-1] > 0:
        back.append(movement.step_grapheme(blocks, back[-1], -1))
        assert back[-1] < back[-2]
    assert there == back[::-1]
    for cluster in (FAMILY, "e\u0301", "🇫🇷"):
        start = text.find(cluster)
        # A joiner or another flag just before it makes other clusters of the same characters.
        if start >= 0 and not text[:start].endswith(("🇫🇷", "\u200d")):
            assert not set(range(start + 1, start + len(cluster))) & set(there)


@given(texts, st.integers(0, 60), st.integers(0, 60))
def test_snapping_takes_whole_words_and_no_punctuation_that_was_not_dragged_over(text: str, a: int, b: int) -> None:
    blocks = Blocks(text)
    anchor, position = min(a, len(text)), min(b, len(text))
    taken = movement.snapped(blocks, anchor, position)
    low, high = min(anchor, position), max(anchor, position)
    if taken is None:
        assert low == high
        return
    assert taken.start <= low
    assert taken.end >= high
    added = text[taken.start : low] + text[high : taken.end]
    assert not set(added) & set(" \n“’.\u2028")


def test_words_sentences_and_paragraphs_are_found() -> None:
    text = "The board’s vote, on Tuesday, was close. “Too close,” said one.\nNo one left."
    blocks = Blocks(text)

    def taken(span: TextRange | None) -> str:
        assert span is not None
        return span.of(text)

    assert taken(movement.word_at(blocks, 5)) == "board’s"
    assert taken(movement.word_at(blocks, text.index(","))) == "vote"
    assert taken(movement.sentence_at(blocks, 5)) == "The board’s vote, on Tuesday, was close."
    assert taken(movement.paragraph_at(blocks, len(text) - 1)) == "No one left."
    assert movement.step_word(blocks, 0, 1) == 3
    assert movement.step_word(blocks, text.index("\n"), 1) == text.index("No") + 2
    assert movement.step_word(blocks, text.index("No"), -1) == text.index("one.")
    assert movement.step_paragraph(blocks, 3, 1) == text.index("No one")
    assert movement.step_sentence(blocks, 0, 1) == text.index("“Too")


def test_ranges_grow_and_shrink_by_words() -> None:
    text = "One two, three four."
    blocks = Blocks(text)
    span = TextRange(4, 14)
    changed = [movement.resized(blocks, span, edge, step) for edge in ("start", "end") for step in (1, -1)]
    assert [c.of(text) if c else "" for c in changed] == ["One two, three", "three", "two, three four", "two"]
    assert movement.resized(blocks, TextRange(4, 7), "end", -1) is None


@pytest.mark.parametrize("text", ["“Yes,” he said.\n\n", "He said", "He said. . .\n“…”\n"])
def test_the_last_word_cannot_be_grown_into_what_is_no_word(text: str) -> None:
    """White space, line breaks and punctuation at the end of a text are nothing to grow into, nor are those at its start."""
    said = TextRange(text.index("said"), text.index("said") + 4)
    assert movement.resized(Blocks(text), said, "end", 1) is None
    backwards = "\n\n… “" + text
    first = TextRange(backwards.lower().index("yes" if "Yes" in text else "he"), len(backwards))
    assert movement.resized(Blocks(backwards), first, "start", 1) is None


@given(texts, st.integers(0, 60), st.integers(1, 60), st.sampled_from(["start", "end"]))
def test_growing_adds_one_word_and_what_stands_before_it(text: str, start: int, length: int, edge: str) -> None:
    """At either edge, also from one paragraph into the next."""
    blocks = Blocks(text)
    if start >= len(text):
        return
    span = TextRange(start, min(start + length, len(text)))
    words = [word for block in blocks.all for word in movement.words_of(block)]
    further = [w for w in words if (w.end > span.end if edge == "end" else w.start < span.start)]
    grown = movement.resized(blocks, span, edge, 1)
    if not further:
        assert grown is None
    elif edge == "end":
        assert grown == TextRange(span.start, further[0].end)
    else:
        assert grown == TextRange(further[-1].start, span.end)
