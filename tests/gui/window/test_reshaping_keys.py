"""The window: splitting, carving, joining, extending and naming by keys. After every key, screen and file agree."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gui.main_window import MainWindow
from storage.project import Project
from tests.gui.panel_samples import place
from tests.gui.window.desk import CTRL, SHIFT, K, current_id, in_file, select, verdicts

# Qt’s offscreen platform says so of the list of names.
pytestmark = pytest.mark.qt_log_ignore(
    "does not support propagateSizeHints", r"does not support raise\(\)", "does not support grabbing the keyboard"
)

Press = Callable[..., None]


def contents(path: Path) -> list[list[str]]:
    """The words of the main part of each annotation, as another program reads them."""
    main = ("content", "span", "evidence")
    return sorted([words for role, words in parts if role in main] for _, parts, _ in in_file(path))


def said(window: MainWindow) -> str:
    return window.status.currentMessage()


def test_v_splits_a_suggestion_at_the_caret_and_one_undo_joins_it_again(
    window: MainWindow, press: Press, path: Path
) -> None:
    press(K.Key_Tab)
    window.view.move_caret(place("said, “and the children").start + 2)
    press(K.Key_V)
    assert contents(path) == [
        ["“We have waited twelve years for this,”"],
        ["“and the children of this town have waited longer.”"],
    ]
    assert all(("source", "Mayor Ruta Vele") in parts for _, parts, _ in in_file(path))
    assert verdicts(path) == {"s1": "edit"}
    assert said(window) == "Split the quote in two: ] goes to the second."
    first = current_id(window)
    press(K.Key_BracketRight)
    assert current_id(window) not in (first, "s1")
    press(K.Key_U)
    assert in_file(path) == []
    assert verdicts(path) == {}
    assert current_id(window) == "s1"


def test_v_with_a_selection_carves_it_out(window: MainWindow, press: Press, path: Path) -> None:
    select(window, "Ferry traffic fell by a third last year")
    press(K.Key_C)
    select(window, "by a third")
    press(K.Key_V)
    assert contents(path) == [["Ferry traffic fell", "last year"]]
    assert said(window) == "Carved “by a third” out of the claim."
    assert window.view.selection is None
    press(K.Key_U)
    assert contents(path) == [["Ferry traffic fell by a third last year"]]


def test_b_joins_with_the_next_of_the_same_label(window: MainWindow, press: Press, path: Path) -> None:
    """An open suggestion counts as edited into it; the claim between is left alone."""
    select(window, "The council of Port Aldis")
    press(K.Key_Q, K.Key_B)
    assert contents(path) == [
        [
            "The council of Port Aldis",
            "“We have waited twelve years for this,”",
            "“and the children of this town have waited longer.”",
        ]
    ]
    assert in_file(path)[0][2] == {"form": "direct"}
    assert verdicts(path) == {"s1": "edit"}
    assert "Joined the quote with ““We have waited" in said(window)
    joined = current_id(window)
    press(K.Key_B)
    assert said(window).startswith("No quote of yours comes after this one: select back")
    press(K.Key_U)
    assert contents(path) == [["The council of Port Aldis"]]
    assert verdicts(path) == {}
    assert current_id(window) == joined


def test_b_with_a_selection_joins_all_that_it_touches(window: MainWindow, press: Press, path: Path) -> None:
    for words in ("voted on Tuesday", "Ferry traffic", "fell by", "a third"):
        select(window, words)
        press(K.Key_C)
    select(window, "Ferry traffic fell by a third last year")
    press(K.Key_B)
    assert contents(path) == [["Ferry traffic fell by a third"], ["voted on Tuesday"]]
    assert said(window) == "Joined the claim with 2 others."
    select(window, "Nobody in the room")
    press(K.Key_B)
    assert said(window) == "No other claim of yours is in the selection."


def test_a_joined_one_can_be_deleted(window: MainWindow, press: Press, path: Path) -> None:
    """Every suggestion that went into it is rejected then; undo brings all of it back."""
    select(window, "The council of Port Aldis")
    press(K.Key_Q, K.Key_B)
    before = in_file(path), verdicts(path)
    press(K.Key_X)
    assert (in_file(path), verdicts(path)) == ([], {"s1": "reject"})
    press(K.Key_U)
    assert (in_file(path), verdicts(path)) == before


def test_what_others_have_made_is_not_joined(window: MainWindow, press: Press, path: Path) -> None:
    from annotation import review
    from annotation.reading import Reading

    with Project.open(path, annotator="grace") as other:
        reading = Reading(other.document("harbour"), "grace")
        other.apply(review.annotate(reading, other.scheme.label("CLAIM"), place("Ferry traffic")))
    window.session.reload()
    select(window, "The fishermen’s union")
    press(K.Key_C, K.Key_B)
    assert contents(path)[0] == ["Ferry traffic"]
    assert verdicts(path) == {"s2": "edit"}  # the next claim of one’s own is the suggestion


def test_p_extends_the_nearest_part(window: MainWindow, press: Press, path: Path) -> None:
    """To the selection, else to the caret, in either direction."""
    select(window, "traffic fell")
    press(K.Key_C)
    select(window, "a third")
    press(K.Key_P)
    assert contents(path) == [["traffic fell by a third"]]
    assert said(window) == "Extended the span “traffic fell”."
    window.view.move_caret(place("Ferry traffic").start)
    press(K.Key_P)
    assert contents(path) == [["Ferry traffic fell by a third"]]
    window.view.move_caret(place("last year").end)
    press(K.Key_P)
    assert contents(path) == [["Ferry traffic fell by a third last year"]]
    press(K.Key_U, K.Key_U, K.Key_U)
    assert contents(path) == [["traffic fell"]]


def test_p_extends_the_part_beside_the_selection(window: MainWindow, press: Press, path: Path) -> None:
    """Not always the main one: here the name of who claims it."""
    select(window, "the new pier will cost")
    press(K.Key_C)
    select(window, "Brandt")
    press(K.Key_2)
    select(window, "its chair")
    press(K.Key_P)
    assert ("claimant", "its chair, Tomas Brandt") in in_file(path)[0][1]
    assert said(window) == "Extended the claimant “Brandt”."


@pytest.mark.parametrize(
    ("key", "words", "told"),
    [
        (K.Key_V, "", "To split the claim, put the caret between two words of its span."),
        (
            K.Key_V,
            "Nobody",
            "To carve out of the claim, select words within its span; to split it, put the caret there.",
        ),
        (K.Key_P, "", "To extend a part, select what it is to reach over, or put the caret where it is to end."),
        (K.Key_P, "fell by", "The span reaches over this already."),
    ],
)
def test_where_a_key_has_nothing_to_do_it_says_what_to_do(
    window: MainWindow, press: Press, path: Path, key: K, words: str, told: str
) -> None:
    select(window, "traffic fell by a third")
    press(K.Key_C)
    window.view.move_caret(place("traffic fell").start)
    before = in_file(path)
    if words:
        select(window, words)
    press(key)
    assert said(window) == told
    assert in_file(path) == before


def test_what_would_leave_nothing_is_refused(window: MainWindow, press: Press, path: Path) -> None:
    select(window, "traffic fell")
    press(K.Key_C)
    select(window, "Ferry traffic fell by")
    press(K.Key_V)
    assert "Nothing of the claim would be left. Delete it" in window.banner.text
    assert contents(path) == [["traffic fell"]]


def test_without_a_current_item_the_keys_say_so(window: MainWindow, press: Press) -> None:
    for key in (K.Key_V, K.Key_B, K.Key_P):
        press(key)
        assert said(window).startswith("Nothing is current")
        window.status.clearMessage()


def test_she_gets_her_name_in_two_keys(window: MainWindow, press: Press, path: Path) -> None:
    """N opens the field with the likeliest name chosen; Enter sets it and goes back to the article."""
    press(K.Key_Tab, K.Key_A)
    select(window, "work would begin before the winter")
    press(K.Key_Q)
    select(window, "She")
    press(K.Key_3)
    press(K.Key_N, K.Key_Return)
    assert [attributes.get("speaker") for _, _, attributes in in_file(path)] == [None, "Ruta Vele"]
    assert window.view.hasFocus()
    press(K.Key_N, K.Key_Return)  # the name is there: nothing is offered, nothing changes
    assert [attributes.get("speaker") for _, _, attributes in in_file(path)] == [None, "Ruta Vele"]


def test_y_steps_through_how_sure_one_is(window: MainWindow, press: Press, path: Path) -> None:
    press(K.Key_Tab)
    for expected in ("low", "medium", "high", None):
        press(K.Key_Y)
        assert in_file(path)[0][2].get("certainty") == expected


def test_reshaping_typed_ahead_ends_as_it_would_slowly(window: MainWindow, press: Press, path: Path) -> None:
    """Split, joined, split again, undone three times: the file is as it was at first."""
    select(window, "Ferry traffic fell by a third last year")
    press(K.Key_C)
    before = in_file(path)
    window.view.move_caret(place("by a third").start)
    press(K.Key_V, K.Key_B, K.Key_V)
    assert contents(path) == [["Ferry traffic fell"], ["by a third last year"]]
    press(K.Key_U, K.Key_U, K.Key_U)
    assert in_file(path) == before
    press(K.Key_U, modifier=SHIFT)
    press(K.Key_Z, modifier=CTRL)
    assert in_file(path) == before
