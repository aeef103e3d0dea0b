"""What the editor's fields belong to, however the window moves on meanwhile."""

from __future__ import annotations

from collections.abc import Callable

from annotation.errors import QuotemarkError
from annotation.model import Annotation, Change, Suggestion
from annotation.reading import Item, Reading
from gui.session import Session
from storage.project import Project


class Subject:
    """An item of a document of a project, which need not be the current one, nor its document the open one, any more."""

    def __init__(self, session: Session, project: Project, reading: Reading, item: Item) -> None:
        self._session = session
        self._project = project
        self._reading = reading
        self._item = item

    def became(self, item: Item) -> bool:
        """Whether `item` is the subject as it is now: the same one, the annotation made of it, or the suggestion it came from."""
        if item.id == self._item.id:
            return True
        if isinstance(item, Annotation) and isinstance(self._item, Suggestion):
            return item.suggestion_id == self._item.id and item.annotator == self._reading.annotator
        return (
            isinstance(item, Suggestion) and isinstance(self._item, Annotation) and self._item.suggestion_id == item.id
        )

    def write(self, make: Callable[[Reading, Item], Change | None]) -> bool:
        """Apply to the subject what `make` says; False where that failed (`session.failed` tells why) or the subject is gone."""
        session = self._session
        if session.project is not self._project:
            return False
        is_open = session.reading is not None and session.reading.document.id == self._reading.document.id
        if is_open and session.reading is not None:
            self._reading = session.reading
        item = self._standing()
        if item is None:
            session.said.emit("What was typed has no annotation any more.")
            return False
        change = make(self._reading, item)
        if change is None:
            return True
        return self._write_here(change) if is_open else self._write_elsewhere(change)

    def _standing(self) -> Item | None:
        """The annotation, where one was made of the suggestion; None where the item is gone."""
        item = self._reading.item(self._item.id)
        decision = self._reading.decision_on(item.id) if isinstance(item, Suggestion) else None
        if decision and decision.annotation_id:
            return self._reading.item(decision.annotation_id)
        return item

    def _write_here(self, change: Change) -> bool:
        nothing_was_current = self._session.current is None
        done = self._session.perform(change)
        if nothing_was_current:
            self._session.set_current("")  # what was let go is not taken up again by what had been typed for it
        return done

    def _write_elsewhere(self, change: Change) -> bool:
        """`session.perform` would open the document that the change is in: the analyst has just left it."""
        try:
            touched = self._project.apply(change)
        except QuotemarkError as error:
            self._session.failed.emit(error)
            return False
        self._reading.update(touched.values, touched.erased)
        self._session.refresh_summaries()
        return True
