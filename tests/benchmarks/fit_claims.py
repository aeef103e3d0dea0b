"""Fit what `annotation/suggest/data/claims.toml` holds in numbers, on sentences that are known to be worth checking or not.

    python tests/benchmarks/fit_claims.py weights CLAIMS.jsonl
    python tests/benchmarks/fit_claims.py calibration CLAIMS.jsonl

Each line holds `text` and `checkworthy` (true or false). `weights` fits those of [features] by logistic regression with an L2 penalty on
what is not held out (`annotation/evaluation/held_out.py`). `calibration` fits scale and shift of [scored] on one half of what is held out,
and measures on the other: a text is worth what its best candidate is, as suggested by Quotemark’s own pipeline.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))  # run as a script, the project is not on the path

from annotation.evaluation.held_out import CLAIMS_ONE_IN, is_held_out
from annotation.suggest import load
from annotation.suggest.claims.proposing import assessed
from annotation.suggest.claims.words import claim_words
from annotation.suggest.view import DocView, view_of

PENALTY = 1.0
NOTHING = -10.0  # the log-odds of a text without a candidate


def main(what: str, path: Path) -> None:
    """Fit, print, measure."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    held = [is_held_out(row["text"], one_in=CLAIMS_ONE_IN) for row in rows]
    kept = [row for row, out in zip(rows, held, strict=True) if out == (what == "calibration")]
    gold = np.array([float(row["checkworthy"]) for row in kept])
    if what == "weights":
        names, matrix = _signs([row["text"] for row in kept])
        for name, weight in zip([*names, "shift"], _fit(matrix, gold, PENALTY), strict=True):
            print(f"{name} = {weight:.2f}")
        return
    odds = np.array([_best(row["text"]) for row in kept])
    half = np.arange(len(kept)) % 2 == 0
    found = half & (odds > NOTHING)
    scale, shift = _fit(np.stack([odds, np.ones_like(odds)], axis=1)[found], gold[found], 0.0)
    print(f"scale = {scale:.2f}\nshift = {shift:.2f}")
    _measure(scale * odds[~half] + shift, gold[~half])


def _signs(texts: list[str]) -> tuple[list[str], Any]:
    """The names of the signs, and which of them each text has; the last column is the constant."""
    data, tokenizer = claim_words(), load().tokenizer
    names = list(data.weights)
    matrix = np.zeros((len(texts), len(names) + 1))
    matrix[:, -1] = 1.0
    for row, text in enumerate(texts):
        view = DocView(tokenizer(text))
        for name in data.signs_of(view.lower, view.shown) & data.weights.keys():
            matrix[row, names.index(name)] = 1.0
    return names, matrix


def _best(text: str) -> float:
    """The highest log-odds of the candidates of a text that would be suggested as worth checking, before they are calibrated."""
    doc = load()(text)
    found = assessed(view_of(doc), doc, [each for each in doc._.suggestions if each.label == "QUOTE"])
    return max((each.judged.total for each in found if each.worth), default=NOTHING)


def _fit(matrix: Any, gold: Any, penalty: float) -> Any:
    weights = np.zeros(matrix.shape[1])
    for _ in range(60):  # Newton's method
        chance = 1.0 / (1.0 + np.exp(-matrix @ weights))
        penalties = np.full(len(weights), penalty)
        penalties[-1] = 0.0
        gradient = matrix.T @ (chance - gold) + penalties * weights
        hessian = (matrix * (chance * (1 - chance))[:, None]).T @ matrix + np.diag(penalties + 1e-9)
        weights -= np.linalg.solve(hessian, gradient)
    return weights


def _measure(scores: Any, gold: Any) -> None:
    order = np.argsort(-scores)
    hits = np.cumsum(gold[order])
    precision = hits / np.arange(1, len(gold) + 1)
    recall = hits / gold.sum()
    print(f"on the other half: {len(gold)} sentences, {int(gold.sum())} worth checking")
    print(f"average precision {np.sum(precision * gold[order]) / gold.sum():.3f}")
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    best = int(np.argmax(f1))
    threshold = 1 / (1 + np.exp(-scores[order[best]]))
    print(f"best F1 {f1[best]:.3f} (precision {precision[best]:.3f}, recall {recall[best]:.3f}) at {threshold:.2f}")
    chosen = scores >= 0.0
    print(f"at 0.50: precision {gold[chosen].mean():.3f}, recall {gold[chosen].sum() / gold.sum():.3f}")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
