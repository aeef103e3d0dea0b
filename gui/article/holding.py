"""Taking hold of an end of a part and moving it, by keys or by its handle; nothing changes before it is set down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from annotation.text import TextRange, trimmed
from gui.article import movement
from gui.article.blocks import Blocks

if TYPE_CHECKING:
    from annotation.model import Part

Edge = Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class Hold:
    """An end of a part that is held, and the range that the part would have."""

    part: Part
    edge: Edge
    range: TextRange

    @property
    def position(self) -> int:
        """Where the held end is, in code points."""
        return self.range.start if self.edge == "start" else self.range.end

    def moved(self, position: int) -> Hold:
        """With the end at another place; it stays where it is rather than passing the other end."""
        start, end = self.range.start, self.range.end
        if self.edge == "start":
            start = min(position, end - 1)
        else:
            end = max(position, start + 1)
        return Hold(self.part, self.edge, TextRange(start, end))

    def snapped(self, blocks: Blocks, position: int) -> Hold:
        """With the end at `position`, or where the word ends that this is inside of."""
        fixed = self.range.end if self.edge == "start" else self.range.start
        span = movement.snapped(blocks, fixed, position)
        return self.moved((span.start if self.edge == "start" else span.end) if span else position)

    def turned(self) -> Hold:
        """The other end, held instead; what was moved stays moved."""
        return Hold(self.part, "end" if self.edge == "start" else "start", self.range)

    def set_down(self, text: str) -> TextRange | None:
        """What the part becomes: as it was where nothing was moved, else without white space at its ends; None where nothing else is left."""
        return self.range if self.range == self.part.range else trimmed(text, self.range)


def take(part: Part, edge: Edge) -> Hold:
    """Take hold of an end of a part."""
    return Hold(part, edge, part.range)
