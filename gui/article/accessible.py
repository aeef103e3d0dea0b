"""The page as a screen reader walks it: a document whose children are its paragraphs, with what is marked in each.

Loaded once the window is furnished; the first paint does not wait for it. Paragraphs are made when a reader asks for them and kept,
for Qt keeps no reference to an interface that was written in Python; their places are the layout's estimates, so that reading a
document out lays nothing out. There is no QAccessibleTextInterface: two of its functions (`attributes` and `selection`) cannot be
written in PySide, and a reader that calls them ends the process.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from annotation.model import ranges
from annotation.reading import extent
from gui.article.view import ArticleView

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QWindow

    from annotation.reading import Item
    from gui.article.blocks import Block

Role, Text = QAccessible.Role, QAccessible.Text


class Article(QAccessibleWidget):
    """The article view. Its children are the blocks of its page that have text: paragraphs, or pieces of very long ones."""

    def __init__(self, view: ArticleView, tell: Callable[[Item], str]) -> None:
        super().__init__(view, Role.Document)
        self.view = view
        self._tell = tell
        self._made: dict[int, Paragraph] = {}
        self._ids: list[int] = []  # of those made, in Qt's cache
        self._numbers: list[int] | None = None

    def numbers(self) -> list[int]:
        """The numbers of the blocks that are children, in order."""
        if self._numbers is None:
            self._numbers = [block.number for block in self.view.page.blocks.all if block.text.strip()]
        return self._numbers

    def paragraph(self, number: int) -> Paragraph:
        """The interface of a block."""
        if (made := self._made.get(number)) is None:
            made = self._made[number] = Paragraph(self, self.view.page.blocks[number])
            self._ids.append(QAccessible.registerAccessibleInterface(made))
        return made

    def forget(self) -> None:
        """Let go of the paragraphs of a text that is no longer shown."""
        ids, self._ids, made, self._made, self._numbers = self._ids, [], self._made, {}, None
        for paragraph in made.values():
            paragraph.gone = True
        for id_ in ids:
            QAccessible.deleteAccessibleInterface(id_)

    def begun_in(self, block: Block) -> list[str]:
        """What is marked from this block on, in words, in text order."""
        scheme = self.view.scene.scheme
        if scheme is None:
            return []
        begun: dict[str, tuple[int, Item]] = {}
        for figure in self.view.scene.figures_of(block.number):
            item = figure.item
            main = ranges(item, scheme.label(item.label).main_role.name)
            start = (main[0] if main else extent(item)).start
            if block.start <= start < block.end:
                begun[item.id] = start, item
        return [
            f"{scheme.label(item.label).title} begins: {self._tell(item)}."
            for _, item in sorted(begun.values(), key=lambda found: found[0])
        ]

    # Qt asks ----------------------------------------------------------------------------------------------------

    def childCount(self) -> int:
        return len(self.numbers())

    def child(self, index: int) -> QAccessibleInterface:
        numbers = self.numbers()
        return self.paragraph(numbers[index]) if 0 <= index < len(numbers) else None  # type: ignore[return-value]  # Qt's null

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        page = self.view.page
        here = self.view.viewport().mapFromGlobal(QPointF(x, y)) - self.view.origin
        number = page.number_at(here.y())
        inside = 0 <= here.y() < page.height and page.blocks[number].text.strip()
        return self.paragraph(number) if inside else None  # type: ignore[return-value]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        if not isinstance(child, Paragraph) or child.gone:
            return -1
        numbers = self.numbers()
        index = bisect_left(numbers, child.block.number)
        return index if index < len(numbers) and numbers[index] == child.block.number else -1

    def focusChild(self) -> QAccessibleInterface:
        number = self.view.page.blocks.at(self.view.caret).number
        focused = self.view.hasFocus() and self.view.page.blocks[number].text.strip()
        return self.paragraph(number) if focused else None  # type: ignore[return-value]

    def state(self) -> QAccessible.State:
        state = super().state()
        state.readOnly = state.multiLine = True
        return state


class Paragraph(QAccessibleInterface):
    """A paragraph: its text is its name, what is marked from it on is its description."""

    def __init__(self, article: Article, block: Block) -> None:
        super().__init__()
        self._article = article
        self.block = block
        self.gone = False

    def isValid(self) -> bool:
        return not self.gone

    def object(self) -> QObject:
        return None  # type: ignore[return-value]  # it is no object of Qt's

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._article.view)

    def window(self) -> QWindow:
        return self._article.window()

    def child(self, index: int) -> QAccessibleInterface:
        del index
        return None  # type: ignore[return-value]

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        del x, y
        return None  # type: ignore[return-value]

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        del child
        return -1

    def role(self) -> QAccessible.Role:
        return Role.Heading if self.block.headline else Role.Paragraph

    def text(self, t: QAccessible.Text) -> str:
        if self.gone:
            return ""
        if t == Text.Name:
            return self.block.text
        if t == Text.Description:
            return " ".join(self._article.begun_in(self.block))
        return ""

    def setText(self, t: QAccessible.Text, text: str) -> None:
        """The text of a document never changes."""

    def rect(self) -> QRect:
        """Its place on the screen; estimated where it is not laid out."""
        view = self._article.view
        if self.gone:
            return QRect()
        page, number = view.page, self.block.number
        top = view.origin.y() + page.top(number)
        height = page.top(number + 1) - page.top(number)
        corner = view.viewport().mapToGlobal(QPoint(int(view.origin.x()), int(top)))
        return QRect(corner.x(), corner.y(), int(page.width), max(int(height), 1))

    def state(self) -> QAccessible.State:
        view, state = self._article.view, QAccessible.State()
        if self.gone:
            state.invalid = True
            return state
        state.readOnly = state.multiLine = True
        state.invisible = not view.isVisible()
        state.offscreen = not self.rect().intersects(self._article.rect())
        state.active = view.hasFocus() and view.page.blocks.at(view.caret) is self.block
        return state


class Speaker(QObject):
    """Has the view answer to screen readers for as long as this lives; `tell` says an item in words."""

    def __init__(self, view: ArticleView, tell: Callable[[Item], str]) -> None:
        super().__init__(view)
        self._view = view
        self._tell = tell
        self._article: Article | None = None
        self._text = view.text
        view.selection_changed.connect(self._follow_text)
        view.destroyed.connect(self.silence)
        _speakers[view] = self
        _install()
        # A reader that was there before the window has Qt's own interface by now: another one takes its place.
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(QAccessible.queryAccessibleInterface(view)))
        if view.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(view, QAccessible.Event.Focus))

    def article(self) -> Article:
        """The view's interface, made when it is first asked for."""
        self._article = Article(self._view, self._tell)
        return self._article

    def silence(self) -> None:
        """Let go of all interfaces: the view is going."""
        _speakers.pop(self._view, None)
        if self._article:
            self._article.forget()
            self._article = None

    def _follow_text(self) -> None:
        if self._view.text is self._text:
            return
        self._text = self._view.text
        if self._article:
            self._article.forget()
            QAccessible.updateAccessibility(QAccessibleEvent(self._view, QAccessible.Event.ObjectReorder))


_speakers: dict[ArticleView, Speaker] = {}
_installed: list[object] = []


def _make(class_name: str, asked: QObject) -> QAccessibleInterface | None:
    del class_name
    speaker = _speakers.get(asked) if isinstance(asked, ArticleView) else None
    return speaker.article() if speaker else None


def _install() -> None:
    if not _installed:
        _installed.append(_make)
        QAccessible.installFactory(_make)
