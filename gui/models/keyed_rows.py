"""A list model whose rows keep their identity when the list is read again."""

from __future__ import annotations

from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex

AnyIndex = QModelIndex | QPersistentModelIndex


class Keyed(Protocol):
    """A row: `key` names it for as long as it is in the list."""

    @property
    def key(self) -> str: ...


Row = TypeVar("Row", bound=Keyed)


class KeyedRows(QAbstractListModel, Generic[Row]):
    """Rows in the order given. `show_rows` says what was removed, moved, added and changed, so that a view keeps its place."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def row_at(self, number: int) -> Row:
        """Raises IndexError where there is no such row."""
        return self._rows[number]

    def show_rows(self, new: list[Row]) -> None:
        """Become `new` by the fewest steps that views can follow. The keys in `new` are all different."""
        self._remove_all_but({row.key for row in new})
        self._bring_into_order(new)
        self._tell_changed(new)

    def replace_rows(self, new: list[Row]) -> None:
        """Become another list altogether."""
        self.beginResetModel()
        self._rows = list(new)
        self.endResetModel()

    def change_row(self, number: int, row: Row) -> None:
        """Put another row in the place of one."""
        self._rows[number] = row
        self.dataChanged.emit(self.index(number), self.index(number))

    def move_row(self, number: int, target: int) -> int:
        """Put a row before the one that is number `target`; returns its new number."""
        if target in (number, number + 1):
            return number
        self._move(number, target)
        return target - 1 if target > number else target

    def remove_row(self, number: int) -> None:
        """Take a row away."""
        self.beginRemoveRows(QModelIndex(), number, number)
        del self._rows[number]
        self.endRemoveRows()

    def insert_row(self, number: int, row: Row) -> None:
        """Put a row before the one that is number `number`."""
        self.beginInsertRows(QModelIndex(), number, number)
        self._rows.insert(number, row)
        self.endInsertRows()

    def _remove_all_but(self, wanted: set[str]) -> None:
        end = len(self._rows)
        while end > 0:
            start = end
            while start > 0 and self._rows[start - 1].key not in wanted:
                start -= 1
            if start < end:
                self.beginRemoveRows(QModelIndex(), start, end - 1)
                del self._rows[start:end]
                self.endRemoveRows()
            end = start - 1

    def _bring_into_order(self, new: list[Row]) -> None:
        rows, here = self._rows, {row.key for row in self._rows}
        at = 0
        while at < len(new):
            key = new[at].key
            if at < len(rows) and rows[at].key == key:
                at += 1
            elif key not in here:
                end = at + 1
                while end < len(new) and new[end].key not in here:
                    end += 1
                self.beginInsertRows(QModelIndex(), at, end - 1)
                rows[at:at] = new[at:end]
                self.endInsertRows()
                at = end
            elif rows[at + 1].key == key:
                # The row in between has gone further down: moving it away is one step, pulling all others up would be many.
                self._move(at, len(rows))
            else:
                self._move(next(n for n in range(at + 1, len(rows)) if rows[n].key == key), at)

    def _move(self, source: int, target: int) -> None:
        """Put the row before the one that is now at `target`."""
        self.beginMoveRows(QModelIndex(), source, source, QModelIndex(), target)
        row = self._rows.pop(source)
        self._rows.insert(target - 1 if target > source else target, row)
        self.endMoveRows()

    def _tell_changed(self, new: list[Row]) -> None:
        changed = [n for n, (old, row) in enumerate(zip(self._rows, new, strict=True)) if old is not row and old != row]
        for number in changed:
            self._rows[number] = new[number]
        first = 0
        for n, number in enumerate(changed):
            if n + 1 == len(changed) or changed[n + 1] != number + 1:
                self.dataChanged.emit(self.index(changed[first]), self.index(number))
                first = n + 1
