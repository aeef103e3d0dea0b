"""A stance that was found, in words (tokens that are no white space) of a document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """Who is for or against whom or what.

    Args:
        holder: the words of the holder, where the text has some near enough.
        target, evidence: the words of the target and of what shows the stance.
        polarity: support, oppose, neutral or mixed; none where a given pair has no stance.
        score: how likely it is right, in [0, 1].
        why: what shows it, for a person.
        holder_name: the name of the holder where it is not that of its words.
        head: the head word of the target, where a parse tells.
        sure: how plainly the words of the lexicon say it, in [0, 1].
    """

    holder: tuple[int, int] | None
    target: tuple[int, int]
    evidence: tuple[int, int]
    polarity: str
    score: float
    why: str
    holder_name: str = ""
    head: int | None = None
    sure: float = 1.0


def overlap(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    """Whether two ranges share a word."""
    return one is not None and other is not None and one[0] < other[1] and other[0] < one[1]
