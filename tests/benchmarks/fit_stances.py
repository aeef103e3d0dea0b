"""Fit the calibration of `annotation/suggest/data/stances.toml` on pairs of holder and target that are held out from training.

    python -m tests.benchmarks.fit_stances PAIRS.jsonl

Every candidate that the suggester finds by itself and whose holder and target are a pair of the file (in either direction) is an example: right
where its likelier polarity is that of the pair. Logistic regression with an L2 penalty; prints the calibration, and how often each tenth of the
fitted probabilities is right. Articles have more candidates without a stance than such files have: the shift is then lowered by reading some.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from annotation.evaluation.held_out import STANCES_ONE_IN, is_held_out
from annotation.exchange import ExchangeDocument, read_jsonl
from annotation.model import ranges
from annotation.suggest.encoder.judging import judge_of
from annotation.suggest.pipeline import load_pipeline
from annotation.suggest.stances.answers import words_at
from annotation.suggest.stances.candidates import Candidates
from annotation.suggest.stances.found import overlap
from annotation.suggest.stances.judged import StanceJudge
from annotation.suggest.stances.lexical import make_matcher
from annotation.suggest.stances.suggester import told_stances
from annotation.suggest.tree import tree_of
from annotation.suggest.view import view_of

PENALTY = 0.5
NAMES = ("scale", "shift", "plain", "toned", "direct")


def examples(path: Path) -> Iterator[tuple[list[float], bool]]:
    """What the calibration sees of each candidate, and whether its polarity is right."""
    nlp = load_pipeline()
    matcher = make_matcher(nlp.vocab)
    for document in read_jsonl(path):
        if not is_held_out(document.text, one_in=STANCES_ONE_IN):
            continue
        doc = nlp(document.text)
        view, tree, judge = view_of(doc), tree_of(doc), judge_of(doc)
        assert tree is not None
        assert judge is not None
        candidates = Candidates(view, tree, doc._.suggestions, {})
        plain = told_stances(view, tree, doc, matcher, candidates)
        found = candidates.find(doc)
        for own in StanceJudge(view, tree, judge, plain).judged(found, least=0.0):
            wanted = _wanted(document, view, own.candidate.holder, own.candidate.target)
            if wanted is not None and own.candidate.is_near:
                yield [*own.seen], wanted == own.polarity


def _wanted(document: ExchangeDocument, view: Any, holder: tuple[int, int], target: tuple[int, int]) -> str | None:
    """The polarity of the pair that a candidate is; none where it is one turned round; None where it is in no pair."""
    for pair in document.annotations:
        by, toward = (words_at(view, ranges(pair, role)[0]) for role in ("holder", "target"))
        if overlap(by, holder) and overlap(toward, target):
            return pair.attributes["polarity"]
        if overlap(by, target) and overlap(toward, holder):
            return "none"
    return None


def fit(matrix: Any, right: Any) -> Any:
    """The weights of a logistic regression, by Newton’s method."""
    weights = np.zeros(matrix.shape[1])
    for _ in range(60):
        chance = 1.0 / (1.0 + np.exp(-matrix @ weights))
        slope = matrix.T @ (chance - right) + PENALTY * weights
        curve = (matrix * (chance * (1.0 - chance))[:, None]).T @ matrix + PENALTY * np.eye(len(weights))
        weights -= np.linalg.solve(curve, slope)
    return weights


def main(path: Path) -> None:
    """Fit and print."""
    rows = list(examples(path))
    matrix = np.array([[math.log(share / (1 - share)), 1.0, *rest] for (share, *rest), _ in rows])
    right = np.array([float(answer) for _, answer in rows])
    weights = fit(matrix, right)
    print(f"{len(rows)} candidates, {right.mean():.2f} right")
    print("{ " + ", ".join(f"{name} = {weight:.2f}" for name, weight in zip(NAMES, weights, strict=True)) + " }")
    chance = 1.0 / (1.0 + np.exp(-matrix @ weights))
    for low in np.arange(0.0, 1.0, 0.1):
        some = (chance >= low) & (chance < low + 0.1)
        if some.any():
            print(f"{low:.1f}: {some.sum():5d} candidates, {right[some].mean():.2f} right")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
