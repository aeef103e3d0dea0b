"""Finding words or a pattern in a text. Positions are code points of the text as it is: nothing is folded or normalised before.

Matching is that of the `regex` library (M. Barnett): full case folding (ß finds ss), Unicode's character classes, and a limit on time, so
that a pattern that tries everything stops.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from unicodedata import normalize

import regex

from annotation.errors import SearchError, SearchTooLong
from annotation.text import TextRange

LIMIT = 10_000  # hits; more are neither shown nor labeled
SECONDS = 1.0  # for one search
# What keyboards have, and what it stands for in print.
_LIKE = {"'": "['’‘ʼ]", '"': '["“”„«»]', "-": "[-‐‑–—]", "…": r"(?:…|\.\.\.)"}
# A hit takes in the marks on its last letter, and what is joined to its last emoji: it never cuts what is read as one character.
_REST = r"(?:[\p{M}\p{Emoji_Modifier}]|\u200d\p{Extended_Pictographic})*+"
# Letters of scripts that are written without spaces: there, every place may be the edge of a word.
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
# The edge of a word, or a place between two characters of which at least one is in no word.
_EDGE = rf"(?:(?<![^\W{_UNSPACED}])|(?![^\W{_UNSPACED}]))"


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for: words as they are typed, or (`pattern`) a regular expression.

    Case counts where `match_case` is set or the words have a capital letter. In words, white space stands for any white space, straight
    quotation marks for curly ones too, and a letter with an accent for both ways to write it.
    """

    words: str
    whole_words: bool = False
    match_case: bool = False
    pattern: bool = False

    @property
    def counts_case(self) -> bool:
        """Whether small and capital letters are told apart."""
        # In a pattern, the letter of an escape (\W, \P{L}) is no letter to find.
        said = regex.sub(r"\\[pP]\{[^}]*\}|\\.", "", self.words) if self.pattern else self.words
        return self.match_case or any(letter.isupper() for letter in said)


@dataclass(frozen=True, slots=True)
class Found:
    """Hits in text order, which do not overlap. `more`: there are further ones than the limit."""

    hits: tuple[TextRange, ...] = ()
    more: bool = False


def find(text: str, query: Query, *, limit: int = LIMIT, seconds: float = SECONDS) -> Found:
    """All hits of a query, at most `limit`. Matches of no width are left out; white space alone finds nothing.

    It lets other threads run meanwhile.

    Raises:
        SearchError: where the pattern is not one.
        SearchTooLong: where it takes longer than `seconds`.
    """
    if not query.words.strip():
        return Found()
    compiled = _compile(query)
    hits: list[TextRange] = []
    try:
        for match in compiled.finditer(text, timeout=seconds):
            start, end = match.span()
            if start == end:
                continue
            if len(hits) == limit:
                return Found(tuple(hits), more=True)
            hits.append(TextRange(start, end))
    except (TimeoutError, MemoryError, RecursionError) as error:
        raise SearchTooLong(
            f"The search for “{_short(query.words)}” was stopped: it took too long.",
            way_out="Make it simpler: mostly it is a repeat within a repeat, such as (a+)+."
            if query.pattern
            else "Look for longer words.",
        ) from error
    return Found(tuple(hits))


def _compile(query: Query) -> regex.Pattern[str]:
    flags = 0 if query.counts_case else regex.IGNORECASE | regex.FULLCASE
    source = query.words if query.pattern else _source(query.words)
    if query.pattern:
        flags |= regex.MULTILINE
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what a later version may read otherwise: whoever types sees what is found
        try:
            compiled = regex.compile(
                source, flags
            )  # on its own first, so that an error's place is one of what was typed
            return regex.compile(f"{_EDGE}(?:{source}){_EDGE}", flags) if query.whole_words else compiled
        except regex.error as error:
            # The stubs leave out what the error knows.
            what, place = str(getattr(error, "msg", error)).strip(), getattr(error, "pos", None)
            where = "" if place is None else f" at character {place + 1}"
            raise SearchError(
                f"The pattern “{_short(query.words)}” cannot be used: {what}{where}.",
                way_out="Correct it, or write \\ before a character that stands for itself.",
            ) from error


def _source(words: str) -> str:
    """Words as a pattern."""
    inner = r"\s+".join(_either(word) for word in words.split())
    before = r"(?<=\s)" if words[0].isspace() else ""
    after = r"(?=\s)" if words[-1].isspace() else ""
    return before + inner + _REST + after


def _either(word: str) -> str:
    """A word in both ways to write accents: as letters of their own, and as marks on letters."""
    ways = dict.fromkeys((word, normalize("NFC", word), normalize("NFD", word)))
    return "(?:" + "|".join("".join(_LIKE.get(c) or regex.escape(c) for c in way) for way in ways) + ")"


def _short(words: str) -> str:
    return words if len(words) <= 40 else words[:39] + "…"
