"""How the cells of the table of stances and its heads are drawn. Never by colour alone: each polarity has its sign and its word."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotation.naming import AUTHOR, NOBODY
from annotation.stance_table import MIXED, OPPOSE, SUPPORT, Cell
from gui import high_contrast, theme
from gui.models.keyed_rows import AnyIndex
from gui.models.stance_table import StanceRole
from gui.models.stance_words import sign, word
from gui.palettes import PALETTES
from gui.panels.painting import accent, bold, hairline, quiet, small

# Blue for, orange against, the two that everybody tells apart best; what has no side is grey.
_OKABE_ITO = PALETTES[0].many
_COLOURS = {SUPPORT: _OKABE_ITO[0], OPPOSE: _OKABE_ITO[1], MIXED: _OKABE_ITO[3]}
WASH = 0.16  # the strength of the colour behind the words of what was decided
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft | _MIDDLE, Qt.AlignmentFlag.AlignRight | _MIDDLE
_HEAD_LINES = 2


def polarity_colour(polarity: str) -> str:
    """The colour of a polarity on the page in force, as `#rrggbb`."""
    dark = theme.is_dark()
    if polarity not in _COLOURS:
        return theme.colours().quiet
    name = _COLOURS[polarity][1 if dark else 0]
    return high_contrast.of_label(name, dark=dark) if high_contrast.is_on() else name


class StanceDelegate(QStyledItemDelegate):
    """A cell: sign, word, intensity as dots and how many there are. A wash behind what was decided, dashes around what is suggested."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        metrics = QFontMetricsF(option.font)
        height, cell = metrics.height(), index.data(StanceRole.CELL)
        if not isinstance(cell, Cell):
            return QSize(0, round(height * 1.9))
        # Room for any intensity and number: a decision moves no column.
        words = metrics.horizontalAdvance(f"{word(cell)} ••• 00")
        return QSize(round(words + 3.2 * height), round(height * 1.9))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        cell = index.data(StanceRole.CELL)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(option.font)
        thin, rect = hairline(metrics), QRectF(option.rect)
        line = QColor(option.palette.color(QPalette.ColorRole.Mid))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - thin, rect.width(), thin), line)
        inset = metrics.height() * 0.16
        frame = rect.adjusted(inset, inset, -inset, -inset - thin)
        if isinstance(cell, Cell):
            self._draw(painter, option, cell, frame)
        view = option.widget
        current = isinstance(view, QAbstractItemView) and view.currentIndex() == index
        self._draw_state(painter, option, frame, current=current)
        painter.restore()

    def _draw(self, painter: QPainter, option: QStyleOptionViewItem, cell: Cell, frame: QRectF) -> None:
        metrics = QFontMetricsF(option.font)
        thin, radius, side = hairline(metrics), frame.height() * 0.2, metrics.height() * 1.15
        colour = QColor(polarity_colour(cell.polarity))
        ground = QColor(colour)
        ground.setAlphaF(WASH * theme.colours().wash)
        painter.setPen(Qt.PenStyle.NoPen)
        if cell.decided:
            painter.setBrush(ground)
            painter.drawRoundedRect(frame, radius, radius)
        if not all(s.decided for s in cell.stances):
            dashes = QPen(colour, thin * 1.3)
            dashes.setDashPattern([3, 2.5])
            painter.setPen(dashes)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(thin, thin, -thin, -thin), radius, radius)
        gap = (frame.height() - side) / 2
        square = QRectF(frame.left() + gap, frame.top() + gap, side, side)
        painter.setFont(bold(option.font))
        if cell.decided:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(square, side * 0.22, side * 0.22)
        painter.setPen(QColor(theme.colours().page) if cell.decided else colour)
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, sign(cell.polarity))
        room = QRectF(square.right() + gap * 1.6, frame.top(), frame.right() - square.right() - gap * 3, frame.height())
        text = option.palette.color(QPalette.ColorRole.Text)
        painter.setPen(text)
        painter.setFont(option.font)
        number = _number(cell)
        painter.drawText(room, _RIGHT, number)
        room.setRight(room.right() - metrics.horizontalAdvance(f"{number} "))
        words = metrics.elidedText(word(cell), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, words)
        room.setLeft(room.left() + metrics.horizontalAdvance(f"{words} "))
        if room.width() >= metrics.horizontalAdvance(_dots(cell)):
            painter.setPen(colour)
            painter.drawText(room, _LEFT, _dots(cell))

    def _draw_state(self, painter: QPainter, option: QStyleOptionViewItem, frame: QRectF, *, current: bool) -> None:
        """A frame around the current cell, stronger where the focus is; a faint wash under the mouse."""
        radius, thin = frame.height() * 0.2, hairline(QFontMetricsF(option.font))
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if focused or current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(accent(option.palette, alpha=1.0 if focused else 0.6), thin * (2 if focused else 1)))
            painter.drawRoundedRect(frame.adjusted(-thin, -thin, thin, thin), radius, radius)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent(option.palette, alpha=0.08))
            painter.drawRoundedRect(frame, radius, radius)


