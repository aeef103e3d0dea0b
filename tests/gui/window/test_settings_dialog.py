"""The keys of the settings, by keys: other ones for actions. The open window follows at once, and so does the next one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from gui import keymap
from gui.dialogs.keys import KeysDialog
from gui.dialogs.settings import SettingsDialog
from gui.main_window import MainWindow
from storage.project import Project
from tests.gui.window.desk import ALT, CTRL, NONE, SHIFT, K, current_id, verdicts


def focused() -> object:
    return QApplication.focusWidget()


def type_key(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    qtbot.keyClick(widget, key, modifier)


def change(
    qtbot: QtBot, dialog: SettingsDialog, action_id: str, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE
) -> None:
    """From the list: Enter, then the new key."""
    dialog.keys.list.setFocus()
    dialog.keys.go_to(action_id)
    type_key(qtbot, K.Key_Return)
    type_key(qtbot, key, modifier)


def to_page(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    window.view.setFocus()
    qtbot.waitUntil(window.view.hasFocus)


def keys_of(window: MainWindow, action_id: str) -> list[str]:
    return [sequence.toString() for sequence in window.menus[action_id].shortcuts()]


def test_another_key_for_accept(
    qtbot: QtBot, window: MainWindow, dialog: SettingsDialog, path: Path, press: Callable[..., None]
) -> None:
    """G accepts and A does not; the line of keys, the list of keys and the button say G; the next window knows it."""
    assert focused() is dialog.keys.search
    qtbot.keyClicks(dialog.keys.search, "accept")
    change(qtbot, dialog, "accept", K.Key_G)
    # G is the scheme's key of a stance's target: that is told, and nothing has changed.
    assert "“Set its target’s name”" in dialog.keys.notice.words.text()
    assert keys_of(window, "accept") == ["A"]
    type_key(qtbot, K.Key_Backtab, SHIFT)
    assert isinstance(button := focused(), QPushButton)
    assert button.text() == "Take it from there"
    type_key(qtbot, K.Key_Return)
    assert keys_of(window, "accept") == ["G"]
    assert keys_of(window, "attribute:G") == []
    type_key(qtbot, K.Key_Escape)
    assert not dialog.isVisible()

    to_page(qtbot, window)
    press(K.Key_Tab)
    assert "<b>G</b> accept" in window.hints.text()
    assert window.editor.sheet.buttons["accept"].toolTip() == "G"
    press(K.Key_A)
    assert verdicts(path) == {}
    press(K.Key_G)
    assert verdicts(path) == {"s1": "accept"}
    qtbot.keyClick(window.view, K.Key_Question)
    (listed,) = window.findChildren(KeysDialog)
    assert "Accept: G" in [row.accessibleName() for group in listed.groups for row in group.rows]
    listed.close()

    window.close()
    again = MainWindow()
    qtbot.addWidget(again)
    assert keys_of(again, "accept") == ["G"]
    again.files.use(Project.open(path, annotator="ada"))
    again.show()
    to_page(qtbot, again)
    qtbot.keyClick(again.view, K.Key_Tab)
    qtbot.keyClick(again.view, K.Key_G)
    assert len(verdicts(path)) == 2
    again.close()


def test_a_conflict_that_is_kept_changes_nothing(qtbot: QtBot, window: MainWindow, dialog: SettingsDialog) -> None:
    """The other action is named, the focus is on what changes nothing, and Enter there leaves all keys as they were."""
    before = keymap.actions(window.session.scheme)
    change(qtbot, dialog, "accept", K.Key_X)
    assert "X is the key of “Reject; delete an annotation”" in dialog.keys.notice.words.text()
    assert isinstance(button := focused(), QPushButton)
    assert button.text() == "Keep it there"
    type_key(qtbot, K.Key_Return)
    assert keymap.actions(window.session.scheme) == before
    assert keymap.chosen() == {}
    assert focused() is dialog.keys.row.fields[0]
    assert dialog.keys.notice.words.text() == ""


def test_a_key_that_is_taken_is_taken_from_there_alone(
    qtbot: QtBot, window: MainWindow, dialog: SettingsDialog
) -> None:
    change(qtbot, dialog, "accept", K.Key_U)
    assert dialog.keys.notice.words.text().startswith("U is the key of “Undo”")
    qtbot.mouseClick(dialog.keys.notice.choices[0], Qt.MouseButton.LeftButton)
    assert keys_of(window, "accept") == ["U"]
    assert keys_of(window, "undo") == ["Ctrl+Z"]
    dialog.keys.row.reset.click()
    assert keys_of(window, "accept") == ["A"]
    assert keys_of(window, "undo") == ["U", "Ctrl+Z"]
    assert keymap.chosen() == {}


@pytest.mark.parametrize(
    ("key", "modifier", "written"),
    [
        (K.Key_Tab, CTRL, "Ctrl+Tab"),
        (K.Key_Space, CTRL, "Ctrl+Space"),
        (K.Key_Backspace, ALT, "Alt+Backspace"),
        (K.Key_Return, CTRL, "Ctrl+Return"),
        (K.Key_Delete, SHIFT, "Shift+Del"),
        (K.Key_F8, NONE, "F8"),
        (K.Key_Exclam, SHIFT, "!"),
        (K.Key_P, SHIFT, "Shift+P"),
    ],
)
def test_every_sort_of_key_can_be_pressed(
    qtbot: QtBot, window: MainWindow, dialog: SettingsDialog, key: Qt.Key, modifier: Qt.KeyboardModifier, written: str
) -> None:
    """While a key is waited for, nothing else takes it: no tab, no button, no field."""
    change(qtbot, dialog, "memo", key, modifier)
    assert keys_of(window, "memo") == [written]
    assert dialog.isVisible()


def test_tab_and_space_are_taken_too(qtbot: QtBot, dialog: SettingsDialog) -> None:
    change(qtbot, dialog, "memo", K.Key_Tab)
    assert dialog.keys.notice.words.text() == "Tab is the key of “Next suggestion”."
    change(qtbot, dialog, "memo", K.Key_Space)
    assert dialog.keys.notice.words.text() == "Space is the key of “Select the word, sentence, paragraph”."


def test_escape_leaves_the_key_and_keeps_the_dialog(qtbot: QtBot, window: MainWindow, dialog: SettingsDialog) -> None:
    change(qtbot, dialog, "accept", K.Key_Escape)
    assert keys_of(window, "accept") == ["A"]
    assert dialog.isVisible()
    assert not dialog.keys.row.fields[0].waiting
    type_key(qtbot, K.Key_Escape)
    assert not dialog.isVisible()


def test_keys_of_the_caret_and_the_menus_are_no_actions(
    qtbot: QtBot, window: MainWindow, dialog: SettingsDialog
) -> None:
    change(qtbot, dialog, "accept", K.Key_Left, CTRL)
    assert "moves the caret" in dialog.keys.notice.words.text()
    change(qtbot, dialog, "accept", K.Key_F, ALT)
    assert "opens the menu File" in dialog.keys.notice.words.text()
    assert keys_of(window, "accept") == ["A"]


def test_a_second_key_and_none_at_all(qtbot: QtBot, window: MainWindow, dialog: SettingsDialog) -> None:
    """The place after the last key takes another one; Del on a key takes it away; the menu still does what has no key."""
    dialog.keys.go_to("accept")
    dialog.keys.row.fields[0].setFocus()
    type_key(qtbot, K.Key_Tab)
    assert focused() is dialog.keys.row.fields[1]
    type_key(qtbot, K.Key_Space)
    type_key(qtbot, K.Key_F8)
    assert keys_of(window, "accept") == ["A", "F8"]
    dialog.keys.row.fields[0].setFocus()
    type_key(qtbot, K.Key_Delete)
    type_key(qtbot, K.Key_Delete)
    assert keys_of(window, "accept") == []
    to_page(qtbot, window)
    qtbot.keyClick(window.view, K.Key_Tab)
    assert "accept" not in window.hints.text()
    assert current_id(window) == "s1"
    window.menus["accept"].trigger()
    assert current_id(window) != "s1"


def test_all_keys_can_be_reset_and_that_be_taken_back(qtbot: QtBot, window: MainWindow, dialog: SettingsDialog) -> None:
    change(qtbot, dialog, "accept", K.Key_F8)
    change(qtbot, dialog, "relabel:QUOTE", K.Key_F4)
    dialog.keys.reset_all.click()
    assert keymap.chosen() == {}
    assert keys_of(window, "accept") == ["A"]
    dialog.keys.notice.choices[0].click()
    assert keys_of(window, "accept") == ["F8"]
    assert keys_of(window, "relabel:QUOTE") == ["F4"]


def test_everything_that_names_a_key_names_the_chosen_one(
    qtbot: QtBot, window: MainWindow, dialog: SettingsDialog, press: Callable[..., None]
) -> None:
    """Tips, empty panels, what is said, the rows of the parts and the line of keys."""
    keymap.choose({"next_suggestion": ("F8",), "role:2": ("F4",), "label:QUOTE": ("F3", "Q"), "find_next": ()})
    dialog.close()
    to_page(qtbot, window)
    assert "F8 goes to the next suggestion" in window.view.accessibleDescription()
    assert any("F8 goes to" in label.text() for label in window.editor.findChildren(QLabel))
    assert "<b>F3</b> quote" in window.hints.text()
    said: list[str] = []
    window.session.said.connect(said.append)
    press(K.Key_M)
    assert said == ["Nothing is current: F8 goes to the next suggestion."]
    press(K.Key_F8)
    assert current_id(window) == "s1"
    press(K.Key_A, K.Key_BracketRight, K.Key_BracketLeft)
    keymap.choose({"reject": ("F4",), "edit": ()})
    press(K.Key_A)
    assert said[-1].startswith("This is an annotation already: F4 deletes it")
    captions = [label.text() for label in window.editor.sheet.parts.findChildren(QLabel)]
    assert "F4 Cue" in captions
    assert window.editor.sheet.labels.chip("QUOTE").toolTip().endswith("(F3)")


def test_other_keys_leave_no_old_menus_behind(window: MainWindow) -> None:
    """However often keys are chosen, the menu bar has the menus that it shows and no more."""
    for key in ("F8", "F4", "F8"):
        keymap.choose({"skip": (key,)})
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    bar = window.menuBar()
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    assert {m.title() for m in bar.findChildren(QMenu, options=direct)} == {a.text() for a in bar.actions()}
    assert len(bar.findChildren(QMenu, options=direct)) == len(bar.actions())
