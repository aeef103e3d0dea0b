"""Which words could be claims: sentences, their coordinated clauses, and the contents of quotes. Nothing is judged here.

A sentence is cut into regions first: the content of each quote, and the narrator’s words. What reports a quote (its cue, its source and
what hangs on the cue) is no region. Each region is then cut at clauses that stand for themselves. No two candidates share a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotation.suggest.claims.clauses import Unit, units
from annotation.suggest.proposal import Proposal
from annotation.suggest.tree import Tree
from annotation.suggest.view import QUOTE_MARKS, DocView
from annotation.text import TextRange

# Contents are looked at from the longest to the shortest, so that words belong to the innermost.
_NOBODY, _FRAME = -1, -2
_STOPS, _DASHES = frozenset(".?!"), frozenset({"—", "–", "--", "-"})
_DATELINE, _STRAY = 16, 8
# More words without an end are a list or no text at all; what cuts clauses is not made for them.
_MOST, _LONGEST = 400, 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What may be a claim.

    Args:
        runs: its words, one `[first, end)` a stretch, in text order.
        head: the word that heads its clause; None without a parse.
        sentence: the words `[first, end)` of the sentence it is in.
        quote: whose content it is part of; None where the narrator asserts.
        beside: whether a quote is reported in its sentence.
        reported: the quote that the narrator reports with the verb of this clause (*he put the toll at “five thousand”*): its speaker claims it.
        claimant: the words of the subject of a verb of saying around it, where no quote was found.
    """

    runs: tuple[tuple[int, int], ...]
    head: int | None
    sentence: tuple[int, int]
    quote: Proposal | None = None
    claimant: tuple[int, int] | None = None
    beside: bool = False
    reported: Proposal | None = None

    @property
    def first(self) -> int:
        """Its first word."""
        return self.runs[0][0]

    @property
    def end(self) -> int:
        """One after its last word."""
        return self.runs[-1][1]

    def words(self) -> Iterator[int]:
        """Its words in text order."""
        for first, end in self.runs:
            yield from range(first, end)


def candidates(view: DocView, tree: Tree | None, suggestions: Iterable[Proposal]) -> Iterator[Candidate]:
    """All candidates of a doc in the order of their sentences."""
    quotes = [proposal for proposal in suggestions if proposal.label == "QUOTE"]
    regions = _Regions(view, quotes)
    reporting = {word: quote for quote in quotes for cue in _parts(quote, "cue") for word in range(*_words(view, cue))}
    for first, end in _sentences(view):
        if _asks(view, first, end) or (tree and end - first > _LONGEST):
            continue
        # Once a sentence: it may have a hundred thousand words, and as many regions.
        cues = regions.cues & set(range(first, end))
        for region, words in regions.of(view, first, end):
            quote = quotes[region] if region >= 0 else None
            if len(words) > _MOST or _is_question(view, words):
                continue
            found: Sequence[Unit] = (
                units(view, tree, words, cues) if tree else ([Unit.of(words)] if not cues or quote else [])
            )
            for unit in found:
                yield Candidate(
                    runs=unit.runs,
                    head=unit.head,
                    sentence=(first, end),
                    quote=quote,
                    claimant=unit.claimant,
                    beside=bool(cues),
                    reported=reporting.get(unit.head) if unit.head is not None else None,
                )


def whole_sentences(view: DocView, suggestions: Iterable[Proposal]) -> Iterator[Candidate]:
    """The sentences in which nobody is quoted and that are no questions: what is left to judge where the tree shows no assertion."""
    quotes = [proposal for proposal in suggestions if proposal.label == "QUOTE"]
    regions = _Regions(view, quotes)
    for first, end in _sentences(view):
        words = regions.narrated(view, first, end)
        if 0 < len(words) <= _MOST and not _asks(view, first, end):
            yield Candidate(runs=((words[0], words[-1] + 1),), head=None, sentence=(first, end))


def _sentences(view: DocView) -> Iterator[tuple[int, int]]:
    """The sentences; what a parse has cut in the middle is joined: *The town had | built homes*, *Opposition leader | Ana Roth said*."""
    start: int | None = None
    for first, end in view.sentences():
        start = first if start is None else start
        if not _goes_on(view, start, end):
            yield start, end
            start = None


