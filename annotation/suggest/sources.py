"""Who said it: the noun phrase that is the subject of a cue, before or after it.

The words between the last boundary of a clause and the verb are the subject where no finite verb is among them; otherwise the nearest run
of words that can be one noun phrase. A parse is not asked, though there may be one: its subjects are longer or shorter than sources are,
and with them fewer sources were right (docs/training.md).
"""

from __future__ import annotations

from annotation.suggest.lexicon import words
from annotation.suggest.phrases import (
    RELATIVE,
    STOPS,
    Phrase,
    after_adjunct,
    bounds_clause,
    bracket_after,
    bracket_before,
    comma_before,
    ends_phrase,
    is_insertion,
    may_begin,
    nearest_phrase,
)
from annotation.suggest.view import DocView

_REACH = 45
_LONGEST = 28


def subject_before(view: DocView, cue: int, *, lowest: int = 0) -> Phrase | None:
    """The noun phrase that ends right before token `cue` (the first of the cue), within its sentence and from `lowest` on."""
    lowest = max(lowest, view.sentence(cue)[0], cue - _REACH)
    if cue <= lowest:
        return None
    last = cue - 1
    if view.lower[last] in words().pronouns:
        return Phrase(last, cue, 0.95, "the pronoun before it")
    if view.lower[last] != ",":
        return _in_clause(view, lowest, cue)
    # “Doe, the mayor of Springfield, said”: what stands between the commas belongs to the name before them.
    comma = last
    for _ in range(3):
        opening = comma_before(view, lowest, comma)
        if opening is None or not is_insertion(view, opening + 1, comma):
            return None
        if head := _in_clause(view, lowest, opening):
            relative = view.at(opening + 1) in RELATIVE or view.at(opening + 1).endswith("ing")
            return Phrase(
                head.start, opening if relative else cue, head.sure * 0.95, "the name and its apposition before it"
            )
        comma = opening
    return None


def subject_after(view: DocView, end: int, *, limit: int | None = None) -> Phrase | None:
    """The noun phrase that begins at token `end` (“…,” said Jane Doe, the mayor), with its appositions, up to `limit`."""
    stop = min(view.sentence(end)[1] if end < len(view) else 0, end + _REACH, len(view) if limit is None else limit)
    if end >= stop or not may_begin(view, end):
        return None
    lists = words()
    if view.lower[end] in lists.pronouns and view.at(end + 1) != "of" and not view.is_capital(end):
        return Phrase(end, end + 1, 0.85, "the pronoun after it")
    token = end
    while token < stop and not ends_phrase(view, token, end, stop):
        bracket = bracket_after(view, token, stop) if view.lower[token] == "(" else None
        token = bracket if bracket is not None else token + 1
    return _phrase_after(view, end, token)


def object_after(view: DocView, start: int, ends: frozenset[str]) -> Phrase | None:
    """The noun phrase that begins at token `start` as the object of a verb; a word of `ends` is after it, but “of” may join a name."""
    if start >= len(view):
        return None
    lists = words()
    stop = min(view.sentence(start)[1], start + 16)
    if view.lower[start] in lists.objects and view.lower[start] != "people":
        return Phrase(start, start + 1, 0.75, "the pronoun after it")
    if start >= stop or not may_begin(view, start):
        return None
    token = start + 1
    while (
        token < stop
        and (view.is_word(token) or view.lower[token] == "-")
        and view.lower[token] not in ends
        and not view.is_finite(token)
        and not view.is_time(token)
    ):
        token += 1
    if token < stop and view.is_genitive(token - 1):
        return None  # “Doe’s “values””: the noun is in the marks
    return _phrase_after(view, start, token)


def owner_before(view: DocView, genitive: int) -> Phrase | None:
    """The name or noun phrase whose genitive token `genitive` is, without what stands before it."""
    return nearest_phrase(view, max(view.sentence(genitive)[0], genitive - 12), genitive)


def _phrase_after(view: DocView, start: int, end: int) -> Phrase | None:
    lists = words()
    while end > start and (
        (not view.is_word(end - 1) and view.lower[end - 1] != ")")
        or view.lower[end - 1] in lists.prepositions | lists.conjunctions
    ):
        end -= 1
    if end == start or end - start > _LONGEST:
        return None
    named = any(view.is_capital(i) for i in range(start, end))
    return Phrase(start, end, 0.9 if named else 0.75, "the noun phrase after it")


def first_subject(view: DocView, start: int, before: int) -> Phrase | None:
    """The subject of the clause that begins at token `start`: what a participle (“…, adding that”) takes as its own."""
    lists = words()
    token = start
    if (
        view.at(token) in lists.prepositions
        or view.at(token) in lists.subordinators
        or view.at(token) in lists.adjuncts
    ):
        comma = next((i for i in range(token, before) if view.lower[i] == ","), None)
        token = comma + 1 if comma is not None else token + 1
    while token < before and (view.is_adverb(token) or view.lower[token] in lists.conjunctions):
        token += 1
    for verb in range(token, min(before, token + 24)):
        if view.lower[verb] in STOPS - {"("}:
            return None
        if view.is_finite(verb) and verb > token:
            phrase = subject_before(view, _before_auxiliaries(view, verb, token), lowest=token)
            return (
                Phrase(phrase.start, phrase.end, phrase.sure * 0.8, "the subject of the sentence") if phrase else None
            )
    return None


def _before_auxiliaries(view: DocView, verb: int, lowest: int) -> int:
    while verb > lowest and (view.is_adverb(verb - 1) or view.lower[verb - 1] in words().auxiliaries):
        verb -= 1
    return verb


def _in_clause(view: DocView, lowest: int, end: int) -> Phrase | None:
    """The subject among the tokens that end before `end`, back to the nearest boundary of a clause."""
    lists = words()
    start = end
    while start > lowest:
        if view.lower[start - 1] in (")", "]") and (bracket := bracket_before(view, lowest, start - 1)) is not None:
            start = bracket
        elif bounds_clause(view, start - 1):
            break
        else:
            start -= 1
    finite = [i for i in range(start, end) if view.is_finite(i)]
    if finite and start > lowest + 1 and view.lower[start - 1] in ("who", "which") and view.lower[start - 2] != ",":
        # “Residents who filled the room called it …”: the relative clause belongs to the subject.
        head = _in_clause(view, lowest, start - 1)
        return Phrase(head.start, end, head.sure * 0.9, head.how) if head else None
    if finite:
        return nearest_phrase(view, finite[-1] + 1, end)
    begin = start
    while begin < end and (
        view.lower[begin] in lists.conjunctions
        or (view.is_adverb(begin) and view.lower[begin] != "both")
        or not view.is_word(begin)
    ):
        begin += 1
    begin = after_adjunct(view, begin, end)
    if begin >= end or end - begin > _LONGEST:
        return None
    if not may_begin(view, begin):
        return nearest_phrase(view, begin, end)
    named = view.is_capital(end - 1) or view.is_capital(begin)
    return Phrase(begin, end, 0.9 if named else 0.8, "the nearest subject before it")
