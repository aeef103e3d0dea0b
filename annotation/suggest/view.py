"""A doc as the rules read it: plain lists, so that a rule costs list look-ups and not calls into spaCy.

Whatever a doc has is used: with a tagger, `is_finite` asks the tags; without one, word lists and the shape of the word.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from annotation.suggest.lexicon import words
from annotation.suggest.marks import Quoted, quoted_passages
from annotation.suggest.paragraphs import paragraphs
from annotation.text import TextRange

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
_KEY = "quotemark_view"
QUOTE_MARKS = frozenset('“”„"«»‹›「」『』‘') | {"``", "''"}


def view_of(doc: Doc) -> DocView:
    """The view of a doc, made once: the sentences must be set before. It does not keep the doc alive."""
    view = doc.user_data.get(_KEY)
    if not isinstance(view, DocView):
        view = doc.user_data[_KEY] = DocView(doc)
    return view


class DocView:
    """Words, places, sentences, paragraphs and quoted passages of one doc. Token indices unless a name says `TextRange`.

    Sentences and paragraphs are numbered; `sentence_of[i]` and `paragraph_of[i]` give the number for token `i`.
    """

    def __init__(self, doc: Doc) -> None:
        self.text: str = doc.text
        self.shown: list[str] = [token.text for token in doc if not token.is_space]
        self.lower: list[str] = [word.lower() for word in self.shown]
        kept = [token for token in doc if not token.is_space]
        self.index: list[int] = [token.i for token in kept]
        self.start: list[int] = [token.idx for token in kept]
        self.end: list[int] = [token.idx + len(token.text) for token in kept]
        self.tags: list[str] | None = [token.tag_ for token in kept] if doc.has_annotation("TAG") else None
        self.blocks: list[TextRange] = paragraphs(self.text)
        self.paragraph_of: list[int] = self._numbered([block.start for block in self.blocks])
        self.sentence_of: list[int] = self._sentences([token.idx for token in doc if token.is_sent_start])
        self.sentence_starts: list[int] = _firsts(self.sentence_of)
        self.quoted: list[Quoted] = quoted_passages(self.text, self.blocks)
        self._outer = [quoted for quoted in self.quoted if quoted.depth == 0]
        self._outer_starts = [quoted.outer.start for quoted in self._outer]
        self._lists = words()

    def __len__(self) -> int:
        return len(self.shown)

    def _numbered(self, starts: list[int]) -> list[int]:
        return [max(0, bisect_right(starts, start) - 1) for start in self.start]

    def _sentences(self, starts: list[int]) -> list[int]:
        raw = self._numbered(starts)
        # Sentences without a word (white space before the text) get no number.
        order = {number: place for place, number in enumerate(dict.fromkeys(raw))}
        return [order[number] for number in raw]

    def sentence(self, token: int) -> tuple[int, int]:
        """The first token of the sentence of `token`, and the one after its last."""
        number = self.sentence_of[token]
        return self.sentence_starts[number], self._end_of(self.sentence_starts, number)

    def sentences(self) -> list[tuple[int, int]]:
        """All sentences in order, as (first token, one after the last)."""
        return [(start, self._end_of(self.sentence_starts, n)) for n, start in enumerate(self.sentence_starts)]

    def _end_of(self, starts: list[int], number: int) -> int:
        return starts[number + 1] if number + 1 < len(starts) else len(self)

    def at(self, token: int) -> str:
        """The lower-case word of a token; empty outside of the doc."""
        return self.lower[token] if 0 <= token < len(self.lower) else ""

    def first_at(self, character: int) -> int:
        """The first token that starts at or after a code point."""
        return bisect_left(self.start, character)

    def range(self, first: int, end: int) -> TextRange | None:
        """The tokens [first, end) as a range of the text; None where there are none."""
        return TextRange(self.start[first], self.end[end - 1]) if first < end else None

    def name_range(self, first: int, end: int) -> TextRange | None:
        """The tokens [first, end) as a range without the comma that an apposition ends with: *the mayor, Ruta Vele,*."""
        while first < end and self.text[self.end[end - 1] - 1] in ",;:":
            end -= 1
        return self.range(first, end)

    def inside_quote(self, token: int) -> Quoted | None:
        """The outermost quoted passage that a token is in."""
        place = bisect_right(self._outer_starts, self.start[token]) - 1
        if place >= 0 and self._outer[place].outer.holds(self.start[token]):
            return self._outer[place]
        return None

    @property
    def outer_quotes(self) -> list[Quoted]:
        """The passages in quotation marks that are in no other one."""
        return self._outer

    def quotes_between(self, start: int, end: int) -> list[Quoted]:
        """The outermost quoted passages that start in a range of code points."""
        return self._outer[bisect_left(self._outer_starts, start) : bisect_left(self._outer_starts, end)]

    def quotes_around(self, span: TextRange) -> list[Quoted]:
        """The outermost quoted passages that share a character with a range of code points."""
        first = max(0, bisect_right(self._outer_starts, span.start) - 1)
        shared = self._outer[first : bisect_left(self._outer_starts, span.end)]
        return [quoted for quoted in shared if quoted.outer.end > span.start]

    def is_capital(self, token: int) -> bool:
        """Whether a token looks like (a part of) a name."""
        word = self.shown[token]
        return word[:1].isupper() or (word[:1].isdigit() and word[-1:].isalpha() and word[-1:].isupper())

    def is_word(self, token: int) -> bool:
        """Whether a token has a letter or digit."""
        return any(character.isalnum() for character in self.shown[token])

    def is_genitive(self, token: int) -> bool:
        """Whether a token is the ’s of a genitive, or the apostrophe after a plural."""
        word = self.at(token)
        return word in ("'s", "’s") or (word in ("'", "’") and self.at(token - 1).endswith("s"))

    def is_time(self, token: int) -> bool:
        """Whether a token belongs to an expression of time: Monday, week, 2016. Outside of the doc none does."""
        if not 0 <= token < len(self.lower):
            return False
        word = self.lower[token]
        return word in self._lists.times or (word.isdigit() and len(word) <= 4)

    def is_adverb(self, token: int) -> bool:
        """Whether a token is an adverb that may stand between a subject and its verb."""
        word = self.lower[token]
        return word in self._lists.adverbs or (len(word) > 4 and word.endswith("ly") and word == self.shown[token])

    def is_finite(self, token: int) -> bool:
        """Whether a token is a finite verb, as far as can be told."""
        if self.tags is not None:
            return self.tags[token] in _FINITE_TAGS
        word, lists = self.lower[token], self._lists
        if word in lists.modals or (word in lists.auxiliaries and word not in ("be", "been", "being", "having")):
            # ’s is a genitive after a name and before a noun, a verb after a pronoun.
            return word not in ("'s", "’s") or self.at(token - 1) in lists.pronouns
        if self.shown[token] != word:
            return False
        if word in lists.finite:
            return self.at(token - 1) not in lists.determiners and self.at(token - 1) not in lists.prepositions
        return word.endswith("ed") and len(word) > 3 and not word.endswith("eed") and self._is_past(token)

    def _is_past(self, token: int) -> bool:
        """An “-ed” form that is a past and no participle: not before a preposition, not after a determiner."""
        before, after = self.at(token - 1), self.at(token + 1)
        if before in self._lists.determiners or before in self._lists.prepositions or before.endswith("ly"):
            return False
        return after not in ("by", "with", "in", "on", "of", "for", "at", "as", "from")


def _firsts(numbers: list[int]) -> list[int]:
    return [i for i, number in enumerate(numbers) if i == 0 or number != numbers[i - 1]]
