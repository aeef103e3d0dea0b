"""The list of annotations and suggestions: what it shows, counts, follows and leaves alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from annotation.model import Suggestion
from annotation.text import TextRange
from gui.panels.items import ItemsPanel
from gui.session import Session
from tests.gui.panel_samples import ALL, COST, GIFT, HARBOUR, SHE, UNION, VELE, on_screen, suggestion


@pytest.fixture
def panel(session: Session, qtbot: QtBot) -> ItemsPanel:
    return on_screen(qtbot, ItemsPanel(session), 360, 500)


def shown(panel: ItemsPanel) -> list[str]:
    return [row.item.id for row in panel.filter.rows()]


def selected(panel: ItemsPanel) -> str:
    rows = panel.list.selectionModel().selectedRows()
    return panel.filter.rows()[rows[0].row()].item.id if rows else ""


def middle(panel: ItemsPanel, row: int) -> QPoint:
    return panel.list.visualRect(panel.filter.index(row, 0)).center()


def current_id(session: Session) -> str:
    return session.current.id if session.current else ""


def test_a_row_that_is_picked_is_the_current_item(panel: ItemsPanel, session: Session, qtbot: QtBot) -> None:
    """By mouse and by arrows."""
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=middle(panel, 1))
    assert current_id(session) == SHE.id
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    assert current_id(session) == UNION.id
    with qtbot.waitSignal(panel.activated):
        qtbot.keyClick(panel.list, Qt.Key.Key_Return)


def test_the_list_follows_the_current_item_without_taking_the_focus(panel: ItemsPanel, session: Session) -> None:
    panel.bar.search.setFocus()
    session.set_current(SHE.id)
    assert selected(panel) == SHE.id
    assert panel.bar.search.hasFocus()
    session.set_current("")
    assert selected(panel) == ""


def test_accepting_keeps_the_row_selected(panel: ItemsPanel, session: Session) -> None:
    """The current item goes over to the annotation, and its row stays where it is."""
    session.set_current(SHE.id)
    session.accept()
    assert current_id(session) != SHE.id
    assert selected(panel) == current_id(session)
    assert shown(panel).index(selected(panel)) == 1


def test_a_row_that_goes_makes_no_neighbour_current(panel: ItemsPanel, session: Session) -> None:
    """A rejected suggestion leaves the list and stays the current item, so that a key can reopen it."""
    panel.list.setFocus()
    session.set_current(SHE.id)
    session.reject()
    assert SHE.id not in shown(panel)
    assert current_id(session) == SHE.id
    assert selected(panel) == ""
    session.reopen()
    assert selected(panel) == SHE.id


def test_the_count_agrees_with_the_list(panel: ItemsPanel, session: Session, qtbot: QtBot) -> None:
    """Whatever is filtered, decided, undone or added, the line says what is listed."""

    def agrees(text: str) -> None:
        assert panel.count.text() == text == f"{len(shown(panel))} of {panel.model.rowCount()} shown"

    agrees("6 of 6 shown")
    qtbot.mouseClick(panel.bar.chip("QUOTE"), Qt.MouseButton.LeftButton)
    agrees("3 of 6 shown")
    session.set_current(GIFT.id)
    session.reject()
    agrees("2 of 5 shown")
    panel.show_rejected(True)
    agrees("3 of 6 shown")
    session.undo()
    agrees("3 of 6 shown")
    panel.bar.search.setText("winter")
    agrees("1 of 6 shown")
    session.add_suggestions("harbour", ["claims@0.1"], [_late()])
    agrees("1 of 7 shown")
    session.open_document("letter")
    agrees("0 of 0 shown")


def _late() -> Suggestion:
    return suggestion("CLAIM", [("span", "work would begin before the winter")], score=0.5, suggester="claims@0.1")


def test_deciding_the_last_one_leaves_the_focus(panel: ItemsPanel, session: Session) -> None:
    """Where the filter has nothing more to show, the list stays and says so; keys go where they went before."""
    panel.bar.shown.setCurrentText("To decide")
    panel.bar.chip("STANCE").click()
    panel.list.setFocus()
    session.set_current(UNION.id)
    session.accept()
    assert shown(panel) == []
    assert panel.list.hint == "Nothing here passes the filter."
    assert panel.list.hasFocus()


def test_an_empty_list_says_that_the_article_is_being_read(panel: ItemsPanel, session: Session) -> None:
    """For as long as it is, and only where it is the article on the page."""
    session.open_document("letter")
    session.await_suggestions("letter")
    assert panel.list.hint.startswith("The article is being read for suggestions.")
    session.await_suggestions("harbour")
    assert panel.list.hint.startswith("Nothing is marked yet.")
    session.await_suggestions("letter")
    session.await_suggestions("")
    assert panel.list.hint == "Nothing is marked yet.\nSelect words in the article and press a label’s key."


def test_rejected_ones_are_asked_for(panel: ItemsPanel, session: Session) -> None:
    """By the state of the filter, or all along; the first choice says what it includes."""
    session.set_current(GIFT.id)
    session.reject()
    assert panel.bar.shown.currentText() == "All but rejected"
    panel.bar.shown.setCurrentText("Rejected")
    assert shown(panel) == [GIFT.id]
    panel.bar.shown.setCurrentText("All but rejected")
    assert GIFT.id not in shown(panel)
    panel.show_rejected(True)
    assert panel.bar.shown.currentText() == "Everything"
    assert GIFT.id in shown(panel)


def test_accept_all_takes_open_ones_that_are_shown(panel: ItemsPanel, session: Session) -> None:
    session.set_current(VELE.id)
    session.accept()
    session.set_current(GIFT.id)
    session.reject()
    panel.show_rejected(True)
    assert panel.shown_suggestions() == [SHE, UNION, COST, ALL[4]]
    panel.bar.scores.slider.setValue(25)  # from 0.75 on
    assert panel.shown_suggestions() == [SHE, UNION]


def test_a_filter_out_of_sight_is_told(panel: ItemsPanel, qtbot: QtBot) -> None:
    """Folding the further filters away does not hide that they are in force."""
    qtbot.mouseClick(panel.bar.more, Qt.MouseButton.LeftButton)
    panel.bar.suggester.setCurrentText("claims@0.1")
    qtbot.mouseClick(panel.bar.unresolved, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel.bar.more, Qt.MouseButton.LeftButton)
    assert not panel.bar.suggester.isVisible()
    assert panel.bar.more.text() == "Filters (2)"
    assert panel.count.text() == "1 of 6 shown"


def test_only_suggesters_of_this_document_are_offered(panel: ItemsPanel, session: Session) -> None:
    """One that was chosen is let go where the next document has nothing by it."""
    offered = [panel.bar.suggester.itemText(n) for n in range(panel.bar.suggester.count())]
    assert offered == ["Any suggester", "claims@0.1", "quotes@0.1", "stances@0.1"]
    panel.bar.suggester.setCurrentText("stances@0.1")
    assert shown(panel) == [UNION.id]
    session.open_document("letter")
    assert panel.bar.suggester.currentText() == "Any suggester"
    session.annotate(session.scheme.label("QUOTE"), TextRange(0, 27))
    assert len(shown(panel)) == 1


def test_deciding_does_not_scroll(panel: ItemsPanel, session: Session, qtbot: QtBot) -> None:
    """An item far above the rows in sight is accepted: they stay in sight."""
    words = [w for w in HARBOUR.split() if HARBOUR.count(w) == 1 and len(w) > 3][:40]
    session.add_suggestions("harbour", [], [suggestion("CLAIM", [("span", w)], score=0.5) for w in words])
    session.set_current(SHE.id)
    qtbot.wait(1)  # the view lays its rows out
    bar = panel.list.verticalScrollBar()
    bar.setValue(bar.maximum())
    before = bar.value()
    assert before > 0
    session.accept()
    session.undo()
    assert bar.value() == before


def test_the_current_item_is_scrolled_into_sight(panel: ItemsPanel, session: Session, qtbot: QtBot) -> None:
    words = [w for w in HARBOUR.split() if HARBOUR.count(w) == 1 and len(w) > 3][:40]
    session.add_suggestions("harbour", [], [suggestion("CLAIM", [("span", w)], score=0.5) for w in words])
    qtbot.wait(1)  # the view lays its rows out
    last = panel.filter.rows()[-1].item.id
    session.set_current(last)
    index = panel.filter.index_of_item(last)
    assert panel.list.viewport().rect().contains(panel.list.visualRect(index))


def test_a_suggestion_is_drawn_unlike_an_annotation(panel: ItemsPanel, session: Session) -> None:
    """The annotation's badge is filled with the label's colour, the suggestion's is not."""
    session.set_current(VELE.id)
    session.accept()
    session.set_current("")
    image = panel.list.viewport().grab().toImage()
    grounds = [_ground_of_badge(image, panel, row) for row in (0, 1)]
    assert grounds[1] == panel.palette().base().color()
    assert grounds[0] != grounds[1]


