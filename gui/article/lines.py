"""The lines of a block that is laid out, and where on them characters are. UTF-16 units within the block, as Qt counts."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from typing import cast
from unicodedata import bidirectional

from PySide6.QtGui import QTextLayout, QTextLine

from gui.article.blocks import Block

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufefc\U00010800-\U0001efff\u200f\u202b\u202e\u2067]")

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(slots=True)
class LaidOut:
    """A block's lines. Their coordinates start at the block's top left corner."""

    layout: QTextLayout
    lines: list[QTextLine]
    height: float
    bidi: bool
    starts: list[int]  # where each line starts, in UTF-16 units within the block
    ends: list[int]
    tops: list[float]  # of the letters of each line
    box_height: float
    rights: list[float]  # where the text of each line ends, without white space
    boxes: dict[tuple[int, int], list[Box]] = field(default_factory=dict)  # those asked for, by code points

    def lines_of(self, qt_start: int, qt_end: int) -> range:
        """The numbers of the lines that a range of UTF-16 units touches."""
        return range(max(bisect_right(self.starts, qt_start) - 1, 0), bisect_left(self.starts, qt_end))

    def narrowed(self, first: int, last: int) -> LaidOut:
        """The same with its lines `[first, last)` alone, at their places."""
        kept = slice(first, last)
        return replace(
            self,
            lines=self.lines[kept],
            starts=self.starts[kept],
            ends=self.ends[kept],
            tops=self.tops[kept],
            rights=self.rights[kept],
            boxes={},
        )

    def lines_between(self, top: float, bottom: float) -> range:
        """The numbers of the lines whose letters reach into these y."""
        first = bisect_right(self.tops, top - self.box_height)
        return range(max(first, 0), bisect_left(self.tops, bottom))


def place_of(line: QTextLine, qt_position: int) -> float:
    """The x of a caret on a line."""
    # PySide returns the place that it moved to as well.
    return cast("tuple[float, int]", line.cursorToX(qt_position))[0]


def boxes_on(done: LaidOut, n: int, qt_start: int, qt_end: int) -> list[Box]:
    """The boxes of a range that lies on line `n`."""
    line, top = done.lines[n], done.tops[n]
    bottom = top + done.box_height
    if done.bidi:
        # Two cursorToX calls paint the wrong region where directions mix; the glyphs themselves know where they are.
        runs = [run.boundingRect() for run in line.glyphRuns(qt_start, qt_end - qt_start)]
        return _joined([(r.left(), top, r.right(), bottom) for r in runs if r.width() > 0])
    left, right = place_of(line, qt_start), done.rights[n]
    if qt_end < done.ends[n]:
        right = min(place_of(line, qt_end), right)
    return [(left, top, right, bottom)] if right > left else []


def _joined(boxes: list[Box]) -> list[Box]:
    """Boxes of one line, those that touch made one: a wash is laid over each place once."""
    joined: list[Box] = []
    for box in sorted(boxes):
        if joined and box[0] <= joined[-1][2] + 0.5:
            left, top, right, bottom = joined[-1]
            joined[-1] = (left, top, max(right, box[2]), bottom)
        else:
            joined.append(box)
    return joined


def glyph_at(block: Block, done: LaidOut, n: int, x: float) -> int | None:
    """The code point at `x` of line `n` where directions mix: there, only the glyphs know."""
    for qt_position in range(done.starts[n], done.ends[n]):
        if any(left <= x < right for left, _, right, _ in boxes_on(done, n, qt_position, qt_position + 1)):
            return block.of_qt(qt_position)
    return None


def begins_right_to_left(text: str) -> bool:
    """Whether a paragraph is read from the right: by its first strong character (Unicode Standard Annex 9, P2 and P3)."""
    return next((b in ("R", "AL") for b in map(bidirectional, text) if b in ("L", "R", "AL")), False)


def has_right_to_left(text: str) -> bool:
    """Whether a text may hold characters of a right-to-left script (Hebrew to Arabic Extended, presentation forms, marks)."""
    return _RIGHT_TO_LEFT.search(text) is not None
