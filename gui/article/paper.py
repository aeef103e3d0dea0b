"""An article set for paper: which lines stand on which page. A page ends between two lines and never within one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from gui.article.layout import PageLayout
from gui.article.lines import Box
from gui.article.scene import Scene


@dataclass(frozen=True, slots=True)
class Strip:
    """Some lines of a block, `[first, last)`, on one page. `top` and `bottom` are on the page, `skipped` is how much of the block is above them.

    All in the layout's pixels, each line with half the space to its neighbours.
    """

    number: int
    first: int
    last: int
    top: float
    bottom: float
    skipped: float


class PaperLayout(PageLayout):
    """A layout of which a block can be narrowed to some of its lines: all that is drawn then is drawn on these."""

    def narrow(self, number: int, first: int, last: int) -> None:
        """Have a block consist of its lines `[first, last)` alone, until it is forgotten."""
        self.forget(number)
        self._done[number] = self.laid_out(number).narrowed(first, last)

    def forget(self, number: int) -> None:
        """Free what was laid out of a block."""
        self._done.pop(number, None)

    def boxes(self, number: int, start: int, end: int) -> list[Box]:
        """Those on the lines that `narrow` has left."""
        block, done = self.blocks[number], self.laid_out(number)
        if done.starts:
            start, end = max(start, block.of_qt(done.starts[0])), min(end, block.of_qt(done.ends[-1]))
        return super().boxes(number, start, end) if start < end else []

    def edges(self, number: int) -> list[float]:
        """Where a block's lines part, from its top: one more than it has lines."""
        lines = self.laid_out(number).lines
        if not lines:
            return [0.0]
        between = [(a.y() + a.height() + b.y()) / 2 for a, b in pairwise(lines)]
        return [0.0, *between, lines[-1].y() + lines[-1].height() + max(lines[0].y(), 0.0)]


def paginate(page: PaperLayout, numbers: Iterable[int], *, first_room: float, room: float) -> list[list[Strip]]:
    """The strips of each page, for the blocks `numbers`; the first page has `first_room` for them, the others `room`, in the layout's pixels.

    No line of a paragraph stands alone at the foot or the head of a page, where the paragraph has more and the page room for more.
    """
    pages: list[list[Strip]] = [[]]
    left, y = first_room, 0.0
    for number in numbers:
        edges, height = page.edges(number), page.laid_out(number).height
        page.forget(number)
        if not page.blocks[number].text.strip():
            y += height if pages[-1] else 0.0  # an empty paragraph at the head of a page is nothing
            continue
        first = 0
        while first < len(edges) - 1:
            last = _last_line(edges, first, left - y, anything=not pages[-1])
            if last == first:
                pages.append([])
                left, y = room, 0.0
                continue
            bottom = y + edges[last] - edges[first]
            pages[-1].append(Strip(number, first, last, y, bottom, edges[first]))
            first, y = last, bottom
        y += height - edges[-1]
    return pages


def paint(scene: Scene, page: PaperLayout, strips: Iterable[Strip], *, painter: QPainter, corner: QPointF) -> None:
    """Paint strips of `page` (the scene's own), their page's top left corner being at `corner`."""
    for strip in strips:
        page.narrow(strip.number, strip.first, strip.last)
        y = corner.y() + strip.top - strip.skipped - page.top(strip.number)
        painter.save()  # what one block leaves set, such as a font, is not the next one's
        scene.paint(painter, QPointF(corner.x(), y), [strip.number])
        painter.restore()
        page.forget(strip.number)


def _last_line(edges: list[float], first: int, room: float, *, anything: bool) -> int:
    """Up to which line (excluded) a page takes a block's lines; `first` where it is better to begin another page.

    `anything`: the page is empty, so that what does not fit here fits nowhere.
    """
    lines = len(edges) - 1
    last = min(bisect_right(edges, edges[first] + room + 0.01) - 1, lines)
    if last < lines:
        if last == lines - 1:
            last -= 1
        if first == 0 and last == 1:
            last = 0
    last = max(last, first)
    if last == first and anything:
        return max(min(bisect_right(edges, edges[first] + room + 0.01) - 1, lines), first + 1)
    return last
