"""Decisions on a claim that is said several times: what is decided on the first holds for those that say the same. Pure, as `annotation.review`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotation import review
from annotation.model import Annotation, Change, Step, Suggestion, Verdict
from annotation.reading import Item, Reading
from annotation.repeats import SAME


def accept(reading: Reading, suggestions: Iterable[Suggestion]) -> Change | None:
    """Accept suggestions, each with what says it again, and link these to it, as one change."""
    firsts = list(suggestions)
    behind = {first.id: reading.said_again(first) for first in firsts}
    repeats = [s for found in behind.values() for s in found]
    change = review.accept(reading, [*firsts, *repeats])
    if change is None or not repeats:
        return change
    made = {a.suggestion_id: a for a in (step.after for step in change.steps) if isinstance(a, Annotation)}
    links: list[Step] = []
    for first in firsts:
        if first.id in made:
            others = [*_accepted(reading, first), *(made[s.id] for s in behind[first.id])]
            links += _links(reading, made[first.id], others)
    return Change(_title("accept", firsts, len(repeats)), change.document_id, (*change.steps, *links))


def accept_behind(reading: Reading, annotation: Annotation) -> Change | None:
    """Accept what says an annotation again, and link it; None where nothing does."""
    repeats = reading.said_again(annotation)
    change = review.accept(reading, repeats)
    if change is None:
        return None
    made = [step.after for step in change.steps if isinstance(step.after, Annotation)]
    title = f"accept {_times(len(repeats))} of a {annotation.label.lower()}"
    return Change(title, change.document_id, (*change.steps, *_links(reading, annotation, made)))


def reject(reading: Reading, item: Item) -> Change | None:
    """Reject a suggestion and what says it again, as one change; an annotation is deleted, as `review.reject` does."""
    repeats = reading.said_again(item) if isinstance(item, Suggestion) else []
    change = review.reject(reading, item)
    if change is None or not repeats:
        return change
    steps = [Step(reading.decision_on(s.id), review.decision_of(reading, s, Verdict.REJECT)) for s in repeats]
    return Change(f"{change.title} and {_times(len(repeats))}", change.document_id, (*change.steps, *steps))


def _accepted(reading: Reading, first: Suggestion) -> list[Annotation]:
    """What this annotator has made of others that say the same."""
    decisions = (reading.decision_on(id_) for id_ in reading.same_as(first.id) if id_ != first.id)
    return [reading.annotations[d.annotation_id] for d in decisions if d and d.annotation_id]


def _links(reading: Reading, first: Annotation, others: Iterable[Annotation]) -> list[Step]:
    if SAME not in {kind.name for kind in reading.scheme.links}:
        return []
    return [Step(None, review.link_of(reading, SAME, other, first)) for other in others]


def _title(verb: str, firsts: Sequence[Suggestion], repeats: int) -> str:
    what = firsts[0].label.lower() if len(firsts) == 1 else f"{len(firsts)} suggestions"
    return f"{verb} {what} and {_times(repeats)}"


def _times(number: int) -> str:
    return "its repeat" if number == 1 else f"{number} repeats"
