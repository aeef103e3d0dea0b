"""The menu under the right mouse button: the items there, and what can be done with them or with the selection."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from annotation.model import Suggestion
from annotation.reading import Item
from gui.article.view import ArticleView
from gui.menus import Menus
from gui.models.item_rows import excerpt
from gui.session import Session


def context_menu(session: Session, view: ArticleView, menus: Menus, point: QPoint) -> QMenu:
    """The menu for a point of the page. With a selection: labels and roles for it. Else: every item there, and the current one's verbs."""
    menu = QMenu(view)
    current = session.current
    if view.selection:
        for label in session.scheme.labels:
            menu.addAction(menus[f"label:{label.name}"])
        if current:
            menu.addSeparator()
            for n in range(len(session.scheme.label(current.label).roles)):
                menu.addAction(menus[f"role:{n + 1}"])
        menu.addSeparator()
        menu.addAction(menus["copy"])
        return menu
    there = view.items_at(point)
    if there and (current is None or current.id not in {item.id for item in there}):
        session.set_current(there[0].id)
        current = there[0]
    if len(there) > 1:
        for item in there:
            pick = menu.addAction(_named(session, item))
            pick.setCheckable(True)
            pick.setChecked(current is not None and item.id == current.id)
            pick.triggered.connect(partial(_pick, session, item.id))
        menu.addSeparator()
    if current:
        verbs = ("accept", "reject", "skip") if isinstance(current, Suggestion) else ("delete",)
        for verb in (*verbs, "edit"):
            menu.addAction(menus[verb])
        menu.addSeparator()
    menu.addAction(menus["select_more"])
    return menu


def _pick(session: Session, item_id: str) -> None:
    session.set_current(item_id)


def _named(session: Session, item: Item) -> str:
    assert session.reading is not None
    label = session.scheme.label(item.label)
    words = excerpt(session.reading, item, label.main_role.name)
    short = words if len(words) <= 60 else words[:59].rstrip() + "…"
    return f"{label.title}: {short}".replace("&", "&&")
