"""Whom to ask the judge about: targets in a document, each with those who may take a stance on it.

In the content of a quote it is the speaker, elsewhere the subject of a verb that the target hangs on. A target is a name or, where somebody
speaks or acts on it, a noun phrase.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from annotation.suggest.lexicon import read_data
from annotation.suggest.proposal import Proposal
from annotation.suggest.stances.found import Stance, overlap
from annotation.suggest.stances.words import stance_words
from annotation.suggest.tree import Tree
from annotation.suggest.view import DocView
from annotation.text import TextRange

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NAMES = frozenset({"PERSON", "ORG", "LOC", "NORP", "MISC"})
_PLACES = frozenset({"LOC", "FAC"})
_WHERE = frozenset({"in", "at", "near", "from", "to", "across", "through", "outside", "inside", "around"})
_MODIFIERS = frozenset({"amod", "compound", "flat", "nmod:poss", "nmod:tmod", "obl:tmod", "appos", "vocative"})

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "their", "its", "our", "my", "your"})
_SPEAKERS = frozenset({"i", "we", "my", "our"})
_MOST_NEAR = 90
_FEWEST_MORE = 3
_MOST_PHRASES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A target, in words, with somebody who may take a stance on it.

    Args:
        holder: the words of the holder.
        holder_name: the name of the holder, where that is known.
        sentence: the words around the target, those of the holder included where they are near.
        within: the words that evidence is among: the content of the quote, or the sentence.
        said: whether the target is in what the holder says.
        direct: whether it is in quotation marks there.
        how: what makes the holder one, for a person.
    """

    target: tuple[int, int]
    holder: tuple[int, int]
    holder_name: str = ""
    sentence: tuple[int, int]
    within: tuple[int, int]
    said: bool
    direct: bool
    how: str

    @property
    def is_near(self) -> bool:
        """Whether the holder is among the words around the target."""
        return self.sentence[0] <= self.holder[0] and self.holder[1] <= self.sentence[1]


@cache
def _silent() -> frozenset[str]:
    return frozenset(read_data("stances")["other"]["silent"])


@dataclass(frozen=True, slots=True)
class Said:
    """A quote: the words of its content and its source, and the name of who speaks."""

    content: tuple[int, int]
    source: tuple[int, int]
    speaker: str


