"""`make evaluate CORPORA=DIR`: the suggestions on the dev parts of public corpora, each figure beside its target.

    python -m tests.benchmarks.evaluate_corpora DIR

DIR holds quotes/{polnear,gum}-dev.jsonl, entities/newswire-dev.jsonl, treebank/{ewt,gum}-dev.conllu, and the train parts of which a share is
held out: claims/claimbuster-train.jsonl, stance/{newsmtsc,directed}-train.jsonl; what is missing is told and passed over. Everything is read from raw text by one pipeline that is loaded once. docs/evaluation.md says what the figures mean.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from annotation.errors import QuotemarkError
from annotation.evaluation.claims import ClaimTally
from annotation.evaluation.held_out import CLAIMS_ONE_IN, STANCES_ONE_IN, is_held_out
from annotation.evaluation.names import NAME_LABELS
from annotation.evaluation.quotes import ROLES, QuoteTally
from annotation.evaluation.report import TreebankScores, evaluate_file, score_treebanks
from annotation.evaluation.scores import Scores
from annotation.evaluation.speed import Stopwatch
from annotation.evaluation.table import columns, percent
from annotation.suggest.pipeline import load_pipeline
from tests.benchmarks.figures import Figure
from tests.benchmarks.reading_speed import measure_reading, measure_size

QUOTES, OTHER_QUOTES, NAMES = "quotes/polnear-dev.jsonl", "quotes/gum-dev.jsonl", "entities/newswire-dev.jsonl"
TREEBANKS = ("treebank/ewt-dev.conllu", "treebank/gum-dev.conllu")
CLAIMS, TARGETS, STANCES = (
    "claims/claimbuster-train.jsonl",
    "stance/newsmtsc-train.jsonl",
    "stance/directed-train.jsonl",
)
OWN = Path(__file__).parents[1] / "data" / "own" / "judged.jsonl"
PARTS = (QUOTES, OTHER_QUOTES, NAMES, *TREEBANKS, CLAIMS, TARGETS, STANCES)

EDGES = {"cue": 72.0, "source": 78.0, "content": 68.0}
OVERLAP = {"cue": 80.0, "source": 84.0, "content": 86.0}
DIRECT_FOUND = 97.0
SOURCE_RIGHT = 88.0
OTHER_EDGES = {"cue": 55.0, "source": 62.0, "content": 50.0}
WORDS = {"tags": 95.5, "uas": 88.0, "las": 85.0, "lemmas": 96.5, "sentences": 90.0}
NAMES_F1 = 84.0
CLAIMS_F1, CLAIMS_AVERAGE = 84.0, 92.0
TARGETS_F1 = 74.0
STANCES_PRECISION, STANCES_RECALL = 65.0, 35.0
OWN_CLAIMS, OWN_STANCES = (75.0, 0.6), (70.0, 0.4)
"""Precision in percent at a recall."""

WAY_OUT = """make evaluate needs the corpora that it measures on; their text is not part of Quotemark.

  make evaluate CORPORA=DIR

DIR is a folder with quotes/{polnear,gum}-dev.jsonl, entities/newswire-dev.jsonl, treebank/{ewt,gum}-dev.conllu, claims/claimbuster-train.jsonl
and stance/{newsmtsc,directed}-train.jsonl: PolNeAR, GUM, en-worldwide-newswire, ClaimBuster, NewsMTSC and DSE in the exchange form, UD English
EWT and GUM as they are published. docs/training.md and docs/evaluation.md tell more.

A file of your own:  quotemark evaluate GOLD.jsonl
Quotemark's samples: quotemark evaluate tests/data/gold.jsonl"""


def quote_figures(tally: QuoteTally) -> list[Figure]:
    """The rows of the corpus that quotes are tuned on."""
    direct = tally.forms["direct"]
    forms = tally.all_forms
    return [
        *(_row(f"quotes, {role}, edges trimmed, F1", tally.edge_trimmed[role].f1, EDGES[role]) for role in ROLES),
        *(_row(f"quotes, {role}, overlap, F1", tally.overlap[role].f1, OVERLAP[role]) for role in ROLES),
        _row("direct quotes found", direct.found / max(1, direct.gold), DIRECT_FOUND),
        _row("source right among quotes found", forms.source_right / max(1, forms.with_source), SOURCE_RIGHT),
    ]


def word_figures(scores: TreebankScores) -> list[Figure]:
    """Words by accuracy where both cut them alike; sentences by F1."""
    shares = {name: tally.f1 if name == "sentences" else tally.accuracy for name, tally in scores.tallies.items()}
    titles = {"uas": "UAS", "las": "LAS", "sentences": "sentences, F1"}
    return [
        _row(f"EWT + GUM dev, {titles.get(name, name)}", shares[name] if name in scores.made else None, target)
        for name, target in WORDS.items()
    ]


def claim_figures(tally: ClaimTally) -> list[Figure]:
    """The rows of the held-out fifth of ClaimBuster."""
    return [
        _row("ClaimBuster, a fifth held out, F1", tally.tally.f1, CLAIMS_F1),
        _row("ClaimBuster, average precision", tally.average_precision, CLAIMS_AVERAGE),
    ]


