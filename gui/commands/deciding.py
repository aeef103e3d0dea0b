"""Deciding on the current item."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from annotation.model import Suggestion
from gui.commands.desk import Desk, Table
from gui.commands.going import Going


class Deciding:
    """Accepts, rejects, skips; `go_on` goes to the next suggestion after each."""

    def __init__(self, desk: Desk, going: Going) -> None:
        self._desk, self._going = desk, going
        self.go_on = False

    def table(self) -> Table:
        """What to call for each action's id."""
        session = self._desk.session
        return {
            "undo": session.undo,
            "redo": session.redo,
            "accept": partial(self._decide, session.accept),
            "reject": partial(self._decide, session.reject),
            "skip": partial(self._decide, session.skip),
            "reopen": session.reopen,
            "delete": session.reject,
        }

    def _decide(self, decide: Callable[[], None]) -> None:
        session = self._desk.session
        was_open = isinstance(session.current, Suggestion)
        decide()
        if self.go_on and was_open and session.reading and session.reading.open_suggestions():
            self._going.step_suggestion(1)
