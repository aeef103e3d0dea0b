"""What the encoder shall learn: windows with labels, from docs with quotes, names or a parse. A doc teaches what it has."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotation.suggest.encoder.labels import NAME_LABELS, Labels, begin_inside
from annotation.suggest.encoder.pieces import WordPieces
from annotation.suggest.encoder.windows import LONGEST, Window, Words, windows, words_of
from annotation.training.augment import varied_text

if TYPE_CHECKING:
    from spacy.tokens import Doc

IGNORED = -100
_SHORTEST = 200


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue (words, counted in the window) and the label of every word given that cue."""

    start: int
    end: int
    labels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Syntax:
    """Indices of labels by word; `heads` count the window’s words from 1, 0 is the root; what is not known is `IGNORED`.

    `sentences` numbers the sentences: a word’s head is looked for among those of its own number.
    """

    tags: tuple[int, ...]
    morphs: tuple[int, ...]
    starts: tuple[int, ...]
    heads: tuple[int, ...]
    relations: tuple[int, ...]
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """Words `[start, end)` of a window, and how likely it is that they are worth checking: 0 or 1 where somebody has said it."""

    start: int
    end: int
    worthy: float


@dataclass(frozen=True, slots=True)
class Judged:
    """A target among the words `[start, end)` of a window, and who judges it, where that is known.

    Args:
        start, end: the sentence.
        target, holder: ranges of words of the window.
        toward: the index in `TOWARD` of the polarity toward the target, or `IGNORED`.
        directed: the index in `DIRECTED` of the holder’s polarity toward the target, or `IGNORED`.
    """

    start: int
    end: int
    target: tuple[int, int]
    holder: tuple[int, int] | None
    toward: int
    directed: int


@dataclass(frozen=True, slots=True)
class Labelled:
    """A window with what is known of it: cues (by word, and each with its parts), names, syntax, what is worth checking, stances.

    None, or nothing, stands for what its corpus does not tell.
    """

    window: Window
    cue_labels: tuple[int, ...] | None = None
    cues: tuple[Cue, ...] = ()
    names: tuple[int, ...] | None = None
    syntax: Syntax | None = None
    checks: tuple[Check, ...] = ()
    judged: tuple[Judged, ...] = ()


def labels_of(treebank: Iterable[Doc]) -> Labels:
    """The labels that treebanks have."""
    tags, morphs, relations = set[str](), set[str](), set[str]()
    for doc in treebank:
        for token in doc:
            if not token.is_space:
                tags.add(token.tag_)
                morphs.add(_morph(token.pos_, str(token.morph)))
                relations.add(token.dep_)
    return Labels(tuple(sorted(tags)), tuple(sorted(morphs)), tuple(sorted(relations)))


def labelled_windows(doc: Doc, vocabulary: WordPieces, labels: Labels, chance: random.Random) -> Iterator[Labelled]:
    """The windows of a doc, cut anew at each call, its quotation marks and case varied now and then."""
    words = words_of(doc, varied_text(doc.text, chance))
    known = _Known(doc, words, labels)
    # Without the context that the application gives each core: what is read twice is learnt once.
    longest = chance.randint(_SHORTEST, LONGEST)
    for window in windows(words, vocabulary, core=longest, longest=longest):
        yield known.of(window)


def plain_windows(doc: Doc, vocabulary: WordPieces, labels: Labels) -> Iterator[Labelled]:
    """The windows of a doc as the application cuts them, labelled."""
    words = words_of(doc)
    known = _Known(doc, words, labels)
    for window in windows(words, vocabulary):
        yield known.of(window)


def _morph(pos: str, morph: str) -> str:
    return f"{pos}|{morph}" if morph else pos


