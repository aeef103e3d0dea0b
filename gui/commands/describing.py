"""Items in words: what hovering tells of one, and what it is called in a menu."""

from __future__ import annotations

from annotation.model import Annotation
from annotation.reading import Item
from gui.models.item_rows import excerpt
from gui.session import Session

_LONGEST = 60  # characters of a passage in a menu
_IN_MESSAGE = 40  # and in a message


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


def named(session: Session, item: Item) -> str:
    """An item in a menu: its label and the words that it begins with."""
    assert session.reading is not None
    label = session.scheme.label(item.label)
    words = excerpt(session.reading, item, label.main_role.name)
    short = words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
    return f"{label.title}: {short}".replace("&", "&&")


def shortened(passage: str) -> str:
    """A passage of the text in a message: one line, and not too long."""
    words = " ".join(passage[: 2 * _IN_MESSAGE].split())
    return words if len(words) <= _IN_MESSAGE else words[: _IN_MESSAGE - 1].rstrip() + "…"
