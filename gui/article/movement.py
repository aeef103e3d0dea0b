"""Where a caret goes: by grapheme, word, sentence and paragraph (Unicode Standard Annex 29). All in code points.

Words and sentences are Qt's. Its graphemes cut a flag after an emoji in two (Qt 6.11), so those are the regex library's.

Text is looked at one block at a time, so that a step costs the same in a document of any size.
"""

from __future__ import annotations

from PySide6.QtCore import QTextBoundaryFinder

from annotation.text import TextRange
from gui.article.blocks import Block, Blocks

Finder = QTextBoundaryFinder
_KINDS = {
    "word": Finder.BoundaryType.Word,
    "sentence": Finder.BoundaryType.Sentence,
}


def step_grapheme(blocks: Blocks, position: int, step: int) -> int:
    """The caret's place one grapheme on (or back, where `step` is -1); a line break counts as one."""
    block = blocks.at(position)
    if step > 0:
        if position >= block.end:
            return min(block.end + 1, blocks.length) if block.ends else position
        return min(border for border in _graphemes(block) if border > position)
    if position <= block.start:
        return max(position - 1, 0) if block.number and blocks[block.number - 1].ends else _before_cut(blocks, block)
    return max(border for border in _graphemes(block) if border < position)


def nearest_border(blocks: Blocks, position: int) -> int:
    """The place itself where it is between two graphemes, else the start of the one that it is inside of."""
    block = blocks.at(position)
    if block.ascii or position in (block.start, block.end):
        return position
    return max(border for border in _graphemes(block) if border <= position)


def step_word(blocks: Blocks, position: int, step: int) -> int:
    """The end of the next word, or the start of the previous one; the end or start of the text where there is none."""
    if step > 0:
        end = _next_word_end(blocks, position)
        return blocks.length if end is None else end
    return _previous_word_start(blocks, position) or 0


def step_sentence(blocks: Blocks, position: int, step: int) -> int:
    """The start of the next sentence, or of this one, or of the one before."""
    block = blocks.at(position)
    starts = [s.start for s in sentences_of(block)]
    if step > 0:
        ahead = [start for start in starts if start > position]
        return ahead[0] if ahead else step_paragraph(blocks, position, 1)
    behind = [start for start in starts if start < position]
    if behind:
        return behind[-1]
    if block.number == 0:
        return 0
    before = sentences_of(blocks[block.number - 1])
    return before[-1].start if before else blocks[block.number - 1].start


def step_paragraph(blocks: Blocks, position: int, step: int) -> int:
    """The start of the next paragraph that has text, or of this one, or of the one before."""
    number = blocks.at(position).number
    if step > 0:
        later = (b for b in blocks.all[number + 1 :] if b.text.strip() and blocks[b.number - 1].ends)
        return next((b.start for b in later), blocks.length)
    while number >= 0:
        block = blocks[number]
        if block.start < position and block.text.strip() and (number == 0 or blocks[number - 1].ends):
            return block.start
        number -= 1
    return 0


def words_of(block: Block) -> list[TextRange]:
    """The words of a block, without white space and punctuation."""
    finder = Finder(_KINDS["word"], block.text)
    words: list[TextRange] = []
    start = 0
    finder.toStart()
    begun = bool(finder.boundaryReasons() & Finder.BoundaryReason.StartOfItem)
    while (qt_position := finder.toNextBoundary()) >= 0:
        if begun:
            words.append(TextRange(block.of_qt(start), block.of_qt(qt_position)))
        start, begun = qt_position, bool(finder.boundaryReasons() & Finder.BoundaryReason.StartOfItem)
    return words


def sentences_of(block: Block) -> list[TextRange]:
    """The sentences of a block, without white space at their ends."""
    return [t for span in _spans(block, "sentence") if (t := _trimmed(block, span))]


def word_at(blocks: Blocks, position: int) -> TextRange | None:
    """The word that holds or ends at `position`."""
    words = words_of(blocks.at(position))
    return next((w for w in words if w.start <= position <= w.end), None)


