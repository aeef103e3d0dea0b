"""Finding words in the article, and labeling all that was found."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotation.errors import SearchError
from annotation.scheme import Label
from annotation.text import TextRange, trimmed
from gui import keymap
from gui.commands.desk import Desk, Table
from gui.commands.search import Search

if TYPE_CHECKING:
    from gui.panels.find_bar import FindBar

LONGEST = 300  # code points of a selection that are taken over as what to find


class Searching(QObject):
    """Opens and closes the find bar, goes from hit to hit, and labels every hit. The bar is made when it is first wanted."""

    bar_made = Signal(QWidget)  # it wants a place in the window
    changed = Signal()  # the bar was opened or closed

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.search = Search(desk.view, self)
        self.bar: FindBar | None = None

    def table(self) -> Table:
        """What to call for each action's id."""
        table: Table = {
            "find": self._find,
            "find_next": partial(self._step, 1),
            "find_previous": partial(self._step, -1),
            **{name: partial(self._toggle, name) for name in ("find_words", "find_case", "find_pattern")},
        }
        for label in self._desk.session.scheme.labels:
            table[f"every:{label.name}"] = partial(self._every, label)
        return table

    @property
    def is_open(self) -> bool:
        """Whether the bar is shown, and with it the hits."""
        return self.bar is not None and not self.bar.isHidden()

    def close(self, *, select: bool = True) -> None:
        """Close the bar and go back to the page, with the current hit selected for a label's key."""
        if self.bar is None or self.bar.isHidden():
            return
        # What is still searched for has no hit yet; what is marked meanwhile is of other words, or of another document.
        hit = self.search.current if select and self.search.settle() else None
        self._desk.view.setFocus()
        self.bar.hide()
        self.search.ask(None)
        if hit:
            self._desk.view.reveal(hit)
            self._desk.view.select(hit)
        self.changed.emit()

    def search_again(self) -> None:
        """Another text is on the page: look for the same in it. What is being read stays."""
        if self.bar and self.is_open:
            self.search.start_near(self._desk.view.caret)
            self.search.ask(self.bar.query, reveal=False)

    # Finding ----------------------------------------------------------------------------------------------------

    def _find(self) -> None:
        bar, view = self._made_bar(), self._desk.view
        words = ""
        if not (self.is_open and bar.field.hasFocus()):
            selected = view.selection
            self.search.start_near(selected.start if selected else view.caret)
            if selected and len(selected) <= LONGEST:
                words = " ".join(selected.of(view.text).split())
        self._open(words)

    def _open(self, words: str = "") -> None:
        bar, was_open = self._made_bar(), self.is_open
        bar.begin(words)
        if not was_open:
            self._ask()
            self.changed.emit()

    def _toggle(self, switch: str) -> None:
        bar = self._made_bar()
        if not self.is_open:
            self._find()
        bar.toggle(switch)

    def _step(self, step: int) -> None:
        """To another hit; from the page, it is selected. The bar comes back with what was looked for last."""
        bar, view = self._made_bar(), self._desk.view
        if bar.query is None:
            self._find()
            return
        on_page = view.hasFocus()
        if not self.is_open:
            bar.show()
            self.search.start_near(view.caret)
            self.search.ask(bar.query, reveal=False)
            self.search.caret_moved()
            self.changed.emit()
        hit = self.search.step(step)
        if hit and on_page:
            view.select(hit)
            self.search.caret_is_there()

    def _made_bar(self) -> FindBar:
        if self.bar is None:
            from gui.panels.find_bar import FindBar

            self.bar = FindBar(self.search)
            self.bar_made.emit(self.bar)
            self.bar.asked.connect(self._ask)
            self.bar.stepped.connect(self._step)
            self.bar.left.connect(self.close)
        return self.bar

    def _ask(self) -> None:
        if self.bar and self.is_open:
            self.search.ask(self.bar.query)

    # Labeling ---------------------------------------------------------------------------------------------------

    def _every(self, label: Label) -> None:
        """Label every hit; with the bar closed, every occurrence of the selected words."""
        session, view = self._desk.session, self._desk.view
        spans = self._hits() if self.is_open else self._occurrences()
        if spans:
            session.annotate_every(label, spans, typing=not view.hasFocus())
            if not self.is_open:
                view.clear_selection()

    def _hits(self) -> list[TextRange]:
        search, say = self.search, self._desk.session.said.emit
        if not search.settle():
            say("The search is still going on: nothing was marked.")
        elif search.error:
            self._desk.session.failed.emit(search.error)
        elif not search.hits:
            say("Nothing was found to mark.")
        else:
            return self._taken(search.hits, more=search.more)
        return []

    def _occurrences(self) -> list[TextRange]:
        from annotation.finding import Query, find

        session, view = self._desk.session, self._desk.view
        selected = view.selection
        if selected is None:
            session.said.emit(
                f"Select words first, or find some with {keymap.named('find')}: then this marks every one."
            )
            return []
        try:
            found = find(view.text, Query(selected.of(view.text), whole_words=True))
        except SearchError as error:
            session.failed.emit(error)
            return []
        if not found.hits:
            session.said.emit("What is selected is only a part of words: nothing was marked.")
        return self._taken(found.hits, more=found.more)

    def _taken(self, hits: tuple[TextRange, ...], *, more: bool) -> list[TextRange]:
        """The hits without white space at their ends; none where they are too many to know what one does."""
        if more:
            self._desk.session.said.emit(
                f"More than {len(hits):,} were found: nothing was marked. Narrow the search first."
            )
            return []
        text = self._desk.view.text
        return [span for hit in hits if (span := trimmed(text, hit))]
