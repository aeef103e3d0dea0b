"""The caret and what is selected, as places in a text. All in code points."""

from __future__ import annotations

from annotation.text import TextRange, trimmed
from gui.article import movement
from gui.article.blocks import Blocks


class Selection:
    """A caret, and an anchor that the selection reaches to; a drag by whole words takes more than lies between them."""

    def __init__(self, text: str = "") -> None:
        self._text = text
        self.caret = 0
        self._anchor = 0
        self._snapped: TextRange | None = None

    @property
    def range(self) -> TextRange | None:
        """What is selected, without white space at its ends; None where nothing is."""
        if self._snapped:
            return trimmed(self._text, self._snapped)
        if self.caret == self._anchor:
            return None
        return trimmed(self._text, TextRange(min(self.caret, self._anchor), max(self.caret, self._anchor)))

    def select(self, span: TextRange) -> None:
        """Select a range; the caret goes to its end."""
        self._anchor, self.caret, self._snapped = span.start, span.end, None

    def clear(self) -> None:
        """Select nothing; the caret stays."""
        self._anchor, self._snapped = self.caret, None

    def swap(self) -> None:
        """The caret goes to the other end of the selection."""
        if self._snapped:
            self._anchor, self.caret, self._snapped = self._snapped.start, self._snapped.end, None
        self.caret, self._anchor = self._anchor, self.caret

    def move(self, position: int, *, extend: bool) -> None:
        """Put the caret before the code point at `position`; the selection grows with it, or ends."""
        if self._snapped and extend:
            self._anchor = self._snapped.start if position > self._snapped.start else self._snapped.end
        self._snapped = None
        self.caret = min(max(position, 0), len(self._text))
        if not extend:
            self._anchor = self.caret

    def drag(self, blocks: Blocks, position: int, *, whole_words: bool) -> None:
        """Select from where the drag began to `position`; whole words at both ends, or by the character."""
        self.caret = position
        self._snapped = movement.snapped(blocks, self._anchor, position) if whole_words else None

    def more(self, blocks: Blocks) -> TextRange | None:
        """What to select next around what is selected: the word, then the sentence, then the paragraph."""
        current = self.range
        for level in range(len(LEVELS)):
            span = around(blocks, current.start if current else self.caret, level)
            if span and (current is None or (span.contains(current) and span != current)):
                return span
        return None

    def less(self, blocks: Blocks) -> TextRange | None:
        """The sentence where a paragraph is selected, the word where a sentence is, else nothing."""
        current = self.range
        if current is None:
            return None
        for level in (1, 0):
            span = around(blocks, current.start, level)
            if span and current.contains(span) and span != current:
                return span
        return None


LEVELS = (movement.word_at, movement.sentence_at, movement.paragraph_at)


def around(blocks: Blocks, position: int, level: int) -> TextRange | None:
    """The word (`level` 0), sentence (1) or paragraph (2 and above) at `position`."""
    return LEVELS[min(level, 2)](blocks, position)
