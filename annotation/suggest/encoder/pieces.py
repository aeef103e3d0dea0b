"""Words as word pieces, the longest known beginning first: what the encoder reads (Wu and others, 2016, as in BERT, lower case).

Written here rather than taken from a library of tokenizers: words are cut already, and this is all that is left to do.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

START, END, PADDING, UNKNOWN = "[CLS]", "[SEP]", "[PAD]", "[UNK]"
_LONGEST_WORD = 100
_CJK = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


class WordPieces:
    """The pieces of words by a vocabulary; numbers are those of the encoder.

    Args:
        vocabulary: pieces and their numbers; pieces that continue a word begin with `##`.
    """

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._numbers = vocabulary
        self.start, self.end, self.padding, self.unknown = (vocabulary[name] for name in (START, END, PADDING, UNKNOWN))
        self.of = lru_cache(maxsize=50_000)(self._of)

    @classmethod
    def read(cls, path: Path) -> WordPieces:
        """From a file with a piece a line, numbered from nothing."""
        pieces = path.read_text(encoding="utf-8").split("\n")
        return cls({piece: number for number, piece in enumerate(pieces) if piece})

    def write(self, path: Path) -> None:
        """As a file that `read` reads."""
        path.write_text("\n".join(sorted(self._numbers, key=lambda piece: self._numbers[piece])), encoding="utf-8")

    def _of(self, word: str) -> tuple[int, ...]:
        """The pieces of a word, at least one."""
        found = tuple(number for part in _parts(word) for number in self._cut(part))
        return found or (self.unknown,)

    def _cut(self, part: str) -> list[int]:
        if len(part) > _LONGEST_WORD:
            return [self.unknown]
        found: list[int] = []
        start = 0
        while start < len(part):
            prefix = "##" if start else ""
            end = next((end for end in range(len(part), start, -1) if prefix + part[start:end] in self._numbers), start)
            if end == start:
                return [self.unknown]
            found.append(self._numbers[prefix + part[start:end]])
            start = end
        return found


def _parts(word: str) -> Iterator[str]:
    """A word in lower case without accents and control characters, cut at punctuation."""
    part = ""
    for character in unicodedata.normalize("NFD", _cleaned(word).lower()):
        if unicodedata.category(character) == "Mn":
            continue
        if character.isspace():
            if part:
                yield part
            part = ""
        elif _stands_alone(character):
            if part:
                yield part
            yield character
            part = ""
        else:
            part += character
    if part:
        yield part


def _cleaned(word: str) -> str:
    return "".join(
        c for c in word if c.isspace() or (c not in "\0\ufffd" and not unicodedata.category(c).startswith("C"))
    )


def _stands_alone(character: str) -> bool:
    code = ord(character)
    if 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126:
        return True
    return unicodedata.category(character).startswith("P") or any(low <= code <= high for low, high in _CJK)
