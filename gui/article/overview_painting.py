"""How the overview strip is painted: a lane a label, annotations solid, open suggestions hollow, hits as ticks at the right edge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntFlag
from typing import TypeVar

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from annotation.scheme import Label
from gui import theme
from gui.article.overview import Overview

T = TypeVar("T")
LEAST = 4.0  # pixels: the height of the smallest mark, in which hollow and solid can be told apart
LEAST_FRAME = 10.0


class Marks(IntFlag):
    """What is in a row of a lane."""

    NONE = 0
    SUGGESTED = 1
    ANNOTATED = 2


@dataclass(frozen=True, slots=True)
class Lanes:
    """Where things are in a strip of this width and font: a lane for each label, then one for hits."""

    count: int
    width: int
    font: QFont

    @property
    def head(self) -> int:
        """The height of the line with the labels' letters, above the first row."""
        return round(QFontMetricsF(self.font).height() * 0.9)

    def place(self, lane: int) -> tuple[float, float]:
        """The left edge of a lane, and its width."""
        room = (self.width - 3.0) / (self.count + 1)
        gap = min(1.5, room * 0.2)
        return round(2.0 + lane * room), max(round(room - gap), 1.0)


def paint_marks(painter: QPainter, overview: Overview, labels: Sequence[Label], lanes: Lanes) -> None:
    """Paint everything but the frame of the viewport."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    for number, label in enumerate(labels):
        left, width = lanes.place(number)
        _letter(painter, label, QRectF(left - 1, 0, width + 2, lanes.head))
        rows = overview.lanes.get(label.name, [])
        states = [Marks(bool(r.suggestions) | bool(r.annotations) << 1) for r in rows]
        for state, first, last in _runs(states):
            if state:
                _mark(painter, label, state, _grown(QRectF(left, lanes.head + first, width, last - first)))
    left, width = lanes.place(len(labels))
    for there, first, last in _runs([bool(hits) for hits in overview.hits]):
        if there:
            painter.fillRect(
                QRectF(left, lanes.head + first, width, max(last - first, 2)), QColor(theme.colours().text)
            )


def paint_frame(painter: QPainter, top: float, bottom: float, width: float) -> None:
    """Paint what shows which part of the page is in the viewport."""
    colour = QColor(theme.colours().text)
    colour.setAlphaF(0.09)
    box = QRectF(0.5, round(top) + 0.5, width - 1.0, max(round(bottom - top), LEAST_FRAME) - 1.0)
    painter.fillRect(box, colour)
    colour.setAlphaF(0.55)
    painter.setPen(QPen(colour, 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)


def _mark(painter: QPainter, label: Label, state: Marks, box: QRectF) -> None:
    colour = theme.label_colour(label)
    if state == Marks.ANNOTATED:
        painter.fillRect(box, colour)
        return
    painter.fillRect(box, theme.label_colour(label, alpha=0.14))
    if state & Marks.ANNOTATED:  # both are here: half of it is solid
        painter.fillRect(QRectF(box.left(), box.top(), round(box.width() / 2), box.height()), colour)
    painter.setPen(QPen(colour, 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(0, 0, -1, -1))


def _letter(painter: QPainter, label: Label, box: QRectF) -> None:
    font = QFont(painter.font())
    font.setPixelSize(max(round(box.width()), 6))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(theme.label_colour(label))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, label.letter)


def _grown(box: QRectF) -> QRectF:
    """At least as high as can be seen, about its middle."""
    missing = max(LEAST - box.height(), 0.0)
    return box.adjusted(0, -(missing // 2), 0, missing - missing // 2)


def _runs(states: Sequence[T]) -> Iterator[tuple[T, int, int]]:
    """Each run of equal values: it, its first place, and the place after its last."""
    first = 0
    for place in range(1, len(states) + 1):
        if place == len(states) or states[place] != states[first]:
            yield states[first], first, place
            first = place
