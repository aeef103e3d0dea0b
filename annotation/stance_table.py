"""Who stands where on whom or what: the stances of one document as a table of holders and targets.

Rows are holders, columns are targets. Who is one and the same is decided by `annotation.naming`, which knows what is written and guesses nothing.
What counts is what was decided; open suggestions count where they are asked for, and in a cell only where nothing was decided yet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from annotation.model import Annotation, Suggestion, ranges
from annotation.naming import NOBODY, Namer, Party
from annotation.participants import participants
from annotation.reading import Item, Reading
from annotation.scheme import Label, LabelScheme
from annotation.text import TextRange

POLARITY, INTENSITY = "polarity", "intensity"
SUPPORT, OPPOSE, NEUTRAL, MIXED, UNSAID = "support", "oppose", "neutral", "mixed", ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """A stance of the document. `polarity` is "" where none was given, `intensity` from 1 to 3, 0 where none was given."""

    item: Item
    holder: Party
    target: Party
    polarity: str
    intensity: int = 0
    evidence: tuple[TextRange, ...]

    @property
    def decided(self) -> bool:
        """Whether an annotator made or accepted it."""
        return isinstance(self.item, Annotation)


@dataclass(frozen=True, slots=True)
class Cell:
    """The stances of a holder on a target in text order, at least one."""

    stances: tuple[Stance, ...]

    @property
    def telling(self) -> tuple[Stance, ...]:
        """The stances that say where the holder stands: what was decided, else what is suggested."""
        return tuple(s for s in self.stances if s.decided) or self.stances

    @property
    def decided(self) -> bool:
        """Whether any of them was decided."""
        return any(s.decided for s in self.stances)

    @property
    def counts(self) -> Counter[str]:
        """How many of `telling` have which polarity."""
        return Counter(s.polarity for s in self.telling)

    @property
    def polarity(self) -> str:
        """All for is support, all against is oppose, both is mixed; neutral ones and ones without a polarity change nothing beside others."""
        counts = self.counts
        polar = {p for p in counts if p not in (NEUTRAL, UNSAID)}
        if len(polar) > 1:
            return MIXED
        return next(iter(polar), NEUTRAL if counts[NEUTRAL] else UNSAID)

    @property
    def intensity(self) -> int:
        """The strongest of `telling`; 0 where none has any."""
        return max(s.intensity for s in self.telling)


@dataclass(frozen=True, slots=True)
class StanceTable:
    """Holders and targets, those with the most stances first, then by their first place; who is not named comes last."""

    holders: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    cells: dict[tuple[str, str], Cell] = field(default_factory=dict)  # by the keys of holder and target

    def cell(self, holder: Party, target: Party) -> Cell | None:
        """What a holder holds of a target; None where nothing is marked."""
        return self.cells.get((holder.key, target.key))

    def stances(self) -> Iterator[Stance]:
        """All stances, cell by cell."""
        for cell in self.cells.values():
            yield from cell.stances

    def place_of(self, item_id: str) -> tuple[int, int] | None:
        """The row and the column in which an item is; None where it is in no cell."""
        for stance in self.stances():
            if stance.item.id == item_id:
                holders, targets = ([party.key for party in parties] for parties in (self.holders, self.targets))
                return holders.index(stance.holder.key), targets.index(stance.target.key)
        return None


def stance_labels(scheme: LabelScheme) -> tuple[Label, ...]:
    """The labels of a scheme that are stances: with a polarity, a holder (the one who is marked by `who`) and a target."""
    return tuple(
        label
        for label in scheme.labels
        if any(a.name == POLARITY for a in label.attributes) and _holder_and_target(label) is not None
    )


def stance_table(reading: Reading, *, with_suggestions: bool = False, least_score: float = 0.0) -> StanceTable:
    """The table of a document as its annotator sees it; open suggestions with at least this score (0 to 1) where they are asked for.

    What two annotators, or a suggester and an annotator, mark alike counts once: the same evidence, holder, target and polarity.
    """
    stances = _alike_once(
        stance
        for stance in _stances(reading)
        if stance.decided
        or (with_suggestions and isinstance(stance.item, Suggestion) and stance.item.score >= least_score)
    )
    found: dict[tuple[str, str], list[Stance]] = {}
    for stance in stances:
        found.setdefault((stance.holder.key, stance.target.key), []).append(stance)
    return StanceTable(
        _in_order(s.holder for s in stances),
        _in_order(s.target for s in stances),
        {keys: Cell(tuple(of_cell)) for keys, of_cell in found.items()},
    )


def open_stances(reading: Reading, *, least_score: float = 0.0) -> int:
    """How many open suggestions of stances have at least this score (0 to 1)."""
    names = {label.name for label in stance_labels(reading.scheme)}
    return sum(s.label in names and s.score >= least_score for s in reading.open_suggestions())


def _stances(reading: Reading) -> Iterator[Stance]:
    pairs = {label.name: (label, _holder_and_target(label)) for label in stance_labels(reading.scheme)}
    namer = Namer(reading.document.text)
    for item in reading.items():
        label, roles = pairs.get(item.label, (None, None))
        if label is None or roles is None:
            continue
        (holder, holder_name), (target, target_name) = roles
        given, intensity = item.attributes, item.attributes.get(INTENSITY, "")
        yield Stance(
            item=item,
            holder=namer.party(given.get(holder_name, ""), ranges(item, holder)),
            target=namer.party(given.get(target_name, ""), ranges(item, target)),
            polarity=given.get(POLARITY, UNSAID),
            intensity=int(intensity) if intensity in ("1", "2", "3") else 0,
            evidence=ranges(item, label.main_role.name),
        )


def _holder_and_target(label: Label) -> tuple[tuple[str, str], tuple[str, str]] | None:
    """The roles of holder and target, each with its attribute of a name; None where a label lacks one."""
    who = {role.name for role in label.roles if role.who}
    pairs = participants(label)
    holder = next((pair for pair in pairs if pair[0] in who), None)
    target = next((pair for pair in pairs if pair[0] not in who), None)
    return (holder, target) if holder and target else None


def _alike_once(stances: Iterable[Stance]) -> list[Stance]:
    """Of those that are alike the first that was decided, in text order."""
    kept: dict[tuple[object, ...], Stance] = {}
    for stance in stances:
        alike = (stance.evidence, stance.holder.key, stance.target.key, stance.polarity)
        if alike not in kept or (stance.decided and not kept[alike].decided):
            kept[alike] = stance
    return list(kept.values())


def _in_order(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Each party once, as it is named best: the most frequent first, the earlier of equals."""
    listed = list(parties)
    often = Counter(p.key for p in listed)
    best: dict[str, Party] = {}
    for party in listed:
        if party.key not in best or (party.given and not best[party.key].given):
            best[party.key] = party
    return tuple(sorted(best.values(), key=lambda p: (p.key == NOBODY.key, -often[p.key])))  # stable: then by place
