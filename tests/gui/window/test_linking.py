"""The window: links from one annotation to another, by keys and by mouse. What counts is what the file holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotation.formats import FORMATS
from annotation.model import Status, ranges
from annotation.reading import Item
from annotation.scheme import default_scheme
from gui import keymap, theme
from gui.context_menu import context_menu
from gui.main_window import MainWindow
from gui.panels.editor_links import LinkButton
from storage.exporting import export
from storage.project import Project
from tests.gui.panel_samples import HARBOUR, place
from tests.gui.window.desk import CTRL, SHIFT, K, in_file, select

Press = Callable[..., None]
COSTS, FELL, CLOSED = "the new pier will cost forty million crowns", "Ferry traffic fell by a third", "voted on Tuesday"


@pytest.fixture
def marked(window: MainWindow, press: Press) -> MainWindow:
    """The window with three claims, the last one current."""
    for words in (CLOSED, COSTS, FELL):
        select(window, words)
        press(K.Key_C)
    return window


def words_of(item: Item) -> str:
    """The words of an item's main role: the first of them."""
    main = default_scheme().label(item.label).main_role.name
    return ranges(item, main)[0].of(HARBOUR)


def links_in(path: Path) -> list[tuple[str, str, str]]:
    """The links of the harbour document as another program reads them: the words that each leads from, its kind, the words it leads to."""
    with Project.open(path, annotator="ada", writable=False) as project:
        words = {a.id: words_of(a) for a in project.annotations("harbour")}
        return sorted((words[k.from_id], k.kind, words[k.to_id]) for k in project.links("harbour"))


def said(window: MainWindow) -> str:
    return window.status.currentMessage()


def current_words(window: MainWindow) -> str:
    current = window.session.current
    return words_of(current) if current else ""


def go_to(window: MainWindow, words: str) -> None:
    """Make the annotation of these words current as a click on it does."""
    reading = window.session.reading
    assert reading is not None
    window.view.picked.emit(next(a.id for a in reading.annotations.values() if words_of(a) == words))


def link(window: MainWindow, press: Press, words: str, kind: Qt.Key, to: str) -> None:
    go_to(window, words)
    press(K.Key_L)
    go_to(window, to)
    press(kind)


def test_a_link_is_begun_led_and_made_by_keys(marked: MainWindow, press: Press, path: Path) -> None:
    press(K.Key_L)
    assert "Linking from <i>Ferry traffic" in marked.hints.text()
    press(K.Key_BracketLeft)
    while current_words(marked) != COSTS:
        press(K.Key_BracketLeft)
    assert "<b>2</b> rebuts" in marked.hints.text()
    press(K.Key_2)
    assert links_in(path) == [(FELL, "rebuts", COSTS)]
    assert current_words(marked) == COSTS
    assert f"rebuts → Claim: {COSTS}" in said(marked)
    assert "Linking" not in marked.hints.text()


def test_digits_are_roles_again_when_the_link_is_made_or_given_up(marked: MainWindow, press: Press, path: Path) -> None:
    link(marked, press, FELL, K.Key_4, COSTS)
    select(marked, "Tomas Brandt")
    press(K.Key_2)
    assert ("claimant", "Tomas Brandt") in in_file(path)[1][1]
    assert links_in(path) == [(FELL, "responds_to", COSTS)]
    press(K.Key_L, K.Key_Escape)
    assert marked.session.current is not None  # Escape let go of the link alone
    select(marked, "Brandt")
    press(K.Key_2)
    assert ("claimant", "Brandt") in in_file(path)[1][1]


def test_other_keys_chosen_meanwhile_leave_a_begun_link_as_it_is(
    marked: MainWindow, press: Press, path: Path, qtbot: QtBot
) -> None:
    """Its digits go on counting in the lists."""
    go_to(marked, FELL)
    press(K.Key_L)
    keymap.choose({"skip": ("F8",)})
    go_to(marked, COSTS)
    marked.items.list.setFocus()
    qtbot.keyClick(marked.items.list, K.Key_4)
    assert links_in(path) == [(FELL, "responds_to", COSTS)]


def test_a_digit_that_no_role_has_says_what_it_is_for(marked: MainWindow, press: Press, path: Path) -> None:
    press(K.Key_4)
    assert "responds to" in said(marked)
    assert links_in(path) == []


def test_the_key_again_takes_the_kind_used_last(marked: MainWindow, press: Press, path: Path) -> None:
    go_to(marked, FELL)
    press(K.Key_L)
    go_to(marked, COSTS)
    press(K.Key_L)
    assert "Which link?" in said(marked)
    press(K.Key_3)
    go_to(marked, CLOSED)
    press(K.Key_L)
    go_to(marked, COSTS)
    press(K.Key_L)
    assert links_in(path) == [(FELL, "same_as", COSTS), (CLOSED, "same_as", COSTS)]


