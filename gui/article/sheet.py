"""What stands around the article on paper and in a picture: title and legend above it, a running head, and a foot with source, date and page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPainter, QPen

from gui import theme
from gui.article.legend import Legend, legend
from gui.article.paper import PaperLayout, Strip, paginate, paint
from gui.article.scene import Scene

if TYPE_CHECKING:
    from annotation.model import Document
    from annotation.reading import Item
    from annotation.scheme import LabelScheme
    from annotation.text import TextRange

ELIDED = Qt.TextElideMode.ElideMiddle
NO_LIMIT = 1e9


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What is drawn: a document with `items` (those that are wanted: annotations, suggestions or both), on the day `drawn`.

    With `span` (code points), only the paragraphs that it touches, with their numbers; else the whole document.
    """

    document: Document
    items: tuple[Item, ...]
    scheme: LabelScheme
    drawn: str
    span: TextRange | None = None


class Sheet:
    """A picture laid out in a column of `width`, with what stands around it. All sizes are in the layout's pixels."""

    def __init__(self, picture: Picture, *, points: float, width: float) -> None:
        self._picture = picture
        font = paper_font(points)
        self.page = PaperLayout(picture.document.text, font, width)
        self.scene = Scene(self.page)
        self.scene.show_items(picture.items, picture.scheme, None)
        self.numbers = self._wanted()
        first, last = self.page.blocks[self.numbers[0]].start, self.page.blocks[self.numbers[-1]].end
        drawn = [
            item for item in picture.items if any(p.range.start < last and first < p.range.end for p in item.parts)
        ]
        self._legend = [_Line(line, points * 0.95, width, picture.scheme) for line in legend(drawn, picture.scheme)]
        self._title_font = QFont(self.page.headline_font)
        self._small = _small_font(points * 0.72)
        self.name = " ".join(picture.document.name.split())
        headline = self.page.blocks[self.numbers[0]]
        self._headed = headline.headline
        # One title is enough: a name that says more than the headline stands over it like the running head of later pages.
        self.title = "" if self._headed and headline.text.split() == self.name.split() else self.name

    # Sizes ------------------------------------------------------------------------------------------------------

    @property
    def gutter(self) -> float:
        """The room that paragraph numbers and bars take left of the column."""
        return self.page.line_height * 1.9

    @property
    def head_height(self) -> float:
        """What the title and the legend take above the article, with the space below them."""
        height = self._title_height + self._legend_height
        return height + self.page.line_height * 0.7 if height else 0.0

    @property
    def foot_height(self) -> float:
        """What the foot takes, with the rule over it."""
        return QFontMetricsF(self._small).height() * 1.9

    @property
    def running_height(self) -> float:
        """What the running head takes, with the space below it."""
        return QFontMetricsF(self._small).height() * 2.6

    @property
    def _title_height(self) -> float:
        if not self.title:
            return 0.0
        if self._headed:
            return self.running_height
        box = QFontMetricsF(self._title_font).boundingRect(
            QRectF(0, 0, self.page.width, NO_LIMIT), Qt.TextFlag.TextWordWrap, self.title
        )
        return box.height() + self.page.line_height * 0.35

    @property
    def _legend_height(self) -> float:
        return sum(line.height for line in self._legend)

    def paginate(self, *, first_room: float = NO_LIMIT, room: float = NO_LIMIT) -> list[list[Strip]]:
        """The strips of each page of the article; one page where nothing is said."""
        return paginate(self.page, self.numbers, first_room=first_room, room=room)

    # Painting ---------------------------------------------------------------------------------------------------

    def paint_head(self, painter: QPainter, corner: QPointF) -> None:
        """Title and legend, above the article."""
        y = corner.y()
        if self.title and self._headed:
            self.paint_running_head(painter, corner)
        elif self.title:
            painter.setFont(self._title_font)
            painter.setPen(QColor(theme.colours().text))
            box = QRectF(corner.x(), y, self.page.width, self._title_height)
            painter.drawText(box, Qt.TextFlag.TextWordWrap, self.title)
        y += self._title_height
        for line in self._legend:
            line.paint(painter, QPointF(corner.x(), y))
            y += line.height
        if self._legend:
            self._rule(painter, corner.x(), y)

    def paint_strips(self, painter: QPainter, corner: QPointF, strips: list[Strip]) -> None:
        """A page's share of the article."""
        paint(self.scene, self.page, strips, painter=painter, corner=corner)

    def paint_running_head(self, painter: QPainter, corner: QPointF) -> None:
        """The document's name, small, above a page that is not the first."""
        self._line(painter, corner, left=self.name, right="")

    def paint_foot(self, painter: QPainter, corner: QPointF, page: str = "") -> None:
        """Where the article is from, when this was drawn, and which page it is."""
        self._rule(painter, corner.x(), corner.y())
        below = QPointF(corner.x(), corner.y() + QFontMetricsF(self._small).height() * 0.6)
        self._line(painter, below, left=_origin(self._picture.document), right=_joined(self._drawn_by(), page))

    def _drawn_by(self) -> str:
        return f"Quotemark, {self._picture.drawn}"

    def _line(self, painter: QPainter, corner: QPointF, *, left: str, right: str) -> None:
        metrics = QFontMetricsF(self._small)
        box = QRectF(corner.x(), corner.y(), self.page.width, metrics.height() * 1.1)
        painter.setFont(self._small)
        painter.setPen(QColor(theme.colours().quiet))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight, right)
        room = self.page.width - metrics.horizontalAdvance(right) - self.page.em * 2
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, metrics.elidedText(left, ELIDED, room))

    def _rule(self, painter: QPainter, x: float, y: float) -> None:
        painter.setPen(QPen(QColor(theme.colours().line), 0.75))
        painter.drawLine(QPointF(x, y), QPointF(x + self.page.width, y))

    # Within -----------------------------------------------------------------------------------------------------

    def _wanted(self) -> range:
        """The blocks that are drawn: of whole paragraphs."""
        blocks = self.page.blocks
        span = self._picture.span
        if span is None:
            return range(len(blocks))
        found = blocks.over(span.start, span.end)
        first, last = found[0], found[-1]
        while first > 0 and not blocks[first - 1].ends:
            first -= 1
        while not blocks[last].ends and last < len(blocks) - 1:
            last += 1
        return range(first, last + 1)


