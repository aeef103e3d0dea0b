"""The window: keys pressed in a row, as one does who has read for hours. What was meant happens, or is said not to have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from gui import theme
from gui.dialogs.settings import SettingsDialog
from gui.main_window import MainWindow
from tests.gui.panel_samples import HARBOUR, place
from tests.gui.window.desk import CTRL, K, current_id, in_file, select, verdicts

Press = Callable[..., None]


def said(window: MainWindow) -> str:
    return window.status.currentMessage()


def selected(window: MainWindow) -> str:
    return span.of(HARBOUR) if (span := window.view.selection) else ""


def test_digits_go_from_part_to_part_and_change_none(window: MainWindow, press: Press, path: Path) -> None:
    """What a digit has selected is looked at: the next digit goes on, round the parts of a role."""
    press(K.Key_Tab, K.Key_A)
    before = in_file(path)
    for key, words in (
        (K.Key_2, "said"),
        (K.Key_3, "Mayor Ruta Vele"),
        (K.Key_1, "“and the children of this town have waited longer.”"),
        (K.Key_1, "“We have waited twelve years for this,”"),
    ):
        press(key)
        assert selected(window) == words
    assert in_file(path) == before


def test_the_same_words_selected_by_hand_are_given_another_role(window: MainWindow, press: Press, path: Path) -> None:
    press(K.Key_Tab, K.Key_A, K.Key_2, K.Key_Escape)
    select(window, "said")
    press(K.Key_3)
    assert ("source", "said") in in_file(path)[0][1]
    assert said(window) == "The source is “said” now, instead of “Mayor Ruta Vele”."


def test_a_digit_without_a_role_names_those_there_are(window: MainWindow, press: Press) -> None:
    press(K.Key_Tab, K.Key_Tab, K.Key_Tab, K.Key_3)
    assert said(window) == "A claim has no part on this key: its parts are 1 span, 2 claimant."


def test_i_goes_to_the_other_end_of_a_part(window: MainWindow, press: Press) -> None:
    """After a label's key the caret is behind the words; the cue may stand before them."""
    span = place("forty million crowns")
    select(window, "forty million crowns")
    press(K.Key_Q, K.Key_I)
    assert window.view.caret == span.start
    press(K.Key_I)
    assert window.view.caret == span.end


@pytest.mark.parametrize(("key", "end"), [(K.Key_Left, "start"), (K.Key_Right, "end")])
def test_an_arrow_puts_the_caret_at_that_end_of_the_selection(
    window: MainWindow, press: Press, key: Qt.Key, end: str
) -> None:
    """From whichever end the selection was made; with Ctrl it goes on by words from the caret."""
    span = place("forty million crowns")
    for backwards in (False, True):
        window.view.select(span)
        if backwards:
            window.view.swap_ends()
        press(key)
        assert window.view.selection is None
        assert window.view.caret == getattr(span, end)


def test_the_line_of_keys_says_what_holds_in_a_field(window: MainWindow, press: Press) -> None:
    """Where letters are typed, no letter is offered as a key."""
    press(K.Key_Tab, K.Key_A)
    assert "<b>E</b> edit" in window.hints.text()
    for key, told in ((K.Key_N, "take the name"), (K.Key_M, "keep the memo")):
        press(key)
        assert told in window.hints.text()
        assert "<b>E</b>" not in window.hints.text()
        window.view.setFocus()
        assert "<b>E</b> edit" in window.hints.text()


def test_a_rejected_suggestion_is_not_edited_by_a_stray_key(window: MainWindow, press: Press, path: Path) -> None:
    """F, N, M, E and digits say how to get it back; a decision is only changed by a decision."""
    press(K.Key_Tab, K.Key_X)
    for key in (K.Key_F, K.Key_Y, K.Key_N, K.Key_M, K.Key_E, K.Key_0):
        press(key)
        assert said(window) == "This was rejected: O reopens it, A accepts it after all."
        assert window.view.hasFocus()
    assert verdicts(path) == {"s1": "reject"}
    assert in_file(path) == []
    press(K.Key_A)
    assert verdicts(path) == {"s1": "accept"}


def test_undo_of_what_is_gone_leaves_the_current_item(window: MainWindow, press: Press) -> None:
    press(K.Key_Tab, K.Key_A)
    current = current_id(window)
    select(window, "Ferry traffic")
    press(K.Key_T)
    window.session.set_current(current)
    press(K.Key_U)
    assert current_id(window) == current


