"""Word lists, read once from the data files beside this module. All words are lower case."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


def read_data(name: str) -> dict[str, Any]:
    """The content of a data file of the suggesters."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Words:
    """Closed classes of English words: what tells phrases apart where no tagger has run."""

    determiners: frozenset[str]
    pronouns: frozenset[str]
    objects: frozenset[str]
    prepositions: frozenset[str]
    adjuncts: frozenset[str]
    conjunctions: frozenset[str]
    subordinators: frozenset[str]
    auxiliaries: frozenset[str]
    modals: frozenset[str]
    negations: frozenset[str]
    adverbs: frozenset[str]
    times: frozenset[str]
    finite: frozenset[str]
    starters: frozenset[str]
    binding: frozenset[str]
    either: frozenset[str]


@cache
def words() -> Words:
    """The closed classes, from `words.toml`."""
    data = read_data("words")
    return Words(**{field.name: frozenset(data[field.name]) for field in fields(Words)})
