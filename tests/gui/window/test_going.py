"""The window: going to the next one of a label, the next unresolved one, the next disagreement. After every key, screen and file agree."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from annotation import review
from annotation.model import Change
from annotation.reading import Reading
from gui.main_window import MainWindow
from storage.project import Project
from tests.gui.panel_samples import place
from tests.gui.window.desk import ALT, CTRL, SHIFT, K, current_id, select

Press = Callable[..., None]


def said(window: MainWindow) -> str:
    return window.status.currentMessage()


def as_grace(window: MainWindow, path: Path, *makes: Callable[[Reading], Change | None]) -> None:
    """What another annotator does with the same document."""
    with Project.open(path, annotator="grace") as other:
        for make in makes:
            change = make(other.reading("harbour"))
            assert change is not None
            other.apply(change)
    window.session.reload()


def test_a_number_goes_to_the_next_of_its_label(window: MainWindow, press: Press) -> None:
    """Ctrl on, Alt back, by the label's place in the scheme; annotations and suggestions alike, round the ends."""
    select(window, "Nobody in the room")
    press(K.Key_C)
    claim = current_id(window)
    press(K.Key_Escape)
    window.view.move_caret(0)
    seen = []
    for _ in range(3):
        press(K.Key_2, modifier=CTRL)
        seen.append(current_id(window))
    assert seen == ["s2", claim, "s2"]
    press(K.Key_3, modifier=CTRL)
    assert current_id(window) == "s3"
    press(K.Key_1, modifier=CTRL)
    assert current_id(window) == "s1"
    press(K.Key_2, modifier=ALT)
    assert current_id(window) == claim
    assert window.view.caret == place("Nobody in the room").start


def test_without_a_current_one_it_starts_at_the_caret(window: MainWindow, press: Press) -> None:
    window.view.move_caret(place("Brandt called").start)
    press(K.Key_1, modifier=ALT)
    assert current_id(window) == "s1"
    press(K.Key_Escape)
    window.view.move_caret(place("The fishermen").start)
    press(K.Key_BracketLeft)
    assert current_id(window) == "s1"


def test_where_there_is_none_that_is_said(window: MainWindow, press: Press) -> None:
    press(K.Key_J)
    for key, modifier, told in (
        (K.Key_1, CTRL, "No quote in this document."),
        (K.Key_R, None, "No unresolved ones in this document."),
        (K.Key_D, SHIFT, "No disagreements in this document."),
        (K.Key_BracketRight, None, "Nothing is marked in this document."),
        (K.Key_Tab, None, "No open suggestions in this document: K goes to others."),
    ):
        press(key, modifier=modifier) if modifier else press(key)
        assert said(window) == told
        assert current_id(window) == ""


def test_tab_in_an_article_that_is_still_being_read_says_so(window: MainWindow, press: Press) -> None:
    """And not that there are no suggestions, for there will be."""
    press(K.Key_J)
    assert window.session.reading
    window.session.await_suggestions(window.session.reading.document.id)
    press(K.Key_Tab)
    assert said(window) == "The article is still being read: suggestions come in a moment."
    window.session.await_suggestions("")
    press(K.Key_Tab)
    assert said(window) == "No open suggestions in this document: K goes to others."


def test_r_goes_to_those_that_miss_somebody_and_says_what_to_do(window: MainWindow, press: Press) -> None:
    """The claim that was suggested has no claimant; a name resolves it."""
    press(K.Key_R)
    assert current_id(window) == "s2"
    assert said(window) == "No claimant yet: select it and press 2, or press N for the name."
    select(window, "Tomas Brandt")
    press(K.Key_2)
    press(K.Key_R)
    assert said(window) == "No unresolved ones in this document."
    select(window, "Ferry traffic fell")
    press(K.Key_T)
    made = current_id(window)
    press(K.Key_Escape)
    press(K.Key_R, modifier=SHIFT)
    assert current_id(window) == made
    assert said(window).startswith("No holder yet")


def test_d_goes_to_the_disagreements_with_another(window: MainWindow, press: Press, path: Path) -> None:
    press(K.Key_D)
    assert said(window) == "No disagreements in this document."
    press(K.Key_Tab, K.Key_A)
    mine = current_id(window)
    as_grace(
        window,
        path,
        lambda r: review.reject(r, r.suggestions["s1"]),
        lambda r: review.annotate(r, r.scheme.label("CLAIM"), place("Nobody in the room")),
    )
    press(K.Key_D)
    hers = current_id(window)
    assert window.session.reading is not None
    assert window.session.reading.annotations[hers].annotator == "grace"
    assert said(window) == "grace has a claim here, you have none."
    press(K.Key_D)
    assert current_id(window) == mine
    assert said(window) == "grace rejected what became this quote."
    press(K.Key_D, modifier=SHIFT)
    assert current_id(window) == hers
    select(window, "Nobody in the room")
    press(K.Key_C)  # now both have it
    press(K.Key_D, K.Key_D)
    assert current_id(window) == mine


def test_the_go_menu_lists_them(window: MainWindow) -> None:
    menu = next(a.menu() for a in window.menuBar().actions() if a.text() == "&Go")
    texts = [action.text() for action in menu.actions()]  # type: ignore[attr-defined]
    assert {"Next quote", "Previous stance", "Next disagreement with another annotator", "Previous unresolved"} <= set(
        texts
    )
