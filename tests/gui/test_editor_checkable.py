"""The editor’s line on what of a claim can be looked up."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from gui.panels.editor import EditorPanel
from gui.session import Session
from tests.gui.panel_samples import COST, SHE, TRAFFIC, on_screen, place

# Qt’s offscreen platform says so of every window that has a least size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints", r"does not support raise\(\)")


@pytest.fixture
def panel(session: Session, qtbot: QtBot) -> EditorPanel:
    return on_screen(qtbot, EditorPanel(session), 380, 600)


def test_a_claim_says_what_of_it_can_be_looked_up(panel: EditorPanel, session: Session) -> None:
    """Its figures in the order of the text, then what is missing."""
    session.set_current(COST.id)
    line = panel.sheet.checkable
    assert line.isVisible()
    assert line.text() == "Checkable: forty million crowns — no time given, no place given"
    session.set_current(TRAFFIC.id)
    assert line.text() == "Checkable: a third · last year — compared with what?, no place given"


def test_other_labels_have_no_such_line(panel: EditorPanel, session: Session) -> None:
    """Neither before a claim was current nor after."""
    for before in (SHE, COST, SHE):
        session.set_current(before.id)
    assert panel.sheet.checkable.isHidden()


def test_the_line_follows_the_claim_as_it_is_edited(panel: EditorPanel, session: Session) -> None:
    """It speaks of the annotation and not of the suggestion that it came from."""
    session.set_current(COST.id)
    session.accept()
    session.relabel(session.scheme.label("QUOTE"))
    assert panel.sheet.checkable.isHidden()


def test_a_claim_without_figures_says_so(panel: EditorPanel, session: Session) -> None:
    """Instead of a list of all that is missing."""
    session.annotate(session.scheme.label("CLAIM"), place("Nobody in the room defended the old terminal"))
    assert panel.sheet.checkable.text() == "Checkable: no figure, time or place"
