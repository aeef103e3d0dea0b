"""Going through the items of the document, and through the documents."""

from __future__ import annotations

from functools import partial

from annotation.reading import extent
from gui.commands.desk import Desk, Table


class Going:
    """Makes another item or document the current one, and shows it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def table(self) -> Table:
        """What to call for each action's id."""
        session = self._desk.session
        return {
            "next_suggestion": partial(self.step_suggestion, 1),
            "previous_suggestion": partial(self.step_suggestion, -1),
            "next_item": partial(self._step_item, 1),
            "previous_item": partial(self._step_item, -1),
            "next_document": partial(session.step_document, 1),
            "previous_document": partial(session.step_document, -1),
        }

    def step_suggestion(self, step: int) -> None:
        """To the next (1) or previous (-1) open suggestion."""
        self._desk.session.step_suggestion(step, start=self._desk.view.caret)
        self.go_to_current()

    def _step_item(self, step: int) -> None:
        session = self._desk.session
        if session.reading is None:
            return
        ids = [item.id for item in session.reading.items()]
        current = session.current
        if not ids:
            return
        here = ids.index(current.id) if current and current.id in ids else (-1 if step > 0 else 0)
        session.set_current(ids[(here + step) % len(ids)])
        self.go_to_current()

    def go_to_current(self) -> None:
        """Scroll to the current item as little as is needed, and put the caret at its start."""
        if current := self._desk.session.current:
            self._desk.view.reveal(extent(current))
            self._desk.view.move_caret(self._desk.main_part(current).range.start)
