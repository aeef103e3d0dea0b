"""What a candidate is worth: the trained scorer’s log-odds, and beside them those of signs that a person can read.

The scorer was trained on debates, where everybody asserts all the time. In news much of what the narrator says only gets on with the
story: who came, who met, who said something of something. Such signs have weights of their own (`[news]` in `claims.toml`), which the
debates know nothing of.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass

from annotation.suggest.claims.candidates import Candidate
from annotation.suggest.claims.words import Calibration, claim_words
from annotation.suggest.encoder.judging import Judge
from annotation.suggest.tree import Tree
from annotation.suggest.view import DocView


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """How sure it is that a candidate is worth checking.

    Args:
        odds: the log-odds of the scorer, of the words and of their sentence in equal shares; None without one.
        rules: those of signs, as fitted on debates.
        news: those of signs that tell news from debates.
        signs: their names.
    """

    odds: float | None
    rules: float
    news: float
    signs: frozenset[str]

    @property
    def total(self) -> float:
        """All log-odds together, before they are calibrated."""
        return self.rules + self.news if self.odds is None else self.odds + claim_words().share * self.rules + self.news

    @property
    def probability(self) -> float:
        """In [0, 1]."""
        return _chance(self.total, claim_words().alone if self.odds is None else claim_words().scored)

    @property
    def scorer(self) -> float | None:
        """What the scorer alone says, in [0, 1]; None without one."""
        return None if self.odds is None else _chance(self.odds, claim_words().scored)


def judged(view: DocView, tree: Tree | None, judge: Judge | None, candidate: Candidate) -> Judged:
    """What speaks for a candidate and what against."""
    data = claim_words()
    words = list(candidate.words())
    signs = data.signs_of([view.lower[word] for word in words], [view.shown[word] for word in words])
    if candidate.quote is None and candidate.claimant is None:
        signs |= _scenery(tree, candidate, signs)
    return Judged(
        odds=_odds(judge, candidate) if judge else None,
        rules=sum(data.weights.get(sign, 0.0) for sign in signs),
        news=sum(data.news.get(sign, 0.0) for sign in signs),
        signs=signs,
    )


def _odds(judge: Judge, candidate: Candidate) -> float:
    """Sentences are what the scorer has learnt; of the clauses of one it tells which is the worthier."""
    own = judge.worth_checking(candidate.first, candidate.end)
    return (own + judge.worth_checking(*candidate.sentence)) / 2


def _scenery(tree: Tree | None, candidate: Candidate, signs: Collection[str]) -> frozenset[str]:
    """What the narrator tells to get on with the story. The verb tells it, so only where there is a parse; never beside a figure."""
    if tree is None or candidate.head is None or not claim_words().figures.isdisjoint(signs):
        return frozenset()
    lemma = tree.lemma[candidate.head]
    return frozenset(name for name, lemmas in claim_words().verbs.items() if lemma in lemmas)


def _chance(odds: float, calibration: Calibration) -> float:
    return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, calibration.scale * odds + calibration.shift))))
