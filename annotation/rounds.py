"""Going round the items of a document: the next one that is wanted, from where the annotator is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import chain

from annotation.reading import Item, Reading


def following(
    reading: Reading,
    wanted: Callable[[Item], bool],
    *,
    step: int,
    current: Item | None,
    caret: int,
    items: Sequence[Item] | None = None,
) -> Item | None:
    """The next (`step` 1) or previous (-1) wanted item in text order, round the ends; None where none is wanted.

    It starts at the current item, which itself comes last; without one at the caret (a code point), where an item that begins there counts
    as the next. `items` are what to go round (those on the page, where not given), in text order. Where it starts is found by bisection:
    what it costs is what it passes by.
    """
    ring = reading.items() if items is None else items
    if not ring:
        return None
    here, found = position_in(reading, ring, current=current, caret=caret)
    if step > 0:
        first = here + found
        in_order = chain(ring[first:], ring[:first])
    else:
        in_order = chain(reversed(ring[:here]), reversed(ring[here:]))
    return next(filter(wanted, in_order), None)


def position_in(reading: Reading, items: Sequence[Item], *, current: Item | None, caret: int) -> tuple[int, bool]:
    """Where the current item is among items in text order, or would be, and whether it is there; without one, the same for the caret."""
    if current is None:
        return bisect_left(items, caret, key=lambda item: reading.place(item)[0]), False
    here = bisect_left(items, reading.place(current), key=reading.place)
    return here, here < len(items) and items[here].id == current.id
