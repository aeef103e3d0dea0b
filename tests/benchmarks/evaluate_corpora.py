"""`make evaluate CORPORA=DIR`: the suggestions on the dev parts of public corpora, each figure beside its target.

    python -m tests.benchmarks.evaluate_corpora DIR

DIR holds quotes/{polnear,gum}-dev.jsonl, entities/newswire-dev.jsonl and treebank/{ewt,gum}-dev.conllu; what is missing is told and passed
over. Everything is read from raw text by one pipeline that is loaded once. docs/evaluation.md says what the figures mean.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from annotation.errors import QuotemarkError
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
PARTS = (QUOTES, OTHER_QUOTES, NAMES, *TREEBANKS)

EDGES = {"cue": 72.0, "source": 78.0, "content": 68.0}
OVERLAP = {"cue": 80.0, "source": 84.0, "content": 86.0}
DIRECT_FOUND = 97.0
SOURCE_RIGHT = 88.0
OTHER_EDGES = {"cue": 55.0, "source": 62.0, "content": 50.0}
WORDS = {"tags": 95.5, "uas": 88.0, "las": 85.0, "lemmas": 96.5, "sentences": 90.0}
NAMES_F1 = 84.0

WAY_OUT = """make evaluate needs the corpora that it measures on; their text is not part of Quotemark.

  make evaluate CORPORA=DIR

DIR is a folder with quotes/{polnear,gum}-dev.jsonl, entities/newswire-dev.jsonl and treebank/{ewt,gum}-dev.conllu: PolNeAR, GUM and
en-worldwide-newswire in the exchange form, UD English EWT and GUM as they are published. docs/training.md and docs/evaluation.md tell more.

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
    if QUOTES in there:
        _tell("measuring speed and memory")
        figures += measure_reading(nlp, corpora / QUOTES)
    return [*figures, measure_size()]


def _scores(path: Path) -> Scores:
    _tell(f"reading {path.name}")
    scores = evaluate_file(path).scores
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
