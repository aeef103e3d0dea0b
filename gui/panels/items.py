"""The annotations and suggestions of the open document: filter them, see them at a glance, go to one."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from annotation.model import Status, Suggestion
from gui import keymap
from gui.models.item_rows import Shown, Wanted, key_of
from gui.models.items import ItemsFilter, ItemsModel
from gui.panels.delegates import ItemDelegate
from gui.panels.filter_bar import FilterBar
from gui.panels.row_list import RowList
from gui.session import Session


class ItemsPanel(QWidget):
    """The filter, a count and the list. The list's row is `session.current` and follows it; Enter says `activated`."""

    activated = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._show_rejected = False
        self._scroll_due = False
        self._current_key = ""
        self.model = ItemsModel(session, self)
        self.filter = ItemsFilter(self.model, self)
        self.bar = FilterBar(session.scheme)
        self.bar.changed.connect(self._set_wanted)
        self.bar.scores.moved.connect(session.show_from)
        self.count = QLabel()
        self.count.setForegroundRole(self.count.palette().ColorRole.PlaceholderText)
        self.count.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.list = RowList()
        self.list.setAccessibleName("Annotations and suggestions")
        self.list.setModel(self.filter)
        self.list.setItemDelegate(ItemDelegate(self.list))
        self.bar.search.left.connect(self.activated)
        self.bar.search.down.connect(self.list.setFocus)
        self.list.picked.connect(self._pick)
        self.list.entered_row.connect(lambda _index: self.activated.emit())
        self.list.doubleClicked.connect(lambda _index: self.activated.emit())

        gap = round(self.fontMetrics().height() * 0.4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap, gap, gap, 0)
        layout.setSpacing(gap)
        layout.addWidget(self.bar)
        layout.addWidget(self.count)
        layout.addWidget(self.list, 1)

        # Connected after the model's own, so that the rows are up to date when the list follows.
        session.touched.connect(self._touched)
        session.document_opened.connect(self._new_document)
        session.current_changed.connect(self._current_changed)
        session.project_changed.connect(self._show_scores)
        session.least_score_changed.connect(self._show_scores)
        session.awaited_changed.connect(self._show_count)
        keymap.changes.changed.connect(self._show_scores)
        for changed in (self.filter.rowsInserted, self.filter.rowsRemoved, self.filter.modelReset):
            changed.connect(self._show_count)
        for changed in (self.model.rowsInserted, self.model.rowsRemoved, self.model.modelReset):
            changed.connect(self._show_count)
        self._new_document()

    def focus_first(self) -> None:
        """Give the focus to the list."""
        # No focus proxy: with one, Tab goes from the panel before to the list, past the controls over it.
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def shown_suggestions(self) -> list[Suggestion]:
        """The open suggestions that the filter shows, in text order."""
        return [
            row.item
            for row in self.filter.rows()
            if isinstance(row.item, Suggestion) and row.status is Status.SUGGESTED
        ]

    def show_rejected(self, on: bool) -> None:  # noqa: FBT001 -- like Qt's setters
        """List rejected suggestions among the others, or only where the filter asks for them."""
        self._show_rejected = on
        self.bar.name_all(with_rejected=on)
        self._set_wanted(self.bar.wanted())

    def _set_wanted(self, wanted: Wanted) -> None:
        # A filter is set before rejected rows come and after they go: none flashes up in between.
        rejected = self._show_rejected or wanted.shown is Shown.REJECTED
        if rejected:
            self.filter.set_wanted(wanted)
        self.model.set_rejected(rejected)
        self.filter.set_wanted(wanted)
        self._show_count()
        self._follow()

    def _pick(self, index: QModelIndex) -> None:
        row = self.model.row_at(self.filter.mapToSource(index).row())
        self._session.set_current(row.item.id)

    def _new_document(self) -> None:
        self.bar.use_scheme(self._session.scheme)
        self.bar.use_suggesters(self.model.suggesters())
        self.list.scrollToTop()
        self._follow()
        self._show_count()
        self._show_scores()

    def _touched(self, ids: frozenset[str] | None) -> None:
        if ids is None:  # a decision brings no suggester
            self.bar.use_suggesters(self.model.suggesters())
        self._follow()

    def _current_changed(self) -> None:
        reading, current = self._session.reading, self._session.current
        key = key_of(reading, current) if reading and current else ""
        # A decision makes another item current, but no other row: it never moves the analyst's place in the list.
        self._scroll_due = key != self._current_key
        self._current_key = key
        self._follow()

    def _follow(self) -> None:
        """Select the current item's row. Where the model will have it only when `touched` is said, that comes later."""
        current = self._session.current
        index = self.filter.index_of_item(current.id) if current else QModelIndex()
        self.list.show_row(index, scroll=self._scroll_due)
        self._scroll_due = self._scroll_due and current is not None and not index.isValid()

    def _show_scores(self) -> None:
        """How many of the open suggestions are shown, and from which score on."""
        summary = self._session.summary
        self.bar.scores.setEnabled(summary is not None)
        shown, below = (summary.open, summary.below) if summary else (0, 0)
        self.bar.scores.show_numbers(self._session.least_score, shown, shown + below)
        self._show_count()

    def _show_count(self) -> None:
        shown, of = self.filter.rowCount(), self.model.rowCount()
        self.count.setText(f"{shown} of {of} shown")
        # Where nothing is filtered away, the line above has said it.
        self.count.setVisible(shown < of)
        self.list.set_hint(self._hint(of))

    def _hint(self, of: int) -> str:
        """What stands in the list while it is empty; `of` are the rows without a filter."""
        reading, summary = self._session.reading, self._session.summary
        if reading is None:
            return "No document is open."
        if of:
            return "Nothing here passes the filter."
        if summary and summary.below:
            return (
                f"Nothing is marked yet, and no suggestion\nscores {self._session.least_score:.2f} or more: "
                f"{summary.below} are below that."
            )
        if self._session.is_being_read:
            return "The article is being read for suggestions.\nYou can begin: select words, press a label’s key."
        return "Nothing is marked yet.\nSelect words in the article and press a label’s key."
