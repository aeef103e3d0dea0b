"""Finding words in the article and labeling all that was found, by keys. After every key, screen and file agree."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from annotation.text import TextRange
from gui.commands import search as searching
from gui.main_window import MainWindow
from gui.panels.chips import Chip
from gui.panels.find_bar import FindBar
from storage.project import Project
from tests.gui.panel_samples import HARBOUR, document, place
from tests.gui.window.desk import ALT, CTRL, SHIFT, K, in_file, select

Press = Callable[..., None]


@pytest.fixture
def find(window: MainWindow, press: Press, qtbot: QtBot) -> Callable[[str], FindBar]:
    """Open the bar and type words into it."""

    def find_words(words: str) -> FindBar:
        press(K.Key_F, modifier=CTRL)
        bar = window.commands.searching.bar
        assert bar is not None
        assert bar.field.hasFocus()
        qtbot.keyClicks(bar.field, words)
        return bar

    return find_words


def settle(window: MainWindow) -> None:
    """What is slow on this machine is looked for in a thread: have it end."""
    search, loop = window.commands.searching.search, QEventLoop()
    search.changed.connect(lambda: None if search.working else loop.quit())
    if search.working:
        loop.exec()


def hits(window: MainWindow) -> list[str]:
    settle(window)
    return [hit.of(window.view.text) for hit in window.view.scene.hits]


def count(window: MainWindow) -> str:
    """What the bar says of the hits."""
    settle(window)
    assert window.commands.searching.bar is not None
    return window.commands.searching.bar.count.text()


def test_hits_are_marked_as_one_types(window: MainWindow, find: Callable[[str], FindBar]) -> None:
    """Nothing has to be confirmed; the bar says how many there are, and which is shown."""
    bar = find("plan")
    assert count(window) == "1 of 1"
    assert hits(window) == ["plan"]
    bar.field.setText("the")
    assert len(hits(window)) == HARBOUR.lower().count("the")
    bar.field.setText("lighthouse")
    assert count(window) == "Not found"
    assert hits(window) == []
    bar.field.clear()
    assert count(window) == ""


def test_the_bar_costs_nothing_until_it_is_wanted(window: MainWindow, press: Press) -> None:
    assert window.findChildren(FindBar) == []
    press(K.Key_Slash)
    assert [bar.isVisible() for bar in window.findChildren(FindBar)] == [True]


def test_the_hit_nearest_to_the_caret_comes_first_then_the_others_round_the_ends(
    window: MainWindow, press: Press, find: Callable[[str], FindBar]
) -> None:
    window.view.move_caret(place("Tomas Brandt").start)
    find("brandt")
    assert count(window) == "1 of 2"
    for expected in ("2 of 2", "1 of 2"):
        press(K.Key_Return)
        assert count(window) == expected
    press(K.Key_Return, modifier=SHIFT)
    assert count(window) == "2 of 2"
    press(K.Key_F3)
    assert count(window) == "1 of 2"
    press(K.Key_F3, modifier=SHIFT)
    assert count(window) == "2 of 2"


def test_escape_goes_back_to_the_page_with_the_hit_selected_for_a_label(
    window: MainWindow, press: Press, find: Callable[[str], FindBar], path: Path
) -> None:
    find("ferry")
    press(K.Key_Return, K.Key_Escape)
    assert window.view.hasFocus()
    assert window.view.selection == place("Ferry")
    assert hits(window) == []
    press(K.Key_C)
    assert in_file(path) == [("CLAIM", [("span", "Ferry")], {})]


def test_from_page_to_hit_to_label_and_on(
    window: MainWindow, press: Press, find: Callable[[str], FindBar], path: Path
) -> None:
    """With the bar open, F3 on the page selects hit after hit, also from where the caret was put; Escape there closes it at last."""
    find("terminal")
    settle(window)
    window.view.setFocus()
    press(K.Key_Right, K.Key_F3, K.Key_C, K.Key_F3, K.Key_T)
    assert [(label, parts[0][1]) for label, parts, _ in in_file(path)] == [
        ("CLAIM", "terminal"),
        ("STANCE", "terminal"),
    ]
    window.view.move_caret(len(HARBOUR))
    press(K.Key_F3, modifier=SHIFT)
    assert window.view.selection == TextRange(HARBOUR.rindex("terminal"), HARBOUR.rindex("terminal") + 8)
    press(K.Key_Escape)
    assert hits(window) != []
    press(K.Key_Escape)
    assert hits(window) == []
    assert not window.commands.searching.is_open


def test_f3_takes_up_the_last_search_after_the_bar_was_closed(
    window: MainWindow, press: Press, find: Callable[[str], FindBar]
) -> None:
    find("terminal")
    press(K.Key_Escape)
    window.view.move_caret(0)
    press(K.Key_F3)
    assert window.view.hasFocus()
    assert window.view.selection == place("terminal")
    press(K.Key_F3)
    assert window.view.selection == TextRange(HARBOUR.rindex("terminal"), HARBOUR.rindex("terminal") + 8)


def test_the_selected_words_are_looked_for(window: MainWindow, press: Press) -> None:
    """They are the current hit; typing replaces them."""
    select(window, "the plan")
    press(K.Key_F, modifier=CTRL)
    bar = window.commands.searching.bar
    assert bar is not None
    assert (bar.field.text(), bar.field.selectedText()) == ("the plan", "the plan")
    assert window.commands.searching.search.current == place("the plan")


def test_whole_words_case_and_patterns_have_keys(
    window: MainWindow, press: Press, find: Callable[[str], FindBar]
) -> None:
    bar = find("he")
    every = len(hits(window))
    press(K.Key_W, modifier=ALT)
    assert 0 <= len(hits(window)) < every
    press(K.Key_W, modifier=ALT)
    bar.field.setText("ferry")
    assert hits(window) == ["ferry", "Ferry"]
    press(K.Key_M, modifier=ALT)
    assert hits(window) == ["ferry"]
    press(K.Key_M, modifier=ALT)
    bar.field.setText(r"\bf\w+ y")
    assert hits(window) == []
    bar.field.setText(r"\bt\w+ye|twelve")
    press(K.Key_R, modifier=ALT)
    assert hits(window) == ["twelve"]


def test_a_pattern_that_is_none_is_told_in_the_bar(
    window: MainWindow, press: Press, find: Callable[[str], FindBar]
) -> None:
    bar = find("(said")
    press(K.Key_R, modifier=ALT)
    assert "missing ) at character 6" in count(window)
    assert hits(window) == []
    bar.field.setText("(said)")
    assert count(window) == "1 of 1"


def test_a_hostile_pattern_stops_and_the_window_goes_on(
    window: MainWindow, press: Press, find: Callable[[str], FindBar], qtbot: QtBot
) -> None:
    """It is tried in a thread; keys work meanwhile, and then the bar says why there is no hit."""
    assert window.session.project is not None
    text = "a" * 4000 + "b"
    window.session.project.add_document(document("hostile.txt", text), text.encode())
    window.session.refresh_summaries()
    window.session.open_document("hostile")
    bar = find("")
    press(K.Key_R, modifier=ALT)
    bar.field.setText("(a+)+$")
    assert bar.count.text() == "Searching…"
    qtbot.keyClick(bar.field, K.Key_Home)
    assert bar.field.cursorPosition() == 0
    qtbot.waitUntil(lambda: "took too long" in bar.count.text())
    press(K.Key_Return)  # nothing to go to
    bar.field.setText("(a|aa)+$")
    press(K.Key_Escape)
    assert window.view.hasFocus()
    assert window.view.selection is None
    press(K.Key_F, modifier=CTRL)
    bar.field.setText("a{4000}")
    qtbot.waitUntil(lambda: bar.count.text() == "1 of 1")


def test_long_texts_are_searched_in_a_thread_and_only_the_last_words_count(
    window: MainWindow, find: Callable[[str], FindBar], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "AT_ONCE", 10)
    bar = find("the ol")
    assert bar.count.text() == "Searching…"
    bar.field.setText("the old terminal")
    qtbot.waitUntil(lambda: bar.count.text() == "1 of 1")
    assert hits(window) == ["the old terminal"]


def test_who_presses_enter_before_a_long_text_is_searched_gets_the_hit(
    window: MainWindow, press: Press, find: Callable[[str], FindBar], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No key is lost to a search that has not ended: it is ended first."""
    monkeypatch.setattr(searching, "AT_ONCE", 10)
    find("the old terminal")
    press(K.Key_Escape)
    assert window.view.selection == place("the old terminal")


