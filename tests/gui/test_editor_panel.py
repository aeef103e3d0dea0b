"""The editor: what it says of the current item, what it changes, and what typing in it survives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from annotation import review
from annotation.model import Annotation, Suggestion, Verdict
from annotation.text import TextRange
from gui.panels.chips import ChipRow
from gui.panels.editor import EditorPanel
from gui.panels.editor_fields import NameField
from gui.session import Session
from storage.project import Project
from tests.gui.panel_samples import COST, SHE, UNION, VELE, open_project, place, suggestion

# Qt’s offscreen platform says so of every window that has a least size, and of the completer’s list.
pytestmark = pytest.mark.qt_log_ignore(
    "does not support propagateSizeHints", r"does not support raise\(\)", "does not support grabbing the keyboard"
)


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    del qtbot  # Qt runs
    made = open_project(tmp_path)
    yield made
    made.close()


@pytest.fixture
def panel(session: Session, qtbot: QtBot) -> EditorPanel:
    made = EditorPanel(session)
    qtbot.addWidget(made)
    made.resize(380, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def field(panel: EditorPanel, name: str) -> NameField:
    assert panel.sheet.form is not None
    found = panel.sheet.form.control(name)
    assert isinstance(found, NameField)
    return found


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


def memos_in_file(session: Session) -> dict[str, str]:
    """The memos as another reader of the file finds them, by the suggestion they are about."""
    assert session.project is not None
    with Project.open(session.project.path, writable=False) as project:
        return {a.suggestion_id or "": a.memo for a in project.annotations("harbour")}


def test_a_suggestion_is_told_with_its_score_and_reason(panel: EditorPanel, session: Session) -> None:
    session.set_current(SHE.id)
    assert panel.sheet.state.text() == "Suggestion by quotes@0.1, score 0.81"
    assert panel.sheet.reason.text() == "Because of cue ‘told’, clause complement"
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
    assert panel.sheet.hint.text() == "3 source: select the words and press the number"


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


def test_enter_commits_a_name_and_goes_back(panel: EditorPanel, session: Session, qtbot: QtBot) -> None:
    """The suggestion becomes an annotation under the caret; the field stays the same one."""
    session.set_current(SHE.id)
    panel.focus_attribute("speaker")
    speaker = field(panel, "speaker")
    assert speaker.hasFocus()
    qtbot.keyClicks(speaker, "  Rut Vele")
    with qtbot.waitSignal(panel.left):
        qtbot.keyClick(speaker, Qt.Key.Key_Return)
    assert annotation(session).attributes["speaker"] == "Rut Vele"
    assert field(panel, "speaker") is speaker


def test_escape_restores_a_name(panel: EditorPanel, session: Session, qtbot: QtBot) -> None:
    session.set_current(VELE.id)
    panel.focus_attribute("speaker")
    qtbot.keyClicks(field(panel, "speaker"), "Somebody else")
    with qtbot.waitSignal(panel.left):
        qtbot.keyClick(field(panel, "speaker"), Qt.Key.Key_Escape)
    assert field(panel, "speaker").text() == "Ruta Vele"
    panel.focus_memo()
    assert isinstance(session.current, Suggestion)


def test_names_of_the_document_are_offered(panel: EditorPanel, session: Session, qtbot: QtBot) -> None:
    """What speakers are called elsewhere, and the words that name who speaks, claims or holds; one is taken by keys alone."""
    session.set_current(SHE.id)
    panel.focus_attribute("speaker")
    speaker = field(panel, "speaker")
    completer = speaker.completer()
    assert completer is not None
    model = completer.model()
    offered = [model.index(n, 0).data() for n in range(model.rowCount())]
    assert offered == ["Mayor Ruta Vele", "Ruta Vele", "She", "The fishermen’s union", "Tomas Brandt"]
    qtbot.keyClicks(speaker, "brandt")
    popup = completer.popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert speaker.text() == "Tomas Brandt"
    assert annotation(session).attributes["speaker"] == "Tomas Brandt"


def test_news_do_not_disturb_typing(panel: EditorPanel, session: Session, qtbot: QtBot) -> None:
    """Suggestions that come in, and changes elsewhere, leave what is typed and the caret alone."""
    session.set_current(VELE.id)
    panel.focus_attribute("speaker")
    speaker = field(panel, "speaker")
    qtbot.keyClicks(speaker, "Mayor")
    qtbot.keyClick(speaker, Qt.Key.Key_Left)
    late = suggestion("CLAIM", [("span", "work would begin before the winter")], score=0.5)
    session.add_suggestions("harbour", ["quotes@0.1"], [late])
    session.reload()
    assert (speaker.text(), speaker.cursorPosition(), speaker.hasFocus()) == ("Mayor", 4, True)
    assert isinstance(session.current, Suggestion)


def test_a_memo_is_written_by_control_enter(panel: EditorPanel, session: Session, qtbot: QtBot) -> None:
    session.set_current(VELE.id)
    panel.focus_memo()
    qtbot.keyClicks(panel.sheet.memo, "Check the years.")
    with qtbot.waitSignal(panel.left):
        qtbot.keyClick(panel.sheet.memo, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert memos_in_file(session) == {VELE.id: "Check the years."}
    assert panel.sheet.state.text().endswith("accepted as it was")


def test_a_memo_is_written_when_the_field_is_left(panel: EditorPanel, session: Session, qtbot: QtBot) -> None:
    session.set_current(VELE.id)
    panel.focus_memo()
    qtbot.keyClicks(panel.sheet.memo, "Twelve?")
    qtbot.keyClick(panel.sheet.memo, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert field(panel, "speaker").hasFocus()
    assert memos_in_file(session) == {VELE.id: "Twelve?"}


def test_a_memo_belongs_to_the_item_it_was_typed_for(panel: EditorPanel, session: Session, qtbot: QtBot) -> None:
    """Another item becomes current while the memo has the focus: the text goes to the first, the field shows the other's."""
    session.set_current(VELE.id)
    panel.focus_memo()
    qtbot.keyClicks(panel.sheet.memo, "For the mayor.")
    session.set_current(UNION.id)
    assert memos_in_file(session) == {VELE.id: "For the mayor."}
    assert panel.sheet.memo.toPlainText() == ""
    assert session.current == UNION


