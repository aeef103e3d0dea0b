"""The values that everything else passes around: immutable, comparable, free of Qt and SQL.

An `Annotation` or a `Suggestion` is a label with parts and attributes; a `Decision` is an annotator's verdict on a suggestion; a `Change`
is one undoable step, made of `Step`s that each replace one value by another. Times are UTC, ISO 8601 to the second, as text.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol

from annotation.text import TextRange

AUTHOR = "@author"
"""The name of whoever wrote the article, where an attribute names who speaks, claims or holds."""


class Verdict(StrEnum):
    """What an annotator decided on a suggestion. A skipped one stays open."""

    ACCEPT = "accept"
    EDIT = "edit"
    REJECT = "reject"
    SKIP = "skip"


class Status(StrEnum):
    """Where an annotation stands in an exported dataset."""

    ACCEPTED = "accepted"
    SUGGESTED = "suggested"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Part:
    """One role of an annotation and its range."""

    role: str
    range: TextRange


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article. `text` is normalised and never changes; `sha256` and `size` (bytes) are of the file it came from."""

    id: str
    name: str
    text: str = field(repr=False)
    sha256: str
    size: int
    source: str = ""
    encoding: str = "utf-8"
    language: str = "en"
    imported: str = ""
    meta: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """An annotation proposed by a suggester (`name@version`). It never changes. `score` is in [0, 1]."""

    id: str
    document_id: str
    label: str
    parts: tuple[Part, ...]
    attributes: Mapping[str, str] = field(default_factory=dict)
    suggester: str
    score: float
    reason: str
    created: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A label with its parts and attributes, made or confirmed by an annotator."""

    id: str
    document_id: str
    label: str
    parts: tuple[Part, ...]
    attributes: Mapping[str, str] = field(default_factory=dict)
    annotator: str
    created: str
    memo: str = ""
    suggestion_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """An annotator's verdict on a suggestion; accept and edit name the annotation that came of it."""

    suggestion_id: str
    document_id: str
    annotator: str
    verdict: Verdict
    decided: str
    annotation_id: str | None = None

    def __post_init__(self) -> None:
        if (self.verdict in (Verdict.ACCEPT, Verdict.EDIT)) != (self.annotation_id is not None):
            raise ValueError(f"a decision to {self.verdict} and annotation {self.annotation_id}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A relation from one annotation to another, of a kind that the label scheme names."""

    id: str
    document_id: str
    kind: str
    from_id: str
    to_id: str
    annotator: str
    created: str

    def __post_init__(self) -> None:
        if self.from_id == self.to_id:
            raise ValueError("a link joins two different annotations")

    def other_end(self, annotation_id: str) -> str:
        """The id of the annotation at the other end than this one."""
        return self.to_id if annotation_id == self.from_id else self.from_id


Recorded = Annotation | Decision | Link


@dataclass(frozen=True, slots=True)
class Step:
    """One value replaced by another: `before` None creates, `after` None deletes. Both are of the same kind and identity."""

    before: Recorded | None
    after: Recorded | None

    def __post_init__(self) -> None:
        if self.before is None and self.after is None:
            raise ValueError("a step from nothing to nothing")
        if self.before is not None and self.after is not None and identity(self.before) != identity(self.after):
            raise ValueError(f"a step from {identity(self.before)} to {identity(self.after)}")

    def inverse(self) -> Step:
        return Step(self.after, self.before)


@dataclass(frozen=True, slots=True)
class Change:
    """One undoable step in a project's history. `title` completes “Undo …”: “accept quote”."""

    title: str
    document_id: str
    steps: tuple[Step, ...]

    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(self.title, self.document_id, tuple(step.inverse() for step in reversed(self.steps)))


def identity(value: Recorded) -> tuple[str, ...]:
    """What names a recorded value for as long as it exists."""
    match value:
        case Annotation():
            return ("annotation", value.id)
        case Decision():
            return ("decision", value.suggestion_id, value.annotator)
        case Link():
            return ("link", value.id)


class HasParts(Protocol):
    """An annotation or a suggestion."""

    @property
    def parts(self) -> tuple[Part, ...]: ...


def ranges(item: HasParts, *roles: str) -> tuple[TextRange, ...]:
    """The ranges of an item's parts that have one of `roles` (of all of them where none is named), in text order."""
    return tuple(sorted(part.range for part in item.parts if not roles or part.role in roles))


def sorted_parts(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Parts in the order in which they are kept: by place, then role; the same part never twice."""
    return tuple(sorted(set(parts), key=lambda part: (part.range, part.role)))


def new_id() -> str:
    """A fresh identifier: 32 hexadecimal digits."""
    return uuid.uuid4().hex


def suggestion_id(
    document_id: str, suggester: str, label: str, parts: Iterable[Part], attributes: Mapping[str, str]
) -> str:
    """An identifier that the same suggestion always has, so that suggesting again adds nothing twice."""
    content = [
        document_id,
        suggester,
        label,
        [(p.role, p.range.start, p.range.end) for p in sorted_parts(parts)],
        sorted(attributes.items()),
    ]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:32]


def now() -> str:
    """The time as it is recorded: UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
