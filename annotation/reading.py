"""A document being read: its text with all that is marked on it, as one annotator sees it."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable
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

Item = Annotation | Suggestion
T = TypeVar("T")

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
    _sorted: dict[bool, list[Item]] = field(default_factory=dict, repr=False, compare=False)
    _derived: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

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
        self._put_in(after)
        return frozenset(before) | frozenset(after)

    def suggest(self, suggestions: Iterable[Suggestion]) -> None:
        """Take over what suggesters propose; what is there already stays."""
        self._sorted.clear()
        self._derived.clear()
        self.suggestions.update((s.id, s) for s in suggestions if s.id not in self.suggestions)

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
        """What is on the page, in text order: annotations and open suggestions, and rejected ones on request.

        A suggestion that was accepted or edited is shown as the annotation that came of it. The order is kept up by `update`, so that
        only the first call sorts.
        """
        if rejected in self._sorted:
            return list(self._sorted[rejected])
        shown: list[Item] = list(self.annotations.values())
        shown += [s for s in self.suggestions.values() if self.is_shown(s, rejected=rejected)]
        self._sorted[rejected] = sorted(shown, key=self.place)
        return list(self._sorted[rejected])

    def is_shown(self, item: Item, *, rejected: bool = False) -> bool:
        """Whether an item is among those that `items` returns."""
        status = self.status(item)
        return isinstance(item, Annotation) or status is Status.SUGGESTED or (rejected and status is Status.REJECTED)

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
                found[value.suggestion_id] = self.suggestions.get(value.suggestion_id)
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
        """Suggestions without a decision (or skipped), in text order."""
        return [item for item in self.items() if isinstance(item, Suggestion)]


def extent(item: Item) -> TextRange:
    """From the first to the last code point of an item's parts."""
    spans = ranges(item)
    return TextRange(spans[0].start, max(span.end for span in spans))
