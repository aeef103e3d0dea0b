"""The session: what is open, and what an analyst may do with it.

Each method here is an intention. `annotation.review` says what change it means; applying that, and saying what it touched, is in `gui.opened`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from annotation import review
from annotation.model import Annotation, Change, Link, Part, Status, Suggestion
from annotation.reading import Item, Reading
from annotation.scheme import Label
from annotation.text import TextRange
from gui import keymap
from gui.opened import Opened

Edit = Callable[[Reading, Item], Change | None]


class Session(Opened):
    """Decides on the current item, makes and edits annotations."""

    def accept(self) -> None:
        """Accept the current suggestion."""
        self._on_suggestion(lambda reading, s: review.accept(reading, [s]))

    def accept_all(self, suggestions: list[Suggestion]) -> None:
        """Accept several suggestions as one change."""
        if self.reading:
            self.perform(review.accept(self.reading, suggestions))

    def reject(self) -> None:
        """Reject the current suggestion, or delete the current annotation."""
        self.edit(review.reject)

    def skip(self) -> None:
        """Put the current suggestion off."""
        self._on_suggestion(review.skip)

    def reopen(self) -> None:
        """Open the current rejected or skipped suggestion again."""
        self._on_suggestion(review.reopen)

    def annotate(self, label: Label, span: TextRange) -> None:
        """Make an annotation of the range, and make it the current item."""
        if self.reading is None:
            return
        change = review.annotate(self.reading, label, span)
        made = change.steps[0].after
        if self.perform(change) and isinstance(made, Annotation):
            self.set_current(made.id)

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
