"""Washes and lines, gathered by colour and pen and painted a kind at a time: a page has hundreds, and each call to Qt has its price."""

from __future__ import annotations

from functools import lru_cache
from math import floor
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
ASIDE = 0.25  # pixels; so that no dash, 4 or 2.5 of them long, ends in the middle of one
THICK = 1.5  # pixels from which a line is two of them wide
SUGGESTED = "suggested"  # the line style of suggestions: finer dashes than those of a label
DOTS = "dots"  # that of what can be looked up: dots as wide as high, as far apart


def whole(place: float) -> float:
    """The nearest border between pixels: Qt decides otherwise on a half, depending on how much it paints at a time."""
    return float(floor(place + 0.5))


class Ruling:
    """Lines across and down, of one colour, width and style. On a screen each covers whole pixels, and equal ones equally many."""

    __slots__ = ("_on_screen", "_thin", "label", "lines")

    def __init__(self, label: Label, width: float, *, on_screen: bool) -> None:
        self.label = label
        self.lines: list[QLineF] = []
        self._on_screen, self._thin = on_screen, width < THICK

    def across(self, left: float, right: float, y: float) -> None:
        """Add a line from left to right."""
        if self._on_screen:
            left, right, y = whole(left) + ASIDE, whole(right) + ASIDE, self._placed(y)
        self.lines.append(QLineF(left, y, right, y))

    def down(self, x: float, top: float, bottom: float) -> None:
        """Add a line from top to bottom."""
        if self._on_screen:
            x, top, bottom = self._placed(x), whole(top) + ASIDE, whole(bottom) + ASIDE
        self.lines.append(QLineF(x, top, x, bottom))

    def _placed(self, place: float) -> float:
        """Where a line has its middle so that it covers one pixel, or two."""
        return floor(place) + 0.5 if self._thin else whole(place)


class Strokes:
    """What lies under the text of a block. Coordinates are the block's; they are moved when it is painted, on a screen by whole pixels."""

    def __init__(self, *, on_screen: bool) -> None:
        self._on_screen = on_screen
        self._washes: dict[tuple[str, float], tuple[Label, list[QRectF]]] = {}
        self._rulings: dict[tuple[str, float, float, str], Ruling] = {}

    def wash(self, box: Box, label: Label, *, alpha: float, spread: float) -> None:
        """A box filled with a label's colour, reaching `spread` beyond it above and below."""
        left, top, right, bottom = box[0], box[1] - spread, box[2], box[3] + spread
        if self._on_screen:
            left, top, right, bottom = whole(left), whole(top), whole(right), whole(bottom)
        entry = self._washes.get((label.name, alpha))
        if entry is None:
            entry = self._washes[label.name, alpha] = (label, [])
        entry[1].append(QRectF(left, top, right - left, bottom - top))

    def ruling(self, label: Label, *, alpha: float, width: float, style: str) -> Ruling:
        """The lines of this colour, width (pixels) and style, to add to."""
        width = max(width, THINNEST)
        entry = self._rulings.get((label.name, alpha, width, style))
        if entry is None:
            entry = self._rulings[label.name, alpha, width, style] = Ruling(label, width, on_screen=self._on_screen)
        return entry

    def paint(self, painter: QPainter, inks: Inks) -> None:
        """Paint all washes, then all lines."""
        painter.setPen(Qt.PenStyle.NoPen)
        for (_, alpha), (label, boxes) in self._washes.items():
            painter.setBrush(inks.wash(label, alpha=alpha))
            painter.drawRects(boxes)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for (_, alpha, width, style), ruling in self._rulings.items():
            painter.setPen(_pen(inks.of(ruling.label, alpha=alpha).rgba(), width, style))
            painter.drawLines(ruling.lines)


@lru_cache(maxsize=256)
def _pen(rgba: int, width: float, style: str) -> QPen:
    pen = QPen(QColor.fromRgba(rgba), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if style == SUGGESTED:
        pen.setDashPattern([4.0 / width, 2.5 / width])
    elif style == DOTS:
        pen.setDashPattern([1.0, 1.0])
    else:
        pen.setStyle(PEN_STYLES[style])
    return pen
