"""The editor: what it says of the current item, what it changes, and what typing in it survives."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from annotation.model import Annotation, Verdict
from annotation.text import TextRange
from gui.panels.chips import ChipRow
from gui.panels.editor import EditorPanel
from gui.session import Session
from tests.gui.panel_samples import COST, SHE, UNION, VELE, on_screen, place

# Qt’s offscreen platform says so of every window that has a least size, and of the completer’s list.
pytestmark = pytest.mark.qt_log_ignore(
    "does not support propagateSizeHints", r"does not support raise\(\)", "does not support grabbing the keyboard"
)


@pytest.fixture
def panel(session: Session, qtbot: QtBot) -> EditorPanel:
    return on_screen(qtbot, EditorPanel(session), 380, 600)


def chips(panel: EditorPanel, name: str) -> ChipRow:
    assert panel.sheet.form is not None
    found = panel.sheet.form.control(name)
    assert isinstance(found, ChipRow)
    return found


def click(qtbot: QtBot, button: QAbstractButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def annotation(session: Session) -> Annotation:
    assert isinstance(session.current, Annotation)
    return session.current


def test_a_suggestion_is_told_with_its_score_and_reason(panel: EditorPanel, session: Session) -> None:
    session.set_current(SHE.id)
    assert panel.sheet.state.text() == "Suggestion by quotes@0.1, score 0.81"
    assert panel.sheet.reason.text() == "Why: cue ‘told’, clause complement"
    assert panel.sheet.labels.value == "QUOTE"
    assert chips(panel, "form").value == "indirect"
    assert panel.sheet.hint.isHidden()
    offered = [button.text() for button in panel.sheet.buttons.values() if button.isVisible()]
    assert offered == ["Accept", "Reject", "Skip"]


def test_states_are_told(panel: EditorPanel, session: Session) -> None:
    """Skipped, rejected, accepted, edited, by hand: in words, with what can be decided next."""
    session.set_current(SHE.id)
    session.skip()
    assert panel.sheet.state.text().startswith("Skipped. Suggestion by")
    session.reject()
    assert panel.sheet.state.text().startswith("Rejected. Suggestion by")
    offered = [button.text() for button in panel.sheet.buttons.values() if button.isVisible()]
    assert offered == ["Accept", "Reopen"]
    session.accept()
    assert panel.sheet.state.text() == "Annotation by ana, from a suggestion by quotes@0.1, accepted as it was"
    session.set_attribute("form", "mixed")
    assert panel.sheet.state.text() == "Annotation by ana, from a suggestion by quotes@0.1, edited"
    session.annotate(session.scheme.label("CLAIM"), place("Ferry traffic"))
    assert panel.sheet.state.text() == "Annotation by ana, by hand"


def test_the_mouse_decides(panel: EditorPanel, session: Session, qtbot: QtBot) -> None:
    session.set_current(SHE.id)
    click(qtbot, panel.sheet.buttons["skip"])
    assert session.reading is not None
    assert session.reading.is_skipped(SHE)
    click(qtbot, panel.sheet.buttons["reopen"])
    assert session.reading.decision_on(SHE.id) is None
    click(qtbot, panel.sheet.buttons["accept"])
    assert annotation(session).suggestion_id == SHE.id
    assert panel.sheet.buttons["reject"].text() == "Delete"
    click(qtbot, panel.sheet.buttons["reject"])
    decision = session.reading.decision_on(SHE.id)
    assert decision is not None
    assert decision.verdict is Verdict.REJECT


def test_parts_can_be_taken_away_but_not_the_last_main_one(panel: EditorPanel, session: Session, qtbot: QtBot) -> None:
    """The hint then says which key brings the role back."""
    session.set_current(SHE.id)
    qtbot.wait(1)  # the rows are laid out
    buttons = {b.accessibleName(): b for b in panel.sheet.parts.findChildren(QAbstractButton)}
    assert list(buttons) == [
        "Remove content “work would begin before the winter”",
        "Remove cue “told”",
        "Remove source “She”",
    ]
    assert not buttons["Remove content “work would begin before the winter”"].isEnabled()
    click(qtbot, buttons["Remove source “She”"])
    assert {part.role for part in annotation(session).parts} == {"content", "cue"}
    assert panel.sheet.hint.text() == "3 source: select the words and press the key"


def test_clicking_the_chosen_value_clears_it(panel: EditorPanel, session: Session, qtbot: QtBot) -> None:
    session.set_current(UNION.id)
    row = chips(panel, "polarity")
    assert row.value == "oppose"
    click(qtbot, row.chip("neutral"))
    assert annotation(session).attributes["polarity"] == "neutral"
    click(qtbot, row.chip("neutral"))
    assert "polarity" not in annotation(session).attributes
    assert row.value == ""


def test_a_label_chip_relabels_and_shows_other_attributes(panel: EditorPanel, session: Session, qtbot: QtBot) -> None:
    session.set_current(COST.id)
    click(qtbot, panel.sheet.labels.chip("STANCE"))
    assert annotation(session).label == "STANCE"
    assert chips(panel, "polarity").isVisible()
    click(qtbot, panel.sheet.labels.chip("STANCE"))
    assert panel.sheet.labels.value == "STANCE"


def test_tab_goes_through_the_controls_in_order(panel: EditorPanel, session: Session, qtbot: QtBot) -> None:
    session.set_current(SHE.id)
    panel.focus_first()
    names: list[str] = []
    for _ in range(12):
        focused = QApplication.focusWidget()
        assert focused is not None
        names.append(focused.accessibleName() or focused.text())  # type: ignore[attr-defined]
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert names == [
        "Label: Quote",
        "Label: Claim",
        "Label: Stance",
        "Remove cue “told”",
        "Remove source “She”",
        "Form: direct",
        "Form: indirect",
        "Form: mixed",
        "Speaker",
        "Certainty: low",
        "Certainty: medium",
        "Certainty: high",
    ]
    focused = QApplication.focusWidget()
    assert focused is panel.sheet.memo


def test_escape_leaves_from_any_control(panel: EditorPanel, session: Session, qtbot: QtBot) -> None:
    session.set_current(SHE.id)
    panel.focus_first()
    focused = QApplication.focusWidget()
    with qtbot.waitSignal(panel.left):
        qtbot.keyClick(focused, Qt.Key.Key_Escape)


def test_removing_by_keys_keeps_the_focus_among_the_parts(panel: EditorPanel, session: Session, qtbot: QtBot) -> None:
    session.set_current(VELE.id)
    first = panel.sheet.parts.tab_stops()[0]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Space)
    assert len(annotation(session).parts) == 3
    focused = QApplication.focusWidget()
    assert focused in panel.sheet.parts.tab_stops()


def test_nothing_current_is_said(panel: EditorPanel, session: Session, qtbot: QtBot) -> None:
    assert not panel.sheet.isVisible()
    panel.focus_first()
    assert panel.hasFocus()
    with qtbot.waitSignal(panel.left):
        qtbot.keyClick(panel, Qt.Key.Key_Escape)
    panel.focus_memo()
    panel.focus_attribute("speaker")
    session.set_current(SHE.id)
    assert panel.sheet.isVisible()
    session.open_document("letter")
    assert not panel.sheet.isVisible()
    session.annotate(session.scheme.label("QUOTE"), TextRange(0, 27))
    assert panel.sheet.hint.text() == "2 cue, 3 source: select the words and press the key"


def test_what_a_key_goes_to_is_scrolled_into_sight(panel: EditorPanel, session: Session, qtbot: QtBot) -> None:
    """In a low dock the memo is below the edge; the key for it brings it up."""
    session.set_current(VELE.id)
    panel.resize(380, 260)
    qtbot.wait(1)  # the controls are laid out
    assert panel.sheet.memo.visibleRegion().isEmpty()
    panel.focus_memo()
    assert not panel.sheet.memo.visibleRegion().isEmpty()
