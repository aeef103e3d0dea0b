"""The documents of the project as a list, with how far the annotator has come in each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import IntEnum
from pathlib import PurePath

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
    namesake: bool = False  # whether another document has the same name
    least_score: float = 0.0  # suggestions below it are not shown

    @property
    def name(self) -> str:
        """What it is called; with its file, where another one is called the same."""
        file = PurePath(self.summary.source).name
        return f"{self.summary.name} ({file})" if self.namesake and file else self.summary.name

    @property
    def key(self) -> str:
        return self.summary.id

    @property
    def share_decided(self) -> float | None:
        """Which part of the suggestions that are shown is decided, in [0, 1]; None where there are none."""
        shown = self.summary.suggestions - self.summary.below
        return (shown - self.summary.open) / shown if shown else None

    @property
    def progress(self) -> str:
        """What is to do and what is done, in a line."""
        s = self.summary
        if s.open:
            to_do = f"{s.open} to decide"
        elif s.below:
            to_do = self.below
        elif s.suggestions:
            to_do = "all decided"
        else:
            to_do = "no suggestions" if s.read_by_suggesters else ""
        done = f"{s.annotations} annotation{'' if s.annotations == 1 else 's'}" if s.annotations else ""
        return " · ".join(x for x in (to_do, done) if x) or "not begun"

    @property
    def below(self) -> str:
        """How many open suggestions there are that are not shown, "" for none."""
        return f"{self.summary.below} below {self.least_score:.2f}" if self.summary.below else ""

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        return f"{self.name}, {self.progress}" + (", open" if self.is_open else "")


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
        names = Counter(s.name for s in self._session.summaries)
        least = self._session.least_score
        rows = [DocumentRow(s, s.id == open_id, names[s.name] > 1, least) for s in self._session.summaries]
        self.show_rows(rows)

    def row_of_document(self, document_id: str) -> int:
        """The number of a document's row, -1 where it is not in the list."""
        return next((n for n, row in enumerate(self._rows) if row.key == document_id), -1)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.name
            case Qt.ItemDataRole.ToolTipRole:
                told = (row.summary.name, row.summary.source, row.progress, row.below)
                lines = [*dict.fromkeys(line for line in told if line), f"{row.summary.length:,} characters"]
                return "\n".join(lines)
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken
            case DocumentRole.ROW:
                return row
        return None