def _ground_of_badge(image: QImage, panel: ItemsPanel, row: int) -> QColor:
    """The colour between the badge's frame and its letter."""
    rect = panel.list.visualRect(panel.filter.index(row, 0))
    height = panel.list.fontMetrics().height()
    ratio = image.devicePixelRatio()
    x, y = rect.left() + height * 0.52 + height * 0.65, rect.top() + height * 0.36 + height * 0.14
    return QColor(image.pixelColor(round(x * ratio), round(y * ratio)))


def test_a_screen_reader_hears_what_a_row_is(panel: ItemsPanel) -> None:
    spoken = panel.filter.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == (
        "Stance, suggestion, score 0.88: The fishermen’s union rejected the plan.; "
        "The fishermen’s union → the plan · oppose"
    )
    controls = [
        panel.bar.search,
        panel.bar.shown,
        panel.bar.more,
        panel.bar.scores.slider,
        panel.bar.suggester,
        panel.list,
    ]
    assert all(control.accessibleName() for control in controls)
    assert panel.bar.chip("CLAIM").accessibleName() == "Only claims"


def test_search_looks_at_all_parts_names_and_reasons(panel: ItemsPanel) -> None:
    search: QLineEdit = panel.bar.search
    for text, found in (
        ("told", [SHE.id]),
        ("ruta vele", [VELE.id]),
        ("nobody near", [GIFT.id]),
        ("stance", [UNION.id]),
    ):
        search.setText(text)
        assert shown(panel) == found
