"""Text and places in it. Every position here counts Unicode code points; UTF-16 exists only at Qt's edge."""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotation.errors import TextError

# What a text may not hold: NUL ends strings in C and SQLite; a lone surrogate cannot be encoded;
# U+FDD0 and U+FDD1 are what Qt uses inside a document to mark frames.
_REFUSED = re.compile("[\x00\ud800-\udfff\ufdd0\ufdd1]")
_REFUSED_NAMES = {"\x00": "a NUL character", "\ufdd0": "the noncharacter U+FDD0", "\ufdd1": "the noncharacter U+FDD1"}


@dataclass(frozen=True, slots=True, order=True)
class TextRange:
    """`[start, end)` in code points of a document's normalised text; never empty.

    Raises:
        ValueError: where `0 <= start < end` does not hold.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a range: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of `text` in this range."""
        return text[self.start : self.end]

    def overlaps(self, other: TextRange) -> bool:
        """Whether at least one code point is in both."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: TextRange) -> bool:
        """Whether all of `other` is in this range (identical ranges contain each other)."""
        return self.start <= other.start and other.end <= self.end

    def holds(self, position: int) -> bool:
        """Whether the code point at `position` is in this range."""
        return self.start <= position < self.end


def normalise_text(raw: str) -> str:
    """The text as it is kept for good: no U+FEFF at the start, and LF as the only line break of CR, LF and CRLF.

    Nothing else is changed: NBSP, U+2028, combining marks and spaces stay as they are.

    Raises:
        TextError: for NUL, lone surrogates, U+FDD0 and U+FDD1, named with their place (a code point of `raw`).
    """
    if found := _REFUSED.search(raw):
        name = _REFUSED_NAMES.get(found.group(), f"the lone surrogate U+{ord(found.group()):04X}")
        line = raw.count("\n", 0, found.start()) + 1
        raise TextError(
            f"The text has {name} at character {found.start()} (line {line}).",
            way_out="Remove it in a text editor, or save the article again as UTF-8 text.",
        )
    return raw.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def trimmed(text: str, span: TextRange) -> TextRange | None:
    """`span` without white space at its ends, or None where nothing else is in it."""
    start, end = span.start, min(span.end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return TextRange(start, end) if start < end else None
