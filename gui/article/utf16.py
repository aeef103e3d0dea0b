"""Code points to UTF-16 units and back. Qt counts the latter; characters beyond U+FFFF (emoji, some scripts) take two of them."""

from __future__ import annotations

import re
from bisect import bisect_left

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Utf16Map:
    """Positions in one text, both ways, by binary search among its characters beyond U+FFFF."""

    __slots__ = ("_astral", "_qt_astral")

    def __init__(self, text: str) -> None:
        self._astral = [] if text.isascii() else [found.start() for found in _ASTRAL.finditer(text)]
        self._qt_astral = [position + k for k, position in enumerate(self._astral)]

    def qt_of(self, position: int) -> int:
        """The UTF-16 position of a code point position."""
        return position + bisect_left(self._astral, position) if self._astral else position

    def of_qt(self, qt_position: int) -> int:
        """The code point position of a UTF-16 position; one inside a surrogate pair gives the pair's start."""
        return qt_position - bisect_left(self._qt_astral, qt_position)
