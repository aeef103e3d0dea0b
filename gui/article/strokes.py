"""Washes and lines, gathered by colour and pen and painted a kind at a time: a page has hundreds, and each call to Qt has its price."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.article.inks import Inks

if TYPE_CHECKING:
    from annotation.scheme import Label
    from gui.article.lines import Box

PEN_STYLES = {"solid": Qt.PenStyle.SolidLine, "dash": Qt.PenStyle.DashLine, "dot": Qt.PenStyle.DotLine}
# Qt paints thinner ones pixel by pixel, ten times slower.
THINNEST = 1.1
SUGGESTED = "suggested"  # the line style of suggestions: finer dashes than those of a label


class Strokes:
    """What lies under the text of a block. Coordinates are the block's; they are moved when it is painted."""

    def __init__(self) -> None:
        self._washes: dict[tuple[str, float], tuple[Label, list[QRectF]]] = {}
        self._lines: dict[tuple[str, float, float, str], tuple[Label, list[QLineF]]] = {}

    def wash(self, box: Box, label: Label, *, alpha: float, spread: float) -> None:
        """A box filled with a label's colour, reaching `spread` beyond it above and below."""
        left, top, right, bottom = box
        entry = self._washes.get((label.name, alpha))
        if entry is None:
            entry = self._washes[label.name, alpha] = (label, [])
        entry[1].append(QRectF(left, top - spread, right - left, bottom - top + 2 * spread))

    def lines(self, label: Label, *, alpha: float, width: float, style: str) -> list[QLineF]:
        """The lines of this colour, width (pixels) and style, to add to."""
        width = max(width, THINNEST)
        entry = self._lines.get((label.name, alpha, width, style))
        if entry is None:
            entry = self._lines[label.name, alpha, width, style] = (label, [])
        return entry[1]

    def paint(self, painter: QPainter, inks: Inks) -> None:
        """Paint all washes, then all lines."""
        painter.setPen(Qt.PenStyle.NoPen)
        for (_, alpha), (label, boxes) in self._washes.items():
            painter.setBrush(inks.wash(label, alpha=alpha))
            painter.drawRects(boxes)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for (_, alpha, width, style), (label, lines) in self._lines.items():
            painter.setPen(_pen(inks.of(label, alpha=alpha).rgba(), width, style))
            painter.drawLines(lines)


@lru_cache(maxsize=256)
def _pen(rgba: int, width: float, style: str) -> QPen:
    pen = QPen(QColor.fromRgba(rgba), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if style == SUGGESTED:
        pen.setDashPattern([4.0 / width, 2.5 / width])
    else:
        pen.setStyle(PEN_STYLES[style])
    return pen
