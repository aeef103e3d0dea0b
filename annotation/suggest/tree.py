"""The parse of a doc by words, as `DocView` counts them: heads, subjects, clauses. Labels are those of Universal Dependencies.

The names that older English parsers have for the same (*nsubjpass*, *auxpass*) are read where a method asks for `universal` relations.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotation.suggest.view import DocView, view_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_KEY = "quotemark_tree"
_CLAUSES = frozenset({"ROOT", "root", "ccomp", "advcl", "acl:relcl", "acl", "csubj", "parataxis"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_VERBAL = frozenset({"aux", "auxpass", "cop"})
_FAR = 40


def tree_of(doc: Doc) -> Tree | None:
    """The tree of a doc, made once; None where it has no parse with these labels."""
    if not doc.has_annotation("DEP"):
        return None
    tree = doc.user_data.get(_KEY)
    if not isinstance(tree, Tree):
        tree = doc.user_data[_KEY] = Tree(doc, view_of(doc))
    return tree


class Tree:
    """Words and what hangs on them.

    Attributes:
        head: for each word the one that it hangs on; a root hangs on itself.
        relation: for each word the label of that.
        universal: for each word that label in lower case without its subtype: *nsubj* for *nsubj:pass*.
        pos: for each word its universal tag.
        lemma: for each word its lemma in lower case, or the word where it has none.
        first, end: for each word where what hangs on it, itself included, begins, and one after its end.
        children: for each word those that hang on it, in text order.
    """

    def __init__(self, doc: Doc, view: DocView) -> None:
        tokens = [doc[index] for index in view.index]
        place = {index: word for word, index in enumerate(view.index)}
        self._view = view
        self.head = [place.get(token.head.i, word) for word, token in enumerate(tokens)]
        self.relation: list[str] = [token.dep_ for token in tokens]
        self.universal: list[str] = [relation.lower().partition(":")[0] for relation in self.relation]
        self.pos: list[str] = [token.pos_ for token in tokens]
        self.lemma: list[str] = [token.lemma_.lower() or token.lower_ for token in tokens]
        self.first = [place.get(token.left_edge.i, word) for word, token in enumerate(tokens)]
        self.end = [place.get(token.right_edge.i, word) + 1 for word, token in enumerate(tokens)]
        self.children: list[list[int]] = [[] for _ in tokens]
        for word, head in enumerate(self.head):
            if head != word:
                self.children[head].append(word)

    def child(self, word: int, *relations: str) -> int | None:
        """The first word that hangs on one in one of these relations."""
        return next((child for child in self.children[word] if self.relation[child] in relations), None)

    def hanging(self, word: int, *universal: str) -> Iterator[int]:
        """The words that hang on one in one of these universal relations; in any, where none is named."""
        for child in self.children[word]:
            if not universal or self.universal[child] in universal:
                yield child

    def below(self, word: int) -> set[int]:
        """A word and all that hangs on it, or on what hangs on it."""
        found, waiting = {word}, [word]
        while waiting:
            for child in self.children[waiting.pop()]:
                if child not in found:
                    found.add(child)
                    waiting.append(child)
        return found

    def root(self, start: int, end: int) -> int:
        """The word of `[start, end)` that hangs on none of the others."""
        return next(
            (word for word in range(start, end) if self.head[word] == word or not start <= self.head[word] < end), start
        )

    def is_clause(self, word: int) -> bool:
        """Whether a word is the head of a clause: of a sentence, a subordinate clause, a second verb joined to one."""
        relation = self.relation[word]
        if relation == "conj":
            return self.pos[word] in ("VERB", "AUX") or self.child(word, "nsubj", "nsubj:pass", "cop") is not None
        return relation in _CLAUSES

    def clause(self, word: int) -> int:
        """The head of the smallest clause that a word is in."""
        for _ in range(_FAR):
            if self.is_clause(word) or self.head[word] == word:
                break
            word = self.head[word]
        return word

    def subject(self, verb: int) -> int | None:
        """The subject of a clause’s head: its own, or the one that it shares with the clause that it is joined to or hangs on."""
        for _ in range(_FAR):
            own = self.child(verb, "nsubj", "nsubj:pass", "nsubj:outer")
            if own is not None:
                return own
            if self.relation[verb] not in ("conj", "xcomp", "advcl") or self.head[verb] == verb:
                return None
            verb = self.head[verb]
        return None

    def is_subject(self, word: int) -> bool:
        """Whether a word is the subject of some clause, be it a clause itself or *there*."""
        return self.universal[word] in _SUBJECTS

    def own_subject(self, verb: int) -> int | None:
        """The subject that hangs on a clause’s head itself, see `is_subject`; one that it shares with another clause is not its own."""
        return next((child for child in self.children[verb] if self.is_subject(child)), None)

    def is_finite(self, word: int) -> bool:
        """Whether a word heads a clause with a finite verb: itself, an auxiliary or the copula.

        A base form or participle with a subject and without an auxiliary is a finite verb that was taken for one: *they never raised it*.
        """
        auxiliaries = [child for child in self.children[word] if self.universal[child] in _VERBAL]
        if self._view.is_finite(word) or any(map(self._view.is_finite, auxiliaries)):
            return True
        tags, subject = self._view.tags, self.own_subject(word)
        return (
            tags is not None
            and tags[word] in ("VB", "VBN")
            and not auxiliaries
            and subject is not None
            and subject < word
        )

    def phrase(self, head: int) -> tuple[int, int]:
        """The noun phrase of a head without relative clauses, appositions and what is joined to it after commas."""
        start, end = self.first[head], self.end[head]
        for child in self.children[head]:
            if self.relation[child] in (
                "acl:relcl",
                "acl",
                "appos",
                "conj",
                "parataxis",
                "punct",
                "cc",
                "advcl",
                "cop",
            ):
                if child < head:
                    start = max(start, self.end[child])
                else:
                    end = min(end, self.first[child])
            elif (
                self.relation[child] in ("case", "mark", "nsubj", "advmod") and child < head and self.end[child] > start
            ):
                start = max(start, self.end[child]) if self.relation[child] != "advmod" else start
        return self._trimmed(min(start, head), max(end, head + 1))

    def stretch(self, clause: int) -> tuple[int, int]:
        """The words of a clause without the clauses joined to its edges, conjunctions and marks."""
        start, end = self.first[clause], self.end[clause]
        for child in self.children[clause]:
            apart = self.relation[child] in ("parataxis", "conj") and self.is_clause(child)
            if apart and child > clause:
                end = min(end, self.first[child])
            elif apart:
                start = max(start, self.end[child])
        start, end = min(start, clause), max(end, clause + 1)
        while start < clause and self.relation[start] in ("cc", "mark", "punct"):
            start += 1
        while end > clause + 1 and (self.relation[end - 1] == "cc" or not self._view.is_word(end - 1)):
            end -= 1
        return start, end

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        while start < end - 1 and not self._view.is_word(start):
            start += 1
        while end > start + 1 and not self._view.is_word(end - 1):
            end -= 1
        return start, end
