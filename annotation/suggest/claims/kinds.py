"""The type of a claim (fact, prediction, opinion, policy), by modals, set phrases and words of judgement, and whether it is worth checking."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from annotation.suggest.claims.candidates import Candidate
from annotation.suggest.claims.words import claim_words
from annotation.suggest.tree import Tree
from annotation.suggest.view import DocView

FACT, PREDICTION, OPINION, POLICY = "fact", "prediction", "opinion", "policy"
# What makes a sentence say something that can be looked up, whatever its tone.
HARD = frozenset({"number", "large", "percent", "money"})
_DATED = HARD | {"date"}


def kind_of(view: DocView, tree: Tree | None, candidate: Candidate, signs: Collection[str]) -> str:
    """The type of a candidate, given its signs. Modals count in the main clause alone, where a parse tells which it is."""
    words = list(candidate.words())
    lower = [view.lower[word] for word in words]
    found = claim_words().kinds.among(lower)
    main = set(_main(tree, candidate, words))
    modals = claim_words().kinds.among([view.lower[word] if word in main else "…" for word in words])
    if "policy" in modals or "demand" in found:
        return POLICY
    if (
        "prediction" in modals
        or "expected" in found
        or ("possible" in modals and "have" not in lower and _DATED.intersection(signs))
    ):
        return PREDICTION
    if HARD.isdisjoint(signs) and ("thinks" in found or "judges" in modals or ("feels" in modals and "self" in signs)):
        return OPINION
    return FACT


def is_worth_checking(kind: str, signs: Collection[str]) -> bool:
    """Whether a claim of a type can be checked: facts, and what is predicted in figures or for a date."""
    return kind == FACT or (kind == PREDICTION and bool(_DATED.intersection(signs)))


def _main(tree: Tree | None, candidate: Candidate, words: Sequence[int]) -> list[int]:
    """The words of the predicate: the head, its auxiliaries and what it governs (*is expected to*, *has to*)."""
    if tree is None or candidate.head is None:
        return list(words)
    heads = [candidate.head]
    heads += [child for child in tree.hanging(candidate.head, "conj", "xcomp") if child in words]
    found: set[int] = set(heads)
    for head in heads:
        found.update(tree.hanging(head, "aux", "auxpass", "cop", "advmod", "mark", "neg"))
        for child in tree.hanging(head, "xcomp"):
            found.update((child, *tree.hanging(child, "mark", "aux")))
    return sorted(found)
