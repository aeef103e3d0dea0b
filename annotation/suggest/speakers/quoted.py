"""The quotes of a doc as the search for their speakers reads them: whose words a token is in, and what a source’s head is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from annotation.suggest.proposal import Proposal
from annotation.suggest.speakers.found import NameMention
from annotation.suggest.speakers.nominals import Nominal
from annotation.suggest.speakers.words import PRONOUNS
from annotation.suggest.view import DocView

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LONGEST = 3000  # tokens of a content fragment in which a source is looked up
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "WP", "WDT", "CD", "DT"})

Form = Literal["pronoun", "name", "nominal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The source of the quote at `place` in the list of proposals: its tokens [start, end) and its head.

    `index` is the place of the name or nominal that the head is, in its list.
    """

    place: int
    start: int
    end: int
    head: int
    form: Form
    index: int = -1


@dataclass(frozen=True, slots=True)
class Said:
    """A doc’s words: its names and nominals, and by token the place of each in its list (of a name: with its title)."""

    doc: Doc
    view: DocView
    names: list[NameMention]
    nominals: list[Nominal]
    name_at: dict[int, int]
    nominal_at: dict[int, int]
    parsed: bool


def sources_of(said: Said, proposals: Sequence[Proposal]) -> list[Source]:
    """The sources of the quotes among proposals, in text order; those of which no head can be told are left out."""
    found = []
    for place, proposal in enumerate(proposals):
        ranges = [part.range for part in proposal.parts if part.role == "source"]
        if proposal.label != "QUOTE" or not ranges:
            continue
        start = said.view.first_at(ranges[0].start)
        end = said.view.first_at(ranges[0].end)
        while start < end and not said.view.is_word(start):
            start += 1
        if start < end and (source := _source(said, place, start, end)):
            found.append(source)
    return sorted(found, key=lambda source: source.head)


def _source(said: Said, place: int, start: int, end: int) -> Source | None:
    view = said.view
    words = [i for i in range(start, end) if view.is_word(i)]
    if len(words) == 1 and view.lower[words[0]] in PRONOUNS:
        return Source(place=place, start=start, end=end, head=words[0], form="pronoun")
    head = _root(said, start, end) if said.parsed else _first(said, start, end)
    if head is None or _is_joined(said, head, start, end):
        return None
    if (name := said.name_at.get(head)) is not None:
        name = _titled(said, name, head, end)
        return Source(place=place, start=start, end=end, head=said.names[name].start, form="name", index=name)
    if (nominal := said.nominal_at.get(head)) is not None:
        of = said.nominals[nominal].of
        if of is None or not start <= said.names[of].start < end:
            of = _name_at_end(said, head, end)
        if of is not None:
            return Source(place=place, start=start, end=end, head=said.names[of].start, form="name", index=of)
        return Source(place=place, start=start, end=end, head=head, form="nominal", index=nominal)
    is_pronoun = view.lower[head] in PRONOUNS and view.lower[start] in PRONOUNS
    return Source(place=place, start=start, end=end, head=head, form="pronoun") if is_pronoun else None


def _titled(said: Said, name: int, head: int, end: int) -> int:
    """Who is titled by a name that a parse took for the head: *Vermont Sen. Ruta Vele*."""
    for other in range(name + 1, min(name + 3, len(said.names))):
        mention = said.names[other]
        if mention.kind == "person" and mention.start < end and mention.start - len(mention.title) <= head:
            return other
    return name


def _name_at_end(said: Said, head: int, end: int) -> int | None:
    """A full name that ends a phrase which a title begins: *the ambassador to Finland Ruta Vele*."""
    while end > head and not said.view.is_word(end - 1):
        end -= 1
    name = said.name_at.get(end - 1)
    if name is None or said.nominals[said.nominal_at[head]].plural:
        return None
    mention = said.names[name]
    before = mention.start - len(mention.title) - 1
    joins = before >= head and (said.view.is_capital(before) or before == head)
    return name if mention.kind == "person" and len(mention.words) > 1 and joins else None


def _root(said: Said, start: int, end: int) -> int | None:
    """The token of a phrase that hangs on one outside of it: the first noun that does."""
    first, last = said.view.index[start], said.view.index[end - 1]
    for i in range(start, end):
        token = said.doc[said.view.index[i]]
        outside = token.head.i == token.i or not first <= token.head.i <= last
        if outside and (token.tag_ in _NOUNS or i in said.name_at):
            return i
    return None


def _first(said: Said, start: int, end: int) -> int | None:
    """Without a parse: the name that a phrase begins with after its title, or that a comma brings; else its first noun."""
    for i in range(start, end):
        if (name := said.name_at.get(i)) is not None:
            mention = said.names[name]
            before = mention.start - len(mention.title)
            if before <= start + 1 or said.view.at(mention.start - 1) == ",":
                return i
            return None
        if i in said.nominal_at:
            after = said.name_at.get(i + 2) if said.view.at(i + 1) == "," else None
            return i if after is None else i + 2
    return None


def _is_joined(said: Said, head: int, start: int, end: int) -> bool:
    """Whether a source is several: *Tamm and Berg*; or has its name as the owner only: *Tamm’s aides*."""
    if (name := said.name_at.get(head)) is not None:
        after = said.names[name].end
        if said.view.is_genitive(after) and after + 1 < end and said.view.is_word(after + 1):
            return True
        other = said.name_at.get(after + 1) if said.view.at(after) == "," and after + 1 < end else None
        if other is not None and said.names[other].kind == said.names[name].kind == "person":
            return True
    if said.parsed:
        doc, index = said.doc, said.view.index
        return any(
            child.dep_ == "conj" and index[start] <= child.i <= index[end - 1] for child in doc[index[head]].children
        )
    return any(said.view.lower[i] in ("and", "&") and i + 1 in said.name_at for i in range(head, end))


def contents_of(view: DocView, proposals: Sequence[Proposal]) -> list[int]:
    """For each token the place of the quote whose content it is in, of nested ones the innermost; -1 where it is in none."""
    fragments = [
        (view.first_at(part.range.start), view.first_at(part.range.end), place)
        for place, proposal in enumerate(proposals)
        if proposal.label == "QUOTE"
        for part in proposal.parts
        if part.role == "content"
    ]
    inside = [-1] * len(view)
    for start, end, place in sorted(fragments, key=lambda fragment: fragment[0] - fragment[1]):
        last = min(end, start + _LONGEST)
        inside[start:last] = [place] * (last - start)
    return inside