class _Known:
    """What a doc tells of its words, by word."""

    def __init__(self, doc: Doc, words: Words, labels: Labels) -> None:
        place = {token: word for word, token in enumerate(words.indices)}
        self._quotes = _quotes_by_cue(doc, place) if "quotes" in doc.user_data else None
        self._names = _names(doc, words) if doc.has_annotation("ENT_IOB") and self._quotes is None else None
        self._syntax = _syntax(doc, words, place, labels) if doc.has_annotation("DEP") else None

    def of(self, window: Window) -> Labelled:
        """A window with what is known of it."""
        start, end = window.start, window.end
        cue_labels, cues = self._cues(window) if self._quotes is not None else (None, ())
        names = tuple(self._names[start:end]) if self._names is not None else None
        return Labelled(window, cue_labels, cues, names, self._cut(window) if self._syntax else None)

    def _cues(self, window: Window) -> tuple[tuple[int, ...], tuple[Cue, ...]]:
        assert self._quotes is not None
        length = len(window)
        cue_labels = [0] * length
        cues: list[Cue] = []
        for (start, end), shared in self._quotes:
            first, last = start - window.start, end - window.start
            if first < 0 or last > length:
                continue
            _mark(cue_labels, first, last, 1)
            if window.core_start <= start < window.core_end:
                labels = [0] * length
                for quote in shared:
                    for role, begin in (("source", 1), ("content", 3)):
                        for low, high in quote[role]:
                            _mark(labels, max(0, low - window.start), min(length, high - window.start), begin)
                cues.append(Cue(first, last, tuple(labels)))
        return tuple(cue_labels), tuple(cues)

    def _cut(self, window: Window) -> Syntax:
        assert self._syntax is not None
        start, end = window.start, window.end
        own = self._syntax
        sentences = own.sentences[start:end]
        whole = {
            number
            for number in sentences
            if (start == 0 or own.sentences[start - 1] != number)
            and (end == len(own.sentences) or own.sentences[end] != number)
        }
        heads, relations = [], []
        for word in range(start, end):
            sure = own.sentences[word] in whole
            head = own.heads[word]
            heads.append((head - start if head else 0) if sure and head != IGNORED else IGNORED)
            relations.append(own.relations[word] if sure else IGNORED)
        return Syntax(
            own.tags[start:end], own.morphs[start:end], own.starts[start:end], tuple(heads), tuple(relations), sentences
        )


_Quote = dict[str, list[tuple[int, int]]]


def _quotes_by_cue(doc: Doc, place: dict[int, int]) -> list[tuple[tuple[int, int], list[_Quote]]]:
    by_cue: dict[tuple[int, int], list[_Quote]] = {}
    for quote in doc.user_data["quotes"]:
        parts = {role: [_as_words(part, place) for part in own] for role, own in quote.items()}
        if parts["cue"] and parts["cue"][0][0] < parts["cue"][0][1]:
            by_cue.setdefault(parts["cue"][0], []).append(parts)
    return sorted(by_cue.items())


def _names(doc: Doc, words: Words) -> list[int]:
    kinds = begin_inside(NAME_LABELS)
    found = []
    for index in words.indices:
        token = doc[index]
        if token.ent_iob_ in ("B", "I"):
            found.append(
                kinds.index(f"{token.ent_iob_}-{token.ent_type_}") if token.ent_type_ in NAME_LABELS else IGNORED
            )
        else:
            found.append(0 if token.ent_iob_ == "O" else IGNORED)
    return found


def _syntax(doc: Doc, words: Words, place: dict[int, int], labels: Labels) -> Syntax:
    tags = {tag: number for number, tag in enumerate(labels.tags)}
    morphs = {morph: number for number, morph in enumerate(labels.morphs)}
    relations = {relation: number for number, relation in enumerate(labels.relations)}
    tokens = [doc[index] for index in words.indices]
    sentence_of = {token.i: number for number, sentence in enumerate(doc.sents) for token in sentence}
    heads = [0 if token.head.i == token.i else place.get(token.head.i, IGNORED - 1) + 1 for token in tokens]
    return Syntax(
        tags=tuple(tags.get(token.tag_, IGNORED) for token in tokens),
        morphs=tuple(morphs.get(_morph(token.pos_, str(token.morph)), IGNORED) for token in tokens),
        starts=tuple(int(bool(token.is_sent_start)) for token in tokens),
        heads=tuple(heads),
        relations=tuple(relations.get(token.dep_, IGNORED) for token in tokens),
        sentences=tuple(sentence_of[token.i] for token in tokens),
    )


def _as_words(part: Sequence[int], place: dict[int, int]) -> tuple[int, int]:
    inside = [place[i] for i in range(part[0], part[1]) if i in place]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _mark(labels: list[int], start: int, end: int, begin: int) -> None:
    for place in range(start, end):
        labels[place] = begin if place == start else begin + 1
