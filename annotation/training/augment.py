"""Texts varied for training: typographic and plain quotation marks, now and then all lower or upper case."""

from __future__ import annotations

import random

_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_SHARE_OF_MARKS = 0.3
_SHARE_OF_LOWER = 0.04
_SHARE_OF_UPPER = 0.02
_OPENS_AFTER = frozenset(" \n\u00a0([—–-")


def varied_text(text: str, chance: random.Random) -> str:
    """A text, or one as long that differs in the kind of its marks, now and then in case."""
    draw = chance.random()
    varied = text
    if draw < _SHARE_OF_MARKS:
        varied = plain_marks(text) if any(mark in text for mark in "“”’‘") else curly_marks(text)
    elif draw < _SHARE_OF_MARKS + _SHARE_OF_LOWER:
        varied = text.lower()
    elif draw < _SHARE_OF_MARKS + _SHARE_OF_LOWER + _SHARE_OF_UPPER:
        varied = text.upper()
    return varied if len(varied) == len(text) else text  # İ, ß and their like change the length


def plain_marks(text: str) -> str:
    """Typographic quotation marks and apostrophes as typewriters have them."""
    return text.translate(_PLAIN)


def curly_marks(text: str) -> str:
    """Plain quotation marks and apostrophes as printers set them."""
    marks = {'"': ("“", "”"), "'": ("‘", "’")}
    out: list[str] = []
    before = " "
    for character in text:
        pair = marks.get(character)
        out.append(character if pair is None else pair[0] if before in _OPENS_AFTER else pair[1])
        before = character
    return "".join(out)
