"""Claims: sentences and contents of quotes that assert what could be checked, the best of a document only.

The score is a logistic model over features that a person can read (a number, a comparison, a vote, a cause ...); words and weights
are data (`claims.toml`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from annotation.model import Part, sorted_parts
from annotation.suggest.lexicon import read_data
from annotation.suggest.proposal import Proposal
from annotation.suggest.view import DocView
from annotation.text import TextRange, trimmed

SUGGESTER = "claims@0.1"
THRESHOLD = 0.55
# At most one sentence in so many becomes a claim, but two are allowed even in the shortest text.
ONE_IN = 6
ALWAYS_ALLOWED = 2
_FEWEST_WORDS = 5
_NUMBER = re.compile(r"\d[\d.,/\-–]*(?:st|nd|rd|th|s|%|k|m|bn)?\Z")
_MOST_WORDS = 120


@dataclass(frozen=True, slots=True)
class Model:
    """Features by word or phrase, with titles and weights."""

    bias: float
    titles: dict[str, str]
    weights: dict[str, float]
    single: dict[str, tuple[str, ...]]
    pairs: dict[tuple[str, str], tuple[str, ...]]

    def features(self, lower: list[str], shown: list[str]) -> frozenset[str]:
        """The features of a sentence, given its words in lower case and as shown."""
        found: set[str] = set()
        for word in lower:
            found.update(self.single.get(word, ()))
            if _NUMBER.match(word):
                found.add("date" if len(word) == 4 and word[:2] in ("18", "19", "20") and word.isdigit() else "number")
        for pair in pairwise(lower):
            found.update(self.pairs.get(pair, ()))
        if any(word[:1].isupper() for word in shown[1:] if word.lower() not in ("i", "i’m")):
            found.add("name")
        if len(lower) > 16:
            found.add("long")
        if len(lower) < 8:
            found.add("short")
        return frozenset(found)

    def score(self, features: frozenset[str]) -> float:
        """The probability that a sentence with these features is worth checking."""
        total = self.bias + sum(self.weights[name] for name in features)
        return 1.0 / (1.0 + math.exp(-total))


@cache
def model() -> Model:
    """The model of `claims.toml`."""
    data = read_data("claims")
    single: dict[str, tuple[str, ...]] = {}
    pairs: dict[tuple[str, str], tuple[str, ...]] = {}
    for name, feature in data["features"].items():
        for phrase in feature["words"]:
            first, *rest = phrase.split()
            if rest:
                pairs[first, rest[0]] = (*pairs.get((first, rest[0]), ()), name)
            else:
                single[first] = (*single.get(first, ()), name)
    return Model(
        bias=data["bias"],
        titles={name: feature["title"] for name, feature in data["features"].items()},
        weights={name: feature["weight"] for name, feature in data["features"].items()},
        single=single,
        pairs=pairs,
    )


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A stretch that may be a claim: its range, its tokens, and the quote whose content it is."""

    range: TextRange
    first: int
    end: int
    quote: Proposal | None


def propose_claims(view: DocView, suggestions: Iterable[Proposal]) -> list[Proposal]:
    """The claims of a doc in text order: at most one sentence in six, none below the threshold."""
    quotes = sorted((s for s in suggestions if s.label == "QUOTE"), key=lambda quote: quote.parts[0].range)
    scored = [(candidate, *_judge(view, candidate)) for candidate in _candidates(view, quotes)]
    allowed = max(ALWAYS_ALLOWED, len(view.sentence_starts) // ONE_IN)
    best = sorted((item for item in scored if item[1] >= THRESHOLD), key=lambda item: (-item[1], item[0].range))[
        :allowed
    ]
    return [_propose(*item) for item in sorted(best, key=lambda item: item[0].range)]


def _candidates(view: DocView, quotes: list[Proposal]) -> Iterator[_Candidate]:
    """Every sentence; where a quote’s content is most of it, or a direct quote is in it, that content instead, its source the claimant."""
    contents = sorted(
        ((part.range, quote) for quote in quotes for part in quote.parts if part.role == "content"),
        key=lambda pair: (pair[0], pair[1].score),
    )
    place = 0
    for first, end in view.sentences():
        whole = view.range(first, end)
        if whole is None:
            continue
        while place < len(contents) and contents[place][0].end <= whole.start:
            place += 1
        chosen: tuple[TextRange, Proposal] | None = None
        for content, told in contents[place : place + 8]:
            shared = min(content.end, whole.end) - max(content.start, whole.start)
            # What frames a direct quote (“...,” said the mayor, 71) is seldom a claim, whatever numbers it has.
            counts = shared * 2 >= len(whole) or (shared > 0 and told.attributes.get("form") == "direct")
            if counts and (chosen is None or told.score > chosen[1].score):
                chosen = (TextRange(max(content.start, whole.start), min(content.end, whole.end)), told)
        quote = chosen[1] if chosen else None
        span = _without_marks(view.text, chosen[0] if chosen else whole)
        if span:
            yield _Candidate(span, view.first_at(span.start), view.first_at(span.end), quote)


def _without_marks(text: str, span: TextRange) -> TextRange | None:
    """A range without white space and commas at its ends, without “that”, and without the quotation marks of its own."""
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in "“\"„«‘'"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "”\"»’',"):
        end -= 1
    if any(text.count(opening, start, end) != text.count(closing, start, end) for opening, closing in ("“”", "«»")):
        start, end = span.start, span.end  # the mark at the end belongs to one in the middle: leave both
    if text.startswith("that ", start, end):
        start += len("that ")
    return trimmed(text, TextRange(start, end)) if start < end else None


def _judge(view: DocView, candidate: _Candidate) -> tuple[float, frozenset[str]]:
    first, end = candidate.first, candidate.end
    size = end - first
    if not _FEWEST_WORDS <= size <= _MOST_WORDS or view.text[view.end[end - 1] - 1] == "?":
        return 0.0, frozenset()
    lower = view.lower[first:end]
    if not any(view.is_finite(i) for i in range(first, end)):
        return 0.0, frozenset()
    features = model().features(lower, view.shown[first:end])
    return model().score(features), features


def _propose(candidate: _Candidate, score: float, features: frozenset[str]) -> Proposal:
    parts = [Part("span", candidate.range)]
    quote = candidate.quote
    source = next((part.range for part in quote.parts if part.role == "source"), None) if quote else None
    reason = "a sentence with " + _told(features)
    if quote:
        reason = f"content of a quote, with {_told(features)}"
    if source and not source.overlaps(candidate.range):
        parts.append(Part("claimant", source))
        reason += "; the claimant is the quote’s source"
    kind = "prediction" if "future" in features and not features & {"past"} else "fact"
    return Proposal(
        label="CLAIM",
        parts=sorted_parts(parts),
        attributes={"type": kind, "checkworthy": "yes"},
        suggester=SUGGESTER,
        score=round(score, 2),
        reason=reason,
    )


def _told(features: frozenset[str]) -> str:
    """The titles of the features that speak for a claim, the weightiest first."""
    spoken = sorted(
        (name for name in features if model().titles[name] and model().weights[name] > 0),
        key=lambda name: -model().weights[name],
    )
    return ", ".join(model().titles[name] for name in spoken[:3]) or "the form of an assertion"