def sentence_at(blocks: Blocks, position: int) -> TextRange | None:
    """The sentence that holds or ends at `position`."""
    sentences = sentences_of(blocks.at(position))
    held = [s for s in sentences if s.start <= position <= s.end]
    return held[-1] if held else None


def paragraph_at(blocks: Blocks, position: int) -> TextRange | None:
    """The paragraph that holds `position`, None where it is empty."""
    first = last = blocks.at(position).number
    while first > 0 and not blocks[first - 1].ends:
        first -= 1
    while not blocks[last].ends:
        last += 1
    start, end = blocks[first].start, blocks[last].end
    return TextRange(start, end) if start < end else None


def snapped(blocks: Blocks, anchor: int, position: int) -> TextRange | None:
    """What a drag from `anchor` to `position` takes: whole words at both ends; punctuation only where the drag went over it."""
    start, end = min(anchor, position), max(anchor, position)
    if start == end:
        return None
    first, last = word_at(blocks, start), word_at(blocks, end)
    if first and first.start < start < first.end:
        start = first.start
    if last and last.start < end < last.end:
        end = last.end
    return TextRange(start, end)


def _spans(block: Block, kind: str) -> list[TextRange]:
    finder = Finder(_KINDS[kind], block.text)
    spans: list[TextRange] = []
    start = 0
    while (qt_position := finder.toNextBoundary()) >= 0:
        spans.append(TextRange(block.of_qt(start), block.of_qt(qt_position)))
        start = qt_position
    return spans


def _trimmed(block: Block, span: TextRange) -> TextRange | None:
    text = block.text[span.start - block.start : span.end - block.start]
    start = span.start + len(text) - len(text.lstrip())
    end = span.end - (len(text) - len(text.rstrip()))
    return TextRange(start, end) if start < end else None


def _graphemes(block: Block) -> list[int]:
    """The borders of a block's graphemes, its ends among them."""
    import regex  # 10 ms that the first paint does not wait for

    return [block.start + match.start() for match in regex.finditer(r"\X", block.text)] + [block.end]


def _before_cut(blocks: Blocks, block: Block) -> int:
    if block.number == 0:
        return 0
    before = blocks[block.number - 1]
    return max(border for border in _graphemes(before) if border < before.end)


def resized(blocks: Blocks, span: TextRange, edge: str, step: int) -> TextRange | None:
    """A range whose `edge` ("start" or "end") is moved outward (`step` 1) or inward (-1) by a word.

    None where there is no further word outward, or where moving inward leaves nothing.
    """
    if edge == "end":
        end = _next_word_end(blocks, span.end) if step > 0 else _last_word_end(blocks, span)
        return TextRange(span.start, end) if end is not None and span.start < end else None
    start = _previous_word_start(blocks, span.start) if step > 0 else _second_word_start(blocks, span)
    return TextRange(start, span.end) if start is not None and start < span.end else None


def _next_word_end(blocks: Blocks, position: int) -> int | None:
    """Further blocks are looked into where this one has no word after `position`."""
    for number in range(blocks.at(position).number, len(blocks)):
        for word in words_of(blocks[number]):
            if word.end > position:
                return word.end
    return None


def _previous_word_start(blocks: Blocks, position: int) -> int | None:
    for number in range(blocks.at(position).number, -1, -1):
        for word in reversed(words_of(blocks[number])):
            if word.start < position:
                return word.start
    return None


def _last_word_end(blocks: Blocks, span: TextRange) -> int:
    words = [w for n in blocks.over(span.start, span.end) for w in words_of(blocks[n])]
    return max((w.end for w in words if span.start < w.end < span.end), default=span.start)


def _second_word_start(blocks: Blocks, span: TextRange) -> int:
    words = [w for n in blocks.over(span.start, span.end) for w in words_of(blocks[n])]
    return min((w.start for w in words if span.start < w.start < span.end), default=span.end)
