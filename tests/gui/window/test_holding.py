"""Ends of parts, taken hold of by keys and by their handles; items taken at the caret."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from gui.article.movement import step_grapheme
from gui.main_window import MainWindow
from tests.gui.panel_samples import HARBOUR, place
from tests.gui.window.desk import CTRL, SHIFT, K, current_id, in_file, select

NO_MODIFIER = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier


def _claim(window: MainWindow, press: Callable[..., None], words: str) -> None:
    select(window, words)
    press(K.Key_C)


def test_an_end_is_moved_by_characters_and_words_and_set_down(
    window: MainWindow, path: Path, press: Callable[..., None]
) -> None:
    """H holds the end of the part: the arrows move it, nothing is written before Return, and then all of it as one change."""
    _claim(window, press, "the new pier will cost")
    before = in_file(path)
    press(K.Key_H, K.Key_Right, K.Key_Right)
    press(K.Key_Right, modifier=CTRL)
    assert in_file(path) == before
    assert window.view.held is not None
    assert window.view.held.range.of(HARBOUR) == "the new pier will cost forty"
    press(K.Key_Return)
    assert in_file(path) == [("CLAIM", [("span", "the new pier will cost forty")], {})]
    press(K.Key_U)
    assert in_file(path) == before


def test_the_other_end_is_held_by_the_same_key(window: MainWindow, path: Path, press: Callable[..., None]) -> None:
    """H again holds the start, and what was done to the end stays."""
    _claim(window, press, "new pier will cost forty")
    press(K.Key_H)
    press(K.Key_Left, modifier=CTRL)
    press(K.Key_H)
    press(K.Key_Left, modifier=CTRL)
    press(K.Key_Return)
    assert in_file(path) == [("CLAIM", [("span", "the new pier will cost")], {})]


def test_escape_leaves_the_part_as_it_was(window: MainWindow, path: Path, press: Callable[..., None]) -> None:
    _claim(window, press, "the new pier will cost")
    before = in_file(path)
    press(K.Key_H, K.Key_Right, K.Key_Right, K.Key_Escape)
    assert window.view.held is None
    assert window.session.current is not None, "Escape lets go of one thing at a time"
    assert in_file(path) == before


def test_an_end_never_passes_the_other(window: MainWindow, press: Callable[..., None]) -> None:
    """However far an end is moved inward, a character is left."""
    _claim(window, press, "the new pier")
    press(K.Key_H)
    press(K.Key_Up, K.Key_Up, K.Key_Up, K.Key_Up)
    assert window.view.held is not None
    assert window.view.held.range.of(HARBOUR) == "t"


def test_what_was_held_is_let_go_with_its_item(window: MainWindow, press: Callable[..., None]) -> None:
    """Another current item, or none, has not the part that was held."""
    _claim(window, press, "the new pier")
    press(K.Key_H, K.Key_Right, K.Key_Tab)
    assert window.view.held is None


def _drag(window: MainWindow, start: QPointF, to: QPointF, *, modifier: Qt.KeyboardModifier) -> None:
    port, left = window.view.viewport(), Qt.MouseButton.LeftButton
    none = Qt.MouseButton.NoButton
    for kind, point, button, buttons in (
        (QEvent.Type.MouseButtonPress, start, left, left),
        (QEvent.Type.MouseMove, to, none, left),
        (QEvent.Type.MouseButtonRelease, to, left, none),
    ):
        QApplication.sendEvent(
            port, QMouseEvent(kind, point, QPointF(port.mapToGlobal(point.toPoint())), button, buttons, modifier)
        )


def _knob(window: MainWindow, position: int) -> QPointF:
    """The middle of the handle at a place."""
    return window.view.rectangle_of(position).bottomLeft() + QPointF(0, window.view.page.em * 0.15)


def test_a_handle_is_dragged_by_whole_words(window: MainWindow, path: Path, press: Callable[..., None]) -> None:
    """The end that is dragged goes to the end of the word under the pointer; with Alt, to the character."""
    _claim(window, press, "the new pier will cost")
    end = place("the new pier will cost").end
    inside = window.view.rectangle_of(place("forty").start + 2).center()
    _drag(window, _knob(window, end), inside, modifier=NO_MODIFIER)
    assert in_file(path) == [("CLAIM", [("span", "the new pier will cost forty")], {})]
    end = place("the new pier will cost forty").end
    inside = window.view.rectangle_of(place("forty").start + 2).center()
    _drag(window, _knob(window, end), inside, modifier=ALT)
    assert in_file(path) == [("CLAIM", [("span", "the new pier will cost fo")], {})]


def test_a_click_beside_the_handles_selects_as_ever(
    window: MainWindow, qtbot: QtBot, press: Callable[..., None]
) -> None:
    _claim(window, press, "the new pier will cost")
    middle = window.view.rectangle_of(place("pier will").start + 2).center().toPoint()
    qtbot.mouseClick(window.view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert window.view.held is None
    assert abs(window.view.caret - place("pier will").start - 2) <= 1


def test_return_takes_the_smallest_at_the_caret_then_the_next(window: MainWindow, press: Callable[..., None]) -> None:
    """What a click does, by keys: round all that is marked where the caret is."""
    _claim(window, press, "the plan")
    inner = current_id(window)
    window.view.move_caret(place("rejected the plan").end - 2)
    press(K.Key_Escape, K.Key_Return)
    assert current_id(window) == inner
    press(K.Key_Return)
    assert current_id(window) == "s3"
    press(K.Key_Return)
    assert current_id(window) == inner


def test_shift_return_lists_what_is_marked_at_the_caret(
    window: MainWindow, qtbot: QtBot, press: Callable[..., None]
) -> None:
    """A popup with all of them, the smallest first; a digit takes one."""
    _claim(window, press, "the plan")
    window.view.move_caret(place("rejected the plan").end - 2)
    press(K.Key_Return, modifier=SHIFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["&1  Claim: the plan", "&2  Stance: rejected the plan"]
    qtbot.keyClick(menu, K.Key_2)
    assert current_id(window) == "s3"
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


def test_the_caret_goes_to_the_other_end_of_the_selection(window: MainWindow, press: Callable[..., None]) -> None:
    """I swaps the ends, so that Shift and an arrow grow the selection where it began."""
    select(window, "new pier")
    press(K.Key_I)
    press(K.Key_Left, modifier=CTRL | SHIFT)
    assert window.view.selection is not None
    assert window.view.selection.of(HARBOUR) == "the new pier"


def test_a_click_never_puts_the_caret_inside_a_grapheme(window: MainWindow) -> None:
    """Flags and families are drawn as one and stay one, wherever in them the mouse is."""
    text = "Family 👩‍👩‍👧 and flags 🇩🇪🇫🇷, e\u0301te\u0301."
    window.view.show_text(text)
    line = window.view.rectangle_of(0)
    width = int(window.view.rectangle_of(len(text)).left() - line.left())
    seen = {window.view.position_at(QPointF(line.left() + x, line.center().y())) for x in range(0, width, 3)}
    allowed, at = {0}, 0
    while at < len(text):
        at = step_grapheme(window.view.page.blocks, at, 1)
        allowed.add(at)
    assert seen <= allowed
    assert len(seen) > 20


def test_an_end_that_was_not_moved_changes_nothing(window: MainWindow, path: Path, press: Callable[..., None]) -> None:
    """Not even where the part ends in white space, as one of another program may: a click on its handle decides nothing."""
    span = place("the new pier ")
    session = window.session
    assert session.reading is not None
    session.annotate(session.scheme.label("CLAIM"), span)
    before = in_file(path)
    at = _knob(window, span.end)
    _drag(window, at, at, modifier=NO_MODIFIER)
    assert in_file(path) == before
    press(K.Key_H, K.Key_Return)
    assert in_file(path) == before == [("CLAIM", [("span", "the new pier ")], {})]
