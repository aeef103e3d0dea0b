"""What of a claim can be looked up, as the window tells it: dots on the page, and a line in the editor. See `annotation.checkable`."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from annotation.model import ranges
from gui.article.figure import Dotted

if TYPE_CHECKING:
    from annotation.checkable import Checkable
    from annotation.reading import Item
    from annotation.scheme import LabelScheme
    from annotation.text import TextRange

CLAIM = "CLAIM"


def checkable_of(text: str, item: Item | None, scheme: LabelScheme) -> Checkable | None:
    """The checkable parts of an item of a document with this text, in code points of it; None for what is no claim."""
    if item is None or item.label != CLAIM:
        return None
    return _found(text, tuple(ranges(item, scheme.label(CLAIM).main_role.name)))


@lru_cache(maxsize=4)
def _found(text: str, spans: tuple[TextRange, ...]) -> Checkable:
    # Page and editor ask for the same within one turn of the event loop.
    from annotation.checkable import checkable_parts

    return checkable_parts(text, spans)


def checkable_line(text: str, item: Item, scheme: LabelScheme) -> str:
    """The editor’s line: *Checkable: 4.2% · March · lowest in nine years — no place given*; "" for what is no claim."""
    found = checkable_of(text, item, scheme)
    if found is None:
        return ""
    phrases = " · ".join(found.phrases(text)) or "no figure, time or place"
    # Where there is nothing to look up, what is missing is all of it.
    notes = f" — {', '.join(found.notes)}" if found.parts and found.notes else ""
    return f"Checkable: {phrases}{notes}"


def dotted_of(text: str, item: Item | None, scheme: LabelScheme) -> list[Dotted]:
    """The parts as the page dots them, in text order, each with what its tip says: *Checkable: “March”, a time*."""
    found = checkable_of(text, item, scheme)
    return [
        Dotted(part.range.start, part.range.end, f"Checkable: “{words}”, a {part.kind.value}")
        for part in (found.parts if found else ())
        if (words := " ".join(part.range.of(text).split()))
    ]
