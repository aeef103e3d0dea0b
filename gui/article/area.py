"""A scroll area that shows a scene: what is on the page, how it is laid out and painted, and moved when it is scrolled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from annotation.text import TextRange
from gui import looks, theme
from gui.article.layout import PageLayout
from gui.article.scene import Scene
from gui.article.scrolling import ScrolledPage

if TYPE_CHECKING:
    from annotation.reading import Item
    from annotation.scheme import LabelScheme
    from gui.article.figure import Dotted
    from gui.article.links import DrawnLink

SIZES: Final = (8.0, 36.0)  # points


class Reading(NamedTuple):
    """What was being read: the code point that its block begins at, how far below its top the viewport began, and the caret."""

    start: int
    below: float
    caret: int


class PageArea(ScrolledPage):
    """A page in a viewport. Positions and ranges are code points of the text; rectangles and points are the viewport's."""

    hits_changed = Signal()  # a search has found something else
    items_changed = Signal()  # other items are drawn, or another one is current
    first_painted = Signal()  # once, after the text was on screen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painted = False
        self._links: Sequence[DrawnLink] = []

    # What is shown ----------------------------------------------------------------------------------------------

    def _show(self, text: str) -> None:
        """Show another text, from its top, without items."""
        self._paint_all()
        before, self.scene = self.scene, Scene(PageLayout(text, theme.reading_font(self._points), self._column()))
        self.scene.handles, self.scene.on_screen = before.handles, before.on_screen
        self._update_scrollbar()
        self.verticalScrollBar().setValue(0)

    def show_items(self, items: Iterable[Item], scheme: LabelScheme, current: Item | None) -> None:
        """Show these items in the text; the place that is being read stays."""
        self.scene.show_items(items, scheme, current)
        self._port.update()
        self.items_changed.emit()

    def update_items(self, changed: Iterable[Item], gone: Iterable[str], current: Item | None) -> None:
        """Show items that are new or have changed, and those with the ids `gone` no longer: what they cover is painted again, nothing else."""
        self._repaint(self.scene.update_items(changed, gone, current))
        self.items_changed.emit()

    def show_hits(self, hits: Sequence[TextRange], current: TextRange | None = None) -> None:
        """Mark what a search has found, in text order, and one of them as the current one; none takes the marks away."""
        self.scene.show_hits(hits, current)
        self._port.update()
        self.hits_changed.emit()

    def show_links(self, links: Sequence[DrawnLink]) -> None:
        """Draw these links of the current item beside the text."""
        if links != self._links:
            self._links = links
            self._port.update()

    def show_dotted(self, dotted: Sequence[Dotted]) -> None:
        """Dot these words of the current item, in text order; none takes the dots away. Where they were and are is painted again."""
        before = self.scene.dotted
        if list(before) != list(dotted):
            self.scene.dotted = dotted
            self._repaint({n for mark in (*before, *dotted) for n in self.page.blocks.over(mark.start, mark.end)})

    def set_points(self, points: float) -> None:
        """The size of the text; what is at the top of the viewport stays there."""
        self._points = min(max(points, SIZES[0]), SIZES[1])
        self._lay_out_again()

    def take_up_looks(self) -> None:
        """Lay the text out again: another face or width has been chosen. What is at the top of the viewport stays there."""
        self._lay_out_again()

    @property
    def points(self) -> float:
        return self._points

    @property
    def current(self) -> Item | None:
        """The item that is shown as current."""
        return self.scene.current

    # Shares: places as parts of the whole page's height, in [0, 1] -----------------------------------------------

    def share_of(self, position: int) -> float:
        """Where on the whole page the code point at `position` is. Cheap: what is not laid out yet is estimated."""
        block = self.page.blocks.at(position)
        top, bottom = self.page.top(block.number), self.page.top(block.number + 1)
        within = (position - block.start) / max(len(block), 1)
        return (top + within * (bottom - top)) / max(self.page.height, 1.0)

    @property
    def shown_share(self) -> tuple[float, float]:
        """Which part of the page is in the viewport: from, to."""
        top, height = -self.origin.y(), max(self.page.height, 1.0)
        return min(max(top / height, 0.0), 1.0), min(max((top + self._port.height()) / height, 0.0), 1.0)

    def go_to_share(self, share: float) -> None:
        """Scroll so that this place of the page is in the middle of the viewport."""
        y = share * self.page.height
        self.page.lay_out_between(y - self._port.height() / 2, y + self._port.height() / 2)
        self._update_scrollbar()
        self.verticalScrollBar().setValue(int(y + self.page.line_height - self._port.height() / 2))

    # Places -----------------------------------------------------------------------------------------------------

    def reveal(self, span: TextRange) -> None:
        """Scroll so that the range (its first lines, where it is long) is seen, with some text around it and more of what follows."""
        ahead = self._port.height() * 0.4
        self._reveal(span.start, span.end, margin=self.page.line_height * 2, ahead=ahead)

    def rectangle_of(self, position: int) -> QRectF:
        """Where the code point at `position` begins."""
        return self.page.caret(position).translated(self.origin)

    def items_at(self, point: QPoint) -> list[Item]:
        """The items under a point, the smallest first."""
        return self.scene.items_at(QPointF(point) - self.origin)

    def _column(self) -> float:
        measure = QFontMetricsF(theme.reading_font(self._points)).averageCharWidth() * looks.measure()
        return min(measure, self._port.width() - self._gutter * 1.6)

    def _lay_out_again(self) -> None:
        number, below = self._at_top()
        within = below / max(self.page.laid_out(number).height, 1.0)
        self._paint_all()
        scrolled = self.verticalScrollBar().value() > 0
        self.page.change(font=theme.reading_font(self._points), width=self._column())
        self.verticalScrollBar().setSingleStep(int(self.page.line_height))
        self._put_at_top(number, within * self.page.laid_out(number).height if scrolled else -float(self._above))

    # Qt's events ------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(int(self.page.width + self._gutter * 2), 600)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if abs(self._column() - self.page.width) > 0.5:
            self._lay_out_again()
        self._update_scrollbar()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: ARG002  see `_moved`
        moved, y = self._moved, -self.origin.y()
        if moved is None or abs(moved) >= self._port.height() or self._links:  # links are drawn across the viewport
            self._paint_all()
            return
        # What stays in the viewport is moved, not painted again. What comes into it is laid out before that.
        self._lay_out(y, y + self._port.height(), kept=self.page.number_at(max(y, y + moved)))
        self._port.scroll(0, self._moved or 0)
        self._remember()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._stay()
        painter = QPainter(self._port)
        top, bottom = event.rect().top(), event.rect().bottom() + 1
        painter.fillRect(event.rect(), QColor(theme.colours().page))
        numbers, height = range(0), -1.0
        while height != self.page.height:  # where the scroll bar comes to its end, other blocks come into sight
            height, y = self.page.height, -self.origin.y()
            numbers = self._lay_out(y + top, y + bottom, kept=self.page.number_at(y))
        if self._moved and event.rect() != self._port.rect():
            self._paint_all()
        else:
            self._remember()
        self.scene.paint(painter, self.origin, numbers, exposed=(top, bottom))
        if self._links:
            from gui.article.links import LinkPainter

            LinkPainter(painter, self.page, self.origin, QRectF(self._port.rect())).paint(self._links)
        self._paint_over(painter, top, bottom)
        painter.end()
        if not self._painted and self.page.blocks.length:
            self._painted = True
            self.first_painted.emit()

    def _paint_over(self, painter: QPainter, top: int, bottom: int) -> None:
        """Paint what stands over the text, between two y."""
