"""What an annotator does, as pure functions: a document's `Reading` and an intention in, the `Change` to apply out.

None means that there is nothing to do. Suggestions never change: what modifies one makes an annotation of it and a decision to edit.
Each function may raise AnnotationError where the label scheme does not allow the result.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

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
    ranges,
    sorted_parts,
)
from annotation.reading import Item, Reading
from annotation.scheme import Label
from annotation.text import TextRange

_LONGEST = 40  # characters of a value in a change's title

# Decisions --------------------------------------------------------------------------------------------------------


def accept(reading: Reading, suggestions: Iterable[Suggestion]) -> Change | None:
    """Accept suggestions as they are, as one change; those accepted or edited already are left alone."""
    steps: list[Step] = []
    titles: list[str] = []
    for suggestion in suggestions:
        before = reading.decision_on(suggestion.id)
        if before and before.verdict in (Verdict.ACCEPT, Verdict.EDIT):
            continue
        made = made_from(suggestion, reading.annotator)
        steps += [Step(None, made), Step(before, decision_of(reading, suggestion, Verdict.ACCEPT, made.id))]
        titles.append(suggestion.label.lower())
    if not steps:
        return None
    title = f"accept {titles[0]}" if len(titles) == 1 else f"accept {len(titles)} suggestions"
    return Change(title, reading.document.id, tuple(steps))


def reject(reading: Reading, item: Item) -> Change | None:
    """Reject a suggestion, or delete an annotation; the suggestion that the annotation came from is then rejected."""
    if isinstance(item, Annotation):
        return delete(reading, item)
    before = reading.decision_on(item.id)
    if before and before.verdict is Verdict.REJECT:
        return None
    if before and before.annotation_id:
        return delete(reading, reading.annotations[before.annotation_id])
    step = Step(before, decision_of(reading, item, Verdict.REJECT))
    return Change(f"reject {item.label.lower()}", reading.document.id, (step,))


def skip(reading: Reading, suggestion: Suggestion) -> Change | None:
    """Put an open suggestion off."""
    if reading.decision_on(suggestion.id):
        return None
    step = Step(None, decision_of(reading, suggestion, Verdict.SKIP))
    return Change(f"skip {suggestion.label.lower()}", reading.document.id, (step,))


def reopen(reading: Reading, suggestion: Suggestion) -> Change | None:
    """Take back a rejection or a skip, at any later time: the suggestion is open again."""
    before = reading.decision_on(suggestion.id)
    if before is None or before.annotation_id:
        return None
    return Change(f"reopen {suggestion.label.lower()}", reading.document.id, (Step(before, None),))


# Annotations ------------------------------------------------------------------------------------------------------


def annotate(reading: Reading, label: Label, span: TextRange) -> Change:
    """A new annotation of `label` whose main role is `span`. Its id is that of the change's only step."""
    made = Annotation(
        id=new_id(),
        document_id=reading.document.id,
        label=label.name,
        parts=(Part(label.main_role.name, span),),
        annotator=reading.annotator,
        created=now(),
    )
    return Change(f"add {label.name.lower()}", reading.document.id, (Step(None, made),))


def annotate_every(reading: Reading, label: Label, spans: Iterable[TextRange]) -> Change | None:
    """A new annotation of `label` for each of `spans`, as one change; a span that such an annotation marks already is left out."""
    role = label.main_role.name
    marked = {tuple(ranges(a, role)) for a in reading.annotations.values() if a.label == label.name}
    new = [span for span in dict.fromkeys(spans) if (span,) not in marked]
    if not new:
        return None
    steps = tuple(step for span in new for step in annotate(reading, label, span).steps)
    return Change(f"mark {len(steps):,} as {label.name.lower()}", reading.document.id, steps)


def delete(reading: Reading, annotation: Annotation) -> Change:
    """Take an annotation away, with its links; the suggestions that it came from are rejected."""
    steps = [Step(k, None) for k in reading.links.values() if annotation.id in (k.from_id, k.to_id)]
    steps += [
        Step(decision, replace(decision, verdict=Verdict.REJECT, annotation_id=None, decided=now()))
        for decision in reading.decisions_behind(annotation)
    ]
    steps.append(Step(annotation, None))
    return Change(f"delete {annotation.label.lower()}", reading.document.id, tuple(steps))


def relabel(reading: Reading, item: Item, old: Label, new: Label) -> Change | None:
    """Give an item another label. Its parts and attributes go over where the new label has their like: the main role, the role of the
    same name, who speaks; what has no like is dropped (undo brings it back).
    """
    if old.name == new.name:
        return None
    parts = [Part(role, part.range) for part in item.parts if (role := _like_role(old, new, part.role))]
    single = {role.name for role in new.roles if role.max == 1}
    kept: list[Part] = []
    for part in sorted_parts(parts):
        if part.role not in single or part.role not in {k.role for k in kept}:
            kept.append(part)
    attributes = {
        name: value
        for old_name, value in item.attributes.items()
        if (name := _like_attribute(old, new, old_name, value))
    }
    title = f"relabel {old.name.lower()} as {new.name.lower()}"
    return modify(reading, item, title, label=new.name, parts=sorted_parts(kept), attributes=attributes)


def set_role(reading: Reading, item: Item, label: Label, role: str, span: TextRange) -> Change | None:
    """Make `span` a part with `role`: it replaces the one there is where the role takes only one, else it is a further fragment.

    Fragments that overlap or touch `span` are joined with it.
    """
    others = [part for part in item.parts if part.role != role]
    same = [part.range for part in item.parts if part.role == role]
    fragments = [span] if label.role(role).max == 1 else united([*same, span])
    parts = sorted_parts([*others, *(Part(role, fragment) for fragment in fragments)])
    return modify(reading, item, f"set {role}", parts=parts)


