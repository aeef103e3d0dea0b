"""Links beside the text: a line in the right margin from one annotation to the other, with an arrow head at its target.

Only what is in the viewport is laid out; where an end is beyond it, a sign says in which direction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from annotation.text import TextRange
from gui import theme
from gui.article.layout import PageLayout

MOST = 12  # links drawn at once: more lines in one margin say nothing, and the editor lists them all


@dataclass(frozen=True, slots=True)
class DrawnLink:
    """A link of the current item, between two ranges (code points). `to` is None while a link that was begun leads nowhere yet."""

    from_: TextRange
    to: TextRange | None
    title: str
    outgoing: bool  # whether the current item is at `from_`
    begun: bool = False  # not made yet


@dataclass(frozen=True, slots=True)
class _End:
    """Where a link ends in the viewport: the words' first line. `beyond` is -1 above the viewport, 1 below it."""

    y: float
    beyond: int = 0
    right: float = 0.0  # of the words on that line
    top: float = 0.0


@dataclass(slots=True)
class LinkPainter:
    """Paints links over a page whose top left corner is at `origin` on the painter; `visible` is the viewport there."""

    painter: QPainter
    page: PageLayout
    origin: QPointF
    visible: QRectF
    _ports: dict[tuple[float, str], float] = field(default_factory=dict)  # heights at which lines meet a line of text
    _passing: list[QRectF] = field(default_factory=list)  # where lines run up and down
    _titles: list[QRectF] = field(default_factory=list)

    def paint(self, links: Sequence[DrawnLink]) -> None:
        """The shorter ones nearer to the text; of very many, the shortest."""
        placed = [(link, self._end(link.from_), self._end(link.to) if link.to else None) for link in links]
        seen = [(k, a, b) for k, a, b in placed if not a.beyond or (b and not b.beyond)]
        seen.sort(key=lambda it: abs(it[1].y - it[2].y) if it[2] else 0.0)
        if not seen:
            return
        del seen[MOST:]
        self.painter.save()
        self._leaders({end for _, *ends in seen for end in ends if end and not end.beyond})
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        titles = [self._paint(*of_link, lane=n, lanes=len(seen)) for n, of_link in enumerate(seen)]
        font = QFont(self.page.font)
        font.setPointSizeF(self.page.font.pointSizeF() * 0.66)
        self.painter.setFont(font)
        metrics = QFontMetricsF(font)
        for text, end, y in titles:
            self._title(text, metrics, end, y)
        self.painter.restore()

    # Where ------------------------------------------------------------------------------------------------------

    @property
    def _edge(self) -> float:
        """Where the margin begins."""
        return self.origin.x() + self.page.width + self.page.em * 0.3

    def _end(self, span: TextRange) -> _End:
        block = self.page.blocks.at(span.start)
        top = self.origin.y() + self.page.top(block.number)
        if self.origin.y() + self.page.top(block.number + 1) <= self.visible.top():
            return _End(self.visible.top(), -1)
        if top >= self.visible.bottom():
            return _End(self.visible.bottom(), 1)
        rects = self.page.rectangles(block.number, span.start, min(span.end, block.end))
        line = rects[0].translated(self.origin.x(), top) if rects else self._caret(span)
        if line.bottom() <= self.visible.top():
            return _End(self.visible.top(), -1)
        if line.top() >= self.visible.bottom():
            return _End(self.visible.bottom(), 1)
        return _End(_sharp(line.bottom() + self.page.em * 0.04), 0, line.right(), line.top())

    def _caret(self, span: TextRange) -> QRectF:
        return self.page.caret(span.start).translated(self.origin)

    def _x(self, lane: int, lanes: int) -> float:
        """Where a lane runs; they move together where the margin is narrow."""
        room = max(self.visible.right() - self._edge - 3.0, 4.0)
        return _sharp(self._edge + min(self.page.em * 0.45 * (lane + 1.4), room * (lane + 1) / lanes))

    def _port(self, end: _End, name: str) -> float:
        """The height at which a line meets a line of text; lines of other names meet it at other heights."""
        if end.beyond:
            return end.y
        used = [y for y, _ in self._ports if y == end.y]
        return self._ports.setdefault((end.y, name), end.y - len(used) * round(self.page.em * 0.32))

    # Painting ---------------------------------------------------------------------------------------------------

    def _paint(
        self, link: DrawnLink, begin: _End, end: _End | None, *, lane: int, lanes: int
    ) -> tuple[str, _End, float]:
        """Paint all but the title; returns that, and where it belongs."""
        colour = QColor(theme.colours().accent)
        x = self._x(lane, lanes)
        pen = QPen(colour, 1.4)
        if link.begun:
            pen.setDashPattern([3.0, 2.0])
            self._mark(link.from_, colour)
        # All that leave the current item do so at one height, all that reach it at another; at their other ends each has its own.
        leaves = self._port(begin, "out" if link.outgoing else f"from {lane}")
        if end is None:
            self._stroke([QPointF(self._edge, leaves), QPointF(x, leaves)], pen)
            self._passing.append(QRectF(x, leaves, 1, 1))
            return link.title, begin, leaves
        arrives = self._port(end, f"to {lane}" if link.outgoing else "in")
        path = [QPointF(x, leaves), QPointF(x, arrives)]
        if not begin.beyond:
            path.insert(0, QPointF(self._edge, leaves))
        if not end.beyond:
            path.append(QPointF(self._edge + self.page.em * 0.2, arrives))
        self._stroke(path, pen)
        self._passing.append(QRectF(x, min(leaves, arrives), 1, abs(arrives - leaves)))
        if end.beyond:
            self._tip(QPointF(x, arrives), end.beyond, colour)
        else:
            self._arrow(QPointF(self._edge, arrives), colour)
        far, y = (end, arrives) if link.outgoing else (begin, leaves)
        return {-1: "↑ ", 0: "", 1: "↓ "}[far.beyond] + link.title, far, y

    def _mark(self, span: TextRange, colour: QColor) -> None:
        """An outline around words from which a link has been begun, in their first paragraph."""
        block = self.page.blocks.at(span.start)
        top = self.origin.y() + self.page.top(block.number)
        if top >= self.visible.bottom() or self.origin.y() + self.page.top(block.number + 1) <= self.visible.top():
            return
        self.painter.setPen(QPen(colour, 1.6))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        for rect in self.page.rectangles(block.number, span.start, min(span.end, block.end)):
            self.painter.drawRect(rect.translated(self.origin.x(), top).adjusted(-2, -2, 2, 2))

    def _leaders(self, ends: Iterable[_End]) -> None:
        """From the words on to the margin, as faint as an underline of others."""
        faint = QColor(theme.colours().accent)
        faint.setAlphaF(0.40)
        for right, y in {(end.right, int(end.y)) for end in ends if end.right < self._edge}:
            self.painter.fillRect(
                QRectF(int(right), y, int(self._edge) - int(right), 1.0), faint
            )  # far cheaper than a dotted line

    def _stroke(self, points: list[QPointF], pen: QPen) -> None:
        """A line through these points with round corners."""
        path = QPainterPath(points[0])
        for n, corner in enumerate(points[1:-1], 1):
            radius = min(self.page.em * 0.35, *(_length(a, b) / 2 for a, b in pairwise(points[n - 1 : n + 2])))
            path.lineTo(_towards(corner, points[n - 1], radius))
            path.quadTo(corner, _towards(corner, points[n + 1], radius))
        path.lineTo(points[-1])
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawPath(path)

    def _arrow(self, point: QPointF, colour: QColor) -> None:
        """An arrow head that points to the text."""
        size = self.page.em * 0.24
        self._fill(
            [point - QPointF(size * 0.6, 0), point + QPointF(size, -size * 0.7), point + QPointF(size, size * 0.7)],
            colour,
        )

    def _tip(self, point: QPointF, beyond: int, colour: QColor) -> None:
        """An arrow head at the viewport's edge: the target is beyond it."""
        size = self.page.em * 0.24 * beyond
        self._fill([point, point - QPointF(size * 0.7, size * 1.6), point - QPointF(-size * 0.7, size * 1.6)], colour)

    def _fill(self, points: list[QPointF], colour: QColor) -> None:
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(colour)
        self.painter.drawPolygon(QPolygonF(points))

    def _title(self, text: str, metrics: QFontMetricsF, end: _End, y: float) -> None:
        """In small letters beside the line's end; over it where the margin is narrow; between two lines of text where it is narrower still."""
        box = QRectF(0.0, 0.0, metrics.horizontalAdvance(text) + self.page.em * 0.3, metrics.height())
        box.moveTop(y - box.height() * 0.5 * (1 + end.beyond))
        # Right of all lines that run there; where there is no room for that, over them.
        beside = [r.right() for r in self._passing if r.top() <= box.bottom() and box.top() <= r.bottom()]
        box.moveLeft(max(beside, default=self._edge) + self.page.em * 0.25)
        if box.right() > self.visible.right():
            box.moveRight(self.visible.right())
            if not end.beyond:
                box.moveBottom((y if box.left() >= self._edge else end.top) - self.page.em * 0.05)
        while any(box.intersects(other) for other in self._titles):
            box.translate(0.0, -box.height() if end.beyond > 0 else box.height())
        self._titles.append(box)
        ground = QColor(theme.colours().page)
        ground.setAlphaF(0.9)
        self.painter.fillRect(box, ground)
        self.painter.setPen(QColor(theme.colours().quiet))
        self.painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _sharp(place: float) -> float:
    """The middle of a pixel: a thin line there is not smeared over two."""
    return int(place) + 0.5


def _length(a: QPointF, b: QPointF) -> float:
    return abs(a.x() - b.x()) + abs(a.y() - b.y())  # lines are level or upright


def _towards(a: QPointF, b: QPointF, distance: float) -> QPointF:
    whole = _length(a, b)
    return a if whole == 0 else a + (b - a) * (distance / whole)
