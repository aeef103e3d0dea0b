"""The heights of a page's blocks, summed: where a block begins and which one is at a y, at a cost that grows with the logarithm of their number."""

from __future__ import annotations

from collections.abc import Iterable


class Heights:
    """Positive numbers in order, one of which may change at any time.

    A binary indexed tree (P. M. Fenwick, "A new data structure for cumulative frequency tables", Software: Practice and
    Experience 24(3), 1994): a change, a sum and a search cost O(log n), where a list of sums would cost O(n) a change.
    """

    def __init__(self, heights: Iterable[float]) -> None:
        self._heights = list(heights)
        self._sums = sums = [0.0, *self._heights]
        for n in range(1, len(sums)):
            above = n + (n & -n)
            if above < len(sums):
                sums[above] += sums[n]
        self._top_bit = 1 << (len(self._heights).bit_length() - 1) if self._heights else 0

    def __getitem__(self, number: int) -> float:
        return self._heights[number]

    def __setitem__(self, number: int, height: float) -> None:
        difference = height - self._heights[number]
        self._heights[number] = height
        n = number + 1
        while n < len(self._sums):
            self._sums[n] += difference
            n += n & -n

    def before(self, number: int) -> float:
        """The sum of the first `number` heights: where block `number` begins."""
        total = 0.0
        while number:
            total += self._sums[number]
            number &= number - 1
        return total

    @property
    def total(self) -> float:
        return self.before(len(self._heights))

    def at(self, y: float) -> int:
        """The number of the block that `y` is in; the first or last where it is outside."""
        number, rest, step = 0, y, self._top_bit
        while step:
            further = number + step
            if further < len(self._sums) and self._sums[further] <= rest:
                number = further
                rest -= self._sums[further]
            step >>= 1
        return min(number, len(self._heights) - 1)
