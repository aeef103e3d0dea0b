"""Letters and role names, set small in the space above the lines that they belong to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from gui.article.inks import Inks
from gui.article.layout import CAPTION_SIZE, PageLayout

if TYPE_CHECKING:
    from annotation.scheme import Label

FARTHEST = (
    4.0  # ems of its own size that a caption may be moved aside; beyond that it would seem to belong to other words
)


@dataclass(slots=True)
class Captions:
    """The captions of one block, set from left to right so that none covers another."""

    page: PageLayout
    inks: Inks
    on_outlines: bool = False  # whether outlines run where letters stand
    _rights: dict[float, float] = field(default_factory=dict)  # how far each line is taken, by its top
    _set: list[tuple[QRectF, str, Label, bool]] = field(default_factory=list)  # box, text, label, filled

    def add(self, text: str, *, left: float, top: float, label: Label, filled: bool) -> None:
        """A caption over the point (`left`, `top`), in its label's colour, or in the page's on a ground of that colour."""
        em = self.page.em * CAPTION_SIZE
        width = self.page.caption_width(text) + em * 0.6
        x = max(left, self._rights.get(top, left))
        if x - left > em * FARTHEST and not filled:
            return
        self._rights[top] = x + width + 1.0
        self._set.append((QRectF(x, top - em * 1.02, width, em * (1.1 if filled else 0.95)), text, label, filled))

    def paint(self, painter: QPainter, origin: QPointF) -> None:
        """Paint them, the block's top left corner being at `origin`."""
        if not self._set:
            return
        painter.setFont(self.page.caption_font)
        em, ground = self.page.em * CAPTION_SIZE, QColor(self.inks.page.page)
        pen: QColor | None = None
        for box, text, label, filled in self._set:
            box.translate(origin)
            colour = self.inks.of(label)
            if filled:
                painter.fillRect(box, colour)
            elif self.on_outlines:
                painter.fillRect(box, ground)  # paper behind the letter: the stroke that it stands on gives way
            ink = ground if filled else colour
            if ink is not pen:
                painter.setPen(ink)
                pen = ink
            painter.drawText(QPointF(box.left() + em * 0.3, box.bottom() - em * 0.24), text)
