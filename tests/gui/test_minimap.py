"""The overview strip: what is where in the whole article, seen and reached at a glance."""

from __future__ import annotations

import random
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotation.model import Annotation, Part, Suggestion, now
from annotation.reading import Item
from annotation.scheme import default_scheme
from annotation.text import TextRange
from gui import theme
from gui.article.minimap import Minimap
from gui.article.overview import Overview
from gui.article.overview_painting import Lanes
from gui.article.view import ArticleView

SCHEME = default_scheme()
LANE = {label.name: n for n, label in enumerate(SCHEME.labels)}
TEXT = "\n\n".join(
    f"{n}. The harbour board met for the {n}th time, and said that it would meet again before the year is over."
    for n in range(200)
)
WIDTH = 40


def item(kind: type[Item], label: str, start: int, *, length: int = 30) -> Item:
    """An annotation or a suggestion of a label at a place."""
    role = SCHEME.label(label).main_role.name
    parts = (Part(role, TextRange(start, start + length)),)
    common: dict[str, Any] = {
        "id": f"{kind.__name__}{label}{start}",
        "document_id": "d",
        "label": label,
        "parts": parts,
        "created": now(),
    }
    if kind is Annotation:
        return Annotation(**common, annotator="ada")
    return Suggestion(**common, attributes={}, suggester="quotes@1", score=0.5, reason="")


