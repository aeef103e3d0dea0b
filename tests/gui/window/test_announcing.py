"""What a screen reader is told while an analyst works."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotation.errors import InputError
from gui.main_window import MainWindow
from tests.gui.panel_samples import HARBOUR, place
from tests.gui.window.desk import ALT, CTRL, SHIFT, K, select


@pytest.fixture(autouse=True)
def reader(qapp: QApplication) -> Iterator[None]:
    """A screen reader is there: Qt tells what happens."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def hear(qtbot: QtBot, window: MainWindow) -> Callable[..., str]:
    """What is announced after something is done."""

    def heard(do: Callable[[], object]) -> str:
        qtbot.waitUntil(lambda: not window.announcer.is_about_to_speak)
        with qtbot.waitSignal(window.announcer.announced) as said:
            do()
        assert said.args is not None
        return str(said.args[0])

    return heard


def test_the_next_suggestion_is_read_out(hear: Callable[..., str], press: Callable[..., None]) -> None:
    """Tab says which suggestion of how many it is, its label, its words, who speaks and how sure the suggester is."""
    assert hear(lambda: press(K.Key_Tab)) == (
        "Suggestion 1 of 3: quote, “We have waited twelve years for this,” … “and the children of this town have waited "
        "longer.”, cue said, by Mayor Ruta Vele, direct, score 0.90."
    )


def test_a_decision_is_said_and_not_read_out_again(hear: Callable[..., str], press: Callable[..., None]) -> None:
    """Accepting says what was done; the annotation that came of it is the same words, and is not repeated."""
    hear(lambda: press(K.Key_Tab))
    assert hear(lambda: press(K.Key_A)) == "Accept quote"
    assert hear(lambda: press(K.Key_U)).startswith("Undid: accept quote.")


def test_going_on_after_a_decision_says_both(
    window: MainWindow, hear: Callable[..., str], press: Callable[..., None]
) -> None:
    """Where the next suggestion follows by itself, the decision is heard first, then that suggestion."""
    window.menus["go_on"].trigger()
    hear(lambda: press(K.Key_Tab))
    said = hear(lambda: press(K.Key_X))
    assert said.startswith("Reject quote. Suggestion 1 of 2: stance, “rejected the plan”")


def test_the_caret_says_what_it_was_moved_by(
    window: MainWindow, hear: Callable[..., str], press: Callable[..., None]
) -> None:
    """By character the character, by word the word, by sentence the sentence, by line the line, by paragraph the paragraph."""
    window.view.move_caret(0)
    assert hear(lambda: press(K.Key_Right)) == "h"
    assert hear(lambda: press(K.Key_Right, modifier=CTRL)) == "The"
    assert hear(lambda: press(K.Key_Right)) == "c"
    assert hear(lambda: press(K.Key_Left)) == "space"
    first_line = window.view.page.line_range(0)
    assert hear(lambda: press(K.Key_Home)) == "T"
    assert hear(lambda: press(K.Key_Down, modifier=CTRL)).startswith("“We have waited twelve years")
    assert hear(lambda: press(K.Key_Right, modifier=ALT)).startswith("She told reporters")
    assert hear(lambda: press(K.Key_Home, modifier=CTRL)) == HARBOUR[slice(*first_line)]
    assert hear(lambda: press(K.Key_End, modifier=CTRL)) == "end of the text"


def test_a_quotation_mark_is_said_by_name(
    window: MainWindow, hear: Callable[..., str], press: Callable[..., None]
) -> None:
    """Readers pass over punctuation; alone at the caret it is named."""
    window.view.move_caret(place("“We").start - 1)
    assert hear(lambda: press(K.Key_Right)) == "left double quotation mark"


def test_what_is_selected_is_said(window: MainWindow, hear: Callable[..., str], press: Callable[..., None]) -> None:
    """What a key adds to the selection or takes away is said, not the whole again; letting go says that nothing is."""
    window.view.move_caret(place("council").start)
    assert hear(lambda: press(K.Key_Space)) == "selected: council"
    assert hear(lambda: press(K.Key_Right, modifier=SHIFT | CTRL)) == "selected: of"
    assert hear(lambda: press(K.Key_Left, modifier=SHIFT)) == "unselected: f"
    assert hear(lambda: press(K.Key_Escape)) == "nothing selected"


def test_a_key_held_down_says_where_it_came_to(window: MainWindow, qtbot: QtBot, press: Callable[..., None]) -> None:
    """Twenty steps in one turn of the event loop are one announcement: of the last place."""
    window.view.move_caret(0)
    qtbot.waitUntil(lambda: not window.announcer.is_about_to_speak)
    spy = QSignalSpy(window.announcer.announced)
    with qtbot.waitSignal(window.announcer.announced):
        for _ in range(20):
            qtbot.keyClick(window.view, K.Key_Right, CTRL)
    assert spy.count() == 1
    assert spy.at(0) == [HARBOUR[: window.view.caret].split()[-1].strip("“”,.")]


def test_an_error_is_said(window: MainWindow, hear: Callable[..., str]) -> None:
    """What goes wrong is said with the way out, as the banner shows it."""
    said = hear(lambda: window.session.failed.emit(InputError("It is empty.", way_out="Choose another file.")))
    assert "It is empty." in said
    assert "Choose another file." in said


def test_another_document_is_named(hear: Callable[..., str], press: Callable[..., None]) -> None:
    """The next document's name is said, with how much is open in it; its first character is not."""
    assert hear(lambda: press(K.Key_J)) == "letter.txt, 0 open suggestions"


def test_nothing_is_said_where_nobody_listens(window: MainWindow, qtbot: QtBot, press: Callable[..., None]) -> None:
    """Without assistive technology no announcement is made, and none is kept for later."""
    qtbot.waitUntil(lambda: not window.announcer.is_about_to_speak)
    QAccessible.setActive(False)
    press(K.Key_Tab)
    select(window, "council")
    assert not window.announcer.is_about_to_speak
