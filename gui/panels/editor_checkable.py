"""What of the current claim can be looked up, in a line: *Checkable: 4.2% · March · lowest in nine years — no place given*."""

from __future__ import annotations

from annotation.model import ranges
from annotation.reading import Item, Reading
from annotation.scheme import Label

CLAIM = "CLAIM"


def checkable_line(reading: Reading, item: Item, label: Label) -> str:
    """The line for an item; "" for what is no claim."""
    if label.name != CLAIM:
        return ""
    from annotation.checkable import checkable_parts

    text = reading.document.text
    found = checkable_parts(text, ranges(item, label.main_role.name))
    phrases = " · ".join(found.phrases(text)) or "no figure, time or place"
    # Where there is nothing to look up, what is missing is all of it.
    notes = f" — {', '.join(found.notes)}" if found.parts and found.notes else ""
    return f"Checkable: {phrases}{notes}"
