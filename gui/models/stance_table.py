"""The stances of the open document as a table: holders are rows, targets are columns."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from annotation.naming import Party
from annotation.stance_table import Cell, StanceTable
from gui.models import stance_words
from gui.models.keyed_rows import AnyIndex


class StanceRole(IntEnum):
    """What a delegate asks for."""

    CELL = Qt.ItemDataRole.UserRole  # the Cell, None where a holder says nothing of a target
    PARTY = Qt.ItemDataRole.UserRole + 1  # of a head: the Party
    COUNT = Qt.ItemDataRole.UserRole + 2  # of a head: how many stances it has


class StancesModel(QAbstractTableModel):
    """Shows one `StanceTable` after the other. Where heads stay as they are, only the cells that changed are told."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = StanceTable()
        self._text = ""

    def show_table(self, table: StanceTable, text: str) -> None:
        """Show another table; `text` is that of its document."""
        before, self._text = self.table, text
        if (before.holders, before.targets) != (table.holders, table.targets):
            self.beginResetModel()
            self.table = table
            self.endResetModel()
            return
        self.table = table
        changed = [
            (row, column)
            for row, holder in enumerate(table.holders)
            for column, target in enumerate(table.targets)
            if before.cell(holder, target) != table.cell(holder, target)
        ]
        if changed:
            rows, columns = zip(*changed, strict=True)
            self.dataChanged.emit(self.index(min(rows), min(columns)), self.index(max(rows), max(columns)))
        if before.cells != table.cells:  # the heads tell how many there are
            for orientation, number in (
                (Qt.Orientation.Vertical, len(table.holders)),
                (Qt.Orientation.Horizontal, len(table.targets)),
            ):
                self.headerDataChanged.emit(orientation, 0, number - 1)

    def index_of(self, holder_key: str, target_key: str) -> QModelIndex:
        """The place of a cell by the keys of its heads; an invalid one where either is not there."""
        rows = [party.key for party in self.table.holders]
        columns = [party.key for party in self.table.targets]
        if holder_key not in rows or target_key not in columns:
            return QModelIndex()
        return self.index(rows.index(holder_key), columns.index(target_key))

    def index_of_item(self, item_id: str) -> QModelIndex:
        """The place of the cell that an item is in; an invalid one where it is in none."""
        place = self.table.place_of(item_id)
        return self.index(*place) if place else QModelIndex()

    def parties(self, index: AnyIndex) -> tuple[Party, Party]:
        """The holder and the target of a cell."""
        return self.table.holders[index.row()], self.table.targets[index.column()]

    def cell(self, index: AnyIndex) -> Cell | None:
        """The cell at a valid index; None where nothing is marked."""
        return self.table.cell(*self.parties(index))

    # Qt's questions ---------------------------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.table.holders)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.table.targets)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        holder, target = self.parties(index)
        cell = self.table.cell(holder, target)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{stance_words.sign(cell.polarity)} {stance_words.word(cell)}" if cell else ""
            case Qt.ItemDataRole.ToolTipRole:
                return stance_words.tip(holder, target, cell, self._text) if cell else None
            case Qt.ItemDataRole.AccessibleTextRole:
                return stance_words.spoken(holder, target, cell)
            case StanceRole.CELL:
                return cell
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        of_rows = orientation == Qt.Orientation.Vertical
        parties = self.table.holders if of_rows else self.table.targets
        if not 0 <= section < len(parties):
            return None
        party = parties[section]
        name = party.name if of_rows else stance_words.target_name(party)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return name
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{name}: {stance_words.counted(self._count(party, of_rows=of_rows), 'stance')}"
            case StanceRole.PARTY:
                return party
            case StanceRole.COUNT:
                return self._count(party, of_rows=of_rows)
        return None

    def _count(self, party: Party, *, of_rows: bool) -> int:
        cells = self.table.cells.items()
        return sum(len(cell.stances) for keys, cell in cells if keys[0 if of_rows else 1] == party.key)
