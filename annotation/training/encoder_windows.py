"""What a small encoder shall learn of documents with quotes: windows with the labels of cues, and of the words around each cue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from annotation.suggest.pieces import WordPieces
from annotation.suggest.windows import Cue, Window, windows, word_indices

if TYPE_CHECKING:
    from spacy.tokens import Doc


def quote_windows(doc: Doc, vocabulary: WordPieces) -> Iterator[Window]:
    """The windows of a doc with its quotes (`user_data["quotes"]`) as labels."""
    indices = word_indices(doc)
    place = {token: word for word, token in enumerate(indices)}
    quotes = [
        {role: [_as_words(part, place) for part in parts] for role, parts in quote.items()}
        for quote in doc.user_data["quotes"]
    ]
    by_cue: dict[tuple[int, int], list[dict[str, list[tuple[int, int]]]]] = {}
    for quote in quotes:
        if quote["cue"] and quote["cue"][0][0] < quote["cue"][0][1]:
            by_cue.setdefault(quote["cue"][0], []).append(quote)
    for window in windows([doc[i].text for i in indices], vocabulary):
        length = window.end - window.start
        cue_labels = [0] * length
        cues: list[Cue] = []
        for (start, end), shared in sorted(by_cue.items()):
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
        yield replace(window, cue_labels=tuple(cue_labels), cues=tuple(cues))


def _as_words(part: Sequence[int], place: dict[int, int]) -> tuple[int, int]:
    inside = [place[i] for i in range(part[0], part[1]) if i in place]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _mark(labels: list[int], start: int, end: int, begin: int) -> None:
    for place in range(start, end):
        labels[place] = begin if place == start else begin + 1
