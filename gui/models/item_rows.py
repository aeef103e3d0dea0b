"""What a list says about an annotation or a suggestion, in words; read from the label scheme, free of Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from annotation.model import Annotation, Status, Suggestion
from annotation.participants import is_unresolved, participants
from annotation.reading import Item, Reading
from annotation.scheme import Label, LabelScheme

_LONGEST = 240  # characters of a passage that a line of a list can need
_BARE = ("yes", "no")  # like numbers, these say nothing without what they are the value of


class ItemRow:
    """An item as a list shows it. `key` stays when a suggestion becomes the annotation that came of it.

    What it says is worked out when it is asked for: of ten thousand rows, a list shows thirty.
    """

    def __init__(self, reading: Reading, item: Item, label: Label) -> None:
        self._reading, self.item, self.label = reading, item, label
        self.key = key_of(reading, item)
        self.status = reading.status(item)
        self.skipped = reading.is_skipped(item)
        self.repeats = len(reading.said_again(item))  # open suggestions that say the same, and are no rows of their own

    @cached_property
    def excerpt(self) -> str:
        """The words of the main role, on one line."""
        return excerpt(self._reading, self.item, self.label.main_role.name)

    @cached_property
    def detail(self) -> str:
        """Who is named, and what was chosen of the attributes."""
        return _detail(self._reading, self.item, self.label)

    @property
    def suggester(self) -> str:
        """Who has proposed it, or the suggestion that the annotation came from."""
        item = self.item
        origin = self._reading.suggestions.get(item.suggestion_id or "") if isinstance(item, Annotation) else item
        return origin.suggester if origin else ""

    @cached_property
    def unresolved(self) -> bool:
        """Whether somebody in it is neither marked nor named."""
        return is_unresolved(self.item, self.label)

    @cached_property
    def searched(self) -> str:
        """All that a search looks through, casefolded."""
        words = [part.range.of(self._reading.document.text) for part in self.item.parts]
        memo = self.item.memo if isinstance(self.item, Annotation) else self.item.reason
        return "\n".join([*words, *self.item.attributes.values(), memo, self.label.title]).casefold()

    @property
    def score(self) -> float | None:
        """In [0, 1]; None for annotations: they were decided by somebody."""
        return self.item.score if isinstance(self.item, Suggestion) else None

    @property
    def reason(self) -> str:
        return self.item.reason if isinstance(self.item, Suggestion) else ""

    @property
    def kind(self) -> str:
        """What it is, in a word of the glossary."""
        if isinstance(self.item, Annotation):
            return "annotation"
        if self.status is Status.REJECTED:
            return "rejected suggestion"
        return "skipped suggestion" if self.skipped else "suggestion"

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        score = "" if self.score is None else f", score {self.score:.2f}"
        again = f"; {self.again}" if self.again else ""
        return f"{self.label.title}, {self.kind}{score}: {self.excerpt}{again}" + (
            f"; {self.detail}" if self.detail else ""
        )

    @property
    def again(self) -> str:
        """How often the document says the same again, "" for never."""
        return f"said again {self.repeats}×" if self.repeats else ""


class Shown(Enum):
    """Which items a list shows by what was decided on them."""

    ALL = "all"
    OPEN = "open"
    ANNOTATIONS = "annotations"
    REJECTED = "rejected"

    def admits(self, status: Status) -> bool:
        match self:
            case Shown.ALL:
                return True
            case Shown.OPEN:
                return status is Status.SUGGESTED
            case Shown.ANNOTATIONS:
                return status is Status.ACCEPTED
            case Shown.REJECTED:
                return status is Status.REJECTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A filter. As it is made, it admits everything; no labels means every label."""

    labels: frozenset[str] = frozenset()
    shown: Shown = Shown.ALL
    suggester: str = ""
    unresolved: bool = False
    search: str = ""

    def admits(self, row: ItemRow) -> bool:
        """Whether a list with this filter shows the row. Every word of the search must be in it."""
        return (
            (not self.labels or row.label.name in self.labels)
            and self.shown.admits(row.status)
            and (not self.suggester or row.suggester == self.suggester)
            and (not self.unresolved or row.unresolved)
            and all(word in row.searched for word in self.search.casefold().split())
        )


def row_of(reading: Reading, item: Item, scheme: LabelScheme) -> ItemRow:
    """Describe an item of `reading`.

    Raises:
        AnnotationError: where the scheme has no such label.
    """
    return ItemRow(reading, item, scheme.label(item.label))


def excerpt(reading: Reading, item: Item, role: str) -> str:
    """The words of a role on one line, its fragments joined by an ellipsis; cut where no line is that long."""
    text = reading.document.text
    fragments = [part.range.of(text)[: 2 * _LONGEST] for part in item.parts if part.role == role]
    line = " … ".join(" ".join(fragment.split()) for fragment in fragments)
    return line if len(line) <= _LONGEST else line[:_LONGEST].rstrip() + "…"


def key_of(reading: Reading, item: Item) -> str:
    """What names an item, the suggestion that it was and the annotation that it became alike."""
    if isinstance(item, Annotation) and item.suggestion_id:
        # Other annotators may have made theirs of the same suggestion: only this annotator's takes its place.
        decision = reading.decision_on(item.suggestion_id)
        if decision and decision.annotation_id == item.id:
            return item.suggestion_id
    return item.id


def _people(reading: Reading, item: Item, label: Label) -> list[tuple[str, str]]:
    """For each participant whom the label can name: the words of its role, and its resolved name ("" where missing)."""
    return [(excerpt(reading, item, role), item.attributes.get(name, "")) for role, name in participants(label)]


def _detail(reading: Reading, item: Item, label: Label) -> str:
    people = _people(reading, item, label)
    named: list[str] = []
    if len(people) == 1:
        words, name = people[0]
        named = [words] if words and name.casefold() in words.casefold() else [x for x in people[0] if x]
    elif any(any(pair) for pair in people):
        named = [name or words or "?" for words, name in people]
    chosen = [
        value if value.isalpha() and value not in _BARE else f"{a.title.lower()}: {value}"
        for a in label.attributes
        if a.values and (value := item.attributes.get(a.name, ""))
    ]
    others = [f"by {item.annotator}"] if isinstance(item, Annotation) and item.annotator != reading.annotator else []
    line = " · ".join([*others, *([" → ".join(named)] if named else []), *chosen])
    return line or (item.reason if isinstance(item, Suggestion) else "")
