"""Words cut into the clauses that can be checked on their own: coordinated assertions apart, without what reports them.

A clause is cut off where it has a finite verb and a subject of its own: *exports rose, and imports fell*; *while imports fell*. Clauses of
condition, time and cause stay with what they limit. Verbs that share a subject stay together, since without it neither can be checked.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from annotation.suggest.claims.words import claim_words
from annotation.suggest.tree import Tree
from annotation.suggest.view import DocView

_FEWEST = 4
_BESIDE = frozenset({"conj", "parataxis"})
_COMPLEMENT = frozenset({"ccomp"})
_NONE, _DEEPEST = -1, 200
_AFTER_CUE = 5
_ASIDE = frozenset({"acl", "relcl", "advcl", "ccomp", "appos"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Words that assert one thing; see `Candidate` for the fields."""

    runs: tuple[tuple[int, int], ...]
    head: int | None = None
    claimant: tuple[int, int] | None = None

    @classmethod
    def of(cls, words: Sequence[int], head: int | None = None, claimant: tuple[int, int] | None = None) -> Unit:
        """The unit of some words in text order; neighbours are one run."""
        breaks = [place + 1 for place, (word, following) in enumerate(pairwise(words)) if following != word + 1]
        cuts = [0, *breaks, len(words)]
        return cls(
            runs=tuple((words[low], words[high - 1] + 1) for low, high in pairwise(cuts)), head=head, claimant=claimant
        )


def units(view: DocView, tree: Tree, words: Sequence[int], cues: Collection[int]) -> list[Unit]:
    """The assertions among the words of one region of a sentence.

    Args:
        words: in text order.
        cues: the words of the sentence that report quotes: what hangs on them is what frames a quote.
    """
    end, claimant = (len(words), None) if cues else _attributed(view, tree, words)
    found = _Cutter(view, tree, words[:end], frozenset(cues)).units()
    return [replace(unit, claimant=unit.claimant or claimant) for unit in found]


def _attributed(view: DocView, tree: Tree, words: Sequence[int]) -> tuple[int, tuple[int, int] | None]:
    """How many of the words are left of the attribution that ends them (*…, officials at the ministry said*), and who it names.

    Parses hang what ends a sentence on anything; it is known by its comma, its subject and its verb of saying with nothing said after it.
    """
    for place in range(len(words) - 1, max(0, len(words) - _AFTER_CUE), -1):
        word = words[place]
        subject = tree.own_subject(word)
        if tree.lemma[word] not in claim_words().says or not view.is_finite(word) or subject is None:
            continue
        named = tree.below(subject)
        start = words.index(min(named)) if min(named) in words else 0
        if start and max(named) < word and view.lower[words[start] - 1] == ",":
            return start, (min(named), max(named) + 1)
    return len(words), None


