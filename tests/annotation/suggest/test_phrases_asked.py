"""An answer says whether what was asked about is a name or noun phrase."""

from __future__ import annotations

from annotation.asked import Asked
from annotation.exchange import ExchangeDocument
from annotation.suggest import suggest
from annotation.suggest.phrases_asked import is_phrase
from annotation.suggest.pipelines import RULES
from annotation.text import TextRange

TEXT = "The union rejected the harbour plan. Ilse Maar is the only member who voted for it."
PHRASES = ("The union", "the harbour plan", "Ilse Maar", "the only member who voted for it", "plan", "it")
CLAUSES = ("rejected", "rejected the harbour plan", "union rejected the", "is the only member", "voted for it")


def asked(words: str) -> Asked:
    start = TEXT.index(words)
    return Asked(TextRange(start, start + len(words)))


def test_a_noun_phrase_is_told_from_a_clause_by_the_parse() -> None:
    """In the order in which they were asked; whoever did not ask gets no such key."""
    document = ExchangeDocument(id="a", text=TEXT, asked=tuple(map(asked, (*PHRASES, *CLAUSES))))
    answer = next(suggest([document]))
    told = {words: is_phrase(answer, number) for number, words in enumerate((*PHRASES, *CLAUSES))}
    assert told == dict.fromkeys(PHRASES, True) | dict.fromkeys(CLAUSES, False)
    assert not is_phrase(answer, len(told))
    assert next(suggest([ExchangeDocument(id="b", text=TEXT)])).meta == {}


def test_without_a_parse_what_has_no_finite_verb_is_a_phrase() -> None:
    document = ExchangeDocument(id="a", text=TEXT, asked=(asked("the harbour plan"), asked("union rejected the")))
    answer = next(suggest([document], pipeline=RULES))
    assert [is_phrase(answer, number) for number in range(2)] == [True, False]
