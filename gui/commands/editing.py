"""Changing the parts of the current item by keys."""

from __future__ import annotations

from functools import partial

from gui.commands.desk import Desk, Table


class Editing:
    """Removes, grows and shrinks the part that the caret is in."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def table(self) -> Table:
        """What to call for each action's id."""
        return {
            "clear_role": self._clear_role,
            "grow_end": partial(self._resize, "end", 1),
            "shrink_end": partial(self._resize, "end", -1),
            "grow_start": partial(self._resize, "start", 1),
            "shrink_start": partial(self._resize, "start", -1),
        }

    def _clear_role(self) -> None:
        if item := self._desk.session.need_current():
            self._desk.session.remove_part(self._desk.part_at_caret(item))

    def _resize(self, edge: str, step: int) -> None:
        item = self._desk.session.need_current()
        if item is None:
            return
        part = self._desk.part_at_caret(item)
        if span := self._desk.view.resized(part.range, edge, step):
            self._desk.session.move_part(part, span)
            # The caret stays with the part, so that the next key moves it on.
            self._desk.view.move_caret(span.start)
