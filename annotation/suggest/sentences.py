"""Where sentences start: a rule for news text that keeps abbreviations, initials and closing quotation marks together.

Sources of the rule: the punctuation conventions of English news writing; what a period means is decided as in Grefenstette and
Tapanainen, “What is a word, what is a sentence?” (1994): by a list of abbreviations and by the word that follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from annotation.suggest.lexicon import words
from annotation.suggest.paragraphs import paragraphs
from annotation.text import TextRange

if TYPE_CHECKING:
    from spacy.tokens import Doc

# A run of marks is tried once, from its start: without the look-behind and the possessive “++” a page of periods is quadratic.
_END = re.compile(
    r"(?<![.!?…])(?P<mark>[.!?…]++|[。！？]++)(?P<close>[\"”’'»›)\]」』]*+)(?P<gap>[^\S\n]++|\n\s*+|(?<=[。！？」』]))(?=\S)"
)
_OPENING = "\"'“‘„«‹([「『—–-"
_LAST_WORD = re.compile(r"[^\s(\[\"“‘«]+\Z")
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]\Z")
# The place and date that agency copy begins with: LINDHAVEN, March 12 (Agency) —
_DATELINE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .'’-]+(?:, [^\n—–:.]{2,40})?(?: \([^()\n]{2,30}\))? (?:—|–|--?) (?=\S)")
_WINDOW = 40
_NOT_A_START = 2**64 - 1


def sentence_starts(text: str, blocks: list[TextRange] | None = None) -> list[int]:
    """The code points of `text` at which sentences start, ascending; a sentence never crosses a paragraph."""
    starts: list[int] = []
    for block in paragraphs(text) if blocks is None else blocks:
        starts.append(block.start)
        if dateline := _DATELINE.match(text, block.start, block.end):
            starts.append(dateline.end())
        starts += _within(text, block)
    return starts


def _within(text: str, block: TextRange) -> Iterator[int]:
    for end in _END.finditer(text, block.start, block.end):
        following = text[end.end() : end.end() + _WINDOW].lstrip(_OPENING + " \u00a0")
        first = following[:1]
        if not first or (first.islower() and not end["mark"].startswith(("。", "！", "？"))):
            continue
        if end["mark"] == "." and not end["close"] and _is_abbreviation(text, end.start(), block.start, following):
            continue
        if end["mark"].startswith("…") and end["close"] == "" and first.islower():
            continue
        yield end.end()


def _is_abbreviation(text: str, period: int, block_start: int, following: str) -> bool:
    """Whether the period at `period` belongs to the word before it rather than to the sentence."""
    last = _LAST_WORD.search(text[max(block_start, period - _WINDOW) : period])
    if not last:
        return False
    word = last.group().lower()
    if word in words().binding:
        return word not in ("no", "v", "ca", "del", "fig") or following[:1].isdigit() or word == "v"
    if word in words().either or _INITIAL.match(word):
        if word == "i" or (len(word) == 1 and not last.group().isupper()):
            return False
        next_word = _WORD.match(following)
        return not (next_word and next_word.group().lower() in words().starters)
    return False


class SentenceSplitter:
    """Splits a doc where nothing trained did: sets `token.is_sent_start` by `sentence_starts`."""

    def __call__(self, doc: Doc) -> Doc:
        """Mark the first token at or after every sentence's start."""
        import numpy as np

        if len(doc):
            # All at once: setting it token by token looks through the whole doc each time.
            marks: Any = np.array(self._marks(doc), dtype="uint64")
            doc.from_array(["SENT_START"], marks)
        return doc

    def _marks(self, doc: Doc) -> list[list[int]]:
        """One row a token: 1 where a sentence starts, else -1 as spaCy writes it."""
        starts = iter(sentence_starts(doc.text))
        upcoming = next(starts, None)
        marks: list[list[int]] = []
        for token in doc:
            begins = token.i == 0
            while upcoming is not None and token.idx + len(token.text) > upcoming:
                begins = begins or not token.is_space or token.i == 0
                upcoming = next(starts, None)
            marks.append([1 if begins else _NOT_A_START])
        return marks
