"""The article view: a page to read, a caret, a selection, and the figures of what is marked. It shows what it is given and decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from annotation.text import TextRange
from gui import theme
from gui.article import keyboard, movement
from gui.article.layout import PageLayout
from gui.article.pointer import Pointer
from gui.article.scene import Scene
from gui.article.selection import Selection, around

if TYPE_CHECKING:
    from annotation.reading import Item
    from annotation.scheme import LabelScheme

MEASURE = 70  # characters a line, the width that is read most easily
SIZES: Final = (8.0, 36.0)  # points


class ArticleView(QAbstractScrollArea):
    """A read-only page. Positions and ranges in its interface are code points of the text."""

    picked = Signal(str)  # the item that was clicked, by id
    selection_changed = Signal()
    hits_changed = Signal()  # a search has found something else
    items_changed = Signal()  # other items are drawn, or another one is current
    place_changed = Signal()  # what is in the viewport, or where things are on the page
    dragged = Signal()  # a drag has ended with something selected
    first_painted = Signal()  # once, after the text was on screen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # A viewport of our own: to wrap the one that Qt makes, PySide would build every kind of widget there is (30 ms).
        self._port = QWidget()
        self.setViewport(self._port)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Article")
        self.setAccessibleDescription("The text of the document. Tab goes to the next suggestion.")
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, so that lines break at the same places in a short text and a long one.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._port.setMouseTracking(True)
        self._port.setCursor(Qt.CursorShape.IBeamCursor)
        self.describe: Callable[[Item], str] = lambda item: item.label
        self.text = ""
        self._selection = Selection()
        self._wished_x: float | None = None  # where Up and Down try to stay
        self._points = theme.READING_POINTS
        self._painted = False
        self._pointer = Pointer(self)
        self.scene = Scene(PageLayout("", theme.reading_font(self._points), 400.0))
        self.verticalScrollBar().setSingleStep(int(self.page.line_height))
        self.verticalScrollBar().valueChanged.connect(self.place_changed)

    # What is shown ----------------------------------------------------------------------------------------------

    def show_text(self, text: str) -> None:
        """Show another text, from its top, without items."""
        self.text = text
        self._selection = Selection(text)
        self.scene = Scene(PageLayout(text, theme.reading_font(self._points), self._column()))
        self._update_scrollbar()
        self.verticalScrollBar().setValue(0)
        self._port.update()
        self.selection_changed.emit()

    @property
    def place(self) -> tuple[int, int]:
        """What is being read: the scroll bar's value and the caret. Take it up again with `take_up`."""
        return self.verticalScrollBar().value(), self.caret

    def take_up(self, place: tuple[int, int]) -> None:
        """Go back to a place in the same text."""
        value, caret = place
        self._selection.move(caret, extend=False)
        self.page.lay_out_between(0.0, float(value + 2 * self._port.height()))
        self._update_scrollbar()
        self.verticalScrollBar().setValue(value)
        self._port.update()
        self.selection_changed.emit()

    def show_items(self, items: Iterable[Item], scheme: LabelScheme, current: Item | None) -> None:
        """Show these items in the text; the place that is being read stays."""
        changed = self.scene.show_items(items, scheme, current)
        for number in self._visible_blocks():
            if number in changed:
                self._repaint_block(number)
        self.items_changed.emit()

    def show_hits(self, hits: Sequence[TextRange], current: TextRange | None = None) -> None:
        """Mark what a search has found, in text order, and one of them as the current one; none takes the marks away."""
        self.scene.show_hits(hits, current)
        self._port.update()
        self.hits_changed.emit()

    def set_points(self, points: float) -> None:
        """The size of the text; what is at the top of the viewport stays there."""
        self._points = min(max(points, SIZES[0]), SIZES[1])
        self._lay_out_again()

    @property
    def points(self) -> float:
        return self._points

    # Selection --------------------------------------------------------------------------------------------------

    @property
    def caret(self) -> int:
        """Where the caret is: before this code point."""
        return self._selection.caret

    @property
    def selection(self) -> TextRange | None:
        """What is selected, without white space at its ends; None where nothing is."""
        return self._selection.range

    def select(self, span: TextRange) -> None:
        """Select a range; the caret goes to its end."""
        self._selection.select(span)
        self._caret_moved()

    def clear_selection(self) -> None:
        """Select nothing; the caret stays."""
        self._selection.clear()
        self._caret_moved(reveal=False)

    def select_more(self) -> None:
        """Select the word at the caret, then its sentence, then its paragraph."""
        if span := self._selection.more(self.page.blocks):
            self.select(span)

    def select_less(self) -> None:
        """Select the sentence again where a paragraph is selected, the word where a sentence is, else nothing."""
        if span := self._selection.less(self.page.blocks):
            self.select(span)
        elif current := self.selection:
            self.move_caret(current.start)

    def move_caret(self, position: int, *, extend: bool = False) -> None:
        """Put the caret before the code point at `position`; the selection grows with it, or ends."""
        self._wished_x = None
        self._selection.move(position, extend=extend)
        self._caret_moved()

    def drag_to(self, position: int, *, whole_words: bool) -> None:
        """Select from where the drag began to `position`; whole words at both ends, or by the character."""
        self._selection.drag(self.page.blocks, position, whole_words=whole_words)
        self._caret_moved()

    def select_around(self, position: int, level: int) -> None:
        """Select the word (`level` 0), sentence (1) or paragraph (2) at `position`."""
        if span := around(self.page.blocks, position, level):
            self.select(span)

    def _caret_moved(self, *, reveal: bool = True) -> None:
        if reveal:
            rect = self.page.caret(self.caret)
            self._reveal(rect.top(), rect.bottom())
        self._port.update()
        self.selection_changed.emit()

    # The pointer ------------------------------------------------------------------------------------------------

    def hover(self, items: list[Item]) -> None:
        """Show the first of these items as the one under the pointer, and tell of all of them in its tip."""
        item_id = items[0].id if items else ""
        if item_id != self.scene.hovered_id:
            self.scene.hovered_id = item_id
            self._port.update()
        # As HTML of our own: a reason or memo that looks like markup is shown as it is written.
        self._port.setToolTip("<br><br>".join(escape(self.describe(item)).replace("\n", "<br>") for item in items))

    # Shares: places as parts of the whole page's height, in [0, 1] -----------------------------------------------

    def share_of(self, position: int) -> float:
        """Where on the whole page the code point at `position` is. Cheap: what is not laid out yet is estimated."""
        block = self.page.blocks.at(position)
        top, bottom = self.page.top(block.number), self.page.top(block.number + 1)
        within = (position - block.start) / max(len(block.text), 1)
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
        """Scroll as little as is needed for the range (its first lines, where it is long) to be seen with some text around it."""
        top = self.page.caret(span.start)
        bottom = self.page.caret(span.end)
        room = self._port.height() * 0.6
        self._reveal(top.top(), min(bottom.bottom(), top.top() + room), margin=self.page.line_height * 2)

    def is_visible(self, span: TextRange) -> bool:
        """Whether the start of a range is in the viewport."""
        rect = self.page.caret(span.start).translated(self.origin)
        return rect.top() >= 0 and rect.bottom() <= self._port.height()

    def rectangle_of(self, position: int) -> QRectF:
        """Where the code point at `position` begins, in the viewport's coordinates."""
        return self.page.caret(position).translated(self.origin)

    def resized(self, span: TextRange, edge: str, step: int) -> TextRange | None:
        """A range with one edge moved by a word, see `movement.resized`."""
        return movement.resized(self.page.blocks, span, edge, step)

    def position_at(self, point: QPointF) -> int:
        """The caret's place nearest to a point of the viewport."""
        return self.page.position_at(point - self.origin)

    @property
    def current(self) -> Item | None:
        """The item that is shown as current."""
        return self.scene.current

    def items_at(self, point: QPoint) -> list[Item]:
        """The items under a point of the viewport, the smallest first."""
        return self.scene.items_at(QPointF(point) - self.origin)

    @property
    def page(self) -> PageLayout:
        """Where the characters are."""
        return self.scene.page

    @property
    def origin(self) -> QPointF:
        """The page's top left corner in the viewport."""
        left = max((self._port.width() - self.page.width) / 2, self._gutter)
        return QPointF(left, self.page.line_height - self.verticalScrollBar().value())

    def _visible_blocks(self) -> range:
        top = -self.origin.y()
        return range(self.page.number_at(top), self.page.number_at(top + self._port.height()) + 1)

    def _repaint_block(self, number: int) -> None:
        """Have a block painted anew, with what stands over and under its lines."""
        over = self.page.line_height
        top = self.origin.y() + self.page.top(number) - over
        self._port.update(0, int(top), self._port.width(), int(self.page.laid_out(number).height + 2 * over))

    @property
    def _gutter(self) -> float:
        return QFontMetricsF(theme.reading_font(self._points)).height() * 2.2

    def _column(self) -> float:
        measure = QFontMetricsF(theme.reading_font(self._points)).averageCharWidth() * MEASURE
        return min(measure, self._port.width() - self._gutter * 1.6)

    def _reveal(self, top: float, bottom: float, *, margin: float | None = None) -> None:
        margin = self.page.line_height * 0.5 if margin is None else margin
        bar, height = self.verticalScrollBar(), self._port.height()
        origin = self.page.line_height
        self._update_scrollbar()
        if top + origin - margin < bar.value():
            bar.setValue(int(top + origin - margin))
        elif bottom + origin + margin > bar.value() + height:
            bar.setValue(int(bottom + origin + margin - height))

    def _update_scrollbar(self) -> None:
        height = self._port.height()
        self.verticalScrollBar().setPageStep(height)
        self.place_changed.emit()
        self.verticalScrollBar().setRange(0, max(0, int(self.page.height + self.page.line_height * 3 - height)))

    def _lay_out_again(self) -> None:
        bar = self.verticalScrollBar()
        y = bar.value() - self.page.line_height
        number = self.page.number_at(y)
        within = (y - self.page.top(number)) / max(self.page.laid_out(number).height, 1.0)
        at_top = bar.value() == 0
        self.page.change(font=theme.reading_font(self._points), width=self._column())
        bar.setSingleStep(int(self.page.line_height))
        height = self.page.laid_out(number).height
        self._update_scrollbar()
        if not at_top:
            bar.setValue(int(self.page.top(number) + within * height + self.page.line_height))
        self._port.update()

    # Qt's events ------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(int(self.page.width + self._gutter * 2), 600)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if abs(self._column() - self.page.width) > 0.5:
            self._lay_out_again()
        self._update_scrollbar()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self._port)
        painter.fillRect(event.rect(), QColor(theme.colours().page))
        self._paint(painter, event.rect().top(), event.rect().bottom())
        painter.end()
        if not self._painted and self.text:
            self._painted = True
            self.first_painted.emit()

    def _paint(self, painter: QPainter, top: int, bottom: int) -> None:
        y = -self.origin.y()
        height_before, first = self.page.height, self.page.number_at(y)
        top_before = self.page.top(first)
        numbers = self.page.lay_out_between(y + top - self.page.line_height, y + bottom)
        if self.page.height != height_before:
            self._update_scrollbar()
            # What is being read stays where it is when blocks above it turn out taller or shorter than estimated.
            moved = self.page.top(first) - top_before
            if abs(moved) > 0.5:
                self.verticalScrollBar().setValue(int(self.verticalScrollBar().value() + moved))
        origin = self.origin
        self.scene.selection = self.selection
        self.scene.paint(painter, origin, numbers)
        if self.hasFocus():
            caret = self.page.caret(self.caret).translated(origin)
            painter.fillRect(caret.adjusted(-0.5, 0, 0, 0), QColor(theme.colours().accent))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._port.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._port.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        moved = keyboard.vertical(event, self.page, self.caret, self._wished_x, self._port.height())
        if moved is not None:
            position, x = moved
            self.move_caret(position, extend=extend)
            self._wished_x = x
        elif (place := keyboard.horizontal(event, self.page, self.caret)) is not None:
            self.move_caret(place, extend=extend)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pointer.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pointer.release(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.hover([])
        super().leaveEvent(event)
