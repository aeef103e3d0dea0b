"""What a dataset says of a document -> the suggestions, annotations, decisions and links that a project keeps of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from annotation.exchange import ExchangeAnnotation, ExchangeDocument
from annotation.model import Annotation, Decision, Link, Recorded, Status, Suggestion, Verdict, now, suggestion_id

UNKNOWN_SUGGESTER = "import@1"
"""Who proposed a suggestion whose dataset does not say."""

LINKS = "links left out: a project links annotations, not suggestions."
MEMOS = "memos left out: they stood on suggestions, which have none."
REPEATED = "rejections left out: the same annotator’s of the same suggestion."
PARTED = "annotations without the suggestion they name: it is open, or decided otherwise."

FreeId = Callable[[str], str]
"""An id that nothing in the project has: the one given, if it is free."""


@dataclass(slots=True)
class Belongings:
    """What comes along with a document; `left_out` counts what a project cannot hold."""

    suggestions: list[Suggestion] = field(default_factory=list)
    values: list[Recorded] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)


def belongings(document: ExchangeDocument, annotator: str, free_id: FreeId) -> Belongings:
    """What comes along with a document. Where it does not say whose work something is, it is the `annotator`'s.

    An annotator decides once on a suggestion, but a dataset may name it several times: an annotation that was edited until it was like
    another suggestion is told with the parts of that one. What the dataset says of suggestions themselves (rejected, open) goes first;
    an accepted annotation that this leaves no decision for comes in all the same, without its suggestion.
    """
    found = Belongings()
    decided: set[tuple[str, str]] = set()  # suggestions, by whom
    rejected: set[str] = set()
    proposed: set[str] = set()
    for told in document.annotations:
        if told.status is Status.ACCEPTED:
            continue
        suggestion = _suggestion(told, document.id)
        found.suggestions.append(suggestion)
        proposed.add(suggestion.id)
        found.left_out[MEMOS] += bool(told.memo)
        if told.status is not Status.REJECTED:
            continue
        rejected.add(suggestion.id)
        if _claimed(decided, suggestion, told.annotator or annotator):
            found.values.append(_decision(told, suggestion, told.annotator or annotator, None))
        else:
            found.left_out[REPEATED] += 1
    still_open = proposed - rejected
    stored: dict[str, str] = {}  # ids of accepted annotations: as the dataset has them, as the project will
    for told in document.annotations:
        if told.status is not Status.ACCEPTED:
            continue
        by, source = told.annotator or annotator, _suggestion(told, document.id) if told.suggester else None
        if source and (source.id in still_open or not _claimed(decided, source, by)):
            source = None
            found.left_out[PARTED] += 1
        made = _annotation(told, free_id(told.id), by, source, document.id)
        stored[told.id] = made.id
        found.values.append(made)
        if source:
            found.suggestions.append(source)
            found.values.append(_decision(told, source, by, made.id))
    _add_links(found, document, stored, annotator, free_id)
    return found


def _claimed(decided: set[tuple[str, str]], suggestion: Suggestion, annotator: str) -> bool:
    """Whether the annotator had not decided on the suggestion before; now they have."""
    claim = (suggestion.id, annotator)
    if claim in decided:
        return False
    decided.add(claim)
    return True


def _add_links(
    found: Belongings, document: ExchangeDocument, stored: dict[str, str], annotator: str, free_id: FreeId
) -> None:
    seen: set[tuple[str, str, str]] = set()
    for link in document.links:
        ends = (link.kind, stored.get(link.from_id, ""), stored.get(link.to_id, ""))
        if not all(ends):
            found.left_out[LINKS] += 1
        elif ends not in seen:
            seen.add(ends)
            found.values.append(
                Link(
                    id=free_id(link.id),
                    document_id=document.id,
                    kind=link.kind,
                    from_id=ends[1],
                    to_id=ends[2],
                    annotator=annotator,
                    created=now(),
                )
            )


def _suggestion(told: ExchangeAnnotation, document_id: str) -> Suggestion:
    """The suggestion that an annotation of a dataset is or came from; a score that is not given counts as 1."""
    suggester = told.suggester or UNKNOWN_SUGGESTER
    return Suggestion(
        id=suggestion_id(document_id, suggester, told.label, told.parts, told.attributes),
        document_id=document_id,
        label=told.label,
        parts=told.parts,
        attributes=told.attributes,
        suggester=suggester,
        score=1.0 if told.score is None else told.score,
        reason=told.reason,
        created=told.created or now(),
    )


def _annotation(
    told: ExchangeAnnotation, identity: str, annotator: str, source: Suggestion | None, document_id: str
) -> Annotation:
    return Annotation(
        id=identity,
        document_id=document_id,
        label=told.label,
        parts=told.parts,
        attributes=told.attributes,
        annotator=annotator,
        created=told.created or now(),
        memo=told.memo,
        suggestion_id=source.id if source else None,
    )


def _decision(told: ExchangeAnnotation, suggestion: Suggestion, annotator: str, annotation_id: str | None) -> Decision:
    return Decision(
        suggestion_id=suggestion.id,
        document_id=suggestion.document_id,
        annotator=annotator,
        verdict=Verdict.ACCEPT if annotation_id else Verdict.REJECT,
        decided=told.created or now(),
        annotation_id=annotation_id,
    )
