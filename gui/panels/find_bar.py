"""The bar under the page to find words in the article: a field, what counts as found, and how many hits there are."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QToolButton, QWidget

from annotation.finding import LIMIT, Query
from gui import keymap
from gui.commands.search import Search
from gui.panels.chips import Chip

SWITCHES = {
    "find_words": ("Whole words", "Leave out hits within longer words"),
    "find_case": (
        "Match case",
        "Tell small and capital letters apart; otherwise they are where the words have a capital",
    ),
    "find_pattern": ("Pattern", "The words are a regular expression"),
}
SPOKEN_AFTER = 400  # milliseconds without another key


class FindBar(QWidget):
    """Shows a search and says what is looked for. Enter goes to the next hit, Shift+Enter to the previous one, Escape closes."""

    asked = Signal()  # `query` is another one
    stepped = Signal(int)  # 1: the next hit is wanted, -1: the previous one
    left = Signal()  # Escape

    def __init__(self, search: Search, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search = search
        self.setAccessibleName("Find")
        self.field = QLineEdit()
        self.field.setPlaceholderText("Find in the article")
        self.field.setAccessibleName("Find in the article")
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumWidth(self.fontMetrics().averageCharWidth() * 32)
        self.field.textChanged.connect(self.asked)
        self.setFocusProxy(self.field)
        self.count = QLabel()
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        # It takes what room there is: other words there move nothing.
        self.count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._chips = {name: self._chip(title) for name, (title, _) in SWITCHES.items()}
        self._previous = self._button("‹", "Previous hit", lambda: self.stepped.emit(-1))
        self._next = self._button("›", "Next hit", lambda: self.stepped.emit(1))
        self._announcing = QTimer(self)
        self._announcing.setSingleShot(True)
        self._announcing.setInterval(SPOKEN_AFTER)
        self._announcing.timeout.connect(self._announce)
        self._lay_out()
        self._tell_keys()
        keymap.changes.changed.connect(self._tell_keys)
        search.changed.connect(self.refresh)
        self.hide()

    def _lay_out(self) -> None:
        gap = self.fontMetrics().height() // 3
        layout = QHBoxLayout(self)
        layout.setContentsMargins(gap * 2, gap, gap * 2, gap)
        layout.setSpacing(gap)
        layout.addWidget(self.field)
        layout.addWidget(self._previous)
        layout.addWidget(self._next)
        layout.addSpacing(gap)
        layout.addWidget(self.count, 1)
        for chip in self._chips.values():
            layout.addWidget(chip)
        layout.addSpacing(gap)
        close = self._button("✕", "Close", self.left.emit)
        close.setToolTip("Close (Esc)")
        layout.addWidget(close)

    @property
    def query(self) -> Query | None:
        """What is looked for, None while nothing is typed."""
        if not self.field.text().strip():
            return None
        whole, case, pattern = (chip.isChecked() for chip in self._chips.values())
        return Query(self.field.text(), whole_words=whole, match_case=case, pattern=pattern)

    def begin(self, words: str = "") -> None:
        """Be ready to type, with these words, or those of the last time, selected."""
        if words:
            # Words that were on the page are to be found as they are.
            self._chips["find_pattern"].setChecked(False)
            self.field.setText(words)
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def toggle(self, switch: str) -> None:
        """Switch `find_words`, `find_case` or `find_pattern` on or off."""
        self._chips[switch].toggle()

    def refresh(self) -> None:
        """Say how many hits there are, and which one is shown; or what is wrong."""
        search = self._search
        if search.query is None:
            said = ""
        elif search.error:
            said = search.error.what
        elif search.working:
            said = "Searching…"
        elif not search.hits:
            said = "Not found"
        else:
            of = f"more than {LIMIT:,}" if search.more else f"{len(search.hits):,}"
            said = f"{search.number + 1:,} of {of}"
        if said != self.count.text():
            self.count.setText(said)
            self._announcing.start()
        self.count.setToolTip(search.error.way_out if search.error else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the field leaves over."""
        match event.key():
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            case _:
                super().keyPressEvent(event)

    def _announce(self) -> None:
        """Have a screen reader say what the bar says, and the words around the hit, once typing pauses."""
        if self.isVisible() and (said := self.count.text()) and QAccessible.isActive():
            context = self._search.context
            event = QAccessibleAnnouncementEvent(self, f"{said}: {context}" if context else said)
            QAccessible.updateAccessibility(event)

    def _chip(self, title: str) -> Chip:
        chip = Chip(title)
        chip.toggled.connect(self.asked)
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus where one types
        return chip

    def _button(self, sign: str, title: str, call: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setText(sign)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(title)
        button.clicked.connect(lambda *_: call())
        return button

    def _tell_keys(self) -> None:
        """Each tip ends with the key in force."""
        tips: dict[QAbstractButton, tuple[str, str]] = {
            self._chips[name]: (tip, name) for name, (_, tip) in SWITCHES.items()
        }
        tips |= {self._previous: ("Previous hit", "find_previous"), self._next: ("Next hit", "find_next")}
        for widget, (tip, action) in tips.items():
            key = keymap.key(action)
            widget.setToolTip(f"{tip} ({key})" if key else tip)
