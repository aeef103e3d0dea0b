"""What hovering tells of an item."""

from __future__ import annotations

from annotation.model import Annotation
from annotation.reading import Item
from gui.session import Session


def describe(session: Session, item: Item) -> str:
    """What an item is, by whom, how sure and why; a line each."""
    label = session.scheme.label(item.label)
    attributes = ", ".join(item.attributes.values())
    head = f"{label.title} ({attributes})" if attributes else label.title
    if isinstance(item, Annotation):
        origin = ", from a suggestion" if item.suggestion_id else ""
        return f"{head}\nby {item.annotator}{origin}" + (f"\n{item.memo}" if item.memo else "")
    skipped = ", skipped" if session.reading and session.reading.is_skipped(item) else ""
    return f"{head}\nsuggested by {item.suggester}, score {item.score:.2f}{skipped}\n{item.reason}"
