"""What the suggester has to say of documents (“This looks like German …”), shown with the document, and each sentence once."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gui import keymap
from gui.session import Session
from gui.suggesting import Suggester


class Noticing(QObject):
    """Keeps what is told of each document until it is shown. With the next start it is told anew."""

    noticed = Signal(str)  # of the open document; "" where there is nothing to tell

    def __init__(self, session: Session, suggester: Suggester, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._of_document: dict[str, list[str]] = {}
        self._told: set[str] = set()  # a whole folder in German is told of once
        suggester.noticed.connect(self._keep)
        session.document_opened.connect(self._show)

    def begin_anew(self) -> None:
        """Forget what was told: another pipeline reads from now on."""
        self._of_document.clear()
        self._told.clear()

    def _keep(self, document_id: str, notices: list[str]) -> None:
        self._of_document[document_id] = notices
        if self._session.reading and self._session.reading.document.id == document_id:
            self._show()

    def _show(self) -> None:
        reading = self._session.reading
        notices = self._of_document.get(reading.document.id, []) if reading else []
        new = [notice for notice in notices if notice not in self._told]
        way_out = f" In the settings ({keymap.named('settings')}) another pipeline can be chosen."
        self.noticed.emit("\n".join(new) + way_out if new else "")
        self._told.update(notices)
