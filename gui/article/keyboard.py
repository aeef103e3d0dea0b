"""Which keys take the caret where. Left and right, with Ctrl by words, with Alt by sentences; Ctrl with up and down by paragraphs."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent

from annotation.text import TextRange
from gui.article import movement
from gui.article.layout import PageLayout

Key = Qt.Key
Modifier = Qt.KeyboardModifier


def end_of(event: QKeyEvent, selected: TextRange) -> int | None:
    """The end of what is selected where left or right alone puts the caret, as in any text; None where it is another key."""
    if event.modifiers() & (Modifier.ShiftModifier | Modifier.ControlModifier | Modifier.AltModifier):
        return None
    return {Key.Key_Left: selected.start, Key.Key_Right: selected.end}.get(Key(event.key()))


def horizontal(event: QKeyEvent, page: PageLayout, caret: int) -> int | None:
    """Where a key takes the caret within the text, None where it is no such key. Places are code points."""
    control, alt = bool(event.modifiers() & Modifier.ControlModifier), bool(event.modifiers() & Modifier.AltModifier)
    match event.key():
        case Key.Key_Left | Key.Key_Right as key:
            move = movement.step_sentence if alt else movement.step_word if control else movement.step_grapheme
            return move(page.blocks, caret, 1 if key == Key.Key_Right else -1)
        case Key.Key_Up if control:
            return movement.step_paragraph(page.blocks, caret, -1)
        case Key.Key_Down if control:
            return movement.step_paragraph(page.blocks, caret, 1)
        case Key.Key_Home:
            return 0 if control else page.line_range(caret)[0]
        case Key.Key_End:
            return page.blocks.length if control else page.line_range(caret)[1]
    return None


def vertical(
    event: QKeyEvent, page: PageLayout, caret: int, wished_x: float | None, height: float
) -> tuple[int, float] | None:
    """Where a key takes the caret by lines or viewports of `height`, and the x that it tries to keep; None where it is no such key."""
    if event.modifiers() & (Modifier.ControlModifier | Modifier.AltModifier):
        return None
    screen = height - page.line_height * 2
    steps = {
        Key.Key_Up: -page.line_height,
        Key.Key_Down: page.line_height,
        Key.Key_PageUp: -screen,
        Key.Key_PageDown: screen,
    }
    if (step := steps.get(Key(event.key()))) is None:
        return None
    here = page.caret(caret)
    x = here.left() if wished_x is None else wished_x
    y = here.center().y() + step
    position = page.position_at(QPointF(x, y))
    # The gap between paragraphs is no line of its own: step over it.
    if abs(page.caret(position).center().y() - here.center().y()) < 1:
        position = page.position_at(QPointF(x, y + (page.line_height if step > 0 else -page.line_height)))
    return position, x
