"""What the suggesters propose for a project's documents, kept as suggestions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from annotation.errors import AnnotationError
from annotation.exchange import ExchangeDocument
from annotation.model import Status, Suggestion
from annotation.scheme import LabelScheme
from storage.project import Project

Progress = Callable[[int, int], None]
"""Told how many of how many documents are done. To stop, raise from it: what was finished before stays."""


@dataclass(frozen=True, slots=True)
class SuggestReport:
    """How many documents were read and how many suggestions are new; `left_out` are those that the label scheme does not allow."""

    documents: int
    suggestions: int
    left_out: int


def suggest_project(project: Project, progress: Progress | None = None) -> SuggestReport:
    """Have the suggesters read every document that one of them has not read yet.

    What they propose for a document is kept in one transaction, with the note that they have read it: after an interruption the next
    call goes on with the next document.

    Raises:
        SuggestError: where spaCy cannot be loaded.
        ProjectError: where the project's file cannot be written.
    """
    from annotation.suggest import SUGGESTERS, suggest

    waiting = [d.id for d in project.documents() if not project.read_by(d.id).issuperset(SUGGESTERS)]
    if progress:
        progress(0, len(waiting))
    added = left_out = 0
    for number, answer in enumerate(suggest(_texts(project, waiting)), 1):
        proposed = suggestions_of(answer)
        kept = allowed(project.scheme, proposed, text_length=len(answer.text))
        left_out += len(proposed) - len(kept)
        added += project.add_suggestions(answer.id, SUGGESTERS, kept)
        if progress:
            progress(number, len(waiting))
    return SuggestReport(len(waiting), added, left_out)


def allowed(scheme: LabelScheme, suggestions: Iterable[Suggestion], *, text_length: int) -> list[Suggestion]:
    """Those that a project with this label scheme has a place for: they are made for the built-in one. `text_length` is in code points."""
    return [s for s in suggestions if _has_place(scheme, s, text_length)]


def suggestions_of(document: ExchangeDocument) -> list[Suggestion]:
    """The suggestions that an answer of the suggesters carries."""
    return [
        Suggestion(
            id=a.id,
            document_id=document.id,
            label=a.label,
            parts=a.parts,
            attributes=a.attributes,
            suggester=a.suggester,
            score=a.score or 0.0,
            reason=a.reason,
            created=a.created,
        )
        for a in document.annotations
        if a.status is Status.SUGGESTED
    ]


def _texts(project: Project, ids: Iterable[str]) -> Iterator[ExchangeDocument]:
    for document_id in ids:
        document = project.document(document_id)
        yield ExchangeDocument(id=document.id, text=document.text, language=document.language)


def _has_place(scheme: LabelScheme, suggestion: Suggestion, text_length: int) -> bool:
    try:
        scheme.check(suggestion.label, suggestion.parts, suggestion.attributes, text_length=text_length)
    except AnnotationError:
        return False
    return True
