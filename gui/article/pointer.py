"""What the mouse does on the page: clicks pick items, drags select whole words (by the character with Alt), repeated clicks select more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from annotation.reading import Item
    from gui.article.view import ArticleView

NEAR = 5  # pixels within which clicks are repeated ones, and a press is no drag yet


class Pointer:
    """The state of the mouse between its events."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self._pressed_at: QPoint | None = None
        self._clicks = 0
        self._dragging = False
        self._holding = False  # the press was on a handle
        self._since = QElapsedTimer()
        self._before: Item | None = None  # what was current before a click

    def press(self, event: QMouseEvent) -> None:
        """The first press puts the caret; the second selects the word, the third the sentence, the fourth the paragraph."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position().toPoint()
        self._holding = False
        if handle := self._view.handle_at(event.position()):
            self._holding, self._clicks, self._pressed_at = True, 0, point
            self._view.let_go_of()
            self._view.take_hold(*handle)
            return
        quick = self._since.isValid() and self._since.elapsed() <= QApplication.doubleClickInterval()
        near = self._pressed_at is not None and (point - self._pressed_at).manhattanLength() <= NEAR
        self._clicks = self._clicks + 1 if quick and near else 1
        self._pressed_at, self._dragging = point, False
        self._since.start()
        position = self._view.position_at(event.position())
        if self._clicks == 1:
            self._before = self._view.current
            self._view.move_caret(position, extend=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            if self._clicks == 2 and self._before is not None:
                # The first of two clicks picked what was under it; who selects a word means it for what was current before.
                self._view.picked.emit(self._before.id)
            self._view.select_around(position, self._clicks - 2)

    def move(self, event: QMouseEvent) -> None:
        """Drag with the button down, hover without."""
        point = event.position().toPoint()
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self._view.hover(self._view.items_at(point), self._view.dotted_at(event.position()))
            self._view.show_pointer(on_handle=self._view.handle_at(event.position()) is not None)
        elif self._holding:
            self._view.move_held(self._view.position_at(event.position()), whole_words=not _by_character(event))
        elif self._clicks == 1 and self._pressed_at is not None:
            self._dragging = self._dragging or (point - self._pressed_at).manhattanLength() > NEAR
            if self._dragging:
                self._view.drag_to(self._view.position_at(event.position()), whole_words=not _by_character(event))

    def release(self, event: QMouseEvent) -> None:
        """The end of a drag, or a click: on an item it picks the smallest one, clicked again the next."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._holding:
            self._holding = False
            if held := self._view.held:
                span = held.set_down(self._view.text)
                self._view.let_go_of()
                if span and span != held.part.range:
                    self._view.set_down.emit(held.part, span)
        elif self._dragging:
            self._dragging = False
            if self._view.selection:
                self._view.dragged.emit()
        elif self._view.selection is None:
            ids = [item.id for item in self._view.items_at(event.position().toPoint())]
            current = self._view.current.id if self._view.current else ""
            if ids:  # a click beside all items only puts the caret; Escape lets the current one go
                self._view.picked.emit(ids[(ids.index(current) + 1) % len(ids)] if current in ids else ids[0])


def _by_character(event: QMouseEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
