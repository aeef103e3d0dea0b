"""What the suggesters propose for a project's documents, kept as suggestions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass

from annotation.errors import AnnotationError
from annotation.exchange import ExchangeDocument
from annotation.model import Part, Status, Suggestion
from annotation.scheme import LabelScheme
from storage.project import Project

Progress = Callable[[int, int, int], None]
"""Told how many of how many documents are done, and how many words the last one has. To stop, raise from it: what was finished stays."""

Notice = Callable[[ExchangeDocument, str], None]
"""Told, with a document, a sentence that the analyst should know of it: it is in another language than the suggestions are for."""


@dataclass(frozen=True, slots=True)
class SuggestReport:
    """How many documents were read and how many suggestions are new.

    `left_out` are suggestions that the label scheme does not allow; `lost` says of each document that ended its process how that was.
    """

    documents: int
    suggestions: int
    left_out: int
    lost: tuple[str, ...] = ()


def suggest_project(
    project: Project,
    progress: Progress | None = None,
    *,
    processes: int = 1,
    batch_size: int = 16,
    pipeline: str | None = None,
    notice: Notice | None = None,
) -> SuggestReport:
    """Have the suggesters read every document that one of them has not read yet.

    What they propose for a document is kept in one transaction, with the note that they have read it: after an interruption the next
    call goes on with the next document. A document that is lost counts as not read. `processes`, `batch_size` and `pipeline` are as
    `suggest_all` takes them.

    Raises:
        SuggestError: where there is no such pipeline or it cannot be loaded, or processes end again and again.
        ProjectError: where the project's file cannot be written.
    """
    from annotation.suggest.documents import notices_of
    from annotation.suggest.pipelines import card_of
    from annotation.suggest.processes import Lost, suggest_all

    suggesters = card_of(pipeline).suggesters
    waiting = [d.id for d in project.documents() if not project.read_by(d.id).issuperset(suggesters)]
    if progress:
        progress(0, len(waiting), 0)
    added = left_out = 0
    lost: list[str] = []
    texts = _texts(project, waiting)
    with closing(suggest_all(texts, processes=processes, batch_size=batch_size, pipeline=pipeline)) as answers:
        for number, answer in enumerate(answers, 1):
            if isinstance(answer, Lost):
                lost.append(answer.why)
                continue
            proposed = unlike(project.standing(answer.id, suggesters), suggestions_of(answer))
            kept = allowed(project.scheme, proposed, text_length=len(answer.text))
            left_out += len(proposed) - len(kept)
            added += project.add_suggestions(answer.id, suggesters, kept)
            if notice:
                for sentence in notices_of(answer):
                    notice(answer, sentence)
            if progress:
                progress(number, len(waiting), len(answer.text.split()))
    return SuggestReport(len(waiting) - len(lost), added, left_out, tuple(lost))


def allowed(scheme: LabelScheme, suggestions: Iterable[Suggestion], *, text_length: int) -> list[Suggestion]:
    """Those that a project with this label scheme has a place for: they are made for the built-in one. `text_length` is in code points."""
    return [s for s in suggestions if _has_place(scheme, s, text_length)]


def unlike(known: Iterable[Suggestion], proposed: Iterable[Suggestion]) -> list[Suggestion]:
    """What nobody has proposed yet in the same words: whoever proposed it, its label, parts and attributes are decided on only once."""
    seen = {_content(suggestion) for suggestion in known}
    return [suggestion for suggestion in proposed if _content(suggestion) not in seen]


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


def _content(s: Suggestion) -> tuple[str, tuple[Part, ...], frozenset[tuple[str, str]]]:
    return s.label, s.parts, frozenset(s.attributes.items())


def _texts(project: Project, ids: Iterable[str]) -> Iterator[ExchangeDocument]:
    for document_id in ids:
        document = project.document(document_id)
        yield ExchangeDocument(id=document.id, name=document.name, text=document.text, language=document.language)


def _has_place(scheme: LabelScheme, suggestion: Suggestion, text_length: int) -> bool:
    try:
        scheme.check(suggestion.label, suggestion.parts, suggestion.attributes, text_length=text_length)
    except AnnotationError:
        return False
    return True
