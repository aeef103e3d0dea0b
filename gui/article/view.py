"""The article view: a page to read, a caret, a selection, and the figures of what is marked. It shows what it is given and decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from annotation.text import TextRange
from gui import theme
from gui.article import keyboard, movement
from gui.article.area import PageArea, Reading
from gui.article.pointer import Pointer
from gui.article.selection import Selection, around

if TYPE_CHECKING:
    from annotation.model import Part
    from annotation.reading import Item
    from annotation.scheme import LabelScheme
    from gui.article.figure import Dotted
    from gui.article.holding import Edge, Hold


class ArticleView(PageArea):
    """A read-only page. Positions and ranges in its interface are code points of the text."""

    picked = Signal(str)  # the item that was clicked, by id
    selection_changed = Signal()
    dragged = Signal()  # a drag has ended with something selected
    held_changed = Signal()  # an end of a part is held, has been moved or let go
    set_down = Signal(object, TextRange)  # a part's handle was dragged: the part, and the range that it is to have

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Article")
        self.setAccessibleDescription("The text of the document. Tab goes to the next suggestion.")
        self._port.setMouseTracking(True)
        self._port.setCursor(Qt.CursorShape.IBeamCursor)
        self.describe: Callable[[Item], str] = lambda item: item.label
        self.text = ""
        self.scene.handles = self.scene.on_screen = True
        self._selection = Selection()
        self._hold: Hold | None = None
        self._wished_x: float | None = None  # where Up and Down try to stay
        self._shown: tuple[TextRange | None, int] = (None, 0)  # selection and caret as they were painted
        self._pointer = Pointer(self)

    # What is shown ----------------------------------------------------------------------------------------------

    def show_text(self, text: str) -> None:
        """Show another text, from its top, without items."""
        self.text = text
        self._selection = Selection(text)
        self._shown = (None, 0)
        self.let_go_of()
        self._show(text)
        self.selection_changed.emit()

    @property
    def place(self) -> Reading:
        """What is being read. Take it up again with `take_up`."""
        number, below = self._at_top()
        return Reading(self.page.blocks[number].start, below, self.caret)

    def take_up(self, place: Reading) -> None:
        """Go back to a place in the same text."""
        self._selection.move(place.caret, extend=False)
        self._put_at_top(self.page.blocks.at(place.start).number, place.below)
        self._caret_moved(reveal=False)

    def show_items(self, items: Iterable[Item], scheme: LabelScheme, current: Item | None) -> None:
        super().show_items(items, scheme, current)
        self._check_hold()

    def update_items(self, changed: Iterable[Item], gone: Iterable[str], current: Item | None) -> None:
        super().update_items(changed, gone, current)
        self._check_hold()

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

    def swap_ends(self) -> None:
        """Put the caret at the other end of the selection, which can then be grown or shrunk there."""
        self._selection.swap()
        self._caret_moved()

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
        before, self._shown = self._shown, (self.selection, self.caret)
        self.scene.selection = self.selection
        if reveal:
            self._reveal_position(self.caret)
        touched: set[int] = set()
        for span, caret in (before, self._shown):
            touched.add(self.page.blocks.at(caret).number)
            touched.update(self.page.blocks.over(span.start, span.end) if span else ())
        self._repaint(touched)
        self.selection_changed.emit()

    def _reveal_position(self, position: int) -> None:
        self._reveal(position, position, margin=self.page.line_height * 0.5)

    # Holding an end of a part -----------------------------------------------------------------------------------

    @property
    def held(self) -> Hold | None:
        """The end of a part that is held, and the range that the part would have."""
        return self._hold

    def take_hold(self, part: Part, edge: Edge) -> None:
        """Take hold of an end of a part of the current item; it then goes where the caret would, until `let_go_of`."""
        from gui.article.holding import take

        self._keep(self._hold.turned() if self._hold and self._hold.part == part else take(part, edge))

    def move_held(self, position: int, *, whole_words: bool = False) -> None:
        """Move the held end to `position`, or to the end of the word that this is inside of."""
        if self._hold:
            blocks = self.page.blocks
            self._keep(self._hold.snapped(blocks, position) if whole_words else self._hold.moved(position))
            self._reveal_position(self._hold.position)

    def let_go_of(self) -> None:
        """Hold nothing any more; the part is as it was."""
        if self._hold:
            self._keep(None)

    def _keep(self, hold: Hold | None) -> None:
        touched = [h.range for h in (self._hold, hold) if h]
        self._hold, self.scene.held = hold, hold.range if hold else None
        self._repaint({n for span in touched for n in self.page.blocks.over(span.start, span.end)})
        self.held_changed.emit()

    def _check_hold(self) -> None:
        if self._hold and not (self.current and self._hold.part in self.current.parts):
            self.let_go_of()

    def dotted_at(self, point: QPointF) -> Dotted | None:
        """The dotted words under a point of the viewport."""
        return self.scene.dotted_at(point - self.origin)

    def handle_at(self, point: QPointF) -> tuple[Part, Edge] | None:
        """The part of the current item whose end can be taken hold of at a point of the viewport, and which end."""
        return self.scene.handle_at(point - self.origin) if self.current else None

    # The pointer ------------------------------------------------------------------------------------------------

    def hover(self, items: list[Item], dotted: Dotted | None = None) -> None:
        """Show the first of these items as the one under the pointer, and tell in its tip of the dotted words there, and of all of them."""
        self._repaint(self.scene.hover(items[0] if items else None))
        # As HTML of our own: a reason or memo that looks like markup is shown as it is written.
        told = [*([dotted.told] if dotted else []), *map(self.describe, items)]
        self._port.setToolTip("<br><br>".join(escape(words).replace("\n", "<br>") for words in told))

    def show_pointer(self, *, on_handle: bool) -> None:
        """The pointer's shape: over a handle, it says that the handle can be moved."""
        self._port.setCursor(Qt.CursorShape.SizeHorCursor if on_handle else Qt.CursorShape.IBeamCursor)

    # Places -----------------------------------------------------------------------------------------------------

    def resized(self, span: TextRange, edge: str, step: int) -> TextRange | None:
        """A range with one edge moved by a word, see `movement.resized`."""
        return movement.resized(self.page.blocks, span, edge, step)

    def position_at(self, point: QPointF) -> int:
        """The caret's place nearest to a point of the viewport; never inside a grapheme."""
        return movement.nearest_border(self.page.blocks, self.page.position_at(point - self.origin))

    # Qt's events ------------------------------------------------------------------------------------------------

    def _paint_over(self, painter: QPainter, top: int, bottom: int) -> None:
        if not self.hasFocus():
            return
        accent = QColor(theme.colours().accent)
        position = self._hold.position if self._hold else self.caret
        if self.page.blocks.at(position).number in self._visible_blocks():  # others are not laid out for it
            painter.fillRect(self.rectangle_of(position).adjusted(-0.5, 0, 0, 0), accent)
        # And along the edge, for the caret may be out of sight: the same at every height, so that scrolling can move it.
        painter.fillRect(QRectF(0, top, max(2.0, self.page.line_height / 12), bottom - top), accent)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._port.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._port.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        here = self._hold.position if self._hold else self.caret
        x: float | None = None
        moved = keyboard.vertical(event, self.page, here, self._wished_x, self._port.height())
        if moved is not None:
            place, x = moved
            place = movement.nearest_border(self.page.blocks, place)
        elif self.selection and not self._hold and (end := keyboard.end_of(event, self.selection)) is not None:
            place = end
        elif (to := keyboard.horizontal(event, self.page, here)) is not None:
            place = to
        else:
            super().keyPressEvent(event)
            return
        if self._hold:
            self.move_held(place)
        else:
            self.move_caret(place, extend=extend)
        self._wished_x = x
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
