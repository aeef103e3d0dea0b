"""The window: going around in it, what it remembers, its keys and messages. After every key, screen and file agree."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from annotation.errors import ReadError
from annotation.scheme import default_scheme, read_scheme
from gui import settings, theme
from gui.main_window import MainWindow
from storage.project import Project
from tests.gui.panel_samples import HARBOUR, document, place
from tests.gui.window.desk import (
    CTRL,
    K,
    current_id,
    select,
)


def test_zoom_colours_and_place_are_remembered(
    qtbot: QtBot, window: MainWindow, press: Callable[..., None], path: Path
) -> None:
    press(K.Key_Plus, modifier=CTRL)
    press(K.Key_D, modifier=CTRL)
    assert theme.is_dark()
    window.resize(798, 640)  # the offscreen platform's screen is small
    window.close()
    try:
        again = MainWindow()
        qtbot.addWidget(again)
        assert again.view.points == theme.READING_POINTS + 1
        assert again.menus["theme_dark"].isChecked()
        assert (again.width(), again.height()) == (798, 640)
        again.close()
    finally:
        theme.choose(Qt.ColorScheme.Unknown)
        QApplication.setPalette(theme.palette())


def test_the_question_mark_lists_every_key(qtbot: QtBot, window: MainWindow) -> None:
    from gui.dialogs.keys import KeysDialog

    qtbot.keyClick(window.view, K.Key_Question)
    dialogs = window.findChildren(KeysDialog)
    assert len(dialogs) == 1
    dialogs[0].close()


def test_escape_lets_go_of_one_thing_at_a_time(window: MainWindow, press: Callable[..., None]) -> None:
    press(K.Key_Tab)
    select(window, "The council")
    press(K.Key_Escape)
    assert window.view.selection is None
    assert current_id(window) == "s1"
    press(K.Key_Escape)
    assert current_id(window) == ""


def test_keys_typed_into_a_field_are_text(window: MainWindow, press: Callable[..., None], path: Path) -> None:
    """In the memo, A and X are letters; what was typed is in the file when the field is left."""
    press(K.Key_Tab, K.Key_A, K.Key_M)
    press(K.Key_A, K.Key_X, K.Key_U)
    press(K.Key_F2)
    with Project.open(path, writable=False) as project:
        assert [a.memo for a in project.annotations("harbour")] == ["axu"]


def test_f6_goes_round_the_panels(window: MainWindow, press: Callable[..., None]) -> None:
    press(K.Key_Tab)
    seen = []
    for _ in range(4):
        press(K.Key_F6)
        focused = QApplication.focusWidget()
        seen.append(
            next(
                p
                for p in ("items", "editor", "documents", "view")
                if getattr(window, p) is focused or getattr(window, p).isAncestorOf(focused)
            )
        )
    assert seen == ["items", "editor", "documents", "view"]


def test_a_label_scheme_whose_keys_are_taken_is_told(window: MainWindow, tmp_path: Path) -> None:
    """The action keeps its key, the label is in the menu, and what was switched on stays so."""
    toml = default_scheme().toml.replace('key = "Q"', 'key = "A"')
    window.menus["show_rejected"].trigger()
    window.files.use(Project.create(tmp_path / "songs.sqlite", scheme=read_scheme(toml)))
    assert "A" in window.banner.text
    assert window.menus["label:QUOTE"].shortcuts() == []
    assert [key.toString() for key in window.menus["accept"].shortcuts()] == ["A"]
    assert window.menus["show_rejected"].isChecked()


def test_a_label_may_be_called_as_it_likes(window: MainWindow, tmp_path: Path) -> None:
    """What looks like markup in a title of the label scheme is shown as it is written."""
    toml = default_scheme().toml.replace('title = "Quote"', 'title = "R&D <new>"')
    with Project.create(tmp_path / "own.sqlite", scheme=read_scheme(toml)) as project:
        project.add_document(document("note.txt", "A note."), b"A note.")
    window.files.use(Project.open(tmp_path / "own.sqlite"))
    window.menus["label:QUOTE"].trigger()
    assert "r&amp;d &lt;new&gt;" in window.hints.text()
    window.menus["label:QUOTE"].trigger()
    assert "r&amp;d &lt;new&gt;" in window.hints.text()


def test_the_project_and_document_that_were_open_last_come_back(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    window.session.open_document("letter")
    window.close()
    again = MainWindow()
    qtbot.addWidget(again)
    again.files.open_last()
    assert again.session.project is not None
    assert again.session.project.path == path
    assert again.view.text == "A letter. It says nothing."
    again.close()


def test_settings_that_make_no_sense_are_passed_over(qtbot: QtBot) -> None:
    settings.settings().setValue("page/points", "big")
    again = MainWindow()
    qtbot.addWidget(again)
    assert again.view.points == theme.READING_POINTS
    again.close()


def test_each_document_is_where_it_was_left(window: MainWindow, press: Callable[..., None]) -> None:
    window.resize(900, 400)
    window.view.move_caret(len(HARBOUR) - 3)
    window.view.viewport().repaint()  # what was estimated until then is laid out
    before = window.view.place
    assert before[0] > 0
    press(K.Key_J, K.Key_K)
    assert window.view.place == before


def test_escape_takes_the_message_over_the_page_away_first(window: MainWindow, press: Callable[..., None]) -> None:
    press(K.Key_Tab)
    window.banner.tell(ReadError("a.txt is missing."))
    press(K.Key_Escape)
    assert window.banner.text == ""
    assert current_id(window) == "s1"


def test_what_could_not_be_done_is_told_until_something_is_done(window: MainWindow, press: Callable[..., None]) -> None:
    select(window, "The council")
    press(K.Key_Q)
    window.view.move_caret(place("council").start)
    press(K.Key_0)
    assert window.banner.text
    press(K.Key_F)
    assert window.banner.text == ""


# Qt’s offscreen platform says so of the list of names.
@pytest.mark.qt_log_ignore(r"does not support raise\(\)", "does not support grabbing the keyboard")
def test_a_closed_editor_opens_when_it_is_needed(window: MainWindow, press: Callable[..., None]) -> None:
    window._docks[2].close()
    assert not window.editor.isVisible()
    press(K.Key_Tab, K.Key_N)
    assert window.editor.isVisible()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert window.editor.isAncestorOf(focused)


def test_no_two_actions_wait_for_the_same_keys(window: MainWindow) -> None:
    """As the window knows them, not as the table spells them: Ctrl+Shift+, and Ctrl+< are one key on many keyboards."""
    shifted = dict(zip("1234567890,./;'[]-=", '!@#$%^&*()<>?:"{}_+', strict=True))
    seen: set[str] = set()
    for action in window.findChildren(QAction):
        for sequence in action.shortcuts():
            keys = sequence.toString()
            *modifiers, key = keys.split("+") if not keys.endswith("+") else [*keys[:-1].rstrip("+").split("+"), "+"]
            if "Shift" in modifiers and key in shifted:
                modifiers.remove("Shift")
                key = shifted[key]
            spelled = "+".join([*modifiers, key])
            assert spelled not in seen, spelled
            seen.add(spelled)


def test_every_action_has_something_to_do_and_no_key_means_two_things(window: MainWindow) -> None:
    from gui.actions import ACTIONS, scheme_actions

    actions = (*ACTIONS, *scheme_actions(window.session.scheme))
    keys = [key for action in actions for key in action.keys]
    assert len(keys) == len(set(keys))
    assert all(window.menus[action.id].text() == action.title for action in actions)


def test_the_edit_menu_says_what_would_be_undone(window: MainWindow, press: Callable[..., None]) -> None:
    press(K.Key_Tab, K.Key_A)
    edit = next(menu for menu in window.menuBar().findChildren(QMenu) if menu.title() == "&Edit")
    edit.aboutToShow.emit()
    assert window.menus["undo"].text() == "Undo: accept quote"
    assert window.menus["redo"].text() == "Redo"
    press(K.Key_U)
    edit.aboutToShow.emit()
    assert window.menus["redo"].text() == "Redo: accept quote"
