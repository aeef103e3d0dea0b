"""How fast suggestions come from raw text, beside the base part alone; how much memory their process needs, and what ships."""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from annotation.evaluation.pairs import bare
from annotation.evaluation.report import base_parts
from annotation.evaluation.speed import MEGABYTE, peak_of_process
from annotation.evaluation.tally import share
from annotation.exchange import ExchangeDocument, read_jsonl, write_line
from annotation.suggest import suggest
from annotation.suggest.encoder.component import Encoder
from tests.benchmarks.figures import Figure

if TYPE_CHECKING:
    from spacy.language import Language

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "annotation" / "suggest" / "data" / "english"
ARTICLE_WORDS = 800
_ARTICLES = 24
_ROUNDS = 3
_SHARE, _SECONDS, _SHIPPED_MB, _MEMORY_MB = 50.0, 0.7, 80.0, 900.0
_TIMES_QUOTES = 1.4
_BESIDE_QUOTES = ("quotemark_claims", "quotemark_stances")


def measure_reading(nlp: Language, corpus: Path) -> list[Figure]:
    """Speed and memory on articles of a corpus; `nlp` is the pipeline that `suggest` uses, loaded before."""
    documents = [bare(document) for document in islice(read_jsonl(corpus), _ARTICLES)]
    whole, quotes, base = _speeds(nlp, documents)
    of_base = 100 * share(whole, base)
    article = min((bare(document) for document in read_jsonl(corpus)), key=_from_800)
    seconds = _article(article)
    return [
        Figure("words/s, raw text to suggestions", f"{whole:,.0f}", ""),
        Figure("words/s, quotes and their speakers alone", f"{quotes:,.0f}", ""),
        Figure(
            "time of all three against quotes alone",
            f"{share(quotes, whole):.2f}",
            f"at most {_TIMES_QUOTES:g}",
            ok=share(quotes, whole) <= _TIMES_QUOTES,
        ),
        Figure(
            "words/s, base part alone (" + (", ".join(base_parts(nlp)) or "none is there") + ")", f"{base:,.0f}", ""
        ),
        Figure("speed in % of the base part alone", f"{of_base:.0f}", f"{_SHARE:g}", ok=of_base >= _SHARE),
        Figure(
            f"article of {_words([article])} words after warm-up, s",
            f"{seconds:.2f}",
            f"under {_SECONDS:g}",
            ok=seconds < _SECONDS,
        ),
        _memory(documents),
    ]


def measure_size() -> Figure:
    """The trained files of the package."""
    what = "shipped files, MB"
    files = [path for path in SHIPPED.rglob("*") if path.is_file()] if SHIPPED.exists() else []
    if not files:
        return Figure(what, "none are there", f"at most {_SHIPPED_MB:g}", ok=False)
    size = sum(path.stat().st_size for path in files) / MEGABYTE
    return Figure(what, f"{size:.1f}", f"at most {_SHIPPED_MB:g}", ok=size <= _SHIPPED_MB)


def _speeds(nlp: Language, documents: Sequence[ExchangeDocument]) -> tuple[float, float, float]:
    """Words a second of the whole, of it without claims and stances, and of the base part: the middle of rounds in turn, so that a busy machine slows all."""
    words = _words(documents)
    whole, quotes, base = [], [], []
    encoder = nlp.get_pipe("quotemark_encoder") if nlp.has_pipe("quotemark_encoder") else None
    assert encoder is None or isinstance(encoder, Encoder)
    for number in range(_ROUNDS + 1):
        started = perf_counter()
        for _ in suggest(documents):
            pass
        all_three = perf_counter()
        with nlp.select_pipes(disable=_BESIDE_QUOTES):
            for _ in suggest(documents):
                pass
        between = perf_counter()
        # The base part is tags, parse and names: quotes are what suggesting adds.
        if encoder is not None:
            encoder.reader.quotes = False
        with nlp.select_pipes(enable=base_parts(nlp)), nlp.memory_zone():
            for _ in nlp.pipe((document.text for document in documents), batch_size=16):
                pass
        if encoder is not None:
            encoder.reader.quotes = True
        if number:  # the first round only warms up
            whole.append(words / (all_three - started))
            quotes.append(words / (between - all_three))
            base.append(words / (perf_counter() - between))
    return statistics.median(whole), statistics.median(quotes), statistics.median(base)


def _article(document: ExchangeDocument) -> float:
    times = []
    for number in range(_ROUNDS + 2):
        started = perf_counter()
        list(suggest([document], batch_size=1))
        if number:
            times.append(perf_counter() - started)
    return statistics.median(times)


def _memory(documents: Sequence[ExchangeDocument]) -> Figure:
    """The window's worker, given one article after another."""
    what, target = f"memory of the worker after {len(documents)} articles, MB", f"at most {_MEMORY_MB:g}"
    command = [sys.executable, "-m", "annotation.suggest"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        for document in documents:
            worker.stdin.write(write_line(document) + "\n")
            worker.stdin.flush()
            worker.stdout.readline()
        peak = peak_of_process(worker.pid)
        worker.stdin.close()
    if peak is None:
        return Figure(what, "known on Linux alone", target)
    return Figure(what, f"{peak:,.0f}", target, ok=peak <= _MEMORY_MB)


def _from_800(document: ExchangeDocument) -> int:
    return abs(_words([document]) - ARTICLE_WORDS)


def _words(documents: Sequence[ExchangeDocument]) -> int:
    return sum(len(document.text.split()) for document in documents)
