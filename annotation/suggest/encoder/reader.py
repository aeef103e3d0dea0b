"""What the encoder reads off documents: tags, sentences, trees, names, quotes, each word judged in the window whose core it is in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from annotation.suggest.encoder.decoding import Found, best_labels, probabilities, spans
from annotation.suggest.encoder.graphs import Trained
from annotation.suggest.encoder.labels import CUE_LABELS, NAME_LABELS, PART_LABELS, begin_inside, distances, order_of
from annotation.suggest.encoder.starts import starts_among
from annotation.suggest.encoder.trees import best_tree
from annotation.suggest.encoder.windows import Window, Words, as_arrays, windows

_CUE_ORDER, _PART_ORDER = order_of(CUE_LABELS), order_of(PART_LABELS)
_NAME_ORDER = order_of(begin_inside(NAME_LABELS))
_SOURCE, _CONTENT = PART_LABELS.index("B-source"), PART_LABELS.index("B-content")
_WINDOWS_A_BATCH = 8


@dataclass(slots=True)
class Reading:
    """What was read of a document, by word.

    Args:
        tags, morphs, relations: indices into the labels.
        heads: the words that words hang on; a root hangs on itself.
        starts: the words that sentences start with, in order.
        names: ranges of words with their labels.
        quotes: as found.
        checks: for each word how much it counts for whether its sentence is worth checking, and what for (logits).
        states: for each word what targets are judged by; half precision, for they are kept as long as the doc is.
    """

    tags: list[int] = field(default_factory=list)
    morphs: list[int] = field(default_factory=list)
    relations: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    names: list[tuple[int, int, str]] = field(default_factory=list)
    quotes: list[Found] = field(default_factory=list)
    checks: list[Any] = field(default_factory=list)
    states: list[Any] = field(default_factory=list)


class Reader:
    """Reads documents with a trained encoder.

    Args:
        trained: graphs, labels and word pieces.
        cue_bias: added to the logits of cues; below nothing, fewer and surer quotes are found.
        quotes: whether quotes are looked for at all.
    """

    def __init__(self, trained: Trained, *, cue_bias: float = 0.0, quotes: bool = True) -> None:
        import numpy as np

        self._trained = trained
        self.quotes = quotes
        self._bias = np.array([0.0, cue_bias, cue_bias], dtype="float32")
        self._transitions = np.array(trained.labels.transitions or np.zeros((5, 5)))
        self._root = trained.labels.relations.index("ROOT")

    def read(self, words: Words) -> Reading:
        """Read a document.

        Windows of one document only are read together: activations are scaled by the largest of a batch, and a document shall be
        read alike whatever is read beside it.
        """
        reading = Reading()
        remaining = windows(words, self._trained.vocabulary)
        while batch := list(islice(remaining, _WINDOWS_A_BATCH)):
            for core in self._read_batch(batch, words):
                for name in Reading.__slots__:
                    getattr(reading, name).extend(getattr(core, name))
        return reading

    def _read_batch(self, batch: Sequence[Window], words: Words) -> list[Reading]:
        """What is said of the words of each window’s core; indices are the document’s."""
        found = self._trained.graphs.read(as_arrays(batch, self._trained.vocabulary))
        lengths = [len(window) for window in batch]
        names = best_labels(found["names"], _NAME_ORDER, lengths=lengths)
        trees = self._trees(batch, found, words)
        quotes = self._quotes(batch, found, lengths)
        cores = []
        for row, window in enumerate(batch):
            low, high = window.core_start - window.start, window.core_end - window.start
            starts, heads, relations = trees[row]
            cores.append(
                Reading(
                    tags=found["tags"][row, low:high].argmax(axis=-1).tolist(),
                    morphs=found["morphs"][row, low:high].argmax(axis=-1).tolist(),
                    relations=relations,
                    heads=[head + window.start for head in heads],
                    starts=[start + window.start for start in starts],
                    names=[
                        (start + window.start, end + window.start, label)
                        for start, end, label in _names(names[row])
                        if low <= start < high
                    ],
                    quotes=quotes[row],
                    checks=list(found["checks"][row, low:high]),
                    states=list(found["words"][row, low:high].astype("float16")),
                )
            )
        return cores

    def _trees(
        self, batch: Sequence[Window], found: dict[str, Any], words: Words
    ) -> list[tuple[list[int], list[int], list[int]]]:
        """For each window where its core’s sentences start, and heads (a root its own) and relations of its core’s words."""
        import numpy as np

        trees = []
        dependents, heads_of = [], []
        for row, window in enumerate(batch):
            low, high = window.core_start - window.start, window.core_end - window.start
            logits = found["starts"][row, low:high]
            # A sentence ends with its core at the latest: cores end at full stops.
            odds = (logits[:, 1] - logits[:, 0]).tolist()
            starts = [word - window.start for word in starts_among(odds, words, window.core_start)]
            heads: list[int] = []
            rows: list[int] = []
            for start, stop in zip(starts, [*starts[1:], high], strict=True):
                scores = found["arcs"][row, start:stop][:, [0, *range(start + 1, stop + 1)]]
                for place, head in enumerate(best_tree(scores), start):
                    heads.append(start + head - 1 if head else place)
                    rows.append(start + head if head else 0)
            trees.append((starts, heads, rows))
            dependents.append(found["as_dependent"][row, low:high])
            heads_of.append(found["as_head"][row, rows])
        logits = self._trained.graphs.relate(
            {"as_dependent": np.concatenate(dependents), "as_head": np.concatenate(heads_of)}
        ).copy()
        logits[:, self._root] = -1e9
        best = logits.argmax(axis=-1)
        best[np.concatenate([rows for _, _, rows in trees]) == 0] = self._root
        relations = iter(best.tolist())
        return [(starts, heads, [next(relations) for _ in heads]) for starts, heads, _ in trees]

    def _quotes(self, batch: Sequence[Window], found: dict[str, Any], lengths: Sequence[int]) -> list[list[Found]]:
        """For each window the quotes whose cue begins in its core."""
        import numpy as np

        quotes: list[list[Found]] = [[] for _ in batch]
        best = best_labels(found["cues"] + self._bias, _CUE_ORDER, lengths=lengths)
        cues = [
            (row, start, end)
            for row, window in enumerate(batch)
            for start, end in spans(best[row], 1)
            if window.core_start <= window.start + start < window.core_end
        ]
        if not cues or not self.quotes:
            return quotes
        rows = [row for row, _, _ in cues]
        own_lengths = [lengths[row] for row in rows]
        most = found["as_word"].shape[1]
        parts = self._trained.graphs.parts(
            {
                "as_word": found["as_word"][rows],
                "as_cue": np.stack([found["as_cue"][row, start:end].mean(axis=0) for row, start, end in cues]),
                "distances": np.array([distances(start, end, most) for _, start, end in cues]),
                "mask": np.arange(most) < np.array(own_lengths)[:, None],
            }
        )
        labels = best_labels(parts, _PART_ORDER, transitions=self._transitions, lengths=own_lengths)
        shares = probabilities(parts)[..., _CONTENT:].sum(axis=-1)
        chances = 1 - probabilities(found["cues"])[..., 0]
        for number, (row, start, end) in enumerate(cues):
            content = spans(labels[number], _CONTENT)
            if content:
                sure = float(np.concatenate([shares[number, low:high] for low, high in content]).mean())
                moved = batch[row].start
                quotes[row].append(
                    Found(
                        cue=(start + moved, end + moved),
                        source=_moved(spans(labels[number], _SOURCE), moved),
                        content=_moved(content, moved),
                        score=sure * float(chances[row, start]),
                    )
                )
        return quotes


def _names(labels: Sequence[int]) -> list[tuple[int, int, str]]:
    """The names of a window by its words’ labels, as ranges of words with what they name."""
    return sorted(
        (start, end, label) for place, label in enumerate(NAME_LABELS) for start, end in spans(labels, 1 + 2 * place)
    )


def _moved(ranges: Sequence[tuple[int, int]], by: int) -> tuple[tuple[int, int], ...]:
    return tuple((low + by, high + by) for low, high in ranges)
