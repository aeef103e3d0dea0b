"""Quotation marks of every style, paired. Pure text: no spaCy, no words known but those that begin with an apostrophe.

One pass over each paragraph with a stack. What tells an opening mark from a closing one, and both from an apostrophe, is what stands
beside it. A mark that is not closed by the end of its paragraph reaches to that end and is told (`closed` False).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from annotation.text import TextRange

# What closes what. „ is closed by “ in German and by ” in Polish; ” and » also open (Swedish ”…”, Danish »…«).
_CLOSES = {
    "“": '”"',
    "„": '“”"',
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "‘": "’'",
    "‚": "‘’",
    "'": "'’",
    '"': '"”',
    "”": "”",
    "「": "」",
    "『": "』",
    "``": "''",
    "''": "''",
}
_SINGLE = "‘’'‚"
# Three straight marks in a row that close are one single mark and one double.
_MARK = re.compile(r"``|(?<=\S)'(?=''(?!'))|''|[“”„«»‹›‘’‚'\"「」『』]")
_ELIDED = re.compile(r"(?:\d0s?|em|til|tis|twas|cause|n|bout|round|nuff|s|t|re|ve|ll|d|m)\b", re.IGNORECASE)
_BEFORE_OPENING = " \t\n\u00a0\u2028([{—–-/“‘„\"'«‹:…,"
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage in quotation marks. `outer` includes the marks, `inner` does not (None where nothing is between them).

    `paragraph` is the index of the paragraph, `depth` 0 for a passage that is in no other one.
    """

    outer: TextRange
    inner: TextRange | None
    mark: str
    closed: bool
    paragraph: int
    depth: int

    @property
    def is_single(self) -> bool:
        """Whether the marks are single ones: they stand for less outside of other marks."""
        return self.mark in _SINGLE


def quoted_passages(text: str, paragraphs: Iterable[TextRange]) -> list[Quoted]:
    """All passages in quotation marks, outer ones before those in them, in text order. Ranges are code points."""
    found: list[Quoted] = []
    for index, paragraph in enumerate(paragraphs):
        found += _in_paragraph(text, paragraph, index)
    return sorted(found, key=lambda quoted: (quoted.outer.start, -quoted.outer.end))


def _in_paragraph(text: str, paragraph: TextRange, index: int) -> list[Quoted]:
    matches = list(_MARK.finditer(text, paragraph.start, paragraph.end))
    last_single = _last_closing_single(text, matches)
    stack: list[re.Match[str]] = []
    found: list[Quoted] = []

    def close(opening: re.Match[str], start: int, end: int, *, closed: bool) -> None:
        inner = TextRange(opening.end(), start) if opening.end() < start else None
        outer = TextRange(opening.start(), end)
        found.append(Quoted(outer, inner, opening.group(), closed, index, len(stack)))

    for match in matches:
        mark = match.group()
        place = _closed_by(text, match, stack)
        if place is not None:
            del stack[place + 1 :]
            opening = stack.pop()
            close(opening, match.start(), match.end(), closed=True)
        elif (
            len(stack) < _DEEPEST
            and _opens(text, match, stack)
            and (mark not in _SINGLE or match.start() < last_single)
        ):
            stack.append(match)
    while stack:
        opening = stack.pop()
        if opening.group() not in _SINGLE and opening.end() < paragraph.end:
            close(opening, paragraph.end, paragraph.end, closed=False)
    return found


def _closed_by(text: str, match: re.Match[str], stack: list[re.Match[str]]) -> int | None:
    """The place on the stack of the opening mark that this one closes, innermost first."""
    mark = match.group()
    for place in range(len(stack) - 1, -1, -1):
        opening = stack[place].group()
        if mark == opening == "“" and _closes_wrongly(text, match):
            return place
        if mark not in _CLOSES.get(opening, ""):
            continue
        if mark in "’'" and not _may_close_single(text, match):
            return None
        if mark in ('"', "''") and not _may_close_double(text, match):
            return None
        return place
    return None


def _opens(text: str, match: re.Match[str], stack: list[re.Match[str]]) -> bool:  # noqa: PLR0911 - a line a style
    mark, before, after = match.group(), text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if mark not in _CLOSES or not after or (after.isspace() and (mark not in "«»‹›" or after == "\n")):
        return False
    if before == "=":  # an attribute of markup: id="7"
        return False
    if mark in "'‘" and _ELIDED.match(text, match.end()):
        return False
    if mark in "“„«‹‘‚「『``":
        return mark != "‘" or not before.isalnum()
    starts = not before or before in _BEFORE_OPENING
    if mark == "''":
        return starts
    if mark == '"':
        return starts or (not before.isalnum() and (after.isalnum() or after in "$[(“‘'"))
    if mark == "'":
        return starts and (after.isalnum() or after in '$[("“…')
    return starts and not stack and not _is_punctuation(after)  # ” » › that open


def _closes_wrongly(text: str, match: re.Match[str]) -> bool:
    """Whether an opening mark closes, as in “so it goes,“ he said: punctuation before it, no word after it."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return before in (",", ".", "!", "?", "…") and not after.isalnum()


def _may_close_double(text: str, match: re.Match[str]) -> bool:
    """A straight mark closes unless it looks like an opening one: space before it and a letter after it."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return not (before.isspace() and (after.isalnum() or after in "‘'“$[") and after != "")


def _may_close_single(text: str, match: re.Match[str]) -> bool:
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if before.isspace() or not before or after.isalnum():
        return False
    # “the workers’ union”: a plural’s apostrophe, where a word in lower case goes on.
    following = text[match.end() + 1 : match.end() + 2]
    return not (
        before == "s"
        and after == " "
        and following.islower()
        and match.group() in text[match.end() : match.end() + 200]
    )


def _last_closing_single(text: str, matches: list[re.Match[str]]) -> int:
    """Where the last single mark of a paragraph that may close stands: an opening one after it is an apostrophe."""
    for match in reversed(matches):
        if match.group() in "’'" and _may_close_single(text, match):
            return match.start()
    return -1


def _is_punctuation(character: str) -> bool:
    return character in ".,;:!?)]}…-–—"
