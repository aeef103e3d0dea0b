"""What a screen reader finds in the window, and where the keyboard leads. What it is told is in test_announcing.py."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from gui import high_contrast, theme
from gui.article.view import ArticleView
from gui.main_window import MainWindow
from tests.gui.panel_samples import HARBOUR, place
from tests.gui.window.desk import K

Role, Text = QAccessible.Role, QAccessible.Text


@pytest.fixture(autouse=True)
def reader(qapp: QApplication) -> Iterator[None]:
    """A screen reader is there: Qt tells what happens."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def interface(widget: QObject) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def children(of: QAccessibleInterface) -> list[QAccessibleInterface]:
    return [child for n in range(of.childCount()) if (child := of.child(n)) is not None]


def walk(of: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for child in children(of):
        yield child
        yield from walk(child)


def unnamed(within: QWidget) -> list[str]:
    """The controls that the keyboard reaches and that say nothing of themselves."""
    return [
        f"{type(w).__name__} {w.objectName()} in {type(w.parentWidget()).__name__}"
        for w in within.findChildren(QWidget)
        if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus and not interface(w).text(Text.Name).strip()
    ]


# The tree ---------------------------------------------------------------------------------------------------------


def test_the_article_is_a_document_whose_children_are_its_paragraphs(window: MainWindow) -> None:
    """A reader walks from the window to the article and reads each paragraph that has text, in order, under its own role."""
    page = next(i for i in walk(interface(window)) if i.role() == Role.Document)
    assert page.text(Text.Name) == "Article"
    assert page.state().focused
    assert page.state().readOnly
    paragraphs = children(page)
    assert [p.text(Text.Name) for p in paragraphs] == [line for line in HARBOUR.split("\n") if line]
    assert {p.role() for p in paragraphs} <= {Role.Heading, Role.Paragraph}
    assert [page.indexOfChild(p) for p in paragraphs] == list(range(len(paragraphs)))
    assert all(p.parent().role() == Role.Document for p in paragraphs)
    assert page.child(len(paragraphs)) is None
    assert page.child(-1) is None


def test_labels_are_named_where_they_begin(window: MainWindow) -> None:
    """The paragraph in which something marked begins describes it: label, words, who, whether it is decided, and how sure."""
    told = [p.text(Text.Description) for p in children(interface(window.view))]
    assert told[0] == ""
    assert told[1] == (
        "Quote begins: “We have waited twelve years for this,” … “and the children of this town have waited longer.”, "
        "cue said, by Mayor Ruta Vele, direct, score 0.90, suggested."
    )
    assert "Claim begins: “the new pier will cost forty million crowns, twice what was promised”" in told[2]
    assert "Stance begins: “rejected the plan”, by The fishermen’s union, target the plan" in told[2]
    window.session.set_current("s1")
    window.session.accept()
    assert children(interface(window.view))[1].text(Text.Description).endswith("direct, by annotator ada.")


def test_a_paragraph_is_where_it_is_painted(window: MainWindow) -> None:
    """The rectangle of a paragraph in the viewport holds its first character; what is far below is off the screen."""
    page = interface(window.view)
    second = children(page)[1]
    inside = window.view.rectangle_of(place("“We have waited").start).center().toPoint()
    point = window.view.viewport().mapToGlobal(inside)
    assert second.rect().contains(point)
    assert not second.state().offscreen
    assert page.childAt(point.x(), point.y()) is second
    window.view.show_text("A line.\n" * 2000)
    last = children(interface(window.view))[-1]
    assert last.state().offscreen
    assert last.rect().top() > window.geometry().bottom()


def test_reading_a_long_document_out_lays_nothing_out(window: MainWindow) -> None:
    """A megabyte is walked from end to end, with names, places and states; only what is near the viewport is laid out."""
    window.view.show_text("A paragraph that goes on for a while, as they do.\n\n" * 20_000)
    QApplication.processEvents()
    before = len(window.view.page._done)
    page = interface(window.view)
    assert page.childCount() == 20_000
    names = {page.child(n).text(Text.Name) for n in range(page.childCount())}
    assert names == {"A paragraph that goes on for a while, as they do."}
    assert all(page.child(n).rect() != QRect() for n in range(page.childCount()))
    assert len(window.view.page._done) == before


def test_another_text_takes_the_paragraphs_of_the_old_one_away(window: MainWindow) -> None:
    """After another document is shown, a reader finds its paragraphs; those of the one before are no longer valid."""
    old = children(interface(window.view))
    ids = [QAccessible.uniqueId(p) for p in old]
    window.session.open_document("letter")
    assert [p.text(Text.Name) for p in children(interface(window.view))] == ["A letter. It says nothing."]
    assert [QAccessible.accessibleInterface(id_) for id_ in ids] == [None] * len(ids)
    del old
    gc.collect()
    assert [p.text(Text.Name) for p in children(interface(window.view))] == ["A letter. It says nothing."]


def test_a_view_that_goes_takes_its_interfaces_with_it(qtbot: QtBot, window: MainWindow) -> None:
    """A view read by a screen reader can be deleted; nothing is left to ask."""
    from gui.article.accessible import Speaker

    view = ArticleView()
    view.show_text("One.\nTwo.")
    Speaker(view, lambda item: item.label)
    ids = [QAccessible.uniqueId(p) for p in children(interface(view))]
    assert len(ids) == 2
    with qtbot.waitSignal(view.destroyed):
        view.deleteLater()
    assert [QAccessible.accessibleInterface(id_) for id_ in ids] == [None, None]


def test_everything_that_takes_the_focus_has_a_name(window: MainWindow) -> None:
    """No widget that the keyboard reaches is silent."""
    window.session.set_current("s1")
    QApplication.processEvents()
    assert unnamed(window) == []


@pytest.mark.parametrize("action", ["keys", "settings"])
def test_every_control_of_a_dialog_has_a_name(window: MainWindow, action: str) -> None:
    """The dialogs that are opened from the menus are named, and so is each control that the keyboard reaches in them."""
    window.menus[action].trigger()
    QApplication.processEvents()
    dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
    assert len(dialogs) == 1
    assert dialogs[0].windowTitle()
    assert unnamed(dialogs[0]) == []
    dialogs[0].close()


def test_every_control_of_the_export_has_a_name(window: MainWindow, qtbot: QtBot) -> None:
    """The export dialog can be filled in by ear."""
    from gui.dialogs.export import ExportDialog

    dialog = ExportDialog(window.session)
    qtbot.addWidget(dialog)
    dialog.show()
    assert unnamed(dialog) == []


def test_tab_goes_through_the_panels_in_order(window: MainWindow, qtbot: QtBot) -> None:
    """From the documents Tab leads to the filter over the items, then to their list, then to the editor."""
    window.session.set_current("s1")
    window.documents.focus_first()
    qtbot.waitUntil(window.documents.list.hasFocus)
    stops: list[QWidget] = []
    while not (stops and window.editor.isAncestorOf(stops[-1])):
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, K.Key_Tab)
        following = QApplication.focusWidget()
        assert following is not None
        stops.append(following)
        assert len(stops) < 30
    assert stops[:2] == [window.items.bar.scores.slider, window.items.bar.search]
    assert window.items.list is stops[-2]
    assert all(window.items.bar.isAncestorOf(stop) for stop in stops[:-2])


