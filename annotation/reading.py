"""A document being read: its text with all that is marked on it, as one annotator sees it."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from annotation.model import (
    Annotation,
    Decision,
    Document,
    Link,
    Recorded,
    Status,
    Suggestion,
    Verdict,
    ranges,
)
from annotation.scheme import LabelScheme, default_scheme
from annotation.text import TextRange
from annotation.versions import outdated

Item = Annotation | Suggestion
T = TypeVar("T")

# From which score on open suggestions are shown where nobody has chosen: one that is as likely right as wrong.
LEAST_SCORE = 0.5

_FEW = 200  # items that are put in their places one by one; more are sorted with all the others


@dataclass(slots=True)
class Reading:
    """What the project holds for one document. It mirrors the file: `update` is fed with what storage says was touched."""

    document: Document
    annotator: str
    suggestions: dict[str, Suggestion] = field(default_factory=dict)
    annotations: dict[str, Annotation] = field(default_factory=dict)
    decisions: dict[tuple[str, str], Decision] = field(default_factory=dict)  # by suggestion and annotator
    links: dict[str, Link] = field(default_factory=dict)
    scheme: LabelScheme = field(default_factory=default_scheme)
    read_by: frozenset[str] = frozenset()  # the suggesters (name@version) that have read the document
    repeats: dict[str, list[str]] = field(
        default_factory=dict
    )  # suggestions that say the same, in text order, by the first
    least_score: float = 0.0  # open suggestions below it are not shown; `show_from` changes it
    _sorted: dict[bool, list[Item]] = field(default_factory=dict, repr=False, compare=False)
    _derived: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    _outdated: frozenset[str] | None = field(default=None, repr=False, compare=False)
    _group_of: dict[str, list[str]] | None = field(default=None, repr=False, compare=False)

    def update(self, values: Iterable[Recorded], erased: Iterable[Recorded] = ()) -> frozenset[str]:
        """Take over what the file holds now (`values`) and no longer (`erased`); returns the ids of the items that this is about."""
        all_values = (*(erased := tuple(erased)), *(values := tuple(values)))
        self._derived.clear()
        before = self._items_of(all_values)
        self._take_out(before)
        for value in erased:
            self._erase(value)
        for value in values:
            self._keep(value)
        after = self._items_of(all_values)
        self._take_out(
            {id_: item for id_, item in after.items() if id_ not in before}
        )  # there already, and not changed itself
        self._put_in(after)
        return frozenset(before) | frozenset(after)

    def suggest(
        self,
        suggestions: Iterable[Suggestion],
        read_by: Iterable[str] = (),
        repeats: Mapping[str, list[str]] | None = None,
    ) -> None:
        """Take over what suggesters propose, which ones (name@version) have read the document and, where given, what of all suggestions now
        says the same; what is there already stays.
        """
        self._sorted.clear()
        self._derived.clear()
        self._outdated = None
        self.read_by |= frozenset(read_by)
        if repeats is not None:
            self.repeats, self._group_of = dict(repeats), None
        self.suggestions.update((s.id, s) for s in suggestions if s.id not in self.suggestions)

    def show_from(self, least_score: float) -> frozenset[str]:
        """Show open suggestions with this score or more; returns the ids of those that came or went, and of what is said again by them."""
        low, high = sorted((self.least_score, least_score))
        changed = {s.id for s in self.suggestions.values() if low <= s.score < high}
        between = [self.suggestions[id_] for id_ in self._with_repeats(changed)]
        between = [s for s in between if self.status(s) is Status.SUGGESTED]
        before: dict[str, Item] = {s.id: s for s in between if self.is_shown(s)}
        self._take_out(before)
        self.least_score = least_score
        self._derived.clear()
        after: dict[str, Item] = {s.id: s for s in between if self.is_shown(s)}
        self._put_in(after)
        alike = {id_ for other in changed for id_ in self.same_as(other)}
        made = {d.annotation_id for id_ in alike if (d := self.decision_on(id_)) and d.annotation_id}
        return frozenset((before.keys() ^ after.keys()) | alike | made)

    def item(self, item_id: str) -> Item | None:
        """The annotation or suggestion with this id."""
        return self.annotations.get(item_id) or self.suggestions.get(item_id)

    def decision_on(self, suggestion_id: str) -> Decision | None:
        """This annotator's decision on a suggestion."""
        return self.decisions.get((suggestion_id, self.annotator))

    def decision_behind(self, annotation: Annotation) -> Decision | None:
        """The decision, of whichever annotator, that an annotation came of."""
        for decision in self.decisions.values():
            if decision.annotation_id == annotation.id:
                return decision
        return None

    def decisions_behind(self, annotation: Annotation) -> list[Decision]:
        """All decisions that an annotation came of: one that was joined of several has as many."""
        return [d for d in self.decisions.values() if d.annotation_id == annotation.id]

    def status(self, item: Item) -> Status:
        """Accepted, suggested (open or skipped) or rejected, for this annotator."""
        if isinstance(item, Annotation):
            return Status.ACCEPTED
        decision = self.decision_on(item.id)
        match decision.verdict if decision else Verdict.SKIP:
            case Verdict.ACCEPT | Verdict.EDIT:
                return Status.ACCEPTED
            case Verdict.REJECT:
                return Status.REJECTED
            case _:
                return Status.SUGGESTED

    def is_skipped(self, item: Item) -> bool:
        """Whether this annotator put a suggestion off."""
        decision = self.decision_on(item.id) if isinstance(item, Suggestion) else None
        return decision is not None and decision.verdict is Verdict.SKIP

    def items(self, *, rejected: bool = False) -> list[Item]:
        """What is on the page, in text order: annotations and the open suggestions that are shown, and rejected ones on request.

        Open suggestions are shown from `least_score` on, and where no newer version of their suggester has read the document. A suggestion
        that was accepted or edited is shown as the annotation that came of it. The order is kept up by `update`, so that only the first
        call sorts.
        """
        if rejected in self._sorted:
            return list(self._sorted[rejected])
        shown: list[Item] = list(self.annotations.values())
        shown += [s for s in self.suggestions.values() if self.is_shown(s, rejected=rejected)]
        self._sorted[rejected] = sorted(shown, key=self.place)
        return list(self._sorted[rejected])

    def is_shown(self, item: Item, *, rejected: bool = False) -> bool:
        """Whether an item is among those that `items` returns."""
        if isinstance(item, Annotation):
            return True
        match self.status(item):
            case Status.SUGGESTED:
                return self._stands(item) and not self.is_folded(item)
            case Status.REJECTED:
                return rejected
            case _:
                return False

    def is_folded(self, suggestion: Suggestion) -> bool:
        """Whether it says again what an earlier one says that is shown, or was accepted: then it is none of its own to decide."""
        for id_ in self.same_as(suggestion.id):
            if id_ == suggestion.id:
                break
            earlier = self.suggestions[id_]
            status = self.status(earlier)
            if status is Status.ACCEPTED or (status is Status.SUGGESTED and self._stands(earlier)):
                return True
        return False

    def said_again(self, item: Item) -> list[Suggestion]:
        """The open suggestions that stand behind an item because they say the same, in text order."""
        id_ = item.id
        if isinstance(item, Annotation):
            decision = self.decision_on(item.suggestion_id or "")
            if decision is None or decision.annotation_id != item.id:
                return []
            id_ = decision.suggestion_id
        group = self.same_as(id_)
        if not group or self.is_folded(self.suggestions[id_]) or not self.is_shown(item):
            return []
        behind = (self.suggestions[other] for other in group[group.index(id_) + 1 :])
        return [s for s in behind if self.status(s) is Status.SUGGESTED and self._stands(s)]

    def same_as(self, suggestion_id: str) -> list[str]:
        """The ids of all suggestions that say the same as one, itself among them, in text order; none where it is said once."""
        if self._group_of is None:
            self._group_of = {id_: group for group in self.repeats.values() for id_ in group}
        return self._group_of.get(suggestion_id, [])

    def _with_repeats(self, ids: Iterable[str]) -> dict[str, None]:
        """These suggestions' ids and those of all that say the same: what becomes of one decides which of the others is shown."""
        return {other: None for id_ in ids for other in (id_, *self.same_as(id_)) if other in self.suggestions}

    def _stands(self, suggestion: Suggestion) -> bool:
        return suggestion.score >= self.least_score and not self.is_outdated(suggestion)

    def is_outdated(self, suggestion: Suggestion) -> bool:
        """Whether a newer version of its suggester has read the document and nobody has decided on it: it is proposed no longer."""
        if self._outdated is None:
            self._outdated = outdated({s.suggester for s in self.suggestions.values()}, self.read_by)
        if suggestion.suggester not in self._outdated:
            return False
        return suggestion.id not in self.derived("decided by anybody", _decided)

    def _keep(self, value: Recorded) -> None:
        match value:
            case Annotation():
                self.annotations[value.id] = value
            case Decision():
                self.decisions[value.suggestion_id, value.annotator] = value
            case Link():
                self.links[value.id] = value

    def _erase(self, value: Recorded) -> None:
        match value:
            case Annotation():
                self.annotations.pop(value.id, None)
            case Decision():
                self.decisions.pop((value.suggestion_id, value.annotator), None)
            case Link():
                self.links.pop(value.id, None)

    def _items_of(self, values: Iterable[Recorded]) -> dict[str, Item]:
        """What values say something about, as it stands now, by id: whether and where it is on the page depends on them."""
        found: dict[str, Item | None] = {}
        for value in values:
            if isinstance(value, Annotation):
                found[value.id] = self.annotations.get(value.id)
            elif isinstance(value, Decision):
                for id_ in self._with_repeats([value.suggestion_id]):
                    found[id_] = self.suggestions[id_]
                    decision = self.decision_on(id_)  # its row tells how often it is said again
                    made = decision.annotation_id if decision and len(self.same_as(id_)) > 1 else None
                    if made:
                        found[made] = self.annotations.get(made)
        return {id_: item for id_, item in found.items() if item}

    def _take_out(self, items: dict[str, Item]) -> None:
        if len(items) > _FEW:
            self._sorted.clear()
        for listed in self._sorted.values():
            for item in items.values():
                place = bisect_left(listed, self.place(item), key=self.place)
                if place < len(listed) and listed[place].id == item.id:
                    del listed[place]

    def _put_in(self, items: dict[str, Item]) -> None:
        if len(items) > _FEW:
            self._sorted.clear()
        for rejected, listed in self._sorted.items():
            for item in items.values():
                if self.is_shown(item, rejected=rejected):
                    insort(listed, item, key=self.place)

    def derived(self, name: str, make: Callable[[Reading], T]) -> T:
        """What `make` works out of this reading, kept under `name` until something in it changes."""
        if name not in self._derived:
            self._derived[name] = make(self)
        kept: T = self._derived[name]
        return kept

    def place(self, item: Item) -> tuple[int, int, str, str]:
        """Sorts items as they are read: by where their main parts begin, the longer one first."""
        spans = ranges(item, self.scheme.label(item.label).main_role.name)
        return (spans[0].start, -spans[-1].end, item.label, item.id)

    def links_of(self, annotation: Annotation) -> list[Link]:
        """An annotation's links: those that lead away from it, then those that lead to it, each by the place of the other end."""
        ends = [k for k in self.links.values() if annotation.id in (k.from_id, k.to_id)]
        others = {k.id: self.place(self.annotations[k.other_end(annotation.id)]) for k in ends}
        return sorted(ends, key=lambda k: (k.from_id != annotation.id, others[k.id], k.kind, k.id))

    def open_suggestions(self) -> list[Suggestion]:
        """The suggestions that are shown and have no decision (or are skipped), in text order."""
        return [item for item in self.items() if isinstance(item, Suggestion)]


def _decided(reading: Reading) -> frozenset[str]:
    """The suggestions that some annotator has decided on: the others are to see them too, whatever version they are of."""
    return frozenset(d.suggestion_id for d in reading.decisions.values() if d.verdict is not Verdict.SKIP)


def extent(item: Item) -> TextRange:
    """From the first to the last code point of an item's parts."""
    spans = ranges(item)
    return TextRange(spans[0].start, max(span.end for span in spans))
