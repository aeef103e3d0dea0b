"""The session: what is open, and what an analyst may do with it.

Each method here is an intention. `annotation.review` says what change it means; applying that, and saying what it touched, is in `gui.opened`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from annotation import repeating, review
from annotation.model import Annotation, Change, Link, Part, Status, Suggestion
from annotation.reading import Item, Reading
from annotation.scheme import Label
from annotation.text import TextRange
from gui import keymap, preferences
from gui.opened import Opened

Edit = Callable[[Reading, Item], Change | None]


_FEW = 50  # items that are drawn and listed anew one by one; more are with all the others

_PAUSE = 150  # milliseconds after the slider has moved last: the settings, and counts of thousands of documents, can wait for that


class Session(Opened):
    """Decides on the current item, makes and edits annotations."""

    awaited_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._awaited = ""
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_PAUSE)
        self._settling.timeout.connect(self._settle)

    def close(self) -> None:
        if self._settling.isActive():
            self._settle()
        super().close()

    def _settle(self) -> None:
        """Remember the score to show suggestions from, and count the other documents anew."""
        self._settling.stop()
        preferences.keep_least_score(self.least_score)
        self.refresh_summaries()

    def await_suggestions(self, document_id: str) -> None:
        """Know which document is being read for suggestions; "" for none."""
        self._awaited = document_id
        self.awaited_changed.emit()

    @property
    def is_being_read(self) -> bool:
        """Whether suggestions for the document on the page are still to come."""
        return self.reading is not None and self._awaited == self.reading.document.id

    def show_from(self, least_score: float) -> None:
        """Show open suggestions with this score (in [0, 1]) or more, in every document; the next start remembers it.

        A current one that is not shown any more is let go of: keys act on nothing that is out of sight.
        """
        if least_score == self.least_score:
            return
        current, reading = self.current, self.reading
        if isinstance(current, Suggestion) and reading and reading.is_shown(current) and current.score < least_score:
            self.set_current("")
        self.least_score = least_score
        if self.reading:
            ids = self.reading.show_from(least_score)
            self.touched.emit(ids if len(ids) <= _FEW else None)
            self._refresh_summary(self.reading.document.id)
        self._settling.start()
        self.least_score_changed.emit()

    def accept(self) -> None:
        """Accept the current suggestion, with what says it again; at an annotation, what says that again and is still open."""
        if isinstance(self.current, Annotation) and self.reading and self.reading.said_again(self.current):
            self.perform(repeating.accept_behind(self.reading, self.current))
        else:
            self._on_suggestion(lambda reading, s: repeating.accept(reading, [s]))

    def accept_all(self, suggestions: list[Suggestion]) -> None:
        """Accept several suggestions, with what says them again, as one change."""
        if self.reading:
            self.perform(repeating.accept(self.reading, suggestions))

    def reject(self) -> None:
        """Reject the current suggestion, with what says it again, or delete the current annotation."""
        self.edit(repeating.reject)

    def skip(self) -> None:
        """Put the current suggestion off."""
        self._on_suggestion(review.skip)

    def reopen(self) -> None:
        """Open the current rejected or skipped suggestion again."""
        self._on_suggestion(review.reopen)

    def annotate(self, label: Label, span: TextRange) -> Annotation | None:
        """Make an annotation of the range, and make it the current item; None where that failed, which has been told by `failed`."""
        if self.reading is None:
            return None
        change = review.annotate(self.reading, label, span)
        made = change.steps[0].after
        if not self.perform(change) or not isinstance(made, Annotation):
            return None
        self.set_current(made.id)
        return made

    def annotate_every(self, label: Label, spans: Iterable[TextRange], *, typing: bool = False) -> None:
        """Make an annotation of each range, as one change; ranges that have one of this label are left out.

        `typing` where keys go to a field, so that what is said names the way back to the page too.
        """
        if self.reading is None:
            return
        change = review.annotate_every(self.reading, label, spans)
        if change is None:
            self.said.emit(f"All of these are marked as {label.title.lower()} already.")
        elif self.perform(change):
            keys = ("clear_selection", "undo") if typing else ("undo",)
            undo = ", then ".join(keymap.named(key) for key in keys)
            self.said.emit(f"Marked {len(change.steps):,} as {label.title.lower()}; {undo} takes it back.")

    def relabel(self, label: Label) -> None:
        """Give the current item another label."""
        scheme = self.scheme
        self.edit(lambda reading, item: review.relabel(reading, item, scheme.label(item.label), label))

    def set_role(self, role: str, span: TextRange) -> None:
        """Make the range a part of the current item."""
        scheme = self.scheme
        self.edit(lambda reading, item: review.set_role(reading, item, scheme.label(item.label), role, span))

    def remove_part(self, part: Part) -> None:
        """Take a part of the current item away."""
        self.edit(lambda reading, item: review.remove_part(reading, item, part))

    def move_part(self, part: Part, span: TextRange) -> None:
        """Give a part of the current item another range."""
        self.edit(lambda reading, item: review.move_part(reading, item, part, span))

    def set_attribute(self, name: str, value: str) -> None:
        """Set an attribute of the current item, or clear it with ""."""
        self.edit(lambda reading, item: review.set_attribute(reading, item, name, value))

    def set_memo(self, memo: str) -> None:
        """Write the memo of the current item."""
        self.edit(lambda reading, item: review.set_memo(reading, item, memo))

    def link(self, kind: str, from_: Annotation, to: Annotation) -> Link | None:
        """Join two annotations of the open document; None where that failed or they are joined so already, which is said."""
        change = review.link(self.reading, kind, from_, to) if self.reading else None
        if change is None:
            self.said.emit("These two are linked so already.")
        made = change.steps[0].after if change and self.perform(change) else None
        return made if isinstance(made, Link) else None

    def unlink(self, link: Link) -> bool:
        """Take a link of the open document away; False where that failed, which has been told by `failed`."""
        return self.reading is not None and self.perform(review.unlink(self.reading, link))

    def need_current(self) -> Item | None:
        """The current item; where there is none, that is said."""
        if self.current is None:
            self.said.emit(f"Nothing is current: {keymap.named('next_suggestion')} goes to the next suggestion.")
        return self.current

    def need_editable(self) -> Item | None:
        """The current item, where it can be edited: a rejected suggestion cannot, lest a stray key undo the decision. That is said."""
        item = self.need_current()
        if isinstance(item, Suggestion) and self.reading and self.reading.status(item) is Status.REJECTED:
            reopen, accept = keymap.named("reopen"), keymap.named("accept")
            self.said.emit(f"This was rejected: {reopen} reopens it, {accept} accepts it after all.")
            return None
        return item

    def edit(self, make: Edit) -> bool:
        """Apply what `make` says for the current item; False where there is none, it was rejected, or there is nothing to do."""
        item = self.need_editable()
        return self.perform(make(self.reading, item)) if item and self.reading else False

    def _on_suggestion(self, make: Callable[[Reading, Suggestion], Change | None]) -> None:
        item = self.need_current()
        if isinstance(item, Suggestion) and self.reading:
            self.perform(make(self.reading, item))
        elif item:
            ways = [f"{keymap.named(way)} {does}" for way, does in (("reject", "deletes it"), ("edit", "edits it"))]
            self.said.emit(f"This is an annotation already: {', '.join(ways)}.")
