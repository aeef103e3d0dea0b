"""The table of stances in the window: it follows what is decided, and each cell leads to its evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QCursor
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotation.model import Annotation
from gui.main_window import MainWindow
from gui.panels.stance_grid import StanceGrid
from gui.panels.stance_table import StancesPanel
from storage.project import Project
from tests.gui.panel_samples import HARBOUR, document
from tests.gui.window.desk import CTRL, SHIFT, SPLIT, STANCE, K, current_id, in_file, suggestion

UNION = replace(STANCE, attributes={"polarity": "oppose", "intensity": "2"})
BRANDT = replace(
    suggestion("s4", "STANCE", ("evidence", "called the vote “a gift to the cruise lines.”"), ("target", "the vote")),
    attributes={"polarity": "oppose", "holder_name": "Tomas Brandt"},
)
CHAIR = replace(
    suggestion(
        "s5", "STANCE", ("evidence", "twice what was promised"), ("holder", "its chair, Tomas Brandt"), score=0.7
    ),
    attributes={"polarity": "support", "target_name": "the vote"},
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Project.create(tmp_path / "news.sqlite", annotator="ada") as project:
        project.add_document(document("harbour.txt", HARBOUR), HARBOUR.encode())
        project.add_suggestions("harbour", ["quotes@0.1"], [SPLIT, UNION, BRANDT, CHAIR])
        project.add_document(document("letter.txt", "A letter. It says nothing."), b"")
        project.add_suggestions("letter", ["quotes@0.1"], [])
    return tmp_path / "news.sqlite"


@pytest.fixture
def panel(qtbot: QtBot, window: MainWindow) -> StancesPanel:
    """The table as its key opens it, with the focus in it."""
    qtbot.keyClick(window.view, K.Key_T, CTRL)
    made = window.actions_of_window.stances.panel
    assert made is not None
    qtbot.waitUntil(made.grid.hasFocus)
    QAbstractItemModelTester(made.model, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    return made


def accept(window: MainWindow, *ids: str) -> None:
    for item_id in ids:
        window.session.set_current(item_id)
        window.session.accept()
    window.session.set_current("")


def annotation_of(window: MainWindow, suggestion_id: str) -> Annotation:
    """What came of a suggestion."""
    assert window.session.reading is not None
    return next(a for a in window.session.reading.annotations.values() if a.suggestion_id == suggestion_id)


def shown(panel: StancesPanel) -> list[list[str]]:
    """The table as it is on screen: targets over the columns, then each holder and its cells."""
    model = panel.model
    heads = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    names = [model.headerData(n, Qt.Orientation.Vertical) for n in range(model.rowCount())]
    rows = [[name, *(model.index(row, n).data() for n in range(len(heads)))] for row, name in enumerate(names)]
    return [[str(value) for value in line] for line in ([heads, *rows] if heads else [])]


def test_nothing_is_built_until_the_key_opens_it(qtbot: QtBot, window: MainWindow) -> None:
    """A window that never shows the table pays nothing for it; the key shows it, and takes it away again from within."""
    dock = window.actions_of_window.stances
    assert dock.panel is None
    assert not dock.isVisible()
    qtbot.keyClick(window.view, K.Key_T, CTRL)
    (grid,) = dock.findChildren(StanceGrid)
    assert grid.isVisible()
    assert grid.hasFocus()
    window.view.setFocus()
    qtbot.keyClick(window.view, K.Key_T, CTRL)  # shown already: the focus goes to it
    assert grid.hasFocus()
    qtbot.keyClick(grid, K.Key_T, CTRL)
    assert not dock.isVisible()
    assert window.view.hasFocus()


def test_an_accepted_stance_appears_and_undo_takes_it_away(
    window: MainWindow, panel: StancesPanel, press: Callable[..., None], path: Path
) -> None:
    """Decisions are made with the table open, by the same keys: it says at once what the file holds."""
    assert shown(panel) == []
    assert panel.grid.hint == (
        "No stance is decided yet: A accepts one of 3 suggestions.\n“With suggestions” shows what is suggested."
    )
    window.session.set_current("s3")
    press(K.Key_A)
    assert [label for label, _, _ in in_file(path)] == ["STANCE"]
    assert shown(panel) == [["the plan"], ["The fishermen’s union", "− oppose"]]
    assert panel.summary.text() == "1 stance: 1 holder, 1 target · 2 suggestions left out"
    press(K.Key_F)  # the next polarity
    assert shown(panel) == [["the plan"], ["The fishermen’s union", "○ neutral"]]
    press(K.Key_U, K.Key_U)
    assert shown(panel) == []
    press(K.Key_U, modifier=SHIFT)
    assert shown(panel) == [["the plan"], ["The fishermen’s union", "− oppose"]]


def test_suggestions_are_shown_on_request(qtbot: QtBot, window: MainWindow, panel: StancesPanel) -> None:
    """Off at first; on by keys alone. “its chair, Tomas Brandt” is the Tomas Brandt that another stance names."""
    accept(window, "s3")
    assert not panel.suggested.isChecked()
    assert panel.model.rowCount() == 1
    qtbot.keyClick(panel.grid, K.Key_Tab, SHIFT)
    assert panel.suggested.hasFocus()
    qtbot.keyClick(panel.suggested, K.Key_Space)
    assert shown(panel) == [
        ["the vote", "the plan"],
        ["Tomas Brandt", "± +1 −1", ""],
        ["The fishermen’s union", "", "− oppose"],
    ]
    assert panel.summary.text() == "3 stances (2 suggested): 2 holders, 2 targets"


def test_the_table_has_no_suggestion_that_the_page_does_not_show(window: MainWindow, panel: StancesPanel) -> None:
    """What scores less than is shown anywhere is not summed up either."""
    panel.suggested.setChecked(True)
    assert len(list(panel.model.table.stances())) == 3
    window.session.show_from(0.8)
    assert {s.item.id for s in panel.model.table.stances()} == {"s3", "s4"}


def test_enter_goes_to_the_evidence_and_again_to_the_next(
    qtbot: QtBot, window: MainWindow, panel: StancesPanel
) -> None:
    """The item becomes current and its evidence is in sight; the focus stays, so that Enter goes on, round the end; Escape leads to the page."""
    accept(window, "s3")
    panel.suggested.setChecked(True)
    panel.grid.setCurrentIndex(panel.model.index(0, 0))
    went = []
    for _ in range(3):
        qtbot.keyClick(panel.grid, K.Key_Return)
        went.append(current_id(window))
        words = {"s4": "called the vote", "s5": "twice what was promised"}[went[-1]]
        assert window.view.caret == HARBOUR.index(words)
        assert panel.grid.hasFocus()
    assert went == ["s5", "s4", "s5"]
    qtbot.keyClick(panel.grid, K.Key_Down)
    qtbot.keyClick(panel.grid, K.Key_Right)
    qtbot.keyClick(panel.grid, K.Key_Return)
    assert window.session.current is not None
    assert window.session.current.attributes["polarity"] == "oppose"
    assert panel.grid.currentIndex().data() == "− oppose"
    qtbot.keyClick(panel.grid, K.Key_Escape)
    assert window.view.hasFocus()


def test_a_click_goes_to_the_evidence(qtbot: QtBot, window: MainWindow, panel: StancesPanel) -> None:
    """On an empty cell it changes nothing."""
    accept(window, "s3", "s4")
    index = panel.model.index_of("fishermen's union", "plan")
    assert index.isValid()
    centre = panel.grid.visualRect(index).center()
    qtbot.mouseClick(panel.grid.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert window.session.current is not None
    assert window.session.current.attributes == UNION.attributes
    empty = panel.model.index(index.row(), 1 - index.column())
    qtbot.mouseClick(panel.grid.viewport(), Qt.MouseButton.LeftButton, pos=panel.grid.visualRect(empty).center())
    assert window.session.current.attributes == UNION.attributes


def test_pointing_at_a_cell_goes_nowhere(qtbot: QtBot, window: MainWindow, panel: StancesPanel) -> None:
    """The mouse may rest anywhere, also while the table moves below it."""
    accept(window, "s3", "s4")
    for index in (panel.model.index_of("fishermen's union", "plan"), panel.model.index_of("tomas brandt", "vote")):
        qtbot.mouseMove(panel.grid.viewport(), panel.grid.visualRect(index).center())
        assert panel.grid.indexAt(panel.grid.viewport().mapFromGlobal(QCursor.pos())) == index
        QApplication.processEvents()
    assert current_id(window) == ""


def test_the_table_follows_the_current_item_and_keeps_the_place_otherwise(
    window: MainWindow, panel: StancesPanel
) -> None:
    """Another current stance makes its cell the current one; rows that come or go leave the analyst in the same cell."""
    accept(window, "s3", "s4")
    window.session.set_current(annotation_of(window, "s4").id)
    assert [p.name for p in panel.model.parties(panel.grid.currentIndex())] == ["Tomas Brandt", "the vote"]
    window.session.set_current("")
    assert panel.grid.currentIndex().row() == 1
    panel.suggested.setChecked(True)  # Brandt has two stances now, and comes first
    assert [p.name for p in panel.model.parties(panel.grid.currentIndex())] == ["Tomas Brandt", "the vote"]
    assert panel.grid.currentIndex().row() == 0


def test_another_document_has_its_own_table(window: MainWindow, panel: StancesPanel) -> None:
    accept(window, "s3")
    window.session.open_document("letter")
    assert shown(panel) == []
    assert panel.grid.hint == "No stance is marked here.\nSelect the words that show one and press T."


def test_what_happens_out_of_sight_is_there_when_it_is_shown_again(
    qtbot: QtBot, window: MainWindow, panel: StancesPanel
) -> None:
    """Hidden, it does no work; shown, it is up to date."""
    qtbot.keyClick(panel.grid, K.Key_T, CTRL)
    accept(window, "s3")
    assert shown(panel) == []
    qtbot.keyClick(window.view, K.Key_T, CTRL)
    assert len(shown(panel)) == 2


def test_copy_takes_the_table_along(qtbot: QtBot, window: MainWindow, panel: StancesPanel) -> None:
    """Tab-separated, with heads, for a spreadsheet; no sign at the start of a cell, which one would take for a formula."""
    accept(window, "s3", "s4")
    panel.suggested.setChecked(True)
    qtbot.keyClick(panel.grid, K.Key_C, CTRL)
    assert QApplication.clipboard().text() == (
        "\tthe vote\tthe plan\nTomas Brandt\toppose\t\nThe fishermen’s union\t\toppose\n"
    )


def test_a_cell_tells_its_evidence_and_speaks(window: MainWindow, panel: StancesPanel) -> None:
    """The tip has the words of each stance; a screen reader hears who, on what, which polarity and how sure."""
    accept(window, "s3")
    panel.suggested.setChecked(True)
    brandt, union = panel.model.index_of("tomas brandt", "vote"), panel.model.index_of("fishermen's union", "plan")
    tip = str(brandt.data(Qt.ItemDataRole.ToolTipRole)).split("\n")
    assert tip == [
        "Tomas Brandt → the vote: mixed (1 support, 1 oppose)",
        "2 suggestions",
        "+ “twice what was promised”, suggested, score 0.70",
        "− “called the vote ‘a gift to the cruise lines.’”, suggested, score 0.90",
    ]
    spoken = union.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "The fishermen’s union on the plan: oppose, intensity 2, 1 stance"
    empty = panel.model.index(brandt.row(), union.column())
    assert empty.data(Qt.ItemDataRole.AccessibleTextRole) == "Tomas Brandt on the plan: nothing"
    assert empty.data(Qt.ItemDataRole.ToolTipRole) is None
    QAccessible.setActive(True)
    interface = QAccessible.queryAccessibleInterface(panel.grid)
    assert interface is not None
    assert interface.text(QAccessible.Text.Name) == "Stances: holders in rows, targets in columns"
    QAccessible.setActive(False)


def test_f6_stops_at_the_table_while_it_is_shown(qtbot: QtBot, window: MainWindow, panel: StancesPanel) -> None:
    window.view.setFocus()
    qtbot.keyClick(window.view, K.Key_F6)
    assert panel.grid.hasFocus()
    qtbot.keyClick(panel.grid, K.Key_F6)
    assert window.items.list.hasFocus()


def test_letters_are_the_windows_keys(qtbot: QtBot, window: MainWindow, panel: StancesPanel) -> None:
    """From the table an item is decided on as from anywhere: no letter searches in it."""
    panel.suggested.setChecked(True)
    window.session.set_current("s4")
    qtbot.keyClick(panel.grid, K.Key_X)
    assert "s4" not in {s.item.id for s in panel.model.table.stances()}
    assert panel.grid.hasFocus()


def test_it_opens_as_it_was_left(qtbot: QtBot, window: MainWindow, panel: StancesPanel, path: Path) -> None:
    """A window that closes with the table open opens with it."""
    accept(window, "s3")
    window.close()
    again = MainWindow()
    qtbot.addWidget(again)
    with qtbot.waitExposed(again):
        again.show()
    again.files.use(Project.open(path, annotator="ada"))
    made = again.actions_of_window.stances.panel
    assert made is not None
    assert made.isVisible()
    assert len(shown(made)) == 2
    again.close()


def test_the_page_keeps_its_place_when_the_table_opens(qtbot: QtBot, window: MainWindow) -> None:
    """What stands at the top of the page stands there still, and the lists beside it keep their height."""

    def places() -> tuple[QPoint, int, int]:
        page = window.view.viewport().mapToGlobal(QPoint(0, 0))
        return page, window.view.verticalScrollBar().value(), window.items.height()

    before = places()
    qtbot.keyClick(window.view, K.Key_T, CTRL)
    QApplication.processEvents()
    assert places() == before
