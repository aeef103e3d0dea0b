"""A colour to choose: a swatch that opens Qt's colour dialog, a field for its `#rrggbb`, and how well it is read."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor, QFontDatabase, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QColorDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

from gui import contrast
from gui.panels.painting import accent


class ColourField(QWidget):
    """`chosen` tells a colour that was chosen or typed in full; what is no colour is put back when the field is left."""

    chosen = Signal(str)

    def __init__(self, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = "#000000"
        self.swatch = _Swatch()
        self.swatch.setAccessibleName(f"{spoken}: choose")
        self.swatch.setToolTip("Choose a colour")
        self.swatch.clicked.connect(self._ask)
        self.field = QLineEdit()
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPointSizeF(self.font().pointSizeF())  # its own size does not follow the application's
        self.field.setFont(fixed)
        self.field.setMaxLength(7)
        self.field.setAccessibleName(spoken)
        self.field.setFixedWidth(round(self.field.fontMetrics().horizontalAdvance("#000000") * 1.5))
        self.field.textEdited.connect(self._typed)
        self.field.editingFinished.connect(self._put_back)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.swatch)
        layout.addWidget(self.field)

    def show_colour(self, colour: str) -> None:
        """Show a colour; what is being typed stays."""
        self._colour = colour
        self.swatch.show_colour(colour)
        if not self.field.hasFocus() or contrast.is_colour(self.field.text()):
            self._put_back()

    def _typed(self, text: str) -> None:
        typed = text.strip().lower()
        if contrast.is_colour(typed):
            self.chosen.emit(typed)

    def _put_back(self) -> None:
        if self.field.text().lower() != self._colour:
            self.field.setText(self._colour)

    def _ask(self) -> None:
        dialog = QColorDialog(QColor(self._colour), self)
        dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        dialog.colorSelected.connect(lambda colour: self.chosen.emit(colour.name()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


class Verdict(QLabel):
    """A contrast ratio and whether it is enough: in words, never by colour alone."""

    def show_ratio(self, what: str, ratio: float, *, needed: float) -> None:
        """Show a ratio that `what` names, in full for screen readers."""
        enough = ratio >= needed
        # Cut, not rounded: 4.46 is not 4.5.
        number = f"{int(ratio * 10) / 10:.1f}"
        self.setText(f"{number} AA" if enough else f"{number} too low")
        font = self.font()
        font.setBold(not enough)
        self.setFont(font)
        words = f"{what}: {number} to 1, {'enough for' if enough else 'too low for'} WCAG AA ({needed:.1f})"
        self.setToolTip(words)
        self.setAccessibleName(words)


class _Swatch(QPushButton):
    """A patch of the colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = QColor()
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        height = round(self.fontMetrics().height() * 1.5)
        return QSize(round(height * 1.4), height)

    def show_colour(self, colour: str) -> None:
        self._colour = QColor(colour)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        lit = self.hasFocus()
        painter.fillRect(self.rect().adjusted(3, 3, -3, -3), self._colour)
        edge = accent(self.palette()) if lit else self.palette().color(QPalette.ColorRole.Mid)
        painter.setPen(QPen(edge, 2 if lit else 1))
        painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
