"""The page: what is selected by mouse and keys, which item is under the pointer, and what does not move."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from annotation.model import Annotation, Part, Suggestion
from annotation.scheme import default_scheme
from annotation.text import TextRange
from gui.article.blocks import Blocks
from gui.article.figure import Style
from gui.article.figures import Figures
from gui.article.view import ArticleView
from tests.fixtures.hard import TEXT as HARD

TEXT = (
    "Harbour vote\n"
    "“We have waited twelve years,” Mayor Ruta Vele said, “and so have the children.”\n"
    "The union’s chair rejected the plan. Traffic fell by a third last year, the port said.\n"
    + "More of it follows here. "
    * 120
)


def place(words: str, text: str = TEXT) -> TextRange:
    start = text.index(words)
    return TextRange(start, start + len(words))


def annotation(words: str, *, id_: str, label: str = "QUOTE", role: str = "content", text: str = TEXT) -> Annotation:
    return Annotation(
        id=id_,
        document_id="d",
        label=label,
        parts=(Part(role, place(words, text)),),
        annotator="ada",
        created="2026-01-31T12:00:00Z",
    )


@pytest.fixture
def view(qtbot: QtBot) -> ArticleView:
    made = ArticleView()
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show_text(TEXT)
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    return made


def at(view: ArticleView, position: int) -> QPoint:
    """The pixel in the middle of a character."""
    here, following = view.rectangle_of(position), view.rectangle_of(position + 1)
    return QPoint(int((here.left() + following.left()) / 2), int(here.center().y()))


def selected(view: ArticleView) -> str:
    return view.selection.of(view.text) if view.selection else ""


def drag(
    qtbot: QtBot,
    view: ArticleView,
    start: int,
    end: int,
    *,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    port = view.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, modifier, at(view, start))
    for position in (start + 4, end):
        qtbot.mouseMove(port, at(view, position))
        _move(view, at(view, position), modifier)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, modifier, at(view, end))


def _move(view: ArticleView, point: QPoint, modifier: Qt.KeyboardModifier) -> None:
    """A move with the button held, which the offscreen platform does not send by itself."""
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    left = Qt.MouseButton.LeftButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(point), QPointF(view.viewport().mapToGlobal(point)), left, left, modifier
    )
    QApplication.sendEvent(view.viewport(), event)


def test_a_drag_takes_whole_words(qtbot: QtBot, view: ArticleView) -> None:
    """From inside one word to inside another: both are taken whole, and no punctuation beyond them."""
    with qtbot.waitSignal(view.dragged):
        drag(qtbot, view, place("waited").start + 2, place("years,”").start + 2)
    assert selected(view) == "waited twelve years"


def test_a_drag_with_alt_takes_characters(qtbot: QtBot, view: ArticleView) -> None:
    drag(qtbot, view, place("waited").start + 2, place("years,”").start + 2, modifier=Qt.KeyboardModifier.AltModifier)
    assert len(selected(view)) == len("ited twelve ye")


def test_repeated_clicks_select_word_sentence_and_paragraph(qtbot: QtBot, view: ArticleView) -> None:
    point = at(view, place("rejected").start + 1)
    port, left = view.viewport(), Qt.MouseButton.LeftButton
    qtbot.mouseClick(port, left, pos=point)
    assert selected(view) == ""
    qtbot.mouseDClick(port, left, pos=point)
    qtbot.mouseRelease(port, left, pos=point)
    assert selected(view) == "rejected"
    qtbot.mouseClick(port, left, pos=point)
    assert selected(view) == "The union’s chair rejected the plan."
    qtbot.mouseClick(port, left, pos=point)
    assert selected(view).startswith("The union’s chair")
    assert selected(view).endswith("the port said.")


def test_the_keyboard_selects_by_character_word_and_line(qtbot: QtBot, view: ArticleView) -> None:
    view.move_caret(place("The union").start)
    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(view, Qt.Key.Key_Right, shift)
    qtbot.keyClick(view, Qt.Key.Key_Right, shift)
    assert selected(view) == "Th"
    qtbot.keyClick(view, Qt.Key.Key_Right, shift | control)
    qtbot.keyClick(view, Qt.Key.Key_Right, shift | control)
    assert selected(view) == "The union’s"
    qtbot.keyClick(view, Qt.Key.Key_Left, shift | control)
    assert selected(view) == "The"
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.selection is None
    qtbot.keyClick(view, Qt.Key.Key_End, shift)
    assert TEXT[view.caret] in " \n"
    assert selected(view).startswith("The union’s chair")


def test_more_and_more_is_selected_around_the_caret(view: ArticleView) -> None:
    """Word, then sentence, then paragraph, and back."""
    view.move_caret(place("Traffic").start + 3)
    seen = []
    for _ in range(3):
        view.select_more()
        seen.append(selected(view))
    assert seen[0] == "Traffic"
    assert seen[1] == "Traffic fell by a third last year, the port said."
    assert seen[2].startswith("The union’s chair")
    view.select_less()
    assert selected(view) == "The union’s chair rejected the plan."


def test_up_and_down_keep_to_their_column(qtbot: QtBot, view: ArticleView) -> None:
    view.move_caret(place("rejected").start)
    x = view.rectangle_of(view.caret).left()
    qtbot.keyClick(view, Qt.Key.Key_Up)
    first = view.caret
    assert TEXT[:first].count("\n") == 1
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert abs(view.rectangle_of(view.caret).left() - x) < 8
    assert view.caret == place("rejected").start


def test_page_down_reaches_the_end(qtbot: QtBot, view: ArticleView) -> None:
    for _ in range(20):
        qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.viewport().rect().contains(view.rectangle_of(len(TEXT.rstrip()) - 1).toRect())


def test_a_click_takes_the_smallest_item_and_another_click_the_next(qtbot: QtBot, view: ArticleView) -> None:
    scheme = default_scheme()
    items = [
        annotation("“We have waited twelve years,” Mayor Ruta Vele said", id_="outer", label="STANCE", role="evidence"),
        annotation("waited twelve years", id_="inner", label="CLAIM", role="span"),
    ]
    view.show_items(items, scheme, None)
    picked: list[str] = []
    view.picked.connect(picked.append)
    point = at(view, place("twelve").start + 2)
    for _ in range(3):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
        qtbot.wait(450)  # beyond a double click
        current = next(item for item in items if item.id == picked[-1])
        view.show_items(items, scheme, current)
    assert picked == ["inner", "outer", "inner"]
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at(view, place("rejected").start))
    assert len(picked) == 3  # beside all items, a click only puts the caret


def test_items_that_change_do_not_move_the_readers_place(view: ArticleView) -> None:
    view.verticalScrollBar().setValue(120)
    view.show_items([annotation("waited", id_="a")], default_scheme(), None)
    assert view.verticalScrollBar().value() == 120


def test_zoom_keeps_what_is_read_at_the_top(view: ArticleView) -> None:
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    view.viewport().repaint()
    before = view.page.blocks.at(view.page.position_at(-view.origin)).number
    view.set_points(view.points + 4)
    view.viewport().repaint()
    assert view.page.blocks.at(view.page.position_at(-view.origin)).number == before


def test_confirmed_suggested_and_nothing_look_different(view: ArticleView) -> None:
    """A confirmed label fills its words with its colour, a suggested one draws around them and leaves the ground as it is."""
    made = annotation("waited twelve years", id_="a")
    proposed = Suggestion(
        id="s",
        document_id="d",
        label="QUOTE",
        parts=made.parts,
        suggester="quotes@0.1",
        score=0.5,
        reason="",
        created="",
    )
    spot = view.rectangle_of(place("waited").start + 6)  # the space after the word: no letters there
    ground = {}
    for name, items in (("nothing", []), ("confirmed", [made]), ("suggested", [proposed])):
        view.show_items(items, default_scheme(), None)
        image: QImage = view.viewport().grab().toImage()
        ground[name] = (image.pixelColor(int(spot.left() + 2), int(spot.center().y())), image)
    assert ground["suggested"][0] == ground["nothing"][0]
    assert _distance(ground["confirmed"][0], ground["nothing"][0]) > 20
    assert ground["suggested"][1] != ground["nothing"][1]


def _distance(a: QColor, b: QColor) -> int:
    return abs(a.red() - b.red()) + abs(a.green() - b.green()) + abs(a.blue() - b.blue())


def test_nested_crossing_and_identical_annotations_never_share_a_lane() -> None:
    """The innermost is filled; the others get underlines of their own, so that all can be seen."""
    words = "We have waited twelve years"
    items = [
        annotation("waited twelve", id_="inner"),
        annotation("have waited twelve", id_="middle"),
        annotation(words, id_="outer", label="CLAIM", role="span"),
        annotation(words, id_="same", label="STANCE", role="evidence"),
        annotation("twelve years,” Mayor", id_="crossing"),
    ]
    blocks = Blocks(TEXT)
    figures = Figures(items, default_scheme(), blocks).of_block(blocks.at(place("waited").start).number)
    looks = {f.item.id: (f.style, f.lane) for f in figures}
    assert looks["inner"] == (Style.FILL, 0)
    assert len(set(looks.values())) == len(items)


def test_an_item_is_drawn_in_every_paragraph_that_it_reaches() -> None:
    text = "First part.\n\nSecond part.\nThird."
    whole = replace(annotation("First part.", id_="a", text=text), parts=(Part("content", TextRange(6, len(text))),))
    blocks = Blocks(text)
    figures = Figures([whole], default_scheme(), blocks)
    assert [len(figures.of_block(n)) for n in range(len(blocks))] == [1, 1, 1, 1]
    assert figures.at(text.index("Third"), 3) == [whole]
    assert figures.at(2, 0) == []


def test_the_hard_text_is_shown_and_selected_exactly(qtbot: QtBot, view: ArticleView) -> None:
    """Emoji clusters, combining marks, NBSP and Arabic: what is selected is the text's own code points."""
    view.show_text(HARD)
    for words in ("👩\u200d👩\u200d👧", "cafe\u0301", "Mayor\u00a0Ruta", "سنبني الجسر"):
        span = place(words, HARD)
        view.select(span)
        assert selected(view) == words
    view.move_caret(HARD.index("👩"))
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert selected(view) == "👩\u200d👩\u200d👧"


def test_an_empty_text_is_a_page_as_well(qtbot: QtBot, view: ArticleView) -> None:
    view.show_text("")
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_PageDown):
        qtbot.keyClick(view, key, Qt.KeyboardModifier.ShiftModifier)
    view.select_more()
    view.viewport().repaint()
    assert view.caret == 0
    assert view.selection is None
