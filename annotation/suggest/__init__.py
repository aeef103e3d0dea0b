"""Suggestions: quotes, claims and stances found by spaCy components. Importing this loads nothing heavy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from annotation.exchange import ExchangeAnnotation, ExchangeDocument
from annotation.model import Status, now, suggestion_id

if TYPE_CHECKING:
    from annotation.suggest.proposal import Proposal

__all__ = ["SUGGESTERS", "suggest"]

SUGGESTERS = ("quotes@0.1", "claims@0.1", "stances@0.1")
"""The suggesters whose work `suggest` returns, as name@version."""


def suggest(documents: Iterable[ExchangeDocument], *, batch_size: int = 16) -> Iterator[ExchangeDocument]:
    """Add suggestions to documents, in their order, `batch_size` at a time; memory does not grow with their number.

    A suggestion that a document already has (the same identifier) is not added again. Ranges are code points of the document's text.

    Raises:
        SuggestError: where spaCy cannot be loaded.
    """
    from annotation.suggest.pipeline import load_pipeline

    nlp = load_pipeline()
    remaining = iter(documents)
    while batch := list(islice(remaining, batch_size)):
        # A memory zone frees the words that only this batch has; it must be closed before the caller runs on.
        with nlp.memory_zone():
            pairs = nlp.pipe(((document.text, document) for document in batch), as_tuples=True)
            done = [_with_suggestions(document, doc._.suggestions) for doc, document in pairs]
        yield from done


def _with_suggestions(document: ExchangeDocument, proposals: Iterable[Proposal]) -> ExchangeDocument:
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
    return replace(document, annotations=(*document.annotations, *added))
