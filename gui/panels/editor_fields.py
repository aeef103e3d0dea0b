"""The text fields of the editor. What is typed is pending until it is committed; what the program shows never overwrites it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QSize, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QFrame, QLineEdit, QPlainTextEdit, QWidget

from annotation.names import matching
from gui.panels.painting import draw_focus


class NameField(QLineEdit):
    """A free attribute. Enter and leaving the field commit; Escape restores what was there. Both keys say `left`.

    Below it names are offered: those of which a word begins as what was typed. Enter takes the chosen one; nothing else does.
    """

    committed = Signal()
    left = Signal()

    def __init__(self, names: Callable[[], list[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._known: list[str] = []
        self._kept = ""
        self._shown = ""  # as the field has it: Qt may change characters of what it is given
        self._words = QStringListModel(self)
        # Not `setCompleter`: that would put a name that is merely looked at into the field.
        self._completer = QCompleter(self._words, self)
        self._completer.setWidget(self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(8)
        popup = self._completer.popup()
        assert popup is not None
        self._list = popup
        popup.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        self._completer.activated.connect(self._take)
        self.textEdited.connect(self._offer_typed)
        self.editingFinished.connect(self.committed)

    @property
    def pending(self) -> str | None:
        """What was typed and is not committed yet, without spaces around it; None where nothing was typed."""
        typed = self.text().strip()
        return typed if self.text() != self._shown and typed != self._kept else None

    @property
    def offered(self) -> list[str]:
        """The names that are offered, the likeliest first; none while no list is shown."""
        return self._words.stringList() if self.popup.isVisible() else []

    @property
    def popup(self) -> QAbstractItemView:
        """The list of names."""
        return self._list

    def show_value(self, value: str, *, force: bool = False) -> None:
        """Show what is kept; what is being typed stays unless `force` is set."""
        untouched = self.text() == self._shown
        self._kept = value
        if force or untouched:
            self._show_kept()
        if force:  # of another item: its names are others
            self.popup.hide()

    def settle(self) -> None:
        """What is in the field counts as kept."""
        self._kept = self.text().strip()
        self._shown = self.text()

    def offer(self) -> None:
        """Show the names, the first one chosen."""
        self._known = self._names()
        self._show_names(self._known)
        if self._known:
            self.popup.setCurrentIndex(self._words.index(0, 0))

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._known = []
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.popup.hide()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.popup.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        offering = self.popup.isVisible()
        if event.key() == Qt.Key.Key_Escape and not offering:
            self._show_kept()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Down and not offering:
            self._offer_typed("" if self.text() == self._shown else self.text())  # of a name that is kept, the others
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        else:
            # Not the current one: Qt makes a row current, without choosing it, as soon as the list is shown.
            chosen = self.popup.selectedIndexes() if offering else []
            self.popup.hide()
            event.accept()
            if chosen:
                self._take(str(chosen[0].data()))
            else:
                self.committed.emit()
                self.left.emit()

    def _offer_typed(self, typed: str) -> None:
        self._known = self._known or self._names()
        self._show_names(matching(self._known, typed))

    def _show_names(self, names: list[str]) -> None:
        self._words.setStringList(names)
        palette = QPalette(self.palette())  # with a frame that is seen on dark pages too
        palette.setColor(QPalette.ColorRole.WindowText, palette.color(QPalette.ColorRole.PlaceholderText))
        self.popup.setPalette(palette)
        if names:
            self._completer.complete()
            self.popup.setCurrentIndex(QModelIndex())
        else:
            self.popup.hide()

    def _take(self, name: str) -> None:
        self.setText(name)
        self.committed.emit()
        self.left.emit()

    def _show_kept(self) -> None:
        if self.text() != self._kept:
            self.setText(self._kept)
        self._shown = self.text()


# How long nothing is typed until the memo is written, in milliseconds: what a crash may cost.
PAUSE = 800


class MemoField(QPlainTextEdit):
    """The memo. A pause in typing, Ctrl+Enter and leaving the field commit; Ctrl+Enter and Escape say `left`."""

    committed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = ""
        self.setTabChangesFocus(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.committed)

    def sizeHint(self) -> QSize:
        # Qt's own is 192 pixels, whatever the font and however little room there is.
        return QSize(super().sizeHint().width(), self.minimumHeight())

    @property
    def typed(self) -> str:
        """What is in the field. Unlike `toPlainText` this keeps NBSP and U+2028."""
        text = self.document().toRawText().replace("\u2029", "\n")
        return text if text.strip() else ""

    @property
    def pending(self) -> str | None:
        """What was typed and is not committed yet; None where nothing was."""
        return self.typed if self.document().isModified() and self.typed != self._kept else None

    def show_value(self, value: str, *, force: bool = False) -> None:
        """Show what is kept; what is being typed stays unless `force` is set."""
        self._kept = value
        if force or not self.document().isModified():
            if self.typed != value:
                self.setPlainText(value)
            self.document().setModified(False)

    def settle(self) -> None:
        """What is in the field counts as kept."""
        self._kept = self.typed
        self.document().setModified(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():  # Qt's style frames a line that has the focus, but not a field of several lines
            painter = QPainter(self.viewport())
            draw_focus(painter, self.viewport().rect(), self.palette())
            painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
        self.committed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (is_enter and control):
            self.committed.emit()
            self.left.emit()
        else:
            super().keyPressEvent(event)
            self._pause.start()
