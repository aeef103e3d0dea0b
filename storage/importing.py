"""Files -> documents of a project, with what a dataset says of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from annotation.errors import AnnotationError, InputError
from annotation.exchange import ExchangeAnnotation, ExchangeDocument
from annotation.model import Annotation, Decision, Link, Recorded, Status, Suggestion, Verdict, now, suggestion_id
from annotation.readers import READERS, ReadDocument, read_document, read_documents
from storage.project import Project

UNKNOWN_SUGGESTER = "import@1"
"""Who proposed a suggestion whose dataset does not say."""

Progress = Callable[[int, int], None]
"""Told how many of how many files are done, for each document again. To stop, raise from it: what was finished before stays."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file of which nothing came in, and why."""

    path: Path
    error: InputError | AnnotationError


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A document that the project has already, by its id: left as it is."""

    path: Path
    document_id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What came of an import. `added` are ids of documents; `left_out` says what a project cannot hold of a dataset."""

    added: tuple[str, ...]
    duplicates: tuple[Duplicate, ...]
    refused: tuple[Refused, ...]
    left_out: tuple[str, ...]


def import_files(project: Project, paths: Sequence[Path], progress: Progress | None = None) -> ImportReport:
    """Add the documents in these files to a project.

    Each file stands for itself: of one that is refused nothing comes in, and the others still do. So all lines of a JSONL file are
    checked, against the label scheme too, before its first document is added. A document is added with its annotations in one
    transaction; importing again goes on where an interrupted import stopped.

    An accepted annotation that names a suggester brings the suggestion it came from along, as far as the dataset knows it.

    Raises:
        ProjectError: where the project's file cannot be written. The files themselves raise nothing: see `refused`.
    """
    importing = _Import(project)
    for number, path in enumerate(paths):
        importing.file(path, partial(progress, number, len(paths)) if progress else _nothing)
    if progress:
        progress(len(paths), len(paths))
    return importing.report()


def _nothing() -> None:
    """What is told to nobody."""


@dataclass(slots=True)
class _Belongings:
    """What comes along with a document, as the project's values."""

    suggestions: list[Suggestion] = field(default_factory=list)
    values: list[Recorded] = field(default_factory=list)
    links_left_out: int = 0
    memos_left_out: int = 0


class _Import:
    def __init__(self, project: Project) -> None:
        self._project = project
        self._added: list[str] = []
        self._duplicates: list[Duplicate] = []
        self._refused: list[Refused] = []
        self._links_left_out = 0
        self._memos_left_out = 0
        self._taken: set[str] | None = None

    def file(self, path: Path, tell: Callable[[], None]) -> None:
        """Import a file; `tell` is called at its start and for each of its documents."""
        tell()
        try:
            documents = self._checked(path, tell)
        except (InputError, AnnotationError) as error:
            self._refused.append(Refused(path, error))
            return
        for number, read in enumerate(documents):
            if number:
                tell()
            belongings = _belongings(read, self._project, self._free_id)
            if self._project.add_document(
                read.document, read.original, suggestions=belongings.suggestions, values=belongings.values
            ):
                self._added.append(read.document.id)
                self._links_left_out += belongings.links_left_out
                self._memos_left_out += belongings.memos_left_out
            else:
                self._duplicates.append(Duplicate(path, read.document.id, read.document.name))

    def report(self) -> ImportReport:
        left_out = (
            (self._links_left_out, "links left out: a project links annotations, not suggestions."),
            (self._memos_left_out, "memos left out: they stood on suggestions, which have none."),
        )
        return ImportReport(
            added=tuple(self._added),
            duplicates=tuple(self._duplicates),
            refused=tuple(self._refused),
            left_out=tuple(f"{number} {what}" for number, what in left_out if number),
        )

    def _checked(self, path: Path, tell: Callable[[], None]) -> Iterable[ReadDocument]:
        """The documents of a file, none of which will be refused any more."""
        if path.suffix.lower() not in READERS:
            return [read_document(path)]
        for read in read_documents(path):
            _check(read, self._project, path)
            tell()
        return read_documents(path)

    def _free_id(self, wanted: str, document_id: str) -> str:
        """An id for an annotation or link: the wanted one, or where another document has that, one that is always the same."""
        if self._taken is None:
            ids = [summary.id for summary in self._project.documents()]
            self._taken = {a.id for i in ids for a in self._project.annotations(i)}
            self._taken |= {k.id for i in ids for k in self._project.links(i)}
        identity = wanted
        while identity in self._taken:
            identity = hashlib.sha256(json.dumps([document_id, identity]).encode()).hexdigest()[:32]
        self._taken.add(identity)
        return identity


