"""How wheels and touchpads move the page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.article.view import ArticleView


@pytest.fixture
def view(qtbot: QtBot) -> ArticleView:
    """A page of three thousand lines, scrolled to its middle."""
    made = ArticleView()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show_text("A line of text that goes on for a while.\n" * 3000)
    with qtbot.waitExposed(made):
        made.show()
    made.verticalScrollBar().setValue(made.verticalScrollBar().maximum() // 2)
    QApplication.processEvents()
    return made


def roll(view: ArticleView, *, pixels: tuple[int, int] = (0, 0), eighths: int = 0) -> None:
    """One event of a touchpad (pixels) or a wheel (eighths of a degree; 120 a notch), downwards where negative."""
    port = view.viewport()
    at = QPoint(100, 100)
    event = QWheelEvent(
        QPointF(at),
        QPointF(port.mapToGlobal(at)),
        QPoint(*pixels),
        QPoint(0, eighths),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase if eighths else Qt.ScrollPhase.ScrollUpdate,
        False,
    )
    QApplication.sendEvent(port, event)
    assert event.isAccepted()


@pytest.mark.parametrize("step", [1, 2, 7, 40])
def test_a_touchpad_moves_the_page_by_its_pixels(view: ArticleView, step: int) -> None:
    """Many small movements add up to exactly what the fingers went, down and up again; none is rounded to lines."""
    start = view.verticalScrollBar().value()
    for _ in range(30):
        roll(view, pixels=(0, -step))
    assert view.verticalScrollBar().value() - start == 30 * step
    for _ in range(30):
        roll(view, pixels=(3, step))  # never quite straight
    assert view.verticalScrollBar().value() == start


def test_a_fine_wheel_loses_nothing(view: ArticleView) -> None:
    """Eight steps of an eighth of a notch move the page as far as one whole notch does."""
    bar = view.verticalScrollBar()
    start = bar.value()
    roll(view, eighths=-120)
    notch = bar.value() - start
    assert notch > 0
    for _ in range(8):
        roll(view, eighths=-15)
    assert bar.value() - start == 2 * notch
