"""How the tests of suggestions read them: the words of each part instead of offsets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotation.exchange import ExchangeAnnotation, ExchangeDocument
from annotation.suggest import suggest
from annotation.suggest.pipelines import RULES


@dataclass(frozen=True, slots=True)
class Told:
    """A suggestion with the words of its parts by role, in text order."""

    label: str
    words: dict[str, list[str]]
    attributes: dict[str, str]
    score: float
    reason: str

    def one(self, role: str) -> str:
        """The words of the only part of a role; empty where there is none."""
        found = self.words.get(role, [])
        assert len(found) <= 1, found
        return found[0] if found else ""


def document(text: str, *, name: str = "article") -> ExchangeDocument:
    """A document with a text and nothing else."""
    return ExchangeDocument(id=name, text=text)


def suggested(text: str) -> tuple[ExchangeAnnotation, ...]:
    """The suggestions of the rules for one text."""
    return next(suggest([document(text)], pipeline=RULES)).annotations


def told(text: str, label: str) -> list[Told]:
    """The suggestions of the rules of a label for one text, read."""
    return [_read(text, annotation) for annotation in suggested(text) if annotation.label == label]


def read_by_own(text: str, label: str) -> list[Told]:
    """The suggestions of Quotemark’s own pipeline of a label for one text, read."""
    found = next(suggest([document(text)])).annotations
    return [_read(text, annotation) for annotation in found if annotation.label == label]


def only(found: Iterable[Told]) -> Told:
    """The one suggestion that is expected."""
    (single,) = found
    return single


def _read(text: str, annotation: ExchangeAnnotation) -> Told:
    words: dict[str, list[str]] = {}
    for part in annotation.parts:
        words.setdefault(part.role, []).append(part.range.of(text))
    assert annotation.score is not None
    return Told(annotation.label, words, dict(annotation.attributes), annotation.score, annotation.reason)
