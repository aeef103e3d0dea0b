from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from annotation.suggest.encoder.trees import best_tree


def _is_tree(heads: tuple[int, ...]) -> bool:
    """One word hangs on the root, and from every word the way up ends there."""
    if sum(head == 0 for head in heads) != 1:
        return False
    for start in range(1, len(heads) + 1):
        node, steps = start, 0
        while node and steps <= len(heads):
            node, steps = heads[node - 1], steps + 1
        if node:
            return False
    return True


@settings(deadline=None)
@given(st.integers(1, 60), st.integers(0, 10_000))
def test_whatever_the_scores_there_is_one_tree(count: int, seed: int) -> None:
    """Cycles and second roots of the best arcs are resolved."""
    scores = np.random.default_rng(seed).normal(size=(count, count + 1))
    assert _is_tree(tuple(best_tree(scores)))


@settings(deadline=None, max_examples=60)
@given(st.integers(2, 4), st.integers(0, 10_000))
def test_no_other_tree_with_its_root_scores_higher(count: int, seed: int) -> None:
    """Among all trees of a short sentence that have the same root, the one that is given has the highest sum of scores."""
    scores = np.random.default_rng(seed).normal(size=(count, count + 1))

    def total(heads: tuple[int, ...]) -> float:
        return float(sum(scores[word, head] for word, head in enumerate(heads)))

    found = tuple(best_tree(scores))
    trees = [heads for heads in product(range(count + 1), repeat=count) if _is_tree(heads)]
    rivals = [heads for heads in trees if heads.index(0) == found.index(0)]
    assert total(found) >= max(map(total, rivals)) - 1e-9


def test_clear_arcs_are_taken_as_they_are() -> None:
    """Where the best arcs are a tree already, they are the answer."""
    scores = np.full((3, 4), -5.0)
    for word, head in ((0, 2), (1, 0), (2, 2)):
        scores[word, head] = 5.0
    assert best_tree(scores) == [2, 0, 2]
