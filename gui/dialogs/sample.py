"""A few lines of the article as the page draws them, on a light or a dark page, whatever the window shows."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotation.model import Annotation, Part, Suggestion
from annotation.reading import Item
from annotation.scheme import Label, LabelScheme
from annotation.text import TextRange
from gui import theme
from gui.article.layout import PageLayout
from gui.article.scene import Scene

_POINTS = 11.0
_EDGE = 1.0  # of the frame, in pixels


class Sample(QWidget):
    """For each label a line with an annotation, a suggestion and the current annotation, painted by the page's own painter.

    With `dark` None it is as light or dark as the window.
    """

    def __init__(self, scheme: LabelScheme, *, dark: bool | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dark = dark
        self._points = _POINTS
        text, self._items, self._current = _lines(scheme)
        self.scene = Scene(PageLayout(text, theme.reading_font(_POINTS), 100.0))
        self.scene.show_items(self._items, scheme, None)
        self._scheme = scheme
        self.setAccessibleName("Sample" if dark is None else f"Sample on a {'dark' if dark else 'light'} page")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_points(self, points: float) -> None:
        """Show the text in this size, in points, and in the face that is chosen now."""
        self._points = points
        self.scene.page.change(font=theme.reading_font(points))
        self.updateGeometry()
        self.update()

    def show_current(self, label: Label) -> None:
        """Show this label's last words as the current annotation."""
        self.scene.show_items(self._items, self._scheme, self._current[label.name])
        self.update()

    def sizeHint(self) -> QSize:
        page = self.scene.page
        page.change(width=float(max(self.width(), 300)))
        page.lay_out_between(0.0, 10_000.0)
        return QSize(round(page.line_height * 12), round(page.height + page.line_height * 0.8))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        page = self.scene.page
        margin = page.line_height * 0.5
        page.change(font=theme.reading_font(self._points), width=self.width() - 4 * margin)
        with theme.as_if(dark=theme.is_dark() if self._dark is None else self._dark):
            painter = QPainter(self)
            painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Mid))
            inside = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
            painter.fillRect(inside, QColor(theme.colours().page))
            painter.setClipRect(inside)
            numbers = page.lay_out_between(0.0, float(self.height()))
            self.scene.paint(painter, QPointF(2 * margin, margin), numbers)
            painter.end()


def _lines(scheme: LabelScheme) -> tuple[str, list[Item], dict[str, Item]]:
    """The text of the sample, what is marked in it, and by label what is marked when that label is the current one."""
    text, items, current = "", list[Item](), dict[str, Item]()
    for label in scheme.labels:
        title = label.title.lower()
        for words in (f"A {title}", "suggested", "chosen"):
            text += " " if text and not text.endswith("\n") else ""
            span = TextRange(len(text), len(text) + len(words))
            text += words + ("," if words != "chosen" else ".")
            parts = (Part(label.main_role.name, span),)
            id_ = f"{label.name} {words}"
            if words == "suggested":
                items.append(
                    Suggestion(
                        id=id_, document_id="", label=label.name, parts=parts, suggester="", score=1.0, reason=""
                    )
                )
                continue
            made = Annotation(id=id_, document_id="", label=label.name, parts=parts, annotator="", created="")
            items.append(made)
            if words == "chosen":
                current[label.name] = made
        text += "\n"
    return text.rstrip("\n"), items, current
