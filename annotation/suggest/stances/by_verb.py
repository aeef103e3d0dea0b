"""Stances that verbs tell: *commending Brod*, *the plan was condemned by bishops*, *came out against it*, *called it “a trap”*."""

from __future__ import annotations

from collections.abc import Iterator

from annotation.suggest.stances.called import CALLED, called_as
from annotation.suggest.stances.governing import Governed, Governing
from annotation.suggest.stances.objects import Told, end_of, governed_by, is_passive, joined, object_of
from annotation.suggest.stances.words import Entry, stance_words

_AS_VERB = ("advcl", "acl", "xcomp", "acl:relcl", "conj", "ccomp")


def is_verb(governing: Governing, word: int) -> bool:
    """Whether a word is a verb, or a participle that the tagger took for something else and the parse has head a clause."""
    tree, lower = governing.tree, governing.view.lower[word]
    if governing.view.at(word - 1) == "-":
        return False  # *a Vale-supporting group*
    if tree.child(word, "nmod:poss") is not None:
        return False  # *voters’ support for it*, whatever the tagger says
    if tree.pos[word] == "VERB":
        return True
    return lower.endswith("ing") and tree.relation[word] in _AS_VERB and lower in stance_words().entries


def told_by_verb(governing: Governing, word: int) -> Iterator[Told] | None:
    """What a verb tells; None where it is none of the lexicon’s, or nothing that it needs is found."""
    words, lemma = stance_words(), governing.tree.lemma[word]
    entry = words.entries.get(governing.view.lower[word])
    polarity = words.verbs.get(lemma) or (entry.polarity if entry and entry.kind == "verb" else None)
    sure, own = words.weak.get(lemma, 1.0), governing.tree.child(word, "obj")
    for target, preposition in governed_by(governing, word):
        other = words.governed.get((lemma, preposition))
        # *Blamed the deaths on the mayor*: what follows the preposition is the target even beside an object.
        if other and (polarity is None or own is None or preposition == "on"):
            return _told(governing, word, joined(governing, target), other, sure)
    if polarity and _is_other_verb(governing, word, own):
        return iter(())
    if polarity is None:
        return _framed(governing, word) if lemma in words.framing else None
    if is_passive(governing, word):
        return _by_agent(governing, word, polarity, sure)
    patient = object_of(governing, word)
    return None if patient is None else _told(governing, word, joined(governing, patient), polarity, sure)


def _is_other_verb(governing: Governing, word: int, patient: int | None) -> bool:
    """*Backed off the plan*; *feared the court would fall*, where the parse has taken a subject for an object."""
    view, lemma = governing.view, governing.tree.lemma[word]
    if lemma == "back":
        return view.at(word + 1) in ("off", "down", "away", "out", "into", "to")
    if lemma not in ("fear", "doubt", "blame") or patient is None:
        return lemma == "blame" and governing.tree.relation[word] == "acl:relcl"
    end = end_of(governing, patient)
    return end < len(view) and governing.tree.pos[end] in ("AUX", "VERB") and view.is_finite(end)


def told_by_phrase(governing: Governing, start: int, end: int, entry: Entry) -> Iterator[Told] | None:
    """*Took issue with*: the target hangs on the last word, or is the object of the phrase."""
    tree, last = governing.tree, end - 1
    verb = next((word for word in range(start, end) if tree.pos[word] in ("VERB", "ADJ")), None)
    if verb is None:
        return None
    target = tree.head[last] if tree.relation[last] == "case" and tree.head[last] >= end else None
    if target is None and tree.relation[last] == "compound:prt":
        target = object_of(governing, verb)
    if target is None:
        return None
    sure = stance_words().weak.get(governing.tree.lemma[verb], 1.0)
    return _told(governing, verb, joined(governing, target), entry.polarity, sure, since=start)


def _told(
    governing: Governing, word: int, targets: list[int], polarity: str, sure: float, *, since: int | None = None
) -> Iterator[Told]:
    start = word if since is None else since
    yield Told(governing.of(word), targets, (start, end_of(governing, targets[0])), polarity, word, sure)


def _by_agent(governing: Governing, word: int, polarity: str, sure: float) -> Iterator[Told]:
    """*The plan was condemned by bishops*, *a plan backed by Vale*, *criticised by Vale, the mayor …*."""
    tree = governing.tree
    agent = next((other for other, case in governed_by(governing, word) if case == "by"), None)
    if agent is None:
        return
    head, governed = tree.head[word], governing.of(word)
    target = governed.holder
    is_own = tree.child(word, "nsubj:pass") is not None
    if not is_own and tree.relation[word] in ("acl", "amod") and tree.pos[head] in ("NOUN", "PROPN"):
        target, governed = head, Governed(agent, governing.denies(word), True, word)
    if target is not None:
        holder = Governed(agent, governed.turned, governed.real, governed.since)
        yield Told(holder, [target], (word, end_of(governing, agent)), polarity, word, sure)


def _framed(governing: Governing, word: int) -> Iterator[Told] | None:
    """*Called the plan “a trap”*, *described Brod as reckless*."""
    target = object_of(governing, word)
    if target is None or is_passive(governing, word):
        return None
    called = called_as(governing, word, end_of(governing, target))
    if called is None:
        return None
    return iter([Told(governing.of(word), [target], (word, called[1]), called[0], word, CALLED)])
