"""The overview strip beside the page: where labels, open suggestions and search hits are in the whole article, and what is in the viewport.

What is marked is summed up by rows of pixels, off the path of keys and scrolling: after a pause, a few milliseconds at a time, and only for
items that are new or gone. It is painted into a picture; scrolling draws that and moves a frame over it.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEvent, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from gui import theme
from gui.article.overview import Overview
from gui.article.overview_painting import Lanes, paint_frame, paint_marks
from gui.article.view import ArticleView

if TYPE_CHECKING:
    from annotation.scheme import Label

PAUSE = 120  # milliseconds after the last change
SLICE = 4  # milliseconds of summing up between two looks at the event loop
_OVER = object()
NEAR = 3  # pixels around the pointer that its tip tells of


class Minimap(QWidget):
    """The strip for one view, `width` pixels wide. A click goes there, a drag scrolls, the wheel scrolls as on the page."""

    def __init__(self, view: ArticleView, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(width)
        self._view = view
        self._overview = Overview()
        self._stale = True  # other items or hits than in the overview
        self._work: Generator[None] | None = None
        self._picture: QPixmap | None = None
        self._painted: object = None  # what the picture depends on
        self._grabbed = 0.0  # where within the frame the pointer holds it, as a share of the page
        self.setAccessibleName("Overview strip")
        self.setAccessibleDescription(
            "Where labels, suggestions and search hits are in the article. A click goes there."
        )
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._begin)
        self._slices = QTimer(self)
        self._slices.timeout.connect(self._go_on)
        for signal in (view.items_changed, view.hits_changed):
            signal.connect(self._expire)
        view.place_changed.connect(self._follow)
        self._pause.start()

    @property
    def is_settled(self) -> bool:
        """Whether the strip shows all that is on the page now."""
        return self._work is None and not self._pause.isActive()

    # Summing up -------------------------------------------------------------------------------------------------

    def _expire(self) -> None:
        self._stale = True
        self._pause.start()

    def _follow(self) -> None:
        self.update()
        if not self._pause.isActive():
            self._pause.start()  # what was estimated may have been laid out: looked at when there is time

    def _begin(self) -> None:
        if not self.isVisible():
            return  # showEvent begins again
        if self._work is not None:
            self._pause.start()  # what is under way is brought to its end first
            return
        self._work = self._overview.follow(self._view, self._count, changed=self._stale)
        self._stale = False
        self._slices.start(0)

    def _go_on(self) -> None:
        if self._work is None:
            self._slices.stop()
            return
        clock = QElapsedTimer()
        clock.start()
        while clock.elapsed() < SLICE:
            if next(self._work, _OVER) is _OVER:
                self._work = None
                self._slices.stop()
                self.update()
                return

    # Showing ----------------------------------------------------------------------------------------------------

    @property
    def _labels(self) -> tuple[Label, ...]:
        scheme = self._view.scene.scheme
        return scheme.labels if scheme else ()

    @property
    def _lanes(self) -> Lanes:
        return Lanes(len(self._labels), self.width(), self.font())

    @property
    def _count(self) -> int:
        """How many rows there are."""
        return max(self.height() - self._lanes.head, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn())
        first, last = self._view.shown_share
        if last - first < 1.0:
            head = self._lanes.head
            paint_frame(painter, head + first * self._count, head + last * self._count, self.width())

    def _drawn(self) -> QPixmap:
        """The marks as they were painted last, painted anew where something that they depend on has changed."""
        ratio, labels, colours = self.devicePixelRatioF(), self._labels, theme.colours()
        shades = [theme.label_colour(label).rgba() for label in labels]
        state = (self._overview.version, self.size(), ratio, colours, shades, self.font().key())
        if self._picture is None or self._painted != state:
            self._picture, self._painted = QPixmap(self.size() * ratio), state
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(QColor(colours.page))
            painter = QPainter(self._picture)
            painter.setFont(self.font())
            painter.fillRect(0, 0, 1, self.height(), QColor(colours.line))
            paint_marks(painter, self._overview, labels, self._lanes)
            painter.end()
        return self._picture

    # Qt's events ------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._pause.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pause.start()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the frame where it is; elsewhere, go there."""
        share = self._share(event)
        first, last = self._view.shown_share
        self._grabbed = share - (first + last) / 2 if first <= share <= last else 0.0
        if not first <= share <= last:
            self._view.go_to_share(share)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._view.go_to_share(min(max(self._share(event) - self._grabbed, 0.0), 1.0))

    def wheelEvent(self, event: QWheelEvent) -> None:
        QApplication.sendEvent(self._view.verticalScrollBar(), event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.told_at(event.pos().y()), self)
            return True
        return super().event(event)

    def told_at(self, y: int) -> str:
        """What begins near this row of pixels, or goes on there, a line a label."""
        row = y - self._lanes.head
        near = slice(max(row - NEAR, 0), max(row + NEAR + 1, 0))
        lines: list[str] = []
        for label in self._labels:
            rows = self._overview.lanes.get(label.name, [])[near]
            counts = [
                (sum(r.annotations_begin for r in rows), "annotation"),
                (sum(r.suggestions_begin for r in rows), "suggestion"),
            ]
            if said := ", ".join(_counted(count, what) for count, what in counts if count):
                lines.append(f"{label.title}: {said}")
            elif any(r.annotations or r.suggestions for r in rows):
                lines.append(f"{label.title}: a long one goes on here")
        if hits := max(self._overview.hits[near], default=0):
            lines.append(_counted(hits, "hit"))
        return "\n".join(lines) or "Nothing is marked here"

    def _share(self, event: QMouseEvent) -> float:
        return min(max((event.position().y() - self._lanes.head) / self._count, 0.0), 1.0)


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}" + ("s" if count != 1 else "")
