"""The documents of the project as a list, with how far the annotator has come in each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QObject, Qt

from gui.models.keyed_rows import AnyIndex, KeyedRows
from gui.session import Session
from storage.queries import DocumentSummary


class DocumentRole(IntEnum):
    """What a delegate asks for."""

    ROW = Qt.ItemDataRole.UserRole  # the DocumentRow


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as the list shows it."""

    summary: DocumentSummary
    is_open: bool

    @property
    def key(self) -> str:
        return self.summary.id

    @property
    def share_decided(self) -> float | None:
        """Which part of the suggestions is decided, in [0, 1]; None where there are none."""
        s = self.summary
        return (s.suggestions - s.open) / s.suggestions if s.suggestions else None

    @property
    def progress(self) -> str:
        """What is to do and what is done, in a line."""
        s = self.summary
        if s.open:
            to_do = f"{s.open} to decide"
        elif s.suggestions:
            to_do = "all decided"
        else:
            to_do = "no suggestions" if s.read_by_suggesters else ""
        done = f"{s.annotations} annotation{'' if s.annotations == 1 else 's'}" if s.annotations else ""
        return " · ".join(x for x in (to_do, done) if x) or "not begun"

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        return f"{self.summary.name}, {self.progress}" + (", open" if self.is_open else "")


class DocumentsModel(KeyedRows[DocumentRow]):
    """`session.summaries` in the project's order."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        session.project_changed.connect(self.refresh)
        session.document_opened.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Take over what has changed; other rows stay as they are."""
        reading = self._session.reading
        open_id = reading.document.id if reading else ""
        self.show_rows([DocumentRow(s, s.id == open_id) for s in self._session.summaries])

    def row_of_document(self, document_id: str) -> int:
        """The number of a document's row, -1 where it is not in the list."""
        return next((n for n, row in enumerate(self._rows) if row.key == document_id), -1)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.summary.name
            case Qt.ItemDataRole.ToolTipRole:
                return f"{row.summary.name}\n{row.progress}\n{row.summary.length:,} characters"
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken
            case DocumentRole.ROW:
                return row
        return None
