"""The stages that measure: from raw text, the best that has been trained so far or what is packaged."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from annotation.training import convert, measure, scores
from annotation.training.package import combined

if TYPE_CHECKING:
    from annotation.training.stages import Workplace


def evaluate_base(place: Workplace) -> dict[str, float]:
    """Stage `evaluate-base`: the row of figures for the base pipeline and for names, and words a second."""
    from annotation.suggest.arithmetic import use_fast_products
    from annotation.training.stages import TREEBANKS, treebank_dev

    blank = convert.tokenizer_only()
    gold = [doc for name in TREEBANKS for doc in convert.read_docs(blank, place.docs(f"treebank-{name}-train"))]
    use_fast_products()
    nlp = combined(place.work, gold)
    dev = treebank_dev(place, blank)
    found: dict[str, float] = {}
    nlp.add_pipe("quotemark_sentences", before="parser")
    for way, unused in (("parser", ["quotemark_sentences", "ner"]), ("rule", ["ner"])):
        with nlp.select_pipes(disable=[name for name in unused if name in nlp.pipe_names]):
            started = time.process_time()
            tallies = measure.measure(nlp, dev)
            speed = sum(len(doc) for doc in dev) / (time.process_time() - started)
        row = measure.figures(tallies, ("tags", "uas", "las", "lemmas", "sentences"))
        strict = {name: tallies[name].f1 for name in row}
        place.tell(f"EWT+GUM dev, sentences by {way}: tags / UAS / LAS / lemmas / sentences F1: {_row(row)}")
        place.tell(f"  counting words that are cut otherwise as wrong: {_row(strict)};  {speed:.0f} words/s of CPU")
        if row["sentences"] + row["las"] > found.get("sentences", 0) + found.get("las", 0):
            found = row
    if "ner" in nlp.pipe_names:
        for name in place.corpora(("newswire", "politics", "gum")):
            found[f"names-{name}"] = _names(place, nlp, name)
    return found


def _names(place: Workplace, nlp: object, corpus: str) -> float:
    from spacy.language import Language

    assert isinstance(nlp, Language)
    blank = convert.tokenizer_only()
    with nlp.select_pipes(enable=["ner"]):
        tallies = scores.names(nlp, convert.read_docs(blank, place.docs(f"names-{corpus}-dev")))
    told = "  ".join(f"{label} {100 * tally.f1:.1f}" for label, tally in tallies.items())
    place.tell(f"names, {corpus}-dev, exact F1: {told}")
    return tallies["all"].f1


def _row(figures: dict[str, float]) -> str:
    return " / ".join(f"{100 * value:.1f}" for value in figures.values())
