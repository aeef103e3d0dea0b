"""The list of keys: complete, searchable, out of the way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotation.scheme import default_scheme, read_scheme
from gui.actions import ACTIONS, scheme_actions
from gui.dialogs.keys import KeyCap, KeysDialog


@pytest.fixture
def dialog(qtbot: QtBot) -> KeysDialog:
    made = KeysDialog(default_scheme())
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def listed(dialog: KeysDialog) -> list[str]:
    """What the rows in sight say, as a screen reader hears it."""
    return [row.accessibleName() for group in dialog.groups for row in group.rows if row.isVisible()]


def caps(widget: QWidget) -> list[str]:
    return [cap.key for cap in widget.findChildren(KeyCap) if cap.isVisible()]


def test_every_key_of_every_action_is_there(dialog: KeysDialog) -> None:
    actions = (*ACTIONS, *scheme_actions(default_scheme()))
    native = QKeySequence.SequenceFormat.NativeText
    keys = [QKeySequence(key).toString(native) for action in actions for key in action.keys]
    assert sorted(caps(dialog)) == sorted(keys)
    assert len(listed(dialog)) == len([action for action in actions if action.keys])


def test_a_row_says_what_by_which_keys_and_where(dialog: KeysDialog) -> None:
    assert "Undo: U or Ctrl+Z" in listed(dialog)
    assert "Next suggestion: Tab, in the article" in listed(dialog)
    assert "Open articles or a project: Ctrl+O" in listed(dialog)


def test_the_search_finds_words_and_keys(dialog: KeysDialog, qtbot: QtBot) -> None:
    """All words must be there; menus without a hit go; nothing found is said."""
    assert dialog.search.hasFocus()
    qtbot.keyClicks(dialog.search, "next docu")
    assert listed(dialog) == ["Next document: J"]
    assert [group.isVisible() for group in dialog.groups].count(True) == 1
    dialog.search.setText("ctrl+z")
    assert listed(dialog) == ["Undo: U or Ctrl+Z"]
    dialog.search.setText("no such thing")
    assert listed(dialog) == []
    assert dialog.none.isVisible()
    dialog.search.clear()
    assert len(listed(dialog)) > 30


def test_escape_closes_and_the_window_stays_usable(dialog: KeysDialog, qtbot: QtBot) -> None:
    assert not dialog.isModal()
    qtbot.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_keys_of_a_projects_own_labels_are_listed(qtbot: QtBot) -> None:
    scheme = read_scheme(
        """
        name = "promises"
        [[labels]]
        name = "PROMISE"
        title = "Promise"
        description = "What somebody says they will do."
        key = "Z"
        letter = "P"
        line = "solid"
        light = "#0072b2"
        dark = "#56b4e9"
          [[labels.roles]]
          name = "words"
          title = "Words"
          min = 1
        """
    )
    dialog = KeysDialog(scheme)
    qtbot.addWidget(dialog)
    dialog.show()
    assert "Promise: What somebody says they will do.: Z" in listed(dialog)
    assert not [name for name in listed(dialog) if "Quote" in name]


def test_keys_scroll_the_list_while_the_search_has_the_focus(dialog: KeysDialog, qtbot: QtBot) -> None:
    dialog.resize(dialog.width(), dialog.height() // 2)
    bar = dialog.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    places = [bar.value()]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        qtbot.keyClick(dialog.search, key)
        places.append(bar.value())
    assert places[0] < places[1] < places[2]
    assert places[3] < places[2]
    assert dialog.search.hasFocus()
