"""The annotations and suggestions of the open document as a list, and the filter over it."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject, QSortFilterProxyModel, Qt

from annotation.model import Status
from annotation.reading import Item
from gui.models.item_rows import ItemRow, Wanted, row_of
from gui.models.keyed_rows import AnyIndex, KeyedRows
from gui.session import Session


class ItemRole(IntEnum):
    """What a delegate asks for."""

    ROW = Qt.ItemDataRole.UserRole  # the ItemRow


class ItemsModel(KeyedRows[ItemRow]):
    """`session.reading.items()` in text order; rejected suggestions on request."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rejected = False
        self._known: dict[str, tuple[Item, Status, bool, ItemRow]] = {}
        session.touched.connect(self.refresh)
        session.document_opened.connect(self._start_again)
        self._start_again()

    @property
    def rejected(self) -> bool:
        """Whether rejected suggestions are in the list."""
        return self._rejected

    def set_rejected(self, on: bool) -> None:  # noqa: FBT001 -- like Qt's setters
        """Put rejected suggestions in the list, or leave them out."""
        if on != self._rejected:
            self._rejected = on
            self.refresh()

    def refresh(self) -> None:
        """Take over what has changed in the reading; other rows stay as they are."""
        self.show_rows(self._read())

    def row_of_item(self, item_id: str) -> int:
        """The number of an item's row, -1 where it is not in the list."""
        return next((n for n, row in enumerate(self._rows) if row.item.id == item_id), -1)

    def suggesters(self) -> list[str]:
        """All that have proposed something in this document, by name."""
        reading = self._session.reading
        return sorted({s.suggester for s in reading.suggestions.values()}) if reading else []

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.excerpt
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(line for line in (f"{row.label.title}, {row.kind}", row.detail, row.reason) if line)
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken
            case ItemRole.ROW:
                return row
        return None

    def _start_again(self) -> None:
        self._known = {}
        self.replace_rows(self._read())

    def _read(self) -> list[ItemRow]:
        reading, scheme = self._session.reading, self._session.scheme
        if reading is None:
            return []
        known: dict[str, tuple[Item, Status, bool, ItemRow]] = {}
        rows: list[ItemRow] = []
        for item in reading.items(rejected=self._rejected):
            status, skipped = reading.status(item), reading.is_skipped(item)
            old = self._known.get(item.id)
            # Items never change in place, so that the same one in the same state needs no second description.
            same = old is not None and old[0] is item and old[1:3] == (status, skipped)
            row = old[3] if old and same else row_of(reading, item, scheme)
            known[item.id] = (item, status, skipped, row)
            rows.append(row)
        self._known = known
        return rows


class ItemsFilter(QSortFilterProxyModel):
    """The rows of an ItemsModel that are wanted, in its order."""

    def __init__(self, items: ItemsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items = items
        self._wanted = Wanted()
        self.setSourceModel(items)

    @property
    def wanted(self) -> Wanted:
        return self._wanted

    def set_wanted(self, wanted: Wanted) -> None:
        """Show what is wanted now."""
        if wanted != self._wanted:
            self.beginFilterChange()
            self._wanted = wanted
            self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, source_row: int, source_parent: AnyIndex) -> bool:
        return not source_parent.isValid() and self._wanted.admits(self._items.row_at(source_row))

    def rows(self) -> list[ItemRow]:
        """What is shown, in order."""
        return [self._items.row_at(self.mapToSource(self.index(n, 0)).row()) for n in range(self.rowCount())]

    def index_of_item(self, item_id: str) -> QModelIndex:
        """The index of an item, invalid where it is not shown."""
        number = self._items.row_of_item(item_id)
        return self.mapFromSource(self._items.index(number)) if number >= 0 else QModelIndex()
