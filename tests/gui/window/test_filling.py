"""The window: a stance made of a name is filled in by the suggester, a moment later, and nothing of the analyst's is touched by it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotation.exchange import ExchangeAnnotation
from annotation.model import Part, Status, sorted_parts
from annotation.suggest.phrases_asked import PHRASES
from gui.main_window import MainWindow
from tests.gui.panel_samples import place
from tests.gui.window.desk import SHIFT, K, current_id, in_file, select

PATIENCE = 100_000  # milliseconds: spaCy is imported, and the weights are read
PLAN = [
    ("holder", "The fishermen’s union"),
    ("evidence", "The fishermen’s union rejected the plan"),
    ("target", "the plan"),
]


@pytest.fixture
def asleep(window: MainWindow) -> Iterator[None]:
    """A suggester whose process has been started and does not come to answer: what it would say, the test says."""
    suggester = window.files.suggester
    suggester.warm_up()
    process = suggester._process
    assert process is not None
    assert process.waitForStarted()
    os.kill(process.processId(), signal.SIGSTOP)
    yield
    suggester.stop()


def say(window: MainWindow, *parts: tuple[str, str], **attributes: str) -> None:
    """The suggester's answer to what was asked first."""
    passage_id, (_, question) = next(iter(window.filling._asked.items()))
    told = ExchangeAnnotation(
        id="a",
        label="STANCE",
        status=Status.SUGGESTED,
        parts=sorted_parts(Part(role, place(words, text=question.passage.text)) for role, words in parts),
        attributes=attributes,
        suggester="stances@0.2",
        score=0.9,
    )
    answer = replace(question.passage, annotations=(told,), meta={PHRASES: [True]})
    window.files.suggester.answered.emit(passage_id, answer)


def oppose(window: MainWindow) -> None:
    say(window, *PLAN, polarity="oppose", intensity="2", holder_name="Union of Port Aldis")


def stance(path: Path) -> list[tuple[list[tuple[str, str]], dict[str, str]]]:
    return [(parts, attributes) for label, parts, attributes in in_file(path) if label == "STANCE"]


JUST_MADE: tuple[list[tuple[str, str]], dict[str, str]] = ([("evidence", "the plan")], {})


@pytest.mark.usefixtures("asleep")
def test_the_stance_of_a_name_is_filled_in_and_one_undo_takes_that_back(
    window: MainWindow, press: Callable[..., None], path: Path
) -> None:
    """It is in the file as it was made before the answer comes; the second undo takes the annotation away, and redo brings both again."""
    said: list[str] = []
    window.session.said.connect(said.append)
    select(window, "the plan")
    press(K.Key_T)
    assert stance(path) == [JUST_MADE]
    oppose(window)
    assert stance(path) == [
        (PLAN, {"polarity": "oppose", "intensity": "2", "holder_name": "Union of Port Aldis"}),
    ]
    assert said[-1] == "Filled in: oppose, held by Union of Port Aldis. U undoes."
    press(K.Key_U)
    assert stance(path) == [JUST_MADE]
    press(K.Key_U)
    assert stance(path) == []
    press(K.Key_U, modifier=SHIFT)
    press(K.Key_U, modifier=SHIFT)
    assert stance(path)[0][1]["polarity"] == "oppose"


@pytest.mark.usefixtures("asleep")
def test_the_reader_s_place_stays(window: MainWindow, press: Callable[..., None], path: Path) -> None:
    """The focus, the caret, the selection, the text's place, and which item is current; also where none is."""
    window.resize(700, 300)
    for leave in ([K.Key_Escape], [K.Key_Tab]):
        select(window, "the plan")
        press(K.Key_T)
        press(*leave)
        window.documents.setFocus()
        window.view.select(place("the vote"))
        before = (current_id(window), window.view.caret, window.view.selection, window.view.place, window.focusWidget())
        oppose(window)
        assert stance(path)[0][1]["polarity"] == "oppose"
        after = (current_id(window), window.view.caret, window.view.selection, window.view.place, window.focusWidget())
        assert after == before
        window.view.setFocus()
        window.view.clear_selection()
        press(K.Key_U, K.Key_U)