def test_another_document_is_searched_for_the_same(
    window: MainWindow, press: Press, find: Callable[[str], FindBar]
) -> None:
    find("nothing")
    assert hits(window) == []
    window.view.setFocus()
    press(K.Key_J)
    assert hits(window) == ["nothing"]
    press(K.Key_K)
    assert hits(window) == []


def test_label_every_hit_is_one_change(
    window: MainWindow, press: Press, find: Callable[[str], FindBar], path: Path
) -> None:
    find("terminal")
    press(K.Key_Q, modifier=ALT)
    assert [parts for _, parts, _ in in_file(path)] == [[("content", "terminal")]] * 2
    assert window.status.currentMessage() == "Marked 2 as quote; Esc, then U takes it back."
    press(K.Key_Q, modifier=ALT)
    assert len(in_file(path)) == 2
    assert "already" in window.status.currentMessage()
    press(K.Key_Escape, K.Key_U)
    assert in_file(path) == []
    press(K.Key_U, modifier=SHIFT)
    assert len(in_file(path)) == 2


def test_what_has_the_label_already_is_left_out(window: MainWindow, press: Press, path: Path) -> None:
    select(window, "terminal")
    press(K.Key_Q)
    select(window, "terminal")
    press(K.Key_Q, modifier=ALT)
    assert window.status.currentMessage() == "Marked 1 as quote; U takes it back."
    assert len(in_file(path)) == 2


