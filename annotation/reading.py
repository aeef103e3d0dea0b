"""A document being read: its text with all that is marked on it, as one annotator sees it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

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

    def update(self, values: Iterable[Recorded], erased: Iterable[Recorded] = ()) -> None:
        """Take over what the file holds now (`values`) and no longer (`erased`)."""
        self._sorted.clear()
        for value in erased:
            match value:
                case Annotation():
                    self.annotations.pop(value.id, None)
                case Decision():
                    self.decisions.pop((value.suggestion_id, value.annotator), None)
                case Link():
                    self.links.pop(value.id, None)
        for value in values:
            match value:
                case Annotation():
                    self.annotations[value.id] = value
                case Decision():
                    self.decisions[value.suggestion_id, value.annotator] = value
                case Link():
                    self.links[value.id] = value

    def suggest(self, suggestions: Iterable[Suggestion]) -> None:
        """Take over what suggesters propose; what is there already stays."""
        self._sorted.clear()
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

        A suggestion that was accepted or edited is shown as the annotation that came of it.
        """
        if rejected in self._sorted:
            return list(self._sorted[rejected])
        shown: list[Item] = list(self.annotations.values())
        for suggestion in self.suggestions.values():
            status = self.status(suggestion)
            if status is Status.SUGGESTED or (rejected and status is Status.REJECTED):
                shown.append(suggestion)
        self._sorted[rejected] = sorted(shown, key=self.place)
        return list(self._sorted[rejected])

    def place(self, item: Item) -> tuple[int, int, str, str]:
        """Sorts items as they are read: by where their main parts begin, the longer one first."""
        spans = ranges(item, self.scheme.label(item.label).main_role.name)
        return (spans[0].start, -spans[-1].end, item.label, item.id)

    def open_suggestions(self) -> list[Suggestion]:
        """Suggestions without a decision (or skipped), in text order."""
        return [item for item in self.items() if isinstance(item, Suggestion)]


def extent(item: Item) -> TextRange:
    """From the first to the last code point of an item's parts."""
    spans = ranges(item)
    return TextRange(spans[0].start, max(span.end for span in spans))
