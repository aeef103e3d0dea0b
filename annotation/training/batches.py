"""Rounds over the data, cut into batches."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from annotation.suggest.encoder.pieces import WordPieces
from annotation.training.labelled import Labelled

_SORTED_TOGETHER = 16

Round = Callable[[WordPieces, int], list[Labelled]]
"""The windows of a round over the data, given the word pieces and a seed."""


def batches(
    make_round: Round, vocabulary: WordPieces, *, seed: int, size: int, done: int = 0
) -> Iterator[list[Labelled]]:
    """Batches of a size from the one numbered `done` on, without end, windows of like length together; each round has an order of its own."""
    number, place = 0, 0
    while True:
        own = seed * 1000 + number
        chance = random.Random(own)  # noqa: S311 - no secret is made here
        everything = make_round(vocabulary, own)
        chance.shuffle(everything)
        together = size * _SORTED_TOGETHER
        cut = []
        for start in range(0, len(everything), together):
            alike = sorted(everything[start : start + together], key=lambda labelled: len(labelled.window.pieces))
            some = [alike[low : low + size] for low in range(0, len(alike), size)]
            chance.shuffle(some)
            cut += some
        for batch in cut:
            place += 1
            if place > done:
                yield batch
        number += 1


def pieces_of(batch: list[Labelled]) -> int:
    """How many word pieces a batch has."""
    return sum(len(labelled.window.pieces) for labelled in batch)
