"""A text cut into blocks to lay out: its paragraphs, and long paragraphs once more at spaces (for layout only)."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from gui.article.utf16 import Utf16Map

# One QTextLayout of a megabyte takes a second; ten kilobytes take a few milliseconds. In code points.
LONGEST = 8_000
HEADLINE = 140


@dataclass(frozen=True, slots=True)
class Block:
    """`text` is that of `[start, start + len(text))`, without its line break. `ends` says whether a paragraph ends here."""

    number: int
    start: int
    text: str
    ends: bool
    headline: bool
    utf16: Utf16Map

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def qt_of(self, position: int) -> int:
        """The UTF-16 position within this block of a code point of the document; places outside are moved to its ends."""
        return self.utf16.qt_of(min(max(position - self.start, 0), len(self.text)))

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
    start = 0
    for paragraph in text.split("\n"):
        offset = 0
        while True:
            end = len(paragraph)
            if end - offset > LONGEST:
                # A cut stands after a space; without one anywhere, inside the run.
                space = paragraph.rfind(" ", offset, offset + LONGEST)
                end = space + 1 if space > offset else offset + LONGEST
            piece = paragraph[
                offset:end
            ]  # and never the whole rest: a line of megabytes would be copied for each of its blocks
            ends = offset + len(piece) == len(paragraph)
            number = len(blocks)
            headline = number == 0 and ends and _is_headline(piece, text)
            blocks.append(Block(number, start + offset, piece, ends, headline, Utf16Map(piece)))
            offset += len(piece)
            if ends:
                break
        start += len(paragraph) + 1
    return blocks


def _is_headline(first: str, text: str) -> bool:
    """Whether the first paragraph is set as a headline: short, without a full stop, and not all there is."""
    return (
        bool(first.strip())
        and len(first) <= HEADLINE
        and not first.rstrip().endswith((".", ":"))
        and len(text) > 2 * len(first)
    )
