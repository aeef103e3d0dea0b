"""The margin beside the text: paragraph numbers, bars for passages, and a bracket that joins the parts of the current item."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from gui.article.figure import Figure
from gui.article.layout import PageLayout
from gui.article.painting import PASSAGE, Look

BARS = 5  # beside each other; further ones would run over the numbers


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
        for n, (_, figure) in enumerate(sorted(passages.items())[:BARS]):
            self._bar([figure], step * (2 + n), width=2.0)
        if current := [f for f in figures if f.item.id == self.look.current_id]:
            self._bar(current, step, width=3.0)

    def _is_passage(self, figure: Figure) -> bool:
        block = self.page.blocks[self.number]
        if figure.start < block.start or figure.end > block.end:
            return True
        if figure.end - figure.start < self.page.characters_a_line:
            return False  # by far the most, told without looking where their lines are
        done = self.page.laid_out(self.number)
        return len(done.lines_of(block.qt_of(figure.start), block.qt_of(figure.end))) >= PASSAGE

    def _bar(self, figures: list[Figure], left: float, *, width: float) -> None:
        boxes = [box for f in figures for box in self.page.boxes(self.number, f.start, f.end)]
        if not boxes:
            return
        label = self.look.label_of(figures[0])
        pen = QPen(self.look.inks.of(label, alpha=0.9), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if not figures[0].confirmed:
            pen.setDashPattern([2.0, 1.2])
        self.painter.setPen(pen)
        x = self.origin.x() - left
        top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
        self.painter.drawLine(QPointF(x, self.origin.y() + top - 2), QPointF(x, self.origin.y() + bottom + 2))

    def _paint_number(self) -> None:
        block = self.page.blocks[self.number]
        if not block.paragraph:
            return
        font = QFont(self.page.font)
        font.setPointSizeF(self.page.font.pointSizeF() * 0.62)
        self.painter.setFont(font)
        self.painter.setPen(QColor(self.look.inks.page.quiet))
        done = self.page.laid_out(self.number)
        if done.starts[0]:
            return  # only what follows of it is painted here
        line = done.lines[0]
        wide = self.page.line_height
        box = QRectF(self.origin.x() - wide * 3, self.origin.y() + line.y(), wide * 1.9, line.height())
        number = str(block.paragraph)
        self.painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)
