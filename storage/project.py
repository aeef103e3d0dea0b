"""A project, and the only door to its file: opening it and adding to it here, asking and changing in the modules of these names."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from annotation.errors import InputError, ProjectError, ReadOnlyProject
from annotation.model import Document, Recorded, Suggestion, identity, now
from annotation.scheme import LabelScheme, default_scheme
from storage import faults, opening, queries, records
from storage.changing import Changing, Touched

__all__ = ["Project", "Touched"]


class Project(Changing):
    """An open project file. Use it from one thread; other readers open their own."""

    # Opening ----------------------------------------------------------------------------------------------------

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        scheme: LabelScheme | None = None,
        annotator: str = "",
        patience: int = opening.PATIENCE,
    ) -> Self:
        """Make a new project file, and open it as `open` does.

        Raises:
            ProjectError: where something is at `path` already, or its folder is missing or cannot be written.
        """
        if not opening.make(path, scheme or default_scheme(), patience=patience):
            raise ProjectError(f"{path} exists already.", way_out="Choose another name, or open it.")
        return cls.open(path, annotator=annotator, patience=patience)

    @classmethod
    def open(cls, path: Path, *, annotator: str = "", writable: bool = True, patience: int = opening.PATIENCE) -> Self:
        """Open a project file, bringing an older one up to date (after a copy beside it).

        `patience` is how long to wait, in milliseconds, where another program is just writing to it.

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
            connection = opening.connect(path, writable=writable, patience=patience)
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
    def open_or_create(cls, path: Path, *, annotator: str = "", patience: int = opening.PATIENCE) -> Self:
        """Open the project at `path`, made first where there is nothing."""
        opening.make(path, default_scheme(), patience=patience)
        return cls.open(path, annotator=annotator, patience=patience)

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

        Raises:
            AnnotationError: where the label scheme does not allow what comes along.
            InputError: where the project has what comes along already, by its id. Nothing was added then.
        """
        with self._writing():
            if self._db.execute("SELECT 1 FROM documents WHERE id = ?", (document.id,)).fetchone():
                return False
            records.insert_document(self._db, document, original)
            self._insert_suggestions(document.id, suggestions)
            for value in values:
                if queries.recorded(self._db, value) is not None:
                    raise InputError(
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
        if added:
            queries.note_repeats(self._db, document_id)
        return added

    # Within -----------------------------------------------------------------------------------------------------

    def _know_annotator(self) -> None:
        if not self._db.execute("SELECT 1 FROM annotators WHERE name = ?", (self.annotator,)).fetchone():
            with self._writing():
                self._add_annotator(self.annotator)

    def _add_annotator(self, name: str) -> None:
        self._db.execute(
            "INSERT INTO annotators (name, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING", (name, now())
        )
