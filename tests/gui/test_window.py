"""The window by keys alone: what is on screen, what is in the file, and that the two agree after every key."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from annotation.errors import ReadError
from annotation.model import Part, Status, Suggestion, Verdict, now
from annotation.scheme import default_scheme, read_scheme
from annotation.text import TextRange
from gui import settings, theme
from gui.main_window import MainWindow
from storage.project import Project
from tests.gui.panel_samples import HARBOUR, document, place

K = Qt.Key
NONE, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


def suggestion(id_: str, label: str, *parts: tuple[str, str], score: float = 0.9) -> Suggestion:
    return Suggestion(
        id=id_,
        document_id="harbour",
        label=label,
        parts=tuple(sorted((Part(role, place(words)) for role, words in parts), key=lambda p: p.range)),
        attributes={"form": "direct"} if label == "QUOTE" else {},
        suggester="quotes@0.1",
        score=score,
        reason="cue ‘said’ inside it",
        created=now(),
    )


ALT = Qt.KeyboardModifier.AltModifier

SPLIT = suggestion(
    "s1",
    "QUOTE",
    ("content", "“We have waited twelve years for this,”"),
    ("source", "Mayor Ruta Vele"),
    ("cue", "said"),
    ("content", "“and the children of this town have waited longer.”"),
)
CLAIM = suggestion(
    "s2", "CLAIM", ("span", "the new pier will cost forty million crowns, twice what was promised"), score=0.8
)
STANCE = suggestion(
    "s3", "STANCE", ("evidence", "rejected the plan"), ("target", "the plan"), ("holder", "The fishermen’s union")
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Project.create(tmp_path / "news.sqlite", annotator="ada") as project:
        project.add_document(document("harbour.txt", HARBOUR), HARBOUR.encode())
        project.add_suggestions("harbour", ["quotes@0.1"], [SPLIT, CLAIM, STANCE])
        project.add_document(document("letter.txt", "A letter. It says nothing."), b"")
        project.add_suggestions("letter", ["quotes@0.1"], [])
    return tmp_path / "news.sqlite"


@pytest.fixture
def window(qtbot: QtBot, path: Path) -> Iterator[MainWindow]:
    made = MainWindow()
    qtbot.addWidget(made)
    made.resize(1400, 900)
    made.files.use(Project.open(path, annotator="ada"))
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.view.setFocus()
    qtbot.waitUntil(made.view.hasFocus)
    yield made
    made.close()


@pytest.fixture
def press(qtbot: QtBot, window: MainWindow) -> Callable[..., None]:
    """Press keys on whatever has the focus; after each, the screen and the file must say the same."""

    def press_keys(*keys: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        for key in keys:
            qtbot.keyClick(QApplication.focusWidget() or window, key, modifier)
            agree(window)

    return press_keys


def agree(window: MainWindow) -> None:
    """What the page draws is what another program reads in the file."""
    session = window.session
    assert session.project is not None
    assert session.reading is not None
    document_id = session.reading.document.id
    with Project.open(session.project.path, annotator=session.project.annotator, writable=False) as other:
        assert {a.id: a for a in other.annotations(document_id)} == session.reading.annotations
        decided = {
            d.suggestion_id
            for d in other.decisions(document_id)
            if d.verdict is not Verdict.SKIP and d.annotator == "ada"
        }
        open_ids = {s.id for s in other.suggestions(document_id)} - decided
        assert [s.open for s in window.session.summaries if s.id == document_id] == [len(open_ids)]
    drawn = {item.id for item in window.view._items}
    assert drawn == set(session.reading.annotations) | open_ids


def in_file(path: Path) -> list[tuple[str, list[tuple[str, str]], dict[str, str]]]:
    """The annotations of the harbour document as another program reads them."""
    with Project.open(path, annotator="ada", writable=False) as project:
        return [
            (a.label, [(p.role, p.range.of(HARBOUR)) for p in a.parts], dict(a.attributes))
            for a in project.annotations("harbour")
        ]


def verdicts(path: Path) -> dict[str, str]:
    with Project.open(path, annotator="ada", writable=False) as project:
        return {d.suggestion_id: d.verdict.value for d in project.decisions("harbour")}


def select(window: MainWindow, words: str) -> None:
    window.view.select(place(words))


def current_id(window: MainWindow) -> str:
    return window.session.current.id if window.session.current else ""


def test_tab_goes_round_the_open_suggestions_in_text_order(window: MainWindow, press: Callable[..., None]) -> None:
    seen = []
    for _ in range(4):
        press(K.Key_Tab)
        seen.append(current_id(window))
    assert seen == ["s1", "s3", "s2", "s1"]
    press(K.Key_Backtab, modifier=SHIFT)
    assert current_id(window) == "s2"


def test_a_accepts_x_rejects_s_skips(window: MainWindow, press: Callable[..., None], path: Path) -> None:
    press(K.Key_Tab, K.Key_A, K.Key_Tab, K.Key_X, K.Key_Tab, K.Key_S)
    assert verdicts(path) == {"s1": "accept", "s3": "reject", "s2": "skip"}
    assert [label for label, *_ in in_file(path)] == ["QUOTE"]
    press(K.Key_Tab)
    assert current_id(window) == "s2"  # a skipped one stays open


def test_what_was_accepted_stays_current_as_the_annotation(window: MainWindow, press: Callable[..., None]) -> None:
    press(K.Key_Tab, K.Key_A)
    made = window.session.current
    assert made is not None
    assert made.id in (window.session.reading.annotations if window.session.reading else {})
    press(K.Key_U)
    assert current_id(window) == "s1"


def test_u_undoes_everything_and_shift_u_brings_it_back(
    window: MainWindow, press: Callable[..., None], path: Path
) -> None:
    press(K.Key_Tab, K.Key_A, K.Key_Tab, K.Key_X, K.Key_F2)
    select(window, "Ferry traffic fell by a third")
    press(K.Key_C, K.Key_W, K.Key_F)
    done = in_file(path), verdicts(path)
    for _ in range(5):
        press(K.Key_U)
    assert in_file(path) == []
    assert verdicts(path) == {}
    for _ in range(5):
        press(K.Key_U, modifier=SHIFT)
    assert (in_file(path), verdicts(path)) == done


def test_a_split_quote_with_source_and_cue_by_keys_alone(
    window: MainWindow, press: Callable[..., None], path: Path
) -> None:
    """The caret walks to the words, Shift extends, Q labels, numbers give roles."""

    def walk_over(words: str) -> None:
        window.view.move_caret(0)
        span = place(words)
        while window.view.caret < span.start:
            press(K.Key_Right, modifier=CTRL if span.start - window.view.caret > 20 else NONE)
        while window.view.caret < span.end:
            press(K.Key_Right, modifier=SHIFT)
        assert window.view.selection == span

    walk_over("“We have waited")
    press(K.Key_Q)
    walk_over("“and the children")
    press(K.Key_1)
    walk_over("said")
    press(K.Key_2)
    walk_over("Mayor Ruta Vele")
    press(K.Key_3, K.Key_F)
    assert in_file(path) == [
        (
            "QUOTE",
            [
                ("content", "“We have waited"),
                ("source", "Mayor Ruta Vele"),
                ("cue", "said"),
                ("content", "“and the children"),
            ],
            {"form": "direct"},
        )
    ]


def test_editing_a_suggestion_makes_an_annotation_and_keeps_the_suggestion(
    window: MainWindow, press: Callable[..., None], path: Path
) -> None:
    press(K.Key_Tab)
    select(window, "Ruta Vele")
    press(K.Key_3)
    assert verdicts(path) == {"s1": "edit"}
    (_, parts, _), *_ = in_file(path)
    assert ("source", "Ruta Vele") in parts
    with Project.open(path, writable=False) as project:
        assert next(s for s in project.suggestions("harbour") if s.id == "s1").parts == SPLIT.parts


def test_ends_grow_and_shrink_by_words(window: MainWindow, press: Callable[..., None], path: Path) -> None:
    select(window, "traffic fell")
    press(K.Key_C)
    press(K.Key_Period, K.Key_Period, modifier=CTRL)
    press(K.Key_Comma, modifier=ALT)
    press(K.Key_Comma, modifier=CTRL)
    assert in_file(path)[0][1] == [("span", "Ferry traffic fell by")]


def test_relabel_delete_and_undo(window: MainWindow, press: Callable[..., None], path: Path) -> None:
    press(K.Key_Tab, K.Key_A)
    press(K.Key_C, modifier=SHIFT)
    label, parts, _ = in_file(path)[0]
    assert label == "CLAIM"
    assert ("claimant", "Mayor Ruta Vele") in parts
    press(K.Key_Delete)
    assert in_file(path) == []
    assert verdicts(path) == {"s1": "reject"}
    press(K.Key_U, K.Key_U)
    assert [a[0] for a in in_file(path)] == ["QUOTE"]


def test_a_part_under_the_caret_can_be_taken_away(window: MainWindow, press: Callable[..., None], path: Path) -> None:
    press(K.Key_Tab, K.Key_A)
    window.view.move_caret(place("Ruta Vele said").start)
    press(K.Key_0)
    assert [role for role, _ in in_file(path)[0][1]] == ["content", "cue", "content"]


def test_a_labels_key_without_a_selection_arms_it_for_the_next_drag(
    window: MainWindow, press: Callable[..., None], path: Path
) -> None:
    press(K.Key_T)
    assert "stance" in window.hints.text()
    select(window, "The fishermen’s union rejected")
    window.view.dragged.emit()
    assert [label for label, *_ in in_file(path)] == ["STANCE"]
    select(window, "The council")
    window.view.dragged.emit()
    assert len(in_file(path)) == 1  # armed for one drag only


def test_a_stray_drag_does_nothing(window: MainWindow, press: Callable[..., None], path: Path) -> None:
    press(K.Key_Tab, K.Key_A)
    before = in_file(path)
    select(window, "The council")
    window.view.dragged.emit()
    assert in_file(path) == before


def test_a_rejected_suggestion_is_listed_on_request_and_can_be_reopened(
    window: MainWindow, press: Callable[..., None], path: Path
) -> None:
    press(K.Key_Tab, K.Key_X)
    window.menus["show_rejected"].trigger()
    assert "s1" in {item.id for item in window.view._items}
    window.menus["show_rejected"].trigger()
    window.session.set_current("s1")
    press(K.Key_O)
    assert verdicts(path) == {}


def test_j_and_k_go_through_the_documents(window: MainWindow, press: Callable[..., None]) -> None:
    press(K.Key_J)
    assert window.view.text == "A letter. It says nothing."
    press(K.Key_J)
    assert "last document" in window.status.currentMessage()
    press(K.Key_K)
    assert window.view.text == HARBOUR


def test_undo_shows_the_document_that_it_changes(window: MainWindow, press: Callable[..., None]) -> None:
    press(K.Key_Tab, K.Key_A, K.Key_J)
    press(K.Key_U)
    assert window.view.text == HARBOUR
    assert current_id(window) == "s1"


def test_decisions_never_move_the_readers_place(window: MainWindow, press: Callable[..., None]) -> None:
    window.resize(1000, 420)
    press(K.Key_Tab, K.Key_Tab)
    place_before = window.view.verticalScrollBar().value()
    press(K.Key_A, K.Key_U, K.Key_X, K.Key_U, K.Key_S)
    assert window.view.verticalScrollBar().value() == place_before


def test_going_on_after_a_decision_can_be_chosen(window: MainWindow, press: Callable[..., None], path: Path) -> None:
    window.menus["go_on"].trigger()
    press(K.Key_Tab, K.Key_A, K.Key_X, K.Key_A)
    assert verdicts(path) == {"s1": "accept", "s3": "reject", "s2": "accept"}


def test_typing_ahead_loses_no_decision(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    """Twenty keys that arrive before the window has painted once are all done, in order."""
    view = window.view
    for _ in range(5):
        for key in (K.Key_Tab, K.Key_A, K.Key_U, K.Key_X):
            qtbot.keyClick(view, key)
    qtbot.keyClick(view, K.Key_Tab)
    agree(window)
    assert set(verdicts(path).values()) == {"reject"}


def test_what_is_not_allowed_is_told_and_changes_nothing(
    window: MainWindow, press: Callable[..., None], path: Path
) -> None:
    """A quote cannot lose its only content: a message over the page says so, and goes by Escape in it or by its button."""
    select(window, "The council")
    press(K.Key_Q)
    window.view.move_caret(place("council").start)
    before = in_file(path)
    press(K.Key_0)
    assert "needs its content" in window.banner.text
    assert in_file(path) == before


def test_another_programs_work_appears(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    with Project.open(path, annotator="grace") as other:
        from annotation import review
        from annotation.reading import Reading

        reading = Reading(other.document("harbour"), "grace")
        other.apply(review.annotate(reading, other.scheme.label("CLAIM"), TextRange(0, 11)))
    qtbot.waitUntil(
        lambda: (
            "grace"
            in {a.annotator for a in (window.session.reading.annotations.values() if window.session.reading else ())}
        )
    )
    agree(window)


def test_a_change_that_came_too_late_is_told_and_the_page_shows_the_file(
    window: MainWindow, press: Callable[..., None], path: Path
) -> None:
    press(K.Key_Tab)
    with Project.open(path, annotator="ada") as other:
        from annotation import review
        from annotation.reading import Reading

        reading = Reading(other.document("harbour"), "ada", {s.id: s for s in other.suggestions("harbour")})
        change = review.reject(reading, SPLIT)
        assert change is not None
        other.apply(change)
    press(K.Key_A)
    assert "Another program" in window.banner.text
    assert verdicts(path) == {"s1": "reject"}


def test_accepting_all_that_the_filter_shows_is_one_undo(
    window: MainWindow, press: Callable[..., None], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    window.menus["accept_all"].trigger()
    assert sorted(verdicts(path).values()) == ["accept", "accept", "accept"]
    press(K.Key_U)
    assert verdicts(path) == {}


def test_zoom_colours_and_place_are_remembered(
    qtbot: QtBot, window: MainWindow, press: Callable[..., None], path: Path
) -> None:
    press(K.Key_Plus, modifier=CTRL)
    press(K.Key_D, modifier=CTRL)
    assert theme.is_dark()
    window.resize(798, 640)  # the offscreen platform's screen is small
    window.close()
    try:
        again = MainWindow()
        qtbot.addWidget(again)
        assert again.view.points == theme.READING_POINTS + 1
        assert again.menus["theme_dark"].isChecked()
        assert (again.width(), again.height()) == (798, 640)
        again.close()
    finally:
        theme.choose(Qt.ColorScheme.Unknown)
        QApplication.setPalette(theme.palette())


def test_the_question_mark_lists_every_key(qtbot: QtBot, window: MainWindow) -> None:
    from gui.dialogs.keys import KeysDialog

    qtbot.keyClick(window.view, K.Key_Question)
    dialogs = window.findChildren(KeysDialog)
    assert len(dialogs) == 1
    dialogs[0].close()


def test_escape_lets_go_of_one_thing_at_a_time(window: MainWindow, press: Callable[..., None]) -> None:
    press(K.Key_Tab)
    select(window, "The council")
    press(K.Key_Escape)
    assert window.view.selection is None
    assert current_id(window) == "s1"
    press(K.Key_Escape)
    assert current_id(window) == ""


def test_keys_typed_into_a_field_are_text(window: MainWindow, press: Callable[..., None], path: Path) -> None:
    """In the memo, A and X are letters; what was typed is in the file when the field is left."""
    press(K.Key_Tab, K.Key_A, K.Key_M)
    press(K.Key_A, K.Key_X, K.Key_U)
    press(K.Key_F2)
    with Project.open(path, writable=False) as project:
        assert [a.memo for a in project.annotations("harbour")] == ["axu"]


def test_f6_goes_round_the_panels(window: MainWindow, press: Callable[..., None]) -> None:
    press(K.Key_Tab)
    seen = []
    for _ in range(4):
        press(K.Key_F6)
        focused = QApplication.focusWidget()
        seen.append(
            next(
                p
                for p in ("items", "editor", "documents", "view")
                if getattr(window, p) is focused or getattr(window, p).isAncestorOf(focused)
            )
        )
    assert seen == ["items", "editor", "documents", "view"]


def test_files_dropped_on_the_window_are_imported(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    article, broken = tmp_path / "note.txt", tmp_path / "broken.txt"
    article.write_text("“It works,” she said.", encoding="utf-8")
    broken.write_bytes(b"\x00\x01\x02" * 100)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(article)), QUrl.fromLocalFile(str(broken))])
    window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NONE))
    qtbot.waitUntil(lambda: window.view.text == "“It works,” she said.")
    assert "broken.txt" in window.banner.text
    assert len(window.session.summaries) == 3


def test_an_export_runs_beside_the_window_and_is_told(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, press: Callable[..., None]
) -> None:
    press(K.Key_Tab, K.Key_A)
    out = tmp_path / "out.jsonl"
    window.files.export("jsonl", frozenset([Status.ACCEPTED]), out)
    qtbot.waitUntil(lambda: "Exported 2 documents" in window.status.currentMessage())
    assert out.read_text(encoding="utf-8").count('"status": "accepted"') == 1


def test_a_project_that_cannot_be_opened_is_told_and_the_present_one_stays(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "other.sqlite").write_text("no database")
    window.files.open_paths([tmp_path / "other.sqlite"])
    assert "not a Quotemark project" in window.banner.text
    assert window.view.text == HARBOUR


def test_a_double_click_selects_for_what_was_current(
    qtbot: QtBot, window: MainWindow, press: Callable[..., None], path: Path
) -> None:
    """Who double-clicks a word, even one within another suggestion, means it for the item that was current before."""
    press(K.Key_Tab)
    at = window.view.rectangle_of(place("union rejected").start + 2).center().toPoint()
    port, left = window.view.viewport(), Qt.MouseButton.LeftButton
    qtbot.mouseClick(port, left, pos=at)
    qtbot.mouseDClick(port, left, pos=at)
    qtbot.mouseRelease(port, left, pos=at)
    assert current_id(window) == "s1"
    press(K.Key_3)
    assert ("source", "union") in in_file(path)[0][1]


def test_a_drag_with_an_armed_label_makes_the_annotation(
    qtbot: QtBot, window: MainWindow, press: Callable[..., None], path: Path
) -> None:
    """With the mouse's own events: the key first, the drag after."""
    press(K.Key_C)
    span = place("council of Port Aldis")
    port, left = window.view.viewport(), Qt.MouseButton.LeftButton
    start, end = (window.view.rectangle_of(p).center().toPoint() for p in (span.start + 1, span.end - 1))
    qtbot.mousePress(port, left, pos=start)
    for point in (start, end):
        event = QMouseEvent(QEvent.Type.MouseMove, QPointF(point), QPointF(port.mapToGlobal(point)), left, left, NONE)
        QApplication.sendEvent(port, event)
    qtbot.mouseRelease(port, left, pos=end)
    assert in_file(path) == [("CLAIM", [("span", "council of Port Aldis")], {})]


