"""The window's suggester is a process of its own; what goes wrong there never costs the analyst's work."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from storage.project import Project
from tests.gui.panel_samples import HARBOUR, LETTER, document

PATIENCE = 60_000  # milliseconds: spaCy is imported


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Project.create(tmp_path / "news.sqlite", annotator="ada") as project:
        for name, text in (("harbour.txt", HARBOUR), ("letter.txt", LETTER)):
            project.add_document(document(name, text), text.encode())
    return tmp_path / "news.sqlite"


@pytest.fixture
def window(qtbot: QtBot, path: Path) -> Iterator[MainWindow]:
    made = MainWindow()
    qtbot.addWidget(made)
    made.files.use(Project.open(path, annotator="ada"))
    made.show()
    yield made
    made.close()


def read(path: Path) -> set[str]:
    """The documents that the suggesters have read, as another program sees it."""
    with Project.open(path, writable=False) as project:
        return {s.id for s in project.documents() if s.read_by_suggesters}


def test_the_open_document_is_read_first_and_then_the_others(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    """Suggestions appear on the page by themselves, and are in the file."""
    assert window.files.suggester.asked == "harbour"
    qtbot.waitUntil(lambda: read(path) == {"harbour", "letter"}, timeout=PATIENCE)
    assert window.session.reading is not None
    assert window.session.reading.open_suggestions()
    assert {i.id for i in window.view.scene.items} == {s.id for s in window.session.reading.open_suggestions()}
    assert window.files.suggester.asked == ""


def test_a_suggester_that_dies_is_told_and_can_be_started_anew(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    process = window.files.suggester._process
    assert process is not None
    assert process.waitForStarted()
    process.kill()
    assert "being read for suggestions" in window.items.list.hint
    qtbot.waitUntil(lambda: "suggester stopped" in window.banner.text)
    assert window.files.suggester.asked == ""
    assert "Nothing is marked yet" in window.items.list.hint
    window.menus["suggest"].trigger()
    qtbot.waitUntil(lambda: "harbour" in read(path), timeout=PATIENCE)


def test_an_answer_for_a_project_that_was_closed_is_dropped(
    qtbot: QtBot, window: MainWindow, path: Path, tmp_path: Path
) -> None:
    """The project that is open now gets its own suggestions after that."""
    other = tmp_path / "other.sqlite"
    with Project.create(other, annotator="ada") as project:
        project.add_document(document("third.txt", LETTER), LETTER.encode())
    assert window.files.suggester.asked == "harbour"
    window.files.open_project(other)
    qtbot.waitUntil(lambda: read(other) == {"third"}, timeout=PATIENCE)
    assert read(path) == set()
    assert window.banner.text == ""


def test_one_document_that_fails_does_not_stop_the_others(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    from annotation.errors import SuggestError

    window.files.suggester._asked = ""
    window.files._suggester_failed("harbour", SuggestError("It could not be read."))
    assert window.files.suggester.asked == "letter"


def test_suggestions_that_cannot_be_kept_are_told_and_not_asked_for_again_and_again(
    qtbot: QtBot, window: MainWindow, path: Path
) -> None:
    """While another program holds the file: one message a document, and the suggester rests."""
    told: list[object] = []
    window.session.failed.connect(told.append)
    blocker = sqlite3.connect(path, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    qtbot.waitUntil(lambda: len(told) == 2 and not window.files.suggester.asked, timeout=PATIENCE)
    qtbot.wait(500)
    assert len(told) == 2
    blocker.execute("ROLLBACK")
    blocker.close()
    window.menus["suggest"].trigger()
    qtbot.waitUntil(lambda: read(path) == {"harbour", "letter"}, timeout=PATIENCE)


def test_closing_the_window_ends_the_process(qtbot: QtBot, window: MainWindow) -> None:
    process = window.files.suggester._process
    assert process is not None
    assert process.waitForStarted()
    pid = process.processId()
    window.close()
    qtbot.waitUntil(lambda: not Path(f"/proc/{pid}").exists() or "Z" in Path(f"/proc/{pid}/stat").read_text())
    assert not window.files.suggester.running
