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
        parts = [
            _Part(item, part, scheme.label(item.label).main_role.name == part.role)
            for item in items
            for part in item.parts
        ]
        parts.sort(key=lambda p: (not p.main, len(p.part.range), p.part.range, p.item.label, p.item.id))
        lanes: dict[Style, _Lanes] = {style: _Lanes(blocks) for style in Style}
        for p in parts:
            confirmed = isinstance(p.item, Annotation)
            if not p.main:
                style = Style.UNDERLINE
            elif not confirmed:
                style = Style.OUTLINE
            else:
                style = Style.FILL if lanes[Style.FILL].is_free(p.part.range) else Style.UNDERLINE
            lane = lanes[style].take(p.part.range)
            first = p.main and p.part.range == min(q.range for q in p.item.parts if q.role == p.part.role)
            figure = Figure(p.item, p.part, style, lane, confirmed, first, p.main)
            for number in blocks.over(p.part.range.start, p.part.range.end):
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

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks
        self._taken: dict[int, list[tuple[TextRange, int]]] = {}

    def _overlapping(self, span: TextRange) -> set[int]:
        numbers = self._blocks.over(span.start, span.end)
        return {lane for n in numbers for other, lane in self._taken.get(n, ()) if other.overlaps(span)}

    def is_free(self, span: TextRange) -> bool:
        return not self._overlapping(span)

    def take(self, span: TextRange) -> int:
        used = self._overlapping(span)
        lane = next(n for n in range(len(used) + 1) if n not in used)
        for number in self._blocks.over(span.start, span.end):
            self._taken.setdefault(number, []).append((span, lane))
        return lane
