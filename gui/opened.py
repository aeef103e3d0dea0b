"""What is open: the project, the document, the current item; changes are applied here, and what they touched is said.

Panels and the page read `reading` and `current` and redraw on the signals. Every change is in the file when its method returns; what fails is
told by `failed` and changes nothing. What an analyst may intend is in `gui.session`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal

from annotation.errors import QuotemarkError
from annotation.model import Annotation, Change, Decision, Link, Status, Suggestion
from annotation.reading import Item, Reading
from annotation.scheme import LabelScheme, default_scheme
from gui import preferences
from storage.project import Project, Touched
from storage.queries import DocumentSummary
from storage.suggesting import allowed


class Opened(QObject):
    """What is open. `reading` and `current` are None while nothing is."""

    project_changed = Signal()  # another project, or its list of documents
    document_opened = Signal()  # `reading` is another one (or None)
    touched = Signal(
        object
    )  # items of `reading` have changed, been added or are gone: a frozenset of their ids, None for any
    least_score_changed = Signal()  # suggestions are shown from another score on; `touched` has been said
    current_changed = Signal()  # `current` is another item (or None)
    said = Signal(str)  # what was just done, for the status bar
    failed = Signal(QuotemarkError)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project: Project | None = None
        self.reading: Reading | None = None
        self.summaries: list[DocumentSummary] = []
        self.least_score = preferences.least_score()  # open suggestions below it are not shown
        self._current_id = ""
        self._data_version = 0

    # What is open -----------------------------------------------------------------------------------------------

    @property
    def scheme(self) -> LabelScheme:
        """The project's label scheme, or the built-in one."""
        return self.project.scheme if self.project else default_scheme()

    @property
    def current(self) -> Item | None:
        """The item that keys act on."""
        return self.reading.item(self._current_id) if self.reading else None

    def use_project(self, project: Project) -> None:
        """Take over an open project; the one before is closed."""
        self.close()
        self.project = project
        with self._told():
            self._data_version = project.data_version()
        self.refresh_summaries()

    def close(self) -> None:
        """Close what is open. Nothing is lost: every change is in the file already."""
        self._show(None)
        if self.project:
            self.project.close()
            self.project = None
            self.summaries = []
            self.project_changed.emit()

    def open_document(self, document_id: str) -> None:
        """Show another document of the project."""
        if self.project and not (self.reading and self.reading.document.id == document_id):
            self._show(document_id)

    def step_document(self, step: int) -> None:
        """Go `step` documents on (back, where negative) in the project's order; at its ends, stay."""
        ids = [summary.id for summary in self.summaries]
        if not ids:
            return
        here = ids.index(self.reading.document.id) if self.reading else 0
        there = min(max(here + step, 0), len(ids) - 1)
        if there == here and self.reading:
            self.said.emit("This is the last document." if step > 0 else "This is the first document.")
        self.open_document(ids[there])

    def reload(self) -> None:
        """Read the open document again from the file."""
        if self.project and self.reading:
            with self._told():
                self._read(self.reading.document.id)
                self._tell_touched()

    def notice_other_writers(self) -> None:
        """Reload where another program has written to the file since this was last asked."""
        if self.project is None:
            return
        with self._told():
            version = self.project.data_version()
            if version != self._data_version:
                self._data_version = version
                self.refresh_summaries()
                self.reload()

    def refresh_summaries(self) -> None:
        """Read the list of documents again."""
        if self.project:
            with self._told():
                self.summaries = self.project.documents(least_score=self.least_score)
            self.project_changed.emit()

    def _refresh_summary(self, document_id: str) -> None:
        """Read the counts of one document again, not of all."""
        assert self.project is not None
        place = next((n for n, s in enumerate(self.summaries) if s.id == document_id), None)
        if place is None:
            self.refresh_summaries()
        else:
            with self._told():
                self.summaries[place] = self.project.summary(document_id, least_score=self.least_score)
            self.project_changed.emit()

    def add_suggestions(self, document_id: str, suggesters: list[str], suggestions: list[Suggestion]) -> bool:
        """Keep what suggesters propose and the label scheme allows; where the document is open, it is shown at once.

        False where they could not be kept, which has been told by `failed`.
        """
        if self.project is None:
            return False
        added = False
        kept: list[Suggestion] = []
        with self._told():
            length = self.project.summary(document_id).length
            kept = allowed(self.scheme, suggestions, text_length=length)
            self.project.add_suggestions(document_id, suggesters, kept)
            added = True
        if not added:
            return False
        if self.reading and self.reading.document.id == document_id:
            self.reading.suggest(kept, suggesters, self.project.repeats(document_id))
            self.touched.emit(None)
        self._refresh_summary(document_id)
        return True

    @property
    def summary(self) -> DocumentSummary | None:
        """The counts of the open document."""
        reading = self.reading
        return next((s for s in self.summaries if s.id == reading.document.id), None) if reading else None

    # Which item -------------------------------------------------------------------------------------------------

    def set_current(self, item_id: str) -> None:
        """Make an item the current one; "" for none."""
        if item_id != self._current_id:
            self._current_id = item_id
            self.current_changed.emit()

    # Changing ---------------------------------------------------------------------------------------------------

    def perform(self, change: Change | None, *, told: str = "") -> bool:
        """Apply a change. It is in the file when this returns True; else it was nothing, or has been told by `failed`.

        `told` is said instead of the change's title where the analyst did not make it: the current item then stays the one it is.
        """
        if change is None or self.project is None:
            return False
        project = self.project
        return self._follow(lambda: project.apply(change), "", told=told)

    def undo(self) -> None:
        """Take back this annotator's last change, in whichever document it was."""
        if self.project:
            self._follow(self.project.undo, "Undid: ", nothing="Nothing to undo.")

    def redo(self) -> None:
        """Make again what was undone last."""
        if self.project:
            self._follow(self.project.redo, "Redid: ", nothing="Nothing to redo.")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the project's file cannot do is told by `failed`, and what is shown stays."""
        try:
            yield
        except QuotemarkError as error:
            self.failed.emit(error)

    # Within -----------------------------------------------------------------------------------------------------
    def _follow(self, write: Callable[[], Touched | None], prefix: str, *, nothing: str = "", told: str = "") -> bool:
        try:
            touched = write()
        except QuotemarkError as error:
            self.failed.emit(error)
            self.refresh_summaries()
            self.reload()
            return False
        if touched is None:
            self.said.emit(nothing)
            return False
        if self.reading and self.reading.document.id == touched.document_id:
            ids = self.reading.update(touched.values, touched.erased)
            self._tell_touched(None if told else touched, ids, follow=bool(prefix))
        elif self._show(touched.document_id):
            self._tell_touched(touched, follow=True)
        self._refresh_summary(touched.document_id)
        done = prefix + touched.title if prefix else touched.title[:1].upper() + touched.title[1:]
        self.said.emit(told or done + self._out_of_sight())
        return True

    def _out_of_sight(self) -> str:
        """What there is to say where a suggestion has been opened again that is not shown, but for being the current one."""
        current, reading = self.current, self.reading
        if reading is None or not isinstance(current, Suggestion) or reading.status(current) is not Status.SUGGESTED:
            return ""
        if reading.is_shown(current):
            return ""
        low = current.score < self.least_score
        return f"; its score, {current.score:.2f}, is below what is shown" if low else ""

    def _kept_current(self, touched: Touched | None, *, follow: bool) -> str:
        """The current item goes over from a suggestion to the annotation made of it, and back when that is undone."""
        assert self.reading is not None
        reading, current = self.reading, self._current_id
        erased = {a.id: a for a in touched.erased if isinstance(a, Annotation)} if touched else {}
        if touched and (follow or not current):
            changed = [v.id for v in touched.values if isinstance(v, Annotation)]
            changed += [a.suggestion_id for a in erased.values() if a.suggestion_id]
            changed += [v.suggestion_id for v in (*touched.values, *touched.erased) if isinstance(v, Decision)]
            if changed or erased:
                kept = "" if current in erased or reading.item(current) is None else current
                found = [item for id_ in changed if (item := reading.item(id_))]
                return min(found, key=reading.place).id if found else kept
            links = [v for v in (*touched.values, *touched.erased) if isinstance(v, Link)]
            ends = [end for link in links for end in (link.from_id, link.to_id)]
            return current if current in ends else next(iter(ends), "")
        if current in erased:
            return erased[current].suggestion_id or ""
        if suggestion := reading.suggestions.get(current):
            decision = reading.decision_on(suggestion.id)
            if decision and decision.annotation_id and reading.status(suggestion) is Status.ACCEPTED:
                return decision.annotation_id
        return current if reading.item(current) else ""

    def _tell_touched(
        self, touched: Touched | None = None, ids: frozenset[str] | None = None, *, follow: bool = False
    ) -> None:
        """Say which items have changed, and which is the current one now. Whoever listens to both finds both settled at the first."""
        before, self._current_id = self._current_id, self._kept_current(touched, follow=follow)
        self.touched.emit(ids)
        if self._current_id != before:
            self.current_changed.emit()

    def _show(self, document_id: str | None) -> bool:
        """Show a document, or none; False where that is shown already or cannot be read."""
        if document_id is None:
            if self.reading is None:
                return False
            self.reading = None
        else:
            before = self.reading
            with self._told():
                self._read(document_id)
            if self.reading is before:
                return False
        self._current_id = ""
        self.document_opened.emit()
        self.current_changed.emit()
        return True

    def _read(self, document_id: str) -> None:
        assert self.project is not None
        self.reading = self.project.reading(document_id)
        self.reading.show_from(self.least_score)