def _goes_on(view: DocView, start: int, end: int) -> bool:
    """Whether a sentence goes on after its last word: no mark ends it, and it has no verb yet or the next word is a small one."""
    if not view.is_word(end - 1) or end == len(view) or view.paragraph_of[end] != view.paragraph_of[end - 1]:
        return False
    return view.shown[end].islower() or (end - start <= _STRAY and not _has_finite(view, start, end))


class _Regions:
    """For each word the quote whose content it is in, or that it reports one, or that nobody is quoted."""

    def __init__(self, view: DocView, quotes: Sequence[Proposal]) -> None:
        self._of: list[int] = [_NOBODY] * len(view)
        self.cues: set[int] = set()
        contents: list[tuple[int, int, TextRange]] = []
        for number, quote in enumerate(quotes):
            mine = [part.range for part in quote.parts if part.role == "content"]
            asserts = any(_has_finite(view, *_words(view, content)) for content in mine)
            if not asserts:
                continue  # “voted for the bill”, “called him “a liar””: the narrator’s words, who may assert with them
            for part in quote.parts:
                if part.role == "content":
                    contents.append((len(part.range), number, part.range))
                    continue
                self._mark(view, part.range, _FRAME)
                if part.role == "cue":
                    self.cues.update(range(*_words(view, part.range)))
        for _, number, content in sorted(contents, key=lambda row: (-row[0], row[1])):
            self._mark(view, content, number)

    def _mark(self, view: DocView, span: TextRange, region: int) -> None:
        for word in range(*_words(view, span)):
            # A cue within a longer content is a quote’s in a quote, and the content there says who said so.
            if region != _FRAME or self._of[word] == _NOBODY:
                self._of[word] = region

    def narrated(self, view: DocView, first: int, end: int) -> list[int]:
        """The words of a sentence after its dateline; none where somebody is quoted in it."""
        start = _after_dateline(view, first, end)
        return list(range(start, end)) if all(self._of[word] == _NOBODY for word in range(start, end)) else []

    def of(self, view: DocView, first: int, end: int) -> Iterator[tuple[int, list[int]]]:
        """The regions of a sentence with their words; frames are none, and what two sentences were taken for one is two."""
        found: dict[int, list[list[int]]] = {}
        for word in range(_after_dateline(view, first, end), end):
            stretches = found.setdefault(self._of[word], [[]])
            if stretches[-1] and _ends(view, stretches[-1][-1], word):
                stretches.append([])
            stretches[-1].append(word)
        for region, stretches in found.items():
            if region != _FRAME:
                for words in stretches:
                    yield region, words


def _ends(view: DocView, last: int, word: int) -> bool:
    """Whether a sentence ends with one word and the next begins with another, whatever a parse says."""
    closing = last
    while closing > 0 and closing > last - 2 and view.lower[closing] in QUOTE_MARKS | {'"'}:
        closing -= 1
    return view.lower[closing] in _STOPS and view.shown[word][:1].isupper()


def _after_dateline(view: DocView, first: int, end: int) -> int:
    """The first word after *LONDON, March 3 (Agency) —*, where a sentence begins with that."""
    if view.is_capital(first):
        for word in range(first + 1, min(end, first + _DATELINE)):
            if view.is_finite(word):
                break
            if view.lower[word] in _DASHES:
                return word + 1 if view.shown[first].isupper() or view.lower[word - 1] == ")" else first
    return first


def _parts(quote: Proposal, role: str) -> list[TextRange]:
    return [part.range for part in quote.parts if part.role == role]


def _words(view: DocView, span: TextRange) -> tuple[int, int]:
    return view.first_at(span.start), view.first_at(span.end)


def _has_finite(view: DocView, first: int, end: int) -> bool:
    return any(view.is_finite(word) for word in range(first, end))


def _is_question(view: DocView, words: Sequence[int]) -> bool:
    return any(view.lower[word] == "?" for word in words[-2:])


def _asks(view: DocView, first: int, end: int) -> bool:
    """Whether a sentence ends in a question mark with closing marks after it, and nobody is said to ask."""
    last = end - 1
    while last > first and not view.is_word(last) and view.lower[last] != "?":
        last -= 1
    return view.lower[last] == "?"
