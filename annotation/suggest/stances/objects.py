"""What hangs on a word: its object, what it governs by a preposition, what is joined to it, and the words of a phrase."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotation.suggest.stances.governing import Governed, Governing

_MOST_TARGET = 16
_OPENING = frozenset({"“", '"', "``", "‘"})
_PERFECT = frozenset({"has", "have", "had", "having", "'ve", "’ve"})
_PARTICIPLE = ("acl", "advcl", "amod", "conj", "ROOT")


@dataclass(frozen=True, slots=True)
class Told:
    """What a word of the lexicon tells.

    Args:
        governed: whose it is, and whether it is said to be so.
        targets: the head words of whom or what it is on.
        evidence: the words that show it.
        polarity: support or oppose, of the word itself.
        word: that word.
        sure: how plainly it says it, in [0, 1].
    """

    governed: Governed
    targets: list[int]
    evidence: tuple[int, int]
    polarity: str
    word: int
    sure: float


def words_of(governing: Governing, head: int, *, whole: bool = False) -> tuple[int, int]:
    """The noun phrase of a head; where `whole`, with the infinitive that says which: *the decision to close the ward*."""
    tree, view = governing.tree, governing.view
    start, end = tree.phrase(head)
    if tree.relation[head] == "nmod:poss":
        # The ’s of an owner is none of the holder’s words.
        while end > head + 1 and view.is_genitive(end - 1):
            end -= 1
    if whole and tree.first[head] < start - 1 and view.lower[start - 1] in _OPENING:
        start = tree.first[head]
    for child in tree.children[head] if whole else ():
        marked = any(view.lower[own] == "to" for own in tree.children[child])
        if tree.relation[child] == "acl" and marked and child > head and tree.end[child] - start <= _MOST_TARGET:
            end = max(end, tree.end[child])
    while end > head + 1 and not view.is_word(end - 1):
        end -= 1
    return min(start, head), max(end, head + 1)


def end_of(governing: Governing, head: int) -> int:
    """One after the last word of the noun phrase of a head."""
    return words_of(governing, head)[1]


def object_of(governing: Governing, verb: int) -> int | None:
    """The object of a verb; in a relative clause without one what the clause says something of: *a plan that Vale opposes*."""
    tree = governing.tree
    own = tree.child(verb, "obj")
    if own is not None:
        return own
    # An object that the parse took for an adjunct has no preposition.
    for child in tree.children[verb]:
        bare = tree.relation[child] == "obl" and child > verb and tree.child(child, "case") is None
        if bare and tree.pos[child] in ("NOUN", "PROPN") and not governing.view.is_time(child):
            return child
    subject = tree.child(verb, "nsubj")
    if (
        tree.relation[verb] == "acl:relcl"
        and subject is not None
        and governing.view.lower[subject] not in ("who", "which", "that")
    ):
        return tree.head[verb]
    return None


def joined(governing: Governing, target: int) -> list[int]:
    """*Praised Roth and Tey*: both."""
    tree = governing.tree
    others = (
        own for own in tree.children[target] if tree.relation[own] == "conj" and tree.pos[own] in ("NOUN", "PROPN")
    )
    return [target, *others]


def governed_by(governing: Governing, word: int) -> Iterator[tuple[int, str]]:
    """What hangs on a word by a preposition, with that."""
    tree = governing.tree
    for child in tree.children[word]:
        case = tree.child(child, "case")
        if case is not None and tree.relation[child].split(":")[0] in ("obl", "nmod") and child > word:
            yield child, governing.view.lower[case]


def is_passive(governing: Governing, word: int) -> bool:
    """Whether a verb is in the passive, or a participle of it."""
    tree, view = governing.tree, governing.view
    if tree.child(word, "aux:pass", "nsubj:pass") is not None:
        return True
    if view.tags is None or view.tags[word] != "VBN" or tree.child(word, "obj") is not None:
        return False
    perfect = any(view.lower[child] in _PERFECT for child in tree.children[word])
    return not perfect and tree.relation[word] in _PARTICIPLE
