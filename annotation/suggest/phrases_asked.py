"""Whether what a document asks about (`annotation.asked`) is a name or noun phrase: only who has read the sentence can tell.

The answer says it in its `meta`; who asks uses it to tell a target from words that show a stance by themselves (“rejected the plan”).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from annotation.asked import Asked
from annotation.exchange import ExchangeDocument

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from annotation.suggest.tree import Tree

PHRASES = "asked_phrases"
"""The key of `meta`: for each that is asked, in its order, whether its target is a name or noun phrase."""
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "SYM", "X"})
_VERBAL = frozenset({"VERB", "AUX"})
_OF_CLAUSES = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "cop", "aux", "aux:pass")


def is_phrase(answer: ExchangeDocument, number: int = 0) -> bool:
    """Whether the answer says so of the target that was asked for as this one (0 the first); False where it says nothing."""
    told = answer.meta.get(PHRASES)
    return isinstance(told, list) and number < len(told) and told[number] is True


def phrases(doc: Doc, asked: Iterable[Asked]) -> list[bool]:
    """What `PHRASES` says of a doc that a pipeline has read. By its parse; without one, what has no finite verb is a phrase."""
    from annotation.suggest.stances.answers import words_at
    from annotation.suggest.tree import tree_of
    from annotation.suggest.view import view_of

    view, tree = view_of(doc), tree_of(doc)
    told: list[bool] = []
    for own in asked:
        start, end = words_at(view, own.target)
        if start == end:
            told.append(False)
        elif tree is None:
            told.append(not any(view.is_finite(word) for word in range(start, end)))
        else:
            told.append(_is_nominal(tree, start, end))
    return told


def _is_nominal(tree: Tree, start: int, end: int) -> bool:
    """Whether the words that hang on no other of `[start, end)` are nouns and the like, and none of them has a subject or a copula there."""
    tops = [word for word in range(start, end) if tree.head[word] == word or not start <= tree.head[word] < end]
    below = (child for top in tops for child in tree.children[top] if start <= child < end)
    tags = {tree.pos[top] for top in tops}
    return bool(tags & _NOMINAL) and not tags & _VERBAL and all(tree.relation[c] not in _OF_CLAUSES for c in below)
