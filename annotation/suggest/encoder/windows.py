"""Documents cut into windows that a small encoder can read. Words are tokens that are no white space.

Every word belongs to the core of exactly one window; around it stands context, so that no word is judged at an edge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

from annotation.suggest.encoder.pieces import WordPieces
from annotation.suggest.marks import quoted_passages
from annotation.suggest.paragraphs import paragraphs

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST = 254
CORE = 208
SHAPES = 5
QUOTED = 2
BREAKS = 3
# How many pieces farther from the aim a core rather ends, to end well.
_UNLIKE = {"paragraph": 0.0, "sentence": 24.0, "word": float("inf")}
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

    def after_blank_line(self, word: int) -> bool:
        """Whether a blank line, or the start of the text, stands before a word."""
        return self.features[word] // (SHAPES * QUOTED) == BREAKS - 1

    def closes(self, word: int) -> bool:
        """Whether a word is a mark that closes; a plain quotation mark opens where what is quoted starts with it."""
        opens = self._quoted(word) and not (word and self._quoted(word - 1))
        return self.texts[word] in _CLOSING and not opens

    def _quoted(self, word: int) -> bool:
        return bool(self.features[word] // SHAPES % QUOTED)


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
    """The windows of a document’s words, in order, of at most `longest` pieces; their cores have about `core` at most, or one word."""
    pieces = [vocabulary.of(word)[:longest] for word in words.texts]
    sizes = [len(own) for own in pieces]
    for core_start, core_end in _cores(words, sizes, core, (core + longest) // 2):
        start, end = _with_context(sizes, core_start, core_end, longest)
        flat, firsts, lasts, features = list[int](), list[int](), list[int](), list[int]()
        for word in range(start, end):
            firsts.append(len(flat))
            flat += pieces[word]
            lasts.append(len(flat) - 1)
            features += [words.features[word]] * sizes[word]
        yield Window(start, end, core_start, core_end, tuple(flat), tuple(firsts), tuple(lasts), tuple(features))


def _cores(words: Words, sizes: Sequence[int], core: int, most: int) -> Iterator[tuple[int, int]]:
    """Words cut into as few cores as may be, of even length, each up to the end of a sentence that is near, of at most `most` pieces."""
    start, left = 0, sum(sizes)
    while start < len(sizes):
        aim = left / max(1, ceil(left / core))
        end, length = _end_of_core(words, sizes, start, aim, most)
        yield start, end
        start, left = end, left - length


def _end_of_core(words: Words, sizes: Sequence[int], start: int, aim: float, most: int) -> tuple[int, int]:
    """Where a core ends, and its length in pieces: after a paragraph, or at least after a sentence, that ends within half of `aim` from it."""
    length = sizes[start]
    within = start + 1, length
    best, least = within, float("inf")
    for end in range(start + 1, len(sizes) + 1):
        if length > min(most, 1.5 * aim) and end > start + 1:
            break
        if length <= aim:
            within = end, length
        cost = abs(length - aim) + _UNLIKE[_kind_of_end(words, start, end)]
        if length > aim / 2 and cost < least:
            best, least = (end, length), cost
        length += sizes[end] if end < len(sizes) else 0
    return best if least < float("inf") else within


def _kind_of_end(words: Words, start: int, end: int) -> str:
    """What the words `[start, end)` end with, as far as marks and blank lines tell."""
    if end == len(words.texts) or words.after_blank_line(end):
        return "paragraph"
    last = end - 1
    while last > start and words.closes(last):
        last -= 1
    return "sentence" if words.texts[last] in _ENDS and not words.closes(end) else "word"


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
