"""The links of the current annotation, a row each, as the editor shows them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from annotation.model import Link
from gui import theme
from gui.models.link_rows import LinkRow
from gui.panels.editor_parts import RemoveButton
from gui.panels.painting import accent, hairline, small
from gui.panels.row_grid import RowGrid


class LinksList(RowGrid[LinkRow, "LinkButton"]):
    """The rows. `wanted` names the annotation at the other end that the analyst goes to, `removed` a link to take away."""

    wanted = Signal(str)
    removed = Signal(Link)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(wide=0, gap=0.35, parent=parent)
        self.setAccessibleName("Links")

    def _add(self, number: int, row: LinkRow) -> LinkButton:
        button = LinkButton(row)
        button.clicked.connect(lambda: self.wanted.emit(row.other.id))
        button.deleted.connect(lambda: self.removed.emit(row.link))
        remove = RemoveButton()
        remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Del on the row does it
        remove.setAccessibleName(f"Remove the link: {row.spoken[:80]}")
        remove.setToolTip("Remove this link (Del)")
        remove.clicked.connect(lambda: self.removed.emit(row.link))
        self._put(number, (button, remove))
        return button


class LinkButton(QAbstractButton):
    """A link: its kind with an arrow, and the words at the other end. Enter, Space and a click go there; `deleted` is for Del."""

    deleted = Signal()

    def __init__(self, row: LinkRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(row.spoken)
        self.setAccessibleDescription("Enter goes there, Del removes the link")
        self.setToolTip(f"{row.line}\nEnter goes there, Del removes the link")

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        return QSize(round(metrics.averageCharWidth() * 20), round(metrics.height() * 1.35))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.deleted.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self.font())
        thin = hairline(metrics)
        frame = QRectF(self.rect()).adjusted(thin, thin, -thin, -thin)
        radius = frame.height() * 0.2
        painter.setPen(Qt.PenStyle.NoPen)
        if self.underMouse() or self.isDown():
            painter.setBrush(accent(self.palette(), alpha=0.2 if self.isDown() else 0.1))
            painter.drawRoundedRect(frame, radius, radius)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(accent(self.palette()), 2 * thin))
            painter.drawRoundedRect(frame, radius, radius)
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        room = frame.adjusted(3 * thin, 0, -3 * thin, 0)
        painter.setFont(small(self.font()))
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(room, middle, self.row.sign)
        room.setLeft(room.left() + QFontMetricsF(painter.font()).horizontalAdvance(self.row.sign + "  "))
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(theme.label_colour(self.row.label))
        painter.drawText(room, middle, self.row.label.letter)
        room.setLeft(room.left() + QFontMetricsF(font).horizontalAdvance(self.row.label.letter + " "))
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        words = metrics.elidedText(self.row.words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, middle, words)
