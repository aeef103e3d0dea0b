"""Word lists, read once from the data files beside this module. All words are lower case."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

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


def as_docs(forms: Iterable[str], vocab: Vocab) -> list[Doc]:
    """English words and phrases as patterns for a matcher of any pipeline, whose vocabulary may be another language’s."""
    from spacy.lang.en import English
    from spacy.tokens import Doc

    tokenizer = English().tokenizer
    return [Doc(vocab, words=[token.text for token in tokenizer(form)]) for form in forms]
