"""Which lines stand on which page: by where they are, whatever is drawn on them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from annotation.scheme import default_scheme
from gui.article.paper import PaperLayout, paginate
from gui.article.sheet import Picture, Sheet, paper_font
from tests.gui.panel_samples import document

WORDS = "The harbour board met again and decided nothing at all. "


@pytest.fixture
def long_picture(qapp: QApplication) -> Picture:
    """Eighty paragraphs of one to nine lines."""
    text = "\n\n".join((WORDS * (1 + n % 12)).strip() for n in range(80))
    return Picture(document=document("minutes.txt", text), items=(), scheme=default_scheme(), drawn="2026-11-22")


def test_no_page_cuts_a_line_or_leaves_one_alone(long_picture: Picture) -> None:
    """Each line of each paragraph is on one page, wholly within it; of three lines and more, none is alone at a page's edge."""
    sheet = Sheet(long_picture, points=11.0, width=560.0)
    room = 300.0
    pages = sheet.paginate(first_room=room - 80, room=room)
    seen: dict[int, list[int]] = {}
    for number, strips in enumerate(pages):
        assert strips
        assert all(a.bottom <= b.top + 0.01 for a, b in pairwise(strips))
        assert strips[-1].bottom <= room - (80 if number == 0 else 0) + 0.1
        for strip in strips:
            seen.setdefault(strip.number, []).extend(range(strip.first, strip.last))
            edges = sheet.page.edges(strip.number)
            assert strip.bottom - strip.top == pytest.approx(edges[strip.last] - edges[strip.first])
            lines = len(edges) - 1
            if lines > 3 and strip.last - strip.first < lines:
                assert strip.last - strip.first > 1
    with_text = [block.number for block in sheet.page.blocks.all if block.text]
    assert seen == {n: list(range(len(sheet.page.edges(n)) - 1)) for n in with_text}


def test_a_line_that_fits_nowhere_gets_a_page_of_its_own(qapp: QApplication) -> None:
    """Paper that is too small ends in many pages, never in a loop."""
    page = PaperLayout("one two three four five six", QFont("serif", 12), 60.0)
    lines = len(page.edges(0)) - 1
    assert lines > 2
    assert len(paginate(page, [0], first_room=1.0, room=1.0)) == lines


def test_a_mark_over_a_page_break_is_on_both_pages(qapp: QApplication) -> None:
    """What is drawn on a strip is what lies on its lines: together, all of it, and nothing twice."""
    text = (WORDS * 12).strip()
    page = PaperLayout(text, paper_font(11.0), 400.0)
    lines = len(page.edges(0)) - 1
    whole = page.boxes(0, 0, len(text))
    page.narrow(0, 0, lines // 2)
    upper = page.boxes(0, 0, len(text))
    page.narrow(0, lines // 2, lines)
    assert upper + page.boxes(0, 0, len(text)) == whole
    assert len(upper) == lines // 2
    assert page.boxes(0, 0, 5) == []
