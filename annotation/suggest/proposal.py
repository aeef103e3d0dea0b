"""What the components leave on a doc: an annotation proposed, not yet tied to a document's identifier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotation.model import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A suggestion in the making: ranges are code points of `doc.text`, `score` is in [0, 1], `reason` is for a person."""

    label: str
    parts: tuple[Part, ...]
    attributes: Mapping[str, str] = field(default_factory=dict)
    suggester: str
    score: float
    reason: str

    def __post_init__(self) -> None:
        if not 0.0 <= self.score <= 1.0:
            raise ValueError(f"a score of {self.score}")
