"""The parts of the current item, a row each, as the editor shows them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QWidget

from annotation.model import Part
from annotation.reading import Item, Reading
from annotation.scheme import Label
from gui import keymap
from gui.panels.painting import accent, hairline, small
from gui.panels.row_grid import RowGrid


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part as a row: `caption` is empty for the further fragments of a role."""

    part: Part
    caption: str
    title: str
    words: str
    removable: bool


def part_rows(reading: Reading, item: Item, label: Label) -> list[PartRow]:
    """The parts in the order of the label's roles, fragments in text order."""
    rows: list[PartRow] = []
    for number, role in enumerate(label.roles, start=1):
        parts = sorted((part for part in item.parts if part.role == role.name), key=lambda part: part.range)
        for n, part in enumerate(parts):
            words = " ".join(part.range.of(reading.document.text)[:2000].split())
            caption = keymap.before(role.title, f"role:{number}", str(number)) if n == 0 else ""
            rows.append(PartRow(part, caption, role.title, words, len(parts) > role.min))
    return rows


class PartsList(RowGrid[PartRow, "RemoveButton"]):
    """The rows. `removed` says that the analyst takes a part away."""

    removed = Signal(Part)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(wide=1, gap=0.7, parent=parent)

    def set_caption_width(self, width: int) -> None:
        """Give the captions a width, in pixels, that other columns share."""
        self._layout.setColumnMinimumWidth(0, width)

    def _add(self, number: int, row: PartRow) -> RemoveButton:
        caption = QLabel(row.caption)
        caption.setFont(small(caption.font()))
        caption.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        words = ElidedLabel(row.words)
        words.setToolTip(f"{row.title}: {row.words}")
        button = RemoveButton()
        button.setEnabled(row.removable)
        button.setAccessibleName(f"Remove {row.title.lower()} “{row.words[:60]}”")
        button.setToolTip(f"Remove this {row.title.lower()}" if row.removable else f"The {row.title.lower()} is needed")
        button.clicked.connect(lambda: self.removed.emit(row.part))
        self._put(number, (caption, words, button))
        return button


class ElidedLabel(QWidget):
    """Words on one line, cut with an ellipsis where the line is too narrow."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        return QSize(round(metrics.averageCharWidth() * 12), round(metrics.height() * 1.2))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        metrics = QFontMetricsF(self.font())
        text = metrics.elidedText(self.text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


class RemoveButton(QAbstractButton):
    """A small cross."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = round(QFontMetricsF(self.font()).height() * 1.2)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if not self.isEnabled():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thin = hairline(QFontMetricsF(self.font()))
        frame = QRectF(self.rect()).adjusted(thin, thin, -thin, -thin)
        radius = frame.height() * 0.25
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent(self.palette(), alpha=0.3 if self.isDown() else 0.15))
            painter.drawRoundedRect(frame, radius, radius)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(accent(self.palette()), 2 * thin))
            painter.drawRoundedRect(frame, radius, radius)
        role = QPalette.ColorRole.Text if self.underMouse() or self.hasFocus() else QPalette.ColorRole.PlaceholderText
        painter.setPen(QPen(self.palette().color(role), 1.4 * thin))
        arm = frame.height() * 0.18
        middle = frame.center()
        for up in (-arm, arm):
            painter.drawLine(middle - QPointF(arm, up), middle + QPointF(arm, up))
