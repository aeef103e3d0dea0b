"""Where annotators of one document disagree, as one of them sees it.

What is compared is the label, the parts and the attributes of annotations; memos, links and times are not. Annotations that another annotator
has exactly alike are agreed on and never differ from anything: a claim within a quote is no disagreement where both have both. Of the rest,
it is a disagreement where another annotator

- has decided otherwise on the same suggestion: one accepted or edited it, the other rejected it;
- has an annotation whose main part overlaps one of mine (of the same label, where there is one) but that is not the same;
- has an annotation where I have none but those agreed on, although I have worked on the document (a skipped suggestion is no work).

An annotation of mine where others have nothing is not listed here: it is for them to see.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from annotation.model import Annotation, Verdict, ranges
from annotation.reading import Reading
from annotation.scheme import LabelScheme
from annotation.text import TextRange

_TAKEN = (Verdict.ACCEPT, Verdict.EDIT)


class Kind(StrEnum):
    """In what two annotators differ."""

    VERDICT = "verdict"
    LABEL = "label"
    RANGES = "ranges"
    ATTRIBUTES = "attributes"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """`item` is the annotation to look at: mine, or the other's where I have none. `annotator` is the other one."""

    item: Annotation
    kind: Kind
    annotator: str
    other: Annotation | None = None  # theirs, where both have one

    def told(self, scheme: LabelScheme) -> str:
        """It in a sentence."""
        title = scheme.label(self.item.label).title.lower()
        match self.kind:
            case Kind.VERDICT if self.other is None:
                return f"{self.annotator} rejected what became this {title}."
            case Kind.VERDICT:
                return f"{self.annotator} has this {title}; you rejected it."
            case Kind.LABEL:
                assert self.other is not None
                return f"{self.annotator} has a {scheme.label(self.other.label).title.lower()} here, you a {title}."
            case Kind.RANGES:
                return f"{self.annotator} has other words for this {title}."
            case Kind.ATTRIBUTES:
                return f"{self.annotator} has the same words but {self._attributes(scheme)}."
            case Kind.MISSING:
                return f"{self.annotator} has a {title} here, you have none."

    def _attributes(self, scheme: LabelScheme) -> str:
        assert self.other is not None
        mine, theirs = self.item.attributes, self.other.attributes
        told = [
            f"{a.title.lower()}: {theirs.get(a.name) or 'none'} (you: {mine.get(a.name) or 'none'})"
            for a in scheme.label(self.item.label).attributes
            if mine.get(a.name, "") != theirs.get(a.name, "")
        ]
        return ", ".join(told)


def differences(reading: Reading) -> list[Difference]:
    """All disagreements with others, in the text order of their items; an item with several has one of them, the first in the list above."""
    others = [a for a in reading.annotations.values() if a.annotator != reading.annotator]
    if not others and all(who == reading.annotator for _, who in reading.decisions):
        return []
    found: dict[str, Difference] = {}
    for difference in (*_verdicts(reading), *_overlaps(reading, others)):
        found.setdefault(difference.item.id, difference)
    return sorted(found.values(), key=lambda d: reading.place(d.item))


def _verdicts(reading: Reading) -> Iterable[Difference]:
    me = reading.annotator
    for (suggestion_id, who), theirs in reading.decisions.items():
        mine = reading.decision_on(suggestion_id) if who != me else None
        if mine is None:
            continue
        if mine.verdict in _TAKEN and theirs.verdict is Verdict.REJECT:
            yield Difference(item=reading.annotations[mine.annotation_id or ""], kind=Kind.VERDICT, annotator=who)
        elif mine.verdict is Verdict.REJECT and theirs.verdict in _TAKEN:
            item = reading.annotations[theirs.annotation_id or ""]
            yield Difference(item=item, kind=Kind.VERDICT, annotator=who, other=item)


def _overlaps(reading: Reading, others: Iterable[Annotation]) -> Iterable[Difference]:
    own = _Places(reading, (a for a in reading.annotations.values() if a.annotator == reading.annotator))
    has_worked = bool(own.placed) or any(
        who == reading.annotator and d.verdict is not Verdict.SKIP for (_, who), d in reading.decisions.items()
    )
    if not has_worked:
        return
    by_annotator: dict[str, list[Annotation]] = {}
    for other in others:
        by_annotator.setdefault(other.annotator, []).append(other)
    for annotator, made in by_annotator.items():
        theirs = _Places(reading, made)
        for placed in theirs.placed:
            if own.has_twin_of(placed):
                continue
            other = placed.annotation
            near = [mine.annotation for mine in own.overlapping(placed) if not theirs.has_twin_of(mine)]
            if near:
                mine = next((a for a in near if a.label == other.label), near[0])
                yield Difference(item=mine, kind=_kind(mine, other), annotator=annotator, other=other)
            else:
                yield Difference(item=other, kind=Kind.MISSING, annotator=annotator)


def _kind(mine: Annotation, other: Annotation) -> Kind:
    if mine.label != other.label:
        return Kind.LABEL
    return Kind.RANGES if mine.parts != other.parts else Kind.ATTRIBUTES


def _content(annotation: Annotation) -> tuple[object, ...]:
    return annotation.label, annotation.parts, annotation.attributes


class _Placed(NamedTuple):
    """An annotation and the ranges of its main part, in text order."""

    start: int
    end: int
    spans: tuple[TextRange, ...]
    annotation: Annotation


class _Places:
    """Some annotations by where their main parts are, to be found by bisection."""

    def __init__(self, reading: Reading, annotations: Iterable[Annotation]) -> None:
        role = {label.name: label.main_role.name for label in reading.scheme.labels}
        found = ((a, ranges(a, role[a.label])) for a in annotations)
        self.placed = [_Placed(spans[0].start, spans[-1].end, spans, a) for a, spans in found]
        self.placed.sort(key=itemgetter(0, 1))
        self._starts = [placed.start for placed in self.placed]
        # How far anything up to here reaches: nothing before the first that reaches beyond a place can overlap it.
        self._reach = list(accumulate((placed.end for placed in self.placed), max))

    def has_twin_of(self, placed: _Placed) -> bool:
        """Whether one is the same in label, parts and attributes."""
        wanted = placed.annotation
        for n in range(bisect_left(self._starts, placed.start), len(self.placed)):
            start, end, _, a = self.placed[n]
            if start != placed.start:
                return False
            if end == placed.end and _content(a) == _content(wanted):
                return True
        return False

    def overlapping(self, placed: _Placed) -> list[_Placed]:
        """Those whose main part overlaps that of another, in text order."""
        first, last = bisect_right(self._reach, placed.start), bisect_left(self._starts, placed.end)
        return [p for p in self.placed[first:last] if any(r.overlaps(s) for r in p.spans for s in placed.spans)]
