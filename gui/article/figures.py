"""All that is drawn on a page, arranged so that nested, crossing and identical ranges can all be seen.

Among confirmed annotations the innermost main part gets the fill. Suggestions get outlines, a second one around the first. All others (what lies around
these, and cues, sources, holders ...) get underlines in lanes of their own, so that no two of them coincide.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from annotation.model import Annotation, Part
from annotation.reading import Item
from annotation.scheme import LabelScheme
from gui.article.blocks import Blocks
from gui.article.figure import Figure, Style

# Items are kept by stretches of this many code points (a power of two): what is at a place is found among a few hundred.
_STRETCH = 9
OUTLINES = 2  # that many suggestions can be outlined around each other
KEPT = 300  # blocks whose figures stay arranged


class Figures:
    """All figures of a page, by block. A block's are arranged when they are asked for, and again when an item of its own changes."""

    def __init__(self, items: Iterable[Item], scheme: LabelScheme, blocks: Blocks) -> None:
        self.scheme = scheme
        self._blocks = blocks
        self._mains = {label.name: label.main_role.name for label in scheme.labels}
        self._stretches: defaultdict[int, dict[str, Item]] = defaultdict(dict)
        self._arranged: dict[int, list[Figure]] = {}
        stretches = self._stretches
        for item in items:  # of which there may be a hundred thousand
            for part in item.parts:
                span = part.range
                first, last = span.start >> _STRETCH, (span.end - 1) >> _STRETCH
                stretches[first][item.id] = item
                if last > first:
                    for n in range(first + 1, last + 1):
                        stretches[n][item.id] = item

    def add(self, item: Item) -> set[int]:
        """Draw an item; returns the numbers of the blocks that look different."""
        for n in self._stretches_of(item):
            self._stretches[n][item.id] = item
        return self._disarrange(item)

    def remove(self, item: Item) -> set[int]:
        """Draw an item no longer; returns the numbers of the blocks that look different."""
        for n in self._stretches_of(item):
            self._stretches[n].pop(item.id, None)
        return self._disarrange(item)

    def of_block(self, number: int) -> list[Figure]:
        """What is drawn in a block."""
        figures = self._arranged.get(number)
        if figures is None:
            if len(self._arranged) >= KEPT:
                del self._arranged[next(iter(self._arranged))]
            figures = self._arranged[number] = self._arrange(number)
        return figures

    def blocks_of(self, item: Item) -> set[int]:
        """The numbers of the blocks that an item has parts in."""
        return {n for part in item.parts for n in self._blocks.over(part.range.start, part.range.end)}

    def at(self, position: int, number: int) -> list[Item]:
        """The items that hold the code point at `position` (in block `number`), each once, the one with the shortest such part first."""
        holding = [f for f in self.of_block(number) if f.start <= position < f.end]
        holding.sort(key=lambda f: (f.end - f.start, f.item.id))
        return list({f.item.id: f.item for f in holding}.values())

    def _stretches_of(self, item: Item) -> set[int]:
        return {
            n
            for part in item.parts
            for n in range(part.range.start >> _STRETCH, ((part.range.end - 1) >> _STRETCH) + 1)
        }

    def _disarrange(self, item: Item) -> set[int]:
        numbers = self.blocks_of(item)
        for number in numbers:
            self._arranged.pop(number, None)
        return numbers

    def _arrange(self, number: int) -> list[Figure]:
        """Figures for the parts in one block: the shortest are nearest to the text."""
        block = self._blocks[number]
        start, end = block.start, block.end
        near: dict[str, Item] = {}
        for n in range(start >> _STRETCH, (max(end - 1, start) >> _STRETCH) + 1):
            if n in self._stretches:
                near |= self._stretches[n]
        found: list[tuple[tuple[bool, int, int, str, str], Item, Part, int, int]] = []
        for item in near.values():
            for part in item.parts:
                a, b = part.range.start, part.range.end
                if a < end and start < b:
                    key = (part.role != self._mains[item.label], b - a, a, item.label, item.id)
                    found.append((key, item, part, a, b))
        found.sort(key=lambda entry: entry[0])
        lanes = {style: _Lanes() for style in Style}
        figures: list[Figure] = []
        for (minor, *_), item, part, a, b in found:
            confirmed = isinstance(item, Annotation)
            style = Style.UNDERLINE
            if not minor:
                preferred = Style.FILL if confirmed else Style.OUTLINE
                if lanes[preferred].free(a, b) < (1 if confirmed else OUTLINES):
                    style = preferred
            lane = lanes[style].take(a, b)
            first = not minor and a == min(p.range.start for p in item.parts if p.role == part.role)
            figures.append(Figure(item, part, a, b, style, lane, confirmed, first, not minor))
        return figures


class _Lanes:
    """Hands out lanes so that ranges that overlap never share one."""

    def __init__(self) -> None:
        # For each lane where its ranges start and end: they never overlap, so that both are in order.
        self._lanes: list[tuple[list[int], list[int]]] = []

    def free(self, start: int, end: int) -> int:
        """The lowest lane in which nothing overlaps `[start, end)`."""
        for lane, (starts, ends) in enumerate(self._lanes):
            following = bisect_right(ends, start)
            if following == len(starts) or starts[following] >= end:
                return lane
        return len(self._lanes)

    def take(self, start: int, end: int) -> int:
        """The lowest free lane, taken."""
        lane = self.free(start, end)
        if lane == len(self._lanes):
            self._lanes.append(([], []))
        starts, ends = self._lanes[lane]
        place = bisect_right(ends, start)
        starts.insert(place, start)
        ends.insert(place, end)
        return lane
