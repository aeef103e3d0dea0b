"""What the panels draw alike: badges of labels, rows, small fonts. All sizes follow the font; all colours the theme in force."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from annotation.model import Status
from annotation.scheme import Label
from gui import theme

PEN_STYLES = {"solid": Qt.PenStyle.SolidLine, "dash": Qt.PenStyle.DashLine, "dot": Qt.PenStyle.DotLine}


def small(font: QFont) -> QFont:
    """The font of second lines and captions."""
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * 0.88)
    return made


def bold(font: QFont) -> QFont:
    """The same font, bold."""
    made = QFont(font)
    made.setBold(True)
    return made


def hairline(metrics: QFontMetricsF) -> float:
    """The width of thin lines: a pixel, more at large sizes."""
    return max(1.0, metrics.height() / 18)


def quiet(palette: QPalette) -> QColor:
    """The colour of what is said in passing."""
    return palette.color(QPalette.ColorRole.PlaceholderText)


def accent(palette: QPalette, *, alpha: float = 1.0) -> QColor:
    """The colour of focus and selection, from clear (0) to full (1)."""
    colour = QColor(palette.color(QPalette.ColorRole.Highlight))
    colour.setAlphaF(alpha)
    return colour


def draw_focus(painter: QPainter, room: QRect, palette: QPalette) -> None:
    """Draw the frame of what has the focus just inside a rectangle."""
    thick = 2 * hairline(QFontMetricsF(painter.font()))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(accent(palette), thick))
    painter.drawRect(QRectF(room).adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2))


def badge_size(metrics: QFontMetricsF) -> float:
    """The side of a badge."""
    return metrics.height() * 1.3


def draw_badge(painter: QPainter, square: QRectF, label: Label, *, status: Status) -> None:
    """Draw a label's letter in its colour, underlined in its line style.

    An annotation's badge is filled, a suggestion's is an empty dashed frame, a rejected suggestion's is pale.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    metrics = QFontMetricsF(painter.font())
    width = hairline(metrics)
    colour = theme.label_colour(label, alpha=0.55 if status is Status.REJECTED else 1.0)
    frame = QPen(colour, width)
    if status is not Status.ACCEPTED:
        frame.setDashPattern([2.5, 2.5])
        frame.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(frame)
    filled = status is Status.ACCEPTED
    painter.setBrush(colour if filled else Qt.BrushStyle.NoBrush)
    inset = width / 2
    radius = square.width() * 0.22
    painter.drawRoundedRect(square.adjusted(inset, inset, -inset, -inset), radius, radius)
    # A letter in its label's colour has AA contrast on the page, and so has the page's colour on the label's; on a wash it would not.
    draw_letter(painter, square, label, colour=QColor(theme.colours().page) if filled else colour)
    painter.restore()


def draw_letter(painter: QPainter, square: QRectF, label: Label, *, colour: QColor) -> None:
    """Draw a label's letter, bold, with a line of its style below."""
    painter.save()
    font = bold(painter.font())
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    width = hairline(metrics) * 1.5
    painter.setPen(colour)
    lifted = square.translated(0, -width)
    painter.drawText(lifted, Qt.AlignmentFlag.AlignCenter, label.letter)
    half = square.width() * 0.3
    below = lifted.center().y() + metrics.capHeight() / 2 + 2.2 * width
    line = QPen(colour, width, PEN_STYLES[label.line])
    line.setCapStyle(Qt.PenCapStyle.FlatCap)
    if label.line == "dash":
        line.setDashPattern([2, 1])
    elif label.line == "dot":
        line.setDashPattern([1, 1])
    painter.setPen(line)
    painter.drawLine(QPointF(square.center().x() - half, below), QPointF(square.center().x() + half, below))
    painter.restore()


def draw_row_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Draw what is behind a row: a wash and a bar where it is selected, a frame where it has the focus, a fainter wash under the mouse."""
    rect = QRectF(option.rect)
    metrics = QFontMetricsF(option.font)
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    focused = selected and bool(option.state & QStyle.StateFlag.State_HasFocus)
    if selected:
        painter.fillRect(rect, accent(option.palette, alpha=0.2 if focused else 0.13))
        bar = QRectF(rect.left(), rect.top(), 2.5 * hairline(metrics), rect.height())
        painter.fillRect(bar, accent(option.palette))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, accent(option.palette, alpha=0.06))
    if focused:
        inset = hairline(metrics) / 2
        painter.setPen(QPen(accent(option.palette), hairline(metrics)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(inset, inset, -inset, -inset))
