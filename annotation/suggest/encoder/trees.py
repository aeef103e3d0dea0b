"""Scores of arcs to dependency trees: for each sentence the best tree with one root (Chu and Liu 1965, Edmonds 1967)."""

from __future__ import annotations

from typing import Any

_NEVER = -1e9


def best_tree(scores: Any) -> list[int]:
    """The heads of a sentence’s words, counted from 1; 0 is the root, which exactly one word hangs on.

    Args:
        scores: (word, 1 + word): how well each word hangs on the root and on each word.
    """
    import numpy as np

    count = scores.shape[0]
    scores = np.array(scores, dtype="float64")
    scores[np.arange(count), np.arange(1, count + 1)] = _NEVER
    heads = scores.argmax(axis=1)
    if (heads == 0).sum() == 1 and not _cycle(heads):
        return [int(head) for head in heads]
    # One root: the word that gains most by it.
    root = int((scores[:, 0] - scores[:, 1:].max(axis=1)).argmax()) if count > 1 else 0
    scores[:, 0] = _NEVER
    scores[root] = _NEVER
    scores[root, 0] = 0.0
    square = np.full((count + 1, count + 1), _NEVER)
    square[1:] = scores
    return [int(head) for head in _arborescence(square)[1:]]


def _cycle(heads: Any) -> list[int]:
    """The words (from 1) of one cycle of heads; none where there is none."""
    state = [0] * (len(heads) + 1)
    for start in range(1, len(heads) + 1):
        path, node = [], start
        while node and not state[node]:
            state[node] = start
            path.append(node)
            node = int(heads[node - 1])
        if node and state[node] == start:
            return path[path.index(node) :]
    return []


def _arborescence(scores: Any) -> Any:
    """Heads of the best tree from node 0: `scores[node, head]`. A cycle is drawn together into one node, and the rest solved again."""
    import numpy as np

    count = scores.shape[0]
    heads = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads[1:])
    if not cycle:
        return heads
    inside = np.array(sorted(cycle))
    outside = np.array([node for node in range(count) if node not in set(cycle)])
    kept = scores[inside, heads[inside]].sum()
    smaller = np.full((len(outside) + 1, len(outside) + 1), _NEVER)
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    # Into the cycle: one of its words changes its head; out of it: the best of its words is the head.
    entering = scores[np.ix_(inside, outside)] - scores[inside, heads[inside]][:, None] + kept
    smaller[-1, :-1] = entering.max(axis=0)
    leaving = scores[np.ix_(outside, inside)]
    smaller[:-1, -1] = leaving.max(axis=1)
    np.fill_diagonal(smaller, _NEVER)
    solved = _arborescence(smaller)
    result = heads.copy()
    for place, node in enumerate(outside):
        head = solved[place]
        result[node] = inside[leaving[place].argmax()] if head == len(outside) else outside[head]
    entered = outside[solved[-1]]
    result[inside[entering[:, solved[-1]].argmax()]] = entered
    result[0] = 0
    return result