def test_what_runs_is_not_mixed_up_with_what_is_asked_for_meanwhile(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """An export that is asked for during an import is refused, and is never said to be done."""
    article = tmp_path / "note.txt"
    article.write_text("A note.", encoding="utf-8")
    said: list[str] = []
    window.session.said.connect(said.append)
    window.files.import_articles([article])
    window.files.export("jsonl", frozenset([Status.ACCEPTED]), tmp_path / "never.jsonl")
    qtbot.waitUntil(lambda: window.view.text == "A note.")
    assert not (tmp_path / "never.jsonl").exists()
    assert [text for text in said if "still running" in text]
    assert not [text for text in said if text.startswith("Exported")]


def test_an_import_ends_in_the_project_that_it_began_in(
    qtbot: QtBot, window: MainWindow, path: Path, tmp_path: Path
) -> None:
    """The analyst who opens another project meanwhile stays there."""
    article = tmp_path / "note.txt"
    article.write_text("A note.", encoding="utf-8")
    other = tmp_path / "other.sqlite"
    Project.create(other).close()
    said: list[str] = []
    window.session.said.connect(said.append)
    window.files.import_articles([article])
    window.files.open_project(other)
    qtbot.waitUntil(lambda: any("news.sqlite" in text for text in said))
    assert window.session.project is not None
    assert window.session.project.path == other
    with Project.open(path, writable=False) as project:
        assert len(project.documents()) == 3


def test_a_cancelled_import_keeps_what_is_whole(qtbot: QtBot, window: MainWindow, path: Path, tmp_path: Path) -> None:
    lines = tmp_path / "many.jsonl"
    lines.write_text("".join(f'{{"id": "d{n}", "text": "Text {n}."}}\n' for n in range(400)), encoding="utf-8")
    window.files.import_articles([lines])
    qtbot.waitUntil(lambda: _documents(path) > 20)
    window.files.cancel()
    qtbot.waitUntil(lambda: window.files.job is None)
    assert 20 < _documents(path) < 402
    assert len(window.session.summaries) == _documents(path)


def _documents(path: Path) -> int:
    with Project.open(path, writable=False) as project:
        return len(project.documents())


def test_a_mistake_in_background_work_does_not_block_what_comes_after(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    def mistake(_progress: object) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as raised:
        window.files._start("A mistake", mistake, lambda _: None)
        qtbot.waitUntil(lambda: window.files.job is None)
        qtbot.wait(10)
    assert [kind for kind, *_ in raised] == [ZeroDivisionError]
    window.files.export("jsonl", frozenset([Status.ACCEPTED]), tmp_path / "out.jsonl")
    qtbot.waitUntil((tmp_path / "out.jsonl").exists)


def test_typed_text_that_cannot_be_saved_keeps_the_window_open(
    qtbot: QtBot, window: MainWindow, press: Callable[..., None], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another program holds the file, closing asks; when the file is free again, the memo is kept."""
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.No)
    press(K.Key_Tab, K.Key_A, K.Key_M)
    qtbot.keyClicks(QApplication.focusWidget(), "why")
    blocker = sqlite3.connect(path, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    assert not window.close()
    assert "writing" in window.banner.text
    blocker.execute("ROLLBACK")
    blocker.close()
    assert window.close()
    with Project.open(path, writable=False) as project:
        assert [a.memo for a in project.annotations("harbour")] == ["why"]


def test_a_project_that_breaks_while_it_is_open_is_told(
    window: MainWindow, path: Path, press: Callable[..., None]
) -> None:
    """Whatever key comes next: a message, no traceback, and the page stays."""
    with sqlite3.connect(path) as other:
        other.execute("DROP TABLE suggestion_parts")
    other.close()
    window.session.step_document(1)
    window.session.step_document(-1)
    window.session.notice_other_writers()
    assert "damaged" in window.banner.text


def test_many_refused_files_leave_the_page_readable(window: MainWindow) -> None:
    window.banner.tell(*(ReadError(f"picture{n}.png is a picture.", way_out="Save its text.") for n in range(300)))
    assert "296 more" in window.banner.text
    assert window.banner.sizeHint().height() < window.height() / 2


def test_a_label_scheme_whose_keys_are_taken_is_told(window: MainWindow, tmp_path: Path) -> None:
    """The action keeps its key, the label is in the menu, and what was switched on stays so."""
    toml = default_scheme().toml.replace('key = "Q"', 'key = "A"')
    window.menus["show_rejected"].trigger()
    window.files.use(Project.create(tmp_path / "songs.sqlite", scheme=read_scheme(toml)))
    assert "A" in window.banner.text
    assert window.menus["label:QUOTE"].shortcuts() == []
    assert [key.toString() for key in window.menus["accept"].shortcuts()] == ["A"]
    assert window.menus["show_rejected"].isChecked()


def test_the_project_and_document_that_were_open_last_come_back(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    window.session.open_document("letter")
    window.close()
    again = MainWindow()
    qtbot.addWidget(again)
    again.files.open_last()
    assert again.session.project is not None
    assert again.session.project.path == path
    assert again.view.text == "A letter. It says nothing."
    again.close()


def test_settings_that_make_no_sense_are_passed_over(qtbot: QtBot) -> None:
    settings.settings().setValue("page/points", "big")
    again = MainWindow()
    qtbot.addWidget(again)
    assert again.view.points == theme.READING_POINTS
    again.close()


def test_the_right_button_lists_what_lies_under_it(window: MainWindow, press: Callable[..., None], path: Path) -> None:
    """Every item there, the current one marked, with its verbs; on a selection, labels and roles."""
    from gui.context_menu import context_menu

    def entries(point: QPoint) -> list[str]:
        menu = context_menu(window.session, window.view, window.menus, point)
        return [action.text() for action in menu.actions() if action.text()]

    at = window.view.rectangle_of(place("plan.").start + 1).center().toPoint()
    press(K.Key_Tab)
    assert entries(at)[:2] == ["Accept", "Reject; delete an annotation"]
    assert current_id(window) == "s3"
    select(window, "rejected the plan")
    press(K.Key_C)
    listed = entries(at)
    assert {"Claim: rejected the plan", "Stance: rejected the plan"} <= set(listed)
    select(window, "The council")
    assert entries(at)[0].startswith("Quote")


def test_a_memo_is_in_the_file_before_its_field_is_left(
    qtbot: QtBot, window: MainWindow, press: Callable[..., None], path: Path
) -> None:
    """A pause in typing writes it: a crash costs no more than the last words. The caret stays where it is."""
    press(K.Key_Tab, K.Key_A, K.Key_M)
    field = QApplication.focusWidget()
    qtbot.keyClicks(field, "why")
    qtbot.waitUntil(lambda: _memos(path) == ["why"])
    assert QApplication.focusWidget() is field
    qtbot.keyClicks(field, " not")
    qtbot.waitUntil(lambda: _memos(path) == ["why not"])


def _memos(path: Path) -> list[str]:
    with Project.open(path, writable=False) as project:
        return [a.memo for a in project.annotations("harbour")]


def test_undo_makes_current_what_it_undid(window: MainWindow, press: Callable[..., None]) -> None:
    press(K.Key_Tab, K.Key_A, K.Key_Tab, K.Key_Tab)
    assert current_id(window) == "s2"
    press(K.Key_U)
    assert current_id(window) == "s1"


def test_each_document_is_where_it_was_left(window: MainWindow, press: Callable[..., None]) -> None:
    window.resize(900, 400)
    window.view.move_caret(len(HARBOUR) - 3)
    window.view.viewport().repaint()  # what was estimated until then is laid out
    before = window.view.place
    assert before[0] > 0
    press(K.Key_J, K.Key_K)
    assert window.view.place == before


def test_escape_takes_the_message_over_the_page_away_first(window: MainWindow, press: Callable[..., None]) -> None:
    press(K.Key_Tab)
    window.banner.tell(ReadError("a.txt is missing."))
    press(K.Key_Escape)
    assert window.banner.text == ""
    assert current_id(window) == "s1"


def test_what_could_not_be_done_is_told_until_something_is_done(window: MainWindow, press: Callable[..., None]) -> None:
    select(window, "The council")
    press(K.Key_Q)
    window.view.move_caret(place("council").start)
    press(K.Key_0)
    assert window.banner.text
    press(K.Key_F)
    assert window.banner.text == ""


def test_a_closed_editor_opens_when_it_is_needed(window: MainWindow, press: Callable[..., None]) -> None:
    window._docks[2].close()
    assert not window.editor.isVisible()
    press(K.Key_Tab, K.Key_N)
    assert window.editor.isVisible()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert window.editor.isAncestorOf(focused)


def test_no_two_actions_wait_for_the_same_keys(window: MainWindow) -> None:
    """As the window knows them, not as the table spells them: Ctrl+Shift+, and Ctrl+< are one key on many keyboards."""
    shifted = dict(zip("1234567890,./;'[]-=", '!@#$%^&*()<>?:"{}_+', strict=True))
    seen: set[str] = set()
    for action in window.findChildren(QAction):
        for sequence in action.shortcuts():
            keys = sequence.toString()
            *modifiers, key = keys.split("+") if not keys.endswith("+") else [*keys[:-1].rstrip("+").split("+"), "+"]
            if "Shift" in modifiers and key in shifted:
                modifiers.remove("Shift")
                key = shifted[key]
            spelled = "+".join([*modifiers, key])
            assert spelled not in seen, spelled
            seen.add(spelled)


def test_every_action_has_something_to_do_and_no_key_means_two_things(window: MainWindow) -> None:
    from gui.actions import ACTIONS, scheme_actions

    actions = (*ACTIONS, *scheme_actions(window.session.scheme))
    keys = [key for action in actions for key in action.keys]
    assert len(keys) == len(set(keys))
    assert all(window.menus[action.id].text() == action.title for action in actions)
