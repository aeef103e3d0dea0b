"""Ranges as they are compared: joined, trimmed, or as the letters in them. All are code points of the document's text."""

from __future__ import annotations

from collections.abc import Iterable

from annotation.exchange import ExchangeAnnotation
from annotation.model import ranges
from annotation.text import TextRange

WHITE_SPACE = " \t\n\u00a0"
EDGES = WHITE_SPACE + "\"'“”‘’.,;:!?()[]-–—…"
"""What stands at the ends of a range and is a matter of taste."""

Place = tuple[int, int]


def role_ranges(text: str, annotation: ExchangeAnnotation, role: str) -> list[Place]:
    """The ranges of one role in text order, joined where they touch, or where only white space without a line break parts them."""
    return joined(text, ranges(annotation, role))


def joined(text: str, found: Iterable[TextRange]) -> list[Place]:
    """See `role_ranges`; `found` in text order."""
    kept: list[Place] = []
    for place in found:
        if kept and _touch(text, kept[-1][1], place.start):
            kept[-1] = (kept[-1][0], max(place.end, kept[-1][1]))
        else:
            kept.append((place.start, place.end))
    return kept


def _touch(text: str, end: int, start: int) -> bool:
    gap = text[end:start]
    return start <= end or ("\n" not in gap and not gap.strip())


def trimmed(text: str, place: Place, characters: str) -> Place:
    """A range without those of `characters` that stand at its ends; empty where it has no others."""
    start, end = place
    while start < end and text[start] in characters:
        start += 1
    while end > start and text[end - 1] in characters:
        end -= 1
    return start, end


def letters(text: str, places: Iterable[Place]) -> set[int]:
    """The places of the letters and digits in some ranges: what overlap is measured by, so that marks and spaces do not count."""
    return {i for start, end in places for i in range(start, end) if text[i].isalnum()}


def role_letters(text: str, annotation: ExchangeAnnotation, role: str) -> set[int]:
    """The letters and digits of one role."""
    return letters(text, ((place.start, place.end) for place in ranges(annotation, role)))


def shared(text: str, first: ExchangeAnnotation, second: ExchangeAnnotation, *, roles: tuple[str, str]) -> int:
    """How many letters and digits a role of the first annotation shares with a role of the second."""
    return len(role_letters(text, first, roles[0]) & role_letters(text, second, roles[1]))
