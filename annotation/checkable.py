"""What of a claim can be looked up: its numbers, units, comparisons, times and places; and what is missing to do so.

Plain regular expressions and word lists over the text (`annotation/suggest/data/checkable.toml`), so that the window can ask for any claim,
whoever made it, without a pipeline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from annotation.suggest.lexicon import read_data
from annotation.text import TextRange


class Kind(StrEnum):
    """What a checkable part is."""

    NUMBER = "number"
    UNIT = "unit"
    COMPARISON = "comparison"
    TIME = "time"
    PLACE = "place"


_WORD = re.compile(r"\S+")
_LONGEST, _BEFORE = 3, 40
_NO_MONTHS = frozenset({"may", "march"})

NO_TIME, NO_PLACE, NO_REFERENCE = "no time given", "no place given", "compared with what?"


@dataclass(frozen=True, slots=True)
class CheckablePart:
    """One of the words by which a claim can be checked; the range is of the document’s text, in code points."""

    kind: Kind
    range: TextRange


@dataclass(frozen=True, slots=True)
class Checkable:
    """The checkable parts of a claim in text order, of which no two overlap, and notes on what is missing."""

    parts: tuple[CheckablePart, ...]
    notes: tuple[str, ...]

    def phrases(self, text: str) -> tuple[str, ...]:
        """The words of the parts, a number with its unit as one: *4.2%*."""
        found: list[TextRange] = []
        kinds: list[Kind] = []
        for part in self.parts:
            pair = kinds and {part.kind, kinds[-1]} == {Kind.NUMBER, Kind.UNIT}
            if pair and not text[found[-1].end : part.range.start].strip(" \u00a0-"):
                found[-1], kinds[-1] = TextRange(found[-1].start, part.range.end), Kind.TIME  # a pair takes no third
            else:
                found.append(part.range)
                kinds.append(part.kind)
        return tuple(" ".join(span.of(text).split()) for span in found)


def checkable_parts(text: str, ranges: Iterable[TextRange], *, places: Sequence[TextRange] = ()) -> Checkable:
    """The checkable parts of a claim.

    Args:
        text: the document’s.
        ranges: of the claim’s spans, code points of `text`.
        places: ranges of names of places that something has found in the document, beside those that are known here.
    """
    spans = sorted(ranges)
    parts = [part for span in spans for part in _in(text, span, places)]
    kinds = {part.kind for part in parts}
    words = " ".join(span.of(text) for span in spans).lower()
    compared = " ".join(part.range.of(text) for part in parts if part.kind is Kind.COMPARISON)
    notes = [
        note
        for note, missing in (
            (NO_REFERENCE, _lacks_reference(words, compared)),
            (NO_TIME, Kind.TIME not in kinds and _patterns().time.search(compared) is None),
            (NO_PLACE, Kind.PLACE not in kinds),
        )
        if missing
    ]
    return Checkable(tuple(parts), tuple(notes))


def _in(text: str, span: TextRange, places: Sequence[TextRange]) -> list[CheckablePart]:
    """The parts in one range; where two overlap, the one that `_patterns` names first stays."""
    found: list[CheckablePart] = []

    def add(kind: Kind, start: int, end: int) -> None:
        part = CheckablePart(kind, TextRange(start, end))
        if not any(part.range.overlaps(other.range) for other in found):
            found.append(part)

    for kind, pattern in _patterns().kinds:
        for match in pattern.finditer(text, span.start, span.end):
            start, end = match.span("part")
            if _is_whole(text, start, end) and text[start:end] not in _NO_MONTHS:
                add(kind, start, end)
    for place in (*places, *_places(text, span)):
        if span.contains(place):
            add(Kind.PLACE, place.start, place.end)
    return sorted(found, key=lambda part: part.range)


def _places(text: str, span: TextRange) -> Iterator[TextRange]:
    """Names that are known for places, and whatever has a name and something is *in*."""
    patterns = _patterns()
    for match in patterns.names.finditer(text, span.start, span.end):
        words = list(_WORD.finditer(text, *match.span()))
        lower = [word.group().lower() for word in words]
        inside = patterns.inside.search(text, max(span.start, match.start() - _BEFORE), match.start())
        if inside and (inside["what"] or "").lower() not in patterns.invested and lower[0] not in patterns.nowhere:
            yield TextRange(*match.span())
            continue
        for first in range(len(words)):
            for end in range(min(len(words), first + _LONGEST), first, -1):
                if " ".join(lower[first:end]) in patterns.places:
                    yield TextRange(words[first].start(), words[end - 1].end())
                    break


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a match begins and ends with a word: `finditer` does not look beyond the range that it is given."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not ((before.isalnum() and text[start].isalpha()) or (after.isalnum() and text[end - 1].isalpha()))


def _lacks_reference(words: str, compared: str) -> bool:
    """Whether something rises or is more without that it is told from where; *the lowest in nine years* tells it."""
    patterns = _patterns()
    told = patterns.reference.search(words) or patterns.time.search(compared) or patterns.record.search(compared)
    return told is None and patterns.relative.search(words) is not None


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The patterns by kind in the order in which they take words, each with a group `part`; and those that notes ask for."""

    kinds: tuple[tuple[Kind, re.Pattern[str]], ...]
    time: re.Pattern[str]
    relative: re.Pattern[str]
    reference: re.Pattern[str]
    record: re.Pattern[str]
    names: re.Pattern[str]
    inside: re.Pattern[str]
    places: frozenset[str]
    nowhere: frozenset[str]
    invested: frozenset[str]