def test_f6_goes_round_the_panels(window: MainWindow, press: Callable[..., None]) -> None:
    """Each press goes to the next part of the window, and at last back to the page."""
    window.session.set_current("s1")
    round_: list[object] = []
    for _ in range(4):
        press(K.Key_F6)
        focused = QApplication.focusWidget()
        assert focused is not None
        parts = (window.view, window.items, window.editor, window.documents)
        round_.append(next(p for p in parts if p is focused or p.isAncestorOf(focused)))
    assert round_ == [window.items, window.editor, window.documents, window.view]


def test_the_focus_is_seen_on_the_page_wherever_the_caret_is(window: MainWindow) -> None:
    """A line along the page's edge tells that keys go to it, although the caret is far above."""
    window.view.show_text("A line.\n" * 500)
    window.view.verticalScrollBar().setValue(5000)
    port = window.view.viewport()
    accent = theme.colours().accent
    edges = [port.grab().toImage().pixelColor(0, y).name() for y in (2, port.height() // 2, port.height() - 3)]
    assert edges == [accent] * 3
    window.items.focus_first()
    assert port.grab().toImage().pixelColor(0, port.height() // 2).name() == theme.colours().page


def test_high_contrast_is_a_choice_that_is_remembered(window: MainWindow, qtbot: QtBot) -> None:
    """The View menu switches it on at once; the next window begins with it, from its first paint on."""
    ordinary = theme.colours().page
    window.menus["high_contrast"].trigger()
    assert theme.colours().page in ("#ffffff", "#000000")
    assert theme.colours().page != ordinary
    window.close()
    high_contrast.choose(False)
    following = MainWindow("An article.")
    qtbot.addWidget(following)
    assert high_contrast.is_chosen()
    high_contrast.choose(False)
    theme.dress()
