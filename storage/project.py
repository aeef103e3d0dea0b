"""A project, and the only door to its file. Every change is one transaction that is on disk when `apply` returns."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from annotation.errors import ProjectError, ReadOnlyProject, StaleChange
from annotation.exchange import ExchangeDocument
from annotation.model import (
    Annotation,
    Change,
    Decision,
    Document,
    Link,
    Recorded,
    Status,
    Suggestion,
    identity,
    now,
)
from annotation.scheme import LabelScheme, default_scheme, read_scheme
from storage import faults, history, opening, queries, records
from storage.queries import Count, DocumentSummary


@dataclass(frozen=True, slots=True)
class Touched:
    """What a change, an undo or a redo has touched: views refresh only this. `values` are as they are now; gone ones are left out."""

    title: str
    document_id: str
    values: tuple[Recorded, ...]
    erased: tuple[Recorded, ...]


class Project:
    """An open project file. Use it from one thread; other readers open their own."""

    def __init__(self, connection: sqlite3.Connection, path: Path, *, annotator: str, writable: bool) -> None:
        self._db = connection
        self.path = path
        self.annotator = annotator
        self.writable = writable
        self.scheme: LabelScheme = self._read_scheme()

    # Opening ----------------------------------------------------------------------------------------------------

    @classmethod
    def create(cls, path: Path, *, scheme: LabelScheme | None = None, annotator: str = "") -> Self:
        """Make a new project file.

        Raises:
            ProjectError: where something is at `path` already, or its folder is missing or cannot be written.
        """
        if path.exists():
            raise ProjectError(f"{path} exists already.", way_out="Choose another name, or open it.")
        if not path.parent.is_dir():
            raise ProjectError(f"There is no folder {path.parent}.", way_out="Create it, or choose another place.")
        if not os.access(path.parent, os.W_OK):
            raise ReadOnlyProject(f"The folder {path.parent} cannot be written.", way_out="Choose another place.")
        # Built under another name: a project file is whole or not there.
        draft = path.with_name(f".{path.name}.{os.getpid()}.new")
        try:
            with faults.told(path):
                connection = opening.connect(draft)
                try:
                    opening.build(connection, scheme or default_scheme())
                finally:
                    connection.close()
            draft.rename(path)
        finally:
            for leftover in (draft, draft.with_name(draft.name + "-wal"), draft.with_name(draft.name + "-shm")):
                leftover.unlink(missing_ok=True)
        return cls.open(path, annotator=annotator)

    @classmethod
    def open(cls, path: Path, *, annotator: str = "", writable: bool = True) -> Self:
        """Open a project file, bringing an older one up to date (after a copy beside it).

        Raises:
            NotAProject, NewerProject, DamagedProject, ReadOnlyProject, BusyProject: see annotation/errors.py.
        """
        opening.check_file(path)
        if writable and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
            raise ReadOnlyProject(
                f"{path} cannot be written.",
                way_out="Change its permissions, or copy it to a folder of your own and open the copy.",
            )
        with faults.told(path):
            connection = opening.connect(path, writable=writable)
            try:
                opening.check_version(connection, path, writable=writable)
                project = cls(connection, path, annotator=annotator or opening.default_annotator(), writable=writable)
                if writable:
                    project._know_annotator()
            except BaseException:
                connection.close()
                raise
        return project

    @classmethod
    def open_or_create(cls, path: Path, *, annotator: str = "") -> Self:
        """Open the project at `path`, made first where there is nothing."""
        return cls.open(path, annotator=annotator) if path.exists() else cls.create(path, annotator=annotator)

    def close(self) -> None:
        """Close the file. Nothing is pending: every change was committed when it was made."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Adding -----------------------------------------------------------------------------------------------------

    def add_document(
        self,
        document: Document,
        original: bytes,
        *,
        suggestions: Iterable[Suggestion] = (),
        values: Iterable[Recorded] = (),
    ) -> bool:
        """Add a document, with what a dataset brings along for it; False (and nothing changed) where its id is known already.

        `original` are the bytes it was read from. What comes along is checked against the label scheme.
        """
        with self._writing():
            if self._db.execute("SELECT 1 FROM documents WHERE id = ?", (document.id,)).fetchone():
                return False
            records.insert_document(self._db, document, original)
            self._insert_suggestions(document.id, suggestions)
            for value in values:
                if queries.recorded(self._db, value) is not None:
                    raise ProjectError(
                        f"The project has the {identity(value)[0]} {identity(value)[1]} of {document.name} already.",
                        way_out="Nothing of the document was added. Give it another id in the dataset.",
                    )
                self._check(value)
                self._add_annotator(value.annotator)
                records.write(self._db, value)
        return True

    def add_suggestions(self, document_id: str, suggesters: Iterable[str], suggestions: Iterable[Suggestion]) -> int:
        """Keep what `suggesters` (name@version) propose for a document, and that they have read it; returns how many are new."""
        with self._writing():
            added = self._insert_suggestions(document_id, suggestions)
            for suggester in suggesters:
                self._db.execute("INSERT INTO suggesters (name) VALUES (?) ON CONFLICT DO NOTHING", (suggester,))
                self._db.execute(
                    """INSERT INTO suggester_runs (document_id, suggester, finished_at) VALUES (?, ?, ?)
                       ON CONFLICT (document_id, suggester) DO UPDATE SET finished_at = excluded.finished_at""",
                    (document_id, suggester, now()),
                )
        return added

    def _insert_suggestions(self, document_id: str, suggestions: Iterable[Suggestion]) -> int:
        length = self._length(document_id)
        added = 0
        for s in suggestions:
            self.scheme.check(s.label, s.parts, s.attributes, text_length=length)
            self._db.execute("INSERT INTO suggesters (name) VALUES (?) ON CONFLICT DO NOTHING", (s.suggester,))
            added += records.insert_suggestion(self._db, s)
        return added

    # Changing ---------------------------------------------------------------------------------------------------

    def apply(self, change: Change) -> Touched:
        """Make a change and record it, in one transaction that is on disk on return.

        Raises:
            StaleChange: where the file no longer holds what the change starts from.
            AnnotationError: where the label scheme does not allow what it makes.
        """
        with self._writing():
            touched = self._make(change)
            history.record(self._db, "do", change, annotator=self.annotator)
        return touched

    def undo(self) -> Touched | None:
        """Take back the annotator's latest change; None where there is none."""
        with self._writing():
            entry = history.undoable(self._db, self.annotator)
            if entry is None:
                return None
            return self._repeat("undo", entry.change.inverse(), entry.number)

    def redo(self) -> Touched | None:
        """Make again what was undone last; None where there is nothing."""
        with self._writing():
            entry = history.redoable(self._db, self.annotator)
            if entry is None:
                return None
            return self._repeat("redo", entry.change, entry.number)

    def undo_title(self) -> str:
        """What `undo` would take back, "" for nothing."""
        entry = history.undoable(self._db, self.annotator)
        return entry.change.title if entry else ""

    def redo_title(self) -> str:
        """What `redo` would make again, "" for nothing."""
        entry = history.redoable(self._db, self.annotator)
        return entry.change.title if entry else ""

    def _repeat(self, kind: history.Kind, change: Change, number: int) -> Touched:
        touched = self._make(change)
        history.record(self._db, kind, change, annotator=self.annotator, refers_to=number)
        return touched

    def _make(self, change: Change) -> Touched:
        kept: dict[tuple[str, ...], Recorded] = {}
        erased: dict[tuple[str, ...], Recorded] = {}
        for step in change.steps:
            value = step.after or step.before
            assert value is not None
            if queries.recorded(self._db, value) != step.before:
                raise StaleChange(
                    f"Another program has changed what “{change.title}” starts from.",
                    way_out="The page shows the file as it is now; repeat the step if it still applies.",
                )
            if step.after is None:
                records.erase(self._db, value)
                kept.pop(identity(value), None)
                erased[identity(value)] = value
            else:
                self._check(step.after)
                records.write(self._db, step.after)
                erased.pop(identity(value), None)
                kept[identity(value)] = step.after
        return Touched(change.title, change.document_id, tuple(kept.values()), tuple(erased.values()))

    def _check(self, value: Recorded) -> None:
        if isinstance(value, Annotation):
            length = self._length(value.document_id)
            self.scheme.check(value.label, value.parts, value.attributes, text_length=length)

    # Asking -----------------------------------------------------------------------------------------------------

    def documents(self) -> list[DocumentSummary]:
        """All documents in the project's order, with counts for this annotator."""
        with faults.told(self.path):
            return queries.document_summaries(self._db, self.annotator)

    def summary(self, document_id: str) -> DocumentSummary:
        """One document's counts for this annotator. Raises KeyError where there is no such document."""
        with faults.told(self.path):
            found = queries.document_summaries(self._db, self.annotator, document_id=document_id)
        if not found:
            raise KeyError(document_id)
        return found[0]

    def document(self, document_id: str) -> Document:
        """Raises KeyError where there is no such document."""
        with faults.told(self.path):
            return queries.document_of(self._db, document_id)

    def suggestions(self, document_id: str) -> list[Suggestion]:
        """All suggestions on a document in text order, whatever was decided on them."""
        with faults.told(self.path):
            return queries.suggestions_of(self._db, document_id)

    def annotations(self, document_id: str) -> list[Annotation]:
        """All annotations of a document, of every annotator, in text order."""
        with faults.told(self.path):
            return queries.annotations_of(self._db, document_id)

    def decisions(self, document_id: str) -> list[Decision]:
        """All decisions on a document's suggestions, of every annotator."""
        with faults.told(self.path):
            return queries.decisions_of(self._db, document_id)

    def links(self, document_id: str) -> list[Link]:
        """All links between a document's annotations."""
        with faults.told(self.path):
            return queries.links_of(self._db, document_id)

    def read_by(self, document_id: str) -> frozenset[str]:
        """The suggesters (name@version) that have read a document."""
        with faults.told(self.path):
            rows = self._db.execute("SELECT suggester FROM suggester_runs WHERE document_id = ?", (document_id,))
            return frozenset(row["suggester"] for row in rows)

    def counts(self) -> list[Count]:
        """How many there are by label, status and annotator."""
        with faults.told(self.path):
            return queries.counts(self._db)

    def exchange_documents(self, statuses: Iterable[Status]) -> Iterator[ExchangeDocument]:
        """Every document with its annotations of these statuses, one at a time."""
        with faults.told(self.path):
            yield from queries.exchange_documents(self._db, statuses)

    def data_version(self) -> int:
        """A number that changes when another program has written to the file."""
        with faults.told(self.path):
            return int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def _length(self, document_id: str) -> int:
        row = self._db.execute("SELECT length FROM documents WHERE id = ?", (document_id,)).fetchone()
        if row is None:
            raise KeyError(document_id)
        return int(row["length"])

    def _read_scheme(self) -> LabelScheme:
        row = self._db.execute("SELECT toml FROM label_schemes ORDER BY id DESC LIMIT 1").fetchone()
        default = default_scheme()
        return default if row["toml"] == default.toml else read_scheme(row["toml"])

    def _know_annotator(self) -> None:
        if not self._db.execute("SELECT 1 FROM annotators WHERE name = ?", (self.annotator,)).fetchone():
            with self._writing():
                self._add_annotator(self.annotator)

    def _add_annotator(self, name: str) -> None:
        self._db.execute(
            "INSERT INTO annotators (name, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING", (name, now())
        )

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction: all of it is kept, or none."""
        with faults.told(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise
