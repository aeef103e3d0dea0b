"""Fit the weights of `annotation/suggest/data/claims.toml` on sentences that are known to be worth checking or not.

    python tests/benchmarks/fit_claims.py CLAIMS.jsonl

Each line holds `text` and `checkworthy` (true or false). Every fifth sentence is held out; the rest is fitted by logistic regression with
an L2 penalty. Prints the weights to put into the file, and the average precision and best F1 on what was held out.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))  # run as a script, the project is not on the path

from annotation.suggest.claims import model
from annotation.suggest.pipeline import load_pipeline
from annotation.suggest.view import DocView

PENALTY = 1.0


def main(path: Path) -> None:
    """Fit, print, measure."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    tokenizer = load_pipeline().tokenizer
    known = model()
    names = list(known.weights)
    matrix = np.zeros((len(rows), len(names) + 1))
    matrix[:, -1] = 1.0
    for row, example in enumerate(rows):
        view = DocView(tokenizer(example["text"]))
        for name in known.features(view.lower, view.shown):
            matrix[row, names.index(name)] = 1.0
    gold = np.array([float(example["checkworthy"]) for example in rows])
    held = np.arange(len(rows)) % 5 == 0
    weights = _fit(matrix[~held], gold[~held])
    for name, weight in zip([*names, "bias"], weights, strict=True):
        print(f"{name} = {weight:.2f}")
    _measure(matrix[held] @ weights, gold[held])


def _fit(matrix: np.ndarray, gold: np.ndarray) -> np.ndarray:
    weights = np.zeros(matrix.shape[1])
    for _ in range(60):  # Newton's method
        chance = 1.0 / (1.0 + np.exp(-matrix @ weights))
        penalty = np.full(len(weights), PENALTY)
        penalty[-1] = 0.0
        gradient = matrix.T @ (chance - gold) + penalty * weights
        hessian = (matrix * (chance * (1 - chance))[:, None]).T @ matrix + np.diag(penalty + 1e-9)
        weights -= np.linalg.solve(hessian, gradient)
    return weights


def _measure(scores: np.ndarray, gold: np.ndarray) -> None:
    order = np.argsort(-scores)
    hits = np.cumsum(gold[order])
    precision = hits / np.arange(1, len(gold) + 1)
    recall = hits / gold.sum()
    print(f"held out: {len(gold)} sentences, {int(gold.sum())} worth checking")
    print(f"average precision {np.sum(precision * gold[order]) / gold.sum():.3f}")
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    best = int(np.argmax(f1))
    threshold = 1 / (1 + np.exp(-scores[order[best]]))
    print(f"best F1 {f1[best]:.3f} (precision {precision[best]:.3f}, recall {recall[best]:.3f}) at {threshold:.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
