"""The window: keys that come faster than it paints. None is lost, and the page, the panels and the file end the same."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotation.model import Part, Suggestion, now
from annotation.text import TextRange
from gui.main_window import MainWindow
from storage.project import Project
from tests.gui.panel_samples import document
from tests.gui.window.desk import K, agree, current_id

SENTENCES = [f"Pier {n} will open in May, the board said." for n in range(24)]
TEXT = "\n".join(SENTENCES)
AHEAD = 20  # decisions that wait in the queue at once


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A document with more open suggestions than are decided."""
    with Project.create(tmp_path / "piers.sqlite", annotator="ada") as project:
        project.add_document(document("piers.txt", TEXT), TEXT.encode())
        project.add_suggestions("piers", ["claims@0.1"], [_claim(n) for n in range(len(SENTENCES))])
    return tmp_path / "piers.sqlite"


def test_twenty_decisions_queued_at_once_are_all_taken_in_order(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    """Tab, then A or X, twenty times, all in the queue before the first is handled; then all of it is undone the same way."""
    keys = [key for n in range(AHEAD) for key in (K.Key_Tab, K.Key_A if n % 3 else K.Key_X)]
    _type_ahead(window, keys, qtbot)
    expected = {f"claim{n:02}": "accept" if n % 3 else "reject" for n in range(AHEAD)}
    assert _verdicts(path) == expected
    agree(window)
    assert window.session.current is not None
    assert window.session.current.parts == _claim(AHEAD - 1).parts
    assert len(window.session.reading.open_suggestions() if window.session.reading else []) == len(SENTENCES) - AHEAD
    _type_ahead(window, [K.Key_U] * AHEAD, qtbot)
    assert _verdicts(path) == {}
    agree(window)
    assert current_id(window) == "claim00"


def test_keys_of_several_kinds_queued_at_once_act_on_what_the_ones_before_left(
    window: MainWindow, path: Path, qtbot: QtBot
) -> None:
    """Each key finds the caret, the selection and the current item as the key before it has left them."""
    walk = [K.Key_Right, K.Key_Space]  # into the first word of a line, and the word selected
    _type_ahead(
        window, [*walk, K.Key_Q, K.Key_F, K.Key_F, K.Key_Down, K.Key_Space, K.Key_T, K.Key_F, K.Key_Tab, K.Key_X], qtbot
    )
    with Project.open(path, annotator="ada", writable=False) as project:
        made = [
            (a.label, [p.range.of(TEXT) for p in a.parts], dict(a.attributes)) for a in project.annotations("piers")
        ]
    assert sorted(made) == [("QUOTE", ["Pier"], {"form": "indirect"}), ("STANCE", ["Pier"], {"polarity": "support"})]
    assert list(_verdicts(path).values()) == ["reject"]
    agree(window)


def _type_ahead(window: MainWindow, keys: list[Qt.Key], qtbot: QtBot) -> None:
    """Put key presses into the event queue, all before the first one is handled, and wait until the queue is empty."""
    handled: list[Qt.Key] = []

    def press(key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or window, key)
        handled.append(key)

    for key in keys:
        QTimer.singleShot(0, partial(press, key))
    assert handled == []
    qtbot.waitUntil(lambda: len(handled) == len(keys))
    QApplication.processEvents()
    assert handled == keys


def _verdicts(path: Path) -> dict[str, str]:
    with Project.open(path, annotator="ada", writable=False) as project:
        return {d.suggestion_id: d.verdict.value for d in project.decisions("piers")}


def _claim(number: int) -> Suggestion:
    words = SENTENCES[number].removesuffix(", the board said.")
    start = TEXT.index(words + ",")
    return Suggestion(
        id=f"claim{number:02}",
        document_id="piers",
        label="CLAIM",
        parts=(Part("span", TextRange(start, start + len(words))),),
        suggester="claims@0.1",
        score=0.7,
        reason="future tense",
        created=now(),
    )
