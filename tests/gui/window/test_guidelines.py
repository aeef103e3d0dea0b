"""The guidelines beside the page, at the label that the analyst has at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from pytestqt.qtbot import QtBot

from annotation.scheme import LabelScheme, default_scheme, read_scheme
from gui import theme
from gui.dialogs.guidelines import GuidelinesDialog, described, guidelines, section_of
from gui.main_window import MainWindow
from tests.gui.window.desk import NONE, SHIFT, K, select

ROOT = Path(__file__).parents[3]
OWN = """
name = "promises"
[[labels]]
name = "PROMISE"
title = "Promise"
description = "What somebody *says* they will do."
key = "Z"
letter = "P"
line = "solid"
light = "#0072b2"
dark = "#56b4e9"
  [[labels.roles]]
  name = "words"
  title = "Words"
  description = "The words <of> it."
  min = 1
  [[labels.attributes]]
  name = "kept"
  title = "Kept"
  values = ["yes", "no"]
  key = "F"
[[labels]]
name = "NAME"
title = "Name"
key = "N"
letter = "N"
line = "dash"
light = "#0072b2"
dark = "#56b4e9"
  [[labels.roles]]
  name = "words"
  title = "Words"
  min = 1
"""

Press = Callable[..., None]


@pytest.fixture
def own() -> LabelScheme:
    return read_scheme(OWN)


def opened(window: MainWindow) -> GuidelinesDialog:
    """The one reader that is on screen."""
    (dialog,) = (one for one in window.findChildren(GuidelinesDialog) if one.isVisible())
    return dialog


@pytest.fixture(autouse=True)
def closed(request: pytest.FixtureRequest) -> Iterator[None]:
    """What the key has opened is closed in the end."""
    window = request.getfixturevalue("window") if "window" in request.fixturenames else None
    yield
    for dialog in window.findChildren(GuidelinesDialog) if window else ():
        dialog.close()


def ask(qtbot: QtBot, window: MainWindow) -> GuidelinesDialog:
    """Press the key for the guidelines on the page, and wait until they can be read."""
    window.activateWindow()
    qtbot.waitUntil(window.view.hasFocus)
    qtbot.keyClick(window.view, K.Key_F1, SHIFT)
    dialog = opened(window)
    qtbot.waitUntil(dialog.isActiveWindow)  # waitActive is content with its parent's being so
    return dialog


def test_the_guidelines_have_a_section_for_each_label() -> None:
    """Every label of the built-in scheme, and every role and attribute value that an analyst has to choose, is explained in its section."""
    for label in default_scheme().labels:
        heading = section_of(label)
        assert heading
        section = guidelines().split(f"\n## {heading}\n")[1].split("\n## ")[0]
        words = [role.name for role in label.roles]
        words += [value for one in label.attributes if one.name != "certainty" for value in one.values]
        assert [word for word in words if word not in section] == []


def test_the_documentation_has_the_same_text() -> None:
    """docs/guidelines.md is the file of the package, not a copy of it."""
    packaged = ROOT / "annotation" / "schemes" / "guidelines.md"
    assert packaged.samefile(ROOT / "docs" / "guidelines.md")


@pytest.mark.parametrize(("item", "heading"), [("s1", "Quotes"), ("s2", "Claims"), ("s3", "Stances")])
def test_the_key_opens_them_at_the_current_items_label(
    window: MainWindow, qtbot: QtBot, item: str, heading: str
) -> None:
    window.session.set_current(item)
    dialog = ask(qtbot, window)
    assert dialog.shown_heading() == heading
    assert dialog.page.verticalScrollBar().value() > 0


def test_without_an_item_they_open_at_the_top(window: MainWindow, qtbot: QtBot) -> None:
    window.session.set_current("")
    dialog = ask(qtbot, window)
    assert dialog.page.verticalScrollBar().value() == 0
    assert dialog.page.toPlainText().startswith("Guidelines: what to mark")


def test_the_armed_label_goes_before_the_current_item(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    """An armed label is what the analyst is about to mark."""
    window.session.set_current("s1")
    press(K.Key_T)
    assert ask(qtbot, window).shown_heading() == "Stances"


def test_asked_again_the_same_reader_goes_to_the_other_label(window: MainWindow, qtbot: QtBot) -> None:
    window.session.set_current("s1")
    first = ask(qtbot, window)
    window.session.set_current("s2")
    assert ask(qtbot, window) is first
    assert first.shown_heading() == "Claims"


def test_keys_scroll_and_go_to_labels(window: MainWindow, qtbot: QtBot) -> None:
    """Arrows and the page keys scroll; a label’s key goes to its section, 0 to the top. None of them marks anything behind it."""
    dialog = ask(qtbot, window)
    before = window.session.reading
    bar = dialog.page.verticalScrollBar()
    assert dialog.page.hasFocus()
    places = []
    for key in (K.Key_Down, K.Key_PageDown, K.Key_PageUp, K.Key_End, K.Key_Home):
        qtbot.keyClick(dialog.page, key)
        places.append(bar.value())
    assert 0 < places[0] < places[1] < places[3] == bar.maximum()
    assert places[2] < places[1]
    assert places[4] == 0
    for key, heading in ((K.Key_C, "Claims"), (K.Key_T, "Stances"), (K.Key_Q, "Quotes")):
        qtbot.keyClick(dialog.page, key)
        assert dialog.shown_heading() == heading
    qtbot.keyClick(dialog.page, K.Key_0)
    assert bar.value() == 0
    assert window.commands.labelling.armed is None
    assert window.session.reading == before


def test_escape_closes_them_and_nothing_has_moved(window: MainWindow, qtbot: QtBot) -> None:
    """The selection, the current item, the scroll position and the focus are what they were; the page can be used meanwhile."""
    window.session.set_current("s2")
    select(window, "Mayor Ruta Vele")
    selected, scrolled = window.view.selection, window.view.verticalScrollBar().value()
    dialog = ask(qtbot, window)
    assert not dialog.isModal()
    qtbot.keyClick(dialog.page, K.Key_Escape)
    assert not dialog.isVisible()
    window.activateWindow()
    qtbot.waitUntil(window.view.hasFocus)
    assert window.view.selection == selected
    assert window.view.verticalScrollBar().value() == scrolled
    assert window.session.current
    assert window.session.current.id == "s2"
    qtbot.keyClick(window.view, K.Key_Escape, NONE)
    assert window.view.selection is None


def test_other_colours_reach_the_lines_of_the_tables(window: MainWindow, qtbot: QtBot) -> None:
    """Going dark redraws the page where it stands."""
    window.session.set_current("s3")
    dialog = ask(qtbot, window)
    light = dialog.page.palette().color(QPalette.ColorRole.Base)
    theme.choose(Qt.ColorScheme.Dark)
    try:
        theme.dress()
        qtbot.waitUntil(lambda: dialog.page.palette().color(QPalette.ColorRole.Base) != light)
        assert dialog.shown_heading() == "Stances"
    finally:
        theme.choose(Qt.ColorScheme.Unknown)
        theme.dress()


def test_a_label_of_a_projects_own_shows_what_its_scheme_says(own: LabelScheme, qtbot: QtBot) -> None:
    """Description, parts and attributes, with the signs of Markdown and HTML as they stand."""
    dialog = GuidelinesDialog(own)
    qtbot.addWidget(dialog)
    dialog.show_label(own.label("PROMISE"))
    text = dialog.page.toPlainText()
    assert text.startswith("Promise\nWhat somebody *says* they will do.")
    assert "Words: The words <of> it." in text
    assert "Kept: yes, no" in text
    assert "Stances" not in text


def test_a_label_that_nobody_described_shows_the_whole(own: LabelScheme, qtbot: QtBot) -> None:
    """Also after another label’s page was shown."""
    dialog = GuidelinesDialog(own)
    qtbot.addWidget(dialog)
    dialog.show_label(own.label("PROMISE"))
    assert described(own.label("NAME")) is None
    dialog.show_label(own.label("NAME"))
    assert dialog.page.toPlainText().startswith("Guidelines: what to mark")
    assert dialog.page.verticalScrollBar().value() == 0
