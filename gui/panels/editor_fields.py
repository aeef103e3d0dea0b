"""The text fields of the editor. What is typed is pending until it is committed; what the program shows never overwrites it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit, QWidget


class NameField(QLineEdit):
    """A free attribute. Enter and leaving the field commit; Escape restores what was there. Both keys say `left`."""

    committed = Signal()
    left = Signal()

    def __init__(self, names: Callable[[], list[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._kept = ""
        self._shown = ""  # as the field has it: Qt may change characters of what it is given
        self._words = QStringListModel(self)
        self._completer = QCompleter(self._words, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.activated.connect(self._take)
        self.setCompleter(self._completer)
        self.editingFinished.connect(self.committed)

    @property
    def pending(self) -> str | None:
        """What was typed and is not committed yet, without spaces around it; None where nothing was typed."""
        typed = self.text().strip()
        return typed if self.text() != self._shown and typed != self._kept else None

    def show_value(self, value: str, *, force: bool = False) -> None:
        """Show what is kept; what is being typed stays unless `force` is set."""
        untouched = self.text() == self._shown
        self._kept = value
        if force or untouched:
            self._show_kept()

    def settle(self) -> None:
        """What is in the field counts as kept."""
        self._kept = self.text().strip()
        self._shown = self.text()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._words.setStringList(self._names())
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self._completer.popup()
        offering = popup is not None and popup.isVisible()
        if event.key() == Qt.Key.Key_Escape and not offering:
            self._show_kept()
            self.left.emit()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif popup is not None and offering and popup.currentIndex().isValid():
            event.ignore()  # the completer takes the name that is chosen
        else:
            if popup is not None:
                popup.hide()
            event.accept()
            self.committed.emit()
            self.left.emit()

    def _take(self, name: str) -> None:
        self.setText(name)
        self.committed.emit()

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

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
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
