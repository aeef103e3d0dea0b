"""What every command works with: the session, the page, the editor, and which part of the current item is meant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from annotation.model import Part
from annotation.reading import Item
from gui.article.view import ArticleView
from gui.panels.editor import EditorPanel
from gui.session import Session

Table = dict[str, Callable[[], object]]


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts of the window that commands act on."""

    session: Session
    view: ArticleView
    editor: EditorPanel

    def part_at_caret(self, item: Item) -> Part:
        """The shortest part that holds the caret (or the start of the selection); the main one where none does."""
        caret = self.view.selection.start if self.view.selection else self.view.caret
        holding = [p for p in item.parts if p.range.start <= caret <= p.range.end]
        return min(holding, key=lambda p: (len(p.range), p.range)) if holding else self.main_part(item)

    def main_part(self, item: Item) -> Part:
        """The first part of the item's main role."""
        role = self.session.scheme.label(item.label).main_role.name
        return min((p for p in item.parts if p.role == role), key=lambda p: p.range)
