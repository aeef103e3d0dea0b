"""The keys of the settings: every action by menu, found by words or keys, with other keys on demand. Conflicts are told at once."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotation.scheme import LabelScheme
from gui import keymap
from gui.actions import MENUS, Action
from gui.dialogs.key_row import KeyRow
from gui.dialogs.notice import Notice
from gui.panels.painting import bold

_ID = Qt.ItemDataRole.UserRole


class KeysTab(QWidget):
    """A list of the actions, below it the keys of the one that is current there."""

    def __init__(self, scheme: LabelScheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scheme = scheme
        self._actions: dict[str, Action] = {}
        self._groups: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search: accept, memo, Ctrl…")
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName("Search the actions and keys")
        self.search.textChanged.connect(self._search)
        self.search.installEventFilter(self)
        self.list = _ActionList()
        self.list.setAccessibleName("Actions and their keys")
        self.list.currentItemChanged.connect(lambda *_: self._show_current())
        self.list.entered_row.connect(self._begin)
        self.row = KeyRow()
        self.row.wanted.connect(self._propose)
        self.row.reset_wanted.connect(self._reset)
        self.notice = Notice()
        self.reset_all = self.notice.button("Reset all keys", self._reset_all)

        gap = round(self.fontMetrics().height() * 0.5)
        layout = QVBoxLayout(self)
        layout.setSpacing(gap)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.row)
        below = QHBoxLayout()
        below.addWidget(self.notice, 1)
        below.addWidget(self.reset_all, 0, Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(below)
        self._fill()
        keymap.changes.changed.connect(self._refresh)
        self.setFocusProxy(self.search)

    @property
    def current(self) -> Action | None:
        """The action whose keys are shown below the list."""
        item = self.list.currentItem()
        return self._actions.get(item.data(0, _ID)) if item else None

    def go_to(self, action_id: str) -> None:
        """Make an action the current one."""
        self.list.setCurrentItem(self.list.rows[action_id])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search, Enter waits for a key of the action that is current in the list, and Down goes there."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if (item := self.list.currentItem()) and not item.isHidden():
                    self._begin()
                return True
            if event.key() == Qt.Key.Key_Down:
                self.list.setFocus()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape answers a question about a key first: nothing changes."""
        if event.key() == Qt.Key.Key_Escape and self.notice.choices:
            self._keep()
        else:
            super().keyPressEvent(event)

    # Showing ----------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        actions = keymap.actions(self._scheme)
        for menu in MENUS:
            group = QTreeWidgetItem([menu])
            group.setFont(0, bold(self.font()))
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.list.addTopLevelItem(group)
            items: list[QTreeWidgetItem] = []
            self._groups.append((group, items))
            for action in actions:
                if action.menu == menu:
                    item = self.list.rows[action.id] = QTreeWidgetItem()
                    item.setData(0, _ID, action.id)
                    group.addChild(item)
                    items.append(item)
        self.list.expandAll()
        self._refresh()
        self.list.setCurrentItem(self.list.rows[actions[0].id])

    def _refresh(self) -> None:
        """Show the keys in force."""
        chosen = keymap.chosen()
        self._actions = {action.id: action for action in keymap.actions(self._scheme)}
        for action in self._actions.values():
            item = self.list.rows[action.id]
            keys = "   ".join(keymap.shown(key) for key in action.keys)
            changed = action.id in chosen
            item.setText(0, action.title.rstrip("…"))
            item.setText(1, f"{keys or 'no key'}{'   (yours)' if changed else ''}")
            font = bold(self.font()) if changed else self.font()
            item.setFont(1, font)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{item.text(0)}: {item.text(1)}")
        self.reset_all.setEnabled(bool(chosen))
        self._show_current()

    def _show_current(self) -> None:
        if action := self.current:
            self.row.show_action(action, changed=action.id in keymap.chosen())

    def _search(self, text: str) -> None:
        words = text.casefold().split()
        first: QTreeWidgetItem | None = None
        for group, items in self._groups:
            shown = 0
            for child in items:
                action = self._actions[child.data(0, _ID)]
                searched = " ".join([child.text(0), child.text(1), group.text(0), *action.keys]).casefold()
                child.setHidden(not all(word in searched for word in words))
                if not child.isHidden():
                    shown += 1
                    first = first or child
            group.setHidden(not shown)
        if first and (current := self.list.currentItem()) and current.isHidden():
            self.list.setCurrentItem(first)
        if words and not first:
            self.notice.say("No action or key has these words.")
        else:
            self.notice.clear()

    # Changing ---------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        self.notice.clear()
        self.row.begin()

    def _reset(self) -> None:
        if action := self.current:
            wanted = next(a for a in keymap.originals(self._scheme) if a.id == action.id)
            self._propose(wanted.keys)

    def _propose(self, keys: tuple[str, ...]) -> None:
        """Give the current action these keys; where another has one of them, ask first."""
        action = self.current
        assert action is not None
        self.notice.clear()
        new = [key for key in keys if key not in {keymap.normal(k) for k in action.keys}]
        if fixed := next((key for key in new if keymap.fixed_use(key, on_page=action.on_page)), None):
            self.notice.say(
                f"{keymap.shown(fixed)} {keymap.fixed_use(fixed, on_page=action.on_page)}: no action can have it. Nothing has changed."
            )
            return
        proposal = keymap.propose(self._scheme, action.id, keys)
        if not proposal.conflicts:
            keymap.choose(proposal.choices)
            self.row.focus_first()
            return
        told = "; ".join(
            f"{keymap.shown(conflict.key)} is the key of “{other.title.rstrip('…')}”"
            for conflict in proposal.conflicts
            for other in conflict.actions
            if other.id != action.id
        )
        self.notice.say(
            f"{told}.",
            ("Take it from there", partial(self._take, proposal)),
            ("Keep it there", self._keep),
        )

    def _take(self, proposal: keymap.Proposal) -> None:
        self.notice.clear()
        keymap.choose(proposal.choices)
        self.row.focus_first()

    def _keep(self) -> None:
        self.notice.clear()
        self.row.focus_first()

    def _reset_all(self) -> None:
        before = keymap.chosen()
        keymap.put_back({})
        self.notice.say("All keys are as they came.", ("Put mine back", partial(self._put_back, before)))

    def _put_back(self, choices: dict[str, tuple[str, ...]]) -> None:
        self.notice.clear()
        keymap.put_back(choices)
        self.list.setFocus()


class _ActionList(QTreeWidget):
    """Actions under the names of their menus. Enter and a double click say `entered_row`."""

    entered_row = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[str, QTreeWidgetItem] = {}
        self.setHeaderLabels(["Action", "Keys"])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.setTabKeyNavigation(False)
        self.itemDoubleClicked.connect(lambda *_: self.entered_row.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_row.emit()
        else:
            super().keyPressEvent(event)
