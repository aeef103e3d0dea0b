"""Counts, and the shares that are made of them."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

DIGITS = 4
"""Shares are rounded to so many places where they leave the program."""


@dataclass(slots=True)
class Tally:
    """What was right of what was predicted, and of what the gold has. Shares are 0 where there is nothing to divide by.

    Args:
        right: predicted and in the gold.
        compared: what could be compared at all, where that is less than all (words that both cut alike).
        predicted: all that was predicted.
        gold: all that should have been.
    """

    right: int = 0
    compared: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Right of what was predicted."""
        return share(self.right, self.predicted)

    @property
    def recall(self) -> float:
        """Right of what the gold has."""
        return share(self.right, self.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def accuracy(self) -> float:
        """Right of what was compared."""
        return share(self.right, self.compared)

    def count(self, predicted: AbstractSet[object], gold: AbstractSet[object]) -> None:
        """Add one document's predicted and gold things."""
        self.right += len(predicted & gold)
        self.predicted += len(predicted)
        self.gold += len(gold)

    def include(self, other: Tally) -> None:
        """Add the counts of another tally."""
        self.right += other.right
        self.compared += other.compared
        self.predicted += other.predicted
        self.gold += other.gold

    def as_json(self) -> dict[str, float]:
        """Precision, recall, F1, and how many of each were compared."""
        return {
            "p": round(self.precision, DIGITS),
            "r": round(self.recall, DIGITS),
            "f1": round(self.f1, DIGITS),
            "n_pred": self.predicted,
            "n_gold": self.gold,
        }


def share(part: float, whole: float) -> float:
    """`part` of `whole`, 0 where there is no whole."""
    return part / whole if whole else 0.0