@pytest.mark.usefixtures("asleep")
def test_what_the_analyst_did_meanwhile_stands(window: MainWindow, press: Callable[..., None], path: Path) -> None:
    """A polarity that was set, a deletion, an end that is being moved, and what could still be redone."""
    select(window, "the plan")
    press(K.Key_T, K.Key_F)
    oppose(window)
    assert stance(path) == [([("evidence", "the plan")], {"polarity": "support"})]
    press(K.Key_Delete)
    select(window, "the plan")
    press(K.Key_T, K.Key_Delete)
    oppose(window)
    assert stance(path) == []
    select(window, "the plan")
    press(K.Key_T, K.Key_H)
    assert window.view.held
    oppose(window)
    assert stance(path) == [JUST_MADE]
    assert window.view.held
    press(K.Key_Escape, K.Key_Delete)
    select(window, "the plan")
    press(K.Key_T, K.Key_Tab, K.Key_A, K.Key_U)
    oppose(window)
    assert stance(path) == [JUST_MADE]
    press(K.Key_U, modifier=SHIFT)
    assert len(in_file(path)) == 2


@pytest.mark.usefixtures("asleep")
def test_an_answer_for_a_document_that_is_not_open_any_more_is_dropped(
    window: MainWindow, press: Callable[..., None], path: Path
) -> None:
    """Nothing opens by itself, and nothing is changed out of sight."""
    select(window, "the plan")
    press(K.Key_T)
    window.session.open_document("letter")
    oppose(window)
    assert window.session.reading is not None
    assert window.session.reading.document.id == "letter"
    assert stance(path) == [JUST_MADE]
    assert window.filling.waiting == 0


@pytest.mark.usefixtures("asleep")
def test_only_stances_of_a_name_are_asked_about(window: MainWindow, press: Callable[..., None]) -> None:
    for words, key, asked in (
        ("the plan", K.Key_C, 0),
        ("The fishermen’s union rejected the plan.", K.Key_T, 0),
        ("the old ferry terminal", K.Key_T, 1),
        ("Tomas Brandt", K.Key_T, 2),
    ):
        select(window, words)
        press(key)
        assert window.filling.waiting == asked
    press(K.Key_Escape, K.Key_T)
    select(window, "Ruta Vele")
    window.view.dragged.emit()
    assert window.filling.waiting == 3


def test_a_suggester_that_is_not_running_is_not_started_for_it(
    window: MainWindow, press: Callable[..., None], path: Path
) -> None:
    """The annotation is what it has always been."""
    select(window, "the plan")
    press(K.Key_T)
    assert not window.files.suggester.running
    assert (window.filling.waiting, stance(path)) == (0, [JUST_MADE])


@pytest.mark.usefixtures("asleep")
def test_a_suggester_that_dies_is_told_once(
    qtbot: QtBot, window: MainWindow, press: Callable[..., None], path: Path
) -> None:
    """What was marked stays, and so does what is marked after that."""
    told: list[object] = []
    window.files.told.connect(told.append)
    for words in ("the plan", "Tomas Brandt"):
        select(window, words)
        press(K.Key_T)
    assert window.filling.waiting == 2
    process = window.files.suggester._process
    assert process is not None
    process.kill()
    qtbot.waitUntil(lambda: bool(told))
    select(window, "Ruta Vele")
    press(K.Key_T)
    assert (len(told), window.filling.waiting, len(stance(path))) == (1, 0, 3)
    assert "suggester stopped" in window.banner.text


def test_the_suggester_answers_behind_the_document_that_it_reads(
    qtbot: QtBot, window: MainWindow, press: Callable[..., None], path: Path
) -> None:
    """With the real one: the document's suggestions and the answer do not take each other's place."""
    suggester = window.files.suggester
    suggested: list[str] = []
    suggester.suggested.connect(lambda document_id, *_: suggested.append(document_id))
    window.menus["suggest"].trigger()
    assert suggester.asked == "harbour"
    select(window, "the plan")
    press(K.Key_T)
    assert (window.filling.waiting, stance(path)) == (1, [JUST_MADE])
    qtbot.waitUntil(lambda: window.filling.waiting == 0, timeout=PATIENCE)
    assert suggested == ["harbour"]
    ((parts, attributes),) = stance(path)
    assert attributes["polarity"] == "oppose"
    assert ("target", "the plan") in parts
    assert ("holder", "The fishermen’s union") in parts
    assert any(role == "evidence" and "rejected the plan" in words for role, words in parts)