def test_undo_in_another_document_shows_what_it_touched(window: MainWindow, press: Press) -> None:
    press(K.Key_Tab, K.Key_Tab, K.Key_Tab, K.Key_A)
    window.view.move_caret(0)
    press(K.Key_J, K.Key_U)
    assert current_id(window) == "s2"
    assert window.view.caret == place("the new pier will cost forty million crowns").start


def test_enter_takes_what_a_selection_begins_in(window: MainWindow, press: Press) -> None:
    """The words that were searched for may end behind it."""
    span = place("twice what was promised")
    window.view.select(type(span)(span.start, span.end + 1))
    press(K.Key_Return)
    assert current_id(window) == "s2"


def test_what_led_to_an_item_is_made_no_part_of_it(window: MainWindow, press: Press, path: Path) -> None:
    """A hit stays selected when Enter takes what it is in; a digit then goes to a part."""
    press(K.Key_Tab, K.Key_A, K.Key_Escape)
    before = in_file(path)
    select(window, "twelve years")
    press(K.Key_Return, K.Key_3)
    assert selected(window) == "Mayor Ruta Vele"
    assert in_file(path) == before


def test_accepting_what_was_edited_goes_on(window: MainWindow, press: Press, path: Path) -> None:
    """With “go on after a decision”, an edit has decided, and A means: the next one."""
    window.menus["go_on"].trigger()
    press(K.Key_Tab, K.Key_F, K.Key_A)
    assert verdicts(path) == {"s1": "edit"}
    assert current_id(window) == "s3"


def test_what_was_put_off_comes_round_and_that_is_said(window: MainWindow, press: Press) -> None:
    press(K.Key_Tab, K.Key_S, K.Key_Tab, K.Key_A, K.Key_Tab)
    assert "put off" not in said(window)
    press(K.Key_X, K.Key_Tab)
    assert current_id(window) == "s1"
    assert said(window) == "All others are decided: what was put off comes round again."


def test_a_single_word_cannot_shrink_by_words_and_that_is_said(window: MainWindow, press: Press, path: Path) -> None:
    press(K.Key_Tab, K.Key_A, K.Key_2)
    before = in_file(path)
    press(K.Key_Comma, modifier=CTRL)
    assert said(window) == "“said” is one word: H moves its ends by characters."
    assert in_file(path) == before


def test_the_key_that_goes_dark_goes_back(window: MainWindow, press: Press) -> None:
    try:
        press(K.Key_D, modifier=CTRL)
        assert theme.is_dark()
        press(K.Key_D, modifier=CTRL)
        assert not theme.is_dark()
        assert window.menus["theme_light"].isChecked()
    finally:
        theme.choose(Qt.ColorScheme.Unknown)
        theme.dress()


def test_a_key_is_changed_from_the_search(qtbot: QtBot, dialog: SettingsDialog) -> None:
    """Enter waits for the key of what was found; Escape answers the question about a taken key, and closes only then."""
    keys = dialog.keys
    qtbot.keyClicks(keys.search, "accept")
    qtbot.keyClick(keys.search, K.Key_Return)
    assert keys.row.fields[0].waiting
    qtbot.keyClick(keys.row.fields[0], K.Key_N)
    assert keys.notice.choices
    qtbot.keyClick(keys.notice.choices[-1], K.Key_Escape)
    assert dialog.isVisible()
    assert not keys.notice.choices
    qtbot.keyClick(keys.row.fields[0], K.Key_Escape)
    assert not dialog.isVisible()


def test_a_label_that_waits_for_a_drag_is_given_by_keys_as_well(window: MainWindow, press: Press, path: Path) -> None:
    """And waits no longer then, nor in another document."""
    press(K.Key_T)
    assert "<b>T</b> marks what is selected by keys" in window.hints.text()
    press(K.Key_Space, K.Key_T)
    assert [label for label, *_ in in_file(path)] == ["STANCE"]
    assert window.commands.labelling.armed is None
    press(K.Key_T, K.Key_J)
    assert window.commands.labelling.armed is None


def test_keys_in_an_open_menu_do_nothing_behind_it(qtbot: QtBot, window: MainWindow, press: Press, path: Path) -> None:
    press(K.Key_Tab, K.Key_A)
    before = current_id(window)
    menu = next(found for found in window.menuBar().findChildren(QMenu) if found.title() == "&View")
    menu.popup(window.mapToGlobal(window.rect().center()))
    for key in (K.Key_Tab, K.Key_Delete, K.Key_0, K.Key_X):
        qtbot.keyClick(menu, key)
    menu.hide()
    assert current_id(window) == before
    assert verdicts(path) == {"s1": "accept"}
