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
    """All figures of a page, by block."""

    def __init__(self, items: Iterable[Item], scheme: LabelScheme, blocks: Blocks) -> None:
        self._by_block: dict[int, list[Figure]] = {}
        mains = {label.name: label.main_role.name for label in scheme.labels}
        parts = [_Part(item, part, mains[item.label] == part.role) for item in items for part in item.parts]
        parts.sort(key=lambda p: (not p.main, len(p.part.range), p.part.range, p.item.label, p.item.id))
        lanes: dict[Style, _Lanes] = {style: _Lanes() for style in Style}
        begun: dict[str, TextRange] = {}
        for p in parts:
            if p.main:
                begun[p.item.id] = min(begun.get(p.item.id, p.part.range), p.part.range)
        for p in parts:
            span = p.part.range
            numbers = blocks.over(span.start, span.end)
            confirmed = isinstance(p.item, Annotation)
            if not p.main:
                style = Style.UNDERLINE
            elif not confirmed:
                style = Style.OUTLINE
            else:
                style = Style.FILL if lanes[Style.FILL].is_free(span, numbers) else Style.UNDERLINE
            lane = lanes[style].take(span, numbers)
            first = p.main and span == begun[p.item.id]
            figure = Figure(p.item, p.part, style, lane, confirmed, first, p.main)
            for number in numbers:
                self._by_block.setdefault(number, []).append(figure)

    def of_block(self, number: int) -> list[Figure]:
        """What is drawn in a block."""
        return self._by_block.get(number, [])

    def at(self, position: int, number: int) -> list[Item]:
        """The items that hold the code point at `position` (in block `number`), each once, the one with the shortest such part first."""
        holding = [f for f in self.of_block(number) if f.part.range.holds(position)]
        holding.sort(key=lambda f: (len(f.part.range), f.item.id))
        return list({f.item.id: f.item for f in holding}.values())


@dataclass(frozen=True, slots=True)
class _Part:
    item: Item
    part: Part
    main: bool


class _Lanes:
    """Hands out lanes so that ranges that overlap never share one. Ranges are kept by block, so that only neighbours are compared."""

    def __init__(self) -> None:
        self._taken: dict[int, list[tuple[TextRange, int]]] = {}

    def is_free(self, span: TextRange, numbers: range) -> bool:
        """Whether nothing in these blocks overlaps `span`."""
        return not self._overlapping(span, numbers)

    def take(self, span: TextRange, numbers: range) -> int:
        """The lowest lane that nothing overlapping has, taken."""
        used = self._overlapping(span, numbers)
        lane = next(n for n in range(len(used) + 1) if n not in used)
        for number in numbers:
            self._taken.setdefault(number, []).append((span, lane))
        return lane

    def _overlapping(self, span: TextRange, numbers: range) -> set[int]:
        start, end = span.start, span.end
        return {
            lane for n in numbers for other, lane in self._taken.get(n, ()) if other.start < end and start < other.end
        }
