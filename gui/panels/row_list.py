"""The list view of the panels: it tells what the analyst picks apart from what the program shows, and leaves letters to the window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from gui.models.keyed_rows import AnyIndex
from gui.panels.painting import draw_focus


class RowList(QListView):
    """A list of rows of one height. `picked` is said when the analyst moves to a row, never when the program or the model does."""

    picked = Signal(QModelIndex)
    entered_row = Signal(QModelIndex)  # Enter

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quiet = 0
        self._hint = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)

    @property
    def hint(self) -> str:
        """What stands in the list where it has no rows."""
        return self._hint

    def set_hint(self, text: str) -> None:
        """Say something in the list while it has no rows. The list stays where it is, and so does the focus."""
        # A list with rows in it does not say that it has none; whoever fills it asks again when rows come or go.
        self.setAccessibleDescription("" if self.model().rowCount() else text)
        if text != self._hint:
            self._hint = text
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        empty = bool(self.hint) and self.model().rowCount() == 0
        lost = self.hasFocus() and not self.currentIndex().isValid()  # no row shows that the focus is here
        if not empty and not lost:
            return
        painter = QPainter(self.viewport())  # one only: Qt crashes where a second one begins before the first has ended
        if lost:
            draw_focus(painter, self.viewport().rect(), self.palette())
        if empty:
            pad = self.fontMetrics().height()
            room = self.viewport().rect().adjusted(pad, pad, -pad, -pad)
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.hint)
        painter.end()

    def show_row(self, index: QModelIndex, *, scroll: bool) -> None:
        """Select a row (none, where the index is invalid) without saying `picked` or taking the focus."""
        with self._quietly():
            # An index that is current already is left alone: setting it again would scroll to it.
            if index != self.currentIndex() or not self.selectionModel().isSelected(index):
                hold = self.hasAutoScroll()
                self.setAutoScroll(False)
                self.setCurrentIndex(index)
                if not index.isValid():
                    self.clearSelection()
                self.setAutoScroll(hold)
        if scroll and index.isValid():
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        if not self._quiet and current.isValid():
            self.picked.emit(self.currentIndex())

    def rowsAboutToBeRemoved(self, parent: AnyIndex, start: int, end: int) -> None:
        # Qt makes a neighbour of a removed row the current one: nobody has picked that.
        with self._quietly():
            super().rowsAboutToBeRemoved(parent, start, end)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.entered_row.emit(self.currentIndex())
            event.accept()
        elif event.text().isprintable() and event.text():
            event.ignore()  # letters are the window's keys, not a search in the list
        else:
            super().keyPressEvent(event)

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        self._quiet += 1
        try:
            yield
        finally:
            self._quiet -= 1
