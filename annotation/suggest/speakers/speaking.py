"""The speakers of a doc’s quotes: the source of each resolved to a name, where that is certain enough."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotation.suggest.proposal import Proposal
from annotation.suggest.speakers.entities import Entities, Entity
from annotation.suggest.speakers.found import Kind, find_names
from annotation.suggest.speakers.joining import join_names
from annotation.suggest.speakers.nominals import find_nominals
from annotation.suggest.speakers.quoted import Said, Source
from annotation.suggest.speakers.salience import Answer
from annotation.suggest.speakers.walk import Walk
from annotation.suggest.speakers.words import Gender
from annotation.suggest.view import view_of
from annotation.text import TextRange

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SOME = frozenset({"all", "many", "some", "most", "few", "several", "no", "other", "both", "half", "two", "three"})
THRESHOLD = 0.6
"""How sure a speaker must be to be given; chosen for precision on the train part of GUM (docs/speakers.md)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameCluster:
    """Somebody or something that a document names, in full: `name` stands in the text as it is here.

    `mentions` are the places (code points) of its names and of the phrases that mean it (“the mayor”), in text order. `gender` is what the
    text tells by its words; `plural` marks the members of a group; `roles` are nouns that the text calls it.
    """

    name: str
    kind: Kind
    mentions: tuple[TextRange, ...]
    gender: Gender
    plural: bool
    roles: frozenset[str]


def name_clusters(doc: Doc) -> list[NameCluster]:
    """The names of a doc, clustered, in the order of their first mention. Linear in the text; needs sentences."""
    said, entities = _read(doc, doc._.suggestions)
    Walk(said, entities, ()).vote()
    return [_cluster(said, entity) for entity in entities.all() if entity.group is not None]


def with_speakers(doc: Doc, proposals: list[Proposal]) -> list[Proposal]:
    """Proposals with the attribute `speaker` on the quotes whose source can be resolved; parts and scores as they were."""
    if not any(proposal.label == "QUOTE" for proposal in proposals):
        return proposals
    said, entities = _read(doc, proposals)
    walk = Walk(said, entities, proposals)
    walk.vote()
    walk.read()
    found = list(proposals)
    for source in walk.sources:
        answer = walk.answers.get(source.place)
        if answer and answer.sure >= THRESHOLD and (name := _name(said, answer.entity, source)):
            found[source.place] = _spoken(said, found[source.place], name, answer)
    return found


def _read(doc: Doc, proposals: Iterable[Proposal]) -> tuple[Said, Entities]:
    view = view_of(doc)
    sources = [p.range for quote in proposals if quote.label == "QUOTE" for p in quote.parts if p.role == "source"]
    names = find_names(doc, view, sources)
    nominals = find_nominals(doc, view, names)
    name_at = {token: i for i, name in enumerate(names) for token in range(name.start, name.end)}
    for i, name in enumerate(names):
        name_at.update((token, i) for token in range(name.start - len(name.title), name.start) if token not in name_at)
    nominal_at = {nominal.head: i for i, nominal in enumerate(nominals)}
    groups = join_names(view, names, loose=not doc.ents)
    said = Said(doc, view, names, nominals, name_at, nominal_at, parsed=doc.has_annotation("DEP"))
    return said, Entities(names, groups, nominals)


def _name(said: Said, entity: Entity, source: Source) -> str:
    """The name of a speaker; empty where it has none that may stand for it."""
    if entity.number != "one" and source.form == "name":
        mention = said.names[source.index]
        others = [said.view.lower[i] for i in range(source.start, source.end) if not mention.start <= i < mention.end]
        # *Many Democrats* are not the Democrats.
        if any(word in _SOME or (entity.number == "many" and word != "the" and word[:1].isalnum()) for word in others):
            return ""
    return entity.name(said.view.text)


def _spoken(said: Said, proposal: Proposal, name: str, answer: Answer) -> Proposal:
    span = next(part.range for part in proposal.parts if part.role == "source")
    words = " ".join(span.of(said.view.text).split())
    reason = proposal.reason
    if words != name:
        why = f", {answer.why}" if answer.why else ""
        reason += f"; “{words}” is {name}{why}"
    return replace(proposal, attributes={**proposal.attributes, "speaker": name}, reason=reason)


def _cluster(said: Said, entity: Entity) -> NameCluster:
    assert entity.group is not None
    group = entity.group
    spans = {mention.range for mention in group.mentions}
    spans |= {span for nominal in entity.nominals if (span := said.view.range(nominal.start, nominal.end))}
    return NameCluster(
        name=group.best(said.view.text).range.of(said.view.text),
        kind=group.kind,
        mentions=tuple(sorted(spans)),
        gender=entity.gender,
        plural=group.plural,
        roles=frozenset(entity.roles),
    )
