"""Menus and shortcuts, built from the table in `gui.actions`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from gui.actions import MENUS, Action, Menu


class Menus:
    """The actions of a window as QActions, in its menu bar. Those that count on the page only are bound to `page`."""

    def __init__(self, window: QMainWindow, page: QWidget) -> None:
        self._window, self._page = window, page
        self._actions: dict[str, QAction] = {}
        self._menus: dict[Menu, QMenu] = {}
        self._own_keys = _OwnKeys(window)

    def fill(self, actions: Iterable[Action], table: Mapping[str, Callable[[], object]]) -> None:
        """Build the menus anew: once at the start, and when a project brings another label scheme.

        Raises:
            KeyError: where an action has nothing to call.
        """
        for old in self._actions.values():
            self._window.removeAction(old)
            self._page.removeAction(old)
            old.deleteLater()
        self._actions = {}
        bar = self._window.menuBar()
        bar.clear()
        for gone in bar.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
            gone.deleteLater()  # they are the bar's even when it shows them no longer
        menus = self._menus = {name: bar.addMenu(f"&{name}") for name in MENUS}
        for menu in menus.values():
            menu.installEventFilter(self._own_keys)
        for action in actions:
            made = self._make(action, table[action.id])
            if action.separated:
                menus[action.menu].addSeparator()
            menus[action.menu].addAction(made)

    def add(self, menu: Menu, *actions: QAction) -> None:
        """Add actions that Qt made, below a line."""
        self._menus[menu].addSeparator()
        self._menus[menu].addActions(actions)

    def before(self, menu: Menu, call: Callable[[], object]) -> None:
        """Have something called each time a menu is about to be shown."""
        self._menus[menu].aboutToShow.connect(call)

    def set_everywhere(self, action_ids: Iterable[str], *, everywhere: bool) -> None:
        """Have actions that count on the page count in the whole window for a time, or on the page alone again."""
        window, page = Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.WidgetShortcut
        for action in filter(None, map(self._actions.get, action_ids)):
            action.setShortcutContext(window if everywhere else page)

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def _make(self, action: Action, call: Callable[[], object]) -> QAction:
        made = QAction(action.title, self._window)
        made.setObjectName(action.id)
        made.setShortcuts([QKeySequence(key) for key in action.keys])
        made.setCheckable(action.checkable)
        made.triggered.connect(lambda *_: call())
        if action.on_page:
            made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self._page.addAction(made)
        self._actions[action.id] = made
        return made


class _OwnKeys(QObject):
    """Keys without modifiers are an open menu's: those of the page would decide on and delete what is behind it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
            if not held:
                event.accept()
                return True
        return False
