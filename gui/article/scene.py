"""What is on a page, apart from any widget: the laid out text, the figures of its items, and what is current, hovered, selected, found.

The view shows a scene in its viewport; a picture or a print of the article is a scene of its own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from annotation.text import TextRange
from gui.article.layout import PageLayout
from gui.article.margin import MarginPainter
from gui.article.painting import BlockPainter, Look

if TYPE_CHECKING:
    from annotation.reading import Item
    from annotation.scheme import LabelScheme
    from gui.article.figure import Figure
    from gui.article.figures import Figures


class Scene:
    """A page and what is drawn on it. Positions are code points; y starts at the top of the text."""

    def __init__(self, page: PageLayout) -> None:
        self.page = page
        self.items: list[Item] = []
        self.scheme: LabelScheme | None = None
        self.current: Item | None = None
        self.hovered_id = ""
        self.selection: TextRange | None = None
        self._hits: Sequence[TextRange] = ()
        self._current_hit: TextRange | None = None
        self._figures: Figures | None = None  # none until there are items

    def show_items(self, items: Iterable[Item], scheme: LabelScheme, current: Item | None) -> set[int]:
        """Draw these items; returns the numbers of the blocks that look different."""
        from gui.article.figures import Figures

        before, self.current, self.scheme = self.current, current, scheme
        drawn = {item.id: item for item in items}
        self.items = list(drawn.values())
        if current:
            drawn[current.id] = current
        if self._figures is None or self._figures.scheme != scheme:
            self._figures = Figures((), scheme, self.page.blocks)
        moved = [item for item in (before, current) if item] if before != current else []
        changed = set().union(*(self._figures.blocks_of(item) for item in moved))
        changed |= self._figures.show(drawn.values())
        return changed.union(*(self._figures.blocks_of(item) for item in moved))

    def show_hits(self, hits: Sequence[TextRange], current: TextRange | None) -> None:
        """Mark what a search has found, in text order, one of them as the current one."""
        self._hits, self._current_hit = hits, current

    @property
    def hits(self) -> Sequence[TextRange]:
        """What a search has found."""
        return self._hits

    def figures_of(self, number: int) -> list[Figure]:
        """What is drawn in a block."""
        return self._figures.of_block(number) if self._figures else []

    def items_at(self, point: QPointF) -> list[Item]:
        """The items under a point of the page, the smallest first."""
        character = self.page.character_at(point)
        if character is None or self._figures is None:
            return []
        return self._figures.at(character, self.page.blocks.at(character).number)

    def items_from(self, start: int, end: int) -> list[Item]:
        """The items of which a part holds a code point of `[start, end)`, in the order of `items`."""
        if self._figures is None:
            return []
        numbers = self.page.blocks.over(start, max(end, start + 1))
        found = {
            f.item.id
            for number in numbers
            for f in self._figures.of_block(number)
            if f.part.range.start < max(end, start + 1) and start < f.part.range.end
        }
        return [item for item in self.items if item.id in found]

    def paint(self, painter: QPainter, origin: QPointF, numbers: Iterable[int]) -> None:
        """Paint these blocks, the page's top left corner being at `origin`."""
        for number in numbers:
            look = Look(
                self.scheme,
                self.current.id if self.current else "",
                self.hovered_id,
                self.selection,
                self._hits_in(number),
                self._current_hit,
            )
            corner = QPointF(origin.x(), origin.y() + self.page.top(number))
            figures = self.figures_of(number)
            BlockPainter(painter, self.page, number, corner, look).paint(figures)
            MarginPainter(painter, self.page, number, corner, look).paint(figures)

    def _hits_in(self, number: int) -> Sequence[TextRange]:
        if not self._hits:
            return ()
        block = self.page.blocks[number]
        first = bisect_left(self._hits, block.start, key=lambda hit: hit.end - 1)
        last = bisect_right(self._hits, block.end, key=lambda hit: hit.start)
        return self._hits[first:last]
