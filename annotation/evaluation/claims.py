"""Claims: whether a text says something that is worth checking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from annotation.evaluation.tally import DIGITS, Tally, share
from annotation.exchange import ExchangeAnnotation

_NONE = -1.0  # ranks below every score


@dataclass(slots=True)
class ClaimTally:
    """Texts that are marked check-worthy or not. A text is predicted so when it has a CLAIM whose attribute `checkworthy` is not “no”."""

    tally: Tally = field(default_factory=Tally)
    ranked: list[tuple[float, bool]] = field(default_factory=list)
    """The highest score of a claim in each text (0 where claims have none, less where there is no claim), and whether the gold agrees."""

    def add(self, predicted: Sequence[ExchangeAnnotation], *, gold: bool) -> None:
        """Count one text with its predicted CLAIM annotations."""
        found = [claim for claim in predicted if claim.attributes.get("checkworthy") != "no"]
        self.tally.predicted += bool(found)
        self.tally.gold += gold
        self.tally.right += bool(found) and gold
        self.ranked.append((max((claim.score or 0.0 for claim in found), default=_NONE), gold))

    @property
    def average_precision(self) -> float:
        """The mean of the precisions at each check-worthy text, ranked by score; equal scores share one rank."""
        seen, hits, total = 0, 0, 0.0
        for _, group in groupby(sorted(self.ranked, key=lambda row: -row[0]), key=lambda row: row[0]):
            rows = [gold for _, gold in group]
            seen += len(rows)
            hits += sum(rows)
            total += sum(rows) * hits / seen
        return share(total, self.tally.gold)

    def as_json(self) -> dict[str, float]:
        """Precision, recall, F1 and average precision."""
        return {**self.tally.as_json(), "average_precision": round(self.average_precision, DIGITS)}
