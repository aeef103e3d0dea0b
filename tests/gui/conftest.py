from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui import keymap, looks, settings
from gui.application import make_application
from gui.session import Session
from tests.gui.panel_samples import open_project


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application as users get it."""
    return make_application()


@pytest.fixture(autouse=True)
def nothing_left_behind(qtbot: QtBot) -> Iterator[None]:
    """Each test starts without remembered settings, and leaves no thread running and no window open."""
    settings.settings().clear()
    keymap.load()
    looks.load()
    threads = _threads()
    yield
    assert QThreadPool.globalInstance().waitForDone(5000)
    assert _threads() <= threads
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible() and w not in _of(qtbot)] == []


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    """A session with the project of `panel_samples` open."""
    del qtbot  # Qt runs
    made = open_project(tmp_path)
    yield made
    made.close()


def _threads() -> set[threading.Thread]:
    """Python's own threads. Qt's pool keeps its threads for the next job; Python sees them as dummies once they have run some of it."""
    return {t for t in threading.enumerate() if not isinstance(t, threading._DummyThread)}


def _of(qtbot: QtBot) -> list[object]:
    """The widgets that the test has given to qtbot, which closes them after this."""
    return [reference() for reference, _ in getattr(qtbot._request.node, "qt_widgets", [])]
