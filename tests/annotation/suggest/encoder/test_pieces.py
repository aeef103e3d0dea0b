from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotation.suggest.encoder.pieces import WordPieces

KNOWN = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "har", "harbour", "##bour", "##s", "nai", "##ve", "'", "(", ")", "s", "“")
PIECES = WordPieces({piece: number for number, piece in enumerate(KNOWN)})


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("harbour", ["harbour"]),
        ("HARBOURS", ["harbour", "##s"]),
        ("naïve", ["nai", "##ve"]),
        ("'s", ["'", "s"]),
        ("(harbour)", ["(", "harbour", ")"]),
        ("“", ["“"]),
        ("zebra", ["[UNK]"]),
        ("harz", ["[UNK]"]),
        ("", ["[UNK]"]),
        ("\u200b", ["[UNK]"]),
        ("har\u200bbour", ["harbour"]),
        ("s" * 200, ["[UNK]"]),
    ],
)
def test_a_word_is_its_longest_pieces(word: str, pieces: list[str]) -> None:
    """Lower case, no accents, cut at punctuation; the longest known beginning first; unknown as a whole where a rest is left."""
    assert [KNOWN[number] for number in PIECES.of(word)] == pieces


@settings(deadline=None)
@given(st.text(max_size=30))
def test_any_word_is_some_pieces(word: str) -> None:
    """Whatever the characters, there is at least one piece, and all are of the vocabulary."""
    found = PIECES.of(word)
    assert found
    assert all(0 <= number < len(KNOWN) for number in found)


def test_pieces_survive_their_file(tmp_path: Path) -> None:
    """Written and read again, words are cut alike."""
    PIECES.write(tmp_path / "pieces.txt")
    again = WordPieces.read(tmp_path / "pieces.txt")
    assert again.of("Harbours'") == PIECES.of("Harbours'")
    assert (again.start, again.end, again.padding, again.unknown) == (2, 3, 0, 1)
