"""What is drawn for one part of an item. Painting needs this alone, and starts without the domain's modules."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotation.model import Part
    from annotation.reading import Item


class Style(Enum):
    """How a part is drawn."""

    FILL = auto()
    UNDERLINE = auto()
    OUTLINE = auto()


@dataclass(frozen=True, slots=True)
class Figure:
    """A part of an item as it is drawn. `lane` counts from 0, the nearest to the text; `first` marks where the item's letter stands."""

    item: Item
    part: Part
    style: Style
    lane: int
    confirmed: bool
    first: bool
    main: bool
