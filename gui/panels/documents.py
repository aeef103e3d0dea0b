"""The documents of the project: find one, see what is to do in it, open it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui import keymap
from gui.models.documents import DocumentsModel
from gui.panels.delegates import DocumentDelegate
from gui.panels.row_list import RowList
from gui.panels.search_field import SearchField
from gui.session import Session


class DocumentsPanel(QWidget):
    """A search box and the list. A click or Enter opens a document; `activated` then asks the window for the article."""

    activated = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.model = DocumentsModel(session, self)
        self.filter = QSortFilterProxyModel(self)
        self.filter.setSourceModel(self.model)
        self.filter.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

        self.search = SearchField("Filter documents", spoken="Filter documents by name")
        self.search.textChanged.connect(self._search)
        self.list = RowList()
        self.list.setAccessibleName("Documents")
        self.list.setModel(self.filter)
        self.list.setItemDelegate(DocumentDelegate(self.list))
        self.search.left.connect(self.activated)
        self.search.down.connect(self.list.setFocus)
        self.search.returnPressed.connect(self._open_first)
        self.list.clicked.connect(self._open)
        self.list.entered_row.connect(self._open_and_go)

        gap = round(self.fontMetrics().height() * 0.4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap, gap, gap, 0)
        layout.setSpacing(gap)
        layout.addWidget(self.search)
        layout.addWidget(self.list)

        for changed in (self.filter.rowsInserted, self.filter.rowsRemoved, self.filter.modelReset):
            changed.connect(self._show_hint)
        session.project_changed.connect(self._show_hint)
        keymap.changes.changed.connect(self._show_hint)
        session.document_opened.connect(self._follow)
        self._show_hint()
        self._follow()

    def focus_first(self) -> None:
        """Give the focus to the list."""
        # No focus proxy: with one, Tab goes from the panel before to the list, past the controls over it.
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _open(self, index: QModelIndex) -> None:
        self._session.open_document(self.model.row_at(self.filter.mapToSource(index).row()).key)

    def _open_first(self) -> None:
        """Enter in the search box: the first document that it leaves."""
        if self.filter.rowCount():
            self._open_and_go(self.filter.index(0, 0))

    def _open_and_go(self, index: QModelIndex) -> None:
        self._open(index)
        self.activated.emit()

    def _follow(self) -> None:
        reading = self._session.reading
        number = self.model.row_of_document(reading.document.id) if reading else -1
        index = self.filter.mapFromSource(self.model.index(number)) if number >= 0 else QModelIndex()
        self.list.show_row(index, scroll=True)

    def _search(self, text: str) -> None:
        self.filter.setFilterFixedString(text)
        self._show_hint()

    def _show_hint(self) -> None:
        """Where there is nothing to list, say why and what to do."""
        empty = self.model.rowCount() == 0
        self.search.setEnabled(not empty)
        if empty:
            key = keymap.key("open")
            self.list.set_hint(f"Drop articles here,\nor press {key}" if key else "Drop articles here")
        else:
            self.list.set_hint(f"No document’s name has “{self.search.text()}”")
