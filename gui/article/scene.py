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
from gui.article.inks import Inks
from gui.article.layout import PageLayout
from gui.article.margin import MarginPainter
from gui.article.painting import KNOB, REACH, BlockPainter, Look

if TYPE_CHECKING:
    from annotation.model import Part
    from annotation.reading import Item
    from annotation.scheme import LabelScheme
    from gui.article.figure import Dotted, Figure
    from gui.article.figures import Figures
    from gui.article.holding import Edge


class Scene:
    """A page and what is drawn on it. Positions are code points; y starts at the top of the text."""

    def __init__(self, page: PageLayout) -> None:
        self.page = page
        self.scheme: LabelScheme | None = None
        self.current: Item | None = None
        self.hovered_id = ""
        self.selection: TextRange | None = None
        self.dotted: Sequence[Dotted] = ()  # words of the current item that can be looked up, in text order
        self.held: TextRange | None = None  # where a part's end is being moved to
        self.handles = False  # whether the current item's ends can be taken hold of
        self.on_screen = False  # whether lines and fills cover whole pixels; on paper they are exact
        self._items: dict[str, Item] = {}
        self._hits: Sequence[TextRange] = ()
        self._current_hit: TextRange | None = None
        self._figures: Figures | None = None  # none until there are items

    @property
    def items(self) -> list[Item]:
        """The items that are drawn, in no order."""
        return list(self._items.values())

    def show_items(self, items: Iterable[Item], scheme: LabelScheme, current: Item | None) -> None:
        """Draw these items from now on, and the current one even where it is not among them."""
        from gui.article.figures import Figures

        self._items = {item.id: item for item in items}
        self.current, self.scheme = current, scheme
        drawn = self._items.values()
        self._figures = Figures(drawn, scheme, self.page.blocks)
        if current and current.id not in self._items:
            self._figures.add(current)

    def update_items(self, changed: Iterable[Item], gone: Iterable[str], current: Item | None) -> set[int]:
        """Draw items that are new or others than before, and those with the ids `gone` no longer; the numbers of the blocks that look different.

        `show_items` has been called before. The cost does not grow with the number of items.
        """
        figures = self._figures
        assert figures is not None
        before, touched = self.current, set[int]()
        if before != current:
            for item in (before, current):
                touched |= figures.blocks_of(item) if item else set()
        if before and before.id not in self._items:
            touched |= figures.remove(before)
        for item_id in gone:
            if old := self._items.pop(item_id, None):
                touched |= figures.remove(old)
        for item in changed:
            if old := self._items.get(item.id):
                touched |= figures.remove(old)
            self._items[item.id] = item
            touched |= figures.add(item)
        self.current = current
        if current and current.id not in self._items:
            touched |= figures.add(current)
        return touched

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

    def hover(self, item: Item | None) -> set[int]:
        """Show an item as the one under the pointer; the numbers of the blocks that look different."""
        before = self._items.get(self.hovered_id)
        self.hovered_id = item.id if item else ""
        if self._figures is None or (before and before.id) == (item and item.id):
            return set()
        return set().union(*(self._figures.blocks_of(one) for one in (before, item) if one))

    def dotted_at(self, point: QPointF) -> Dotted | None:
        """The dotted words under a point of the page."""
        character = self.page.character_at(point) if self.dotted else None
        if character is None:
            return None
        return next((mark for mark in self.dotted if mark.start <= character < mark.end), None)

    def handle_at(self, point: QPointF) -> tuple[Part, Edge] | None:
        """The part of the current item whose handle is at a point of the page, and the end that it is at; where two meet, the shorter part's."""
        if self.current is None:
            return None
        number = self.page.number_at(point.y())
        near = range(max(number - 1, 0), min(number + 2, len(self.page.blocks)))
        found: list[tuple[float, int, Edge, Part]] = []
        for part in self.current.parts:
            edge: Edge
            for edge, position in (("start", part.range.start), ("end", part.range.end - 1)):
                at = self.page.blocks.at(position).number
                boxes = self.page.boxes(at, part.range.start, part.range.end) if at in near else []
                if boxes:
                    box = boxes[0] if edge == "start" else boxes[-1]
                    x, y = box[0] if edge == "start" else box[2], self.page.top(at) + box[3]
                    distance = max(abs(point.x() - x), abs(point.y() - y - self.page.em * KNOB))
                    if distance <= self.page.em * REACH:
                        found.append((distance, len(part.range), edge, part))
        if not found:
            return None
        _, _, edge, part = min(found, key=lambda entry: entry[:3])
        return part, edge

    def items_around(self, position: int) -> list[Item]:
        """The items that hold the code point after or before a caret at `position`, the smallest first."""
        if self._figures is None:
            return []
        number = self.page.blocks.at(position).number
        return self._figures.at(position, number) or self._figures.at(position - 1, number)

    def items_from(self, start: int, end: int) -> list[Item]:
        """The items of which a part holds a code point of `[start, end)`, in text order."""
        if self._figures is None:
            return []
        numbers = self.page.blocks.over(start, max(end, start + 1))
        found = {
            f.item.id: f.item
            for number in numbers
            for f in self._figures.of_block(number)
            if f.start < max(end, start + 1) and start < f.end
        }
        return sorted(found.values(), key=lambda item: (item.parts[0].range, item.id))

    def paint(
        self, painter: QPainter, origin: QPointF, numbers: Iterable[int], *, exposed: tuple[float, float] | None = None
    ) -> None:
        """Paint these blocks, the page's top left corner being at `origin`; of their lines, those within `exposed` (y on the painter), or all."""
        inks = Inks()
        for number in numbers:
            look = Look(
                self.scheme,
                self.current.id if self.current else "",
                self.hovered_id,
                self.selection,
                self._hits_in(number),
                self._current_hit,
                self._dotted_in(number),
                self.held,
                self.handles,
                self.on_screen,
                inks,
            )
            y = origin.y() + self.page.top(number)
            corner = QPointF(origin.x(), y)
            figures = self.figures_of(number)
            within = (exposed[0] - y, exposed[1] - y) if exposed else None
            BlockPainter(painter, self.page, number, origin=corner, look=look, exposed=within).paint(figures)
            MarginPainter(painter, self.page, number, corner, look).paint(figures)

    def _dotted_in(self, number: int) -> Sequence[Dotted]:
        if not self.dotted:
            return ()
        block = self.page.blocks[number]
        first = bisect_left(self.dotted, block.start, key=lambda mark: mark.end - 1)
        last = bisect_right(self.dotted, block.end, key=lambda mark: mark.start)
        return self.dotted[first:last]

    def _hits_in(self, number: int) -> Sequence[TextRange]:
        if not self._hits:
            return ()
        block = self.page.blocks[number]
        first = bisect_left(self._hits, block.start, key=lambda hit: hit.end - 1)
        last = bisect_right(self._hits, block.end, key=lambda hit: hit.start)
        return self._hits[first:last]
