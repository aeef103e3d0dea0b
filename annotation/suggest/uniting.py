"""Quotes of the encoder and quotes of the rules made one list: the one place where it is decided which are suggested, and how sure.

The encoder finds what no lexicon lists; the rules know exactly where quotation marks begin and end, and what continues a speech. Where
both found a quote they confirm each other. The thresholds were chosen on the dev part of PolNeAR, for precision.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from annotation.suggest.encoder.decoding import Found
from annotation.suggest.read_quotes import as_reported, form_of, sure_alone
from annotation.suggest.reported import Reported
from annotation.suggest.view import DocView
from annotation.text import TextRange

_SAME, _NEARLY = 0.5, 0.8
_CELL = 512
_MANY_WORDS = 7
# Patterns of rules that mark what is reported as clearly as quotation marks do: “According to Doe, …”, “…, Doe said.”
_SURE = ("attributed", "reported before the cue", "a headline")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The lowest scores of suggestions that only one of the two found.

    Args:
        read: the encoder alone.
        nobody: the encoder alone, in other words and without a source: what nobody says is seldom a quote.
        sure: the encoder alone, in other words: how sure it then is (`sure_alone`). At a half it is likelier a quote than none.
        direct: a rule alone, in quotation marks or by a pattern that is as sure.
        mixed, reported: a rule alone, partly or wholly in other words.
    """

    read: float = 0.2
    nobody: float = 0.35
    sure: float = 0.5
    direct: float = 0.3
    mixed: float = 0.6
    reported: float = 0.9


THRESHOLDS = Thresholds()


def unite(
    view: DocView, rules: Sequence[Reported], found: Sequence[Found], thresholds: Thresholds = THRESHOLDS
) -> list[Reported]:
    """The quotes to suggest, in no order. `found` counts words as the view does."""
    read = [quote for each in found if (quote := as_reported(view, each))]
    near = _Near(rules)
    united: list[Reported] = []
    used: set[int] = set()
    for quote in read:
        match = near.same(quote, used)
        if match is not None:
            used.add(match)
            united.append(_both(view, rules[match], quote, near))
        elif quote.score >= (thresholds.read if quote.source or quote.form == "direct" else thresholds.nobody):
            sure = sure_alone(view, quote)
            if quote.form != "indirect" or sure >= thresholds.sure:
                united.append(replace(quote, score=sure))
    taken = _Near(united)
    for place, rule in enumerate(rules):
        marked = rule.form == "direct" or rule.pattern.startswith(_SURE)
        lowest = thresholds.direct if marked else thresholds.mixed if rule.form == "mixed" else thresholds.reported
        if place not in used and rule.score >= lowest and not taken.covers(rule):
            united.append(rule)
    return _once(united)


def _once(quotes: Sequence[Reported]) -> list[Reported]:
    """Quotes without those that say the same of the same: of two with like contents and one source, the surer stays."""
    near = _Near(quotes)
    dropped: set[int] = set()
    for place, quote in enumerate(quotes):
        for other in near.like(place):
            rival = quotes[other]
            if (
                other not in dropped
                and _source(rival) == _source(quote)
                and (rival.score, -other) > (quote.score, -place)
            ):
                dropped.add(place)
    return [quote for place, quote in enumerate(quotes) if place not in dropped]


def _source(quote: Reported) -> tuple[int, int] | None:
    return (quote.source.start, quote.source.end) if quote.source else None


class _Near:
    """Quotes by where their contents stand, so that comparing costs what is near and not what there is."""

    def __init__(self, quotes: Sequence[Reported]) -> None:
        self._quotes = quotes
        self._cells: dict[int, list[int]] = {}
        self._cues: dict[int, list[int]] = {}
        for place, quote in enumerate(quotes):
            if quote.cue:
                self._cues.setdefault(quote.cue[0], []).append(place)
            for cell in _cells(quote):
                self._cells.setdefault(cell, []).append(place)

    def _around(self, quote: Reported) -> Iterator[tuple[int, int]]:
        """The quotes that share characters with one, in order, and how many."""
        places = {place for cell in _cells(quote) for place in self._cells.get(cell, ())}
        for place in sorted(places):
            if shared := _shared(quote.content, self._quotes[place].content):
                yield place, shared

    def same(self, quote: Reported, used: Container[int]) -> int | None:
        """The unused one that has the same cue, or else whose content is most the same: half of what the two have together, or more."""
        for place in self._cues.get(quote.cue[0] if quote.cue else -1, ()):
            if place not in used:
                return place
        shares = [
            (
                _same_cue(quote, self._quotes[place]),
                shared / (_length(quote.content) + _length(self._quotes[place].content) - shared),
                -place,
            )
            for place, shared in self._around(quote)
            if place not in used
        ]
        cue, most, place = max(shares, default=(False, 0.0, 0))
        return -place if cue or most >= _SAME else None

    def like(self, place: int) -> Iterator[int]:
        """The other quotes whose contents are nearly that of one."""
        own = self._quotes[place]
        for other, shared in self._around(own):
            together = _length(own.content) + _length(self._quotes[other].content) - shared
            if other != place and shared >= _NEARLY * together:
                yield other

    def covers(self, quote: Reported) -> bool:
        """Whether half of a quote’s content is in another’s. A quote that is nested in it covers nothing."""
        return any(2 * shared > _length(quote.content) for _, shared in self._around(quote))


def _same_cue(one: Reported, other: Reported) -> bool:
    return bool(one.cue and other.cue and one.cue[0] < other.cue[1] and other.cue[0] < one.cue[1])


def _cells(quote: Reported) -> set[int]:
    return {cell for part in quote.content for cell in range(part.start // _CELL, (part.end - 1) // _CELL + 1)}


def _shared(one: Iterable[TextRange], other: Sequence[TextRange]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)


def _length(content: Iterable[TextRange]) -> int:
    return sum(part.end - part.start for part in content)


def _further(view: DocView, rule: Reported, read: Reported, marked: _Near) -> Iterator[TextRange]:
    """Fragments of a speech that the rule for its marks has not seen: long words in marks that run into the sentence around them."""
    for fragment in read.content:
        words = sum(len(q.outer.of(view.text).split()) for q in view.quotes_between(fragment.start, fragment.end))
        if (
            words >= _MANY_WORDS
            and 4 * words >= 3 * len(fragment.of(view.text).split())
            and not marked.covers(replace(rule, content=(fragment,)))
        ):
            yield fragment


def _both(view: DocView, rule: Reported, read: Reported, marked: _Near) -> Reported:
    """One quote of two: marks are the rule’s business, words are the encoder’s. `marked` are the rules’ quotes."""
    split = len(rule.content) > len(read.content) and _shared(rule.content, read.content) > 0.8 * _length(read.content)
    content = rule.content if split else read.content
    if rule.form == "direct":
        content = tuple(sorted((*rule.content, *_further(view, rule, read, marked))))
    score = 1 - (1 - min(rule.score, 0.98)) * (1 - min(read.score, 0.98))
    return replace(
        rule,
        content=content,
        form=form_of(view, content),
        cue=read.cue,
        source=read.source or rule.source,
        score=score,
        pattern=f"{rule.pattern}, found by the trained encoder too",
    )
