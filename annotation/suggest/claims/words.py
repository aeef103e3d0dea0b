"""The words, weights and the calibration of claims, from `claims.toml`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from annotation.suggest.lexicon import read_data

_NUMBER = re.compile(r"\d[\d.,/\-–]*(?:st|nd|rd|th|s|%|k|m|bn)?\Z")
_LONG, _SHORT = 16, 8


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases by their words, each with the names that it stands for; `longest` counts words."""

    names: dict[tuple[str, ...], tuple[str, ...]]
    longest: int

    @classmethod
    def of(cls, lists: dict[str, list[str]]) -> Phrases:
        """The phrases of lists by name, lower case."""
        names: dict[tuple[str, ...], tuple[str, ...]] = {}
        for name, phrases in lists.items():
            for phrase in phrases:
                words = tuple(phrase.split())
                names[words] = (*names.get(words, ()), name)
        return cls(names, max(map(len, names)))

    def among(self, lower: Sequence[str]) -> set[str]:
        """The names whose phrases are among words in lower case."""
        found: set[str] = set()
        for first in range(len(lower)):
            for end in range(first + 1, min(len(lower), first + self.longest) + 1):
                found.update(self.names.get(tuple(lower[first:end]), ()))
        return found


@dataclass(frozen=True, slots=True)
class Calibration:
    """How log-odds become a probability: `1 / (1 + exp(-(scale * odds + shift)))`."""

    scale: float
    shift: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimWords:
    """What `claims.toml` holds.

    Args:
        titles: what a reason says of a sign; "" for one that is not told.
        weights: log-odds of signs, as fitted for the rules alone.
        news: log-odds of what tells news from debate; they count in full beside the scorer.
        share: how much of the rules’ log-odds counts beside the scorer.
        scored, alone: the calibrations with the scorer and of the rules alone.
        says: lemmas of verbs that report.
        factive: lemmas of verbs of knowing: what they govern is asserted by whoever uses them.
        asking: words that a question in other words begins with.
        contrast: conjunctions of clauses that assert as much as their main clause.
        relative: pronouns of clauses that only describe.
        leading: words that are no part of a claim at its beginning.
        greetings: first words of what asserts nothing.
        figures: signs of what can be measured: with one of them nothing is scenery.
        verbs: lemmas by the sign of `news` that they are.
        kinds: phrases by type (policy, prediction, opinion) and what else tells it.
    """

    titles: dict[str, str]
    weights: dict[str, float]
    news: dict[str, float]
    share: float
    scored: Calibration
    alone: Calibration
    signs: Phrases
    says: frozenset[str]
    factive: frozenset[str]
    asking: frozenset[str]
    contrast: frozenset[str]
    relative: frozenset[str]
    leading: frozenset[str]
    greetings: frozenset[str]
    figures: frozenset[str]
    verbs: dict[str, frozenset[str]]
    kinds: Phrases
    months: frozenset[str]

    def signs_of(self, lower: Sequence[str], shown: Sequence[str]) -> frozenset[str]:
        """The signs of words, in lower case and as shown."""
        found = self.signs.among(lower)
        for before, word in pairwise(("", *lower)):
            if _NUMBER.match(word):
                found.add("date" if self._is_date(before, word) else "number")
        if any(word[:1].isupper() for word in shown[1:] if word.lower() not in ("i", "i’m")):
            found.add("name")
        if len(lower) > _LONG:
            found.add("long")
        if len(lower) < _SHORT:
            found.add("short")
        return frozenset(found)

    def _is_date(self, before: str, word: str) -> bool:
        """Whether a number is a year (*1998*), a day after its month (*Sept. 11*) or a date (*9/11*)."""
        year = len(word) == 4 and word[:2] in ("18", "19", "20") and word.isdigit()
        return year or "/" in word or (len(word) <= 2 and before.rstrip(".") in self.months)


@cache
def claim_words() -> ClaimWords:
    """What `claims.toml` holds, read once."""
    data = read_data("claims")
    features: dict[str, dict[str, Any]] = data["features"]
    news: dict[str, dict[str, Any]] = data["news"]
    everything = {**features, **news}
    return ClaimWords(
        titles={name: feature["title"] for name, feature in everything.items()},
        weights={name: feature["weight"] for name, feature in features.items()},
        news={name: feature["weight"] for name, feature in news.items()},
        share=data["share"],
        scored=Calibration(**data["scored"]),
        alone=Calibration(**data["alone"]),
        signs=Phrases.of({name: feature.get("words", []) for name, feature in everything.items()}),
        says=frozenset(data["says"]),
        factive=frozenset(data["factive"]),
        asking=frozenset(data["asking"]),
        contrast=frozenset(data["contrast"]),
        relative=frozenset(data["relative"]),
        leading=frozenset(data["leading"]),
        greetings=frozenset(data["greetings"]),
        figures=frozenset(data["figures"]),
        verbs={name: frozenset(sign["verbs"]) for name, sign in news.items() if "verbs" in sign},
        kinds=Phrases.of(data["kinds"]),
        months=frozenset(month.rstrip(".") for month in read_data("checkable")["months"]),
    )