class _Line:
    """A line of the legend, laid out."""

    def __init__(self, told: Legend, points: float, width: float, scheme: LabelScheme) -> None:
        self._page = PaperLayout(told.text, paper_font(points), width)
        self._page.blocks[0].paragraph = 0  # it is no numbered paragraph
        self._scene = Scene(self._page)
        self._scene.show_items(told.items, scheme, None)
        (self._strips,) = paginate(self._page, [0], first_room=NO_LIMIT, room=NO_LIMIT)
        self.height = self._strips[-1].bottom + self._page.line_height * 0.25

    def paint(self, painter: QPainter, corner: QPointF) -> None:
        paint(self._scene, self._page, self._strips, painter=painter, corner=corner)


def paper_font(points: float) -> QFont:
    """The reading font as it is set on paper: letters are where they belong, not on a screen's grid."""
    font = theme.reading_font(points)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _small_font(points: float) -> QFont:
    font = QFont(QGuiApplication.font())
    font.setPointSizeF(points)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _origin(document: Document) -> str:
    """Where an article is from, as others may read it: its address, or its file's name without the folders of this computer."""
    source = document.source
    parts = urlsplit(source)
    told = source if parts.scheme in ("http", "https") else PurePath(parts.path or source).name
    published = document.meta.get("published")
    return _joined(told or " ".join(document.name.split()), published if isinstance(published, str) else "")


def _joined(*told: str) -> str:
    return " · ".join(part for part in told if part)
