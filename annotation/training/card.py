"""The card of a pipeline that was trained: what it was made of, and by what terms. `quotemark models` shows it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from annotation.training.loop import Plan
    from annotation.training.stages import Workplace

VERSION = "0.4.1"
_SOURCES = {
    "all-MiniLM-L6-v2": "pretrained encoder; Apache-2.0",
    "ewt": "UD English EWT: tags, lemmas, dependencies; annotations CC BY-SA 4.0",
    "gum": "GUM, genres without non-commercial terms: dependencies, names, attributions; annotations CC BY 4.0",
    "politics": "CrossNER politics: names; MIT",
    "newswire": "en-worldwide-newswire: names; states no licence",
    "polnear": "PolNeAR 1.0: quotes; states no licence",
    "claimbuster": "ClaimBuster: what is worth checking; CC BY 4.0",
    "newsmtsc": "NewsMTSC: polarity toward targets; MIT",
    "directed": "DSE: who is for or against whom; free use with citation",
}


def card(place: Workplace, plans: Mapping[str, Sequence[Plan]]) -> dict[str, Any]:
    """The card, for JSON. Figures are those of `WORK/figures.json` where `make evaluate` has left them there."""
    sources = {name: told for name, told in _SOURCES.items() if name in place.corpora(tuple(_SOURCES))}
    found = place.work / "figures.json"
    return {
        "lang": "en",
        "name": "quotemark",
        "version": VERSION,
        "description": "English for news: sentences, tags, lemmas, parse (Universal Dependencies), names, quotes with cue and source, claims, stances",
        "license": "Apache-2.0",
        "recipe": "licensed only" if place.licensed_only else "full",
        "sources": sources,
        "training": {name: [asdict(plan) for plan in own] for name, own in plans.items()},
        "components": ["tags", "lemmas", "parse", "sentences", "names", "quotes", "claims", "stances"],
        "figures": json.loads(found.read_text(encoding="utf-8")) if found.exists() else {},
    }
