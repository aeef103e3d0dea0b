"""The window: a claim that the article says several times is decided on once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from annotation.model import Part, Suggestion
from annotation.text import TextRange
from gui.main_window import MainWindow
from storage.project import Project
from tests.gui.panel_samples import document
from tests.gui.window.desk import CLAIM, K, current_id

TIMES = (
    "The pier will cost forty million crowns.",
    "It was in the paper.",
    "The pier will cost 40 million crowns.",
    "The pier will cost 40,000,000 crowns.",
    "Ferry traffic fell by a third last year.",
)
TEXT = " ".join(TIMES)


def claim(id_: str, words: str, *, score: float = 0.8) -> Suggestion:
    start = TEXT.index(words)
    parts = (Part("span", TextRange(start, start + len(words))),)
    return replace(CLAIM, id=id_, document_id="tides", parts=parts, score=score, attributes={}, suggester="claims@0.2")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """“first”, “again” and “third” say the same, “other” something else."""
    with Project.create(tmp_path / "news.sqlite", annotator="ada") as project:
        project.add_document(document("tides.txt", TEXT), TEXT.encode())
        names = {"first": 0, "again": 2, "third": 3, "other": 4}
        scores = {"first": 0.8, "again": 0.7, "third": 0.6, "other": 0.9}
        suggestions = [claim(id_, TIMES[n], score=scores[id_]) for id_, n in names.items()]
        project.add_suggestions("tides", ["claims@0.2"], suggestions)
    return tmp_path / "news.sqlite"


def press(qtbot: QtBot, window: MainWindow, *keys: K) -> None:
    """Press keys on the page; after each, what is drawn, listed and counted is the same."""
    for key in keys:
        qtbot.keyClick(window.view, key)
        agree(window)


def agree(window: MainWindow) -> None:
    reading = window.session.reading
    assert reading is not None
    drawn = {item.id for item in window.view.scene.items}
    assert drawn == {row.item.id for row in window.items.filter.rows()} == {item.id for item in reading.items()}
    (summary,) = window.session.summaries
    assert summary.open == len(reading.open_suggestions())
    assert window.session.project is not None
    fresh = window.session.project.reading("tides")
    fresh.show_from(window.session.least_score)
    assert [item.id for item in fresh.items()] == [item.id for item in reading.items()]
    rows = {row.item.id: row.repeats for row in window.items.filter.rows()}
    assert rows == {item.id: len(fresh.said_again(item)) for item in fresh.items()}


def links(path: Path) -> set[tuple[str, str, str]]:
    """The links of the file, by the suggestions that their ends came of."""
    with Project.open(path, annotator="ada", writable=False) as project:
        origin = {a.id: a.suggestion_id or "" for a in project.annotations("tides")}
        return {(k.kind, origin[k.from_id], origin[k.to_id]) for k in project.links("tides")}


def again(window: MainWindow) -> dict[str, str]:
    return {row.item.id: row.again for row in window.items.filter.rows()}


def test_it_is_shown_once_and_says_how_often(window: MainWindow, qtbot: QtBot) -> None:
    agree(window)
    assert again(window) == {"first": "said again 2×", "other": ""}
    seen = []
    for _ in range(3):
        press(qtbot, window, K.Key_Tab)
        seen.append(current_id(window))
    assert seen == ["first", "other", "first"]


def test_accepting_the_first_accepts_all_and_links_them(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    """As one change: one undo takes it back, and the first is current again."""
    press(qtbot, window, K.Key_Tab, K.Key_A)
    assert verdicts_of(path) == {"first": "accept", "again": "accept", "third": "accept"}
    assert links(path) == {("same_as", "again", "first"), ("same_as", "third", "first")}
    assert window.status.currentMessage() == "Accept claim and 2 repeats"
    press(qtbot, window, K.Key_U)
    assert verdicts_of(path) == {}
    assert links(path) == set()
    assert current_id(window) == "first"
    assert again(window)["first"] == "said again 2×"


def verdicts_of(path: Path) -> dict[str, str]:
    with Project.open(path, annotator="ada", writable=False) as project:
        return {d.suggestion_id: d.verdict.value for d in project.decisions("tides")}


def test_rejecting_the_first_rejects_all(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    """What is no claim here is none there: nothing comes up again to be rejected once more."""
    press(qtbot, window, K.Key_Tab, K.Key_X)
    assert verdicts_of(path) == {"first": "reject", "again": "reject", "third": "reject"}
    press(qtbot, window, K.Key_U)
    assert verdicts_of(path) == {}
    assert current_id(window) == "first"


def test_each_can_be_visited_and_decided_on_alone(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    press(qtbot, window, K.Key_Tab)
    window.menus["follow_link"].trigger()
    assert current_id(window) == "again"
    assert window.status.currentMessage() == "Said 3 times: this is number 2."
    window.menus["follow_link"].trigger()
    assert current_id(window) == "third"
    press(qtbot, window, K.Key_X)
    assert verdicts_of(path) == {"third": "reject"}
    assert again(window)["first"] == "said again 1×"
    window.session.set_current("again")
    window.menus["follow_link"].trigger()
    assert current_id(window) == "first"
    press(qtbot, window, K.Key_A)
    assert links(path) == {("same_as", "again", "first")}


def test_one_that_was_accepted_alone_is_linked_with_the_first(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    """Until the first is decided on, it stays to be decided."""
    window.session.set_current("again")
    press(qtbot, window, K.Key_A)
    assert again(window)["first"] == "said again 1×"
    window.session.set_current("first")
    press(qtbot, window, K.Key_A)
    assert links(path) == {("same_as", "again", "first"), ("same_as", "third", "first")}


def test_skipping_and_editing_leave_the_repeats_behind_the_first(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    """An edited first has them behind it, and accepting it once more takes them along."""
    press(qtbot, window, K.Key_Tab, K.Key_S)
    assert again(window) == {"first": "said again 2×", "other": ""}
    press(qtbot, window, K.Key_F)
    assert verdicts_of(path) == {"first": "edit"}
    edited = current_id(window)
    assert again(window)[edited] == "said again 2×"
    press(qtbot, window, K.Key_A)
    assert verdicts_of(path) == {"first": "edit", "again": "accept", "third": "accept"}
    assert len(links(path)) == 2


def test_the_slider_counts_for_repeats_too(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    """What is below it is not accepted along; where the first is below, the next one stands for them."""
    press(qtbot, window, K.Key_Minus, K.Key_Minus, K.Key_Minus)
    assert again(window) == {"first": "said again 1×", "other": ""}
    press(qtbot, window, K.Key_Tab, K.Key_A)
    assert verdicts_of(path) == {"first": "accept", "again": "accept"}
    press(qtbot, window, K.Key_U, K.Key_Plus, K.Key_Plus)
    assert again(window)["first"] == "said again 2×"


def test_accepting_all_tells_of_repeats(
    window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked: list[str] = []

    def yes(*arguments: object) -> QMessageBox.StandardButton:
        asked.append(str(arguments[-1]))
        return QMessageBox.StandardButton.Yes

    monkeypatch.setattr(QMessageBox, "question", yes)
    window.menus["accept_all"].trigger()
    assert asked == [
        "Accept all 2 suggestions that the filter shows, with 2 that say the same again? One undo takes it back."
    ]
    assert len(verdicts_of(path)) == 4
    press(qtbot, window, K.Key_U)
    assert verdicts_of(path) == {}