def test_with_the_bar_closed_every_occurrence_of_the_selected_words(
    window: MainWindow, press: Press, path: Path
) -> None:
    """As whole words; a part of a word marks nothing, and that is said."""
    press(K.Key_C, modifier=ALT)
    assert "Select words first" in window.status.currentMessage()
    select(window, "Brandt")
    press(K.Key_C, modifier=ALT)
    assert [parts for _, parts, _ in in_file(path)] == [[("span", "Brandt")]] * 2
    assert window.view.selection is None
    select(window, "Brand")
    press(K.Key_C, modifier=ALT)
    assert len(in_file(path)) == 2
    assert "part of words" in window.status.currentMessage()


def test_a_hit_is_labeled_without_the_white_space_around_it(
    window: MainWindow, press: Press, find: Callable[[str], FindBar], path: Path
) -> None:
    find(r"\s+plan\W+")
    press(K.Key_R, modifier=ALT)
    press(K.Key_T, modifier=ALT)
    assert in_file(path) == [("STANCE", [("evidence", "plan.")], {})]


def test_more_hits_than_anybody_can_know_are_not_labeled(
    window: MainWindow, press: Press, find: Callable[[str], FindBar]
) -> None:
    assert window.session.project is not None
    text = "no " * 11_000
    window.session.project.add_document(document("many.txt", text), text.encode())
    window.session.refresh_summaries()
    window.session.open_document("many")
    find("no")
    assert count(window) == "1 of more than 10,000"
    press(K.Key_Q, modifier=ALT)
    assert "nothing was marked" in window.status.currentMessage()
    assert window.session.reading is not None
    assert window.session.reading.annotations == {}


def test_letters_typed_into_the_field_decide_nothing(
    window: MainWindow, press: Press, find: Callable[[str], FindBar], path: Path
) -> None:
    press(K.Key_Tab)
    bar = find("axe/?")
    assert bar.field.text() == "axe/?"
    assert in_file(path) == []
    with Project.open(path, writable=False) as project:
        assert project.decisions("harbour") == []


def test_typing_on_looks_from_where_it_began(window: MainWindow, find: Callable[[str], FindBar]) -> None:
    """What half a word found on the way does not count: the hit nearest to the caret does."""
    window.view.move_caret(place("Tomas Brandt").start)
    bar = find("of")
    bar.field.setText("the")
    settle(window)
    here = place("Tomas Brandt").start
    starts = [hit.start for hit in window.view.scene.hits]
    current = window.commands.searching.search.current
    assert current is not None
    assert abs(current.start - here) == min(abs(start - here) for start in starts)


def test_a_click_on_a_switch_leaves_the_focus_in_the_field(
    window: MainWindow, find: Callable[[str], FindBar], qtbot: QtBot
) -> None:
    """Letters that are typed after it are no keys of labels."""
    bar = find("he")
    chip = next(c for c in bar.findChildren(Chip) if c.text() == "Whole words")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert chip.isChecked()
    assert bar.field.hasFocus()


def test_f6_reaches_the_bar(window: MainWindow, press: Press, find: Callable[[str], FindBar]) -> None:
    bar = find("he")
    window.view.setFocus()
    press(K.Key_F6)
    assert bar.field.hasFocus()


def test_the_line_of_keys_says_what_to_do_with_the_hits(
    window: MainWindow, press: Press, find: Callable[[str], FindBar]
) -> None:
    find("terminal")
    assert "every hit a quote" in window.hints.text()
    press(K.Key_Escape)
    assert "every hit" not in window.hints.text()


def test_the_bar_is_named_for_who_hears_it(window: MainWindow, find: Callable[[str], FindBar]) -> None:
    bar = find("terminal")
    assert bar.field.accessibleName() == "Find in the article"
    assert all(button.accessibleName() for button in bar.findChildren(QAbstractButton) if button.parent() is bar)
    assert QApplication.focusWidget() is bar.field
