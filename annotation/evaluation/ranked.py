"""What is found unasked, ranked by score: claims by their span, stances by who stands where on whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from annotation.evaluation.ranges import role_letters, shared
from annotation.evaluation.stances import POLAR
from annotation.evaluation.tally import DIGITS, share
from annotation.exchange import ExchangeAnnotation
from annotation.model import AUTHOR

_HALF = 0.5

Same = Callable[[str, ExchangeAnnotation, ExchangeAnnotation], bool]


@dataclass(slots=True)
class RankedTally:
    """Predictions by score, each right or not; a gold annotation is found once, by the prediction that scores highest."""

    gold: int = 0
    ranked: list[tuple[float, bool]] = field(default_factory=list)

    def add(
        self, text: str, gold: Sequence[ExchangeAnnotation], predicted: Sequence[ExchangeAnnotation], same: Same
    ) -> None:
        """Compare one document’s predictions with its gold annotations."""
        self.gold += len(gold)
        left = list(gold)
        for own in sorted(predicted, key=lambda annotation: -(annotation.score or 0.0)):
            found = next((other for other in left if same(text, other, own)), None)
            if found is not None:
                left.remove(found)
            self.ranked.append((own.score or 0.0, found is not None))

    def precision_at(self, recall: float) -> tuple[float, float] | None:
        """The best precision at a recall of so much or more, and the least score there; None where recall never is.

        Predictions of the same score are taken together, as a threshold takes them.
        """
        ranked = sorted(self.ranked, key=lambda row: -row[0])
        best: tuple[float, float] | None = None
        right = 0
        for number, (score, is_right) in enumerate(ranked, 1):
            right += is_right
            last = number == len(ranked) or ranked[number][0] < score
            if last and share(right, self.gold) >= recall and (best is None or right / number > best[0]):
                best = right / number, score
        return best

    def at(self, least: float) -> tuple[float, float]:
        """Precision and recall of the predictions that score at least so much."""
        kept = [right for score, right in self.ranked if score >= least]
        return share(sum(kept), len(kept)), share(sum(kept), self.gold)

    def as_json(self) -> dict[str, Any]:
        """Precision and recall of all that scores a half or more, and the precision at some recalls (null where it is not reached)."""
        precision, recall = self.at(_HALF)
        at = {f"{wanted:g}": self.precision_at(wanted) for wanted in (0.3, 0.4, 0.5, 0.6, 0.7)}
        return {
            "p": round(precision, DIGITS),
            "r": round(recall, DIGITS),
            "n_pred": len(self.ranked),
            "n_gold": self.gold,
            "precision_at_recall": {name: None if own is None else round(own[0], DIGITS) for name, own in at.items()},
        }


def same_claim(text: str, gold: ExchangeAnnotation, predicted: ExchangeAnnotation) -> bool:
    """Whether the spans of two claims share half of the letters and digits that either has."""
    one, other = role_letters(text, gold, "span"), role_letters(text, predicted, "span")
    return bool(one | other) and len(one & other) >= _HALF * len(one | other)


def same_stance(text: str, gold: ExchangeAnnotation, predicted: ExchangeAnnotation) -> bool:
    """Whether two stances have the same polarity, targets that share letters, and the same holder.

    Holders are the same where their words share letters, or both are the author; a gold stance without a holder asks for none.
    """
    if gold.attributes.get("polarity") != predicted.attributes.get("polarity"):
        return False
    if not shared(text, gold, predicted, roles=("target", "target")):
        return False
    by_author = [own.attributes.get("holder_name") == AUTHOR for own in (gold, predicted)]
    if any(by_author):
        return all(by_author)
    wanted = role_letters(text, gold, "holder")
    return not wanted or bool(wanted & role_letters(text, predicted, "holder"))


def is_sided(stance: ExchangeAnnotation) -> bool:
    """Whether a stance is for or against."""
    return stance.attributes.get("polarity") in POLAR
