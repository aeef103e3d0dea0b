"""Names: the exact range and the label."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotation.evaluation.tally import Tally

NAME_LABELS = ("PERSON", "ORG", "LOC", "NORP")
"""What counts where corpora differ in the rest."""

Name = tuple[int, int, str]


@dataclass(slots=True)
class NameTally:
    """A tally by label. Labels that the gold never has do not count: what is predicted with them is neither right nor wrong."""

    by_label: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))

    def add(self, gold: Iterable[Mapping[str, Any]], predicted: Iterable[Mapping[str, Any]]) -> None:
        """Compare the `entities` of one document of the exchange form with its gold ones."""
        self.count(_names(gold), _names(predicted))

    def count(self, gold: set[Name], predicted: set[Name]) -> None:
        """Compare the predicted names of one document with its gold ones."""
        for label in {name[2] for name in gold | predicted}:
            self.by_label[label].count(*({name for name in side if name[2] == label} for side in (predicted, gold)))

    def labels(self) -> list[str]:
        """The labels of the gold, in the alphabet's order."""
        return sorted(label for label, tally in self.by_label.items() if tally.gold)

    def over(self, labels: Iterable[str]) -> Tally:
        """The tallies of some labels added up."""
        total = Tally()
        for label in labels:
            total.include(self.by_label.get(label, Tally()))
        return total

    def as_json(self) -> dict[str, Any]:
        """Over all labels of the gold, and by label."""
        return {
            "all": self.over(self.labels()).as_json(),
            "by_label": {label: self.by_label[label].as_json() for label in self.labels()},
        }


def _names(entities: Iterable[Mapping[str, Any]]) -> set[Name]:
    return {(entity["start"], entity["end"], entity["label"]) for entity in entities}
