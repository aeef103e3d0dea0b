"""Clauses: where what a cue reports begins, and whether words are a clause at all. Token indices throughout."""

from __future__ import annotations

from annotation.suggest.cues import Cue, thoughts
from annotation.suggest.lexicon import words
from annotation.suggest.view import QUOTE_MARKS, DocView

_WH = frozenset({"whether", "if", "how", "why", "what", "who", "where", "when"})
# Verbs that nearly always take a clause when a noun phrase follows.
_CORE = frozenset(
    {
        "say",
        "says",
        "said",
        "saying",
        "tell",
        "tells",
        "told",
        "telling",
        "added",
        "adds",
        "adding",
        "claimed",
        "claims",
        "insisted",
        "insists",
        "argued",
        "argues",
        "joked",
        "testified",
        "wrote",
        "writes",
    }
)
_CLAUSE_OPENERS = frozenset({"before", "after", "while", "as", "because", "since", "although", "though", "amid"})
_ENDS = frozenset({".", ";", "?", "!"})
MARKS = QUOTE_MARKS | {'"'}


def has_finite(view: DocView, start: int, end: int) -> bool:
    """Whether a finite verb is among the tokens, looking at the first 40 and the last 40."""
    if end - start > 80:
        return has_finite(view, start, start + 40) or has_finite(view, end - 40, end)
    return any(view.is_finite(i) for i in range(start, end))


def content_start(view: DocView, cue: Cue, end: int) -> tuple[int, str] | None:  # noqa: PLR0911 - a line a pattern
    """Where the content after a cue begins and what it is: that, question, to, bare, quoted or fragment."""
    found = _after_that(view, cue, end)
    if found is not None:
        return found
    token = cue.end
    if cue.may("promise") and view.at(token) == "to" and token + 1 < end:
        return token, "to"
    if cue.may("address") and not _starts_quote(view, token):
        token = _after_phrase(view, token, end)
    if _starts_quote(view, token):
        return token, "quoted"
    token = after_adjuncts(view, token, end)
    if token >= end or view.lower[token] in ",.;:?!":
        return None
    plainly = cue.word in _CORE
    if cue.may("speech", "address") and _is_clause(view, token, end, reach=25 if plainly else 10, plainly=plainly):
        return token, "bare"
    if (
        cue.may("clause", "verbal")
        and _starts_noun(view, cue.end)
        and _is_clause(view, cue.end, end, reach=8, plainly=False)
    ):
        return cue.end, "bare"
    if cue.may("speech", "clause", "act", "verbal", "naming") and _quotes_soon(view, cue.end, end):
        return cue.end, "fragment"
    if cue.may("speech", "clause") and _explained(view, cue.end, end):
        return cue.end, "fragment"
    return None


def _after_that(view: DocView, cue: Cue, end: int) -> tuple[int, str] | None:
    """“said in a statement that …”, “asked reporters whether …”: the conjunction, past adjuncts and the person spoken to."""
    if cue.groups <= {"manner", "act", "promise"} and not cue.may("question"):
        return None
    token = cue.end
    if cue.may("address") and view.at(token) not in _WH | {"that"}:
        token = _after_phrase(view, token, end)
    token = after_adjuncts(view, token, end)
    token = _after_insertion(view, token, end)
    if token + 1 >= end:
        return None
    word = view.lower[token]
    if word == "that" and not view.is_time(token + 1) and view.lower[token + 1] not in ",.":
        return (token, "that") if cue.may("speech", "clause", "address", "verbal") else None
    if (
        word in _WH
        and cue.may("question", "address", "speech")
        and (token == cue.end or cue.may("address", "question"))
    ):
        return token, "question"
    return None


def _after_insertion(view: DocView, token: int, end: int) -> int:
    """Past “, however,” or “, without evidence,”."""
    if view.at(token) != ",":
        return token
    for closing in range(token + 2, min(end, token + 9)):
        if view.lower[closing] == ",":
            return closing + 1
        if view.is_finite(closing) or view.lower[closing] in MARKS:
            break
    return token


