"""The annotations and suggestions of the open document as a list, and the filter over it."""

from __future__ import annotations

from bisect import bisect_left
from enum import IntEnum
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QSortFilterProxyModel, Qt

from annotation.model import Status
from annotation.reading import Item, Reading
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
        self._known: dict[str, _Known] = {}
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

    def refresh(self, ids: frozenset[str] | None = None) -> None:
        """Take over what has changed in the reading: the items with these ids, or any. Other rows stay as they are."""
        reading = self._session.reading
        if ids is None or reading is None or not self._update(reading, ids):
            self.show_rows(self._read())

    def row_of_item(self, item_id: str) -> int:
        """The number of an item's row, -1 where it is not in the list."""
        reading, known = self._session.reading, self._known.get(item_id)
        return self._number_of(reading, known.row) if reading and known else -1

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
        known: dict[str, _Known] = {}
        rows: list[ItemRow] = []
        for item in reading.items(rejected=self._rejected):
            status, skipped = reading.status(item), reading.is_skipped(item)
            old = self._known.get(item.id)
            # Items never change in place, so that the same one in the same state needs no second description.
            same = old is not None and (old.item is item and old.status is status and old.skipped == skipped)
            same = same and old is not None and old.row.repeats == len(reading.said_again(item))
            known[item.id] = old if old and same else _Known(item, status, skipped, row_of(reading, item, scheme))
            rows.append(known[item.id].row)
        self._known = known
        return rows

    def _update(self, reading: Reading, ids: frozenset[str]) -> bool:
        """Take over what has become of these items, at a cost that does not grow with the list; False where that cannot be done row by row."""
        before: dict[str, ItemRow] = {}
        for item_id in ids:
            if known := self._known.pop(item_id, None):
                before[known.row.key] = known.row
        after: dict[str, ItemRow] = {}
        for item in (found for item_id in ids if (found := reading.item(item_id))):
            if reading.is_shown(item, rejected=self._rejected):
                row = row_of(reading, item, self._session.scheme)
                self._known[item.id] = _Known(item, reading.status(item), reading.is_skipped(item), row)
                after[row.key] = row
        for key, old in before.items():
            number = self._number_of(reading, old)
            if number < 0:
                return False
            if new := after.pop(key, None):
                # Looked for while the list is still in order: with the old row in its place.
                number = self.move_row(number, self._place_of(reading, new.item))
                self.change_row(number, new)
            else:
                self.remove_row(number)
        for row in after.values():
            self.insert_row(self._place_of(reading, row.item), row)
        return True

    def _place_of(self, reading: Reading, item: Item) -> int:
        """Where an item's row is in the list, or would be."""
        return bisect_left(self._rows, reading.place(item), key=lambda row: reading.place(row.item))

    def _number_of(self, reading: Reading, row: ItemRow) -> int:
        number = self._place_of(reading, row.item)
        return number if number < len(self._rows) and self._rows[number].key == row.key else -1


class _Known(NamedTuple):
    """An item as it was described, and the description."""

    item: Item
    status: Status
    skipped: bool
    row: ItemRow


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
