"""All that is drawn on a page, arranged so that nested, crossing and identical ranges can all be seen.

Among confirmed annotations the innermost main part gets the fill; those around it, and cues, sources, holders ... get underlines in lanes of
their own. Suggestions get outlines, the outer ones wider.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotation.model import Annotation, Part
from annotation.reading import Item
from annotation.scheme import LabelScheme
from annotation.text import TextRange
from gui.article.blocks import Blocks
from gui.article.figure import Figure, Style


class Figures:
    """All figures of a page, by block. A block's are arranged when they are asked for, and again when an item of its own changes."""

    def __init__(self, items: Iterable[Item], scheme: LabelScheme, blocks: Blocks) -> None:
        self.scheme = scheme
        self._blocks = blocks
        self._mains = {label.name: label.main_role.name for label in scheme.labels}
        self._items: dict[str, Item] = {}
        self._in_block: dict[int, dict[str, list[_Part]]] = {}
        self._arranged: dict[int, list[Figure]] = {}
        self.show(items)

    def show(self, items: Iterable[Item]) -> set[int]:
        """Draw these items from now on; returns the numbers of the blocks that look different."""
        wanted = {item.id: item for item in items}
        gone = [old for id_, old in self._items.items() if wanted.get(id_) is not old]
        come = [new for id_, new in wanted.items() if self._items.get(id_) is not new]
        changed: set[int] = set()
        for item in gone:
            for number in self._numbers(item):
                del self._in_block[number][item.id]
                changed.add(number)
        for item in come:
            changed |= self._add(item)
        self._items = wanted
        for number in changed:
            self._arranged.pop(number, None)
        return changed

    def of_block(self, number: int) -> list[Figure]:
        """What is drawn in a block."""
        figures = self._arranged.get(number)
        if figures is None:
            parts = [part for of_item in self._in_block.get(number, {}).values() for part in of_item]
            figures = self._arranged[number] = _arrange(parts)
        return figures

    def blocks_of(self, item: Item) -> set[int]:
        """The numbers of the blocks that an item is drawn in."""
        return self._numbers(item) if item.id in self._items else set()

    def at(self, position: int, number: int) -> list[Item]:
        """The items that hold the code point at `position` (in block `number`), each once, the one with the shortest such part first."""
        holding = [f for f in self.of_block(number) if f.part.range.holds(position)]
        holding.sort(key=lambda f: (len(f.part.range), f.item.id))
        return list({f.item.id: f.item for f in holding}.values())

    def _numbers(self, item: Item) -> set[int]:
        return {n for part in item.parts for n in self._blocks.over(part.range.start, part.range.end)}

    def _add(self, item: Item) -> set[int]:
        main = self._mains[item.label]
        begin = min(part.range for part in item.parts if part.role == main)
        confirmed = isinstance(item, Annotation)
        touched: set[int] = set()
        for part in item.parts:
            is_main = part.role == main
            made = _Part(item, part, is_main, is_main and part.range == begin, confirmed)
            for number in self._blocks.over(part.range.start, part.range.end):
                self._in_block.setdefault(number, {}).setdefault(item.id, []).append(made)
                touched.add(number)
        return touched


@dataclass(frozen=True, slots=True)
class _Part:
    item: Item
    part: Part
    main: bool
    first: bool
    confirmed: bool


def _arrange(parts: list[_Part]) -> list[Figure]:
    """Figures for the parts in one block: the shortest are nearest to the text."""
    ordered = sorted(parts, key=lambda p: (not p.main, len(p.part.range), p.part.range, p.item.label, p.item.id))
    lanes = {style: _Lanes() for style in Style}
    figures: list[Figure] = []
    for p in ordered:
        if not p.main:
            style = Style.UNDERLINE
        elif not p.confirmed:
            style = Style.OUTLINE
        else:
            style = Style.FILL if lanes[Style.FILL].is_free(p.part.range) else Style.UNDERLINE
        lane = lanes[style].take(p.part.range)
        figures.append(Figure(p.item, p.part, style, lane, p.confirmed, p.first, p.main))
    return figures


class _Lanes:
    """Hands out lanes so that ranges that overlap never share one."""

    def __init__(self) -> None:
        self._taken: list[tuple[TextRange, int]] = []

    def is_free(self, span: TextRange) -> bool:
        """Whether nothing overlaps `span`."""
        return not any(other.overlaps(span) for other, _ in self._taken)

    def take(self, span: TextRange) -> int:
        """The lowest lane that nothing overlapping has, taken."""
        used = {lane for other, lane in self._taken if other.overlaps(span)}
        lane = next(n for n in range(len(used) + 1) if n not in used)
        self._taken.append((span, lane))
        return lane
