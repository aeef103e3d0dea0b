"""Whom a doc tells of: its clusters of names, and those that it mentions without a name; with what is known of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Literal

from annotation.suggest.speakers.found import NameMention
from annotation.suggest.speakers.joining import Group, first_gender, title_gender
from annotation.suggest.speakers.nominals import Nominal
from annotation.suggest.speakers.words import Gender, speaker_words

Number = Literal["one", "many", "body", "thing"]
_MOST_ROLES = 12  # holders of a role that are told apart
_TITLE, _NOUN, _FIRST = 3, 3, 2


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is, and since which token the doc says so."""

    modifiers: frozenset[str]
    changed: frozenset[str]
    since: int


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something. `group` is None where it has no name. `votes` are what tells of gender."""

    number: Number
    group: Group | None = None
    votes: Counter[str] = field(default_factory=Counter)
    roles: dict[str, list[Role]] = field(default_factory=lambda: defaultdict(list))
    nominals: list[Nominal] = field(default_factory=list)

    @property
    def gender(self) -> Gender:
        """What most of the evidence tells; empty where it is none, or torn."""
        female, male = self.votes["female"], self.votes["male"]
        if female >= 2 * male and female > 1:
            return "female"
        return "male" if male >= 2 * female and male > 1 else ""

    _name: str | None = None

    def name(self, text: str) -> str:
        """Its name in full as the text has it; empty where it has none that may stand for it. Looked up once."""
        if self._name is None:
            sure = self.group is not None and not self.group.unsure
            self._name = self.group.best(text).range.of(text) if self.group and sure else ""
        return self._name


class Entities:
    """The entities of a doc: `of_name[i]` and `of_nominal[i]` are those of the i-th name and nominal."""

    def __init__(self, names: list[NameMention], groups: list[Group], nominals: list[Nominal]) -> None:
        self.names = names
        by_group = {id(group): _named(group) for group in groups}
        at = {mention: by_group[id(group)] for group in groups for mention in group.mentions}
        self.of_name = [at[name] for name in names]
        self._holders: dict[str, list[Entity]] = defaultdict(list)
        for name, entity in zip(names, self.of_name, strict=True):
            self._take_title(name, entity)
        self._take_nominals(nominals)
        self.of_nominal = self._resolve(nominals)

    def all(self) -> list[Entity]:
        """Those that have a name, in the order of their first mention."""
        return list(dict.fromkeys(self.of_name))

    def _take_title(self, name: NameMention, entity: Entity) -> None:
        if gender := title_gender(name):
            entity.votes[gender] += _TITLE
        if name.title and speaker_words().is_person(name.title[-1]):
            modifiers = frozenset(name.title[:-1])
            self._hold(entity, speaker_words().role(name.title[-1]), modifiers, name.start)

    def _take_nominals(self, nominals: list[Nominal]) -> None:
        for nominal in nominals:
            if nominal.of is None or nominal.plural:
                continue
            entity = self.of_name[nominal.of]
            if nominal.person and entity.number == "one":
                if nominal.gender:
                    entity.votes[nominal.gender] += _NOUN
                self._hold(entity, nominal.role, nominal.modifiers, nominal.head)

    def _hold(self, entity: Entity, role: str, modifiers: frozenset[str], since: int) -> None:
        changed = modifiers & speaker_words().changing
        if len(entity.roles[role]) < _MOST_ROLES:
            entity.roles[role].append(Role(modifiers - changed, changed, since))
        holders = self._holders[role]
        if len(holders) < _MOST_ROLES and entity not in holders:
            holders.append(entity)

    def _resolve(self, nominals: list[Nominal]) -> list[Entity]:
        """The entity of each nominal: the one holder of its role, or one without a name that goes by the same noun."""
        unnamed: dict[tuple[str, bool], Entity] = {}
        found = []
        for nominal in nominals:
            entity = (
                self.of_name[nominal.of] if nominal.of is not None and not nominal.plural else self._holder(nominal)
            )
            if entity is None:
                key = (nominal.role, nominal.plural)
                entity = unnamed.get(key) if nominal.definite else None
                if entity is None:
                    entity = unnamed[key] = Entity(_number(nominal))
                if nominal.gender:
                    entity.votes[nominal.gender] += _NOUN
            entity.nominals.append(nominal)
            found.append(entity)
        return found

    def _holder(self, nominal: Nominal) -> Entity | None:
        if not nominal.definite or nominal.plural or not nominal.person:
            return None
        wanted = nominal.modifiers - nominal.changed
        fitting = []
        for entity in self._holders.get(nominal.role, ()):
            roles = [role for role in entity.roles[nominal.role] if role.since < nominal.head]
            known = frozenset().union(*(role.modifiers for role in roles))
            fits = any(role.changed == nominal.changed for role in roles) and wanted <= known
            if fits and (not nominal.gender or entity.gender in ("", nominal.gender)):
                fitting.append(entity)
        return fitting[0] if len(fitting) == 1 else None


def _named(group: Group) -> Entity:
    number: Number = "one" if group.kind == "person" else "many" if group.plural else "body"
    entity = Entity("thing" if group.kind == "other" else number, group)
    if number == "one" and (gender := first_gender(group)):
        entity.votes[gender] += _FIRST
    return entity


def _number(nominal: Nominal) -> Number:
    if nominal.plural:
        return "many"
    if nominal.person:
        return "one"
    return "body" if nominal.role in speaker_words().body else "thing"
