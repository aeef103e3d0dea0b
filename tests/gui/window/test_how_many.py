"""The window: how many suggestions are shown. List, page, keys, counts and messages agree, wherever the slider is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from gui import settings
from gui.main_window import MainWindow
from storage.project import Project
from tests.gui.window.desk import CLAIM, SHIFT, SPLIT, STANCE, K, agree, current_id, in_file, verdicts

Press = Callable[..., None]


@pytest.fixture
def path(path: Path) -> Path:
    """The quote scores 0.9, the claim 0.8, the stance 0.55; two more claims score 0.4 and 0.3."""
    with Project.open(path, annotator="ada") as project:
        project.add_suggestions("letter", [], [replace(CLAIM, id="l1", document_id="letter", score=0.3, parts=_START)])
        for id_, place, score in (("s4", 0, 0.4), ("s5", 20, 0.3)):
            parts = tuple(replace(p, range=replace(p.range, start=place, end=place + 11)) for p in _START)
            project.add_suggestions("harbour", [], [replace(CLAIM, id=id_, score=score, parts=parts)])
        stance = replace(STANCE, id="s6", score=0.55, attributes={"polarity": "oppose"})
        project.add_suggestions("harbour", [], [stance])
    return path


_START = tuple(replace(part, range=replace(part.range, start=0, end=8)) for part in CLAIM.parts)


def drawn(window: MainWindow) -> set[str]:
    return {item.id for item in window.view.scene.items}


def listed(window: MainWindow) -> set[str]:
    return {row.item.id for row in window.items.filter.rows()}


def number(window: MainWindow) -> str:
    return window.items.bar.scores.number.text()


def progress(window: MainWindow, document: int) -> str:
    return window.documents.model.row_at(document).progress


def test_what_is_below_the_least_score_is_nowhere(window: MainWindow, press: Press) -> None:
    """At first from 0.50 on: the page, the list, Tab and the counts leave out the same ones."""
    shown = {"s1", "s2", "s3", "s6"}
    assert drawn(window) == listed(window) == shown
    assert number(window) == "4 of 6 from 0.50"
    assert progress(window, 0) == "4 to decide"
    seen = set()
    for _ in range(6):
        press(K.Key_Tab)
        seen.add(current_id(window))
    assert seen == shown


def test_keys_show_more_and_fewer(window: MainWindow, press: Press) -> None:
    press(K.Key_Plus, K.Key_Plus)
    assert "s4" in drawn(window)
    assert "s5" not in drawn(window)
    assert window.status.currentMessage() == "Suggestions from 0.40 on: 5 of 6 open ones are shown."
    press(K.Key_Minus, K.Key_Minus, K.Key_Minus, K.Key_Minus)
    assert drawn(window) == listed(window) == {"s1", "s2", "s3"}
    assert number(window) == "3 of 6 from 0.60"
    for _ in range(9):
        press(K.Key_Minus)
    assert drawn(window) == set()
    assert number(window) == "0 of 6 from 1.00"
    assert progress(window, 0) == "6 below 1.00"
    assert "6 are below that" in window.items.list.hint


def test_the_slider_is_dragged_and_follows_the_keys(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    """To the right there are more."""
    slider = window.items.bar.scores.slider
    press(K.Key_Minus)
    assert window.session.least_score == 0.55
    assert slider.value() == 45
    end = QPoint(slider.width() - 2, slider.height() // 2)
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=end)
    assert window.session.least_score < 0.55
    qtbot.keyClick(slider, Qt.Key.Key_End)
    assert window.session.least_score == 0.0
    assert drawn(window) == listed(window) == {"s1", "s2", "s3", "s4", "s5", "s6"}
    agree(window)


def test_moving_it_never_moves_the_readers_place(window: MainWindow, press: Press) -> None:
    window.resize(1000, 420)
    press(K.Key_Tab, K.Key_Tab, K.Key_Tab)
    bar, caret = window.view.verticalScrollBar(), window.view.caret
    before = bar.value()
    assert before > 0
    for key in (*[K.Key_Minus] * 10, *[K.Key_Plus] * 20):
        press(key)
        assert (bar.value(), window.view.caret) == (before, caret)


def test_a_current_one_that_goes_out_of_sight_is_let_go_of(window: MainWindow, press: Press, path: Path) -> None:
    """No key then decides on what nobody sees; Tab goes on from where it was."""
    window.session.set_current("s6")
    window.commands.going.go_to_current()
    press(K.Key_Minus, K.Key_Minus)
    assert current_id(window) == ""
    press(K.Key_A, K.Key_X)
    assert verdicts(path) == {}
    press(K.Key_Tab)
    assert current_id(window) == "s3"


def test_a_memo_under_way_is_kept_when_its_suggestion_goes(
    window: MainWindow, press: Press, path: Path, qtbot: QtBot
) -> None:
    """In the field, the keys of the slider are characters like any others."""
    window.session.set_current("s6")
    press(K.Key_M)
    qtbot.keyClicks(window.editor.sheet.memo, "a call - or two")
    assert window.session.least_score == 0.5
    window.session.show_from(0.7)
    assert [label for label, *_ in in_file(path)] == ["STANCE"]
    assert "s6" not in drawn(window)
    agree(window)


def test_decided_ones_stay_whatever_they_scored(window: MainWindow, press: Press) -> None:
    press(K.Key_Plus, K.Key_Plus)
    window.session.set_current("s4")
    press(K.Key_A)
    made = current_id(window)
    for _ in range(6):
        press(K.Key_Minus)
    assert made in drawn(window) & listed(window)
    assert current_id(window) == made


def test_undo_of_a_decision_below_the_least_score_says_where_it_went(window: MainWindow, press: Press) -> None:
    press(K.Key_Plus, K.Key_Plus)
    window.session.set_current("s4")
    press(K.Key_X, K.Key_Minus, K.Key_Minus, K.Key_U)
    assert current_id(window) == "s4"  # undo shows what it undid, for as long as it is the current one
    assert "0.40, is below what is shown" in window.status.currentMessage()
    assert "s4" not in listed(window)


def test_an_article_with_only_lower_ones_says_so(window: MainWindow, press: Press) -> None:
    assert progress(window, 1) == "1 below 0.50"
    press(K.Key_J, K.Key_Tab)
    assert current_id(window) == ""
    assert window.status.currentMessage() == (
        "No open suggestions in this document: K goes to others. 1 below 0.50 is not shown: + shows more."
    )


def test_other_documents_are_counted_anew(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    window.session.show_from(0.25)
    qtbot.waitUntil(lambda: progress(window, 1) == "1 to decide")
    window.session.show_from(0.35)
    qtbot.waitUntil(lambda: progress(window, 1) == "1 below 0.35")


def test_accepting_all_takes_none_below(
    window: MainWindow, press: Press, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    window.menus["accept_all"].trigger()
    assert set(verdicts(path)) == {"s1", "s2", "s3", "s6"}
    assert progress(window, 0) == "2 below 0.50 · 4 annotations"


def test_suggestions_that_come_later_are_shown_from_the_same_score_on(window: MainWindow) -> None:
    late = [
        replace(SPLIT, id=id_, score=score, attributes={"speaker": id_}) for id_, score in (("n1", 0.6), ("n2", 0.2))
    ]
    window.session.add_suggestions("harbour", ["quotes@0.1"], late)
    assert "n1" in drawn(window) & listed(window)
    assert "n2" not in drawn(window) | listed(window)
    assert number(window) == "5 of 8 from 0.50"


def test_it_is_remembered(window: MainWindow, press: Press, path: Path, qtbot: QtBot) -> None:
    press(K.Key_Minus, K.Key_Minus)
    window.close()
    assert settings.number("suggestions/least_score", 0.0) == 0.6
    again = MainWindow()
    qtbot.addWidget(again)
    again.files.use(Project.open(path, annotator="ada"))
    assert {item.id for item in again.view.scene.items} == {"s1", "s2", "s3"}
    assert again.items.bar.scores.slider.value() == 40
    again.close()


def test_the_text_is_not_laid_out_anew(window: MainWindow, press: Press) -> None:
    laid_out = [window.view.page.laid_out(n) for n in range(3)]
    press(K.Key_Plus, K.Key_Plus, K.Key_Minus, K.Key_Minus, K.Key_Minus)
    assert all(window.view.page.laid_out(n) is block for n, block in enumerate(laid_out))
    press(K.Key_Tab, modifier=SHIFT)
