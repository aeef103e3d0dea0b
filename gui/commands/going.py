"""Going through the items of the document, and through the documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from annotation.differences import differences
from annotation.model import Suggestion
from annotation.participants import missing, unresolved_by
from annotation.reading import Item, extent
from annotation.rounds import following
from annotation.scheme import Label
from gui import keymap
from gui.commands.desk import Desk, Table


class Going:
    """Makes another item or document the current one, and shows it. All rounds begin at the current item, or else at the caret."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def table(self) -> Table:
        """What to call for each action's id."""
        session = self._desk.session
        table: Table = {}
        for way, step in (("next", 1), ("previous", -1)):
            table |= {
                f"{way}_suggestion": partial(self.step_suggestion, step),
                f"{way}_item": partial(self._step_item, step),
                f"{way}_unresolved": partial(self._step_unresolved, step),
                f"{way}_difference": partial(self._step_difference, step),
                f"{way}_document": partial(session.step_document, step),
            }
            for label in session.scheme.labels[:9]:
                table[f"{way}_of:{label.name}"] = partial(self._step_label, label, step)
        return table

    def step_suggestion(self, step: int) -> None:
        """To the next (1) or previous (-1) open suggestion."""
        item = self._step(step, lambda item: isinstance(item, Suggestion), self._no_suggestion())
        reading = self._desk.session.reading
        if item and reading and reading.is_skipped(item) and all(map(reading.is_skipped, reading.open_suggestions())):
            self._desk.session.said.emit("All others are decided: what was put off comes round again.")

    def go_to_current(self) -> None:
        """Scroll to the current item as little as is needed, and put the caret at its start."""
        if current := self._desk.session.current:
            self._desk.view.reveal(extent(current))
            self._desk.view.move_caret(self._desk.main_part(current).range.start)

    # Within -----------------------------------------------------------------------------------------------------

    def _step_item(self, step: int) -> None:
        self._step(step, lambda _: True, "Nothing is marked in this document.")

    def _no_suggestion(self) -> str:
        """That the document has none left to decide, and which way there are more."""
        session, none = self._desk.session, "No open suggestions in this document"
        if session.is_being_read:
            return "The article is still being read: suggestions come in a moment."
        ids = [summary.id for summary in session.summaries]
        here = ids.index(session.reading.document.id) if session.reading else 0
        is_open = [summary.open > 0 for summary in session.summaries]
        for some, way in ((is_open[here + 1 :], "next_document"), (is_open[:here], "previous_document")):
            if any(some):
                return f"{none}: {keymap.named(way)} goes to others."
        return f"{none}."

    def _below(self) -> str:
        """How many open suggestions there are besides, that are not shown; "" for none."""
        session = self._desk.session
        summary = session.summary
        if summary is None or not summary.below:
            return ""
        more = keymap.named("more_suggestions")
        return f"{summary.below:,} below {session.least_score:.2f} {'is' if summary.below == 1 else 'are'} not shown: {more} shows more."

    def _step_label(self, label: Label, step: int) -> None:
        self._step(step, lambda item: item.label == label.name, f"No {label.title.lower()} in this document.")

    def _step_unresolved(self, step: int) -> None:
        session = self._desk.session
        if item := self._step(step, unresolved_by(session.scheme), "No unresolved ones in this document."):
            label = session.scheme.label(item.label)
            role, name = missing(item, label)[0]
            place = [r.name for r in label.roles].index(role) + 1
            words = f"select it and press {keymap.named(f'role:{place}', str(place))}"
            key = next((a.key for a in label.attributes if a.name == name), "")
            named = f", or press {keymap.named(f'attribute:{key}', key)} for the name" if key else ""
            session.said.emit(f"No {label.role(role).title.lower()} yet: {words}{named}.")

    def _step_difference(self, step: int) -> None:
        session = self._desk.session
        if session.reading is None:
            return
        found = {d.item.id: d for d in session.reading.derived("differences", differences)}
        items = [d.item for d in found.values()]
        if item := self._step(step, lambda _: True, "No disagreements in this document.", items=items):
            session.said.emit(found[item.id].told(session.scheme))

    def _step(
        self, step: int, wanted: Callable[[Item], bool], none: str, *, items: Sequence[Item] | None = None
    ) -> Item | None:
        """To the next (1) or previous (-1) wanted item, round the ends; where there is none, that is said."""
        session = self._desk.session
        if session.reading is None:
            return None
        current, caret = session.current, self._desk.view.caret
        item = following(session.reading, wanted, step=step, current=current, caret=caret, items=items)
        if item is None:
            session.said.emit(none if items is not None else f"{none} {self._below()}".rstrip())
            return None
        session.set_current(item.id)
        self.go_to_current()
        return item
