"""Files -> documents of a project, with what a dataset says of them."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from annotation.errors import AnnotationError, InputError
from annotation.exchange import ExchangeDocument
from annotation.readers import READERS, ReadDocument, read_document, read_documents
from annotation.scheme import LabelScheme, default_scheme
from storage import opening
from storage.belongings import Belongings, belongings
from storage.project import Project

Progress = Callable[[int, int], None]
"""Told how many of how many files are done, for each document again. To stop, raise from it: what was finished before stays."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file of which nothing came in, or a document of one that did not, and why."""

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
    checked, against the label scheme too, before its first document is added. (What another program does meanwhile, to the file or
    to the project, may still keep some of its documents out.) A document is added with its annotations in one
    transaction; importing again goes on where an interrupted import stopped.

    An accepted annotation that names a suggester brings the suggestion it came from along, as far as the dataset knows it. Where the
    dataset says otherwise of that suggestion (the same annotator has rejected it or accepted it before, or it is open), the annotation
    comes in without it.

    Raises:
        ProjectError: where the project's file cannot be written. The files themselves raise nothing: see `refused`.
    """
    return _Import(project.scheme, lambda: project).files(paths, progress)


def import_into(
    path: Path, paths: Sequence[Path], *, annotator: str = "", progress: Progress | None = None
) -> ImportReport:
    """As `import_files`, into the project at `path`; where there is none, it is made when the first document comes in.

    Raises:
        ProjectError: where the project cannot be opened, made or written.
    """
    with ExitStack() as opened:

        @cache
        def project() -> Project:
            return opened.enter_context(Project.open_or_create(path, annotator=annotator))

        if opening.is_there(path):
            scheme = project().scheme
        else:
            opening.check_place(path)
            scheme = default_scheme()
        return _Import(scheme, project).files(paths, progress)


def _nothing() -> None:
    """What is told to nobody."""


class _Import:
    """An import under way. `project` opens the project when it is first needed; `scheme` is its label scheme."""

    def __init__(self, scheme: LabelScheme, project: Callable[[], Project]) -> None:
        self._scheme = scheme
        self._project = project
        self._added: list[str] = []
        self._duplicates: list[Duplicate] = []
        self._refused: list[Refused] = []
        self._left_out: Counter[str] = Counter()
        self._taken: set[str] | None = None

    def files(self, paths: Sequence[Path], progress: Progress | None) -> ImportReport:
        """Import all these files."""
        for number, path in enumerate(paths):
            self._file(path, partial(progress, number, len(paths)) if progress else _nothing)
        if progress:
            progress(len(paths), len(paths))
        return self._report()

    def _file(self, path: Path, tell: Callable[[], None]) -> None:
        """Import a file; `tell` is called at its start and for each of its documents."""
        tell()
        try:
            for number, read in enumerate(self._checked(path, tell)):
                if number:
                    tell()
                self._document(path, read)
        except (InputError, AnnotationError) as error:
            self._refused.append(Refused(path, error))

    def _document(self, path: Path, read: ReadDocument) -> None:
        project, document = self._project(), read.document
        brought = Belongings()
        if read.exchange:
            brought = belongings(read.exchange, project.annotator, partial(self._free_id, document.id))
        try:
            added = project.add_document(
                document, read.original, suggestions=brought.suggestions, values=brought.values
            )
        except (InputError, AnnotationError) as error:  # of this document: the file's others still come in
            self._refused.append(Refused(path, error))
            return
        if added:
            self._added.append(document.id)
            self._left_out += brought.left_out
        else:
            self._duplicates.append(Duplicate(path, document.id, document.name))

    def _report(self) -> ImportReport:
        return ImportReport(
            added=tuple(self._added),
            duplicates=tuple(self._duplicates),
            refused=tuple(self._refused),
            left_out=tuple(f"{number} {what}" for what, number in self._left_out.items()),
        )

    def _checked(self, path: Path, tell: Callable[[], None]) -> Iterable[ReadDocument]:
        """The documents of a file, none of which will be refused any more."""
        if path.suffix.lower() not in READERS:
            return [read_document(path)]
        for read in read_documents(path):
            _check(read, self._scheme, path)
            tell()
        return read_documents(path)

    def _free_id(self, document_id: str, wanted: str) -> str:
        """An id for an annotation or link: the wanted one, or where another document has that, one that is always the same."""
        if self._taken is None:
            self._taken = set(self._project().recorded_ids())
        identity = wanted
        while identity in self._taken:
            identity = hashlib.sha256(json.dumps([document_id, identity]).encode()).hexdigest()[:32]
        self._taken.add(identity)
        return identity


def _check(read: ReadDocument, scheme: LabelScheme, path: Path) -> None:
    """Raises AnnotationError, with its place, where the project's label scheme does not allow what a document brings along."""
    exchange = read.exchange or ExchangeDocument(id=read.document.id, text="")
    for annotation in exchange.annotations:
        try:
            scheme.check(annotation.label, annotation.parts, annotation.attributes, text_length=len(exchange.text))
        except AnnotationError as error:
            raise AnnotationError(
                f"{path.name}, document “{exchange.id}”, annotation “{annotation.id}”: {error.what}",
                way_out="Correct the file, or import it into a project whose label scheme allows it.",
            ) from error
    kinds = {kind.name for kind in scheme.links}
    for link in exchange.links:
        if link.kind not in kinds:
            raise AnnotationError(
                f"{path.name}, document “{exchange.id}”, link “{link.id}”: the label scheme has no kind “{link.kind}”.",
                way_out=f"Its kinds are {', '.join(sorted(kinds)) or 'none'}.",
            )
