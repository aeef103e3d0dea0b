"""Links beside the text: where lines, arrow heads and titles are, and what drawing them must not cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from annotation.text import TextRange
from gui import theme
from gui.article.layout import PageLayout
from gui.article.links import DrawnLink, LinkPainter

PARAGRAPH = (
    "The ferry leaves at nine and comes back at noon, when the market is at its busiest and the quay is full.\n\n"
)
WIDTH, HEIGHT, LEFT = 760, 420, 40.0


@pytest.fixture(params=[Qt.ColorScheme.Light, Qt.ColorScheme.Dark])
def colours(qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[theme.Colours]:
    """The colours, light and dark."""
    before = theme.chosen()
    theme.choose(request.param)
    yield theme.colours()
    theme.choose(before)


@pytest.fixture
def page(qtbot: QtBot) -> PageLayout:
    return PageLayout("News of the harbour\n\n" + PARAGRAPH * 200, theme.reading_font(12.0), 480.0)


def nth(page: PageLayout, n: int) -> TextRange:
    """The first words of the n-th paragraph."""
    block = [b for b in page.blocks.all if b.text.startswith("The ferry")][n]
    return TextRange(block.start, block.start + len("The ferry leaves"))


def painted(page: PageLayout, links: Sequence[DrawnLink], *, scrolled: float = 0.0, width: int = WIDTH) -> QImage:
    image = QImage(width, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.colours().page))
    painter = QPainter(image)
    page.lay_out_between(scrolled, scrolled + HEIGHT)
    LinkPainter(painter, page, QPointF(LEFT, -scrolled), QRectF(image.rect())).paint(links)
    painter.end()
    return image


def inked(image: QImage, colour: str, within: QRectF) -> list[tuple[int, int]]:
    """The pixels in an area that are nearly of a colour."""
    wanted = QColor(colour)
    found = []
    for y in range(max(0, int(within.top())), min(image.height(), int(within.bottom()))):
        for x in range(max(0, int(within.left())), min(image.width(), int(within.right()))):
            c = image.pixelColor(x, y)
            if abs(c.red() - wanted.red()) + abs(c.green() - wanted.green()) + abs(c.blue() - wanted.blue()) < 60:
                found.append((x, y))
    return found


def margin(page: PageLayout, *, width: int = WIDTH) -> QRectF:
    return QRectF(LEFT + page.width, 0, width - LEFT - page.width, HEIGHT)


def test_a_line_joins_the_first_lines_of_both_ends(page: PageLayout, colours: theme.Colours) -> None:
    begin, end = nth(page, 0), nth(page, 2)
    image = painted(page, [DrawnLink(begin, end, "supports", outgoing=True)])
    ink = inked(image, colours.accent, margin(page))
    ys = [y for _, y in ink]
    assert abs(min(ys) - page.caret(begin.start).bottom()) < page.em
    assert abs(max(ys) - page.caret(end.start).bottom()) < page.em
    assert len(set(ys)) > 0.9 * (max(ys) - min(ys))  # no gap between
    assert inked(image, colours.quiet, margin(page))  # its title


def test_the_arrow_is_at_the_target(page: PageLayout, colours: theme.Colours) -> None:
    """The head is where most ink stands next to the text."""
    upper, lower = nth(page, 0), nth(page, 2)
    area = QRectF(LEFT + page.width, 0, page.em * 0.7, HEIGHT)
    middle = (page.caret(upper.start).bottom() + page.caret(lower.start).bottom()) / 2

    def heavier_half(link: DrawnLink) -> str:
        ys = [y for _, y in inked(painted(page, [link]), colours.accent, area)]
        return "upper" if sum(y < middle for y in ys) > len(ys) / 2 else "lower"

    assert heavier_half(DrawnLink(upper, lower, "", outgoing=True)) == "lower"
    assert heavier_half(DrawnLink(lower, upper, "", outgoing=False)) == "upper"


@pytest.mark.parametrize(("near", "far", "edge"), [(0, 150, HEIGHT), (150, 0, 0)])
def test_an_end_beyond_the_viewport_is_reached_without_laying_out_the_way_there(
    page: PageLayout, colours: theme.Colours, near: int, far: int, edge: int
) -> None:
    here, there = nth(page, near), nth(page, far)
    scrolled = max(0.0, page.top(page.blocks.at(here.start).number) - 100)
    page.lay_out_between(scrolled, scrolled + HEIGHT)
    height, top = page.height, page.top(page.blocks.at(there.start).number)
    image = painted(page, [DrawnLink(here, there, "rebuts", outgoing=True)], scrolled=scrolled)
    ys = [y for _, y in inked(image, colours.accent, margin(page))]
    assert abs((max(ys) if edge else min(ys)) - edge) <= 2
    assert (page.height, page.top(page.blocks.at(there.start).number)) == (height, top)
    band = QRectF(LEFT + page.width, edge - page.em * 1.5, WIDTH, page.em * 3)
    assert inked(image, colours.quiet, band)  # the title stands at that edge


def test_nothing_is_drawn_for_a_link_that_is_not_in_sight(page: PageLayout, colours: theme.Colours) -> None:
    image = painted(page, [DrawnLink(nth(page, 100), nth(page, 120), "supports", outgoing=True)])
    assert inked(image, colours.accent, QRectF(image.rect())) == []


def test_titles_stay_in_sight_where_the_margin_is_narrow(page: PageLayout, colours: theme.Colours) -> None:
    width = int(LEFT + page.width + 20)
    links = [DrawnLink(nth(page, 0), nth(page, n), "says the same as", outgoing=True) for n in (1, 2)]
    image = painted(page, links, width=width)
    assert inked(image, colours.accent, margin(page, width=width))
    title = QRectF(
        LEFT + page.width - page.em * 4, page.caret(nth(page, 1).start).top() - page.em, page.em * 4, page.em
    )
    assert inked(image, colours.quiet, title)


def test_a_link_that_was_begun_is_marked_at_its_beginning(page: PageLayout, colours: theme.Colours) -> None:
    image = painted(page, [DrawnLink(nth(page, 1), None, "from", outgoing=False, begun=True)])
    y = page.caret(nth(page, 1).start).bottom()
    assert inked(image, colours.accent, margin(page))
    assert inked(image, colours.quiet, QRectF(LEFT + page.width, y - page.em, WIDTH, 2 * page.em))