def remove_part(reading: Reading, item: Item, part: Part) -> Change | None:
    """Take one part away."""
    return modify(reading, item, f"remove {part.role}", parts=tuple(p for p in item.parts if p != part))


def move_part(reading: Reading, item: Item, part: Part, span: TextRange) -> Change | None:
    """Give a part another range. Fragments of its role that it then overlaps or touches are joined with it."""
    if span == part.range:
        return None
    others = [p for p in item.parts if p.role != part.role]
    same = [p.range for p in item.parts if p.role == part.role and p != part]
    parts = sorted_parts([*others, *(Part(part.role, fragment) for fragment in united([*same, span]))])
    return modify(reading, item, f"move {part.role}", parts=parts)


def set_attribute(reading: Reading, item: Item, name: str, value: str) -> Change | None:
    """Set an attribute, or clear it with ""."""
    attributes = {key: old for key, old in item.attributes.items() if key != name}
    if value:
        attributes[name] = value
    title = name.replace("_", " ")
    short = value if len(value) <= _LONGEST else value[: _LONGEST - 1].rstrip() + "…"
    return modify(reading, item, f"set {title} to {short}" if value else f"clear {title}", attributes=attributes)


def set_memo(reading: Reading, item: Item, memo: str) -> Change | None:
    """Write the memo of an item. It is no part of what a suggestion proposes: one with a memo counts as accepted, not edited."""
    if isinstance(item, Annotation):
        if item.memo == memo:
            return None
        return Change("write memo", reading.document.id, (Step(item, replace(item, memo=memo)),))
    if not memo:
        return None
    made = replace(made_from(item, reading.annotator), memo=memo)
    decision = decision_of(reading, item, Verdict.ACCEPT, made.id)
    return Change("write memo", reading.document.id, (Step(None, made), Step(reading.decision_on(item.id), decision)))


def link(reading: Reading, kind: str, from_: Annotation, to: Annotation) -> Change | None:
    """Join two annotations; None where they are joined so already."""
    if any((k.kind, k.from_id, k.to_id) == (kind, from_.id, to.id) for k in reading.links.values()):
        return None
    return Change(f"link {kind}", reading.document.id, (Step(None, link_of(reading, kind, from_, to)),))


def link_of(reading: Reading, kind: str, from_: Annotation, to: Annotation) -> Link:
    """A new link of this annotator’s."""
    return Link(
        id=new_id(),
        document_id=reading.document.id,
        kind=kind,
        from_id=from_.id,
        to_id=to.id,
        annotator=reading.annotator,
        created=now(),
    )


def unlink(reading: Reading, link: Link) -> Change:
    return Change(f"unlink {link.kind}", reading.document.id, (Step(link, None),))


# What the functions above are made of, and those of `annotation.reshaping` -----------------------------------------


def modify(
    reading: Reading,
    item: Item,
    title: str,
    *,
    label: str | None = None,
    parts: tuple[Part, ...] | None = None,
    attributes: Mapping[str, str] | None = None,
) -> Change | None:
    """Give an item another label, other parts or attributes; a suggestion becomes an annotation by that, and counts as edited."""
    label = item.label if label is None else label
    parts = item.parts if parts is None else parts
    attributes = item.attributes if attributes is None else attributes
    if (label, parts, dict(attributes)) == (item.label, item.parts, dict(item.attributes)):
        return None
    if isinstance(item, Suggestion):
        before = reading.decision_on(item.id)
        if before and before.annotation_id:
            return modify(
                reading,
                reading.annotations[before.annotation_id],
                title,
                label=label,
                parts=parts,
                attributes=attributes,
            )
        made = replace(made_from(item, reading.annotator), label=label, parts=parts, attributes=attributes)
        decision = decision_of(reading, item, Verdict.EDIT, made.id)
        return Change(title, reading.document.id, (Step(None, made), Step(before, decision)))
    steps = [Step(item, replace(item, label=label, parts=parts, attributes=attributes))]
    behind = reading.decision_behind(item)
    if behind and behind.verdict is Verdict.ACCEPT:
        steps.append(Step(behind, replace(behind, verdict=Verdict.EDIT, decided=now())))
    return Change(title, reading.document.id, tuple(steps))


def made_from(suggestion: Suggestion, annotator: str) -> Annotation:
    """The annotation that accepting a suggestion makes."""
    return Annotation(
        id=new_id(),
        document_id=suggestion.document_id,
        label=suggestion.label,
        parts=suggestion.parts,
        attributes=dict(suggestion.attributes),
        annotator=annotator,
        created=now(),
        suggestion_id=suggestion.id,
    )


def decision_of(
    reading: Reading, suggestion: Suggestion, verdict: Verdict, annotation_id: str | None = None
) -> Decision:
    """This annotator's decision on a suggestion, made now."""
    return Decision(
        suggestion_id=suggestion.id,
        document_id=suggestion.document_id,
        annotator=reading.annotator,
        verdict=verdict,
        decided=now(),
        annotation_id=annotation_id,
    )


def united(spans: Iterable[TextRange]) -> list[TextRange]:
    """Ranges in text order, those that overlap or touch made one."""
    joined: list[TextRange] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = TextRange(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _like_role(old: Label, new: Label, name: str) -> str | None:
    if name == old.main_role.name:
        return new.main_role.name
    if name in {role.name for role in new.roles}:
        return name
    if old.role(name).who:
        return next((role.name for role in new.roles if role.who), None)
    return None


def _like_attribute(old: Label, new: Label, name: str, value: str) -> str | None:
    for attribute in new.attributes:
        if attribute.name == name or (attribute.who and old.attribute(name).who):
            return attribute.name if not attribute.values or value in attribute.values else None
    return None
