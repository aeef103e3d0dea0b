"""What shows a stance: the smallest clause with its target and the words that tell; and how strongly they tell it."""

from __future__ import annotations

from functools import cache

from annotation.suggest.lexicon import read_data
from annotation.suggest.tree import Tree
from annotation.suggest.view import DocView
from annotation.text import TextRange

_LONGEST = 14
_BEFORE = 2


def whole_phrase(tree: Tree, name: tuple[int, int]) -> tuple[int, int]:
    """The noun phrase of a name, with article, title and what says which one; the name itself where that is long or has marks in it."""
    start, end = tree.phrase(tree.root(*name))
    fits = start <= name[0] and name[1] <= end and end - start <= _LONGEST
    plain = all(tree.pos[word] != "PUNCT" for word in (*range(start, name[0]), *range(name[1], end)))
    return (start, end) if fits and plain else name


def without_holder(
    tree: Tree, evidence: tuple[int, int], holder: tuple[int, int], target: tuple[int, int]
) -> tuple[int, int]:
    """A clause from its verb on: without the holder that it begins with and helping verbs after that."""
    start = evidence[0]
    if evidence[0] <= holder[0] and holder[1] <= target[0] and holder[0] - evidence[0] <= _BEFORE:
        start = holder[1]
        while start < target[0] and tree.relation[start] in ("aux", "aux:pass", "advmod", "punct", "cc"):
            start += 1
    return start, evidence[1]


def evidence_of(tree: Tree, target: tuple[int, int], within: tuple[int, int], *others: int) -> tuple[int, int]:
    """The clause of a target that is big enough for what stands between some other places as well, cut to `within`; words."""
    clause = tree.clause(tree.root(*target))
    while True:
        start, end = tree.stretch(clause)
        if all(start <= place <= end for place in (*target, *others)) and end - start > target[1] - target[0]:
            break
        above = tree.clause(tree.head[clause])
        if above == clause or not within[0] <= above < within[1]:
            break
        clause = above
    start, end = tree.stretch(clause)
    start, end = min(start, target[0]), max(end, target[1])
    low, high = max(start, within[0]), min(end, within[1])
    return (low, high) if low <= target[0] and target[1] <= high else (start, end)


@cache
def _intensity() -> tuple[frozenset[str], frozenset[str]]:
    data = read_data("stances")["intensity"]
    return frozenset(data["strong"]), frozenset(data["mild"])


def intensity_of(view: DocView, evidence: tuple[int, int]) -> str:
    """1, 2 or 3: mild, plain or strong, by the words of the evidence."""
    strong, mild = _intensity()
    own = set(view.lower[evidence[0] : evidence[1]])
    if own & strong:
        return "3"
    return "1" if own & mild else "2"


def closed(view: DocView, words: tuple[int, int]) -> tuple[int, int]:
    """The same words with the mark that closes a passage which begins among them and ends right after them: *a “needless gamble* with its ”."""
    start, end = words
    span = view.range(start, end)
    for quoted in view.quotes_around(span) if span else ():
        after = view.first_at(quoted.outer.end)
        ends_here = after > end and not any(map(view.is_word, range(end, after)))
        if span and quoted.closed and span.start <= quoted.outer.start and ends_here:
            end = after
    return start, end


def neat(view: DocView, words: tuple[int, int]) -> tuple[int, int]:
    """The same words without commas and full stops at their ends, nor a quotation mark there whose partner is not right beside them."""
    start, end = closed(view, words)
    whole = _pairs_within(view, start, end)
    while start < end and not view.is_word(start) and view.start[start] not in {pair.start for pair in whole}:
        start += 1
    while end > start and not view.is_word(end - 1) and view.end[end - 1] not in {pair.end for pair in whole}:
        end -= 1
    return (start, end) if start < end else words


def _pairs_within(view: DocView, start: int, end: int) -> list[TextRange]:
    """The passages in quotation marks that some words hold with both marks."""
    span = view.range(start, end)
    around = view.quotes_around(span) if span else []
    return [
        quoted.outer
        for quoted in around
        if span and quoted.closed and span.start <= quoted.outer.start and quoted.outer.end <= span.end
    ]
