"""What the encoder says of words: its sets of labels, kept in a file beside its weights."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

CUE_LABELS = ("O", "B", "I")
PART_LABELS = ("O", "B-source", "I-source", "B-content", "I-content")
NAME_LABELS = ("PERSON", "ORG", "LOC", "NORP", "FAC", "DATE", "MONEY", "MISC")
TOWARD = ("support", "oppose", "neutral")
"""Polarity toward a target, whoever has it."""
DIRECTED = ("support", "oppose", "none")
"""Polarity of a given holder toward a target."""
OTHER, TARGET, HOLDER = range(3)
"""What a word is when a target is judged."""
FARTHEST = 96
FILE = "labels.json"


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels that treebanks bring.

    Args:
        tags: the language’s own tags (XPOS).
        morphs: universal tags with features, `NOUN|Number=Sing`.
        relations: labels of dependencies.
        transitions: for each pair of `PART_LABELS` how well the second follows the first, as learnt.
    """

    tags: tuple[str, ...]
    morphs: tuple[str, ...]
    relations: tuple[str, ...]
    transitions: tuple[tuple[float, ...], ...] = ()

    def write(self, folder: Path) -> None:
        """Write them into a folder."""
        data = {"tags": self.tags, "morphs": self.morphs, "relations": self.relations, "transitions": self.transitions}
        (folder / FILE).write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Labels:
        """Read them from a folder."""
        data = json.loads((folder / FILE).read_text(encoding="utf-8"))
        transitions = tuple(tuple(row) for row in data["transitions"])
        return cls(tuple(data["tags"]), tuple(data["morphs"]), tuple(data["relations"]), transitions)


def begin_inside(labels: tuple[str, ...]) -> tuple[str, ...]:
    """`O`, then `B-` and `I-` of each label."""
    return ("O", *(f"{mark}-{label}" for label in labels for mark in "BI"))


def order_of(labels: tuple[str, ...]) -> tuple[int, ...]:
    """For each label the B that must come before it, -1 where any may: what decoding asks for."""
    return tuple(labels.index("B" + label[1:]) if label.startswith("I") else -1 for label in labels)


def distances(start: int, end: int, length: int) -> list[int]:
    """For each of `length` words how far it is from the cue `[start, end)`, as an index for the model."""
    far = [min(0, place - start) + max(0, place - end + 1) for place in range(length)]
    return [max(-FARTHEST, min(FARTHEST, distance)) + FARTHEST for distance in far]
