"""The margin beside the text: paragraph numbers, bars for passages, and a bracket that joins the parts of the current item."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from gui import theme
from gui.article.figure import Figure
from gui.article.layout import PageLayout
from gui.article.painting import PASSAGE, Look


@dataclass(frozen=True, slots=True)
class MarginPainter:
    """Paints what stands left of a block whose top left corner is at `origin`."""

    painter: QPainter
    page: PageLayout
    number: int
    origin: QPointF
    look: Look

    def paint(self, figures: list[Figure]) -> None:
        """Number, bars and bracket."""
        self._paint_number()
        step = self.page.line_height * 0.28
        passages = {
            f.item.id: f for f in figures if f.main and self._is_passage(f) and f.item.id != self.look.current_id
        }
        for n, (_, figure) in enumerate(sorted(passages.items())):
            self._bar([figure], step * (2 + n), width=2.0)
        if current := [f for f in figures if f.item.id == self.look.current_id]:
            self._bar(current, step, width=3.0)

    def _is_passage(self, figure: Figure) -> bool:
        span, block = figure.part.range, self.page.blocks[self.number]
        if span.start < block.start or span.end > block.end:
            return True
        return len(self.page.rectangles(self.number, span.start, span.end)) >= PASSAGE

    def _bar(self, figures: list[Figure], left: float, *, width: float) -> None:
        rects: list[QRectF] = []
        for figure in figures:
            rects += self.page.rectangles(self.number, figure.part.range.start, figure.part.range.end)
        if not rects:
            return
        label = self.look.label_of(figures[0])
        pen = QPen(theme.label_colour(label, alpha=0.9), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if not figures[0].confirmed:
            pen.setDashPattern([2.0, 1.2])
        self.painter.setPen(pen)
        x = self.origin.x() - left
        top, bottom = min(r.top() for r in rects), max(r.bottom() for r in rects)
        self.painter.drawLine(QPointF(x, self.origin.y() + top - 2), QPointF(x, self.origin.y() + bottom + 2))

    def _paint_number(self) -> None:
        block = self.page.blocks[self.number]
        if not block.text.strip() or block.headline or (self.number and not self.page.blocks[self.number - 1].ends):
            return
        font = QFont(self.page.font)
        font.setPointSizeF(self.page.font.pointSizeF() * 0.62)
        self.painter.setFont(font)
        self.painter.setPen(QColor(theme.colours().quiet))
        line = self.page.laid_out(self.number).lines[0]
        wide = self.page.line_height
        box = QRectF(self.origin.x() - wide * 3, self.origin.y() + line.y(), wide * 1.9, line.height())
        number = str(self.page.paragraph_number(self.number))
        self.painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)
