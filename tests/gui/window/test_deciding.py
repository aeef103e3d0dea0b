"""The window: by keys: deciding on suggestions, undo, and going on. After every key, screen and file agree."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from annotation.text import TextRange
from gui.main_window import MainWindow
from storage.project import Project
from tests.gui.panel_samples import HARBOUR
from tests.gui.window.desk import (
    SHIFT,
    SPLIT,
    K,
    agree,
    current_id,
    in_file,
    select,
    verdicts,
)


def test_tab_goes_round_the_open_suggestions_in_text_order(window: MainWindow, press: Callable[..., None]) -> None:
    seen = []
    for _ in range(4):
        press(K.Key_Tab)
        seen.append(current_id(window))
    assert seen == ["s1", "s3", "s2", "s1"]
    press(K.Key_Backtab, modifier=SHIFT)
    assert current_id(window) == "s2"


def test_a_accepts_x_rejects_s_skips(window: MainWindow, press: Callable[..., None], path: Path) -> None:
    press(K.Key_Tab, K.Key_A, K.Key_Tab, K.Key_X, K.Key_Tab, K.Key_S)
    assert verdicts(path) == {"s1": "accept", "s3": "reject", "s2": "skip"}
    assert [label for label, *_ in in_file(path)] == ["QUOTE"]
    press(K.Key_Tab)
    assert current_id(window) == "s2"  # a skipped one stays open


def test_what_was_accepted_stays_current_as_the_annotation(window: MainWindow, press: Callable[..., None]) -> None:
    press(K.Key_Tab, K.Key_A)
    made = window.session.current
    assert made is not None
    assert made.id in (window.session.reading.annotations if window.session.reading else {})
    press(K.Key_U)
    assert current_id(window) == "s1"


def test_u_undoes_everything_and_shift_u_brings_it_back(
    window: MainWindow, press: Callable[..., None], path: Path
) -> None:
    press(K.Key_Tab, K.Key_A, K.Key_Tab, K.Key_X, K.Key_F2)
    select(window, "Ferry traffic fell by a third")
    press(K.Key_C, K.Key_W, K.Key_F)
    done = in_file(path), verdicts(path)
    for _ in range(5):
        press(K.Key_U)
    assert in_file(path) == []
    assert verdicts(path) == {}
    for _ in range(5):
        press(K.Key_U, modifier=SHIFT)
    assert (in_file(path), verdicts(path)) == done


def test_a_rejected_suggestion_is_listed_on_request_and_can_be_reopened(
    window: MainWindow, press: Callable[..., None], path: Path
) -> None:
    press(K.Key_Tab, K.Key_X)
    window.menus["show_rejected"].trigger()
    assert "s1" in {item.id for item in window.view.scene.items}
    window.menus["show_rejected"].trigger()
    window.session.set_current("s1")
    press(K.Key_O)
    assert verdicts(path) == {}


def test_undo_shows_the_document_that_it_changes(window: MainWindow, press: Callable[..., None]) -> None:
    press(K.Key_Tab, K.Key_A, K.Key_J)
    press(K.Key_U)
    assert window.view.text == HARBOUR
    assert current_id(window) == "s1"


def test_decisions_never_move_the_readers_place(window: MainWindow, press: Callable[..., None]) -> None:
    window.resize(1000, 420)
    press(K.Key_Tab, K.Key_Tab)
    place_before = window.view.verticalScrollBar().value()
    press(K.Key_A, K.Key_U, K.Key_X, K.Key_U, K.Key_S)
    assert window.view.verticalScrollBar().value() == place_before


def test_going_on_after_a_decision_can_be_chosen(window: MainWindow, press: Callable[..., None], path: Path) -> None:
    window.menus["go_on"].trigger()
    press(K.Key_Tab, K.Key_A, K.Key_X, K.Key_A)
    assert verdicts(path) == {"s1": "accept", "s3": "reject", "s2": "accept"}


def test_typing_ahead_loses_no_decision(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    """Twenty keys that arrive before the window has painted once are all done, in order."""
    view = window.view
    for _ in range(5):
        for key in (K.Key_Tab, K.Key_A, K.Key_U, K.Key_X):
            qtbot.keyClick(view, key)
    qtbot.keyClick(view, K.Key_Tab)
    agree(window)
    assert set(verdicts(path).values()) == {"reject"}


def test_another_programs_work_appears(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    with Project.open(path, annotator="grace") as other:
        from annotation import review
        from annotation.reading import Reading

        reading = Reading(other.document("harbour"), "grace")
        other.apply(review.annotate(reading, other.scheme.label("CLAIM"), TextRange(0, 11)))
    qtbot.waitUntil(
        lambda: (
            "grace"
            in {a.annotator for a in (window.session.reading.annotations.values() if window.session.reading else ())}
        )
    )
    agree(window)


def test_a_change_that_came_too_late_is_told_and_the_page_shows_the_file(
    window: MainWindow, press: Callable[..., None], path: Path
) -> None:
    press(K.Key_Tab)
    with Project.open(path, annotator="ada") as other:
        from annotation import review
        from annotation.reading import Reading

        reading = Reading(other.document("harbour"), "ada", {s.id: s for s in other.suggestions("harbour")})
        change = review.reject(reading, SPLIT)
        assert change is not None
        other.apply(change)
    press(K.Key_A)
    assert "Another program" in window.banner.text
    assert verdicts(path) == {"s1": "reject"}


def test_accepting_all_that_the_filter_shows_is_one_undo(
    window: MainWindow, press: Callable[..., None], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    window.menus["accept_all"].trigger()
    assert sorted(verdicts(path).values()) == ["accept", "accept", "accept"]
    press(K.Key_U)
    assert verdicts(path) == {}


def test_undo_makes_current_what_it_undid(window: MainWindow, press: Callable[..., None]) -> None:
    press(K.Key_Tab, K.Key_A, K.Key_Tab, K.Key_Tab)
    assert current_id(window) == "s2"
    press(K.Key_U)
    assert current_id(window) == "s1"
