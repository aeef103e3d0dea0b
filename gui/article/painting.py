"""How a block of the article is painted: washes and lines, the text, then letters and captions in the space between the lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.article.captions import Captions
from gui.article.figure import Dotted, Figure, Style
from gui.article.inks import Inks
from gui.article.layout import PageLayout
from gui.article.strokes import DOTS, SUGGESTED, Strokes

if TYPE_CHECKING:
    from annotation.scheme import Label, LabelScheme
    from annotation.text import TextRange

PASSAGE = 4  # lines from which a range is drawn as a passage, with a bar in the margin
WASH = 0.17  # how much of a label's colour a fill has
WASH_HOVERED = 0.24
WASH_CURRENT = 0.30
WASH_MINOR = 0.20  # the cue, source, holder ... of the current item
WASH_SUGGESTED = 0.08  # a suggestion under the pointer
FOUND, FOUND_CURRENT = 0.40, 0.75  # how much of its colour has what a search has found
# In ems: how far fills reach beyond the letters, where the first underline is below that, and how far apart underlines are.
SPREAD, FIRST_LANE, PITCH = 0.04, 0.13, 0.18
LANES = 5  # underlines that are told apart below a line; what lies deeper is told on hover and in the list
KNOB, REACH = 0.15, 0.36  # the radius of a handle, and how far from it it can be taken hold of
OUTER = 0.14  # how much wider the second outline is than the first, in ems
DOT, DOTS_ABOVE = 0.1, 0.16  # the size of a dot, and how far above the foot of the letters’ boxes its line is, in ems


@dataclass(frozen=True, slots=True)
class Look:
    """What painting depends on besides the text: the scheme (None while nothing is drawn), what is current, hovered, selected and found.

    `dotted` are words of the current item, `held` is where a part's end is being moved to, `handles` whether the current item's ends can be taken hold of,
    `on_screen` whether lines and fills cover whole pixels.
    """

    scheme: LabelScheme | None
    current_id: str = ""
    hovered_id: str = ""
    selection: TextRange | None = None
    hits: Sequence[TextRange] = ()
    current_hit: TextRange | None = None
    dotted: Sequence[Dotted] = ()
    held: TextRange | None = None
    handles: bool = False
    on_screen: bool = False
    inks: Inks = field(default_factory=Inks)

    def label_of(self, figure: Figure) -> Label:
        """The label of a figure's item."""
        assert self.scheme is not None
        return self.scheme.label(figure.item.label)


