"""A text cut into blocks to lay out: its paragraphs, and long paragraphs once more at spaces (for layout only)."""

from __future__ import annotations

import re
from bisect import bisect_right

from gui.article.utf16 import Utf16Map

# One QTextLayout of a megabyte takes a second; a few kilobytes take two milliseconds. In code points.
LONGEST = 3_000
HEADLINE = 140
_SEEN = re.compile(r"\S")


class Block:
    """A paragraph, or a piece of one: `[start, end)` of the document without its line break. `ends` says whether a paragraph ends here.

    `paragraph` is its number among those with text, the headline left out, from 1, where one begins here; else 0.
    """

    __slots__ = ("_of", "_utf16", "end", "ends", "headline", "number", "paragraph", "start")

    def __init__(self, of: str, number: int, start: int, end: int, *, ends: bool) -> None:
        self._of, self.number, self.start, self.end, self.ends = of, number, start, end, ends
        self.headline = False
        self.paragraph = 0
        self._utf16: Utf16Map | None = None  # made when it is needed: most blocks of a long text are never shown

    def __len__(self) -> int:
        return self.end - self.start

    @property
    def text(self) -> str:
        """Its characters, cut from the document's text when they are asked for."""
        return self._of[self.start : self.end]

    @property
    def ascii(self) -> bool:
        """Whether each of its characters is a grapheme of its own for certain."""
        return self.text.isascii()

    @property
    def utf16(self) -> Utf16Map:
        """Its positions in Qt's units."""
        if self._utf16 is None:
            self._utf16 = Utf16Map(self.text)
        return self._utf16

    def qt_of(self, position: int) -> int:
        """The UTF-16 position within this block of a code point of the document; places outside are moved to its ends."""
        position = min(position, self.end)
        return self.utf16.qt_of(position - self.start) if position > self.start else 0

    def of_qt(self, qt_position: int) -> int:
        """The document's code point of a UTF-16 position within this block."""
        return self.start + self.utf16.of_qt(qt_position)


class Blocks:
    """The blocks of a text, in order; at least one."""

    def __init__(self, text: str) -> None:
        self.length = len(text)
        self.all = _cut(text)
        self._starts = [block.start for block in self.all]

    def __len__(self) -> int:
        return len(self.all)

    def __getitem__(self, number: int) -> Block:
        return self.all[number]

    def at(self, position: int) -> Block:
        """The block that a caret at `position` is in."""
        return self.all[max(bisect_right(self._starts, position) - 1, 0)]

    def over(self, start: int, end: int) -> range:
        """The numbers of the blocks that share a code point with `[start, end)`."""
        return range(self.at(start).number, self.at(max(end - 1, start)).number + 1)


def _cut(text: str) -> list[Block]:
    blocks: list[Block] = []
    start, paragraph, begins = 0, 0, True
    while True:
        line_end = text.find("\n", start)
        if line_end < 0:
            line_end = len(text)
        end = line_end
        if end - start > LONGEST:
            # A cut stands after a space; without one anywhere, inside the run.
            space = text.rfind(" ", start, start + LONGEST)
            end = space + 1 if space > start else start + LONGEST
        block = Block(text, len(blocks), start, end, ends=end == line_end)
        if not blocks and block.ends:
            block.headline = _is_headline(block.text, text)
        if begins and not block.headline and _SEEN.search(text, start, end):
            paragraph += 1
            block.paragraph = paragraph
        blocks.append(block)
        begins = block.ends
        if block.ends and line_end == len(text):
            return blocks
        start = end + 1 if block.ends else end


def _is_headline(first: str, text: str) -> bool:
    """Whether the first paragraph is set as a headline: short, without a full stop, and not all there is."""
    return (
        bool(first.strip())
        and len(first) <= HEADLINE
        and not first.rstrip().endswith((".", ":"))
        and len(text) > 2 * len(first)
    )
