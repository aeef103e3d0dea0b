"""Where blocks begin: the tree of heights says what adding them up says."""

from __future__ import annotations

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from gui.article.heights import Heights

heights = st.lists(st.integers(1, 500).map(float), min_size=1, max_size=80)


@given(heights, st.data())
def test_sums_and_places_are_those_of_the_plain_list(values: list[float], data: st.DataObject) -> None:
    """After any changes, each block begins where the heights before it end, and each y is in the block that holds it."""
    tree = Heights(values)
    for _ in range(data.draw(st.integers(0, 5))):
        number = data.draw(st.integers(0, len(values) - 1))
        values[number] = tree[number] = data.draw(st.integers(1, 500).map(float))
    tops = list(accumulate(values, initial=0.0))
    assert [tree.before(n) for n in range(len(values) + 1)] == tops
    assert tree.total == tops[-1]
    y = data.draw(st.floats(-10, tops[-1] + 10, allow_nan=False))
    holding = [n for n in range(len(values)) if tops[n] <= y < tops[n + 1]]
    assert tree.at(y) == (holding[0] if holding else (0 if y < 0 else len(values) - 1))
