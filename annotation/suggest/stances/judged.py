"""What the trained judge says of candidates, beside what the lexicon says: one probability for each."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from annotation.suggest.encoder.judging import Judge, Pair
from annotation.suggest.encoder.labels import DIRECTED, TOWARD
from annotation.suggest.lexicon import read_data
from annotation.suggest.stances.candidates import Candidate
from annotation.suggest.stances.evidence import evidence_of, whole_phrase, without_holder
from annotation.suggest.stances.found import Stance, overlap
from annotation.suggest.stances.tone import toned_words
from annotation.suggest.tree import Tree
from annotation.suggest.view import DocView

LEAST = 0.2
"""What is less likely is not suggested. The window shows what is more likely than its slider says."""

_POLAR = ("support", "oppose")
_LIKELY = 0.5
_EDGE = 1e-4


@dataclass(frozen=True, slots=True)
class Calibration:
    """From the judge’s log-odds to a probability: logistic regression (Platt, 1999), fitted by `tests/benchmarks/fit_stances.py`.

    Args:
        scale, shift: of the log-odds.
        plain: what it adds that a word of the lexicon says the same; taken off where it says the opposite.
        toned: what it adds that the evidence has a word of praise or blame.
        direct: what it adds that the target stands in somebody’s own words.
    """

    scale: float
    shift: float
    plain: float
    toned: float
    direct: float

    def of(self, probability: float, *, plain: int = 0, toned: bool = False, direct: bool = False) -> float:
        """The probability that a polarity is right that the judge gives `probability`, neither 0 nor 1; `plain` is 1, 0 or -1."""
        odds = self.scale * math.log(probability / (1 - probability)) + self.shift
        odds += self.plain * plain + self.toned * toned + self.direct * direct
        return 1 / (1 + math.exp(-odds))


@cache
def calibration(name: str) -> Calibration:
    """That of `directed` or `toward`."""
    return Calibration(**read_data("stances")["calibration"][name])


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with its likelier polarity of the two, what shows it, and the probability that it is right.

    `told` is the stance of the lexicon that says the same; `seen` is what the calibration saw: the judge’s probability, what the lexicon says
    (1, 0, -1), whether there is a word of praise or blame, whether it is said in marks.
    """

    candidate: Candidate
    polarity: str
    evidence: tuple[int, int]
    score: float
    told: Stance | None
    seen: tuple[float, int, bool, bool]


