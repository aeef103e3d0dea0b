"""Noun phrases without what follows their head, from a parse with the labels of Universal Dependencies.

spaCy’s own iterator for English expects other labels (ClearNLP’s). In UD a preposition hangs on the noun after it and the later
words of a name on its first (https://universaldependencies.org/u/dep/), so that both edges are found otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

_HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})
_NOMINAL = frozenset(
    {"nsubj", "obj", "iobj", "obl", "nmod", "appos", "ROOT", "root", "dislocated", "vocative", "parataxis", "list"}
    | {"ccomp", "xcomp", "advcl", "orphan", "reparandum", "acl"}
)
_BEFORE = frozenset({"det", "amod", "nummod", "compound", "advmod", "flat", "goeswith", "punct"})
_AFTER = frozenset({"flat", "goeswith", "fixed", "nummod"})


def noun_chunks(doclike: Doc | Span) -> Iterator[tuple[int, int, int]]:
    """The noun chunks of a doc or span, as spaCy wants them: first token, one after the last, label (`NP`).

    A chunk reaches from the first modifier before its head to the end of the name that the head begins: no preposition before
    it, no relative clause, prepositional phrase, apposition or coordination after it. A possessor is part of its noun’s chunk.

    Raises:
        ValueError: where the doc has no parse (spaCy’s E029).
    """
    from spacy.errors import Errors

    doc = doclike.doc
    if not doc.has_annotation("DEP"):
        raise ValueError(Errors.E029)
    label = doc.vocab.strings.add("NP")
    end_before = -1
    for token in doclike:
        if token.i < end_before or not _is_head(token):
            continue
        start = _start(token)
        if start < end_before:
            continue
        end_before = _end(token)
        yield start, end_before, label


def use_noun_chunks(nlp: Language) -> Language:
    """Let `doc.noun_chunks` of a pipeline’s docs be those of this module; a callback of spaCy’s configuration."""
    nlp.vocab.get_noun_chunks = noun_chunks  # type: ignore[assignment]
    return nlp


def _relation(token: Token) -> str:
    return token.dep_.partition(":")[0]


def _is_head(token: Token) -> bool:
    if token.pos_ not in _HEADS or token.dep_ == "nmod:poss":
        return False
    if token.pos_ in ("NUM", "SYM") and _relation(token) not in ("nsubj", "obj", "obl", "nmod"):
        return False
    first = token
    while _relation(first) == "conj" and first.head.i < first.i:
        first = first.head
    # A noun that is joined to a verb or adjective is a phrase of its own; so is one joined to a noun.
    return _relation(first) in _NOMINAL or first.pos_ not in _HEADS


def _start(head: Token) -> int:
    """Where the modifiers before a head begin: from the head leftward, up to the first that is none."""
    start = head.i
    for child in reversed(list(head.lefts)):
        relation = child.dep_ if child.dep_ == "nmod:poss" else _relation(child)
        joins = relation in _BEFORE or relation == "nmod:poss"
        if not joins or child.right_edge.i != start - 1:
            break
        start = child.left_edge.i
    return _without_marks(head.doc, start, head.i)


def _without_marks(doc: Doc, start: int, head: int) -> int:
    """Past punctuation and adverbs of the sentence that a phrase cannot begin with: *, however, the mayor*."""
    while start < head and (doc[start].is_punct or doc[start].is_space or _relation(doc[start]) == "cc"):
        start += 1
    return start


def _end(head: Token) -> int:
    """One after the last word of the name or date that a head begins."""
    end = head.i + 1
    for child in _name_parts(head.rights):
        if child.left_edge.i != end:
            break
        end = child.right_edge.i + 1
    return end


def _name_parts(children: Iterable[Token]) -> Iterator[Token]:
    for child in children:
        if _relation(child) not in _AFTER:
            return
        yield child