def target_figures(scores: Scores) -> list[Figure]:
    """The rows of the held-out tenth of NewsMTSC: targets that are given, and what is found without."""
    return [
        _row("NewsMTSC, a tenth held out, given targets, macro-F1", scores.targets.as_json()["macro_f1"], TARGETS_F1),
        Figure("the same, found unasked", percent(scores.unasked_targets.as_json()["macro_f1"]), ""),
    ]


def stance_figures(scores: Scores) -> list[Figure]:
    """The rows of the held-out tenth of DSE: pairs that are given, and what is found without."""
    given, unasked = scores.stances, scores.unasked_stances
    return [
        _row("DSE, a tenth held out, given pairs, precision", given.precision, STANCES_PRECISION),
        _row("the same, recall", given.recall, STANCES_RECALL),
        Figure("the same, found unasked, P / R", f"{percent(unasked.precision)} / {percent(unasked.recall)}", ""),
    ]


def own_figures(scores: Scores) -> list[Figure]:
    """The rows of the 120 sentences that were written for Quotemark."""
    rows = []
    for what, tally, (precision, recall) in (
        ("claims", scores.claim_spans, OWN_CLAIMS),
        ("stances", scores.stance_spans, OWN_STANCES),
    ):
        found = tally.precision_at(recall)
        title = f"120 own sentences, {what}, precision at recall {100 * recall:.0f}"
        rows.append(_row(title, found[0] if found else 0.0, precision))
        at = tally.at(0.5)
        rows.append(Figure("the same, score of 0.5 or more, P / R", f"{percent(at[0])} / {percent(at[1])}", ""))
    return rows


def measure(corpora: Path) -> list[Figure]:
    """Every row whose corpus is in the folder."""
    figures: list[Figure] = []
    nlp = load_pipeline()
    there = [part for part in PARTS if (corpora / part).is_file()]
    for part in PARTS:
        if part not in there:
            _tell(f"{corpora / part} is missing: passed over")
    if QUOTES in there:
        figures += quote_figures(_scores(corpora / QUOTES).quotes)
    if OTHER_QUOTES in there:
        tally = _scores(corpora / OTHER_QUOTES).quotes.edge_trimmed
        figures += [_row(f"gum-dev, {role}, edges trimmed, F1", tally[role].f1, OTHER_EDGES[role]) for role in ROLES]
    if treebanks := [corpora / part for part in TREEBANKS if part in there]:
        _tell(f"reading {', '.join(path.name for path in treebanks)}")
        figures += word_figures(score_treebanks(nlp, treebanks, watch=Stopwatch()))
    if NAMES in there:
        names = _scores(corpora / NAMES).names
        figures.append(_row(f"names, newswire-dev, {' '.join(NAME_LABELS)}, F1", names.over(NAME_LABELS).f1, NAMES_F1))
    if CLAIMS in there:
        figures += claim_figures(_scores(corpora / CLAIMS, one_in=CLAIMS_ONE_IN).claims)
    if TARGETS in there:
        figures += target_figures(_scores(corpora / TARGETS, one_in=STANCES_ONE_IN))
    if STANCES in there:
        figures += stance_figures(_scores(corpora / STANCES, one_in=STANCES_ONE_IN))
    figures += own_figures(_scores(OWN))
    if QUOTES in there:
        _tell("measuring speed and memory")
        figures += measure_reading(nlp, corpora / QUOTES)
    return [*figures, measure_size()]


def _scores(path: Path, *, one_in: int = 1) -> Scores:
    """The scores of a file; with `one_in`, of the share of it that is held out from training."""
    _tell(f"reading {path.name}")
    scores = evaluate_file(path, only=lambda document: is_held_out(document.text, one_in=one_in)).scores
    assert isinstance(scores, Scores)
    return scores


def _row(what: str, measured: float | None, target: float) -> Figure:
    if measured is None:
        return Figure(what, "-", f"{target:g}", ok=False)
    # Compared as it is shown, so that no row says that 72.0 misses 72.
    shown = percent(measured)
    return Figure(what, shown, f"{target:g}", ok=float(shown) >= target)


def report(figures: Iterable[Figure]) -> str:
    """The rows under each other, and how many targets are met."""
    rows = list(figures)
    met = {None: "", True: "yes", False: "NO"}
    lines = columns([("what", "measured", "target", "met"), *((f.what, f.measured, f.target, met[f.ok]) for f in rows)])
    aimed = [figure for figure in rows if figure.ok is not None]
    return "\n".join([*lines, "", f"{sum(figure.ok is True for figure in aimed)} of {len(aimed)} targets met"])


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def main(arguments: list[str]) -> int:
    """Print the table; 2 where no corpus is named or there."""
    folder = Path(arguments[0]).expanduser() if arguments and arguments[0] else None
    if folder is None:
        _tell(WAY_OUT)
        return 2
    if not any((folder / part).is_file() for part in PARTS):
        _tell(f"There is none of the corpora in {folder}.\n\n{WAY_OUT}")
        return 2
    if hasattr(os, "sched_getaffinity"):
        _tell(f"{len(os.sched_getaffinity(0))} cores")
    try:
        figures = measure(folder)
    except QuotemarkError as error:
        _tell(f"Error: {error}")
        return 1
    print(report(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
