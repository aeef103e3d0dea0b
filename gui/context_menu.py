"""The menu under the right mouse button: the items there, and what can be done with them or with the selection."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from annotation.model import Annotation, Suggestion
from annotation.scheme import LinkKind
from gui.article.view import ArticleView
from gui.commands.describing import named
from gui.commands.linking import Linking
from gui.menus import Menus
from gui.session import Session


def context_menu(session: Session, view: ArticleView, menus: Menus, point: QPoint, *, linking: Linking) -> QMenu:
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
            pick = menu.addAction(named(session, item))
            pick.setCheckable(True)
            pick.setChecked(current is not None and item.id == current.id)
            pick.triggered.connect(partial(_pick, session, item.id))
        menu.addSeparator()
    if current:
        verbs = ("accept", "reject", "skip") if isinstance(current, Suggestion) else ("delete",)
        for verb in (*verbs, "edit"):
            menu.addAction(menus[verb])
        menu.addSeparator()
        _add_links(menu, session, menus, linking)
        menu.addSeparator()
    menu.addAction(menus["select_more"])
    return menu


def _add_links(menu: QMenu, session: Session, menus: Menus, linking: Linking) -> None:
    """The kinds of a link that was begun elsewhere; else: to begin one here, to follow and to remove those there are."""
    current, source = session.current, linking.source
    if not isinstance(current, Annotation) or session.reading is None:
        return
    if source and source.id != current.id:
        for _, kind in linking.kinds:
            made = menu.addAction(f"Link to this: {named(session, source)} {kind.title} it")
            made.triggered.connect(partial(_link, linking, kind))
    elif source is None and linking.kinds:
        begin = menu.addAction("Link from here")
        begin.triggered.connect(menus["link"].trigger)
    if source:
        menu.addAction("Link nothing").triggered.connect(linking.give_up)
    if session.reading.links_of(current):
        menu.addAction(menus["follow_link"])
        menu.addAction(menus["unlink"])


def _link(linking: Linking, kind: LinkKind) -> None:
    linking.link_as(kind)


def _pick(session: Session, item_id: str) -> None:
    session.set_current(item_id)