class Page:
    """A view with its strip beside it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.host = QWidget()
        self.view = ArticleView()
        self.strip = Minimap(self.view, WIDTH)
        row = QHBoxLayout(self.host)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.view, 1)
        row.addWidget(self.strip)
        self.host.resize(900, 700)
        qtbot.addWidget(self.host)
        with qtbot.waitExposed(self.host):
            self.host.show()
        self.view.show_text(TEXT)

    def settle(self) -> None:
        """Wait until the strip has caught up."""
        loop, timer = QEventLoop(), QTimer()
        timer.timeout.connect(lambda: loop.quit() if self.strip.is_settled else None)
        timer.start(5)
        loop.exec()

    def show(self, *items: Item) -> None:
        self.view.show_items(items, SCHEME, None)
        self.settle()

    def y(self, position: int) -> int:
        """Where on the strip a place of the text is."""
        head = Lanes(len(SCHEME.labels), WIDTH, self.strip.font()).head
        return head + int(self.view.share_of(position) * (self.strip.height() - head))

    def lane(self, number: int) -> tuple[int, int]:
        """The first and the last column of a lane."""
        left, width = Lanes(len(SCHEME.labels), WIDTH, self.strip.font()).place(number)
        return int(left), int(left + width) - 1

    def colours(self, number: int, position: int) -> set[str]:
        """The colours in a lane at a place of the text, from edge to edge."""
        image, (left, right) = self.image(), self.lane(number)
        return {image.pixelColor(x, self.y(position)).name() for x in range(left, right + 1)}

    def image(self) -> QImage:
        return self.strip.grab().toImage()


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    return Page(qtbot)


def colour(label: str) -> str:
    return theme.label_colour(SCHEME.label(label)).name()


def test_annotations_are_solid_and_suggestions_hollow_in_the_lane_of_their_label(page: Page) -> None:
    """So they are told apart without colours as well."""
    middle, end = len(TEXT) // 2, len(TEXT) - 100
    page.show(item(Annotation, "QUOTE", middle), item(Suggestion, "STANCE", end))
    assert page.colours(LANE["QUOTE"], middle) == {colour("QUOTE")}
    hollow = page.colours(LANE["STANCE"], end)
    assert colour("STANCE") in hollow
    assert len(hollow) > 1
    for lane, place in (("CLAIM", middle), ("STANCE", middle), ("QUOTE", end)):
        assert page.colours(LANE[lane], place) == {theme.colours().page}


def test_a_decision_is_seen_there(page: Page) -> None:
    place = len(TEXT) // 2
    page.show(item(Suggestion, "CLAIM", place))
    assert len(page.colours(LANE["CLAIM"], place)) > 1
    page.show(item(Annotation, "CLAIM", place))
    assert page.colours(LANE["CLAIM"], place) == {colour("CLAIM")}
    page.show()
    assert page.colours(LANE["CLAIM"], place) == {theme.colours().page}


def test_a_long_passage_is_as_long_there(page: Page) -> None:
    start, length = len(TEXT) // 4, len(TEXT) // 2
    page.show(item(Annotation, "QUOTE", start, length=length))
    marked = [n for n in range(0, len(TEXT), 500) if page.colours(LANE["QUOTE"], n) == {colour("QUOTE")}]
    assert marked
    assert all(abs(n - expected) <= 600 for n, expected in ((marked[0], start), (marked[-1], start + length)))


def test_hits_are_there_until_the_search_ends(page: Page) -> None:
    place = len(TEXT) // 3
    page.show()
    page.view.show_hits([TextRange(place, place + 5)])
    page.settle()
    assert page.colours(len(SCHEME.labels), place) == {theme.colours().text}
    page.view.show_hits([])
    page.settle()
    assert theme.colours().text not in page.colours(len(SCHEME.labels), place)


def test_another_text_has_other_marks(page: Page) -> None:
    place = len(TEXT) // 2
    page.show(item(Annotation, "QUOTE", place))
    page.view.show_text("A letter. It says nothing.")
    page.show()
    image, (left, _) = page.image(), page.lane(LANE["QUOTE"])
    head = Lanes(3, WIDTH, page.strip.font()).head
    assert colour("QUOTE") not in {image.pixelColor(left, y).name() for y in range(head, image.height())}


def test_a_click_goes_there(page: Page, qtbot: QtBot) -> None:
    for place in (len(TEXT) * 3 // 4, 100, len(TEXT) // 2):
        qtbot.mouseClick(page.strip, Qt.MouseButton.LeftButton, pos=QPoint(WIDTH // 2, page.y(place)))
        first, last = page.view.shown_share
        assert first <= page.view.share_of(place) <= last


def test_a_drag_scrolls_and_taking_hold_of_the_frame_does_not_jump(page: Page, qtbot: QtBot) -> None:
    bar, x = page.view.verticalScrollBar(), WIDTH // 2
    page.view.go_to_share(0.5)
    before = bar.value()
    first, _ = page.view.shown_share
    head = Lanes(3, WIDTH, page.strip.font()).head
    grip = head + int(first * (page.strip.height() - head)) + 2
    qtbot.mousePress(page.strip, Qt.MouseButton.LeftButton, pos=QPoint(x, grip))
    assert bar.value() == before
    for y in (grip + 30, grip + 100):
        qtbot.mouseMove(page.strip, QPoint(x, y))
    assert page.view.shown_share[0] > first
    qtbot.mouseRelease(page.strip, Qt.MouseButton.LeftButton, pos=QPoint(x, grip + 100))
    moved = (page.view.shown_share[0] - first) * (page.strip.height() - head)
    assert 70 < moved < 130


def test_the_frame_is_where_one_reads(page: Page) -> None:
    """Scrolling moves it; the marks stay."""
    page.show(item(Annotation, "QUOTE", len(TEXT) // 2))
    empty = page.lane(len(SCHEME.labels))[0]

    def framed() -> list[int]:
        image = page.image()
        return [
            y for y in range(page.y(0), image.height()) if image.pixelColor(empty, y).name() != theme.colours().page
        ]

    page.view.go_to_share(0.25)
    above = framed()
    page.view.go_to_share(0.75)
    below = framed()
    assert max(above) < min(below)
    assert page.colours(LANE["QUOTE"], len(TEXT) // 2) == {colour("QUOTE")}


def test_the_wheel_scrolls_as_on_the_page(page: Page) -> None:
    point = QPointF(WIDTH / 2, 50)
    event = QWheelEvent(
        point,
        QPointF(page.strip.mapToGlobal(point)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(page.strip, event)
    assert page.view.verticalScrollBar().value() > 0


def test_the_tip_says_what_is_there(page: Page) -> None:
    place = len(TEXT) // 2
    page.show(
        item(Annotation, "QUOTE", place), item(Suggestion, "QUOTE", place + 1), item(Suggestion, "CLAIM", place + 2)
    )
    assert page.strip.told_at(page.y(place)) == "Quote: 1 annotation, 1 suggestion\nClaim: 1 suggestion"
    assert page.strip.told_at(page.y(len(TEXT) // 4)) == "Nothing is marked here"
    page.view.show_hits([TextRange(place, place + 5)])
    page.settle()
    assert page.strip.told_at(page.y(place)).endswith("1 hit")


def test_it_follows_the_colours_in_force(page: Page) -> None:
    place = len(TEXT) // 2
    page.show(item(Annotation, "QUOTE", place))
    light = page.colours(LANE["QUOTE"], place)
    try:
        theme.choose(Qt.ColorScheme.Dark)
        assert page.colours(LANE["QUOTE"], place) == {colour("QUOTE")} != light
    finally:
        theme.choose(Qt.ColorScheme.Unknown)


@pytest.mark.parametrize("seed", range(5))
def test_following_changes_comes_to_the_same_as_summing_up_anew(page: Page, seed: int) -> None:
    """Whatever items come and go: nothing is counted twice, nothing stays behind."""
    chance = random.Random(seed)
    pool = [
        item(chance.choice([Annotation, Suggestion]), chance.choice(list(LANE)), start, length=chance.randint(1, 3000))
        for start in chance.sample(range(len(TEXT) - 3001), 60)
    ]
    followed = Overview()
    for _ in range(6):
        shown = chance.sample(pool, chance.randint(0, len(pool)))
        page.view.show_items(shown, SCHEME, None)
        page.view.show_hits([i.parts[0].range for i in shown[:7]])
        for _ in followed.follow(page.view, 500):
            pass
    anew = Overview()
    for _ in anew.follow(page.view, 500):
        pass
    assert followed.lanes == anew.lanes
    assert followed.hits == anew.hits


def test_it_has_a_name(page: Page) -> None:
    assert page.strip.accessibleName() == "Overview strip"
    assert page.strip.focusPolicy() == Qt.FocusPolicy.NoFocus
