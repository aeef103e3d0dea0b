"""The panel of stances: who stands where on whom or what in the open document, each cell one step from its evidence."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from annotation.stance_table import StanceTable, open_stances, stance_labels, stance_table
from gui import keymap
from gui.models import stance_words
from gui.models.stance_table import StancesModel
from gui.panels.chips import Chip
from gui.panels.stance_grid import StanceGrid
from gui.session import Session


class StancesPanel(QWidget):
    """The table, a toggle for suggestions and a line that says what is summed up. It follows the session while it is in sight.

    `went` is said when a cell's evidence has become the current item; `left` when the analyst wants the article.
    """

    went = Signal()
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._due = True
        self.model = StancesModel(self)
        self.grid = StanceGrid(self.model)
        self.suggested = Chip("With suggestions", spoken="With suggestions that are not decided")
        self.suggested.setToolTip("Stances that are suggested and not decided, in dashes")
        self.summary = QLabel()
        self.summary.setForegroundRole(self.summary.palette().ColorRole.PlaceholderText)
        self.summary.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        gap = round(self.fontMetrics().height() * 0.4)
        line = QHBoxLayout()
        line.setSpacing(2 * gap)
        line.addWidget(self.suggested)
        line.addWidget(self.summary, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap, gap, gap, 0)
        layout.setSpacing(gap)
        layout.addLayout(line)
        layout.addWidget(self.grid, 1)

        self.suggested.toggled.connect(self.refresh)
        self.grid.entered_cell.connect(self._go)
        self.grid.copied.connect(self._copy)
        self.grid.left.connect(self.left)
        session.touched.connect(self.refresh)
        session.document_opened.connect(self._other_document)
        session.current_changed.connect(self._follow)
        keymap.changes.changed.connect(self.refresh)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * 80, metrics.height() * 20)

    def focus_first(self) -> None:
        """Give the focus to the table."""
        self.grid.setFocus(Qt.FocusReason.TabFocusReason)

    def refresh(self) -> None:
        """Sum up what the session has now; later, where nobody sees it."""
        self._due = not self.isVisible()
        if self._due:
            return
        reading = self._session.reading
        asked = self.suggested.isChecked()
        table, waiting = StanceTable(), 0
        if reading is not None:
            table = stance_table(reading, with_suggestions=asked)
            waiting = 0 if asked else open_stances(reading)
        self.model.show_table(table, reading.document.text if reading else "")
        self.grid.set_hint(self._hint(waiting))
        self.summary.setText(stance_words.summary(table, waiting=waiting))
        self._follow()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._due:
            self.refresh()

    # Within -----------------------------------------------------------------------------------------------------

    def _other_document(self) -> None:
        self.grid.setCurrentIndex(QModelIndex())
        self.refresh()
        self.grid.scrollToTop()

    def _follow(self) -> None:
        """The cell of the current item is the current cell; where it has none, the grid stays where it is."""
        current = self._session.current
        if current and not self._due:
            self.grid.show_cell(self.model.index_of_item(current.id))

    def _go(self, index: QModelIndex) -> None:
        """To the first evidence of a cell; from one of them to the next, round the end."""
        cell = self.model.cell(index)
        if cell is None:
            self._session.said.emit("No stance is marked there.")
            return
        ids = [stance.item.id for stance in cell.stances]
        current = self._session.current
        number = (ids.index(current.id) + 1) % len(ids) if current and current.id in ids else 0
        self._session.set_current(ids[number])
        self.went.emit()
        if len(ids) > 1:
            self._session.said.emit(f"Stance {number + 1} of {len(ids)} in this cell.")

    def _copy(self) -> None:
        table = self.model.table
        if not table.cells:
            self._session.said.emit("There is nothing to copy.")
            return
        QApplication.clipboard().setText(stance_words.as_lines(table))
        size = (
            stance_words.counted(len(table.holders), "holder"),
            stance_words.counted(len(table.targets), "target"),
        )
        self._session.said.emit(f"Copied the table: {', '.join(size)}.")

    def _hint(self, waiting: int) -> str:
        """Where there is nothing to sum up, why and what to do."""
        reading = self._session.reading
        if reading is None:
            return "No document is open."
        labels = stance_labels(reading.scheme)
        if not labels:
            return "This project’s label scheme has no label with a polarity, a holder and a target."
        label = labels[0]
        stance = label.title.lower()
        if waiting:
            some = "the one suggestion" if waiting == 1 else f"one of {waiting:,} suggestions"
            shows = f"“{self.suggested.text()}” shows what is suggested"
            return f"No {stance} is decided yet: {keymap.named('accept')} accepts {some}.\n{shows}."
        marks = keymap.named(f"label:{label.name}", label.key)
        return f"No {stance} is marked here.\nSelect the words that show one and press {marks}."
