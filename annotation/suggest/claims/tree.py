"""A doc’s parse as the rules of claims read it: lists over the words of `DocView`, and what of them is a clause.

Relations are those of Universal Dependencies (*nsubj:pass*, *acl:relcl*); the names that older English parsers have for the same
(*nsubjpass*, *relcl*) are read as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotation.suggest.view import DocView

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_VERBAL = frozenset({"aux", "auxpass", "cop"})


class Tree:
    """Heads and relations of the words of one doc; places are words as `DocView` counts them."""

    def __init__(self, view: DocView, doc: Doc) -> None:
        place = {index: word for word, index in enumerate(view.index)}
        tokens = [doc[index] for index in view.index]
        self._view = view
        self.head: list[int] = [place.get(token.head.i, word) for word, token in enumerate(tokens)]
        self.relation: list[str] = [token.dep_.lower().partition(":")[0] for token in tokens]
        self.lemma: list[str] = [token.lemma_.lower() or token.lower_ for token in tokens]
        self._children: list[list[int]] = [[] for _ in tokens]
        for word, head in enumerate(self.head):
            if head != word:
                self._children[head].append(word)

    def children(self, word: int, *relations: str) -> Iterator[int]:
        """The words that hang on a word, of all relations where none is named."""
        for child in self._children[word]:
            if not relations or self.relation[child] in relations:
                yield child

    def subject(self, word: int) -> int | None:
        """The subject that hangs on the head of a clause."""
        return next((child for child in self._children[word] if self.is_subject(child)), None)

    def auxiliaries(self, word: int) -> list[int]:
        """The auxiliaries and the copula of a clause."""
        return [child for child in self._children[word] if self.relation[child] in _VERBAL]

    def is_finite(self, word: int) -> bool:
        """Whether a word heads a clause with a finite verb: itself, an auxiliary or the copula.

        A base form or participle with a subject and without an auxiliary is a finite verb that was taken for one: *they never raised it*.
        """
        auxiliaries = self.auxiliaries(word)
        if self._view.is_finite(word) or any(map(self._view.is_finite, auxiliaries)):
            return True
        tags, subject = self._view.tags, self.subject(word)
        return (
            tags is not None
            and tags[word] in ("VB", "VBN")
            and not auxiliaries
            and subject is not None
            and subject < word
        )

    def is_subject(self, word: int) -> bool:
        """Whether a word is the subject of some clause."""
        return self.relation[word] in _SUBJECTS

    def below(self, word: int) -> set[int]:
        """A word and all that hangs on it."""
        found, waiting = {word}, [word]
        while waiting:
            for child in self._children[waiting.pop()]:
                if child not in found:
                    found.add(child)
                    waiting.append(child)
        return found


def tree_of(view: DocView, doc: Doc) -> Tree | None:
    """The tree of a doc; None where nothing has parsed it."""
    return Tree(view, doc) if doc.has_annotation("DEP") else None
