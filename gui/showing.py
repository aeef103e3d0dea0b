"""What the page shows of the session: its document, from where it was left, and what is marked in it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from gui.article.area import Reading
from gui.article.view import ArticleView
from gui.models.checkable import dotted_of
from gui.session import Session


class Showing(QObject):
    """Follows the session. What a change has touched is drawn anew, and nothing else."""

    def __init__(self, session: Session, view: ArticleView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._view = session, view
        self._rejected = False
        self._shown_id = ""
        self._places: dict[str, Reading] = {}  # where each document was left
        session.document_opened.connect(self._show_document)
        session.touched.connect(self._show_touched)
        session.current_changed.connect(self._show_current)
        view.show_items((), session.scheme, None)

    def show_rejected(self, on: bool) -> None:  # noqa: FBT001 -- like Qt's setters
        """Draw rejected suggestions among the others."""
        if on != self._rejected:
            self._rejected = on
            self._show_items()

    def _show_current(self) -> None:
        self._view.update_items((), (), self._session.current)
        self._show_dotted()

    def _show_dotted(self) -> None:
        session = self._session
        self._view.show_dotted(dotted_of(self._view.text, session.current, session.scheme))

    def _show_document(self) -> None:
        reading = self._session.reading
        text = reading.document.text if reading else ""
        # The text of an article that is opened on its own is on the page before its project is: it stays where it is.
        shown, self._shown_id = self._shown_id, reading.document.id if reading else ""
        if shown:
            self._places[shown] = self._view.place
        if shown or text != self._view.text:
            self._view.show_text(text)
        if self._shown_id in self._places:
            self._view.take_up(self._places[self._shown_id])
        self._show_items()

    def _show_items(self) -> None:
        reading = self._session.reading
        items = reading.items(rejected=self._rejected) if reading else []
        self._view.show_items(items, self._session.scheme, self._session.current)
        self._show_dotted()

    def _show_touched(self, ids: frozenset[str] | None) -> None:
        reading = self._session.reading
        if ids is None or reading is None:
            self._show_items()
            return
        found = [item for item_id in ids if (item := reading.item(item_id))]
        shown = [item for item in found if reading.is_shown(item, rejected=self._rejected)]
        self._view.update_items(shown, ids.difference(item.id for item in shown), self._session.current)
        self._show_dotted()
