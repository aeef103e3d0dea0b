"""The window: annotations, roles and attributes, by keys and by mouse. After every key, screen and file agree."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from storage.project import Project
from tests.gui.panel_samples import place
from tests.gui.window.desk import (
    ALT,
    CTRL,
    NONE,
    SHIFT,
    SPLIT,
    K,
    current_id,
    in_file,
    select,
    verdicts,
)


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


def test_the_right_button_lists_what_lies_under_it(window: MainWindow, press: Callable[..., None], path: Path) -> None:
    """Every item there, the current one marked, with its verbs; on a selection, labels and roles."""
    from gui.context_menu import context_menu

    def entries(point: QPoint) -> list[str]:
        menu = context_menu(window.session, window.view, window.menus, point, linking=window.commands.linking)
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
