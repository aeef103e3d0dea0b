"""Quotes by their marks alone: what can be suggested in a language that no word list here is for.

A passage in double quotation marks is a quote where a speaker stands right beside it, or where it is a whole long sentence. The speaker
is told by position: a name before a colon, or after the closing mark and a word or two (“…,” sagte Ana Roth). Where the pipeline tells
names and parts of speech of that language, the name is one of those, and the verb beside it is the cue.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotation.suggest.passages import Passage, is_sentence, passages_of
from annotation.suggest.phrases import Phrase
from annotation.suggest.reported import Reported
from annotation.suggest.view import DocView

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PERSONS = frozenset({"PERSON", "PER", "persName", "person", "PS", "人名", "PERSON_NAME"})
_SPEAKERS = _PERSONS | {"ORG"}
_ENDS = ".!?…。！？"
_PAUSES = (",", "，", "—", "–", "-", "―", "--", "،", "、")
_COLONS = (":", "：")
_REACH = 14
_LONG = 10
_SHORTEST = 3
_MOST_NAMES = 4
# German and Luxembourgish write every noun with a capital, so that one word alone may stand before a name.
_CAPITAL_NOUNS = frozenset({"de", "lb", "nds"})


@dataclass(frozen=True, slots=True)
class _Speaker:
    source: Phrase
    cue: tuple[int, int] | None
    score: float


class MarkedQuotes:
    """Finds the quotes of one doc by their marks.

    Args:
        view: the doc as the rules read it.
        doc: the same doc; its names and parts of speech are used where it has them.
        language: an ISO 639 code, of the text.
    """

    def __init__(self, view: DocView, doc: Doc, *, language: str) -> None:
        self.view = view
        self._between = 1 if language in _CAPITAL_NOUNS else 2
        places = {index: place for place, index in enumerate(view.index)}
        self._names = {
            places[name.start]: (places[name.end - 1] + 1, name.label_)
            for name in doc.ents
            if name.label_ in _SPEAKERS and name.start in places and name.end - 1 in places
        }
        self._verbs = {places[token.i] for token in doc if token.pos_ == "VERB" and token.i in places}

    def find(self) -> list[Reported]:
        """The quotes in text order; ranges are code points of the doc’s text."""
        passages = [p for p in passages_of(self.view) if p.quoted.closed and not p.quoted.is_single]
        return [quote for quote in map(self._quote, passages) if quote]

    def _quote(self, passage: Passage) -> Reported | None:
        size = self._size(passage)
        if size < _SHORTEST:
            return None
        speaker = self._before(passage) or self._after(passage)
        if speaker is None and not (size >= _LONG and self._is_whole(passage)):
            return None
        return Reported(
            content=(passage.quoted.outer,),
            form="direct",
            cue=speaker.cue if speaker else None,
            source=speaker.source if speaker else None,
            score=speaker.score if speaker else 0.3,
            pattern="quotation marks alone",
        )

    def _size(self, passage: Passage) -> int:
        """How many words a passage has; where they are not parted by spaces, two characters count as one."""
        view, inner = self.view, passage.quoted.inner
        if inner is None:
            return 0
        words = sum(view.is_word(i) for i in range(passage.start, passage.end))
        spaced = any(character.isspace() for character in inner.of(view.text))
        return words if spaced or inner.of(view.text).isascii() else max(words, _letters(inner.of(view.text)) // 2)

    def _is_whole(self, passage: Passage) -> bool:
        inner = passage.quoted.inner
        return (
            inner is not None
            and is_sentence(self.view, passage)
            and (self.view.text[inner.end - 1] in _ENDS or self.view.at(passage.end) in (".", "。"))
        )

    def _before(self, passage: Passage) -> _Speaker | None:
        """“Ana Roth: “…””: a name and a colon right before the passage."""
        view, colon = self.view, passage.start - 1
        if view.at(colon) not in _COLONS or view.paragraph_of[colon] != passage.quoted.paragraph:
            return None
        lowest = max(view.sentence(colon)[0], colon - _REACH)
        inside = (i for i in range(colon - 1, lowest - 1, -1) if view.inside_quote(i))
        lowest = next(inside, lowest - 1) + 1  # sentences in other languages’ marks may run on
        if (named := self._only_name(lowest, colon)) is not None:
            return _Speaker(Phrase(*named, 0.9, "the name before it"), self._verb(named[1], colon), 0.6)
        first = colon
        while first > lowest and self._is_name(first - 1):
            first -= 1
        if 1 <= colon - first <= _MOST_NAMES and (first == lowest or not view.is_word(first - 1)):
            return _Speaker(Phrase(first, colon, 0.7, "the words before the colon"), (colon, colon + 1), 0.5)
        return None

    def _after(self, passage: Passage) -> _Speaker | None:
        """“…,” sagte Ana Roth: within the sentence, before the next pause."""
        view, token = self.view, passage.end
        inner = passage.quoted.inner
        closing = view.text[inner.end - 1] if inner else ""
        # After a full stop inside, another sentence begins; in Chinese and Japanese the speaker follows it all the same.
        if view.at(token) not in _PAUSES and closing not in ",，!?…！？。":
            return None
        while view.at(token) in _PAUSES and token < passage.end + 2:
            token += 1
        end = token
        while end < min(len(view), token + _REACH) and view.paragraph_of[end] == passage.quoted.paragraph:
            if not view.is_word(end) and view.lower[end] not in ("-", "'", "’"):
                break
            end += 1
        if view.at(end) in _COLONS:
            return None  # who speaks next
        if (named := self._only_name(token, end)) is not None:
            cue = self._verb(token, named[0]) or self._verb(named[1], end)
            return _Speaker(Phrase(*named, 0.9, "the name after it"), cue, 0.6)
        first = token
        while first < end and view.shown[first][0].islower():
            first += 1
        last = first
        while last < end and self._is_name(last):
            last += 1
        if not 1 <= first - token <= self._between or not 2 <= last - first <= _MOST_NAMES:
            return None
        return _Speaker(Phrase(first, last, 0.7, "the words after it that look like a name"), None, 0.5)

    def _only_name(self, first: int, end: int) -> tuple[int, int] | None:
        """The name among the tokens [first, end) where it is the only person, else the only organisation."""
        found = [(i, *self._names[i]) for i in range(first, end) if i in self._names]
        for kinds in (_PERSONS, _SPEAKERS):
            of_kind = [(start, stop) for start, stop, label in found if label in kinds and stop <= end]
            if len(of_kind) == 1:
                return of_kind[0]
        return None

    def _verb(self, first: int, end: int) -> tuple[int, int] | None:
        """The only verb among the tokens [first, end)."""
        verbs = [i for i in range(first, end) if i in self._verbs]
        return (verbs[0], verbs[0] + 1) if len(verbs) == 1 else None

    def _is_name(self, token: int) -> bool:
        word = self.view.shown[token]
        # Scripts without capitals have no way to tell, and a word all in capitals looks like every other in a text of them.
        return word[0].isupper() and not (len(word) > 1 and word.isupper())


def _letters(text: str) -> int:
    return sum(character.isalpha() for character in text)
