"""Where the characters of an article are. Blocks are laid out when they come near the viewport; until then their height is estimated."""

from __future__ import annotations

from bisect import bisect_right
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QTextLayout, QTextLine, QTextOption

from gui.article.blocks import Block, Blocks
from gui.article.heights import Heights
from gui.article.lines import Box, LaidOut, begins_right_to_left, boxes_on, glyph_at, has_right_to_left, place_of

# In ems, so that faces with much room above and below their letters are set like any other. A text's box reaches from its
# ascenders to its descenders; what is left between two lines' boxes is for underlines and captions.
LINE_HEIGHT = 1.95
ASCENT, DESCENT = 0.94, 0.30
PARAGRAPH_GAP = 0.55  # of a line
HEADLINE_SIZE = 1.35
CAPTION_SIZE = 0.56
# Blocks that are kept laid out: several viewports full. A text that is read to its end must not be in memory line by line.
KEPT = 300


class PageLayout:
    """The geometry of a whole text in a column of `width`, y from 0 at the top of the text to `height`."""

    def __init__(self, text: str, font: QFont, width: float) -> None:
        self.blocks = Blocks(text)
        self._done: dict[int, LaidOut] = {}
        self._set(font, width)

    def _set(self, font: QFont, width: float) -> None:
        self.font = font
        self.width = max(width, 40.0)
        self.headline_font = QFont(font)
        self.headline_font.setPointSizeF(font.pointSizeF() * HEADLINE_SIZE)
        self.headline_font.setBold(True)
        self.em = float(QFontInfo(font).pixelSize())
        self.line_height = self.em * LINE_HEIGHT
        # Blocks are whole pixels high, so that the page can be scrolled by moving what was painted.
        self._gap = float(ceil(self.line_height * PARAGRAPH_GAP))
        self.caption_font = QFont(font)
        self.caption_font.setPointSizeF(font.pointSizeF() * CAPTION_SIZE)
        self.caption_font.setBold(True)
        self._caption_metrics = QFontMetricsF(self.caption_font)
        self._caption_widths: dict[str, float] = {}
        self.characters_a_line = max(self.width / QFontMetricsF(font).averageCharWidth(), 1.0)
        self._done.clear()
        self._heights = Heights(self._estimates())

    def change(self, *, font: QFont | None = None, width: float | None = None) -> None:
        """Another font or width: everything is laid out again when it is needed."""
        self._set(font or self.font, self.width if width is None else width)

    @property
    def slack(self) -> float:
        """The space between the boxes of two lines' texts."""
        return self.em * (LINE_HEIGHT - ASCENT - DESCENT)

    @property
    def height(self) -> float:
        return self._heights.total

    def top(self, number: int) -> float:
        """The y of a block's top."""
        return self._heights.before(number)

    def number_at(self, y: float) -> int:
        """The number of the block at `y`; the first or last where it is outside."""
        return self._heights.at(y)

    def laid_out(self, number: int) -> LaidOut:
        """A block's lines, laid out now if they were not. The tops of later blocks may change."""
        done = self._done.get(number)
        if done is None:
            if len(self._done) >= KEPT:
                del self._done[next(iter(self._done))]
            done = self._done[number] = self._lay_out(self.blocks[number])
            if abs(done.height - self._heights[number]) > 0.01:
                self._heights[number] = done.height
        return done

    def lay_out_between(self, top: float, bottom: float) -> range:
        """Lay out what is between two y, and return those blocks' numbers."""
        first = number = self.number_at(top)
        y = self.top(number)
        while number < len(self.blocks) and y <= bottom:
            y += self.laid_out(number).height
            number += 1
        return range(first, max(number, first + 1))

    def caption_width(self, text: str) -> float:
        """How wide a caption is in its font, `caption_font`."""
        if (width := self._caption_widths.get(text)) is None:
            width = self._caption_widths[text] = self._caption_metrics.horizontalAdvance(text)
        return width

    def boxes(self, number: int, start: int, end: int) -> list[Box]:
        """The places of `[start, end)` (code points) in a block, one or more boxes a line, from the block's top left corner.

        White space where a line is wrapped is left out. Each is as high as its line's letters. They are kept: do not change the list.
        """
        done = self.laid_out(number)
        if (found := done.boxes.get((start, end))) is None:
            block = self.blocks[number]
            qt_start, qt_end = block.qt_of(start), block.qt_of(end)
            found = done.boxes[start, end] = []
            for n in done.lines_of(qt_start, qt_end):
                found += boxes_on(done, n, max(qt_start, done.starts[n]), min(qt_end, done.ends[n]))
        return found

    def rectangles(self, number: int, start: int, end: int) -> list[QRectF]:
        """`boxes` as Qt's rectangles."""
        return [
            QRectF(left, top, right - left, bottom - top) for left, top, right, bottom in self.boxes(number, start, end)
        ]

    def caret(self, position: int) -> QRectF:
        """Where the caret stands before the code point at `position`: y from the page's top."""
        block = self.blocks.at(position)
        done, n, qt_position = self._line_of(block, position)
        x = place_of(done.lines[n], qt_position)
        return QRectF(x, self.top(block.number) + done.tops[n], 1.5, done.box_height)

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
        for n in done.lines_between(y - self.slack / 2, y + self.slack / 2):
            line = done.lines[n]
            taken = line.naturalTextRect()
            if not taken.left() <= point.x() <= taken.right():
                return None
            if done.bidi:
                return glyph_at(block, done, n, point.x())
            return block.of_qt(line.xToCursor(point.x(), QTextLine.CursorPosition.CursorOnCharacter))
        return None

    def line_range(self, position: int) -> tuple[int, int]:
        """The first and last caret place of the line that `position` is on."""
        block = self.blocks.at(position)
        done, n, _ = self._line_of(block, position)
        start, end = block.of_qt(done.starts[n]), block.of_qt(done.ends[n])
        wrapped = n + 1 < len(done.lines) or not block.ends
        return start, end - 1 if wrapped and end > start else end

    def _line_of(self, block: Block, position: int) -> tuple[LaidOut, int, int]:
        """The block laid out, the number of the line that a caret at `position` stands on, and its UTF-16 position."""
        done = self.laid_out(block.number)
        qt_position = block.qt_of(position)
        return done, max(bisect_right(done.starts, qt_position) - 1, 0), qt_position

    def _lay_out(self, block: Block) -> LaidOut:
        font = self.headline_font if block.headline else self.font
        layout = QTextLayout(block.text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        bidi = not block.text.isascii() and has_right_to_left(block.text)
        if bidi and begins_right_to_left(block.text):
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
        em = self.em * (HEADLINE_SIZE if block.headline else 1.0)
        starts = [line.textStart() for line in lines]
        return LaidOut(
            layout=layout,
            lines=lines,
            height=self._with_gap(block, y),
            bidi=bidi,
            starts=starts,
            ends=[*starts[1:], starts[-1] + lines[-1].textLength()],
            tops=[line.y() + line.ascent() - ASCENT * em for line in lines],
            box_height=(ASCENT + DESCENT) * em,
            rights=[line.x() + line.naturalTextWidth() for line in lines],
        )

    def _estimates(self) -> list[float]:
        per_line, line, gap = int(self.characters_a_line), self.line_height, self._gap
        return [
            (
                ceil(-(-length // per_line) * line) + (gap if block.ends else 0.0)
                if (length := block.end - block.start)
                else gap
            )
            for block in self.blocks.all
        ]

    def _with_gap(self, block: Block, height: float) -> float:
        if not len(block):
            return self._gap
        return ceil(height) + (self._gap if block.ends else 0.0)