def test_suggestions_are_accepted_before_they_are_linked(window: MainWindow, press: Press, path: Path) -> None:
    """At either end; at the far one the link stays begun, and A and the digit make it."""
    press(K.Key_Tab, K.Key_L)
    assert "accept this suggestion first" in said(window)
    assert window.commands.linking.source is None
    press(K.Key_A, K.Key_L, K.Key_Tab, K.Key_1)
    assert "accept this suggestion first" in said(window)
    assert links_in(path) == []
    press(K.Key_A, K.Key_1)
    assert [kind for _, kind, _ in links_in(path)] == ["supports"]


def test_a_link_to_itself_or_twice_is_told(marked: MainWindow, press: Press, path: Path) -> None:
    press(K.Key_L, K.Key_1)
    assert "go to its other end first" in said(marked)
    press(K.Key_L)
    assert marked.commands.linking.source is not None
    press(K.Key_Escape)
    link(marked, press, FELL, K.Key_1, COSTS)
    link(marked, press, FELL, K.Key_1, COSTS)
    assert "linked so already" in said(marked)
    assert links_in(path) == [(FELL, "supports", COSTS)]


def test_another_document_or_the_end_of_its_annotation_gives_the_link_up(marked: MainWindow, press: Press) -> None:
    press(K.Key_L, K.Key_J)
    assert marked.commands.linking.source is None
    press(K.Key_K)
    go_to(marked, FELL)
    press(K.Key_L, K.Key_Delete)
    assert marked.commands.linking.source is None
    assert "Linking" not in marked.hints.text()


def test_undo_and_redo_of_links_keep_the_current_annotation(marked: MainWindow, press: Press, path: Path) -> None:
    link(marked, press, FELL, K.Key_1, COSTS)
    press(K.Key_U)
    assert links_in(path) == []
    assert current_words(marked) == COSTS
    press(K.Key_U, modifier=SHIFT)
    assert links_in(path) == [(FELL, "supports", COSTS)]
    press(K.Key_L, modifier=CTRL)
    assert links_in(path) == []
    press(K.Key_U)
    assert links_in(path) == [(FELL, "supports", COSTS)]


def test_a_deleted_annotation_takes_its_links_along_and_undo_brings_them_back(
    marked: MainWindow, press: Press, path: Path
) -> None:
    link(marked, press, FELL, K.Key_1, COSTS)
    link(marked, press, COSTS, K.Key_2, CLOSED)
    before = links_in(path)
    go_to(marked, COSTS)
    press(K.Key_Delete)
    assert links_in(path) == []
    assert len(in_file(path)) == 2
    press(K.Key_U)
    assert links_in(path) == before
    assert current_words(marked) == COSTS


def test_following_goes_along_every_link_and_comes_back(marked: MainWindow, press: Press) -> None:
    """From the middle of three: out and back along one link, then the other. From an end: on through the middle, and back."""
    link(marked, press, COSTS, K.Key_1, CLOSED)
    link(marked, press, FELL, K.Key_2, COSTS)

    def walk(steps: int) -> list[str]:
        seen = []
        for _ in range(steps):
            press(K.Key_L, modifier=SHIFT)
            seen.append(current_words(marked))
        return seen

    go_to(marked, COSTS)
    assert walk(4) == [CLOSED, COSTS, FELL, COSTS]
    go_to(marked, FELL)
    assert walk(4) == [COSTS, CLOSED, COSTS, FELL]
    assert "rebuts" in said(marked)
    assert marked.view.caret == place(FELL).start


def test_unlink_takes_the_only_link_or_the_one_followed_last(marked: MainWindow, press: Press, path: Path) -> None:
    link(marked, press, COSTS, K.Key_1, CLOSED)
    link(marked, press, FELL, K.Key_2, COSTS)
    link(marked, press, FELL, K.Key_3, CLOSED)
    go_to(marked, COSTS)
    press(K.Key_L, modifier=CTRL)
    assert "It has 2 links" in said(marked)
    assert len(links_in(path)) == 3
    press(K.Key_L, K.Key_L, modifier=SHIFT)  # to one end, and from there along its other link
    assert current_words(marked) == FELL
    press(K.Key_L, modifier=CTRL)
    assert said(marked) == f"Unlinked: says the same as → Claim: {CLOSED}"
    assert links_in(path) == [(FELL, "rebuts", COSTS), (COSTS, "supports", CLOSED)]
    press(K.Key_L, modifier=CTRL)  # the only one now
    assert links_in(path) == [(COSTS, "supports", CLOSED)]