def test_a_memo_outlives_its_document(panel: EditorPanel, session: Session, qtbot: QtBot) -> None:
    """Another document opens, or the project closes, in the midst of typing: the text is in the file, and nothing jumps back."""
    session.set_current(VELE.id)
    panel.focus_memo()
    qtbot.keyClicks(panel.sheet.memo, "Before the next.")
    session.step_document(1)
    assert session.reading is not None
    assert session.reading.document.name == "letter.txt"
    assert memos_in_file(session) == {VELE.id: "Before the next."}
    assert session.summaries[0].open == 5
    session.step_document(-1)
    session.set_current(SHE.id)
    panel.focus_memo()
    qtbot.keyClicks(panel.sheet.memo, "Last words.")
    assert session.project is not None
    path = session.project.path
    session.close()
    with Project.open(path) as project:
        assert {a.memo for a in project.annotations("harbour")} == {"Before the next.", "Last words."}


def test_letting_go_of_an_item_writes_its_memo_and_stays_let_go(
    panel: EditorPanel, session: Session, qtbot: QtBot
) -> None:
    session.set_current(VELE.id)
    panel.focus_memo()
    qtbot.keyClicks(panel.sheet.memo, "Done here.")
    session.set_current("")
    assert memos_in_file(session) == {VELE.id: "Done here."}
    assert session.current is None


def test_closing_writes_what_is_pending(panel: EditorPanel, session: Session, qtbot: QtBot) -> None:
    """A name and a memo typed for the same suggestion go into one annotation."""
    session.set_current(VELE.id)
    panel.focus_attribute("speaker")
    qtbot.keyClicks(field(panel, "speaker"), "R. Vele")
    panel.sheet.memo.insertPlainText("NBSP\u00a0stays")
    panel.commit_pending()
    assert annotation(session).attributes["speaker"] == "R. Vele"
    assert memos_in_file(session) == {VELE.id: "NBSP\u00a0stays"}


def test_accept_with_a_pending_memo_is_one_acceptance(panel: EditorPanel, session: Session) -> None:
    """Where a click leaves the focus in the memo, as on a Mac, the memo is written first and nothing is told twice."""
    said: list[str] = []
    session.set_current(VELE.id)
    panel.sheet.memo.insertPlainText("Yes.")
    session.said.connect(said.append)
    panel.sheet.buttons["accept"].click()
    assert said == ["Write memo"]
    assert annotation(session).memo == "Yes."


def test_a_name_with_a_line_break_is_not_changed_by_being_shown(panel: EditorPanel, session: Session) -> None:
    """A name from a dataset may hold what no field can type: showing it, and writing the memo, leave it as it is."""
    session.set_current(VELE.id)
    session.set_attribute("speaker", "Ruta “Rue” Vele,\nmayor")
    panel.focus_attribute("speaker")
    panel.sheet.memo.insertPlainText("Odd name.")
    panel.focus_memo()
    panel.commit_pending()
    assert annotation(session).attributes["speaker"] == "Ruta “Rue” Vele,\nmayor"
    assert annotation(session).memo == "Odd name."


def test_what_cannot_be_written_stays_in_the_field(panel: EditorPanel, session: Session, qtbot: QtBot) -> None:
    """Another program has written meanwhile: that is told, the typed text is still there and can be written again."""
    session.set_current(VELE.id)
    session.accept()
    assert session.project is not None
    panel.sheet.memo.insertPlainText("Not lost")
    with Project.open(session.project.path, annotator="ben") as other:
        changed = other.annotations("harbour")[0]
        assert session.reading is not None
        change = review.set_memo(session.reading, changed, "Ben was here")
        assert change is not None
        other.apply(change)
    with qtbot.waitSignal(session.failed):
        panel.commit_pending()
    assert panel.sheet.memo.toPlainText() == "Not lost"
    panel.commit_pending()
    assert memos_in_file(session) == {VELE.id: "Not lost"}


def test_tab_goes_through_the_controls_in_order(panel: EditorPanel, session: Session, qtbot: QtBot) -> None:
    session.set_current(SHE.id)
    panel.focus_first()
    names: list[str] = []
    for _ in range(9):
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


def test_nothing_current_is_said(panel: EditorPanel, session: Session) -> None:
    assert not panel.sheet.isVisible()
    panel.focus_first()
    panel.focus_memo()
    panel.focus_attribute("speaker")
    session.set_current(SHE.id)
    assert panel.sheet.isVisible()
    session.open_document("letter")
    assert not panel.sheet.isVisible()
    session.annotate(session.scheme.label("QUOTE"), TextRange(0, 27))
    assert panel.sheet.hint.text() == "2 cue, 3 source: select the words and press the number"
