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
_UNSAID = 0.4
"""The most that is worth what words of the lexicon do not say: thanks and meetings, however kind (docs/guidelines.md), what is denied, asked or only wished."""
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

    def of(self, probability: float, *, plain: float = 0, toned: bool = False, direct: bool = False) -> float:
        """The probability that a polarity is right that the judge gives `probability`, neither 0 nor 1; `plain` is from -1 to 1."""
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
    (from -1 to 1), whether there is a word of praise or blame, whether it is said in marks.
    """

    candidate: Candidate
    polarity: str
    evidence: tuple[int, int]
    score: float
    told: Stance | None
    seen: tuple[float, float, bool, bool]


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
        if self._is_within(candidate):
            return False
        thing = any(
            self._tree.pos[word] in ("NOUN", "PROPN", "PRON", "NUM", "ADJ") for word in range(*candidate.target)
        )
        return thing and bool(self._said_of(candidate) or toned_words(self._view, *candidate.within))

    def _is_within(self, candidate: Candidate) -> bool:
        """Whether a target is only named inside of what the holder is said to be for or against: *opposes a plan that ignores Brod*."""
        tree, root = self._tree, self._tree.root(*candidate.target)
        return not self._said_of(candidate) and any(
            own.head is not None
            and own.sure > 0
            and overlap(own.holder, candidate.holder)
            and tree.first[own.head] <= root < tree.end[own.head]
            for own in self._plain
        )

    def _said_of(self, candidate: Candidate) -> Stance | None:
        return said_of(self._plain, candidate.target, candidate.holder, strict=True)

    def _judged(self, kind: str, candidate: Candidate, shares: Mapping[str, float]) -> Judged:
        said = self._said_of(candidate)
        answers = [self._as(polarity, kind, candidate, float(shares[polarity]), said) for polarity in _POLAR]
        return max(answers, key=lambda own: own.score)

    def _as(self, polarity: str, kind: str, candidate: Candidate, share: float, said: Stance | None) -> Judged:
        """The candidate as one of the two polarities."""
        agrees = 0.0 if said is None else said.sure if said.polarity == polarity else -said.sure
        told = said if agrees > 0 else None
        evidence = self._evidence(candidate, told)
        toned, direct = bool(toned_words(self._view, *evidence)), candidate.direct
        if said is None and candidate.said and not self._is_of_target(candidate.target, evidence):
            toned = direct = False
        kept = min(max(share, _EDGE), 1 - _EDGE)
        score = calibration(kind).of(kept, plain=agrees, toned=toned, direct=direct)
        if said is not None and not said.sure:
            score = min(score, _UNSAID)
        return Judged(candidate, polarity, evidence, score, told, (kept, agrees, toned, direct))

    def _is_of_target(self, target: tuple[int, int], evidence: tuple[int, int]) -> bool:
        """Whether a word of praise or blame is said of a target, and neither it itself nor only in the same clause."""
        tree, root = self._tree, self._tree.root(*target)
        above = tree.head[root]
        near = {above, *tree.children[above]} - {root}
        toned = toned_words(self._view, *evidence)
        return root not in toned and any(word in near for word in toned)

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


def said_of(
    plain: Iterable[Stance], target: tuple[int, int], holder: tuple[int, int] | None, *, strict: bool = False
) -> Stance | None:
    """What the lexicon says of a target and a holder; of whatever holder where none is given; the surest.

    Where it is `strict`, not what it says of something that the target is only a part of: *Brod’s plan* is not *Brod*.
    """
    fitting = (
        own
        for own in plain
        if overlap(own.target, target)
        and (holder is None or overlap(own.holder, holder))
        and (not strict or own.head is None or target[0] <= own.head < target[1])
    )
    return max(fitting, key=lambda own: own.sure, default=None)
