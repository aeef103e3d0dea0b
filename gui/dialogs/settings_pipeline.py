"""Suggestions, in the settings: which pipeline reads documents, among Quotemark’s own and those that are installed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotation.errors import SuggestError
from gui import keymap, preferences
from gui.dialogs.notice import Notice
from gui.panels.painting import bold

if TYPE_CHECKING:
    from annotation.suggest.pipelines import Card

_COLUMNS = ("Pipeline", "Version", "Language", "What it has", "Licence", "Size")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PipelineTab(QWidget):
    """A list of pipelines, a dot before the one that is used; below it what its card says, and a field for the folder of another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: list[Card] = []
        self.list = QTreeWidget()
        self.list.setAccessibleName("Pipelines")
        self.list.setHeaderLabels(list(_COLUMNS))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAllColumnsShowFocus(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.list.installEventFilter(self)
        self.list.itemDoubleClicked.connect(lambda *_: self._choose_current())
        self.list.currentItemChanged.connect(lambda *_: self._describe())
        self.about = QLabel()
        self.about.setWordWrap(True)
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.about.setMinimumHeight(self.fontMetrics().lineSpacing() * 4)
        self.folder = QLineEdit()
        self.folder.setPlaceholderText("The folder of a spaCy pipeline, then Enter")
        self.folder.setAccessibleName("Folder of another pipeline")
        self.folder.installEventFilter(self)
        caption = QLabel("Another one, by its &folder:")
        caption.setBuddy(self.folder)
        self.notice = Notice()
        note = QLabel(
            "Enter or Space on a pipeline: it reads every document that has no suggestions yet. What was suggested and decided "
            f"before stays; {keymap.named('suggest')} reads the open document with it too."
        )
        note.setWordWrap(True)
        note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        layout = QVBoxLayout(self)
        layout.setSpacing(round(self.fontMetrics().height() * 0.5))
        layout.addWidget(self.list, 1)
        layout.addWidget(self.about)
        row = QHBoxLayout()
        row.addWidget(caption)
        row.addWidget(self.folder, 1)
        layout.addLayout(row)
        layout.addWidget(self.notice)
        layout.addWidget(note)
        self.setFocusProxy(self.list)

    def showEvent(self, event: QShowEvent) -> None:
        """Look what is installed each time the page is shown."""
        if not event.spontaneous():
            self._fill()
        super().showEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Space choose in the list; Enter in the field takes the folder."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.list and event.key() in (*_ENTER, Qt.Key.Key_Space):
                self._choose_current()
                return True
            if watched is self.folder and event.key() in _ENTER:
                self._take_folder()
                return True
        return super().eventFilter(watched, event)

    @property
    def current(self) -> Card | None:
        """The pipeline that the list’s current row is of."""
        item = self.list.currentItem()
        row = self.list.indexOfTopLevelItem(item) if item else -1
        return self._cards[row] if 0 <= row < len(self._cards) else None

    # Within -----------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        from annotation.suggest.pipelines import OWN, card_of, cards, size_of

        chosen = preferences.pipeline() or OWN
        self._cards = cards()
        if chosen not in {card.name for card in self._cards}:
            try:
                self._cards.append(card_of(chosen))
            except SuggestError as error:
                self.notice.say(f"{error.what} Quotemark’s own is used.", ("Choose Quotemark’s own", self._choose_own))
        self.list.clear()
        for card in self._cards:
            size = size_of(card)
            row = QTreeWidgetItem(
                [
                    f"{'●' if card.name == chosen else '○'} {card.title}",
                    card.version,
                    _language(card),
                    ", ".join(card.makes) or "—",
                    card.licence or "—",
                    _megabytes(size) if size else "—",
                ]
            )
            row.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{card.title}{', used' if card.name == chosen else ''}")
            row.setTextAlignment(5, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if card.name == chosen:
                row.setFont(0, bold(self.font()))
            for column in range(len(_COLUMNS)):
                metrics = QFontMetrics(row.font(column)) if card.name == chosen else self.fontMetrics()
                wide = metrics.horizontalAdvance(row.text(column)) + 2 * metrics.averageCharWidth()
                row.setSizeHint(column, QSize(wide, round(metrics.height() * 1.6)))
            self.list.addTopLevelItem(row)
            if card.name == chosen:
                self.list.setCurrentItem(row)
        if self.list.currentItem() is None and (first := self.list.topLevelItem(0)):
            self.list.setCurrentItem(first)

    def _describe(self) -> None:
        card = self.current
        if card is None:
            return
        where = str(card.folder) if card.folder and not card.is_own else ""
        self.about.setText("\n".join(filter(None, (card.description, where))))

    def _choose_current(self) -> None:
        if card := self.current:
            self._choose("" if card.is_own else card.name)

    def _choose_own(self) -> None:
        self._choose("")
        self.list.setFocus()

    def _choose(self, name: str) -> None:
        self.notice.clear()
        preferences.choose_pipeline(name)
        self._fill()

    def _take_folder(self) -> None:
        from annotation.suggest.pipelines import card_of

        typed = self.folder.text().strip()
        if not typed:
            return
        try:
            card = card_of(str(Path(typed).expanduser().absolute()))
        except SuggestError as error:
            self.notice.say(f"{error.what} It has a meta.json and a config.cfg in it.")
            return
        self.folder.clear()
        self._choose(card.name)
        self.list.setFocus()


def _language(card: Card) -> str:
    from annotation.suggest.language import language_name

    if card.language == "xx":
        return "Many"
    return language_name(card.language) if card.language else "—"


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.0f} MB" if size >= 1e6 else f"{max(1, size // 1000):,} kB"
