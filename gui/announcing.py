"""Tells screen readers what happens: what was done, which item is current now, what is at the caret and what is selected.

What happens within one turn of the event loop, and until PAUSE is over, is said in one announcement: a key that is held down says
where the caret has come to, and a decision is heard before the suggestion that follows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent

from annotation.model import Annotation
from gui import speaking
from gui.article.accessible import Speaker
from gui.speaking import Unit

if TYPE_CHECKING:
    from annotation.errors import QuotemarkError
    from annotation.reading import Item
    from gui.article.view import ArticleView
    from gui.session import Session

PAUSE = 50  # milliseconds
Key, Modifier = Qt.Key, Qt.KeyboardModifier


class Announcer(QObject):
    """Listens to the session and the view, and speaks for both. Where no assistive technology listens, it does next to nothing."""

    announced = Signal(str)  # what has just been handed to the screen reader

    def __init__(self, session: Session, view: ArticleView) -> None:
        super().__init__(view)
        self._session, self._view = session, view
        self._speaker = Speaker(view, self._describe)
        self._said: list[str] = []
        self._errors: list[str] = []
        self._told_current: Item | None = None  # the item that was announced last
        self._unit: Unit | None = None  # what the key under way moves the caret by
        self._moved: Unit | None = None  # what it was moved by since the last announcement
        self._selection = view.selection
        self._text = view.text
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._announce)
        view.installEventFilter(self)
        view.selection_changed.connect(self._caret_moved)
        session.said.connect(self._keep)
        session.failed.connect(self.tell)
        session.document_opened.connect(self._opened)
        session.current_changed.connect(self._begin)

    def tell(self, *problems: QuotemarkError) -> None:
        """Say errors, at once: each with its title, what happened and the way out."""
        self._errors += [f"{p.title}. {p.what} {p.way_out}".strip() for p in problems]
        self._begin()

    def say(self, what: str) -> None:
        """Say something that is no error; "" is nothing."""
        if what:
            self._keep(what)

    @property
    def is_about_to_speak(self) -> bool:
        """Whether something has happened that will be announced after the pause."""
        return self._timer.isActive()

    # What happens -----------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._unit = _unit_of(event)
        elif event.type() == QEvent.Type.MouseButtonPress:
            self._unit = None
        return super().eventFilter(watched, event)

    def _caret_moved(self) -> None:
        if self._view.text is not self._text:  # another document: its name is said, not its first character
            self._text, self._selection, self._moved = self._view.text, None, None
            return
        if self._unit is not None:
            self._moved = self._unit
            self._unit = None
        self._begin()

    def _opened(self) -> None:
        self._said, self._told_current = [], None
        if reading := self._session.reading:
            number = len(reading.open_suggestions()) if QAccessible.isActive() else 0
            self._keep(f"{reading.document.name}, {number} open suggestion{'s' if number != 1 else ''}")

    def _keep(self, what: str) -> None:
        self._said.append(what)
        self._begin()

    def _begin(self) -> None:
        if QAccessible.isActive():
            self._timer.start()
        else:
            self._said.clear()
            self._errors.clear()

    # What is said -----------------------------------------------------------------------------------------------

    def _announce(self) -> None:
        said = [*self._errors, *self._said]
        urgent = bool(self._errors)
        self._errors, self._said = [], []
        said += self._of_current(decided=bool(said))
        # A command that moves the caret (to the next suggestion) has said why; a key of the caret has not.
        moved, self._moved = self._moved, None
        before, self._selection = self._selection, self._view.selection
        if not said:
            changed = speaking.reselected(self._text, before, self._selection)
            if changed and self._selection is None and moved is not None:
                changed = ""
            urgent = True
            if changed:
                said.append(changed)
            elif moved is not None:
                said.append(speaking.at_caret(self._view.page, self._view.caret, moved))
        if said:
            self._send(" ".join(_ended(what) for what in said) if len(said) > 1 else said[0], urgent=urgent)

    def _of_current(self, *, decided: bool) -> list[str]:
        before, current = self._told_current, self._session.current
        reading = self._session.reading
        self._told_current = current
        if current is None or reading is None or (before and before.id == current.id):
            return []
        # What was decided is not read out again as the annotation that came of it.
        if decided and isinstance(current, Annotation) and before and current.suggestion_id == before.id:
            return []
        return [speaking.counted(current, reading, self._session.scheme)]

    def _send(self, message: str, *, urgent: bool) -> None:
        event = QAccessibleAnnouncementEvent(self._view, message)
        polite = QAccessible.AnnouncementPoliteness
        event.setPoliteness(polite.Assertive if urgent else polite.Polite)
        QAccessible.updateAccessibility(event)
        self.announced.emit(message)

    def _describe(self, item: Item) -> str:
        reading = self._session.reading
        return speaking.described(item, reading, self._session.scheme, self._view.text)


def _ended(what: str) -> str:
    return what if what.endswith((".", "!", "?", "…")) else what + "."


def _unit_of(event: QKeyEvent) -> Unit | None:
    """What a key moves the caret by (see gui.article.keyboard), None where it does not."""
    control, alt = bool(event.modifiers() & Modifier.ControlModifier), bool(event.modifiers() & Modifier.AltModifier)
    match event.key():
        case Key.Key_Left | Key.Key_Right:
            return Unit.SENTENCE if alt else Unit.WORD if control else Unit.CHARACTER
        case Key.Key_Up | Key.Key_Down:
            return Unit.PARAGRAPH if control else Unit.LINE
        case Key.Key_Home | Key.Key_End:
            return Unit.LINE if control else Unit.CHARACTER
        case Key.Key_PageUp | Key.Key_PageDown:
            return Unit.LINE
    return None
