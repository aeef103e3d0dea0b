"""How a block of the article is painted: washes and outlines, the text, then letters and captions in the space between the lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from gui import theme
from gui.article.figure import Figure, Style
from gui.article.layout import PageLayout

if TYPE_CHECKING:
    from annotation.scheme import Label, LabelScheme
    from annotation.text import TextRange

PEN_STYLES = {"solid": Qt.PenStyle.SolidLine, "dash": Qt.PenStyle.DashLine, "dot": Qt.PenStyle.DotLine}
PASSAGE = 4  # lines from which a range is drawn as a passage, with a bar in the margin
WASH = 0.17  # how much of a label's colour a fill has
WASH_CURRENT = 0.30
WASH_MINOR = 0.20  # the cue, source, holder ... of the current item


@dataclass(frozen=True, slots=True)
class Look:
    """What painting depends on besides the text: the scheme (None while nothing is drawn), what is current, hovered, selected and found."""

    scheme: LabelScheme | None
    current_id: str = ""
    hovered_id: str = ""
    selection: TextRange | None = None
    hits: Sequence[TextRange] = ()
    current_hit: TextRange | None = None

    def label_of(self, figure: Figure) -> Label:
        """The label of a figure's item."""
        assert self.scheme is not None
        return self.scheme.label(figure.item.label)


