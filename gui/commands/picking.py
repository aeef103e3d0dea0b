"""Taking what is marked at the caret: what a click does, by keys."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QMenu

from annotation.reading import Item
from gui.commands.describing import named
from gui.commands.desk import Desk, Table
from gui.commands.editing import Editing
from gui.commands.labelling import Labelling


class Picking:
    """Makes an item at the caret the current one; where an end of a part is held, sets it down."""

    def __init__(self, desk: Desk, editing: Editing, labelling: Labelling) -> None:
        self._desk, self._editing, self._labelling = desk, editing, labelling

    def table(self) -> Table:
        """What to call for each action's id."""
        return {"pick": self._pick, "choose": self._choose}

    def _pick(self) -> None:
        """The smallest item at the caret; again, the one around it, and round."""
        if self._desk.view.held:
            self._editing.set_down()
            return
        ids = [item.id for item in self._at_caret()]
        current = self._desk.session.current
        if ids:
            here = ids.index(current.id) if current and current.id in ids else -1
            self._desk.session.set_current(ids[(here + 1) % len(ids)])
            self._labelling.only_look()

    def _choose(self) -> None:
        """A list of all items at the caret, the smallest first."""
        there = self._at_caret()
        if not there:
            return
        menu = _Choice(self._desk.view)
        current = self._desk.session.current
        for n, item in enumerate(there, 1):
            name = named(self._desk.session, item)
            pick = menu.addAction(f"&{n}  {name}" if n < 10 else name)
            pick.setCheckable(True)
            pick.setChecked(current is not None and item.id == current.id)
            pick.triggered.connect(partial(self._desk.session.set_current, item.id))
        menu.setActiveAction(menu.actions()[0])
        menu.aboutToHide.connect(menu.deleteLater)
        caret = self._desk.view.rectangle_of(self._desk.view.caret)
        menu.popup(self._desk.view.viewport().mapToGlobal(caret.bottomLeft().toPoint()))

    def _at_caret(self) -> list[Item]:
        view = self._desk.view
        at_start = view.scene.items_around(view.selection.start) if view.selection else []
        found = view.scene.items_around(view.caret) or at_start  # the words of a hit may end behind what is marked
        if not found:
            self._desk.session.said.emit("Nothing is marked at the caret.")
        return found


class _Choice(QMenu):
    """A menu whose digits are its own while it is open: on the page they are the keys of the roles."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)
