"""Documents cut into windows that a small encoder can read. Words are tokens that are no white space.

Every word belongs to the core of exactly one window; around it stands context, so that no word is judged at an edge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from annotation.suggest.encoder.pieces import WordPieces
from annotation.suggest.marks import quoted_passages
from annotation.suggest.paragraphs import paragraphs

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST = 254
CORE = 192
SHAPES = 5
QUOTED = 2
BREAKS = 3
_ENDS = frozenset(".?!…")
_CLOSING = frozenset("\"'”’»)]")


@dataclass(frozen=True, slots=True)
class Words:
    """A document’s words: their texts and, for each, what pieces in lower case do not show.

    Args:
        texts: the words, without white space.
        indices: for each its token.
        features: for each its shape, whether it stands in quotation marks, and what line break stands before it, in one number.
        running: the words that go on with a run of one mark (=====): no sentence starts with one.
    """

    texts: list[str]
    indices: list[int]
    features: list[int]
    running: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Window:
    """Words `[start, end)` of a document, of which `[core_start, core_end)` are its core.

    Args:
        pieces: word pieces without the special ones at the ends.
        firsts, lasts: for each word its first and its last piece.
        features: for each piece the features of its word.
    """

    start: int
    end: int
    core_start: int
    core_end: int
    pieces: tuple[int, ...]
    firsts: tuple[int, ...]
    lasts: tuple[int, ...]
    features: tuple[int, ...]

    def __len__(self) -> int:
        return self.end - self.start


def words_of(doc: Doc, text: str | None = None) -> Words:
    """The words of a doc; with `text`, as long as the doc’s, they are read from that instead."""
    text = doc.text if text is None else text
    quoted = [False] * len(text)
    for passage in quoted_passages(text, paragraphs(text)):
        for place in range(passage.outer.start, passage.outer.end):
            quoted[place] = True
    texts, indices, features = list[str](), list[int](), list[int]()
    running: set[int] = set()
    broken, end = 2, -1
    for token in doc:
        start = token.idx
        word = text[start : start + len(token)]
        if token.is_space:
            broken = max(broken, min(2, word.count("\n")))
            continue
        if start == end and texts[-1][-1] == word[0] and not word[0].isalnum():
            running.add(len(texts))
        end = start + len(word)
        texts.append(word)
        indices.append(token.i)
        features.append(shape_of(word) + SHAPES * (quoted[start] + QUOTED * broken))
        broken = 0
    return Words(texts, indices, features, frozenset(running))


def shape_of(word: str) -> int:
    """The shape of a word: lower case, a capital first, all capitals, a digit first, no letter or digit at all."""
    if not any(character.isalnum() for character in word):
        return 4
    if word[0].isdigit():
        return 3
    if word.isupper() and len(word) > 1:
        return 2
    return 1 if word[0].isupper() else 0


def windows(words: Words, vocabulary: WordPieces, *, core: int = CORE, longest: int = LONGEST) -> Iterator[Window]:
    """The windows of a document’s words, in order, of at most `longest` pieces; their cores have at most `core`, or one word."""
    pieces = [vocabulary.of(word)[:longest] for word in words.texts]
    sizes = [len(own) for own in pieces]
    core_start = 0
    while core_start < len(sizes):
        core_end, length = core_start, 0
        while core_end < len(sizes) and (length + sizes[core_end] <= core or core_end == core_start):
            length += sizes[core_end]
            core_end += 1
        core_end = _at_sentence_end(words.texts, core_start, core_end)
        start, end = _with_context(sizes, core_start, core_end, longest)
        flat, firsts, lasts, features = list[int](), list[int](), list[int](), list[int]()
        for word in range(start, end):
            firsts.append(len(flat))
            flat += pieces[word]
            lasts.append(len(flat) - 1)
            features += [words.features[word]] * sizes[word]
        yield Window(start, end, core_start, core_end, tuple(flat), tuple(firsts), tuple(lasts), tuple(features))
        core_start = core_end


def _at_sentence_end(words: Sequence[str], start: int, end: int) -> int:
    """Where a core better ends: after the last full stop of its second half."""
    if end < len(words):
        for place in range(end, start + (end - start) // 2, -1):
            last = place - 1
            while last > start and words[last] in _CLOSING:
                last -= 1
            if words[last] in _ENDS:
                return place
    return end


def _with_context(sizes: Sequence[int], start: int, end: int, longest: int) -> tuple[int, int]:
    """A core widened on both sides by turns, as far as pieces last."""
    length = sum(sizes[start:end])
    grown = True
    while grown:
        grown = False
        if start > 0 and length + sizes[start - 1] <= longest:
            start, length, grown = start - 1, length + sizes[start - 1], True
        if end < len(sizes) and length + sizes[end] <= longest:
            length, end, grown = length + sizes[end], end + 1, True
    return start, end


def as_arrays(windows: Sequence[Window], vocabulary: WordPieces) -> dict[str, Any]:
    """Windows as arrays of integers, a row a window, padded to the longest: `pieces`, `mask` and `features` by piece, `firsts` and `lasts` by word."""
    import numpy as np

    longest = max(len(window.pieces) for window in windows) + 2
    most_words = max(len(window) for window in windows)
    pieces = np.full((len(windows), longest), vocabulary.padding, dtype="int64")
    mask, features = np.zeros_like(pieces), np.zeros_like(pieces)
    firsts = np.zeros((len(windows), most_words), dtype="int64")
    lasts = np.zeros_like(firsts)
    for row, window in enumerate(windows):
        length = len(window.pieces) + 2
        pieces[row, :length] = (vocabulary.start, *window.pieces, vocabulary.end)
        mask[row, :length] = 1
        features[row, 1 : length - 1] = window.features
        firsts[row, : len(window)] = np.array(window.firsts) + 1
        lasts[row, : len(window)] = np.array(window.lasts) + 1
    return {"pieces": pieces, "mask": mask, "features": features, "firsts": firsts, "lasts": lasts}
