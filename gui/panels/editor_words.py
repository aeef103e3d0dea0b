"""What the editor says about an item, in words."""

from __future__ import annotations

from annotation.model import Annotation, Status, Suggestion, Verdict
from annotation.reading import Item, Reading
from annotation.scheme import Label


def state_of(reading: Reading, item: Item) -> str:
    """What the item is, whose, and what was decided."""
    if isinstance(item, Suggestion):
        status = reading.status(item)
        verdict = {Status.REJECTED: "Rejected. ", Status.ACCEPTED: "Accepted. "}.get(status, "")
        if reading.is_skipped(item):
            verdict = "Skipped. "
        return f"{verdict}Suggestion by {item.suggester}, score {item.score:.2f}"
    origin = "by hand"
    if item.suggestion_id:
        suggestion, decision = reading.suggestions.get(item.suggestion_id), reading.decision_behind(item)
        origin = f"from a suggestion by {suggestion.suggester}" if suggestion else "from a suggestion"
        if decision:
            origin += ", edited" if decision.verdict is Verdict.EDIT else ", accepted as it was"
    return f"Annotation by {item.annotator}, {origin}"


def reason_of(reading: Reading, item: Item) -> str:
    """Why it was suggested, "" where that is not known."""
    if isinstance(item, Annotation):
        suggestion = reading.suggestions.get(item.suggestion_id or "")
        return suggestion.reason if suggestion else ""
    return item.reason


def open_roles(label: Label, item: Item) -> str:
    """The roles that no part has yet, with their keys and how to fill them; "" where all are filled."""
    filled = {part.role for part in item.parts}
    missing = [f"{n} {role.title.lower()}" for n, role in enumerate(label.roles, start=1) if role.name not in filled]
    return f"{', '.join(missing)}: select the words and press the number" if missing else ""


def names_in(reading: Reading, label: Label, attribute: str, who_roles: frozenset[tuple[str, str]]) -> list[str]:
    """Names that an attribute may have: what it is elsewhere in the document, and the words of the parts that say who.

    Args:
        label: whose attribute it is.
        attribute: its name.
        who_roles: the pairs of label and role that say who speaks, claims or holds.
    """
    text, found = reading.document.text, set[str]()
    items: list[Item] = [*reading.annotations.values(), *reading.suggestions.values()]
    for item in items:
        if item.label == label.name and attribute in item.attributes:
            found.add(item.attributes[attribute])
        found |= {" ".join(part.range.of(text).split()) for part in item.parts if (item.label, part.role) in who_roles}
    return sorted((name for name in found if name and "\n" not in name), key=lambda name: (name.casefold(), name))
