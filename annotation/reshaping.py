"""What makes one annotation two, two one, or gives one another shape; pure functions as in `annotation.review`.

Places are code points. Each function makes one change, so that one undo takes it back; None means that there is nothing to do. A suggestion
becomes an annotation by any of them, and counts as edited.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from annotation.errors import AnnotationError
from annotation.model import (
    Annotation,
    Change,
    Decision,
    Link,
    Part,
    Step,
    Suggestion,
    Verdict,
    new_id,
    now,
    sorted_parts,
)
from annotation.reading import Item, Reading
from annotation.review import accept, decision_of, modify, move_part, united
from annotation.scheme import Label
from annotation.text import TextRange

# Unicode's general categories of punctuation that opens what follows it, and of the rest, which belongs to the words before it.
_OPENING = ("Ps", "Pi")
_CLOSING = ("Pe", "Pf", "Po", "Pd", "Pc")
_APOSTROPHES = "'’"


def split(reading: Reading, item: Item, label: Label, at: int) -> Change | None:
    """Make two items of one, the main part cut before the code point at `at`; None where nothing of it is before or after.

    Fragments before the cut are the first one's, those after it the second one's, so that a cut between two fragments is one too. Punctuation
    stays with the words before it, opening quotation marks and brackets with those after; white space at the cut belongs to neither.
    Other parts and all attributes go to both; links, the memo and the suggestion behind it stay with the first.
    """
    role, text = label.main_role.name, reading.document.text
    main = [part.range for part in item.parts if part.role == role]
    others = [part for part in item.parts if part.role != role]
    at = _beside_punctuation(text, at, [r.start for r in main])
    before = [span for span in main if span.end <= at]
    after = [span for span in main if span.start >= at]
    for span in main:
        if span.start < at < span.end:
            before += _cut(text, span.start, at, after=False)
            after += _cut(text, at, span.end, before=False)
    if not before or not after:
        return None
    first, second = ([*others, *(Part(role, span) for span in spans)] for spans in (before, after))
    change = modify(reading, item, f"split {label.name.lower()}", parts=sorted_parts(first))
    assert change is not None  # what is after the cut is gone from it
    made = Annotation(
        id=new_id(),
        document_id=reading.document.id,
        label=label.name,
        parts=sorted_parts(second),
        attributes=dict(item.attributes),
        annotator=reading.annotator,
        created=now(),
    )
    return replace(change, steps=(*change.steps, Step(None, made)))


def carve(reading: Reading, item: Item, label: Label, span: TextRange) -> Change | None:
    """Take `span` out of the main part, which leaves two fragments, or a shorter one; white space at the cut goes too.

    None where `span` is not in the main part.

    Raises:
        AnnotationError: where nothing would be left, or fragments that the label does not have.
    """
    role, text = label.main_role.name, reading.document.text
    main = [part.range for part in item.parts if part.role == role]
    if not any(fragment.overlaps(span) for fragment in main):
        return None
    left: list[TextRange] = []
    for fragment in main:
        if not fragment.overlaps(span):
            left.append(fragment)
            continue
        left += _cut(text, fragment.start, span.start, after=False)
        left += _cut(text, span.end, fragment.end, before=False)
    title = label.title.lower()
    if not left:
        raise AnnotationError(f"Nothing of the {title} would be left.", way_out="Delete it, or select less of it.")
    _check_fragments(label, left, way_out="Select up to one of its ends, or split it in two.")
    parts = [part for part in item.parts if part.role != role] + [Part(role, r) for r in left]
    return modify(reading, item, f"carve {label.name.lower()}", parts=sorted_parts(parts))


def join(reading: Reading, item: Item, label: Label, others: Iterable[Item]) -> Change | None:
    """Make one item of several with the same label; None where `others` has no other one.

    Main fragments that overlap, touch or have only white space between them become one. Roles and attributes that `item` lacks are filled
    from the others, in their order. Their memos and links come over too (but no link with itself, and none twice), and their
    suggestions count as edited into what is joined.

    Raises:
        AnnotationError: where the label takes a single main part and there is text between.
    """
    item = _standing(reading, item)
    standing = {other.id: _standing(reading, other) for other in others}
    joined_ones = [other for other in standing.values() if other.label == item.label and other.id != item.id]
    if not joined_ones:
        return None
    role = label.main_role.name
    main = [part.range for one in (item, *joined_ones) for part in one.parts if part.role == role]
    fragments = _united_over_spaces(reading.document.text, main)
    _check_fragments(label, fragments, way_out="Extend its part over the text between instead.")
    parts = [part for part in item.parts if part.role != role] + [Part(role, span) for span in fragments]
    attributes = dict(item.attributes)
    memos = [item.memo] if isinstance(item, Annotation) else []
    for other in joined_ones:
        filled = {part.role for part in parts}
        parts += [part for part in other.parts if part.role not in filled]
        attributes = {**other.attributes, **attributes}
        memos += [other.memo] if isinstance(other, Annotation) else []
    made, steps = _as_annotation(reading, item, sorted_parts(parts), attributes)
    origin = made.suggestion_id or next((id_ for other in joined_ones if (id_ := _origin(other))), None)
    whole = replace(made, memo="\n".join(dict.fromkeys(m for m in memos if m)), suggestion_id=origin)
    steps = [Step(step.before, whole) if step.after == made else step for step in steps]
    if not steps and whole != made:
        steps = [Step(made, whole)]
    taken = [step for other in joined_ones for step in _taken_over(reading, other, made.id)]
    links = _moved_links(reading, {other.id for other in joined_ones}, made.id)
    # What is joined comes last, so that undo, which goes backwards, makes current what was.
    return Change(f"join {label.name.lower()}s", reading.document.id, (*links, *taken, *steps))


def extend(reading: Reading, item: Item, part: Part, span: TextRange) -> Change | None:
    """Have a part reach over `span` too, and over all that is between them; None where it does already."""
    reached = TextRange(min(part.range.start, span.start), max(part.range.end, span.end))
    return move_part(reading, item, part, reached)


# Within -----------------------------------------------------------------------------------------------------------


def _beside_punctuation(text: str, at: int, starts: list[int]) -> int:
    """The cut moved behind punctuation that closes what is before it, or before what opens what is after it."""
    if at in starts:  # a fragment begins here: nothing is cut
        return at
    while 0 < at < len(text) and not text[at - 1].isspace() and _closes(text, at):
        at += 1
    while 0 < at < len(text) and unicodedata.category(text[at - 1]) in _OPENING:
        at -= 1
    return at


def _closes(text: str, at: int) -> bool:
    character, following = text[at], text[at + 1 : at + 2]
    if character in _APOSTROPHES and following.isalpha():
        return False  # it is within a word
    if character == '"' and following.isalnum():
        return False
    if following and unicodedata.category(following).startswith("M"):
        return False  # with that it is one grapheme, such as a keycap, and no punctuation
    return unicodedata.category(character) in _CLOSING


def _cut(text: str, start: int, end: int, *, before: bool = True, after: bool = True) -> list[TextRange]:
    """`[start, end)` without white space at the edge where it was cut: the end where `after` is unset, the start where `before` is.

    None at all where that leaves nothing.
    """
    while not after and end > start and text[end - 1].isspace():
        end -= 1
    while not before and start < end and text[start].isspace():
        start += 1
    return [TextRange(start, end)] if start < end else []


def _united_over_spaces(text: str, spans: list[TextRange]) -> list[TextRange]:
    fragments = united(spans)
    result = fragments[:1]
    for span in fragments[1:]:
        if text[result[-1].end : span.start].isspace():
            result[-1] = TextRange(result[-1].start, span.end)
        else:
            result.append(span)
    return result


def _check_fragments(label: Label, fragments: list[TextRange], *, way_out: str) -> None:
    role = label.main_role
    if role.max and len(fragments) > role.max:
        raise AnnotationError(f"A {label.title.lower()} has at most {role.max} {role.title.lower()}.", way_out=way_out)


def _as_annotation(
    reading: Reading, item: Item, parts: tuple[Part, ...], attributes: dict[str, str]
) -> tuple[Annotation, list[Step]]:
    """The annotation that an item is or becomes with these parts and attributes, and the steps to it."""
    change = modify(reading, item, "join", parts=parts, attributes=attributes)
    if change is None and isinstance(item, Suggestion):
        change = accept(reading, [item])
    if change is None:  # the others have nothing that it lacks
        assert isinstance(item, Annotation)
        return item, []
    made = next(step.after for step in change.steps if isinstance(step.after, Annotation))
    return made, list(change.steps)


def _standing(reading: Reading, item: Item) -> Item:
    """The annotation that this annotator made of a suggestion, where there is one."""
    decision = reading.decision_on(item.id) if isinstance(item, Suggestion) else None
    return reading.annotations[decision.annotation_id] if decision and decision.annotation_id else item


def _origin(item: Item) -> str | None:
    return item.id if isinstance(item, Suggestion) else item.suggestion_id


def _taken_over(reading: Reading, other: Item, joined_id: str) -> list[Step]:
    """The steps that make one that was joined go: its decisions name the joined one."""
    if isinstance(other, Suggestion):
        before = reading.decision_on(other.id)
        return [Step(before, decision_of(reading, other, Verdict.EDIT, joined_id))]
    steps = [Step(d, _named(d, joined_id)) for d in reading.decisions_behind(other)]
    return [*steps, Step(other, None)]


def _named(decision: Decision, annotation_id: str) -> Decision:
    return replace(decision, verdict=Verdict.EDIT, annotation_id=annotation_id, decided=now())


def _moved_links(reading: Reading, gone: set[str], joined_id: str) -> list[Step]:
    """Links never change their ends: those of what goes are taken away and made anew."""
    steps: list[Step] = []
    known = {(k.kind, k.from_id, k.to_id) for k in reading.links.values()}
    for link in reading.links.values():
        if not gone & {link.from_id, link.to_id}:
            continue
        steps.append(Step(link, None))
        from_id, to_id = (joined_id if end in gone else end for end in (link.from_id, link.to_id))
        if from_id == to_id or (link.kind, from_id, to_id) in known:
            continue
        known.add((link.kind, from_id, to_id))
        made = Link(
            id=new_id(),
            document_id=link.document_id,
            kind=link.kind,
            from_id=from_id,
            to_id=to_id,
            annotator=link.annotator,
            created=link.created,
        )
        steps.append(Step(None, made))
    return steps
