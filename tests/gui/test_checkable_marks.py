"""What of the claim in hand can be looked up, as the page shows it: dots below these words, and their kind in the tip."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from annotation.text import TextRange
from gui import high_contrast, theme
from gui.article.view import ArticleView
from gui.commands.describing import describe
from gui.contrast import MARKS, contrast
from gui.models.checkable import checkable_of
from gui.session import Session
from gui.showing import Showing
from tests.gui.panel_samples import COST, HARBOUR, SHE, TRAFFIC, place

# Qt’s offscreen platform says so of every window that has a least size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints", r"does not support raise\(\)")


@pytest.fixture
def view(session: Session, qtbot: QtBot) -> ArticleView:
    """The page of the session’s document, shown as the window shows it."""
    made = ArticleView()
    qtbot.addWidget(made)
    made.resize(900, 900)
    Showing(session, made, made)
    made.describe = lambda item: describe(session, item)
    session.document_opened.emit()
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def ordinary_colours() -> Iterator[None]:
    """As they were, when the test is over."""
    yield
    high_contrast.choose(False)
    theme.choose(Qt.ColorScheme.Unknown)


def dotted(view: ArticleView) -> list[str]:
    """The words that have dots."""
    return [view.text[mark.start : mark.end] for mark in view.scene.dotted]


def picture(view: ArticleView) -> QImage:
    return view.viewport().grab().toImage()


def differences(one: QImage, other: QImage) -> list[QPoint]:
    """The pixels that are not the same in two pictures of one size."""
    places = (QPoint(x, y) for y in range(one.height()) for x in range(one.width()))
    return [at for at in places if one.pixel(at) != other.pixel(at)]


def middle(view: ArticleView, words: str) -> QPoint:
    """The pixel in the middle of some words that are on one line."""
    span = place(words)
    first, last = view.rectangle_of(span.start), view.rectangle_of(span.end)
    return QPoint(int((first.left() + last.left()) / 2), int(first.center().y()))


def tip(qtbot: QtBot, view: ArticleView, words: str) -> str:
    """What the tip says with the pointer over some words."""
    qtbot.mouseMove(view.viewport(), QPoint(2, 2))
    qtbot.mouseMove(view.viewport(), middle(view, words))
    return view.viewport().toolTip()


def test_the_claim_in_hand_has_its_parts_dotted(view: ArticleView, session: Session) -> None:
    """And no other claim has: they follow what is current."""
    session.set_current(COST.id)
    assert dotted(view) == ["forty million", "crowns"]
    session.set_current(TRAFFIC.id)
    assert dotted(view) == ["a third", "last year"]


def test_nothing_is_dotted_where_no_claim_is_in_hand(view: ArticleView, session: Session) -> None:
    """Neither for a quote with a time in it nor where nothing is current."""
    assert dotted(view) == []
    for before in (COST, SHE):
        session.set_current(before.id)
    assert dotted(view) == []
    session.set_current(COST.id)
    session.set_current("")
    assert dotted(view) == []


def test_the_dots_stay_when_the_claim_is_accepted_and_go_when_it_is_none(view: ArticleView, session: Session) -> None:
    """Whoever made the claim, and as long as it is one."""
    session.set_current(COST.id)
    session.accept()
    assert session.current is not None
    assert session.current.id != COST.id
    assert dotted(view) == ["forty million", "crowns"]
    session.relabel(session.scheme.label("QUOTE"))
    assert dotted(view) == []
    session.undo()
    assert dotted(view) == ["forty million", "crowns"]


def test_the_dots_follow_the_ends_of_the_claim(view: ArticleView, session: Session) -> None:
    """What is no longer in it is not dotted."""
    session.annotate(session.scheme.label("CLAIM"), place("Ferry traffic fell by a third last year"))
    assert dotted(view) == ["a third", "last year"]
    session.undo()
    session.annotate(session.scheme.label("CLAIM"), place("Ferry traffic fell by a third"))
    assert dotted(view) == ["a third"]


def test_another_document_has_no_dots(view: ArticleView, session: Session) -> None:
    """Places are those of one text."""
    session.set_current(COST.id)
    session.open_document("letter")
    assert dotted(view) == []
    assert "bridge" in view.text


@pytest.mark.parametrize("scheme", [Qt.ColorScheme.Light, Qt.ColorScheme.Dark])
@pytest.mark.parametrize("contrasting", [False, True])
@pytest.mark.usefixtures("ordinary_colours")
def test_dots_stand_below_these_words_and_are_seen(
    view: ArticleView, session: Session, *, scheme: Qt.ColorScheme, contrasting: bool
) -> None:
    """Below the middle of their letters and nowhere else, with paper between them, at 3 to 1 on the claim’s fill."""
    theme.choose(scheme)
    high_contrast.choose(contrasting)
    session.set_current(COST.id)
    with_dots = picture(view)
    view.show_dotted([])
    without = picture(view)
    found = differences(with_dots, without)
    assert found
    boxes = []
    for mark in dotted_marks(session):
        number = view.page.blocks.at(mark.start).number
        top = view.page.top(number)
        boxes += [
            r.translated(view.origin).translated(0, top) for r in view.page.rectangles(number, mark.start, mark.end)
        ]
    for at in found:
        assert any(b.left() - 1 <= at.x() <= b.right() + 1 and b.center().y() < at.y() <= b.bottom() for b in boxes), at
    row = max({at.y() for at in found}, key=lambda y: sum(at.y() == y for at in found))
    xs = sorted(at.x() for at in found if at.y() == row)
    assert len(xs) < 0.8 * sum(box.width() for box in boxes)  # dots, no line
    grounds = [without.pixelColor(x, row).name() for x in xs]
    ground = max(set(grounds), key=grounds.count)
    assert max(contrast(with_dots.pixelColor(x, row).name(), ground) for x in xs) >= MARKS


def dotted_marks(session: Session) -> list[TextRange]:
    """The places that the current claim has dots at, as the domain says."""
    found = checkable_of(HARBOUR, session.current, session.scheme)
    return [part.range for part in found.parts] if found else []


def test_the_tip_tells_what_kind_a_dotted_word_is(qtbot: QtBot, view: ArticleView, session: Session) -> None:
    """First of all, before what the claim itself is; over its other words the tip is as ever."""
    session.set_current(COST.id)
    assert tip(qtbot, view, "forty million").startswith("Checkable: “forty million”, a number<br><br>Claim ")
    assert tip(qtbot, view, "crowns").startswith("Checkable: “crowns”, a unit<br><br>Claim ")
    assert tip(qtbot, view, "pier").startswith("Claim ")


def test_the_tip_of_a_claim_that_is_not_in_hand_tells_no_kinds(
    qtbot: QtBot, view: ArticleView, session: Session
) -> None:
    """There are no dots that it could explain."""
    session.set_current(TRAFFIC.id)
    assert tip(qtbot, view, "forty million").startswith("Claim ")