def test_an_end_may_be_clicked_in_the_list_of_items(marked: MainWindow, press: Press, path: Path, qtbot: QtBot) -> None:
    """Digits and Escape count there too while a link is begun, and on the page alone afterwards."""
    press(K.Key_L)
    listed = marked.items.list
    assert marked.session.reading is not None
    target = next(a for a in marked.session.reading.annotations.values() if words_of(a) == CLOSED)
    row = listed.visualRect(marked.items.filter.index_of_item(target.id))
    qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    listed.setFocus()
    press(K.Key_1)
    assert links_in(path) == [(FELL, "supports", CLOSED)]
    before = in_file(path)
    select(marked, "The council")
    press(K.Key_2)  # no role: the list has the focus
    assert in_file(path) == before


def test_the_right_button_links_too(marked: MainWindow, press: Press, path: Path) -> None:
    def menu_at(words: str) -> dict[str, Callable[[], None]]:
        point = marked.view.rectangle_of(place(words).start + 2).center().toPoint() + QPoint(2, 0)
        menu = context_menu(marked.session, marked.view, marked.menus, point, linking=marked.commands.linking)
        return {action.text(): action.trigger for action in menu.actions()}

    marked.view.clear_selection()
    go_to(marked, FELL)
    menu_at(FELL)["Link from here"]()
    entries = menu_at(COSTS)
    next(call for text, call in entries.items() if text.startswith("Link to this") and "rebuts" in text)()
    assert links_in(path) == [(FELL, "rebuts", COSTS)]
    assert "Link from here" in menu_at(COSTS)


def test_the_editor_lists_goes_to_and_removes_links(marked: MainWindow, press: Press, path: Path, qtbot: QtBot) -> None:
    assert not marked.editor.sheet.links.isVisible()
    link(marked, press, FELL, K.Key_1, COSTS)
    link(marked, press, COSTS, K.Key_2, CLOSED)
    go_to(marked, COSTS)
    rows = [b for b in marked.editor.sheet.links.tab_stops() if isinstance(b, LinkButton)]
    assert [row.row.line for row in rows] == [f"rebuts → Claim: {CLOSED}", f"← supports Claim: {FELL}"]
    assert [row.accessibleName() for row in rows] == [
        f"rebuts the claim: {CLOSED}",
        f"what supports this, claim: {FELL}",
    ]
    press(K.Key_E)
    for _ in range(40):
        press(K.Key_Tab)
        if QApplication.focusWidget() is rows[1]:
            break
    press(K.Key_Return)
    assert current_words(marked) == FELL
    assert marked.view.hasFocus()
    (row,) = marked.editor.sheet.links.tab_stops()
    row.setFocus()
    press(K.Key_Delete)
    assert links_in(path) == [(COSTS, "rebuts", CLOSED)]
    assert not marked.editor.sheet.links.isVisible()


def test_a_link_made_by_keys_is_in_the_exported_dataset(marked: MainWindow, press: Press, path: Path) -> None:
    link(marked, press, FELL, K.Key_1, COSTS)
    out = path.parent / "out.jsonl"
    with Project.open(path, annotator="ada", writable=False) as project:
        export(project, FORMATS["jsonl"], out, statuses=frozenset({Status.ACCEPTED}))
    document = next(d for d in map(json.loads, out.read_text(encoding="utf-8").splitlines()) if d["links"])
    starts = {a["id"]: a["parts"][0]["start"] for a in document["annotations"]}
    (made,) = document["links"]
    assert (made["kind"], starts[made["from"]], starts[made["to"]]) == (
        "supports",
        place(FELL).start,
        place(COSTS).start,
    )


def test_the_page_draws_the_links_of_the_current_annotation_alone(marked: MainWindow, press: Press) -> None:
    """Beside the text, from one line to the other; none where another annotation is current, and a begun one until it is given up."""

    def ink() -> int:
        """The pixels of the accent right of the text."""
        image, page = marked.view.viewport().grab().toImage(), marked.view.page
        accent, left = QColor(theme.colours().accent).rgb(), int(marked.view.origin.x() + page.width + 1)
        return sum(image.pixel(x, y) == accent for x in range(left, image.width()) for y in range(image.height()))

    link(marked, press, FELL, K.Key_1, COSTS)
    made = ink()
    assert made > marked.view.page.line_height * 0.5
    go_to(marked, CLOSED)
    assert ink() == 0
    press(K.Key_L)
    assert 0 < ink() < made
    press(K.Key_Escape)
    assert ink() == 0
    go_to(marked, FELL)
    assert ink() > 0
    press(K.Key_U)
    assert ink() == 0
