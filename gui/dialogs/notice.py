"""A line in a dialog that tells something, with what can be done about it: nothing needs a dialog of its own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

Choice = tuple[str, Callable[[], object]]


class Notice(QWidget):
    """Empty, or a sentence and its choices, the last of which is the one that changes nothing: it gets the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.choices: list[QPushButton] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self.words, 1)
        self.setMinimumHeight(round(self.fontMetrics().height() * 2.4))  # two lines: nothing moves when it speaks

    def say(self, words: str, *choices: Choice) -> None:
        """Tell something; screen readers hear it at once."""
        self.clear()
        self.words.setText(words)
        self.words.setAccessibleName(words)
        for title, call in choices:
            button = self.button(title, call)
            self._layout.addWidget(button)
            self.choices.append(button)
            button.show()
        if self.choices:
            self.choices[-1].setFocus(Qt.FocusReason.OtherFocusReason)
        QAccessible.updateAccessibility(QAccessibleEvent(self.words, QAccessible.Event.Alert))

    def clear(self) -> None:
        """Say nothing."""
        self.words.clear()
        for button in self.choices:
            button.hide()
            button.deleteLater()
        self.choices = []

    @staticmethod
    def button(title: str, call: Callable[[], object]) -> QPushButton:
        """A button that Enter presses where it has the focus, and only there."""
        made = QPushButton(title)
        made.setAutoDefault(True)
        made.setDefault(False)
        made.clicked.connect(lambda *_: call())
        return made
