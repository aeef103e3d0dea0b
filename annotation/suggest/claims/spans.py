"""The ends of a claim: without conjunctions, *that*, quotation marks and punctuation around it."""

from __future__ import annotations

from collections.abc import Sequence

from annotation.suggest.claims.words import claim_words
from annotation.suggest.view import QUOTE_MARKS, DocView

_EDGES = QUOTE_MARKS | frozenset("\"'’,.;:!…—–-•*·|([)]") | {"...", "--"}
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"), ("„", "“"))


def narrowed(view: DocView, runs: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The words of a claim, `[first, end)` a stretch, without what is at their ends and does not belong to it; none where nothing is left."""
    found = [_narrowed(view, first, end, begins=number == 0) for number, (first, end) in enumerate(runs)]
    return tuple(run for run in found if run)


def _narrowed(view: DocView, first: int, end: int, *, begins: bool) -> tuple[int, int] | None:
    leading = claim_words().leading
    while first < end:
        if view.lower[first] == "that" and view.is_finite(min(first + 1, end - 1)):
            break  # “That was the third strike”: no conjunction
        if not (_is_edge(view, first, end, opening=True) or (begins and view.lower[first] in leading)):
            break
        first += 1
    while end > first and _is_edge(view, first, end, opening=False):
        end -= 1
    return (first, end) if any(map(view.is_word, range(first, end))) else None


def _is_edge(view: DocView, first: int, end: int, *, opening: bool) -> bool:
    """Whether the word at an end is a mark that does not belong there: neither a minus nor one whose partner is inside."""
    word = view.lower[first if opening else end - 1]
    if word not in _EDGES:
        return False
    if opening and word in "-–":
        return first + 1 >= end or view.end[first] != view.start[first + 1] or not view.lower[first + 1][0].isdigit()
    inside = view.lower[first:end]
    return all(
        inside.count(left) != inside.count(right) or (opening and _pairs_up_to(inside, left, right))
        for left, right in _PAIRS
        if word == (left if opening else right)
    )


def _pairs_up_to(inside: Sequence[str], left: str, right: str) -> bool:
    """Whether the marks at both ends are a pair around all of the words."""
    ends = [word for word in inside if word in (left, right)]
    return ends == [left, right] and inside[-1] == right
