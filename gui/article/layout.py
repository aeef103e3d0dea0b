"""Where the characters of an article are. Blocks are laid out when they come near the viewport; until then their height is estimated."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import cast
from unicodedata import bidirectional

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QTextLayout, QTextLine, QTextOption

from gui.article.blocks import Block, Blocks

# In ems, so that faces with much room above and below their letters are set like any other. A text's box reaches from its
# ascenders to its descenders; what is left between two lines' boxes is for underlines and captions.
LINE_HEIGHT = 1.86
ASCENT, DESCENT = 0.94, 0.30
PARAGRAPH_GAP = 0.55  # of a line
HEADLINE_SIZE = 1.35


@dataclass(slots=True)
class LaidOut:
    """A block's lines. Their coordinates start at the block's top left corner."""

    layout: QTextLayout
    lines: list[QTextLine]
    height: float
    bidi: bool
    spans: list[tuple[int, int]]  # each line's UTF-16 range within the block
    rectangles: dict[tuple[int, int], list[QRectF]] = field(default_factory=dict)  # those asked for, by code points


class PageLayout:
    """The geometry of a whole text in a column of `width`, y from 0 at the top of the text to `height`."""

    def __init__(self, text: str, font: QFont, width: float) -> None:
        self.blocks = Blocks(text)
        self._done: dict[int, LaidOut] = {}
        begins = (
            b.text.strip() != "" and not b.headline and (b.number == 0 or self.blocks[b.number - 1].ends)
            for b in self.blocks.all
        )
        self._paragraph_numbers = list(accumulate(int(begin) for begin in begins))
        self._set(font, width)

    def _set(self, font: QFont, width: float) -> None:
        self.font = font
        self.width = max(width, 40.0)
        self.headline_font = QFont(font)
        self.headline_font.setPointSizeF(font.pointSizeF() * HEADLINE_SIZE)
        self.headline_font.setBold(True)
        self.em = float(QFontInfo(font).pixelSize())
        self.line_height = self.em * LINE_HEIGHT
        self._characters_a_line = max(self.width / QFontMetricsF(font).averageCharWidth(), 1.0)
        self._done.clear()
        self._heights = [self._estimate(block) for block in self.blocks.all]
        self._measure()

    def change(self, *, font: QFont | None = None, width: float | None = None) -> None:
        """Another font or width: everything is laid out again when it is needed."""
        self._set(font or self.font, self.width if width is None else width)

    @property
    def slack(self) -> float:
        """The space between the boxes of two lines' texts."""
        return self.em * (LINE_HEIGHT - ASCENT - DESCENT)

    @property
    def height(self) -> float:
        return self._tops[-1]

    def top(self, number: int) -> float:
        """The y of a block's top."""
        return self._tops[number]

    def paragraph_number(self, number: int) -> int:
        """The number of a block's paragraph among those with text, the headline left out, from 1."""
        return self._paragraph_numbers[number]

    def number_at(self, y: float) -> int:
        """The number of the block at `y`; the first or last where it is outside."""
        return min(max(bisect_right(self._tops, y) - 1, 0), len(self.blocks) - 1)

    def laid_out(self, number: int) -> LaidOut:
        """A block's lines, laid out now if they were not. The tops of later blocks may change."""
        done = self._done.get(number)
        if done is None:
            done = self._done[number] = self._lay_out(self.blocks[number])
            if abs(done.height - self._heights[number]) > 0.01:
                self._heights[number] = done.height
                self._measure()
        return done

    def lay_out_between(self, top: float, bottom: float) -> range:
        """Lay out what is between two y, and return those blocks' numbers."""
        first = number = self.number_at(top)
        while number < len(self.blocks) and self._tops[number] <= bottom:
            self.laid_out(number)
            number += 1
        return range(first, max(number, first + 1))

    def rectangles(self, number: int, start: int, end: int) -> list[QRectF]:
        """The places of `[start, end)` (code points) in a block, one or more rectangles a line, from the block's top left corner.

        White space where a line is wrapped is left out. Each is as high as its line's letters. They are kept: do not change them.
        """
        done = self.laid_out(number)
        if (found := done.rectangles.get((start, end))) is None:
            block = self.blocks[number]
            qt_start, qt_end = block.qt_of(start), block.qt_of(end)
            found = done.rectangles[start, end] = []
            for line, (first, last) in zip(done.lines, done.spans, strict=True):
                if qt_start < last and first < qt_end:
                    found += self._on_line(number, line, max(qt_start, first), min(qt_end, last))
        return found

    def _on_line(self, number: int, line: QTextLine, qt_start: int, qt_end: int) -> list[QRectF]:
        top, height = self._box(number, line)
        if self.laid_out(number).bidi:
            # Two cursorToX calls paint the wrong region where directions mix; the glyphs themselves know where they are.
            runs = [run.boundingRect() for run in line.glyphRuns(qt_start, qt_end - qt_start)]
            return _joined([QRectF(r.left(), top, r.width(), height) for r in runs if r.width() > 0])
        left, right = _x(line, qt_start), _x(line, qt_end)
        right = min(right, line.x() + line.naturalTextWidth())
        return [QRectF(left, top, right - left, height)] if right > left else []

    def _box(self, number: int, line: QTextLine) -> tuple[float, float]:
        """The top and height of the letters of a block's line."""
        em = self.em * (HEADLINE_SIZE if self.blocks[number].headline else 1.0)
        return line.y() + line.ascent() - ASCENT * em, (ASCENT + DESCENT) * em

    def caret(self, position: int) -> QRectF:
        """Where the caret stands before the code point at `position`: y from the page's top."""
        block = self.blocks.at(position)
        line, qt_position = self._line_of(block, position)
        x = _x(line, qt_position)
        top, height = self._box(block.number, line)
        return QRectF(x, self.top(block.number) + top, 1.5, height)

    def position_at(self, point: QPointF) -> int:
        """The caret's place (code points) nearest to a point of the page."""
        number = self.number_at(point.y())
        block, done = self.blocks[number], self.laid_out(number)
        y = point.y() - self.top(number)
        line = next((n for n in done.lines if y < n.y() + n.height() + self.line_height * 0.3), done.lines[-1])
        return block.of_qt(line.xToCursor(point.x(), QTextLine.CursorPosition.CursorBetweenCharacters))

    def character_at(self, point: QPointF) -> int | None:
        """The code point whose glyph is under a point of the page, None beside the text."""
        number = self.number_at(point.y())
        block, done = self.blocks[number], self.laid_out(number)
        y = point.y() - self.top(number)
        for line in done.lines:
            top, height = self._box(number, line)
            if top - self.slack / 2 <= y < top + height + self.slack / 2:
                taken = line.naturalTextRect()
                if not taken.left() <= point.x() <= taken.right():
                    return None
                if done.bidi:
                    return self._glyph_at(number, line, point.x())
                return block.of_qt(line.xToCursor(point.x(), QTextLine.CursorPosition.CursorOnCharacter))
        return None

    def _glyph_at(self, number: int, line: QTextLine, x: float) -> int | None:
        """The code point at `x` where directions mix: there, only the glyphs know."""
        block = self.blocks[number]
        for qt_position in range(line.textStart(), line.textStart() + line.textLength()):
            if any(r.left() <= x < r.right() for r in self._on_line(number, line, qt_position, qt_position + 1)):
                return block.of_qt(qt_position)
        return None

    def line_range(self, position: int) -> tuple[int, int]:
        """The first and last caret place of the line that `position` is on."""
        block = self.blocks.at(position)
        line, _ = self._line_of(block, position)
        start, end = block.of_qt(line.textStart()), block.of_qt(line.textStart() + line.textLength())
        wrapped = line.textStart() + line.textLength() < block.qt_of(block.end) or not block.ends
        return start, end - 1 if wrapped and end > start else end

    def _line_of(self, block: Block, position: int) -> tuple[QTextLine, int]:
        done = self.laid_out(block.number)
        qt_position = block.qt_of(position)
        line = done.layout.lineForTextPosition(qt_position)
        return (line if line.isValid() else done.lines[-1]), qt_position

    def _lay_out(self, block: Block) -> LaidOut:
        font = self.headline_font if block.headline else self.font
        layout = QTextLayout(block.text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        bidi = not block.text.isascii() and _has_right_to_left(block.text)
        if bidi and _begins_right_to_left(block.text):
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        lines: list[QTextLine] = []
        y = 0.0
        slot = self.line_height * (HEADLINE_SIZE * 0.9 if block.headline else 1.0)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self.width)
            # A script that is set taller than the font's own letters gets the room it needs.
            height = max(slot, line.height())
            line.setPosition(QPointF(0.0, y + (height - line.height()) / 2))
            lines.append(line)
            y += height
        layout.endLayout()
        spans = [(line.textStart(), line.textStart() + line.textLength()) for line in lines]
        return LaidOut(layout, lines, self._with_gap(block, y), bidi, spans)

    def _estimate(self, block: Block) -> float:
        lines = max(1, -(-len(block.text) // int(self._characters_a_line)))
        return self._with_gap(block, lines * self.line_height)

    def _with_gap(self, block: Block, height: float) -> float:
        if not block.text:
            return self.line_height * PARAGRAPH_GAP
        return height + (self.line_height * PARAGRAPH_GAP if block.ends else 0.0)

    def _measure(self) -> None:
        self._tops = list(accumulate(self._heights, initial=0.0))


def _x(line: QTextLine, qt_position: int) -> float:
    # PySide returns the place that it moved to as well.
    return cast("tuple[float, int]", line.cursorToX(qt_position))[0]


def _joined(rects: list[QRectF]) -> list[QRectF]:
    """Rectangles of one line, those that touch made one: a wash is laid over each place once."""
    joined: list[QRectF] = []
    for rect in sorted(rects, key=QRectF.left):
        if joined and rect.left() <= joined[-1].right() + 0.5:
            joined[-1] = joined[-1].united(rect)
        else:
            joined.append(rect)
    return joined


def _begins_right_to_left(text: str) -> bool:
    """Whether a paragraph is read from the right: by its first strong character (Unicode Standard Annex 9, P2 and P3)."""
    return next((b in ("R", "AL") for b in map(bidirectional, text) if b in ("L", "R", "AL")), False)


def _has_right_to_left(text: str) -> bool:
    """Whether a text may hold characters of a right-to-left script (Hebrew to Arabic Extended, presentation forms, marks)."""
    return any(
        "\u0590" <= c <= "\u08ff"
        or "\ufb1d" <= c <= "\ufefc"
        or "\U00010800" <= c <= "\U0001efff"
        or c in "\u200f\u202b\u202e\u2067"
        for c in text
    )
