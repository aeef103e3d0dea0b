"""All commands on the page and its items, put together. The window adds its own (files, colours, panels)."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from gui.article.view import ArticleView
from gui.commands.deciding import Deciding
from gui.commands.desk import Desk, Table
from gui.commands.editing import Editing
from gui.commands.going import Going
from gui.commands.labelling import Labelling
from gui.commands.linking import Linking
from gui.commands.picking import Picking
from gui.commands.searching import Searching
from gui.panels.editor import EditorPanel
from gui.session import Session


class Commands(QObject):
    """One object for each kind of command, and the table of them all."""

    def __init__(
        self,
        session: Session,
        *,
        view: ArticleView,
        editor: EditorPanel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk = desk = Desk(session, view, editor)
        self.going = Going(desk)
        self.deciding = Deciding(desk, self.going)
        self.labelling = Labelling(desk, self)
        self.editing = Editing(desk)
        self.picking = Picking(desk, self.editing, self.labelling)
        self.linking = Linking(desk, self.going, self)
        self.searching = Searching(desk, self)
        view.picked.connect(session.set_current)

    def table(self) -> Table:
        """What to call for each action's id."""
        view = self.desk.view
        return {
            "copy": self._copy,
            "select_more": view.select_more,
            "select_less": view.select_less,
            **self.going.table(),
            **self.deciding.table(),
            **(labelling := self.labelling.table()),
            **self.editing.table(),
            **self.picking.table(),
            **self.linking.table(labelling),
            **self.searching.table(),
        }

    def let_go(self) -> None:
        """One thing at a time: the end that is held, the selection, the armed label, the link that was begun, the search, then the current item."""
        if self.desk.view.held:
            self.desk.view.let_go_of()
        elif self.desk.view.selection:
            self.desk.view.clear_selection()
        elif self.labelling.armed:
            self.labelling.arm(None)
        elif self.linking.source:
            self.linking.give_up()
        elif self.searching.is_open:
            self.searching.close(select=False)
        else:
            self.desk.session.set_current("")

    def _copy(self) -> None:
        if span := self.desk.view.selection:
            QApplication.clipboard().setText(span.of(self.desk.view.text))