@dataclass(slots=True)
class BlockPainter:
    """Paints one block at `origin`, its top left corner on the painter."""

    painter: QPainter
    page: PageLayout
    number: int
    origin: QPointF
    look: Look
    _captions: list[QRectF] = field(default_factory=list)

    def paint(self, figures: list[Figure]) -> None:
        """Everything of the block but the caret."""
        ordered = sorted(figures, key=lambda f: (f.item.id == self.look.current_id, -len(f.part.range)))
        for figure in ordered:
            self._paint_ground(figure)
        self._paint_hits()
        if self.look.selection:
            wash = QColor(theme.colours().accent)
            wash.setAlphaF(0.30)
            for rect in self._rectangles(self.look.selection, spread=1.0):
                self.painter.fillRect(rect, wash)
        self._paint_text()
        for figure in sorted(ordered, key=lambda f: f.part.range.start):
            self._paint_caption(figure)

    # Below the text ---------------------------------------------------------------------------------------------

    def _paint_ground(self, figure: Figure) -> None:
        label = self.look.label_of(figure)
        current = figure.item.id == self.look.current_id
        if current:
            self._wash(figure, label, WASH_CURRENT if figure.main else WASH_MINOR)
            self._outline(figure, label, width=1.6 if figure.main else 1.0, dashed=not figure.confirmed)
        elif figure.style is Style.FILL:
            hovered = figure.item.id == self.look.hovered_id
            self._wash(figure, label, WASH + (0.07 if hovered else 0.0))
            self._underline(figure, label, lane=-1, alpha=0.75)
        elif figure.style is Style.OUTLINE:
            if figure.item.id == self.look.hovered_id:
                self._wash(figure, label, 0.08)
            self._outline(figure, label, width=1.0, dashed=True)
        else:
            self._underline(figure, label, lane=figure.lane, alpha=0.9 if figure.main else 0.55)

    def _wash(self, figure: Figure, label: Label, alpha: float) -> None:
        colour = theme.label_colour(label, alpha=alpha)
        for rect in self._rectangles(figure.part.range, spread=self._spread):
            self.painter.fillRect(rect, colour)

    def _outline(self, figure: Figure, label: Label, *, width: float, dashed: bool) -> None:
        pen = QPen(theme.label_colour(label, alpha=0.85 if width > 1.0 else 0.65), width)
        if dashed:
            pen.setDashPattern([4.0 / width, 2.5 / width])
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        spread = self._spread + (figure.lane * 2.5 if figure.style is Style.OUTLINE else 0.0)
        rects = self._rectangles(figure.part.range, spread=min(spread, self.page.slack * 0.5))
        for n, rect in enumerate(rects):
            # Sides stay open where the range goes on in another line. A passage of many lines has a bar in the margin: between two
            # of its lines one stroke is enough.
            begins, ends = n == 0 and self._begins(figure), n == len(rects) - 1 and self._ends(figure)
            self._open_box(rect, top=n == 0 or len(rects) < PASSAGE, left=begins, right=ends)

    def _paint_hits(self) -> None:
        for hit in self.look.hits:
            current = hit == self.look.current_hit
            wash = QColor(theme.colours().found)
            wash.setAlphaF(0.75 if current else 0.40)
            for rect in self._rectangles(hit, spread=self._spread):
                self.painter.fillRect(rect, wash)
                if current:
                    self.painter.setPen(QPen(QColor(theme.colours().text), 1.2))
                    self.painter.setBrush(Qt.BrushStyle.NoBrush)
                    self.painter.drawRect(rect)

    def _open_box(self, rect: QRectF, *, top: bool, left: bool, right: bool) -> None:
        if top:
            self.painter.drawLine(rect.topLeft(), rect.topRight())
        self.painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if left:
            self.painter.drawLine(rect.topLeft(), rect.bottomLeft())
        if right:
            self.painter.drawLine(rect.topRight(), rect.bottomRight())

    def _underline(self, figure: Figure, label: Label, *, lane: int, alpha: float) -> None:
        pen = QPen(theme.label_colour(label, alpha=alpha), 2.0 if figure.main else 1.4)
        pen.setStyle(PEN_STYLES[label.line] if figure.confirmed else Qt.PenStyle.DashLine)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self.painter.setPen(pen)
        for rect in self._rectangles(figure.part.range):
            y = rect.bottom() + self._spread + (1.5 + lane * 3.2 if lane >= 0 else 0.0)
            self.painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))

    # The text and above -----------------------------------------------------------------------------------------

    def _paint_text(self) -> None:
        self.painter.setPen(QColor(theme.colours().text))
        done = self.page.laid_out(self.number)
        for line in done.lines:
            line.draw(self.painter, self.origin)

    def _paint_caption(self, figure: Figure) -> None:
        """The letter at the start of a main part; the role's name over each part of the current item."""
        if not self._begins(figure):
            return
        label = self.look.label_of(figure)
        current = figure.item.id == self.look.current_id
        if current:
            text = label.role(figure.part.role).title
            text = f"{label.letter} · {text.lower()}" if figure.first else text.lower()
        elif figure.first:
            text = label.letter
        else:
            return
        rects = self._rectangles(figure.part.range)
        if rects:
            self._caption(text, rects[0], label, filled=current)

    def _caption(self, text: str, over: QRectF, label: Label, *, filled: bool) -> None:
        font = QFont(self.painter.font())
        font.setPointSizeF(self.page.font.pointSizeF() * 0.56)
        font.setBold(True)
        em = self.page.em * 0.56
        width = QFontMetricsF(font).horizontalAdvance(text) + em * 0.7
        box = QRectF(over.left(), over.top() - self._spread - em * 0.95, width, em * 1.1)
        while any(box.intersects(other) for other in self._captions):
            box.moveLeft(next(other.right() for other in self._captions if box.intersects(other)) + 1.0)
        self._captions.append(box)
        colour = theme.label_colour(label)
        if filled:
            self.painter.fillRect(box, colour)
            self.painter.setPen(QColor(theme.colours().page))
        else:
            self.painter.setPen(colour)
        self.painter.setFont(font)
        self.painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    # Where ------------------------------------------------------------------------------------------------------

    @property
    def _spread(self) -> float:
        """How far fills and outlines reach beyond the letters, above and below."""
        return self.page.em * 0.04

    def _rectangles(self, span: TextRange, *, spread: float = 0.0) -> list[QRectF]:
        found = self.page.rectangles(self.number, span.start, span.end)
        return [r.translated(self.origin).adjusted(0.0, -spread, 0.0, spread) for r in found]

    def _begins(self, figure: Figure) -> bool:
        block = self.page.blocks[self.number]
        return block.start <= figure.part.range.start <= block.end

    def _ends(self, figure: Figure) -> bool:
        return figure.part.range.end <= self.page.blocks[self.number].end
