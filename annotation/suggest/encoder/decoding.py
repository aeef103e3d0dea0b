"""From a model’s logits to quotes: the best allowed sequence of labels, and their spans. Plain numpy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_NEVER = -1e9


@dataclass(frozen=True, slots=True)
class Found:
    """A quote in a document’s words: ranges `[start, end)` by role, and a score in [0, 1]."""

    cue: tuple[int, int]
    source: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    score: float


def best_labels(
    logits: Any, inside_of: Sequence[int], *, transitions: Any = None, lengths: Sequence[int] | None = None
) -> list[list[int]]:
    """The best sequence of labels for each row of logits (row, word, label): an I only after its own B or I.

    Args:
        logits: unnormalised log-probabilities; at least one word.
        inside_of: for each label the B that must begin it; -1 for labels that may follow any. `[-1, -1, 1]` is O, B, I.
        transitions: (label, next label), how well the second follows the first; by default all alike.
        lengths: for each row how many words there are before its padding; by default no row has any.

    The method is Viterbi’s (1967).
    """
    import numpy as np

    rows, words, count = logits.shape
    ends = np.full(rows, words) if lengths is None else np.array(lengths)
    allowed = np.zeros((count, count)) if transitions is None else np.array(transitions, dtype="float64")
    for label, begin in enumerate(inside_of):
        if begin >= 0:
            allowed[[before not in (begin, label) for before in range(count)], label] = _NEVER
    best = np.array(logits[:, 0], dtype="float64")
    best[:, [begin >= 0 for begin in inside_of]] = _NEVER
    same = np.arange(count)
    pointers = np.empty((words, rows, count), dtype="int64")
    for place in range(1, words):
        options = best[:, :, None] + allowed
        there = (place < ends)[:, None]
        pointers[place] = np.where(there, options.argmax(axis=1), same)
        best = np.where(there, options.max(axis=1) + logits[:, place], best)
    labels = np.empty((words, rows), dtype="int64")
    labels[-1] = best.argmax(axis=1)
    each = np.arange(rows)
    for place in range(words - 1, 0, -1):
        labels[place - 1] = pointers[place, each, labels[place]]
    return [row[:end] for row, end in zip(labels.T.tolist(), ends.tolist(), strict=True)]


def spans(labels: Sequence[int], begin: int) -> list[tuple[int, int]]:
    """The runs that a B (`begin`) starts and its I (`begin + 1`) continues."""
    found: list[tuple[int, int]] = []
    for place, label in enumerate(labels):
        if label == begin:
            found.append((place, place + 1))
        elif label == begin + 1 and found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1)
    return found


def probabilities(logits: Any) -> Any:
    """Softmax over the last axis."""
    import numpy as np

    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)