class Candidates:
    """The candidates of one document.

    Args:
        view, tree: of the document.
        quotes: what was found before.
        known: the name of whoever is named at a range of code points.
    """

    def __init__(self, view: DocView, tree: Tree, quotes: Iterable[Proposal], known: dict[TextRange, str]) -> None:
        self._view = view
        self._tree = tree
        self._known = known
        self._said = sorted(_said(view, quotes), key=lambda said: said.content[1] - said.content[0])

    @property
    def said(self) -> Sequence[Said]:
        """What is said in the document, the shortest content first."""
        return self._said

    def spoken(self, stance: Stance) -> Stance:
        """A stance of *I* or *we* in what somebody says as that of who says it."""
        if (
            stance.holder is None
            or self._view.at(stance.holder[0]) not in _SPEAKERS
            or stance.holder[1] - stance.holder[0] > 1
        ):
            return stance
        said = next((own for own in self._said if overlap(own.content, stance.holder)), None)
        return replace(stance, holder=said.source, holder_name=said.speaker) if said else stance

    def find(self, doc: Doc) -> list[Candidate]:
        """The candidates in text order; of a target the speaker stands before the subject."""
        found: list[Candidate] = []
        for target, named in self._targets(doc):
            found += self.of(target, named=named)
        return found

    def of(self, target: tuple[int, int], *, named: bool = True) -> Iterator[Candidate]:
        """Who may take a stance on a target; on a phrase that is no name only who speaks of it or acts on it."""
        sentence = self._view.sentence(target[0])
        said = next((said for said in self._said if overlap(said.content, target)), None)
        # *Vale praised Ruiz*: a content of nothing but the target says nothing of it.
        if said and said.content[1] - said.content[0] < target[1] - target[0] + _FEWEST_MORE:
            said = None
        if said and not overlap(said.source, target) and not self._same(said, target):
            around = _around(sentence, said.source)
            yield Candidate(
                target=target,
                holder=said.source,
                holder_name=said.speaker,
                sentence=around,
                within=_shared(sentence, said.content),
                said=True,
                direct=self._view.inside_quote(target[0]) is not None,
                how="who says it",
            )
        else:
            said = None
        subject = self._subject(target)
        if subject and said and (overlap(subject, said.source) or self._same(said, subject)):
            return
        if subject and not overlap(subject, target) and (named or said is None):
            within = _shared(sentence, said.content) if said and overlap(said.content, subject) else sentence
            yield Candidate(
                target=target,
                holder=subject,
                holder_name=self.name(subject),
                sentence=sentence,
                within=within,
                said=False,
                direct=False,
                how="the subject",
            )

    def name(self, words_: tuple[int, int]) -> str:
        """The name of whoever is named by some words; empty where that is not known."""
        span = self._view.range(*words_)
        return self._known.get(span, "") if span else ""

    def _same(self, said: Said, target: tuple[int, int]) -> bool:
        """Whether a target is the speaker."""
        name = self.name(target)
        return bool(name) and name in (said.speaker, self.name(said.source))

    def _targets(self, doc: Doc) -> Iterator[tuple[tuple[int, int], bool]]:
        """Names, and noun phrases that are subjects or objects, by place; whether each is a name."""
        view = self._view
        names = [
            (view.first_at(name.start_char), view.first_at(name.end_char), name.label_)
            for name in doc.ents
            if name.label_ in _NAMES
        ]
        found: dict[tuple[int, int], bool] = {}
        for start, end, label in names:
            if start < end and self._may_be_target(self._tree.root(start, end), label):
                found[start, end] = True
        taken = {word for start, end in found for word in range(start, end)}
        for phrase in self._phrases(taken):
            found[phrase] = False
        return iter(sorted(found.items()))

    def _may_be_target(self, head: int, label: str) -> bool:
        """A place where something happens, a name that only tells of what kind something is, are no targets."""
        relation, tree = self._tree.relation[head], self._tree
        if relation in _MODIFIERS and not (relation in ("compound", "flat") and label == "PERSON"):
            return False
        case = tree.child(head, "case")
        return not (
            label in _PLACES and relation in ("obl", "nmod") and case is not None and self._view.lower[case] in _WHERE
        )

    def _phrases(self, taken: set[int]) -> Iterator[tuple[int, int]]:
        """Noun phrases that somebody speaks of, or that are the object of somebody’s verb."""
        tree, view = self._tree, self._view
        in_quote: dict[int, int] = {}
        for head, relation in enumerate(tree.relation):
            if (
                tree.pos[head] != "NOUN"
                or relation not in ("nsubj", "nsubj:pass", "nsubj:outer", "obj")
                or head in taken
            ):
                continue
            start, end = tree.phrase(head)
            if (
                not start <= head < end
                or any(view.is_time(word) for word in range(start, end))
                or taken.intersection(range(start, end))
                or end - start > 12
            ):
                continue
            said = next((n for n, said in enumerate(self._said) if said.content[0] <= head < said.content[1]), None)
            definite = view.lower[start] in _DEFINITE or tree.child(head, "nmod:poss") is not None
            if said is not None:
                in_quote[said] = in_quote.get(said, 0) + 1
                if in_quote[said] <= _MOST_PHRASES and (definite or relation != "obj"):
                    yield start, end
            elif relation == "obj" and definite:
                yield start, end

    def _subject(self, target: tuple[int, int]) -> tuple[int, int] | None:
        """The noun phrase of the nearest verb above a target that has another subject: a name, somebody, a body."""
        tree, view = self._tree, self._view
        word = tree.root(*target)
        for _ in range(_MOST_NEAR):
            if tree.head[word] == word:
                return None
            relation, word = tree.relation[word], tree.head[word]
            if tree.pos[word] not in ("VERB", "AUX", "ADJ", "NOUN"):
                continue
            if relation == "nsubj:pass" and (agent := self._agent(word)) is not None:
                return agent
            subject = tree.subject(word)
            if subject is None or relation.startswith("nsubj"):
                continue
            start, end = tree.phrase(subject)
            if not start <= subject < end or overlap((start, end), target):
                continue
            if view.lower[subject] in stance_words().no_holders or tree.pos[subject] not in ("PROPN", "PRON", "NOUN"):
                return None
            return start, end
        return None

    def _agent(self, verb: int) -> tuple[int, int] | None:
        """*… by X* of a passive."""
        for child in self._tree.children[verb]:
            case = self._tree.child(child, "case")
            if (
                self._tree.relation[child] in ("obl:agent", "obl")
                and case is not None
                and self._view.lower[case] == "by"
            ):
                start, end = self._tree.phrase(child)
                return (case + 1, end) if start <= case < end else (start, end)
        return None


def _said(view: DocView, quotes: Iterable[Proposal]) -> Iterator[Said]:
    for quote in quotes:
        source = next((part.range for part in quote.parts if part.role == "source"), None)
        if quote.label != "QUOTE" or source is None or _is_silent(view, source):
            continue
        words_ = view.first_at(source.start), view.first_at(source.end)
        for part in quote.parts:
            content = view.first_at(part.range.start), view.first_at(part.range.end)
            if part.role == "content" and content[0] < content[1] and words_[0] < words_[1]:
                yield Said(content, words_, quote.attributes.get("speaker", ""))


def _is_silent(view: DocView, source: TextRange) -> bool:
    """Whether a source is a thing that takes no stance: *the poll*, *figures*."""
    words_ = range(view.first_at(source.start), view.first_at(source.end))
    return any(view.lower[word] in _silent() for word in words_) and not any(
        view.is_capital(word) for word in words_[1:]
    )


def _around(sentence: tuple[int, int], holder: tuple[int, int]) -> tuple[int, int]:
    """A sentence, widened to take in a holder that is not far from it."""
    wide = min(sentence[0], holder[0]), max(sentence[1], holder[1])
    return wide if wide[1] - wide[0] <= max(_MOST_NEAR, sentence[1] - sentence[0]) else sentence


def _shared(one: tuple[int, int], other: Sequence[int]) -> tuple[int, int]:
    return max(one[0], other[0]), min(one[1], other[1])
