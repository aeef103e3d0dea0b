"""Typing in the editor: it is kept, it goes to the item that it was typed for, and nothing disturbs it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotation import review
from annotation.model import Annotation, Suggestion
from gui.panels.editor import EditorPanel
from gui.panels.editor_fields import NameField
from gui.session import Session
from storage.project import Project
from tests.gui.panel_samples import SHE, UNION, VELE, on_screen, suggestion

# Qt’s offscreen platform says so of every window that has a least size, and of the completer’s list.
pytestmark = pytest.mark.qt_log_ignore(
    "does not support propagateSizeHints", r"does not support raise\(\)", "does not support grabbing the keyboard"
)


@pytest.fixture
def panel(session: Session, qtbot: QtBot) -> EditorPanel:
    return on_screen(qtbot, EditorPanel(session), 380, 600)


def field(panel: EditorPanel, name: str) -> NameField:
    assert panel.sheet.form is not None
    found = panel.sheet.form.control(name)
    assert isinstance(found, NameField)
    return found


def annotation(session: Session) -> Annotation:
    assert isinstance(session.current, Annotation)
    return session.current


def memos_in_file(session: Session) -> dict[str, str]:
    """The memos as another reader of the file finds them, by the suggestion they are about."""
    assert session.project is not None
    with Project.open(session.project.path, writable=False) as project:
        return {a.suggestion_id or "": a.memo for a in project.annotations("harbour")}


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
    """What speakers are called elsewhere, who speaks, claims or holds, and names in the text, but no pronoun and no name with its title.

    “She” is most likely whoever spoke last before. One is chosen already: Enter takes it and goes back.
    """
    session.set_current(SHE.id)
    panel.focus_attribute("speaker")
    speaker = field(panel, "speaker")
    assert speaker.offered == ["Ruta Vele", "Port Aldis", "fishermen’s union", "Tomas Brandt"]
    assert session.current == SHE
    with qtbot.waitSignal(panel.left):
        qtbot.keyClick(speaker, Qt.Key.Key_Return)
    assert annotation(session).attributes["speaker"] == "Ruta Vele"
    assert speaker.offered == []


def test_typing_narrows_the_names_and_stays_what_was_typed(panel: EditorPanel, session: Session, qtbot: QtBot) -> None:
    """Where a word begins so; what is typed is chosen by nobody but the analyst, who may go down the list."""
    session.set_current(SHE.id)
    panel.focus_attribute("speaker")
    speaker = field(panel, "speaker")
    qtbot.keyClicks(speaker, "B")
    assert speaker.offered == ["Tomas Brandt"]
    qtbot.keyClick(speaker.popup, Qt.Key.Key_Down)
    assert speaker.text() == "B"
    qtbot.keyClick(speaker.popup, Qt.Key.Key_Return)
    assert annotation(session).attributes["speaker"] == "Tomas Brandt"
    session.undo()
    panel.focus_attribute("speaker")
    qtbot.keyClicks(speaker, "Br")
    qtbot.keyClick(speaker.popup, Qt.Key.Key_Return)
    assert annotation(session).attributes["speaker"] == "Br"


def test_nothing_is_set_without_enter(panel: EditorPanel, session: Session, qtbot: QtBot) -> None:
    """A name that was offered and even looked at is not the speaker: not by Escape, not by leaving the field."""
    session.set_current(SHE.id)
    panel.focus_attribute("speaker")
    speaker = field(panel, "speaker")
    qtbot.keyClick(speaker.popup, Qt.Key.Key_Down)
    qtbot.keyClick(speaker.popup, Qt.Key.Key_Escape)
    assert speaker.offered == []
    panel.focus_memo()
    assert speaker.text() == ""
    for leave in (
        lambda: qtbot.keyClick(speaker.popup, Qt.Key.Key_Tab),
        lambda: session.set_current(""),
    ):
        panel.focus_attribute("speaker")
        assert speaker.offered
        leave()
        assert speaker.offered == []
        assert session.reading is not None
        assert not session.reading.annotations


def test_a_name_that_is_there_is_not_offered_over(panel: EditorPanel, session: Session, qtbot: QtBot) -> None:
    """The field opens with its text selected; the arrow down asks for the names, all of them while nothing is typed."""
    session.set_current(VELE.id)
    panel.focus_attribute("speaker")
    speaker = field(panel, "speaker")
    assert speaker.selectedText() == "Ruta Vele"
    assert speaker.offered == []
    qtbot.keyClick(speaker, Qt.Key.Key_Down)
    others = speaker.offered
    assert others
    assert "Ruta Vele" not in others
    speaker.popup.hide()
    speaker.clear()
    qtbot.keyClick(speaker, Qt.Key.Key_Down)
    assert speaker.offered == others


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
    assert not panel.sheet.memo.hasFocus()
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