class _Cutter:
    """Cuts the words of one region. `heads` are the clauses found, each with the words of who says so, where a verb of saying tells it."""

    def __init__(self, view: DocView, tree: Tree, words: Sequence[int], cues: frozenset[int]) -> None:
        self._view, self._tree, self._words, self._cues = view, tree, words, cues
        self._inside = frozenset(words)
        self._framed: set[int] = set()
        self._heads: dict[int, tuple[int, int] | None] = {}

    def units(self) -> list[Unit]:
        tree, inside = self._tree, self._inside
        tops = [word for word in self._words if tree.head[word] == word or tree.head[word] not in inside]
        clauses = [clause for top in tops if not self._hangs_on_cue(top) and (clause := self._clause(top)) is not None]
        # *If the mill closes, the valley dies*: the first is no assertion, whatever a parse hangs it on.
        chosen = [clause for clause in clauses if not self._depends(clause)] or clauses
        # A verb without a subject belongs to the clause of another one.
        for clause in [clause for clause in chosen if self._stands_alone(clause)] or chosen[:1]:
            self._add(clause)
        for cue in sorted(self._cues - inside):
            # What the narrator asserts beside what is said: “…,” she said, and the vote was put off.
            for child in tree.hanging(cue, *_BESIDE):
                if child in inside and self._stands_alone(child):
                    self._add(child)
        self._framed |= self._cues & inside
        return self._shared_out() if self._heads else []

    def _hangs_on_cue(self, word: int) -> bool:
        """Whether a word among the narrator’s is but a part of what reports a quote."""
        head = self._tree.head[word]
        return word in self._cues or (head in self._cues and self._tree.universal[word] not in (*_BESIDE, *_COMPLEMENT))

    def _stands_alone(self, word: int) -> bool:
        return self._tree.is_finite(word) and self._tree.own_subject(word) is not None

    def _depends(self, clause: int) -> bool:
        marks = {self._view.lower[mark] for mark in self._tree.hanging(clause, "mark")}
        return not marks <= claim_words().contrast | {"that"}

    def _clause(self, top: int) -> int | None:
        """What heads the main clause of the words below one: itself as a rule; what parses hang on a noun: *Over a million people are ill*."""
        if self._stands_alone(top):
            return top
        main = [
            word for word in sorted(self._tree.below(top)) if word in self._inside and not self._is_aside(word, top)
        ]
        for word in main:
            if self._stands_alone(word):
                return word
        # Its subject and its verb hang on different words, or its subject is taken for something else: *We’re down to three ships*.
        split = any(map(self._tree.is_subject, main)) and any(map(self._view.is_finite, main))
        return top if split or self._tree.is_finite(top) else None

    def _is_aside(self, word: int, top: int) -> bool:
        """Whether a word is within a clause that describes another word, or that a conjunction makes depend on it."""
        while word != top:
            if self._tree.universal[word] in _ASIDE or any(self._tree.hanging(word, "mark")):
                return True
            word = self._tree.head[word]
        return False

    def _add(self, word: int) -> None:
        """Add a clause, or where its verb is one of saying what it says, and the clauses beside it."""
        tree = self._tree
        waiting: list[tuple[int, tuple[int, int] | None]] = [(word, None)]
        while waiting:
            head, claimant = waiting.pop()
            if head in self._heads or head in self._framed:
                continue
            subject = tree.own_subject(head)
            said = [child for child in tree.hanging(head, *_COMPLEMENT) if self._is_cut(child)]
            if said and subject is not None and tree.lemma[head] in claim_words().says:
                below = tree.below(subject)
                self._framed.add(head)
                waiting += [(child, (min(below), max(below) + 1)) for child in said]
            elif said and tree.lemma[head] in claim_words().factive:
                self._framed.add(head)  # “Voters should know that …”: the narrator asserts it
                waiting += [(child, claimant) for child in said]
            elif head in self._cues:
                self._framed.add(head)
            else:
                self._heads[head] = claimant
            waiting += [
                (child, claimant)
                for child in tree.hanging(head)
                if self._is_cut(child)
                and self._asserts_beside(child)
                and (subject is None or (subject < child) == (head < child))
            ]

    def _is_cut(self, word: int) -> bool:
        return word in self._inside and self._stands_alone(word)

    def _asserts_beside(self, word: int) -> bool:
        """Whether a clause asserts as much as the one it hangs on: coordinated, or after *while*, *although*."""
        relation = self._tree.universal[word]
        marks = self._tree.hanging(word, "mark")
        return relation in _BESIDE or (
            relation == "advcl" and any(self._view.lower[mark] in claim_words().contrast for mark in marks)
        )

    def _shared_out(self) -> list[Unit]:
        """Each word to a clause, so that every clause is one stretch but for what frames it; what hangs on a verb of saying to nobody.

        A clause begins with the first word after the head before it that hangs on its own head. Parses err with what ends a sentence
        (*from the square*, *on Monday*), which is then the last clause’s, whatever it hangs on.
        """
        words, order = self._words, sorted(self._heads)
        owners = {word: self._owner(word) for word in words}
        starts = [words[0]]
        for before, head in pairwise(order):
            starts.append(min(word for word in words if before < word <= head and owners[word] == head))
        found: list[Unit] = []
        for head, start, end in zip(order, starts, [*starts[1:], words[-1] + 1], strict=True):
            share = [word for word in words if start <= word < end and owners[word] is not None]
            if len(share) >= _FEWEST:
                found.append(Unit.of(share, head, self._heads[head]))
        return found

    def _owner(self, word: int) -> int | None:
        """The clause that a word belongs to; None where that is a verb of saying, `_NONE` where nothing inside tells."""
        for _ in range(_DEEPEST):
            if word in self._heads:
                return word
            above = self._tree.head[word]
            if word in self._framed or (above in self._framed and above not in self._inside):
                return None
            if above == word or above not in self._inside:
                return _NONE
            word = above
        return _NONE
