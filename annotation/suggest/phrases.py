"""Noun phrases without a tagger: where one may begin and end, what bounds a clause, what is an insertion. Token indices throughout."""

from __future__ import annotations

from dataclasses import dataclass

from annotation.suggest.lexicon import words
from annotation.suggest.view import QUOTE_MARKS, DocView

STOPS = frozenset({";", ":", "(", "[", "—", "–", "--", "?", "!", '"', "...", "…", "|", "*", "•"}) | QUOTE_MARKS
RELATIVE = frozenset({"who", "which", "whose", "whom", "that", "where", "when"})
_IN_BRACKETS = 8


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: tokens [start, end). `sure` from 0 to 1 tells how plainly it is one. `how` is for a reason."""

    start: int
    end: int
    sure: float
    how: str


def bounds_clause(view: DocView, token: int) -> bool:
    word = view.lower[token]
    if word in ("as", "after", "before", "since", "than", "amid") and view.is_capital(token):
        return False
    if word == "-" and token > 0 and view.start[token] > view.end[token - 1]:
        return True  # a dash, as after a dateline; a hyphen has no space before it
    return word == "," or word in STOPS or word in words().subordinators or word in ("who", "which") or word in ")]"


def bracket_before(view: DocView, lowest: int, closing: int) -> int | None:
    """The opening bracket of a short insertion, “(D-Mo.)”, that ends at token `closing`."""
    for token in range(closing - 1, max(lowest, closing - _IN_BRACKETS) - 1, -1):
        if view.lower[token] in ("(", "["):
            return token
    return None


def comma_before(view: DocView, lowest: int, comma: int) -> int | None:
    for token in range(comma - 1, max(lowest, comma - 26) - 1, -1):
        if view.lower[token] == ",":
            return token
        if view.lower[token] in STOPS - {"(", "—", "–"}:
            return None
    return None


def is_insertion(view: DocView, start: int, end: int) -> bool:
    """Whether the words between two commas say more of the name before them (no clause of their own)."""
    lists = words()
    if start >= end:
        return False
    word = view.lower[start]
    if word in RELATIVE or word in lists.determiners or view.shown[start][0].isdigit():
        return True
    if word in lists.conjunctions or word in lists.subordinators - {"where"}:
        return False
    return not any(view.is_finite(i) for i in range(start, end))


def may_begin(view: DocView, token: int) -> bool:
    """Whether a noun phrase can begin at a token."""
    word, lists = view.lower[token], words()
    if (
        not view.is_word(token)
        or word in lists.auxiliaries
        or word in lists.modals
        or word in lists.negations - {"no", "nobody", "none"}
    ):
        return False
    if word in lists.determiners or word in lists.pronouns:
        return True
    if word in lists.prepositions or word in lists.subordinators or word in lists.conjunctions or word in lists.objects:
        return False
    if view.is_time(token) or view.is_adverb(token):
        return False
    return not (word.endswith("ing") and not view.is_capital(token))


def ends_phrase(view: DocView, token: int, start: int, stop: int) -> bool:  # noqa: PLR0911 - a line a case
    """Whether a phrase that follows its verb ends before a token: a boundary, an adjunct, a clause, a comma without apposition."""
    lists = words()
    word = view.lower[token]
    if token == start:
        return False
    if word == "(":
        return bracket_after(view, token, stop) is None
    if word in ".?!" or word in STOPS or word in (")", "]"):
        return True
    if word == ",":
        return not (token + 1 < stop and _is_apposition(view, token + 1, stop))
    if word in RELATIVE or (word in lists.subordinators and word != "as") or word in ("as", "during", "but"):
        return True
    if word in lists.times and view.at(token - 1) not in ("of", "the"):
        return True
    if word in ("in", "on", "at", "to", "about", "after", "before", "by", "via") and not _is_capital_or_the(
        view, token + 1
    ):
        return True
    if word in ("to", "about", "during", "on", "by") or (
        word in ("in", "at") and view.at(token + 1) in ("an", "a", "his", "her", "their")
    ):
        return True
    return view.is_finite(token) or view.is_adverb(token)


def bracket_after(view: DocView, opening: int, stop: int) -> int | None:
    """One after the closing bracket of a short insertion that begins at token `opening`."""
    for token in range(opening + 1, min(stop, opening + _IN_BRACKETS)):
        if view.lower[token] in (")", "]"):
            return token + 1
    return None


def _is_capital_or_the(view: DocView, token: int) -> bool:
    return token < len(view) and (view.is_capital(token) or view.lower[token] == "the") and not view.is_time(token)


def _is_apposition(view: DocView, token: int, stop: int) -> bool:
    """Whether what follows a comma is another name for what stands before it: “, the mayor of Springfield”, “, 46”."""
    lists = words()
    word = view.lower[token]
    if word in lists.conjunctions or word in lists.pronouns - lists.determiners or word in lists.subordinators:
        return False
    if word.endswith("ing") or word in lists.prepositions or view.is_adverb(token) or view.is_time(token):
        return False
    end = next((i for i in range(token, stop) if view.lower[i] in ",.;:" or view.lower[i] in STOPS), stop)
    if end - token > 18:
        return False
    relative = next((i for i in range(token, end) if view.lower[i] in RELATIVE), end)
    return not any(view.is_finite(i) for i in range(token, relative))


def nearest_phrase(view: DocView, lowest: int, end: int) -> Phrase | None:
    """The longest run before `end` that reads as one noun phrase: it begins with a determiner or a name."""
    lists = words()
    begin = end
    best: int | None = None
    while begin > lowest and end - begin < 14:
        word = view.lower[begin - 1]
        if (
            not view.is_word(begin - 1)
            or word in lists.conjunctions
            or word in lists.subordinators
            or view.is_adverb(begin - 1)
        ):
            break
        if word in lists.pronouns and word not in lists.determiners:
            break
        begin -= 1
        if word in lists.determiners:
            best = begin
            break
        if (view.is_capital(begin) and not view.is_time(begin)) or word[:1].isdigit():
            best = begin
        elif word in lists.prepositions and word != "of" and best is not None:
            break
    if best is None:
        return None
    return Phrase(best, end, 0.6, "the nearest name before it")


def after_adjunct(view: DocView, begin: int, end: int) -> int:
    """Past “On Monday”, “In an interview”, “Last week”: where the subject of the clause begins."""
    lists = words()
    while begin < end:
        if view.is_time(begin) and begin + 1 < end and not view.at(begin + 1).startswith(("'", "’")):
            begin += 1
        elif view.lower[begin] in lists.prepositions:
            token = begin + 1
            while token < end and (
                view.is_time(token)
                or view.lower[token]
                in ("the", "a", "an", "his", "her", "interview", "statement", "speech", "letter", "memo", "tweet")
            ):
                token += 1
            if token == begin + 1:
                return begin
            begin = token
        else:
            return begin
    return begin
