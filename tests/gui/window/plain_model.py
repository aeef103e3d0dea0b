"""What an analyst's keys should do to a project, worked out in the simplest way: values in a dictionary, and no file, no window, no undo.

`Plain.press` says what must be in the project after a key. Keys that reshape parts in ways of their own are not predicted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from annotation.scheme import Attribute, Label, LabelScheme
from annotation.text import TextRange

Parts = frozenset[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotation without its id: `origin` is the suggestion that it came from, or ""."""

    label: str
    parts: Parts
    attributes: frozenset[tuple[str, str]]
    origin: str


@dataclass(frozen=True, slots=True)
class Plain:
    """What is in a project: suggestions as the marks that accepting them makes, marks by id, verdicts by suggestion."""

    scheme: LabelScheme
    suggestions: Mapping[str, Mark]
    marks: Mapping[str, Mark]
    verdicts: Mapping[str, str]
    behind: Mapping[str, str]  # the mark that each accepted or edited suggestion has become

    def contents(self) -> tuple[Counter[Mark], dict[str, str]]:
        """What can be compared with a file: ids are made up by whoever makes a mark."""
        return Counter(self.marks.values()), dict(self.verdicts)

    def press(self, key: str, *, current: str, selection: TextRange | None) -> Plain | None:
        """What is in the project after a key, with this item current; None where this model cannot tell."""
        mark = self.marks.get(current)
        proposed = self.suggestions.get(current)
        open_ = proposed is not None and self.verdicts.get(current) not in ("accept", "edit")
        labels = {label.key: label for label in self.scheme.labels}
        if key in labels:
            return self._label(labels[key], selection) if selection else self
        if mark is None and not open_:
            return self
        match key:
            case "A":
                return self._decided(current, "accept", proposed) if proposed else self
            case "X" | "Del" | "Backspace":
                return self._rejected(current)
            case "S":
                return self._decided(current, "skip") if proposed and current not in self.verdicts else self
            case "O":
                return self._reopened(current) if proposed else self
        before = mark or proposed
        assert before is not None
        after = self._edited(key, before, labels, selection)
        return None if after is None else self if after == before else self._modified(current, after)

    # What keys do to one mark -------------------------------------------------------------------------------------

    def _edited(self, key: str, mark: Mark, labels: Mapping[str, Label], selection: TextRange | None) -> Mark | None:
        label = self.scheme.label(mark.label)
        if key.removeprefix("Shift+") in labels:
            return _relabelled(mark, label, labels[key.removeprefix("Shift+")])
        if key in "1234":
            roles = label.roles[int(key) - 1 : int(key)]
            return _with_role(mark, roles[0].name, selection, single=roles[0].max == 1) if roles and selection else mark
        for attribute in label.attributes:
            if attribute.key == key and attribute.values:
                return _with_next_value(mark, attribute)
        return mark if key in {a.key for named in labels.values() for a in named.attributes} else None

    # What becomes of the project ----------------------------------------------------------------------------------

    def _label(self, label: Label, span: TextRange) -> Plain:
        made = Mark(label.name, frozenset({(label.main_role.name, span.start, span.end)}), frozenset(), "")
        return replace(self, marks={**self.marks, "new": made})

    def _decided(self, suggestion: str, verdict: str, made: Mark | None = None) -> Plain:
        marks = {**self.marks, "new": made} if made else self.marks
        return replace(self, marks=marks, verdicts={**self.verdicts, suggestion: verdict})

    def _rejected(self, current: str) -> Plain:
        marks = {id_: mark for id_, mark in self.marks.items() if id_ != current}
        sources = {s for s, id_ in self.behind.items() if id_ == current} if current in self.marks else {current}
        return replace(self, marks=marks, verdicts={**self.verdicts, **dict.fromkeys(sources, "reject")})

    def _reopened(self, suggestion: str) -> Plain:
        return replace(self, verdicts={s: verdict for s, verdict in self.verdicts.items() if s != suggestion})

    def _modified(self, current: str, after: Mark) -> Plain:
        if current in self.suggestions:
            return self._decided(current, "edit", after)
        sources = {s for s, id_ in self.behind.items() if id_ == current}
        verdicts = {**self.verdicts, **dict.fromkeys(sources, "edit")}
        return replace(self, marks={**self.marks, current: after}, verdicts=verdicts)


def _with_role(mark: Mark, role: str, span: TextRange, *, single: bool) -> Mark:
    others = {part for part in mark.parts if part[0] != role}
    same = set() if single else {part for part in mark.parts if part[0] == role}
    start, end = span.start, span.end
    while near := {part for part in same if part[1] <= end and start <= part[2]}:
        same -= near
        start, end = min(start, *(p[1] for p in near)), max(end, *(p[2] for p in near))
    return replace(mark, parts=frozenset(others | same | {(role, start, end)}))


def _with_next_value(mark: Mark, attribute: Attribute) -> Mark:
    ring = (*attribute.values, "")
    values = dict(mark.attributes)
    following = ring[(ring.index(values.pop(attribute.name, "")) + 1) % len(ring)]
    if following:
        values[attribute.name] = following
    return replace(mark, attributes=frozenset(values.items()))


def _relabelled(mark: Mark, old: Label, new: Label) -> Mark:
    if old == new:
        return mark
    roles = {role.name: role.name for role in new.roles}
    roles |= {role.name: other.name for role in old.roles for other in new.roles if role.who and other.who}
    roles[old.main_role.name] = new.main_role.name
    names = {attribute.name: attribute for attribute in new.attributes}
    who = next(attribute for attribute in new.attributes if attribute.who)
    names |= {attribute.name: who for attribute in old.attributes if attribute.who}
    attributes = {
        (names[name].name, value)
        for name, value in mark.attributes
        if name in names and (not names[name].values or value in names[name].values)
    }
    parts = frozenset((roles[role], start, end) for role, start, end in mark.parts if role in roles)
    return replace(mark, label=new.name, parts=parts, attributes=frozenset(attributes))
