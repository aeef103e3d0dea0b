"""The asking half of a project: what its file holds, in the domain's values. Every answer shows one state of the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from annotation.errors import DamagedProject, SchemeError
from annotation.exchange import ExchangeDocument
from annotation.model import Annotation, Decision, Document, Link, Status, Suggestion, Verdict
from annotation.reading import Reading
from annotation.scheme import LabelScheme, default_scheme, read_scheme
from annotation.versions import outdated
from storage import faults, history, queries
from storage.queries import Count, DocumentSummary


class Asking:
    """What can be asked of an open project file. `storage.project.Project` is the door to it."""

    def __init__(self, connection: sqlite3.Connection, path: Path, *, annotator: str, writable: bool) -> None:
        self._db = connection
        self.path = path
        self.annotator = annotator
        self.writable = writable
        self.scheme: LabelScheme = self._read_scheme()

    def documents(self, *, least_score: float = 0.0) -> list[DocumentSummary]:
        """All documents in the project's order, with counts for this annotator; open suggestions below `least_score` counted apart."""
        with self._reading():
            return queries.document_summaries(self._db, self.annotator, least_score=least_score)

    def summary(self, document_id: str, *, least_score: float = 0.0) -> DocumentSummary:
        """One document's counts for this annotator. Raises KeyError where there is no such document."""
        with self._reading():
            found = queries.document_summaries(
                self._db, self.annotator, least_score=least_score, document_id=document_id
            )
        if not found:
            raise KeyError(document_id)
        return found[0]

    def document(self, document_id: str) -> Document:
        """Raises KeyError where there is no such document."""
        with faults.told(self.path):
            return queries.document_of(self._db, document_id)

    def reading(self, document_id: str) -> Reading:
        """A document with all that is marked on it, as this annotator sees it. Raises KeyError where there is no such document."""
        with self._reading():
            return Reading(
                document=queries.document_of(self._db, document_id),
                annotator=self.annotator,
                suggestions={s.id: s for s in queries.suggestions_of(self._db, document_id)},
                annotations={a.id: a for a in queries.annotations_of(self._db, document_id)},
                decisions={(d.suggestion_id, d.annotator): d for d in queries.decisions_of(self._db, document_id)},
                links={k.id: k for k in queries.links_of(self._db, document_id)},
                scheme=self.scheme,
                read_by=self.read_by(document_id),
                repeats=queries.repeats_of(self._db, document_id),
            )

    def suggestions(self, document_id: str) -> list[Suggestion]:
        """All suggestions on a document in text order, whatever was decided on them."""
        with self._reading():
            return queries.suggestions_of(self._db, document_id)

    def repeats(self, document_id: str) -> dict[str, list[str]]:
        """The suggested claims of a document that say the same, by the id of the first of them: all their ids, in text order."""
        with faults.told(self.path):
            return queries.repeats_of(self._db, document_id)

    def standing(self, document_id: str, suggesters: Iterable[str]) -> list[Suggestion]:
        """The suggestions that stand once `suggesters` (name@version) have read a document: not those of their older versions, unless
        some annotator has decided on them.
        """
        with self._reading():
            proposed = queries.suggestions_of(self._db, document_id)
            verdicts = queries.decisions_of(self._db, document_id)
            read_by = self.read_by(document_id)
        decided = {d.suggestion_id for d in verdicts if d.verdict is not Verdict.SKIP}
        gone = outdated({s.suggester for s in proposed}, read_by.union(suggesters))
        return [s for s in proposed if s.suggester not in gone or s.id in decided]

    def annotations(self, document_id: str) -> list[Annotation]:
        """All annotations of a document, of every annotator, in text order."""
        with self._reading():
            return queries.annotations_of(self._db, document_id)

    def decisions(self, document_id: str) -> list[Decision]:
        """All decisions on a document's suggestions, of every annotator."""
        with faults.told(self.path):
            return queries.decisions_of(self._db, document_id)

    def links(self, document_id: str) -> list[Link]:
        """All links between a document's annotations."""
        with faults.told(self.path):
            return queries.links_of(self._db, document_id)

    def recorded_ids(self) -> frozenset[str]:
        """The ids of all annotations and links, which no other one may have."""
        with faults.told(self.path):
            rows = self._db.execute("SELECT id FROM annotations UNION ALL SELECT id FROM links")
            return frozenset(row["id"] for row in rows)

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
        """Every document with its annotations of these statuses, one at a time and each as it is when its turn comes."""
        wanted = frozenset(statuses)
        with faults.told(self.path):
            ids = queries.document_ids(self._db)
        for document_id in ids:
            # A transaction for each: one for all would keep the WAL file growing while a long export takes its time.
            with self._reading():
                document = queries.exchange_document(self._db, document_id, wanted)
            yield document

    def undo_title(self) -> str:
        """What `undo` would take back, "" for nothing."""
        with faults.told(self.path):
            entry = history.undoable(self._db, self.annotator)
        return entry.change.title if entry else ""

    def redo_title(self) -> str:
        """What `redo` would make again, "" for nothing."""
        with faults.told(self.path):
            entry = history.redoable(self._db, self.annotator)
        return entry.change.title if entry else ""

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
        if row is None:
            raise self._unusable_scheme("There is none in it.")
        default = default_scheme()
        if row["toml"] == default.toml:
            return default
        try:
            return read_scheme(row["toml"])
        except SchemeError as error:
            raise self._unusable_scheme(error.what) from error

    def _unusable_scheme(self, why: str) -> DamagedProject:
        return DamagedProject(
            f"The label scheme of {self.path} cannot be used. {why}",
            way_out="Nothing was changed. Restore a copy of the project.",
        )

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Several statements see one state of the file, whatever another program writes meanwhile."""
        with faults.told(self.path):
            within = self._db.in_transaction
            if within:  # the one around it sees one state
                yield
                return
            self._db.execute("BEGIN")
            try:
                yield
            finally:
                if self._db.in_transaction:  # a fault may have ended it
                    self._db.execute("ROLLBACK")
