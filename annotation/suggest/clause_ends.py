"""Where what a cue reports ends: with the sentence, or where the next attribution takes over. Token indices throughout."""

from __future__ import annotations

from collections.abc import Mapping

from annotation.suggest.clauses import MARKS
from annotation.suggest.cues import Cue
from annotation.suggest.lexicon import words
from annotation.suggest.view import DocView

_LONGEST = 110


def clause_end(view: DocView, start: int, end: int, verbs: Mapping[int, Cue]) -> int:
    """One after the last token of a clause that begins at `start`: the sentence, or where the next attribution begins."""
    stop = min(end, start + _LONGEST)
    for token in range(start + 1, stop):
        word = view.lower[token]
        if _closes_with_comma(view, token) and _attribution_follows(view, token, stop, verbs):
            stop = token + 1
            break
        if word == ";" and not view.inside_quote(token):
            stop = token
            break
        if word not in (",", "and", "but", ";", "—", "–", "while") or view.inside_quote(token):
            continue
        if _attribution_follows(view, token, stop, verbs):
            stop = token
            break
    while stop > start and view.lower[stop - 1] in (",", ".", ";", ":", "—", "–", "-"):
        stop -= 1
    return stop


def _closes_with_comma(view: DocView, token: int) -> bool:
    """Whether a token is a closing mark after a comma (“a mess,”), which does for the sentence what a comma does."""
    if view.lower[token] not in MARKS and view.lower[token] not in ("’", "'"):
        return False
    quoted = view.inside_quote(token)
    return bool(
        quoted and quoted.inner and quoted.outer.end == view.end[token] and view.text[quoted.inner.end - 1] == ","
    )


def object_end(view: DocView, start: int, end: int, verbs: Mapping[int, Cue]) -> int:
    """One after the object of a verb of judgement: a comma, a relative or an adverbial clause ends it."""
    stop = clause_end(view, start, end, verbs)
    for token in range(start + 1, stop):
        if _closes_with_comma(view, token):
            return token + 1
        if view.inside_quote(token):
            continue
        if view.lower[token] in (
            ",",
            "—",
            "–",
            "who",
            "which",
            "during",
            "while",
            "when",
            "after",
            "before",
            "because",
        ):
            return token
    return stop


def _attribution_follows(view: DocView, token: int, stop: int, verbs: Mapping[int, Cue]) -> bool:
    """Whether another cue takes over after a comma or conjunction: “, adding that”, “and said”, “, but she insisted”, “, Doe said”."""
    lists = words()
    place = token
    while place < stop and (
        view.lower[place] in (",", "and", "but", "—", "–", "while", ";", "as") or view.is_adverb(place)
    ):
        place += 1
    if place == token:
        place = token + 1
    conjoined = view.lower[token] in ("and", "but", "while", ";", "—", "–") or view.at(token + 1) in lists.conjunctions
    for ahead in range(place, min(stop, place + (6 if conjoined else 3))):
        cue = verbs.get(ahead)
        if cue is None:
            if view.lower[ahead] in (",", "that") or view.inside_quote(ahead):
                return False
            continue
        if not cue.is_plain:
            return False
        if cue.form == "participle" or cue.may("source_follows"):
            return cue.start == place
        if cue.start == place:
            return view.lower[token] in ("and", "but") or conjoined
        subject = view.lower[place]
        names = subject in lists.pronouns or view.is_capital(place)
        return names and cue.may("speech") and cue.form != "base"
    return False