def _check(read: ReadDocument, project: Project, path: Path) -> None:
    """Raises AnnotationError, with its place, where the project's label scheme does not allow what a document brings along."""
    exchange = read.exchange or ExchangeDocument(id=read.document.id, text="")
    for annotation in exchange.annotations:
        try:
            project.scheme.check(
                annotation.label, annotation.parts, annotation.attributes, text_length=len(exchange.text)
            )
        except AnnotationError as error:
            raise AnnotationError(
                f"{path.name}, document “{exchange.id}”, annotation “{annotation.id}”: {error.what}",
                way_out="Correct the file, or import it into a project whose label scheme allows it.",
            ) from error
    kinds = {kind.name for kind in project.scheme.links}
    for link in exchange.links:
        if link.kind not in kinds:
            raise AnnotationError(
                f"{path.name}, document “{exchange.id}”, link “{link.id}”: the label scheme has no kind “{link.kind}”.",
                way_out=f"Its kinds are {', '.join(sorted(kinds)) or 'none'}.",
            )


def _belongings(read: ReadDocument, project: Project, free_id: Callable[[str, str], str]) -> _Belongings:
    found = _Belongings()
    exchange, document_id = read.exchange, read.document.id
    if exchange is None:
        return found
    stored: dict[str, str] = {}  # ids of accepted annotations: as the dataset has them, as the project will
    for annotation in exchange.annotations:
        annotator = annotation.annotator or project.annotator
        proposed: Suggestion | None = None
        if annotation.status is not Status.ACCEPTED or annotation.suggester:
            proposed = _suggestion(annotation, document_id)
            found.suggestions.append(proposed)
        if annotation.status is Status.ACCEPTED:
            identity = stored[annotation.id] = free_id(annotation.id, document_id)
            found.values.append(_annotation(annotation, identity, annotator, proposed, document_id))
        else:
            found.memos_left_out += bool(annotation.memo)
        if proposed and annotation.status is not Status.SUGGESTED:
            found.values.append(_decision(annotation, annotator, proposed, stored.get(annotation.id)))
    seen: set[tuple[str, str, str]] = set()
    for link in exchange.links:
        ends = (link.kind, stored.get(link.from_id, ""), stored.get(link.to_id, ""))
        if not all(ends):
            found.links_left_out += 1
        elif ends not in seen:
            seen.add(ends)
            found.values.append(
                Link(
                    id=free_id(link.id, document_id),
                    document_id=document_id,
                    kind=link.kind,
                    from_id=ends[1],
                    to_id=ends[2],
                    annotator=project.annotator,
                    created=now(),
                )
            )
    return found


def _suggestion(annotation: ExchangeAnnotation, document_id: str) -> Suggestion:
    """The suggestion that an annotation of a dataset is or came from; a score that is not given counts as 1."""
    suggester = annotation.suggester or UNKNOWN_SUGGESTER
    return Suggestion(
        id=suggestion_id(document_id, suggester, annotation.label, annotation.parts, annotation.attributes),
        document_id=document_id,
        label=annotation.label,
        parts=annotation.parts,
        attributes=annotation.attributes,
        suggester=suggester,
        score=1.0 if annotation.score is None else annotation.score,
        reason=annotation.reason,
        created=annotation.created or now(),
    )


def _annotation(
    annotation: ExchangeAnnotation, identity: str, annotator: str, proposed: Suggestion | None, document_id: str
) -> Annotation:
    return Annotation(
        id=identity,
        document_id=document_id,
        label=annotation.label,
        parts=annotation.parts,
        attributes=annotation.attributes,
        annotator=annotator,
        created=annotation.created or now(),
        memo=annotation.memo,
        suggestion_id=proposed.id if proposed else None,
    )


def _decision(
    annotation: ExchangeAnnotation, annotator: str, proposed: Suggestion, annotation_id: str | None
) -> Decision:
    return Decision(
        suggestion_id=proposed.id,
        document_id=proposed.document_id,
        annotator=annotator,
        verdict=Verdict.REJECT if annotation.status is Status.REJECTED else Verdict.ACCEPT,
        decided=annotation.created or now(),
        annotation_id=annotation_id,
    )