class PartyHeader(QHeaderView):
    """Names over the columns, on two lines at most, or beside the rows with their counts; the current one is bold."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        self.setSectionsClickable(False)
        self.setHighlightSections(True)
        self.setMinimumSectionSize(self.fontMetrics().height())

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        if self.orientation() == Qt.Orientation.Horizontal:
            return QSize(0, round(metrics.lineSpacing() * _HEAD_LINES + metrics.height() * 0.5))
        names = [str(self._data(n, Qt.ItemDataRole.DisplayRole)) for n in range(self.count())]
        widest = max((QFontMetricsF(bold(self.font())).horizontalAdvance(f"{name} 000") for name in names), default=0)
        return QSize(round(min(widest, metrics.averageCharWidth() * 28) + metrics.height()), 0)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        metrics = QFontMetricsF(self.font())
        across = self.orientation() == Qt.Orientation.Horizontal
        line, thin = self.palette().color(QPalette.ColorRole.Mid), hairline(metrics)
        painter.save()
        edge = QRectF(rect)
        edge.setTop(edge.bottom() - thin)
        painter.fillRect(edge, line)
        room = QRectF(rect).adjusted(metrics.height() * 0.4, 0, -metrics.height() * 0.4, -thin)
        current = self.selectionModel().currentIndex() if self.selectionModel() else None
        is_current = current is not None and section == (current.column() if across else current.row())
        font = QFont(bold(self.font()) if is_current else self.font())
        unnamed = self._data(section, StanceRole.PARTY) in (NOBODY, AUTHOR)
        font.setItalic(unnamed)
        painter.setFont(small(self.font()))
        if not across:
            painter.setPen(quiet(self.palette()))
            painter.drawText(room, _RIGHT, f"{self._data(section, StanceRole.COUNT)}")
            room.setRight(room.right() - metrics.horizontalAdvance("000"))
        painter.setFont(font)
        painter.setPen(quiet(self.palette()) if unnamed else self.palette().color(QPalette.ColorRole.Text))
        name = str(self._data(section, Qt.ItemDataRole.DisplayRole))
        lines = wrapped(name, QFontMetricsF(font), room.width(), lines=_HEAD_LINES if across else 1)
        if across:
            room.setTop(room.bottom() - metrics.lineSpacing() * len(lines) - metrics.height() * 0.15)
        painter.drawText(room, _LEFT, "\n".join(lines))
        painter.restore()

    def _data(self, section: int, role: int) -> object:
        return self.model().headerData(section, self.orientation(), role)


def wrapped(text: str, metrics: QFontMetricsF, width: float, *, lines: int) -> list[str]:
    """A text broken at its spaces into so many lines at most; what does not fit into the last one ends in an ellipsis."""
    made: list[str] = []
    words = text.split()
    while words and len(made) < lines - 1:
        taken = 1
        while taken < len(words) and metrics.horizontalAdvance(" ".join(words[: taken + 1])) <= width:
            taken += 1
        made.append(metrics.elidedText(" ".join(words[:taken]), Qt.TextElideMode.ElideRight, width))
        words = words[taken:]
    if words:
        made.append(metrics.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, width))
    return made


def _dots(cell: Cell) -> str:
    return "•" * cell.intensity


def _number(cell: Cell) -> str:
    return f"{len(cell.stances):,}" if len(cell.stances) > 1 else ""
