"""Answers to what a document asks: the polarity toward a given target, and a given holder’s toward a given target."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from annotation.asked import Asked
from annotation.suggest.encoder.judging import Judge, Pair
from annotation.suggest.encoder.labels import DIRECTED, TOWARD
from annotation.suggest.stances.candidates import Candidate, Candidates
from annotation.suggest.stances.evidence import evidence_of
from annotation.suggest.stances.found import Stance, overlap
from annotation.suggest.stances.judged import said_of
from annotation.suggest.tree import Tree
from annotation.suggest.view import DocView
from annotation.text import TextRange

LEAST_OF_PAIR = 0.75
"""What the judge must give a polarity for a given pair to have it; chosen for precision on one half of the held-out pairs (docs/training.md)."""
_UNSURE = 0.3
_PLAIN, _PLAIN_TOWARD = 0.3, 1.0
"""What a word of the lexicon adds to the judge’s probability of its polarity: of a given holder, and toward a target, who has more ways to be spoken of."""


def words_at(view: DocView, span: TextRange) -> tuple[int, int]:
    """The words that a range of code points touches; none where it touches only white space."""
    first = view.first_at(span.start)
    if first > 0 and view.end[first - 1] > span.start:
        first -= 1
    return first, max(first, view.first_at(span.end))


@dataclass(frozen=True, slots=True)
class Answerer:
    """Answers what one document asks. Without a parse or a judge only the lexicon answers.

    Args:
        view: of the document.
        tree, judge, candidates: of it, where a trained pipeline has read it.
        plain: what the lexicon says.
    """

    view: DocView
    tree: Tree | None
    judge: Judge | None
    candidates: Candidates | None
    plain: Sequence[Stance]

    def answers(self, asked: Iterable[Asked]) -> list[tuple[Asked, Stance]]:
        """A stance for each that is asked, in their order; those without a word are left out.

        Toward a target the polarity may be neutral, of a pair it may be none.
        """
        found: list[tuple[Asked, Stance]] = []
        for own in asked:
            target = words_at(self.view, own.target)
            holder = words_at(self.view, own.holder) if own.holder else None
            if target[0] < target[1] and (holder is None or holder[0] < holder[1]):
                found.append((own, self._answer(target, holder)))
        return found

    def _answer(self, target: tuple[int, int], holder: tuple[int, int] | None) -> Stance:
        said = said_of(self.plain, target, holder)
        if self.judge is None or self.tree is None:
            return self._by_lexicon(target, holder, said)
        if holder is not None:
            return self._of_pair(self.tree, self.judge, (target, holder), said)
        return self._toward(self.tree, self.judge, target, said)

    def _by_lexicon(self, target: tuple[int, int], holder: tuple[int, int] | None, said: Stance | None) -> Stance:
        if said:
            return replace(said, target=target, holder=holder or said.holder)
        return Stance(
            holder=holder,
            target=target,
            evidence=self.view.sentence(target[0]),
            polarity="none" if holder else "neutral",
            score=_UNSURE,
            why="asked for; no word of the lexicon tells",
        )

    def _of_pair(
        self, tree: Tree, judge: Judge, pair: tuple[tuple[int, int], tuple[int, int]], said: Stance | None
    ) -> Stance:
        target, holder = pair
        first, last = min(target, holder), max(target, holder)
        around = self.view.sentence(first[0])[0], self.view.sentence(last[1] - 1)[1]
        shares = dict(zip(DIRECTED, map(float, judge.directed([Pair(*around, target, holder)])[0]), strict=True))
        if said:
            shares[said.polarity] += _PLAIN * said.sure
        best = max(("support", "oppose"), key=lambda name: shares[name])
        score = min(shares[best], 1.0)
        polarity = best if score >= LEAST_OF_PAIR else "none"
        return Stance(
            holder=holder,
            target=target,
            evidence=evidence_of(tree, target, around, *holder),
            polarity=polarity,
            score=score if polarity != "none" else 1 - score,
            why="asked for" + (f"; {said.why.split(';')[0]}" if said and said.polarity == polarity else ""),
        )

    def _toward(self, tree: Tree, judge: Judge, target: tuple[int, int], said: Stance | None) -> Stance:
        sentence = self.view.sentence(target[0])
        shares = dict(zip(TOWARD, map(float, judge.toward([Pair(*sentence, target)])[0]), strict=True))
        if said:
            shares[said.polarity] += _PLAIN_TOWARD * said.sure
        polarity = max(TOWARD, key=lambda name: shares[name])
        holder: Candidate | None = None
        if polarity != "neutral" and self.candidates is not None:
            near = list(self.candidates.of(target))
            holder = next((own for own in near if own.said), None) or next(
                (own for own in near if said and overlap(own.holder, said.holder)), None
            )
        return Stance(
            holder=holder.holder if holder else said.holder if said and polarity == said.polarity else None,
            target=target,
            evidence=evidence_of(tree, target, holder.within if holder else sentence),
            polarity=polarity,
            score=min(shares[polarity], 0.95),
            why="asked for" + (f"; the holder is {holder.how}" if holder else ""),
            holder_name=holder.holder_name if holder else "",
        )
