"""Rows of the editor, one below the other in columns, each with a button that takes the focus."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QAbstractButton, QGridLayout, QWidget

Row = TypeVar("Row")
Button = TypeVar("Button", bound=QAbstractButton)


class RowGrid(QWidget, Generic[Row, Button]):
    """Rows that are made anew only where they are others. A subclass makes them, in `_add`."""

    def __init__(self, *, wide: int, gap: float, parent: QWidget | None = None) -> None:
        """`wide` is the column that takes the room there is, `gap` is between columns, as a part of the font's height."""
        super().__init__(parent)
        self._rows: list[Row] | None = None
        self._buttons: list[Button] = []
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        height = self.fontMetrics().height()
        self._layout.setHorizontalSpacing(round(height * gap))
        self._layout.setVerticalSpacing(round(height * 0.18))
        self._layout.setColumnStretch(wide, 1)

    def show_rows(self, rows: list[Row]) -> None:
        """Show these rows; nothing is made anew where they are shown already. The focus stays on the row where it was."""
        if rows == self._rows:
            return
        focused = next((n for n, button in enumerate(self._buttons) if button.hasFocus()), None)
        self._rows = rows
        old: list[QWidget] = []
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                old.append(widget)
        self._buttons = [self._add(number, row) for number, row in enumerate(rows)]
        usable = [button for button in self._buttons if button.isEnabled()]
        if focused is not None and usable:
            usable[min(focused, len(usable) - 1)].setFocus()
        # Last, so that the focus does not wander off to another field when its row goes.
        for widget in old:
            widget.hide()
            widget.deleteLater()
        self._layout.activate()

    def tab_stops(self) -> list[QWidget]:
        """The buttons in order."""
        return list(self._buttons)

    def _add(self, number: int, row: Row) -> Button:
        """Make the widgets of a row, and `_put` them; the button is what takes the focus."""
        raise NotImplementedError

    def _put(self, number: int, widgets: Sequence[QWidget]) -> None:
        """Put the widgets of row `number` into its columns."""
        for column, widget in enumerate(widgets):
            self._layout.addWidget(widget, number, column)
            widget.show()  # at once: Qt would do it later, and nothing hidden takes the focus
