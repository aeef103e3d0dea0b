"""Fills in a stance of which the analyst has marked the target: its polarity comes from the suggester, a moment after the key.

Nothing waits for it: the annotation is in the file at once, and what comes later is a change of its own that one undo takes back. It
is left alone as soon as the analyst has done anything to it, or reads another document.
"""

from __future__ import annotations

from PySide6.QtCore import QObject

from annotation.exchange import ExchangeDocument
from annotation.filling import Filled, Question, filled_in, question_about
from annotation.model import AUTHOR, Annotation
from gui import keymap
from gui.commands.describing import shortened
from gui.commands.desk import Desk
from gui.commands.labelling import Labelling
from gui.suggesting import Suggester
from storage.project import Project


class Filling(QObject):
    """Asks the suggester about each stance that is made of a name, and fills in what it answers."""

    def __init__(self, desk: Desk, labelling: Labelling, suggester: Suggester, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._suggester = desk, suggester
        self._asked: dict[str, tuple[Project, Question]] = {}  # by the passage's id
        labelling.marked.connect(self._ask)
        suggester.answered.connect(self._fill)
        suggester.unanswered.connect(self._forget)

    @property
    def waiting(self) -> int:
        """How many answers are awaited."""
        return len(self._asked)

    def _ask(self, made: Annotation) -> None:
        """Where the suggester is not running (it has failed, and was told of), the analyst fills in what there is to fill in."""
        project, reading = self._desk.session.project, self._desk.session.reading
        if project is None or reading is None or not self._suggester.running:
            return
        question = question_about(reading, made)
        if question and self._suggester.inquire(question.passage):
            self._asked[question.passage.id] = (project, question)

    def _forget(self, passage_id: str) -> None:
        self._asked.pop(passage_id, None)

    def _fill(self, passage_id: str, answer: ExchangeDocument) -> None:
        session = self._desk.session
        project, question = self._asked.pop(passage_id, (None, None))
        reading, made = session.reading, question.annotation if question else None
        if question is None or made is None or reading is None or session.project is not project:
            return
        if reading.document.id != made.document_id or self._is_in_hand(made):
            return
        filled = filled_in(reading, question, answer)
        # A change of ours would end what can be redone, and that is the analyst's.
        if filled and project and not project.redo_title():
            session.perform(filled.change, told=_told(filled))

    def _is_in_hand(self, made: Annotation) -> bool:
        """Whether the analyst is moving an end of it just now."""
        current = self._desk.session.current
        return self._desk.view.held is not None and current is not None and current.id == made.id


def _told(filled: Filled) -> str:
    words = f"“{shortened(filled.holder_words)}”" if filled.holder_words else ""
    holder = "the author" if filled.holder == AUTHOR else shortened(filled.holder) or words
    held = f", held by {holder}" if holder else ""
    undo = keymap.named("undo")
    return f"Filled in: {filled.polarity}{held}. {undo[:1].upper()}{undo[1:]} undoes."