class BlockPainter:
    """Paints one block at `origin`, its top left corner on the painter: its lines that reach into `exposed` (y from its top), or all."""

    def __init__(
        self,
        painter: QPainter,
        page: PageLayout,
        number: int,
        *,
        origin: QPointF,
        look: Look,
        exposed: tuple[float, float] | None = None,
    ) -> None:
        self.painter, self.page, self.number, self.origin, self.look = painter, page, number, origin, look
        self.done = page.laid_out(number)
        self._block = page.blocks[number]
        self._lines = (
            self.done.lines_between(exposed[0] - page.slack, exposed[1] + page.slack)
            if exposed
            else range(len(self.done.lines))
        )
        # Not the block's own ends: on paper a page may hold some of its lines only.
        self._begin, self._end = self._block.of_qt(self.done.starts[0]), self._block.of_qt(self.done.ends[-1])
        self._spread = page.em * SPREAD
        self._pitch = page.em * PITCH

    def paint(self, figures: Sequence[Figure]) -> None:
        """Everything of the block but the caret."""
        if not self._lines:
            return
        start = self._block.of_qt(self.done.starts[self._lines[0]])
        end = self._block.of_qt(self.done.ends[self._lines[-1]])
        shown = [
            f
            for f in figures
            if f.start < end and start < f.end and (f.lane < LANES or f.item.id == self.look.current_id)
        ]
        # Of the whole block, not of what is exposed: a line looks the same whichever part of it is painted.
        lanes = max((f.lane for f in figures if f.style is Style.UNDERLINE and f.lane < LANES), default=0)
        if lanes:
            # However deep the nesting, the underlines stay within the space between two lines.
            self._pitch = min(self._pitch, (self.page.slack - self.page.em * (FIRST_LANE + SPREAD)) / (lanes + 0.6))
        current = [f for f in shown if f.item.id == self.look.current_id]
        if shown:
            self.painter.translate(self.origin)
            self._paint_grounds([f for f in shown if f.item.id != self.look.current_id])
            self._paint_current(current, [mark for mark in self.look.dotted if mark.start < end and start < mark.end])
            self.painter.translate(-self.origin)
        self._paint_hits()
        if self.look.selection:
            self._fill(self.look.selection, self.look.inks.page.marked, self.look.inks.page.marked_share, spread=1.0)
        self._paint_held()
        self._paint_text()
        # Of the whole block, as above.
        doubled = any(f.style is Style.OUTLINE and f.lane for f in figures)
        self._paint_captions(shown, on_outlines=doubled)
        if self.look.handles and current:
            self._paint_handles(current)

    # Below the text ---------------------------------------------------------------------------------------------

    def _paint_grounds(self, figures: Sequence[Figure]) -> None:
        strokes = Strokes(on_screen=self.look.on_screen)
        for figure in figures:
            label = self.look.label_of(figure)
            hovered = figure.item.id == self.look.hovered_id
            if figure.style is Style.FILL:
                self._wash(strokes, figure, label, WASH_HOVERED if hovered else WASH)
                self._underline(strokes, figure, label, alpha=0.85, below=0.0)
            elif figure.style is Style.OUTLINE:
                if hovered:
                    self._wash(strokes, figure, label, WASH_SUGGESTED)
                self._outline(strokes, figure, label, width=1.2, alpha=0.85)
            else:
                if hovered and figure.main:
                    self._wash(strokes, figure, label, WASH_SUGGESTED)
                below = self.page.em * FIRST_LANE + figure.lane * self._pitch
                self._underline(strokes, figure, label, alpha=0.9 if figure.main else 0.85, below=below)
        strokes.paint(self.painter, self.look.inks)

    def _paint_current(self, figures: Sequence[Figure], dotted: Sequence[Dotted]) -> None:
        if not figures:
            return
        strokes = Strokes(on_screen=self.look.on_screen)
        for figure in figures:
            label = self.look.label_of(figure)
            self._wash(strokes, figure, label, WASH_CURRENT if figure.main else WASH_MINOR)
            width, alpha = (1.6, 0.95) if figure.main else (1.2, 0.85)
            self._outline(strokes, figure, label, width=width, alpha=alpha)
        self._join(strokes, figures)
        self._dot(strokes, dotted, self.look.label_of(figures[0]))
        strokes.paint(self.painter, self.look.inks)

    def _wash(self, strokes: Strokes, figure: Figure, label: Label, alpha: float) -> None:
        for box in self._boxes(figure):
            strokes.wash(box, label, alpha=alpha, spread=self._spread)

    def _outline(self, strokes: Strokes, figure: Figure, label: Label, *, width: float, alpha: float) -> None:
        ruling = strokes.ruling(label, alpha=alpha, width=width, style="solid" if figure.confirmed else SUGGESTED)
        spread = self._spread + (figure.lane * self.page.em * OUTER if figure.style is Style.OUTLINE else 0.0)
        boxes = self._boxes(figure)
        last = len(boxes) - 1
        for n, (left, top, right, bottom) in enumerate(boxes):
            upper, lower = top - spread, bottom + spread
            # Sides stay open where the range goes on in another line. A passage of many lines has a bar in the margin: between two
            # of its lines one stroke is enough.
            if n == 0 or last + 1 < PASSAGE:
                ruling.across(left, right, upper)
            ruling.across(left, right, lower)
            if n == 0 and figure.start >= self._begin:
                ruling.down(left, upper, lower)
            if n == last and figure.end <= self._end:
                ruling.down(right, upper, lower)

    def _underline(self, strokes: Strokes, figure: Figure, label: Label, *, alpha: float, below: float) -> None:
        # Deep nesting takes thinner strokes, so that there is paper between two of them.
        width = min(2.0 if figure.main else 1.4, self._pitch * 0.5)
        style = label.line if figure.confirmed else SUGGESTED
        ruling = strokes.ruling(label, alpha=alpha, width=round(width, 2), style=style)
        for left, _, right, bottom in self._boxes(figure):
            y = bottom + self._spread + below
            ruling.across(left, right, y)

    def _join(self, strokes: Strokes, figures: Sequence[Figure]) -> None:
        """A thin line between the parts of the current item that stand on the same line: source, cue and content are one figure."""
        ordered = sorted(figures, key=lambda f: f.start)
        ruling = strokes.ruling(self.look.label_of(ordered[0]), alpha=0.85, width=1.2, style="solid")
        for before, after in pairwise(ordered):
            a, b = self._boxes(before), self._boxes(after)
            if a and b and a[-1][1] == b[0][1] and a[-1][2] < b[0][0]:
                ruling.across(a[-1][2], b[0][0], a[-1][3] + self._spread)

    def _dot(self, strokes: Strokes, dotted: Sequence[Dotted], label: Label) -> None:
        """Dots right below the letters, within the outline: there, no other mark is."""
        width = max(2.0, float(round(self.page.em * DOT)))  # whole pixels, or some dots would be larger than others
        for start, end, _ in dotted:
            ruling = strokes.ruling(label, alpha=1.0, width=width, style=DOTS)
            for left, _, right, bottom in self.page.boxes(self.number, start, end):
                ruling.across(left, right, bottom - self.page.em * DOTS_ABOVE)

    def _paint_hits(self) -> None:
        colours = self.look.inks.page
        for hit in self.look.hits:
            current = hit == self.look.current_hit
            boxes = self._fill(hit, colours.found, FOUND_CURRENT if current else FOUND, spread=self._spread)
            if current:
                self.painter.setPen(QPen(QColor(colours.text), 1.2))
                self.painter.setBrush(Qt.BrushStyle.NoBrush)
                self.painter.drawRects(boxes)

    def _paint_held(self) -> None:
        if self.look.held:
            boxes = self._fill(self.look.held, self.look.inks.page.marked, self.look.inks.page.marked_share, spread=1.0)
            self.painter.setPen(QPen(QColor(self.look.inks.page.accent), 2.0))
            for box in boxes:
                self.painter.drawLine(box.bottomLeft(), box.bottomRight())

    def _fill(self, span: TextRange, name: str, alpha: float, *, spread: float) -> list[QRectF]:
        """Fill a range with a colour; the boxes that were filled, on the painter."""
        if span.end <= self._block.start or self._block.end <= span.start:
            return []
        colour = QColor(name)
        colour.setAlphaF(alpha)
        x, y = self.origin.x(), self.origin.y()
        boxes = [
            QRectF(x + left, y + top - spread, right - left, bottom - top + 2 * spread)
            for left, top, right, bottom in self.page.boxes(self.number, span.start, span.end)
        ]
        if self.look.on_screen:
            boxes = [QRectF(box.toRect()) for box in boxes]
        for box in boxes:
            self.painter.fillRect(box, colour)
        return boxes

    # The text and above -----------------------------------------------------------------------------------------

    def _paint_text(self) -> None:
        self.painter.setPen(QColor(self.look.inks.page.text))
        for n in self._lines:
            self.done.lines[n].draw(self.painter, self.origin)

    def _paint_captions(self, figures: Sequence[Figure], *, on_outlines: bool) -> None:
        """The letter at the start of a main part; the role's name over each part of the current item."""
        captions = Captions(self.page, self.look.inks, on_outlines=on_outlines)
        for figure in sorted(figures, key=lambda f: (f.start, f.item.id != self.look.current_id)):
            if figure.start < self._block.start:
                continue
            current = figure.item.id == self.look.current_id
            if not (current or figure.first):
                continue
            if boxes := self._boxes(figure):
                label = self.look.label_of(figure)
                text = label.letter
                if current:
                    title = label.role(figure.part.role).title.lower()
                    text = f"{label.letter} · {title}" if figure.first else title
                left, top = boxes[0][0], boxes[0][1] - self._spread - 1.0
                captions.add(text, left=left, top=top, label=label, filled=current)
        captions.paint(self.painter, self.origin)

    def _paint_handles(self, figures: Sequence[Figure]) -> None:
        """A knob under each end of the current item's parts, to be dragged."""
        radius = self.page.em * KNOB
        self.painter.save()
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.painter.setPen(QPen(QColor(self.look.inks.page.page), 1.0))
        for figure in figures:
            self.painter.setBrush(self.look.inks.of(self.look.label_of(figure)))
            boxes = self._boxes(figure)
            if boxes and figure.start >= self._block.start:
                self.painter.drawEllipse(self._knob(boxes[0][0], boxes[0][3]), radius, radius)
            if boxes and figure.end <= self._block.end:
                self.painter.drawEllipse(self._knob(boxes[-1][2], boxes[-1][3]), radius, radius)
        self.painter.restore()

    def _knob(self, x: float, bottom: float) -> QPointF:
        return QPointF(x, bottom + self.page.em * KNOB) + self.origin

    # Where ------------------------------------------------------------------------------------------------------

    def _boxes(self, figure: Figure) -> list[tuple[float, float, float, float]]:
        return self.page.boxes(self.number, figure.start, figure.end)
