"""The window: files in and out, and what goes wrong with them. After every key, screen and file agree."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from annotation.errors import ReadError
from annotation.model import Status
from gui.main_window import MainWindow
from storage.project import Project
from tests.gui.panel_samples import HARBOUR
from tests.gui.window.desk import (
    NONE,
    K,
)


def test_j_and_k_go_through_the_documents(window: MainWindow, press: Callable[..., None]) -> None:
    press(K.Key_J)
    assert window.view.text == "A letter. It says nothing."
    press(K.Key_J)
    assert "last document" in window.status.currentMessage()
    press(K.Key_K)
    assert window.view.text == HARBOUR


def test_files_dropped_on_the_window_are_imported(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    article, broken = tmp_path / "note.txt", tmp_path / "broken.txt"
    article.write_text("“It works,” she said.", encoding="utf-8")
    broken.write_bytes(b"\x00\x01\x02" * 100)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(article)), QUrl.fromLocalFile(str(broken))])
    window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NONE))
    qtbot.waitUntil(lambda: window.view.text == "“It works,” she said.")
    assert "broken.txt" in window.banner.text
    assert len(window.session.summaries) == 3


def test_an_export_runs_beside_the_window_and_is_told(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, press: Callable[..., None]
) -> None:
    press(K.Key_Tab, K.Key_A)
    out = tmp_path / "out.jsonl"
    window.files.export("jsonl", frozenset([Status.ACCEPTED]), out)
    qtbot.waitUntil(lambda: "Exported 2 documents" in window.status.currentMessage())
    assert out.read_text(encoding="utf-8").count('"status": "accepted"') == 1


def test_a_project_that_cannot_be_opened_is_told_and_the_present_one_stays(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "other.sqlite").write_text("no database")
    window.files.open_paths([tmp_path / "other.sqlite"])
    assert "not a Quotemark project" in window.banner.text
    assert window.view.text == HARBOUR


def test_what_runs_is_not_mixed_up_with_what_is_asked_for_meanwhile(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """An export that is asked for during an import is refused, and is never said to be done."""
    article = tmp_path / "note.txt"
    article.write_text("A note.", encoding="utf-8")
    said: list[str] = []
    window.session.said.connect(said.append)
    window.files.import_articles([article])
    window.files.export("jsonl", frozenset([Status.ACCEPTED]), tmp_path / "never.jsonl")
    qtbot.waitUntil(lambda: window.view.text == "A note.")
    assert not (tmp_path / "never.jsonl").exists()
    assert [text for text in said if "still running" in text]
    assert not [text for text in said if text.startswith("Exported")]


def test_an_import_ends_in_the_project_that_it_began_in(
    qtbot: QtBot, window: MainWindow, path: Path, tmp_path: Path
) -> None:
    """The analyst who opens another project meanwhile stays there."""
    article = tmp_path / "note.txt"
    article.write_text("A note.", encoding="utf-8")
    other = tmp_path / "other.sqlite"
    Project.create(other).close()
    said: list[str] = []
    window.session.said.connect(said.append)
    window.files.import_articles([article])
    window.files.open_project(other)
    qtbot.waitUntil(lambda: any("news.sqlite" in text for text in said))
    assert window.session.project is not None
    assert window.session.project.path == other
    with Project.open(path, writable=False) as project:
        assert len(project.documents()) == 3


def test_a_cancelled_import_keeps_what_is_whole(qtbot: QtBot, window: MainWindow, path: Path, tmp_path: Path) -> None:
    lines = tmp_path / "many.jsonl"
    lines.write_text("".join(f'{{"id": "d{n}", "text": "Text {n}."}}\n' for n in range(2000)), encoding="utf-8")
    window.files.import_articles([lines])
    qtbot.waitUntil(lambda: _documents(path) > 20)
    window.files.cancel()
    qtbot.waitUntil(lambda: window.files.job is None)
    assert 20 < _documents(path) < 2002
    assert len(window.session.summaries) == _documents(path)


def _documents(path: Path) -> int:
    with Project.open(path, writable=False) as project:
        return len(project.documents())


def test_a_mistake_in_background_work_does_not_block_what_comes_after(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    def mistake(_progress: object) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as raised:
        window.files._start("A mistake", mistake, lambda _: None)
        qtbot.waitUntil(lambda: window.files.job is None)
        qtbot.wait(10)
    assert [kind for kind, *_ in raised] == [ZeroDivisionError]
    window.files.export("jsonl", frozenset([Status.ACCEPTED]), tmp_path / "out.jsonl")
    qtbot.waitUntil((tmp_path / "out.jsonl").exists)


def test_typed_text_that_cannot_be_saved_keeps_the_window_open(
    qtbot: QtBot, window: MainWindow, press: Callable[..., None], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another program holds the file, closing asks; when the file is free again, the memo is kept."""
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.No)
    press(K.Key_Tab, K.Key_A, K.Key_M)
    qtbot.keyClicks(QApplication.focusWidget(), "why")
    blocker = sqlite3.connect(path, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    assert not window.close()
    assert "writing" in window.banner.text
    blocker.execute("ROLLBACK")
    blocker.close()
    assert window.close()
    with Project.open(path, writable=False) as project:
        assert [a.memo for a in project.annotations("harbour")] == ["why"]


def test_a_project_that_breaks_while_it_is_open_is_told(
    window: MainWindow, path: Path, press: Callable[..., None]
) -> None:
    """Whatever key comes next: a message, no traceback, and the page stays."""
    with sqlite3.connect(path) as other:
        other.execute("DROP TABLE suggestion_parts")
    other.close()
    window.session.step_document(1)
    window.session.step_document(-1)
    window.session.notice_other_writers()
    assert "damaged" in window.banner.text


def test_many_refused_files_leave_the_page_readable(window: MainWindow) -> None:
    window.banner.tell(*(ReadError(f"picture{n}.png is a picture.", way_out="Save its text.") for n in range(300)))
    assert "296 more" in window.banner.text
    assert window.banner.sizeHint().height() < window.height() / 2


def test_a_memo_is_in_the_file_before_its_field_is_left(
    qtbot: QtBot, window: MainWindow, press: Callable[..., None], path: Path
) -> None:
    """A pause in typing writes it: a crash costs no more than the last words. The caret stays where it is."""
    press(K.Key_Tab, K.Key_A, K.Key_M)
    field = QApplication.focusWidget()
    qtbot.keyClicks(field, "why")
    qtbot.waitUntil(lambda: _memos(path) == ["why"])
    assert QApplication.focusWidget() is field
    qtbot.keyClicks(field, " not")
    qtbot.waitUntil(lambda: _memos(path) == ["why not"])


def _memos(path: Path) -> list[str]:
    with Project.open(path, writable=False) as project:
        return [a.memo for a in project.annotations("harbour")]
