"""What the overview strip shows, summed up by its rows: how many annotations, open suggestions and hits are in each.

Bringing it up to date takes as long as there are items that are new or gone; where the page's heights have changed, or its text, all are
summed up anew. It is done in steps, so that whoever asks can do something else in between.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotation.model import Annotation

if TYPE_CHECKING:
    from annotation.reading import Item
    from annotation.scheme import LabelScheme
    from annotation.text import TextRange
    from gui.article.view import ArticleView

STEP = 200  # items between two looks at the clock
FINENESS = 4  # places that are looked up for each row: others are taken to be where the one before them is
CHECKED = 32  # how many of those tell whether the page's heights have changed
TOLERATED = 1.5  # rows that they may be off


@dataclass(slots=True)
class Row:
    """One row of one label's lane: what covers it, and what begins in it."""

    annotations: int = 0
    suggestions: int = 0
    annotations_begin: int = 0
    suggestions_begin: int = 0


@dataclass(slots=True)
class _Sums:
    """All rows for one text and scheme, as its heights were when they were made. `items` are those that are in them."""

    text: str
    scheme: LabelScheme | None
    count: int
    heights: list[float] = field(default_factory=list)  # of evenly spaced places in the text, in rows
    lanes: dict[str, list[Row]] = field(default_factory=dict)
    hits: list[int] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    shown_hits: Sequence[TextRange] = ()

    def rows(self, span: TextRange) -> range:
        """The rows of a range."""
        last = len(self.heights) - 1
        places = (p * last // max(len(self.text), 1) for p in (span.start, span.end))
        first, end = (min(int(self.heights[min(place, last)]), self.count - 1) for place in places)
        return range(first, max(first, end) + 1)

    def add(self, item: Item, role: str, sign: int) -> None:
        """Add (1) an item's parts of its main role, or take them away (-1)."""
        lane, confirmed = self.lanes[item.label], isinstance(item, Annotation)
        for part in item.parts:
            if part.role == role:
                rows = self.rows(part.range)
                if confirmed:
                    lane[rows.start].annotations_begin += sign
                    for number in rows:
                        lane[number].annotations += sign
                else:
                    lane[rows.start].suggestions_begin += sign
                    for number in rows:
                        lane[number].suggestions += sign


class Overview:
    """The rows of a view's whole page. `version` is another number each time that they are others."""

    def __init__(self) -> None:
        self._sums = _Sums("", None, 0)
        self.version = 0

    @property
    def lanes(self) -> dict[str, list[Row]]:
        """The rows of each label, in the order of the scheme."""
        return self._sums.lanes

    @property
    def hits(self) -> list[int]:
        """How many hits touch each row."""
        return self._sums.hits

    def follow(self, view: ArticleView, count: int, *, changed: bool = True) -> Generator[None]:
        """Bring `count` rows up to date with what the view shows now, a step at each `next`; to be gone through to its end.

        Where nothing was said to have changed, only the page's heights are looked at.
        """
        sums, items, hits = self._sums, view.scene.items, view.scene.hits
        if not self._holds(view, count):
            sums = _Sums(view.text, view.scene.scheme, count)
            yield from _lay_out(sums, view)
        elif not changed:
            return
        yield from _take_items(sums, items)
        if hits is not sums.shown_hits:
            yield from _take_hits(sums, hits)
        self._sums = sums
        self.version += 1

    def _holds(self, view: ArticleView, count: int) -> bool:
        """Whether the rows that there are are still those of this text, scheme and page."""
        sums = self._sums
        if (count, view.scene.scheme) != (sums.count, sums.scheme) or view.text is not sums.text:
            return False
        last = len(sums.heights) - 1
        places = {*range(0, last, max(last // CHECKED, 1)), last}
        return all(abs(_height(view, n, last) * count - sums.heights[n]) <= TOLERATED for n in places)


def _lay_out(sums: _Sums, view: ArticleView) -> Generator[None]:
    """Find where evenly spaced places of the text are."""
    labels = sums.scheme.labels if sums.scheme else ()
    sums.lanes = {label.name: [Row() for _ in range(sums.count)] for label in labels}
    sums.hits = [0] * sums.count
    last = min(len(sums.text), sums.count * FINENESS)
    for number in range(last + 1):
        sums.heights.append(_height(view, number, last) * sums.count)
        if number % 32 == 0:
            yield


def _take_items(sums: _Sums, items: list[Item]) -> Generator[None]:
    """Take away what is gone, and add what is new. Items never change, so that the same object is the same item."""
    before, now = set[int](), set[int]()
    for known, among in ((before, sums.items), (now, items)):
        for start in range(0, len(among), STEP):
            known.update(map(id, among[start : start + STEP]))
            yield
    main = {label.name: label.main_role.name for label in sums.scheme.labels} if sums.scheme else {}
    for sign, among, known in ((-1, sums.items, now), (1, items, before)):
        for start in range(0, len(among), STEP):
            for item in [item for item in among[start : start + STEP] if id(item) not in known]:
                sums.add(item, main[item.label], sign)
            yield
    sums.items = items


def _take_hits(sums: _Sums, hits: Sequence[TextRange]) -> Generator[None]:
    rows = [0] * sums.count
    for number, hit in enumerate(hits):
        for row in sums.rows(hit):
            rows[row] += 1
        if number % STEP == 0:
            yield
    sums.hits, sums.shown_hits = rows, hits


def _height(view: ArticleView, number: int, last: int) -> float:
    """Where the `number`th of `last` evenly spaced places is, as a share of the page."""
    return view.share_of(len(view.text) * number // max(last, 1))
