"""The list of documents: finding one, opening it, seeing what is to do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from gui.panels.documents import DocumentsPanel
from gui.session import Session
from tests.gui.panel_samples import LETTER, document, on_screen


@pytest.fixture
def panel(session: Session, qtbot: QtBot) -> DocumentsPanel:
    return on_screen(qtbot, DocumentsPanel(session), 300, 400)


def names(panel: DocumentsPanel) -> list[str]:
    return [str(panel.filter.index(n, 0).data()) for n in range(panel.filter.rowCount())]


def test_documents_of_the_same_name_are_told_apart_by_their_files(session: Session, panel: DocumentsPanel) -> None:
    assert session.project is not None
    for n in (1, 2):
        article = replace(
            document(f"wire{n}.txt", f"The same headline\n{n}"), name="The same headline", source=f"/news/wire{n}.txt"
        )
        session.project.add_document(article, b"")
    session.refresh_summaries()
    assert names(panel)[-2:] == ["The same headline (wire1.txt)", "The same headline (wire2.txt)"]


def test_enter_in_the_filter_opens_what_it_leaves(qtbot: QtBot, session: Session, panel: DocumentsPanel) -> None:
    panel.search.setText("lett")
    qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    assert session.reading is not None
    assert session.reading.document.id == "letter"


def middle(panel: DocumentsPanel, row: int) -> QPoint:
    return panel.list.visualRect(panel.filter.index(row, 0)).center()


def test_a_click_opens_a_document(panel: DocumentsPanel, session: Session, qtbot: QtBot) -> None:
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=middle(panel, 1))
    assert session.reading is not None
    assert session.reading.document.name == "letter.txt"


def test_arrows_move_and_enter_opens(panel: DocumentsPanel, session: Session, qtbot: QtBot) -> None:
    """Arrows alone open nothing; Enter opens, and asks for the article."""
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    assert session.reading is not None
    assert session.reading.document.name == "harbour.txt"
    with qtbot.waitSignal(panel.activated):
        qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert session.reading.document.name == "letter.txt"


def test_the_list_follows_the_open_document_without_taking_the_focus(
    panel: DocumentsPanel, session: Session, qtbot: QtBot
) -> None:
    panel.search.setFocus()
    session.step_document(1)
    assert panel.list.currentIndex().data() == "letter.txt"
    assert panel.search.hasFocus()
    qtbot.keyClicks(panel.search, "har")
    assert names(panel) == ["harbour.txt"]
    assert session.reading is not None
    assert session.reading.document.name == "letter.txt"


def test_the_search_finds_names_whatever_the_case(panel: DocumentsPanel, qtbot: QtBot) -> None:
    """Where nothing is found the panel says so, and clearing the search brings all back."""
    qtbot.keyClicks(panel.search, "LETT")
    assert names(panel) == ["letter.txt"]
    qtbot.keyClicks(panel.search, "xx")
    assert names(panel) == []
    assert panel.list.hint == "No document’s name has “LETTxx”"
    panel.search.clear()
    assert names(panel) == ["harbour.txt", "letter.txt"]


def test_keys_lead_out_of_the_search(panel: DocumentsPanel, qtbot: QtBot) -> None:
    """Down goes on to the list; Escape empties the search, and in an empty one goes back to the article."""
    panel.search.setFocus()
    qtbot.keyClicks(panel.search, "let")
    with qtbot.assertNotEmitted(panel.activated):
        qtbot.keyClick(panel.search, Qt.Key.Key_Escape)
    assert names(panel) == ["harbour.txt", "letter.txt"]
    with qtbot.waitSignal(panel.activated):
        qtbot.keyClick(panel.search, Qt.Key.Key_Escape)
    qtbot.keyClick(panel.search, Qt.Key.Key_Down)
    assert panel.list.hasFocus()


def test_a_decision_keeps_the_place_in_a_long_list(panel: DocumentsPanel, session: Session, qtbot: QtBot) -> None:
    """Counts change under the analyst's eyes; the list does not move."""
    assert session.project is not None
    for number in range(60):
        session.project.add_document(document(f"article-{number:02}.txt", LETTER), b"x")
    session.refresh_summaries()
    assert len(names(panel)) == 62
    qtbot.wait(1)  # the view lays its rows out
    panel.list.verticalScrollBar().setValue(700)
    before = panel.list.verticalScrollBar().value()
    assert before > 0
    assert session.reading is not None
    session.set_current(session.reading.items()[0].id)
    session.accept()
    assert panel.list.verticalScrollBar().value() == before
    assert panel.filter.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole).startswith("harbour.txt, 5 to decide")


def test_an_empty_panel_says_how_to_begin(qtbot: QtBot) -> None:
    panel = DocumentsPanel(Session())
    qtbot.addWidget(panel)
    panel.show()
    assert panel.list.hint == "Drop articles here,\nor press Ctrl+O"
    assert not panel.search.isEnabled()


def test_letters_are_the_windows_keys(session: Session, qtbot: QtBot) -> None:
    """J with the focus on the list is the window's “next document”; letters without a key there do nothing."""
    window, pressed = QMainWindow(), list[str]()
    qtbot.addWidget(window)
    panel = DocumentsPanel(session)
    window.setCentralWidget(panel)
    action = QAction("next", window)
    action.setShortcut(QKeySequence("J"))
    action.triggered.connect(lambda: pressed.append("J"))
    window.addAction(action)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_J)
    qtbot.keyClick(panel.list, Qt.Key.Key_L)  # no jump to letter.txt
    assert pressed == ["J"]
    assert panel.list.currentIndex().data() == "harbour.txt"
    panel.search.setFocus()
    qtbot.keyClick(panel.search, Qt.Key.Key_J)
    assert panel.search.text() == "j"
    assert pressed == ["J"]