@cache
def _patterns() -> _Patterns:
    data: dict[str, list[str]] = read_data("checkable")

    def any_of(*names: str) -> str:
        return "(?:" + "|".join(_alternatives(data, names)) + ")"

    digits = r"(?<![\w.,])[-−+]?\d+(?:[.,]\d+)*(?:st|nd|rd|th)?"
    number = rf"(?:{digits}(?:(?:\s|-)?{any_of('scales')}\b)?|\b{any_of('numbers')}(?:[\s-]{any_of('scales', 'numbers')})?\b)"
    count = rf"(?:{digits}|\b{any_of('numbers')}\b|\ban?\b|\bseveral\b|\bmany\b|\bsome\b|\bone\b)"
    year = r"(?:\b(?:1[6-9]|20)\d\d(?:[-–](?:\d\d){1,2}\b|s\b)?(?![\d,.]\d|\s?%))"
    named = rf"\b{any_of('months')}(?:\s\d{{1,2}}(?:st|nd|rd|th)?\b(?!\s?%))?(?:,?\s{year})?(?!\w)"
    dated = rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{any_of('months')}(?:,?\s{year})?(?!\w)"
    span = rf"{count}\s(?:\w+\s)?{any_of('periods')}\b"
    lead = r"(?:\b(?:since|until|by|before|after|within|between|from)\s(?:the\s)?)?"
    time = (
        rf"{lead}(?:{dated}|{named}|\b(?:the\s)?{any_of('which')}\s(?:{count}\s)?{any_of('periods')}\b|\b{any_of('days')}\b|{year}(?:\s?(?:and|to|-|–)\s?{year})?)"
        rf"|\b(?:in|for|over|within|during|after|every)\s(?:the\s)?{span}|{span}\s(?:ago|earlier|later|before)\b|\b(?:a|per)\s{any_of('periods')}\b"
    )
    when = re.compile(f"(?P<part>{time})", re.IGNORECASE)
    compared = (
        rf"\b{any_of('against')}\b|\b{any_of('superlatives')}(?:\s[\w’'-]+){{0,5}}?\s(?:(?:in|for|since)\s(?:(?:more|less)\sthan\s)?(?:{span}|{year}|history|decades|years|{named})|on\srecord|ever)\b"
        rf"|\b{any_of('superlatives')}\b|\b{any_of('open')}(?:\s[\w’'-]+){{0,4}}?\sthan\b|\b{any_of('open')}\b|\ball-time\b|\brecord\b"
    )
    kinds = (
        (Kind.COMPARISON, re.compile(f"(?P<part>{compared})", re.IGNORECASE)),
        (Kind.TIME, when),
        (Kind.NUMBER, re.compile(f"(?P<part>{number})", re.IGNORECASE)),
        (Kind.UNIT, re.compile(rf"(?P<part>{any_of('currencies')})(?=\s?\d)", re.IGNORECASE)),
        (Kind.UNIT, re.compile(rf"(?<=[\da-z])\s?-?(?P<part>(?<![a-z]){any_of('units')})(?!\w)", re.IGNORECASE)),
    )
    relative = rf"\b{any_of('open')}\b|\b{any_of('changes')}\b"
    return _Patterns(
        kinds=kinds,
        time=when,
        relative=re.compile(relative),
        reference=re.compile(rf"\b{any_of('references')}\b"),
        record=re.compile(r"\b(?:in|for|since)\b|\brecord\b", re.IGNORECASE),
        # A capital letter may follow a full stop only within a name: *U.S.*, *St. Ives*.
        names=re.compile(
            r"(?<![\w’'])(?:[A-Z]\.){2,}|(?<![\w’'])[A-Z][^\W\d_]*(?:[-’'][A-Z][^\W\d_]*)*(?:\s[A-Z][^\W\d_]*(?:[-’'][A-Z][^\W\d_]*)*)*"
        ),
        inside=re.compile(
            r"(?:(?P<what>[^\W\d_]+)\s)?\b(?:in|near|across|outside|around|throughout)\s(?:(?:the|northern|southern|eastern|western|central)\s)*$",
            re.IGNORECASE,
        ),
        places=frozenset(data["places"]),
        nowhere=frozenset(data["nowhere"]) | frozenset(data["months"]) | frozenset(data["days"]),
        invested=frozenset(data["invested"]),
    )


def _alternatives(data: dict[str, list[str]], names: Iterable[str]) -> Iterator[str]:
    """The phrases of lists as patterns, the longest first, so that none hides a longer one."""
    phrases = sorted({phrase for name in names for phrase in data[name]}, key=lambda phrase: (-len(phrase), phrase))
    for phrase in phrases:
        yield r"\s+".join(map(re.escape, phrase.split()))