class StanceJudge:
    """Judges the candidates of one document.

    Args:
        view, tree: of the document.
        judge: what was trained.
        plain: what the lexicon says.
    """

    def __init__(self, view: DocView, tree: Tree, judge: Judge, plain: Sequence[Stance]) -> None:
        self._view = view
        self._tree = tree
        self._judge = judge
        self._plain = plain

    def stances(self, candidates: Iterable[Candidate]) -> list[Stance]:
        """Of each target the likeliest holder’s stance, and those of others that are more likely than not."""
        by_target: dict[tuple[int, int], list[Judged]] = {}
        for own in self.judged(list(candidates)):
            by_target.setdefault(own.candidate.target, []).append(own)
        found = []
        for group in by_target.values():
            best, *others = sorted(group, key=lambda own: -own.score)
            found += [self._stance(own) for own in (best, *others) if own is best or own.score >= _LIKELY]
        return _once_each(found)

    def judged(self, candidates: Sequence[Candidate], *, least: float = LEAST) -> list[Judged]:
        """The candidates that take a stance with a probability of `least`.

        A holder that is far from the target is not shown to the judge, who then says how the target is spoken of there.
        """
        asked = [candidate for candidate in candidates if self._is_telling(candidate)]
        near = [candidate for candidate in asked if candidate.is_near]
        far = [candidate for candidate in asked if not candidate.is_near]
        rows: list[tuple[str, Candidate, Mapping[str, float]]] = []
        directed = self._judge.directed([Pair(*own.sentence, own.target, own.holder) for own in near])
        rows += [
            ("directed", own, dict(zip(DIRECTED, row, strict=True))) for own, row in zip(near, directed, strict=True)
        ]
        toward = self._judge.toward([Pair(*own.sentence, own.target) for own in far])
        rows += [("toward", own, dict(zip(TOWARD, row, strict=True))) for own, row in zip(far, toward, strict=True)]
        found = [self._judged(*row) for row in rows]
        return sorted((own for own in found if own.score >= least), key=lambda own: own.candidate.target)

    def _is_telling(self, candidate: Candidate) -> bool:
        """Whether to ask at all: the target is a thing, and some word around praises, blames or judges. Most sentences have none.

        The lexicon’s targets may be cut short before a quotation mark (*favours a “…”*).
        """
        thing = any(
            self._tree.pos[word] in ("NOUN", "PROPN", "PRON", "NUM", "ADJ") for word in range(*candidate.target)
        )
        return thing and bool(
            said_of(self._plain, candidate.target, candidate.holder) or toned_words(self._view, *candidate.within)
        )

    def _judged(self, kind: str, candidate: Candidate, shares: Mapping[str, float]) -> Judged:
        said = said_of(self._plain, candidate.target, candidate.holder)
        answers = [self._as(polarity, kind, candidate, float(shares[polarity]), said) for polarity in _POLAR]
        return max(answers, key=lambda own: own.score)

    def _as(self, polarity: str, kind: str, candidate: Candidate, share: float, said: Stance | None) -> Judged:
        """The candidate as one of the two polarities."""
        agrees = 0 if said is None else 1 if said.polarity == polarity else -1
        told = said if agrees > 0 else None
        evidence = self._evidence(candidate, told)
        toned = bool(toned_words(self._view, *evidence))
        kept = min(max(share, _EDGE), 1 - _EDGE)
        score = calibration(kind).of(kept, plain=agrees, toned=toned, direct=candidate.direct)
        return Judged(candidate, polarity, evidence, score, told, (kept, agrees, toned, candidate.direct))

    def _evidence(self, candidate: Candidate, told: Stance | None) -> tuple[int, int]:
        target = whole_phrase(self._tree, candidate.target)
        if told:
            return min(told.evidence[0], target[0]), max(told.evidence[1], target[1])
        if candidate.said or not candidate.is_near:
            return evidence_of(self._tree, target, candidate.within)
        clause = evidence_of(self._tree, target, candidate.within)
        return without_holder(self._tree, clause, candidate.holder, target)

    def _stance(self, own: Judged) -> Stance:
        candidate, shown = own.candidate, self._view.shown
        if own.told:
            words = own.told.why.split(";")[0]
        else:
            toned = toned_words(self._view, *own.evidence)
            words = ", ".join(f"‘{shown[word]}’" for word in toned[:3]) or "the sentence as a whole"
        shows = "support" if own.polarity == "support" else "opposition"
        return Stance(
            holder=candidate.holder,
            target=whole_phrase(self._tree, candidate.target),
            evidence=own.evidence,
            polarity=own.polarity,
            score=own.score,
            why=f"{words}: {shows}; the holder is {candidate.how}",
            holder_name=candidate.holder_name,
        )


def _once_each(stances: Iterable[Stance]) -> list[Stance]:
    """Of stances of the same holder on overlapping targets the likeliest."""
    kept: list[Stance] = []
    for own in sorted(stances, key=lambda stance: -stance.score):
        if not any(overlap(own.target, other.target) and _is_same_holder(own, other) for other in kept):
            kept.append(own)
    return kept


def _is_same_holder(one: Stance, other: Stance) -> bool:
    return overlap(one.holder, other.holder) or bool(one.holder_name and one.holder_name == other.holder_name)


def said_of(plain: Iterable[Stance], target: tuple[int, int], holder: tuple[int, int] | None) -> Stance | None:
    """What the lexicon says of a target and a holder; of whatever holder where none is given."""
    return next(
        (own for own in plain if overlap(own.target, target) and (holder is None or overlap(own.holder, holder))), None
    )
