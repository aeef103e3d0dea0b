"""The names of a doc as they are written: from its entities, or by how words are capitalised where it has none.

Titles, articles and the genitive’s ’s are no part of a name. A surname that a recogniser missed, or took for an organisation, is a
person’s where a full name of a person in the doc ends with it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from annotation.mentions import fold, mentions
from annotation.suggest.lexicon import words as closed_words
from annotation.suggest.speakers.words import PRONOUNS, speaker_words
from annotation.suggest.view import DocView
from annotation.text import TextRange

if TYPE_CHECKING:
    from spacy.tokens import Doc

Kind = Literal["person", "group", "place", "other"]

_KINDS: dict[str, Kind] = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "group",
    "NORP": "group",
    "LOC": "place",
    "GPE": "place",
    "FAC": "place",
    "MISC": "other",
}
_ARTICLES = frozenset(
    {"the", "a", "an", "this", "that", "’s", "'s", "’", "'", "“", "”", '"', "‘", ",", ".", "(", ")", "-", "–", "—"}
)
_NO_NAMES = frozenset(
    {"RB", "CC", "IN", "UH", "MD", "DT", "PRP", "PRP$", "WRB", "WP", "VB", "VBD", "VBP", "VBZ", "TO", "EX"}
)
_LONGEST = 8  # words of a name
_TITLE_WORDS = 6  # words before a name that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMention:
    """A name at a place: `range` in code points, [start, end) in tokens of the view, `words` folded and without dots.

    `title` is what stands before it (“Finnish President”). `plural` marks the members of a group: Democrats, Finns.
    """

    range: TextRange
    start: int
    end: int
    kind: Kind
    words: tuple[str, ...]
    title: tuple[str, ...] = ()
    plural: bool = False

    @property
    def surname(self) -> str:
        """Its last word but for *Jr.* and *III*."""
        return self.bare[-1]

    @property
    def bare(self) -> tuple[str, ...]:
        """Its words without *Jr.* and *III*."""
        n = len(self.words)
        while n > 1 and self.words[n - 1] in speaker_words().name_endings:
            n -= 1
        return self.words[:n]


def find_names(doc: Doc, view: DocView, sources: Iterable[TextRange] = ()) -> list[NameMention]:
    """The names of a doc in text order; none overlaps another. Linear in the text.

    `sources` are the ranges of those who speak: one that is written as a name throughout is a name, even where no recogniser saw it.
    """
    found = list(_from_entities(doc, view) if doc.ents else _from_capitals(view))
    found = _with_sources(view, found, sources)
    surnames = {name.surname for name in found if name.kind == "person" and len(name.words) > 1}
    found = [_as_person(view, name, surnames) for name in found]
    return sorted([*found, *_missed(view, found, surnames)], key=lambda name: name.start) if doc.ents else found


def _from_entities(doc: Doc, view: DocView) -> Iterator[NameMention]:
    for entity in doc.ents:
        kind = _KINDS.get(entity.label_)
        start, end = view.first_at(entity.start_char), view.first_at(entity.end_char)
        if kind and start < end and (name := _name(view, start, end, kind)):
            if entity.label_ == "NORP":  # *Finnish* tells of whom, *Finns* who
                plural = view.lower[name.end - 1].endswith("s")
                name = replace(name, plural=plural, kind="group" if plural else "other")
            yield name


def _with_sources(view: DocView, found: list[NameMention], sources: Iterable[TextRange]) -> list[NameMention]:
    """The names and the sources that are names throughout; these go before a place or people within: *the Oslo Post*."""
    at = {token: name for name in found for token in range(name.start, name.end)}
    for source in sources:
        start, end = view.first_at(source.start), view.first_at(source.end)
        while start < end and view.lower[start] in _ARTICLES:
            start += 1
        if not 0 < end - start <= _LONGEST or not _all_names(view, start, end):
            continue
        within = [at[i] for i in range(start, end) if i in at]
        if any(name.kind in ("person", "group") or name.start < start or name.end > end for name in within):
            continue
        named = speaker_words().gender_of_first_name(view.lower[start]) and end - start > 1
        kind: Kind = "person" if named else "group" if end - start > 1 else "other"
        if name := _name(view, start, end, within[0].kind if within and end - start == 1 else kind):
            at.update(dict.fromkeys(range(start, end), name))
    return sorted(set(at.values()), key=lambda name: name.start)


def _all_names(view: DocView, start: int, end: int) -> bool:
    """Whether all words are written as names, and tagged so; without tags, one that begins a sentence is not sure to be one."""
    if not all(view.is_capital(i) and view.is_word(i) for i in range(start, end)):
        return False
    if view.tags is not None:
        return all(tag in ("NNP", "NNPS") for tag in view.tags[start:end])
    return end - start > 1 or view.sentence(start)[0] < start


def _from_capitals(view: DocView) -> Iterator[NameMention]:
    lists = speaker_words()
    last = 0
    for mention in mentions.__wrapped__(view.text):
        start, end = view.first_at(mention.range.start), view.first_at(mention.range.end)
        if start < max(end, last) and start < last:
            continue
        first = fold(mention.full.split()[0])
        is_person = bool(mention.title) or (" " in mention.full and lists.gender_of_first_name(first) != "")
        kind: Kind = "person" if is_person else "place" if mention.is_place else "other"
        if name := _name(view, start, end, kind):
            last = name.end
            yield name


def _name(view: DocView, start: int, end: int, kind: Kind, *, known: bool = False) -> NameMention | None:
    """The tokens [start, end) as a name without what is no part of it; None where nothing is left. `known` ones are not doubted."""
    bracket = next((i for i in range(start, end) if view.lower[i] in ("(", "[")), end)
    end = bracket if bracket > start else end
    while start < end and (view.lower[start] in _ARTICLES or not view.is_word(start)):
        start += 1
    while end > start and (view.lower[end - 1] in _ARTICLES or not view.is_word(end - 1)):
        end -= 1
    if kind == "person" and not known:
        while start < end - 1 and (_is_title(view, start) or _is_no_name(view, start)):
            start += 1
        if start == end - 1 and (_is_no_name(view, start) or (view.tags and view.tags[start] == "NN")):
            return None
    if not start < end or end - start > _LONGEST or "\n" in view.text[view.start[start] : view.end[end - 1]]:
        return None
    words = tuple(word for i in range(start, end) if view.is_word(i) and (word := _word(view.shown[i])))
    if not words or (
        len(words) == 1 and (words[0] in PRONOUNS or len(words[0]) < 2 or view.shown[start][:1].islower())
    ):
        return None
    span = TextRange(view.start[start], view.end[end - 1])
    title = _title(view, start) if kind in ("person", "other") else ()
    return NameMention(
        range=span, start=start, end=end, kind="person" if title and kind == "other" else kind, words=words, title=title
    )


def _is_title(view: DocView, token: int) -> bool:
    return view.lower[token].removesuffix(".") in speaker_words().titles | speaker_words().title_modifiers


def _is_no_name(view: DocView, token: int) -> bool:
    """Whether a word is a capitalised beginning of a sentence that was taken for a name: *Only Tamm*, *Otherwise*."""
    return (view.tags is not None and view.tags[token] in _NO_NAMES) or view.lower[token] in PRONOUNS


def _word(shown: str) -> str:
    return fold(shown).replace(".", "").removesuffix("'s")


def _title(view: DocView, start: int) -> tuple[str, ...]:
    """The words before a name that are its title, lower case: the last is a title, those before it tell whose."""
    lists = speaker_words()
    begin = start
    while begin > 0 and start - begin < _TITLE_WORDS and view.sentence_of[begin - 1] == view.sentence_of[start]:
        word = view.lower[begin - 1].removesuffix(".")
        is_title = word in lists.titles or lists.is_person(word)
        joins = (
            begin < start and (word in lists.title_modifiers or view.is_capital(begin - 1)) and view.is_word(begin - 1)
        )
        if not is_title and not joins:
            break
        begin -= 1
    return tuple(view.lower[i].removesuffix(".") for i in range(begin, start))


def _as_person(view: DocView, name: NameMention, surnames: set[str]) -> NameMention:
    """A surname that was taken for something else; a place may be called as somebody is, so a preposition keeps it one."""
    if len(name.words) != 1 or name.words[0] not in surnames or name.plural or name.kind == "person":
        return name
    is_place = name.kind == "place" and view.at(name.start - 1) in closed_words().prepositions | {",", "the"}
    return name if is_place or _is_modifier(view, name) else replace(name, kind="person")


def _is_modifier(view: DocView, name: NameMention) -> bool:
    """Whether a name with an article stands before a noun: *the Tamm campaign*."""
    return view.at(name.start - 1) in ("the", "a") and name.end < len(view) and view.shown[name.end][:1].isalpha()


def _missed(view: DocView, found: list[NameMention], surnames: set[str]) -> Iterator[NameMention]:
    """The surnames that are in no name yet."""
    starts = [name.start for name in found]
    for token, shown in enumerate(view.shown):
        if not shown[:1].isupper() or _word(shown) not in surnames:
            continue
        place = bisect_left(starts, token + 1) - 1
        if place >= 0 and found[place].end > token:
            continue
        if name := _name(view, token, token + 1, "person", known=True):
            yield name
