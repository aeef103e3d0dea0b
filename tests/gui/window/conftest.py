from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.dialogs.settings import SettingsDialog
from gui.main_window import MainWindow
from storage.project import Project
from tests.gui.panel_samples import HARBOUR, document
from tests.gui.window.desk import (
    CLAIM,
    NONE,
    SPLIT,
    STANCE,
    agree,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Project.create(tmp_path / "news.sqlite", annotator="ada") as project:
        project.add_document(document("harbour.txt", HARBOUR), HARBOUR.encode())
        project.add_suggestions("harbour", ["quotes@0.1"], [SPLIT, CLAIM, STANCE])
        project.add_document(document("letter.txt", "A letter. It says nothing."), b"")
        project.add_suggestions("letter", ["quotes@0.1"], [])
    return tmp_path / "news.sqlite"


@pytest.fixture
def window(qtbot: QtBot, path: Path) -> Iterator[MainWindow]:
    made = MainWindow()
    qtbot.addWidget(made)
    made.resize(1400, 900)
    made.files.use(Project.open(path, annotator="ada"))
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.view.setFocus()
    qtbot.waitUntil(made.view.hasFocus)
    yield made
    made.close()


@pytest.fixture
def press(qtbot: QtBot, window: MainWindow) -> Callable[..., None]:
    """Press keys on whatever has the focus; after each, the screen and the file must say the same."""

    def press_keys(*keys: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        for key in keys:
            qtbot.keyClick(QApplication.focusWidget() or window, key, modifier)
            agree(window)

    return press_keys


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow) -> Iterator[SettingsDialog]:
    """The settings as F9 opens them."""
    qtbot.keyClick(window.view, Qt.Key.Key_F9)
    (made,) = window.findChildren(SettingsDialog)
    with qtbot.waitActive(made):
        made.activateWindow()
    yield made
    if made in window.findChildren(SettingsDialog):
        made.close()
