"""Who is for or against whom or what by the parse: verbs of judgement in any form, adjectives, nouns, and what something is called.

Unlike `lexical`, which reads word by word, it knows what is a participle, who acts in an infinitive, and what the whole object is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotation.suggest.stances.by_noun import is_counted, told_by_adjective, told_by_noun
from annotation.suggest.stances.by_verb import is_verb, told_by_phrase, told_by_verb
from annotation.suggest.stances.found import Stance
from annotation.suggest.stances.governing import Governing
from annotation.suggest.stances.objects import Told, words_of
from annotation.suggest.stances.words import OPPOSITE, Entry, stance_words

_SCORE = 0.7
_HOLDERS = ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET")
_NO_TARGETS = ("VERB", "ADV", "PUNCT", "AUX")


def parsed_stances(governing: Governing, phrases: Sequence[tuple[int, int, Entry]]) -> tuple[list[Stance], set[int]]:
    """The stances that the parse of a document tells, and the words that have been read, whether or not they show one.

    Args:
        governing: of the document.
        phrases: where words and phrases of the lexicon stand.
    """
    found: list[Stance] = []
    closed: set[int] = set()
    for start, end, entry in phrases:
        told = told_by_phrase(governing, start, end, entry) if entry.kind == "follows" else None
        if told is not None:
            closed.update(range(start, end))
            found += _stances(governing, told)
    for word, pos in enumerate(governing.tree.pos):
        if word in closed:
            continue
        of_word = _told_by(governing, word, pos)
        if of_word is not None:
            closed.add(word)
            found += _stances(governing, of_word)
    return found, closed


def _told_by(governing: Governing, word: int, pos: str) -> Iterable[Told] | None:
    """What one word tells; None where it has not been read."""
    if is_verb(governing, word):
        return told_by_verb(governing, word)
    if pos == "ADJ":
        return list(told_by_adjective(governing, word)) or None
    if pos != "NOUN" and governing.tree.child(word, "nmod:poss") is None:
        return None
    return [] if is_counted(governing, word) else list(told_by_noun(governing, word)) or None


def _stances(governing: Governing, told: Iterable[Told]) -> Iterable[Stance]:
    for own in told:
        yield from _stances_of(governing, own)


def _stances_of(governing: Governing, told: Told) -> Iterable[Stance]:
    """None where nobody or nothing is meant; a sure one only of what is said to be so, by somebody in particular, and no office’s duty."""
    by = told.governed
    if by.holder is None or not _may_hold(governing, by.holder):
        return
    holder = words_of(governing, by.holder)
    denied = by.turned and told.polarity == "oppose"
    nobody = governing.view.lower[by.holder] in stance_words().anybody
    sure = 0.0 if denied or nobody or not by.real else told.sure
    if governing.tree.lemma[told.word] in stance_words().ruling and not stance_words().offices.isdisjoint(
        governing.view.lower[slice(*holder)]
    ):
        sure = 0.0  # *The court rejected the request*: an office does what it has to
    start = min(told.evidence[0], told.word, by.since if by.turned else told.word)
    end = max(told.evidence[1], told.word + 1)
    for target in told.targets:
        head = governing.named(target)
        if head is None or not _may_be_target(governing, head):
            continue
        span = words_of(governing, head, whole=True)
        if holder[0] < span[1] and span[0] < holder[1]:
            continue
        yield Stance(
            holder=holder,
            target=span,
            evidence=(start, max(end, span[1] if span[0] >= start else 0)),
            polarity=OPPOSITE[told.polarity] if by.turned else told.polarity,
            score=_SCORE * sure,
            why=f"‘{governing.view.shown[told.word]}’; the holder is who does it by the parse",
            head=head,
            sure=sure,
        )


def _may_hold(governing: Governing, head: int) -> bool:
    """Somebody or a body: no thing that takes no side (*the evidence supports*), unless that is a name."""
    pos = governing.tree.pos[head]
    if pos not in _HOLDERS or governing.view.lower[head] in stance_words().no_holders:
        return False
    start, end = words_of(governing, head)
    if any(governing.tree.pos[word] in ("VERB", "AUX", "SCONJ") for word in range(start, end)):
        return False
    return pos == "PROPN" or governing.tree.lemma[head] not in stance_words().things


def _may_be_target(governing: Governing, head: int) -> bool:
    return governing.view.lower[head] not in stance_words().no_targets and governing.tree.pos[head] not in _NO_TARGETS
