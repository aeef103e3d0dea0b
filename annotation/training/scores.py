"""Names scored as `score entities` does: the exact range and the label, over the labels that count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotation.training.measure import Tally

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

NAME_LABELS = ("PERSON", "ORG", "LOC", "NORP")


def names(nlp: Language, gold_docs: Sequence[Doc], labels: Sequence[str] = NAME_LABELS) -> dict[str, Tally]:
    """A tally by label, and `all`, of what the pipeline finds in the texts of gold docs."""
    tallies = {label: Tally() for label in (*labels, "all")}
    for found, gold in zip(nlp.pipe(doc.text for doc in gold_docs), gold_docs, strict=True):
        ours, theirs = _ranges(found), _ranges(gold)
        for label in labels:
            mine = {entity for entity in ours if entity[2] == label}
            wanted = {entity for entity in theirs if entity[2] == label}
            for tally in (tallies[label], tallies["all"]):
                tally.right += len(mine & wanted)
                tally.predicted += len(mine)
                tally.gold += len(wanted)
    return tallies


def _ranges(doc: Doc) -> set[tuple[int, int, str]]:
    return {(entity.start_char, entity.end_char, entity.label_) for entity in doc.ents}
