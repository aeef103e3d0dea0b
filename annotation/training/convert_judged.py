"""Corpora of single sentences to docs: worth checking or not, polarity toward a target, who is for or against whom."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotation.evaluation.held_out import is_held_out
from annotation.training.convert import read_jsonl

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

CHECKWORTHY, STANCES = "checkworthy", "stances"
"""Keys of `doc.user_data`: how likely it is, in [0, 1]; a list of (holder or None, target, polarity), both ranges of tokens."""


def claim_docs(nlp: Language, path: Path, *, one_in: int) -> Iterator[Doc]:
    """Sentences worth checking or not, less those held out."""
    for line in _kept(path, one_in):
        doc = nlp.make_doc(line["text"])
        doc.user_data.update({"id": line["id"], CHECKWORTHY: float(line["checkworthy"])})
        yield doc


def stance_docs(nlp: Language, path: Path, *, one_in: int) -> Iterator[Doc]:
    """Sentences with stances, less those held out. Ends within a word of ours are widened to it."""
    for line in _kept(path, one_in):
        doc = nlp.make_doc(line["text"])
        stances = []
        for annotation in line["annotations"]:
            ranges = {}
            for part in annotation["parts"]:
                span = doc.char_span(part["start"], part["end"], alignment_mode="expand")
                if span is not None:
                    ranges[part["role"]] = (span.start, span.end)
            if "target" in ranges:
                stances.append((ranges.get("holder"), ranges["target"], annotation["attributes"]["polarity"]))
        doc.user_data.update({"id": line["id"], STANCES: stances})
        yield doc


def _kept(path: Path, one_in: int) -> Iterator[dict[str, Any]]:
    return (line for line in read_jsonl(path) if not is_held_out(line["text"], one_in=one_in))
