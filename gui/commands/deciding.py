"""Deciding on the current item, and how many suggestions there are to decide on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from annotation.model import Annotation, Suggestion
from gui.commands.desk import Desk, Table
from gui.commands.going import Going

_STEP = 5  # hundredths of a score


class Deciding:
    """Accepts, rejects, skips; `go_on` goes to the next suggestion after each."""

    def __init__(self, desk: Desk, going: Going) -> None:
        self._desk, self._going = desk, going
        self.go_on = False

    def table(self) -> Table:
        """What to call for each action's id."""
        session = self._desk.session
        return {
            "undo": partial(self._go_back, session.undo),
            "redo": partial(self._go_back, session.redo),
            "accept": self._accept,
            "reject": partial(self._decide, session.reject),
            "skip": partial(self._decide, session.skip),
            "reopen": session.reopen,
            "delete": session.reject,
            "more_suggestions": partial(self._step_score, -1),
            "fewer_suggestions": partial(self._step_score, 1),
        }

    def _go_back(self, step: Callable[[], None]) -> None:
        """Undo or redo. Where that was in another document, what it touched is shown: here, nobody was reading."""
        session = self._desk.session
        before = session.reading.document.id if session.reading else ""
        step()
        if session.reading and session.reading.document.id != before:
            self._going.go_to_current()

    def _accept(self) -> None:
        """Accept the current suggestion; where it was edited, and so decided, already, go on as after a decision."""
        session = self._desk.session
        edited = isinstance(session.current, Annotation) and session.current.suggestion_id
        if self.go_on and edited and session.reading and session.reading.open_suggestions():
            self._going.step_suggestion(1)
        else:
            self._decide(session.accept)

    def _decide(self, decide: Callable[[], None]) -> None:
        session = self._desk.session
        was_open = isinstance(session.current, Suggestion)
        decide()
        if self.go_on and was_open and session.reading and session.reading.open_suggestions():
            self._going.step_suggestion(1)

    def _step_score(self, step: int) -> None:
        """Show suggestions from the next higher (1) or lower (-1) score on; how many there are then is said."""
        session = self._desk.session
        hundredths = round(session.least_score * 100)
        there = (hundredths // _STEP + 1 if step > 0 else -(-hundredths // _STEP) - 1) * _STEP
        session.show_from(min(max(there, 0), 100) / 100)
        if summary := session.summary:
            shown, of = summary.open, summary.open + summary.below
            session.said.emit(
                f"Suggestions from {session.least_score:.2f} on: {shown:,} of {of:,} open ones are shown."
            )
