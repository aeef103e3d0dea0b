"""The changing half of a project: decisions and edits, undo and redo. Each is one transaction that is on disk on return."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from annotation.errors import StaleChange
from annotation.model import Annotation, Change, Recorded, identity
from storage import faults, history, queries, records
from storage.asking import Asking
from storage.history import Entry

# What the file itself refuses when something that a change relies on has gone, or what it makes is there already (links).
_OVERTAKEN = ("SQLITE_CONSTRAINT_FOREIGNKEY", "SQLITE_CONSTRAINT_UNIQUE")


@dataclass(frozen=True, slots=True)
class Touched:
    """What a change, an undo or a redo has touched: views refresh only this. `values` are as they are now; gone ones are left out."""

    title: str
    document_id: str
    values: tuple[Recorded, ...]
    erased: tuple[Recorded, ...]


class Changing(Asking):
    """What an annotator may do to an open project file. `storage.project.Project` is the door to it."""

    def apply(self, change: Change) -> Touched:
        """Make a change and record it, in one transaction that is on disk on return.

        Raises:
            StaleChange: where the file no longer holds what the change starts from.
            AnnotationError: where the label scheme does not allow what it makes.
        """
        with self._changing(change.title):
            touched = self._make(change)
            history.record(self._db, "do", change, annotator=self.annotator)
        return touched

    def undo(self) -> Touched | None:
        """Take back the annotator's latest change; None where there is none.

        Raises:
            StaleChange: where it was changed since. It is given up for good: the next undo goes on with the change before it.
        """
        return self._repeat("undo", history.undoable, Change.inverse)

    def redo(self) -> Touched | None:
        """Make again what was undone last; None where there is nothing.

        Raises:
            StaleChange: where what it starts from was changed since. It is given up for good, as with `undo`.
        """
        return self._repeat("redo", history.redoable, lambda change: change)

    def _repeat(
        self,
        kind: Literal["undo", "redo"],
        find: Callable[[sqlite3.Connection, str], Entry | None],
        turned: Callable[[Change], Change],
    ) -> Touched | None:
        entry: Entry | None = None
        try:
            with self._changing(kind):
                entry = find(self._db, self.annotator)
                if entry is None:
                    return None
                change = turned(entry.change)
                touched = self._make(change)
                history.record(self._db, kind, change, annotator=self.annotator, refers_to=entry.number)
        except StaleChange as error:
            assert entry is not None
            with self._writing():
                # The same annotator, in another window, may have been here in between.
                if find(self._db, self.annotator) == entry:
                    history.give_up(self._db, entry, annotator=self.annotator)
            raise StaleChange(
                f"“{entry.change.title}” cannot be {kind.removesuffix('o')}one: it was changed since.",
                way_out=f"{kind.capitalize()} again for the change {'before' if kind == 'undo' else 'after'} it.",
            ) from error
        return touched

    def _make(self, change: Change) -> Touched:
        kept: dict[tuple[str, ...], Recorded] = {}
        erased: dict[tuple[str, ...], Recorded] = {}
        for step in change.steps:
            value = step.after or step.before
            assert value is not None
            if queries.recorded(self._db, value) != step.before:
                raise _stale(change.title)
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

    @contextmanager
    def _changing(self, title: str) -> Iterator[None]:
        """A transaction for a change that was worked out before it: somebody may have linked meanwhile what it takes away."""
        try:
            with self._writing():
                yield
        except sqlite3.IntegrityError as error:
            if error.sqlite_errorname not in _OVERTAKEN:
                raise
            raise _stale(title) from error

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


def _stale(title: str) -> StaleChange:
    return StaleChange(
        f"Another program has changed what “{title}” starts from.",
        way_out="The page shows the file as it is now; repeat the step if it still applies.",
    )
