"""Stances that nouns and adjectives tell: *his praise of Brod*, *voiced support for it*, *drew criticism from rectors*, *wary of the plan*."""

from __future__ import annotations

from collections.abc import Iterator

from annotation.suggest.stances.governing import Governed, Governing
from annotation.suggest.stances.objects import Told, end_of, governed_by, joined
from annotation.suggest.stances.words import stance_words

_GIVERS = frozenset({"from", "by", "among"})
_COUNTED = frozenset({"support", "backing", "confidence", "trust", "opposition"})
_POLLS = frozenset({"poll", "polls", "polling", "survey", "surveys", "percent", "%"})
_PLAIN = 0.9
"""A noun or adjective of judgement says it a little less surely than a verb: it is oftener somebody else’s, or nobody’s."""


def told_by_adjective(governing: Governing, word: int) -> Iterator[Told]:
    """*Vale is critical of the plan*; *officials, wary of the plan, …*."""
    words, tree, lemma = stance_words(), governing.tree, governing.tree.lemma[word]
    for target, preposition in governed_by(governing, word):
        polarity = words.adjectives.get((lemma, preposition))
        if polarity is None:
            continue
        governed, head = governing.of(word), tree.head[word]
        if tree.relation[word] in ("amod", "acl", "appos") and tree.pos[head] in ("NOUN", "PROPN"):
            governed = Governed(head, governing.denies(word), governed.real, word)
        sure = words.weak.get(lemma, _PLAIN)
        yield Told(governed, joined(governing, target), (word, end_of(governing, target)), polarity, word, sure)


def told_by_noun(governing: Governing, word: int) -> Iterator[Told]:
    """Of its owner, of who gives it, or of the subject of a verb that has it as its object."""
    words, tree, lemma = stance_words(), governing.tree, governing.tree.lemma[word]
    sure, verb = words.weak.get(lemma, _PLAIN), tree.head[word]
    has_verb = tree.relation[word] in ("obj", "xcomp") and tree.pos[verb] in ("VERB", "NOUN")
    light = governing.tree.lemma[verb] if has_verb else ""
    if light in words.receiving:
        yield from _received(governing, word, verb, sure)
        return
    # The parse often hangs *for the strike* on the verb of *voiced support for the strike*.
    around = [*governed_by(governing, word), *(governed_by(governing, verb) if light else ())]
    for target, preposition in around:
        polarity = words.nouns.get((lemma, preposition))
        if polarity is None or target == word:
            continue
        start, governed = word, _owner(governing, word, target)
        if governed is None and light in words.light:
            governed, start = governing.of(verb), min(verb, word)
        if governed is not None:
            yield Told(governed, joined(governing, target), (start, end_of(governing, target)), polarity, word, sure)
            return


def is_counted(governing: Governing, word: int) -> bool:
    """*Voters’ support for the candidates*, as a poll counts it, is nobody’s stance."""
    sentence = governing.view.lower[slice(*governing.view.sentence(word))]
    return governing.tree.lemma[word] in _COUNTED and not _POLLS.isdisjoint(sentence)


def _owner(governing: Governing, word: int, target: int) -> Governed | None:
    """*His praise of it*, *criticism of it from rectors*."""
    owner = governing.tree.child(word, "nmod:poss")
    if owner is None:
        givers = (other for other, case in governed_by(governing, word) if case in _GIVERS and other != target)
        owner = next(givers, None)
    return None if owner is None else Governed(owner, False, not governing.denies(word), word)


def _received(governing: Governing, word: int, verb: int, sure: float) -> Iterator[Told]:
    """*The plan drew criticism from rectors*: the subject is the target."""
    polarities = {polarity for (own, _), polarity in stance_words().nouns.items() if own == governing.tree.lemma[word]}
    around = [*governed_by(governing, word), *governed_by(governing, verb)]
    giver = next((other for other, case in around if case in _GIVERS), None)
    received = governing.of(verb)
    if len(polarities) == 1 and giver is not None and received.holder is not None:
        governed = Governed(giver, received.turned, received.real, received.since)
        yield Told(governed, [received.holder], (verb, word + 1), polarities.pop(), word, sure)
