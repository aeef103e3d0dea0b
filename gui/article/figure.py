"""What is drawn for one part of an item. Painting needs this alone, and starts without the domain's modules."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from annotation.model import Part
    from annotation.reading import Item


class Style(Enum):
    """How a part is drawn."""

    FILL = auto()
    UNDERLINE = auto()
    OUTLINE = auto()


class Figure(NamedTuple):
    """A part of an item as it is drawn; `start` and `end` are its range.

    `lane` counts from 0, the nearest to the text; `first` marks where the item's letter stands. A tuple, because a page has hundreds.
    """

    item: Item
    part: Part
    start: int
    end: int
    style: Style
    lane: int
    confirmed: bool
    first: bool
    main: bool


class Dotted(NamedTuple):
    """Words of the current item that are dotted, code points `[start, end)` of the text, and what their tip says."""

    start: int
    end: int
    told: str
