"""Phrases that mean somebody or something without a name: *the mayor*, *a spokesman*, *officials*; and whom they are said of.

A name’s roles come from what stands beside it: a title (*Mayor Vele*), an apposition (*Ruta Vele, the mayor*), a predicate (*Vele is the
mayor*). Without a parse, an apposition is what follows the comma after a name.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotation.mentions import fold
from annotation.suggest.lexicon import words as closed_words
from annotation.suggest.speakers.found import NameMention
from annotation.suggest.speakers.words import Gender, speaker_words
from annotation.suggest.view import DocView

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BEFORE = frozenset({"det", "amod", "compound", "nmod:poss", "nummod", "nmod:desc", "advmod", "punct", "flat"})
_SAID = frozenset({"appos", "compound", "amod", "nmod:desc", "flat", "xcomp", "vocative"})
_REACH = 6
_IS = frozenset({"is", "was", "’s", "'s"})
_POSSESSIVE = frozenset({"his", "her", "their", "its", "my", "our", "your"})
_INDEFINITE = frozenset(
    {"a", "an", "another", "some", "any", "no", "one", "several", "many", "few", "most", "other", "two", "three"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominal:
    """A noun phrase: `head` and [start, end) are tokens of the view. `role` is its head as a role has it.

    `modifiers` are the words that tell which one; `of` is the place of the name beside it that it is said of.
    """

    head: int
    start: int
    end: int
    role: str
    modifiers: frozenset[str]
    definite: bool
    plural: bool
    person: bool
    gender: Gender
    of: int | None = None
    said: bool = False  # said of somebody (a predicate, an apposition) rather than somebody

    @property
    def changed(self) -> frozenset[str]:
        """Words that make another role of it: *former*."""
        return self.modifiers & speaker_words().changing


def find_nominals(doc: Doc, view: DocView, names: list[NameMention]) -> list[Nominal]:
    """The noun phrases of a doc that mean persons or bodies (with a parse: and all other subjects), in text order. Linear."""
    return list(_Finder(doc, view, names).find())


class _Finder:
    def __init__(self, doc: Doc, view: DocView, names: list[NameMention]) -> None:
        self.doc = doc
        self.view = view
        self.names = names
        self.starts = [name.start for name in names]
        self.parsed = doc.has_annotation("DEP")
        self.place = {token: i for i, token in enumerate(view.index)} if self.parsed else {}
        self.lists = speaker_words()

    def find(self) -> Iterator[Nominal]:
        titled = {i for name in self.names for i in range(name.start - len(name.title), name.start)}
        for i, word in enumerate(self.view.lower):
            if i in titled or not word[:1].isalpha() or self.name_at(i) is not None or not self.is_noun(i):
                continue
            plural, lemma = self.number(i, word)
            person = self.lists.is_person(lemma)
            if person or lemma in self.lists.body or self.is_subject(i):
                yield self.nominal(i, lemma, person=person, plural=plural)

    def name_at(self, token: int) -> int | None:
        place = bisect_right(self.starts, token) - 1
        return place if place >= 0 and self.names[place].end > token else None

    def is_noun(self, token: int) -> bool:
        tags = self.view.tags
        if tags is not None:
            return tags[token] in ("NN", "NNS", "NNP", "NNPS")
        return self.view.at(token - 1) in closed_words().determiners or self.lists.is_person(self.view.lower[token])

    def number(self, token: int, word: str) -> tuple[bool, str]:
        """Whether a noun is a plural, and its singular in lower case."""
        tags = self.view.tags
        plural = tags[token] in ("NNS", "NNPS") if tags is not None else False
        if tags is None and word.endswith("s") and self.lists.is_person(word[:-1]):
            plural = True
        if not plural:
            return False, word
        if word.endswith("men"):
            return True, word[:-2] + "an"
        return True, word[:-3] + "y" if word.endswith("ies") else "person" if word == "people" else word.removesuffix(
            "s"
        )

    def is_subject(self, token: int) -> bool:
        return self.parsed and self.doc[self.view.index[token]].dep_.startswith("nsubj")

    def nominal(self, head: int, lemma: str, *, person: bool, plural: bool) -> Nominal:
        start, end, of_words = self.phrase(head)
        view = self.view
        before = view.lower[start:head]
        modifiers = {fold(word) for word in before if word[:1].isalnum()} - closed_words().determiners - {"'s", "’s"}
        first = before[0] if before else ""
        possessed = any(view.is_genitive(i) for i in range(start, head))
        indefinite = (
            first in _INDEFINITE
            or first in _POSSESSIVE
            or (not before or (first not in closed_words().determiners and not possessed))
        )
        return Nominal(
            head=head,
            start=start,
            end=end,
            role=self.lists.role(lemma),
            modifiers=frozenset(modifiers | of_words),
            definite=not indefinite,
            plural=plural,
            person=person,
            gender="" if plural else self.lists.gender_of_noun(lemma),
            of=self.said_of(head, start, end),
            said=self.parsed and self.is_said(self.token(head)),
        )

    def is_said(self, token: Token) -> bool:
        if token.dep_ in _SAID or any(child.dep_ == "cop" for child in token.children):
            return True
        return any(child.dep_ == "case" and child.lower_ in ("as", "like", "than") for child in token.children)

    def phrase(self, head: int) -> tuple[int, int, set[str]]:
        """Where the phrase begins and ends, and the words that *of* or *from* brings after its head (the end is after names only)."""
        view = self.view
        start = self.parsed_start(head) if self.parsed else self.plain_start(head)
        while start < head and not view.is_word(start):
            start += 1
        end, found = head + 1, set()
        if view.at(end) in ("of", "from", "for"):
            after = end + 1
            while after < min(len(view), end + _REACH) and (view.lower[after] == "the" or view.is_capital(after)):
                if view.is_capital(after):
                    found.add(fold(view.lower[after]))
                after += 1
            if not found:  # *of that country*: a word that must have been said of whom the phrase means
                found = {
                    fold(word) for word in view.lower[end + 1 : end + 3] if word[:1].isalpha()
                } - closed_words().determiners
            else:
                end = after
        return start, end, found

    def parsed_start(self, head: int) -> int:
        start = head
        for child in reversed(list(self.token(head).lefts)):
            left = self.place.get(child.left_edge.i)
            if left is None or child.dep_ not in _BEFORE or head - left > 2 * _REACH:
                break
            start = left
        return start

    def plain_start(self, head: int) -> int:
        """Without a parse: back to a determiner or the first capitalised word."""
        view, lists = self.view, closed_words()
        start = head
        while start > 0 and head - start < _REACH and view.sentence_of[start - 1] == view.sentence_of[head]:
            word = view.lower[start - 1]
            if word in lists.determiners:
                return start - 1
            if not word[:1].isalpha() or word in lists.prepositions or view.is_finite(start - 1):
                break
            start -= 1
        return start if view.is_capital(start) else head

    def token(self, i: int) -> Token:
        return self.doc[self.view.index[i]]

    def said_of(self, head: int, start: int, end: int) -> int | None:
        """The name that stands beside a phrase as another word for the same."""
        view = self.view
        name = self.name_at(head + 1)
        if name is not None and self.names[name].start == head + 1 and self.names[name].kind == "person":
            return name  # *campaign manager Ruta Vele*
        if self.parsed:
            return self.parsed_name(self.token(head))
        if view.at(start - 1) == "," and (name := self.name_at(start - 2)) is not None:
            return name if view.at(end) in (",", ".", "of", "") else None
        if (
            view.at(end) == ","
            and (name := self.name_at(end + 1)) is not None
            and view.lower[start] in ("the", "its", "their")
        ):
            return name if view.at(self.names[name].end) == "," else None
        return None

    def parsed_name(self, token: Token) -> int | None:
        near: list[Token] = [child for child in token.children if child.dep_ == "appos"]
        if token.dep_ == "appos":
            near.append(token.head)
        is_predicate = any(child.dep_ == "cop" and child.lower_ in _IS for child in token.children)
        if is_predicate and not any(child.lower_ in closed_words().negations for child in token.children):
            near += [child for child in token.children if child.dep_ == "nsubj"]
        for other in near:
            place = self.place.get(other.i)
            if place is not None and (name := self.name_at(place)) is not None:
                return name
        return None
