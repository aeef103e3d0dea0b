"""The keys of one action, each to be replaced or taken away, and a place for another one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.actions import Action
from gui.dialogs.key_field import KeyField
from gui.panels.painting import bold


class KeyRow(QWidget):
    """`wanted` says which keys the action is to have; nothing changes here until the action is shown with them."""

    wanted = Signal(tuple)
    reset_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Action, bool] | None = None
        self.fields: list[KeyField] = []
        self._title = QLabel()
        self._title.setFont(bold(self.font()))
        self._title.setWordWrap(True)
        self.reset = QPushButton("Reset")
        self.reset.setAutoDefault(False)
        self.reset.clicked.connect(lambda *_: self.reset_wanted.emit())
        gap = round(self.fontMetrics().height() * 0.4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(gap)
        layout.addWidget(self._title)
        self._line = QHBoxLayout()
        self._line.setSpacing(gap)
        self._line.addStretch(1)
        self._line.addWidget(self.reset)
        layout.addLayout(self._line)

    def show_action(self, action: Action, *, changed: bool) -> None:
        """Show an action's keys; `changed` where they are not those that it came with."""
        if self._shown == (action, changed):
            return
        self._shown = (action, changed)
        title = action.title.rstrip("…")
        self._title.setText(f"{title} (in the article)" if action.on_page else title)
        self.reset.setEnabled(changed)
        self.reset.setAccessibleName(f"Reset the keys of {title}")
        old = self.fields
        self.fields = [KeyField(key, spoken=f"Key {n} of {title}") for n, key in enumerate(action.keys, 1)] + [
            KeyField("", spoken=f"For {title}")
        ]
        for n, field in enumerate(self.fields):
            self._line.insertWidget(n, field)
            field.captured.connect(partial(self._captured, action.keys, n))
            field.removed.connect(partial(self._removed, action.keys, n))
            QWidget.setTabOrder(self.fields[n - 1] if n else self._title, field)
            field.show()
        QWidget.setTabOrder(self.fields[-1], self.reset)
        for field in old:
            field.hide()
            field.deleteLater()

    def begin(self) -> None:
        """Wait for a key in place of the action's first one."""
        self.fields[0].wait()

    def focus_first(self) -> None:
        """Give the focus to the first key."""
        self.fields[0].setFocus()

    def _captured(self, keys: tuple[str, ...], place: int, key: str) -> None:
        self.wanted.emit(tuple(dict.fromkeys((*keys[:place], key, *keys[place + 1 :]))))

    def _removed(self, keys: tuple[str, ...], place: int) -> None:
        self.wanted.emit((*keys[:place], *keys[place + 1 :]))
