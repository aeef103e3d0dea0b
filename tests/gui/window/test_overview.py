"""The overview strip in the window: it follows decisions, can be put away, and moves nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from pytestqt.qtbot import QtBot

from gui import settings, theme
from gui.article.overview_painting import Lanes
from gui.main_window import MainWindow
from tests.gui.panel_samples import place
from tests.gui.window.desk import K


def colours(window: MainWindow, words: str) -> set[str]:
    """The colours on the strip in the lane of quotes, where these words are in the article."""
    loop, timer = QEventLoop(), QTimer()
    timer.timeout.connect(lambda: loop.quit() if window.minimap.is_settled else None)
    timer.start(5)
    loop.exec()
    lanes = Lanes(3, window.minimap.width(), window.minimap.font())
    left, width = lanes.place(0)
    y = lanes.head + int(window.view.share_of(place(words).start) * (window.minimap.height() - lanes.head))
    image = window.minimap.grab().toImage()
    return {image.pixelColor(int(left) + x, y).name() for x in range(int(width))}


def test_an_accepted_quote_becomes_solid_and_a_rejected_one_goes(
    window: MainWindow, press: Callable[..., None]
) -> None:
    blue = theme.label_colour(window.session.scheme.label("QUOTE")).name()
    suggested = colours(window, "We have waited")
    assert blue in suggested
    assert len(suggested) > 1
    press(K.Key_Tab, K.Key_A)
    assert colours(window, "We have waited") == {blue}
    press(K.Key_X)
    assert blue not in colours(window, "We have waited")


def test_it_can_be_put_away_and_stays_away(window: MainWindow, qtbot: QtBot) -> None:
    assert window.minimap.isVisible()
    window.menus["show_overview"].trigger()
    assert not window.minimap.isVisible()
    window.close()
    assert not settings.switch("choices/show_overview", default=True)
    again = MainWindow()
    qtbot.addWidget(again)
    with qtbot.waitExposed(again):
        again.show()
    assert not again.minimap.isVisible()
    assert not again.menus["show_overview"].isChecked()


def test_its_place_is_kept_free_while_the_window_is_being_furnished(qtbot: QtBot, path: Path) -> None:
    """The text that is on screen first does not move when the strip comes."""
    made = MainWindow("A letter. It says nothing.")
    qtbot.addWidget(made)
    made.resize(1200, 800)
    with qtbot.waitExposed(made):
        made.show()
    before = made.view.rectangle_of(3)
    made.furnish()
    qtbot.waitUntil(lambda: made.minimap.x() > made.view.geometry().right())
    assert made.view.rectangle_of(3).left() == before.left()
