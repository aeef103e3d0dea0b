"""Stances: the polarity toward targets that are given, and that of a holder toward a target."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from annotation.evaluation.ranges import shared
from annotation.evaluation.tally import DIGITS, Tally, share
from annotation.exchange import ExchangeAnnotation

POLAR = ("support", "oppose")
NEUTRAL = "neutral"
POLARITIES = (*POLAR, NEUTRAL)
NONE = "none"
"""The gold polarity of a pair of holder and target between which there is no stance."""


@dataclass(slots=True)
class TargetTally:
    """Given targets. Each counts with the polarity of the predicted stance whose target shares most letters with it; none is neutral."""

    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How often a gold polarity was predicted as which."""

    def add(self, text: str, gold: Sequence[ExchangeAnnotation], predicted: Sequence[ExchangeAnnotation]) -> None:
        """Compare the predicted STANCE annotations of one document with its gold ones."""
        for stance in gold:
            best, most = None, 0
            for other in predicted:
                if (letters := shared(text, stance, other, roles=("target", "target"))) > most:
                    best, most = other, letters
            said = best.attributes.get("polarity", NEUTRAL) if best else NEUTRAL
            self.confusion[stance.attributes["polarity"], said if said in POLARITIES else NEUTRAL] += 1

    def of(self, *polarities: str) -> Tally:
        """The tally of some polarities together."""
        return Tally(
            right=sum(self.confusion[polarity, polarity] for polarity in polarities),
            predicted=sum(self.confusion[gold, said] for gold in POLARITIES for said in polarities),
            gold=sum(self.confusion[gold, said] for gold in polarities for said in POLARITIES),
        )

    def as_json(self) -> dict[str, Any]:
        """Macro-F1 over the three polarities, accuracy, and the two that take sides."""
        # Each F1 is rounded before the mean, as in the figures that others publish with the same scorer.
        each = {polarity: self.of(polarity).as_json() for polarity in POLARITIES}
        return {
            "macro_f1": round(sum(figures["f1"] for figures in each.values()) / len(each), DIGITS),
            "accuracy": round(share(self.of(*POLARITIES).right, self.confusion.total()), DIGITS),
            "polar": self.of(*POLAR).as_json(),
            "by_polarity": each,
        }


def count_stances(
    tally: Tally, text: str, gold: Sequence[ExchangeAnnotation], predicted: Sequence[ExchangeAnnotation]
) -> None:
    """Add to `tally` the pairs of holder and target of one document.

    A predicted stance that takes sides counts for a pair when its holder and its target overlap the pair's. On a pair without a stance
    (polarity “none”) it is wrong, in either direction.
    """
    sided = [stance for stance in predicted if stance.attributes.get("polarity") in POLAR]
    for stance in gold:
        wanted = stance.attributes["polarity"]
        tally.gold += wanted != NONE
        along = next((other for other in sided if _joins(text, stance, other, roles=("holder", "target"))), None)
        if along is not None:
            tally.predicted += 1
            tally.right += along.attributes["polarity"] == wanted
        elif wanted == NONE:
            tally.predicted += any(_joins(text, stance, other, roles=("target", "holder")) for other in sided)


def _joins(text: str, pair: ExchangeAnnotation, other: ExchangeAnnotation, *, roles: tuple[str, str]) -> bool:
    """Whether the holder and the target of a pair overlap two roles of another stance."""
    return bool(
        shared(text, pair, other, roles=("holder", roles[0])) and shared(text, pair, other, roles=("target", roles[1]))
    )
