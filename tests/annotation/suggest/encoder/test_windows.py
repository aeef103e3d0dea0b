from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotation.suggest.encoder.pieces import WordPieces
from annotation.suggest.encoder.windows import CORE, LONGEST, SHAPES, Words, windows, words_of
from annotation.training.convert import tokenizer_only

LETTERS = "abcdefghijklmnopqrstuvwxyz“”.,"
# Every word is as many pieces as it has letters.
PIECES = WordPieces(
    {piece: n for n, piece in enumerate(("[PAD]", "[UNK]", "[CLS]", "[SEP]", *LETTERS, *(f"##{c}" for c in LETTERS)))}
)


def _words(texts: list[str]) -> Words:
    return Words(texts, list(range(len(texts))), [0] * len(texts))


@settings(deadline=None)
@given(st.lists(st.sampled_from(["a", "ship", "harbourmaster" * 30, ".", "”", ""]), max_size=900))
def test_every_word_is_in_one_core(texts: list[str]) -> None:
    """The cores of the windows are the words of the document, each once and in order, and no window is too long to read."""
    found = list(windows(_words(texts), PIECES))
    assert [place for window in found for place in range(window.core_start, window.core_end)] == list(range(len(texts)))
    for window in found:
        assert window.start <= window.core_start < window.core_end <= window.end
        assert len(window.pieces) == len(window.features) <= LONGEST
        assert len(window.firsts) == len(window.lasts) == len(window)
        assert all(first <= last < len(window.pieces) for first, last in zip(window.firsts, window.lasts, strict=True))


def test_windows_have_context_on_both_sides() -> None:
    """In the middle of a long document a core has words before and after it."""
    found = list(windows(_words(["ship"] * (3 * CORE)), PIECES))
    assert all(window.start < window.core_start and window.core_end < window.end for window in found[1:-1])


def test_a_core_ends_after_a_sentence_and_its_marks() -> None:
    """Where a full stop stands in the second half of a core, the core ends with it and the mark that closes after it."""
    texts = ["ship"] * 40 + [".", "”"] + ["ship"] * 40
    first = next(windows(_words(texts), PIECES))
    assert first.core_end == 42


def test_a_core_ends_with_a_paragraph_rather_than_with_a_sentence() -> None:
    """What belongs together is read together: of a full stop in the middle and a blank line a little farther on the blank line is taken."""
    words = words_of(tokenizer_only().make_doc("ship " * 40 + "ship. ship ship ship.\n\n" + "ship " * 41))
    first = next(windows(words, PIECES))
    assert words.texts[: first.core_end].count(".") == 2
    assert words.after_blank_line(first.core_end)


@pytest.mark.parametrize("opening", ['"', "“"])
def test_an_opening_mark_stays_with_what_is_said(opening: str) -> None:
    """After a full stop a mark closes or opens; a core ends before one that opens, even a straight one."""
    closing = '"' if opening == '"' else "”"
    words = words_of(tokenizer_only().make_doc("ship " * 39 + f"ship. {opening}ship ship.{closing} " + "ship " * 40))
    ends = [window.core_end for window in windows(words, PIECES, core=180)]
    assert [words.texts[end] for end in ends[:-1] if words.texts[end - 1] in '."“”'] == [opening]


def test_cores_are_of_even_length() -> None:
    """A document that is a little longer than a core makes two of half its length, not one that is full and one of a few words."""
    lengths = [w.core_end - w.core_start for w in windows(_words(["ship"] * (CORE // 4 + 6)), PIECES)]
    assert len(lengths) == 2
    assert abs(lengths[0] - lengths[1]) <= 1


def test_features_tell_what_small_letters_hide() -> None:
    """Capitals, digits, quotation marks and line breaks reach the encoder."""
    words = words_of(tokenizer_only().make_doc("NATO met.\n\nVele said “no” at 9."))
    told = dict(zip(words.texts, words.features, strict=True))
    shapes = {word: feature % SHAPES for word, feature in told.items()}
    assert (shapes["NATO"], shapes["Vele"], shapes["said"], shapes["9"], shapes["“"]) == (2, 1, 0, 3, 4)
    assert {word for word, feature in told.items() if feature // SHAPES % 2} == {"“", "no", "”"}
    assert {word for word, feature in told.items() if feature // (2 * SHAPES)} == {"NATO", "Vele"}


def test_a_row_of_marks_is_one_run() -> None:
    """The marks of a rule across the page go on with the first; words and marks side by side do not."""
    words = words_of(tokenizer_only().make_doc("Read on. ===== “No.” ..."))
    assert words.texts.count("=") == 5
    assert sorted(words.running) == [
        place for place in range(1, len(words.texts)) if words.texts[place - 1] == words.texts[place] == "="
    ]
