"""A scroll area that shows a scene: where the page stands in the viewport, what is laid out, painted and moved when it is scrolled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from annotation.text import TextRange
from gui import looks, theme
from gui.article.layout import PageLayout
from gui.article.scene import Scene

if TYPE_CHECKING:
    from annotation.reading import Item
    from annotation.scheme import LabelScheme
    from gui.article.links import DrawnLink

SIZES: Final = (8.0, 36.0)  # points


class Reading(NamedTuple):
    """What was being read: the code point that its block begins at, how far below its top the viewport began, and the caret."""

    start: int
    below: float
    caret: int


class PageArea(QAbstractScrollArea):
    """A page in a viewport. Positions and ranges are code points of the text; rectangles and points are the viewport's."""

    hits_changed = Signal()  # a search has found something else
    items_changed = Signal()  # other items are drawn, or another one is current
    place_changed = Signal()  # what is in the viewport, or where things are on the page
    first_painted = Signal()  # once, after the text was on screen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # A viewport of our own: to wrap the one that Qt makes, PySide would build every kind of widget there is (30 ms).
        self._port = QWidget()
        self._port.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else Qt would not move what is painted
        self.setViewport(self._port)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, so that lines break at the same places in a short text and a long one.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._points = theme.READING_POINTS
        self._painted = False
        self._links: Sequence[DrawnLink] = []
        self.scene = Scene(PageLayout("", theme.reading_font(self._points), 400.0))
        self.verticalScrollBar().setSingleStep(int(self.page.line_height))
        self.verticalScrollBar().valueChanged.connect(self.place_changed)

    # What is shown ----------------------------------------------------------------------------------------------

    def _show(self, text: str) -> None:
        """Show another text, from its top, without items."""
        handles, self.scene = (
            self.scene.handles,
            Scene(PageLayout(text, theme.reading_font(self._points), self._column())),
        )
        self.scene.handles = handles
        self._update_scrollbar()
        self.verticalScrollBar().setValue(0)
        self._port.update()

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

    @property
    def page(self) -> PageLayout:
        """Where the characters are."""
        return self.scene.page

    @property
    def origin(self) -> QPointF:
        """The page's top left corner in the viewport."""
        left = max((self._port.width() - self.page.width) / 2, self._gutter)
        return QPointF(left, self._above - self.verticalScrollBar().value())

    def reveal(self, span: TextRange) -> None:
        """Scroll as little as is needed for the range (its first lines, where it is long) to be seen with some text around it."""
        top = self.page.caret(span.start)
        bottom = self.page.caret(span.end)
        room = self._port.height() * 0.6
        self._reveal(top.top(), min(bottom.bottom(), top.top() + room), margin=self.page.line_height * 2)

    def rectangle_of(self, position: int) -> QRectF:
        """Where the code point at `position` begins."""
        return self.page.caret(position).translated(self.origin)

    def items_at(self, point: QPoint) -> list[Item]:
        """The items under a point, the smallest first."""
        return self.scene.items_at(QPointF(point) - self.origin)

    def _at_top(self) -> tuple[int, float]:
        """The number of the block at the viewport's top, and how far below the block's top that is."""
        y = -self.origin.y()
        number = self.page.number_at(y)
        return number, y - self.page.top(number)

    def _put_at_top(self, number: int, below: float) -> None:
        """Scroll to a place that `_at_top` has told."""
        self.page.laid_out(number)
        self._update_scrollbar()
        self.verticalScrollBar().setValue(round(self.page.top(number) + below) + self._above)
        self._port.update()

    @property
    def _above(self) -> int:
        """The paper above the text."""
        return round(self.page.line_height)

    def _visible_blocks(self) -> range:
        top = -self.origin.y()
        return range(self.page.number_at(top), self.page.number_at(top + self._port.height()) + 1)

    def _repaint(self, numbers: Iterable[int]) -> None:
        """Have those of these blocks that are in the viewport painted anew, with what stands over and under their lines."""
        over, shown = self.page.line_height, self._visible_blocks()
        for number in numbers:
            if number in shown:
                top = self.origin.y() + self.page.top(number) - over
                height = self.page.laid_out(number).height + 2 * over
                self._port.update(0, int(top), self._port.width(), int(height))

    @property
    def _gutter(self) -> float:
        return QFontMetricsF(theme.reading_font(self._points)).height() * 2.2

    def _column(self) -> float:
        measure = QFontMetricsF(theme.reading_font(self._points)).averageCharWidth() * looks.measure()
        return min(measure, self._port.width() - self._gutter * 1.6)

    def _reveal(self, top: float, bottom: float, *, margin: float | None = None) -> None:
        """Scroll as little as is needed to see from `top` to `bottom` (y of the page)."""
        margin = self.page.line_height * 0.5 if margin is None else margin
        bar, height = self.verticalScrollBar(), self._port.height()
        self._update_scrollbar()
        if top + self._above - margin < bar.value():
            bar.setValue(int(top + self._above - margin))
        elif bottom + self._above + margin > bar.value() + height:
            bar.setValue(int(bottom + self._above + margin - height))

    def _update_scrollbar(self) -> None:
        height = self._port.height()
        self.verticalScrollBar().setPageStep(height)
        self.verticalScrollBar().setRange(0, max(0, int(self.page.height + self.page.line_height * 3 - height)))
        self.place_changed.emit()

    def _lay_out_again(self) -> None:
        number, below = self._at_top()
        within = below / max(self.page.laid_out(number).height, 1.0)
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

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: ARG002  the page is never wider than the viewport
        if abs(dy) >= self._port.height() or self._links:  # links are drawn across the viewport
            self._port.update()
            return
        # What stays in the viewport is moved, not painted again. What comes into it is laid out before that.
        y = -self.origin.y()
        self._lay_out(y, y + self._port.height(), kept=self.page.number_at(max(y, y + dy)))
        self._port.scroll(0, dy)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self._port)
        top, bottom = event.rect().top(), event.rect().bottom() + 1
        painter.fillRect(event.rect(), QColor(theme.colours().page))
        y = -self.origin.y()
        numbers = self._lay_out(y + top, y + bottom, kept=self.page.number_at(y))
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

    def _lay_out(self, top: float, bottom: float, *, kept: int) -> range:
        """Lay out what is between two y of the page (and a line around it), and return those blocks' numbers.

        Where that turns out taller or shorter than estimated above the block `kept`, the scroll bar gives way and not the text.
        """
        height, before = self.page.height, self.page.top(kept)
        numbers = self.page.lay_out_between(top - self.page.line_height, bottom + self.page.line_height)
        if self.page.height != height:
            bar = self.verticalScrollBar()
            value = bar.value() + round(self.page.top(kept) - before)
            quiet = bar.blockSignals(True)
            self._update_scrollbar()
            bar.setValue(value)
            bar.blockSignals(quiet)
        return numbers

    def wheelEvent(self, event: QWheelEvent) -> None:
        # A touchpad tells how far the fingers went. Qt would make lines of that; on X11 the figure is a driver's own, and lines are right.
        distance = event.pixelDelta().y()
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if distance and not control and QGuiApplication.platformName() != "xcb":
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - distance)
            event.accept()
        else:
            super().wheelEvent(event)
