"""The grid of the table of stances: it goes to evidence, copies itself, and keeps the analyst's place when it is read again."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gui.models.stance_table import StancesModel
from gui.panels.painting import draw_focus, small
from gui.panels.stance_cells import PartyHeader, StanceDelegate


class StanceGrid(QTableView):
    """Arrows walk, Enter or a click says `entered_cell`, Ctrl+C `copied`, Escape `left`; letters are the window's."""

    entered_cell = Signal(QModelIndex)  # not Qt's own `entered`, which hovering says
    copied = Signal()
    left = Signal()

    def __init__(self, model: StancesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stances = model
        self._hint = ""
        self._kept: tuple[tuple[str, str] | None, int, int] = (None, 0, 0)
        self.setModel(model)
        self.setItemDelegate(StanceDelegate(self))
        self.setHorizontalHeader(PartyHeader(Qt.Orientation.Horizontal, self))
        self.setVerticalHeader(PartyHeader(Qt.Orientation.Vertical, self))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self._dress_corner()
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)  # the current cell is all there is
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("Stances: holders in rows, targets in columns")
        self.clicked.connect(self.entered_cell)
        model.modelAboutToBeReset.connect(self._keep_place)
        model.modelReset.connect(self._take_up_place)
        model.dataChanged.connect(lambda first, last: self._fit(range(first.column(), last.column() + 1)))
        self.selectionModel().currentChanged.connect(self._current_moved)

    @property
    def hint(self) -> str:
        """What stands in the grid while it is empty."""
        return self._hint

    def set_hint(self, text: str) -> None:
        """Say something in the grid while it is empty."""
        self._hint = text
        empty = not self._stances.rowCount()
        self.setAccessibleDescription(text if empty else "Enter goes to the evidence")
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setVisible(not empty)
        self.viewport().update()

    def show_cell(self, index: QModelIndex) -> None:
        """Make a cell the current one, and have it in sight; the focus stays where it is."""
        if index.isValid() and index != self.currentIndex():
            self.setCurrentIndex(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.entered_cell.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif event.text() and event.text().isprintable():
            event.ignore()  # letters are the window's keys, not a search in the table
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._stances.rowCount():
            self.setCurrentIndex(self._stances.index(0, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._stances.rowCount():
            return
        painter = QPainter(self.viewport())
        room = self.viewport().rect()
        if self.hasFocus():
            draw_focus(painter, room, self.palette())
        pad = self.fontMetrics().height()
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room.adjusted(pad, pad, -pad, -pad), flags, self._hint)
        painter.end()

    # Within -----------------------------------------------------------------------------------------------------

    def _dress_corner(self) -> None:
        """Qt has a button there that selects all; it says instead which way the table is read."""
        corner = self.findChild(QAbstractButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
        self.setCornerButtonEnabled(False)
        if corner is None:
            return
        words = QLabel("holder ↓   target →")
        words.setFont(small(self.font()))
        words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        words.setAutoFillBackground(True)
        words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        pad = round(self.fontMetrics().height() * 0.4)
        words.setContentsMargins(pad, 0, pad, round(pad * 0.6))
        room = QVBoxLayout(corner)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(words)

    def _keep_place(self) -> None:
        index = self.currentIndex()
        keys = tuple(party.key for party in self._stances.parties(index)) if index.isValid() else None
        cell = (keys[0], keys[1]) if keys else None
        self._kept = cell, self.horizontalScrollBar().value(), self.verticalScrollBar().value()

    def _take_up_place(self) -> None:
        cell, across, down = self._kept
        self._fit(range(self._stances.columnCount()))
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.9))
        if cell and (index := self._stances.index_of(*cell)).isValid():
            self.setCurrentIndex(index)
        self.horizontalScrollBar().setValue(across)
        self.verticalScrollBar().setValue(down)

    def _fit(self, columns: range) -> None:
        """Columns as wide as their widest cell, or as a name of middling length on two lines; longer ones are cut and told in the tip."""
        metrics = self.fontMetrics()
        least, most = metrics.averageCharWidth() * 12, metrics.averageCharWidth() * 24
        head = self.horizontalHeader()
        for column in columns:
            name = str(head.model().headerData(column, Qt.Orientation.Horizontal))
            half = metrics.horizontalAdvance(name) * 0.6 + metrics.height()
            wanted = max(least, self.sizeHintForColumn(column), min(round(half), most))
            self.setColumnWidth(column, wanted)

    def _current_moved(self) -> None:
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.viewport().update()
