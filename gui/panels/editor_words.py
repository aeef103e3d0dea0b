"""What the editor says about an item, in words."""

from __future__ import annotations

from annotation.model import Annotation, Status, Suggestion, Verdict
from annotation.reading import Item, Reading
from annotation.scheme import Label
from gui import keymap


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
    missing = [
        keymap.before(role.title.lower(), f"role:{n}", str(n))
        for n, role in enumerate(label.roles, start=1)
        if role.name not in filled
    ]
    return f"{', '.join(missing)}: select the words and press the key" if missing else ""
