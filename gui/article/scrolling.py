"""Where a page stands in its viewport: scrolling that moves what was painted, and a scroll bar that gives way where estimates were wrong."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from gui import theme
from gui.article.layout import PageLayout
from gui.article.scene import Scene


class ScrolledPage(QAbstractScrollArea):
    """A viewport onto a page. What is out of sight is estimated; what turns out taller or shorter there never moves what is in sight."""

    place_changed = Signal()  # what is in the viewport, or where things are on the page

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
        self.scene = Scene(PageLayout("", theme.reading_font(self._points), 400.0))
        self.verticalScrollBar().setSingleStep(int(self.page.line_height))
        self.verticalScrollBar().valueChanged.connect(self.place_changed)
        # A block, and its y in the viewport as painted; None: all is to be painted.
        self._stood: tuple[int, float] | None = None

    @property
    def page(self) -> PageLayout:
        """Where the characters are."""
        return self.scene.page

    @property
    def origin(self) -> QPointF:
        """The page's top left corner in the viewport."""
        left = max((self._port.width() - self.page.width) / 2, self._gutter)
        return QPointF(round(left), self._above - self.verticalScrollBar().value())

    @property
    def _gutter(self) -> float:
        return QFontMetricsF(theme.reading_font(self._points)).height() * 2.2

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
        self._paint_all()

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

    def _reveal(self, start: int, end: int, *, margin: float, ahead: float = 0.0) -> None:
        """See to it that from one code point to another is in sight; from the first, where both have no room.

        The page moves only where it must. Where it is below the viewport, `ahead` (pixels) of what follows is shown too: reading goes on there.
        """
        bar, height, page = self.verticalScrollBar(), self._port.height(), self.page
        known = -1.0
        while known != page.height:  # what comes into sight may be taller than estimated, and push its neighbours out
            top = page.caret(start).top() + self._above
            bottom = min(page.caret(end).bottom() + self._above, top + max(height * 0.6, page.line_height))
            known = page.height
            self._stay()
            self._update_scrollbar()
            if top - margin < bar.value():
                to = int(top - margin)
            elif bottom + margin > bar.value() + height:
                to = int(min(bottom + max(margin, ahead) - height, top - margin))
            else:
                return
            page.lay_out_between(to - self._above - page.line_height, to - self._above + height + page.line_height)
        bar.setValue(to)

    def _update_scrollbar(self) -> None:
        height = self._port.height()
        self.verticalScrollBar().setPageStep(height)
        self.verticalScrollBar().setRange(0, max(0, int(self.page.height + self.page.line_height * 3 - height)))
        self.place_changed.emit()

    def _lay_out(self, top: float, bottom: float, *, kept: int) -> range:
        """Lay out what is between two y of the page (and a line around it), and return those blocks' numbers.

        Where that turns out taller or shorter than estimated above the block `kept`, the scroll bar gives way and not the text.
        """
        height, before = self.page.height, self.page.top(kept)
        numbers = self.page.lay_out_between(top - self.page.line_height, bottom + self.page.line_height)
        if (self.page.height, self.page.top(kept)) != (height, before):
            self._give_way(round(self.page.top(kept) - before))
        return numbers

    def _give_way(self, distance: int) -> None:
        """Move the scroll bar as far as the page has grown above the viewport."""
        bar = self.verticalScrollBar()
        value, quiet = bar.value() + distance, bar.blockSignals(True)
        self._update_scrollbar()
        bar.setValue(value)
        bar.blockSignals(quiet)

    @property
    def _moved(self) -> int | None:
        """How far down the page has to be moved on screen to stand where it should; None where all is to be painted.

        Qt's own figure leaves out what `_give_way` does, and that blocks out of sight may have got other heights.
        """
        return round(self.origin.y() + self.page.top(self._stood[0]) - self._stood[1]) if self._stood else None

    def _stay(self) -> None:
        """Where blocks above the viewport have got other heights since it was painted, have the scroll bar give way."""
        if moved := self._moved:
            self._give_way(moved)

    def _remember(self) -> None:
        number = self.page.number_at(-self.origin.y())
        self._stood = number, self.origin.y() + self.page.top(number)

    def _paint_all(self) -> None:
        self._stood = None
        self._port.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        # A touchpad tells how far the fingers went. Qt would make lines of that; on X11 the figure is a driver's own, and lines are right.
        distance = event.pixelDelta().y()
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if distance and not control and QGuiApplication.platformName() != "xcb":
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - distance)
            event.accept()
        else:
            super().wheelEvent(event)