def after_adjuncts(view: DocView, token: int, end: int) -> int:
    """Past “on Monday”, “in a statement”, “to reporters”, adverbs: where the content or its comma stands."""
    lists = words()
    for _ in range(6):
        before = token
        while token < end and (
            view.is_time(token)
            or (view.is_adverb(token) and view.lower[token] not in ("all", "both", "there", "no", "even", "only"))
        ):
            token += 1
        if token + 1 < end and view.lower[token] in ("this", "next", "every") and view.is_time(token + 1):
            token += 2
        if (
            token < end
            and view.lower[token] in lists.adjuncts
            and view.lower[token] not in ("this", "when", "while", "as", "after", "before")
        ):
            token = _after_phrase(view, token + 1, end)
        if token == before:
            break
    return token


def _after_phrase(view: DocView, token: int, end: int) -> int:
    """Past one noun phrase: a pronoun, a name, or a determiner and what follows it up to the next phrase."""
    lists = words()
    if token < end and view.lower[token] in lists.objects:
        return token + 1
    start = token
    while token < end and token - start < 12:
        word = view.lower[token]
        if word in _ENDS or word in ",:" or word in MARKS or word == "that" or word in _WH or word in _CLAUSE_OPENERS:
            break
        if (
            token > start
            and (word in lists.pronouns or view.is_time(token))
            and word not in ("one", "some", "many", "most")
        ):
            break
        joined = view.lower[token - 1] in lists.prepositions or view.lower[token - 1] in lists.conjunctions
        if (
            token > start
            and not joined
            and (
                word in lists.determiners
                or (
                    view.is_capital(token)
                    and not view.is_capital(token - 1)
                    and view.lower[token - 1] not in lists.determiners
                    and view.lower[token - 1] not in ("'s", "’s")
                )
            )
        ):
            break
        if view.is_finite(token):
            return start
        token += 1
    return token


def only_adjuncts(view: DocView, token: int, end: int) -> bool:
    """Whether an attribution is over at `token`: a comma, the end, or adjuncts up to one of these."""
    token = after_adjuncts(view, token, end)
    while token < end and view.lower[token] in MARKS | {")", "]"}:
        token += 1
    return token >= end or view.lower[token] in (",", ".", ";", "?", "!")


def _is_clause(view: DocView, token: int, end: int, *, reach: int, plainly: bool) -> bool:
    """Whether a subject and a finite verb begin at a token; unless `plainly`, with nothing between that could begin another clause."""
    lists = words()
    word = view.lower[token]
    if word in lists.conjunctions or word in lists.subordinators - {"what", "how", "if", "when", "while"}:
        return False
    if view.is_finite(token) or word == "to" or not (view.is_word(token) or word in "$["):
        return False
    for ahead in range(token + 1, min(end, token + reach)):
        if view.is_finite(ahead):
            return True
        if view.lower[ahead] in _ENDS:
            return False
        if not plainly and (
            view.lower[ahead] in lists.subordinators or view.lower[ahead] in (",", "who", "which", "to")
        ):
            return False
    return False


def _explained(view: DocView, token: int, end: int) -> bool:
    """Whether the object of a cue is a thought with its clause: “repeated the view that …”."""
    for ahead in range(token, min(end - 1, token + 6)):
        if view.lower[ahead] in thoughts() and view.lower[ahead + 1] == "that":
            return True
        if view.is_finite(ahead) or not view.is_word(ahead):
            return False
    return False


def _quotes_soon(view: DocView, token: int, end: int) -> bool:
    """Whether the object of a cue has words in quotation marks: “acknowledged Russia’s “legitimate concerns””."""
    for ahead in range(token, min(end, token + 14)):
        if _starts_quote(view, ahead):
            return True
        if (
            view.is_finite(ahead)
            or view.lower[ahead] in (",", "who", "which", "that", "to")
            or view.lower[ahead] in _ENDS
        ):
            return False
    return False


def _starts_noun(view: DocView, token: int) -> bool:
    if token >= len(view):
        return False
    word, lists = view.lower[token], words()
    return (
        word in lists.determiners
        or word in lists.pronouns
        or word in lists.objects
        or (view.is_capital(token) and not view.is_time(token))
    )


def _starts_quote(view: DocView, token: int) -> bool:
    return token < len(view) and (view.lower[token] in MARKS or view.lower[token] == "'")
