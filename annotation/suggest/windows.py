"""Documents cut into windows that a small encoder can read. Words are tokens that are no white space.

Every word belongs to the core of exactly one window; around it stands context, so that no word is judged at an edge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from annotation.suggest.pieces import WordPieces

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST = 254
FARTHEST = 96
CORE = 192
SHAPES = ("lower", "title", "upper", "digit", "mark")
CUE_LABELS = ("O", "B", "I")
PART_LABELS = ("O", "B-source", "I-source", "B-content", "I-content")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in a window (words, counted in the window) and, in training, the label of every word given that cue."""

    start: int
    end: int
    labels: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Window:
    """Words `[start, end)` of a document, of which `[core_start, core_end)` are its core.

    Args:
        pieces: word pieces without the special ones at the ends.
        firsts: for each word its first piece.
        shapes: for each word its shape, as an index into `SHAPES`.
        cue_labels: for each word an index into `CUE_LABELS`; empty outside of training.
        cues: the cues whose first word is in the core.
    """

    start: int
    end: int
    core_start: int
    core_end: int
    pieces: tuple[int, ...]
    firsts: tuple[int, ...]
    shapes: tuple[int, ...]
    cue_labels: tuple[int, ...] = ()
    cues: tuple[Cue, ...] = ()


def shape_of(word: str) -> int:
    """The shape of a word: what an encoder that reads lower case cannot see."""
    if not any(character.isalnum() for character in word):
        return 4
    if word[0].isdigit():
        return 3
    if word.isupper() and len(word) > 1:
        return 2
    return 1 if word[0].isupper() else 0


def word_indices(doc: Doc) -> list[int]:
    """The tokens of a doc that are words here."""
    return [token.i for token in doc if not token.is_space]


def windows(words: Sequence[str], vocabulary: WordPieces) -> Iterator[Window]:
    """The windows of a document’s words, in order."""
    pieces = [vocabulary.of(word) for word in words]
    sizes = [len(own) for own in pieces]
    core_start = 0
    while core_start < len(words):
        core_end, length = core_start, 0
        while core_end < len(words) and (length + sizes[core_end] <= CORE or core_end == core_start):
            length += sizes[core_end]
            core_end += 1
        core_end = _at_sentence_end(words, core_start, core_end)
        length = sum(sizes[core_start:core_end])
        start, end = _with_context(sizes, core_start, core_end, length)
        own = pieces[start:end]
        flat = [piece for word in own for piece in word][:LONGEST]
        firsts, place = [], 0
        for word in own:
            firsts.append(min(place, LONGEST - 1))
            place += len(word)
        yield Window(
            start,
            end,
            core_start,
            core_end,
            tuple(flat),
            tuple(firsts),
            tuple(shape_of(words[i]) for i in range(start, end)),
        )
        core_start = core_end


def _at_sentence_end(words: Sequence[str], start: int, end: int) -> int:
    """Where a core better ends: after the last full stop of its second half."""
    if end < len(words):
        for place in range(end, start + (end - start) // 2, -1):
            if words[place - 1] in (".", "?", "!", ".”", "”"):
                return place
    return end


def _with_context(sizes: Sequence[int], start: int, end: int, length: int) -> tuple[int, int]:
    """A core widened on both sides by turns, as far as pieces last."""
    grown = True
    while grown:
        grown = False
        if start > 0 and length + sizes[start - 1] <= LONGEST:
            start, length, grown = start - 1, length + sizes[start - 1], True
        if end < len(sizes) and length + sizes[end] <= LONGEST:
            length, end, grown = length + sizes[end], end + 1, True
    return start, end


def distances(start: int, end: int, length: int) -> list[int]:
    """For each of `length` words how far it is from the cue `[start, end)`, as an index for the model."""
    far = [min(0, place - start) + max(0, place - end + 1) for place in range(length)]
    return [max(-FARTHEST, min(FARTHEST, distance)) + FARTHEST for distance in far]


def as_arrays(windows: Sequence[Window], vocabulary: WordPieces) -> dict[str, Any]:
    """Windows as arrays of integers, padded to the longest: `pieces`, `mask`, `firsts`, `shapes`, a row a window."""
    import numpy as np

    longest = max(len(window.pieces) for window in windows) + 2
    most_words = max(len(window.firsts) for window in windows)
    pieces = np.full((len(windows), longest), vocabulary.padding, dtype="int64")
    mask = np.zeros_like(pieces)
    firsts = np.zeros((len(windows), most_words), dtype="int64")
    shapes = np.zeros_like(firsts)
    for row, window in enumerate(windows):
        length = len(window.pieces) + 2
        pieces[row, :length] = (vocabulary.start, *window.pieces, vocabulary.end)
        mask[row, :length] = 1
        firsts[row, : len(window.firsts)] = np.array(window.firsts) + 1
        shapes[row, : len(window.shapes)] = window.shapes
    return {"pieces": pieces, "mask": mask, "firsts": firsts, "shapes": shapes}
