"""How the tests of speakers make docs: a text whose names are told, as a recogniser of names would, and what came of its quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Doc, Span

from annotation.suggest.pipeline import load_pipeline
from annotation.suggest.pipelines import RULES
from annotation.suggest.proposal import Proposal


def doc_of(text: str, *, people: Iterable[str] = (), groups: Iterable[str] = (), places: Iterable[str] = ()) -> Doc:
    """A doc with suggestions; each name given is an entity wherever it stands. Without any, the doc has no entities."""
    nlp = load_pipeline(RULES)
    doc = nlp.make_doc(text)
    spans: list[Span] = []
    for label, names in (("PERSON", people), ("ORG", groups), ("LOC", places)):
        for name in names:
            found = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
            spans += [span for match in found if (span := doc.char_span(*match.span(), label=label))]
    spans.sort(key=lambda span: (span.start, -span.end))
    kept: list[Span] = []
    for span in spans:
        if not kept or kept[-1].end <= span.start:
            kept.append(span)
    doc.ents = kept
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def quotes(doc: Doc) -> list[Proposal]:
    """The quotes among a doc’s suggestions."""
    return [proposal for proposal in doc._.suggestions if proposal.label == "QUOTE"]


def speakers(doc: Doc) -> list[tuple[str, str]]:
    """The words of each quote’s source and its speaker, empty where there is none, in text order."""
    found = []
    for quote in quotes(doc):
        source = next((part.range.of(doc.text) for part in quote.parts if part.role == "source"), "")
        found.append((source, quote.attributes.get("speaker", "")))
    return found
