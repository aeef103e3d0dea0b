"""Suggestions: quotes, claims and stances found by spaCy components. Importing this loads nothing heavy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from annotation.exchange import ExchangeAnnotation, ExchangeDocument, ExchangeLink, link_id
from annotation.model import Status, now, ranges, suggestion_id
from annotation.repeats import REPEATED, SAME, repeats

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from annotation.suggest.proposal import Proposal

__all__ = ["SUGGESTERS", "load", "suggest"]

SUGGESTERS = ("quotes@0.3", "claims@0.3", "stances@0.3")
"""The suggesters whose work `suggest` returns, as name@version."""


def load(pipeline: str | None = None) -> Language:
    """The pipeline of this name, Quotemark's own where there is none; loaded once for the process.

    Raises:
        SuggestError: where it, or spaCy, cannot be loaded.
    """
    from annotation.suggest.pipeline import load_pipeline

    return load_pipeline(pipeline)


def suggest(
    documents: Iterable[ExchangeDocument], *, batch_size: int = 16, pipeline: str | None = None
) -> Iterator[ExchangeDocument]:
    """Add suggestions to documents, in their order, `batch_size` at a time; memory does not grow with their number.

    It works in this process: `annotation.suggest.processes` spreads the work. `pipeline` is as `load` takes it.
    A suggestion that a document already has (the same identifier) is not added again. Ranges are code points of the document's text.
    Claims that say the same again are linked (`same_as`) with the first that says it. Targets and pairs that a document asks about
    (`ExchangeDocument.asked`) are answered before other stances. Names that the pipeline finds become the document's entities, unless it has some.

    Raises:
        SuggestError: where the pipeline, or spaCy, cannot be loaded.
    """
    from annotation.suggest.documents import read

    remaining = iter(documents)
    while batch := list(islice(remaining, batch_size)):
        nlp = load(pipeline)  # which takes seconds: only when there is something to read
        # A memory zone frees the words that only this batch has; it must be closed before the caller runs on.
        with nlp.memory_zone():
            done = [_with_suggestions(document, doc) for doc, document in read(nlp, batch)]
        yield from done


def _with_suggestions(document: ExchangeDocument, doc: Doc) -> ExchangeDocument:
    proposals: Iterable[Proposal] = doc._.suggestions
    known = {annotation.id for annotation in document.annotations}
    created = now()
    added: list[ExchangeAnnotation] = []
    for proposal in proposals:
        identifier = suggestion_id(document.id, proposal.suggester, proposal.label, proposal.parts, proposal.attributes)
        if identifier in known:
            continue
        known.add(identifier)
        added.append(
            ExchangeAnnotation(
                id=identifier,
                label=proposal.label,
                status=Status.SUGGESTED,
                parts=proposal.parts,
                attributes=proposal.attributes,
                suggester=proposal.suggester,
                score=proposal.score,
                reason=proposal.reason,
                created=created,
            )
        )
    entities = document.entities or tuple(
        {"start": name.start_char, "end": name.end_char, "label": name.label_} for name in doc.ents
    )
    return replace(
        document,
        annotations=(*document.annotations, *added),
        entities=entities,
        links=(*document.links, *_same_claims(document.text, added)),
    )


def _same_claims(text: str, added: Iterable[ExchangeAnnotation]) -> Iterator[ExchangeLink]:
    """A link from each suggested claim that says the same again to the first that says it."""
    claims = sorted((own for own in added if own.label == REPEATED), key=lambda own: ranges(own)[0])
    said = ((own.id, " ".join(part.range.of(text) for part in own.parts if part.role == "span")) for own in claims)
    for again, first in repeats(said).items():
        yield ExchangeLink(id=link_id(SAME, again, first), kind=SAME, from_id=again, to_id=first)
