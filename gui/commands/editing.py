"""Changing the shape of the current item by keys: its parts, and what is one and what is two."""

from __future__ import annotations

from functools import partial

from annotation import reshaping
from annotation.errors import AnnotationError
from annotation.model import Annotation, Part, Status, ranges
from annotation.reading import Item
from annotation.rounds import position_in
from annotation.scheme import Label
from annotation.text import TextRange
from gui import keymap
from gui.commands.describing import shortened
from gui.commands.desk import Desk, Table
from gui.session import Edit


class Editing:
    """Removes, grows and shrinks the part that the caret is in; splits, carves, joins and extends the current item."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        desk.view.set_down.connect(self.move)

    def table(self) -> Table:
        """What to call for each action's id."""
        return {
            "clear_role": self._clear_role,
            "swap_ends": self._swap_ends,
            "grow_end": partial(self._resize, "end", 1),
            "shrink_end": partial(self._resize, "end", -1),
            "grow_start": partial(self._resize, "start", 1),
            "shrink_start": partial(self._resize, "start", -1),
            "split": self._split,
            "join": self._join,
            "extend": self._extend,
            "hold": self._hold,
        }

    def _swap_ends(self) -> None:
        """The caret goes to the other end of the selection; without one, of the part that it is in, or else to the start of the main one."""
        view, session = self._desk.view, self._desk.session
        if view.selection:
            view.swap_ends()
        elif item := session.need_current():
            part = self._desk.part_at_caret(item)
            view.move_caret(part.range.end if view.caret == part.range.start else part.range.start)

    def _clear_role(self) -> None:
        if item := self._desk.session.need_current():
            self._desk.session.remove_part(self._desk.part_at_caret(item))

    def _resize(self, edge: str, step: int) -> None:
        item = self._desk.session.need_current()
        if item is None:
            return
        part = self._desk.part_at_caret(item)
        if span := self._desk.view.resized(part.range, edge, step):
            self.move(part, span)
        else:
            way = "There is no other word to take in" if step > 0 else f"“{self._short(part.range)}” is one word"
            self._desk.session.said.emit(f"{way}: {keymap.named('hold')} moves its ends by characters.")

    def _hold(self) -> None:
        """Hold the end of the part that the caret is in; again, its start. The arrows then move it, until it is set down."""
        view = self._desk.view
        if item := self._desk.session.need_current():
            held = view.held
            view.take_hold(held.part if held else self._desk.part_at_caret(item), "end")

    def set_down(self) -> None:
        """The part whose end is held becomes what it was moved to."""
        if held := self._desk.view.held:
            span = held.set_down(self._desk.view.text)
            self._desk.view.let_go_of()
            if span:
                self.move(held.part, span)

    def move(self, part: Part, span: TextRange) -> None:
        """Give a part of the current item another range; the caret stays with the part."""
        self._desk.session.move_part(part, span)
        self._desk.view.move_caret(span.start)

    # One and two ------------------------------------------------------------------------------------------------

    def _split(self) -> None:
        """With a selection, take it out of the main part; without one, make two items of one at the caret."""
        item = self._desk.session.need_current()
        if item is None:
            return
        label = self._label(item)
        title, role = label.title.lower(), label.main_role.title.lower()
        if span := self._desk.view.selection:
            done = f"Carved “{self._short(span)}” out of the {title}."
            nothing = f"To carve out of the {title}, select words within its {role}; to split it, put the caret there."
            self._do(lambda reading, i: reshaping.carve(reading, i, label, span), done, nothing)
        else:
            caret = self._desk.view.caret
            done = f"Split the {title} in two: {keymap.named('next_item')} goes to the second."
            nothing = f"To split the {title}, put the caret between two words of its {role}."
            self._do(lambda reading, i: reshaping.split(reading, i, label, caret), done, nothing)

    def _join(self) -> None:
        """With a selection, join the item with all of its label that are in it; without one, with the next of its label."""
        session = self._desk.session
        item = session.need_current()
        if item is None:
            return
        label, selection = self._label(item), self._desk.view.selection
        title = label.title.lower()
        others = self._in(selection, item) if selection else self._next_after(item)
        if not others and selection:
            session.said.emit(f"No other {title} of yours is in the selection.")
        elif not others:
            session.said.emit(
                f"No {title} of yours comes after this one: select back over one, then press {keymap.named('join')}."
            )
        else:
            which = (
                f"{len(others)} others"
                if len(others) > 1
                else f"“{self._short(ranges(others[0], label.main_role.name)[0])}”"
            )
            self._do(lambda reading, i: reshaping.join(reading, i, label, others), f"Joined the {title} with {which}.")

    def _extend(self) -> None:
        """The part that is nearest to the selection reaches over it; without a selection, the one nearest to the caret reaches to it."""
        view, session = self._desk.view, self._desk.session
        item = session.need_current()
        if item is None:
            return
        caret = view.caret
        part = _nearest(item, self._label(item).main_role.name, view.selection or TextRange(caret, caret + 1))
        if (selection := view.selection) is not None:
            span = selection
        elif caret > part.range.end:
            span = TextRange(part.range.end, caret)
        elif caret < part.range.start:
            span = TextRange(caret, part.range.start)
        else:
            session.said.emit("To extend a part, select what it is to reach over, or put the caret where it is to end.")
            return
        role = self._label(item).role(part.role).title.lower()
        self._do(
            lambda reading, i: reshaping.extend(reading, i, part, span),
            f"Extended the {role} “{self._short(part.range)}”.",
            f"The {role} reaches over this already.",
        )

    # Within -----------------------------------------------------------------------------------------------------

    def _do(self, make: Edit, done: str, nothing: str = "Nothing to do.") -> None:
        """Make a change of the current item, and say what was done; the selection that it was made of goes."""
        session = self._desk.session
        item, reading = session.need_current(), session.reading
        if item is None or reading is None:
            return
        try:
            change = make(reading, item)
        except AnnotationError as error:
            session.failed.emit(error)
            return
        if change is None:
            session.said.emit(nothing)
        elif session.perform(change):
            self._desk.view.clear_selection()
            session.said.emit(done)

    def _in(self, span: TextRange, item: Item) -> list[Item]:
        role = self._label(item).main_role.name
        near = self._desk.view.scene.items_from(span.start, span.end)
        others = [i for i in near if self._may_join(item, i) and any(r.overlaps(span) for r in ranges(i, role))]
        reading = self._desk.session.reading
        assert reading is not None
        return sorted(others, key=reading.place)

    def _next_after(self, item: Item) -> list[Item]:
        reading = self._desk.session.reading
        assert reading is not None
        items = reading.items()
        here, found = position_in(reading, items, current=item, caret=0)
        later = (items[n] for n in range(here + found, len(items)))
        return [other] if (other := next((i for i in later if self._may_join(item, i)), None)) else []

    def _may_join(self, item: Item, other: Item) -> bool:
        """Whether another is of the same label and not somebody else's: what others have made stays theirs."""
        reading = self._desk.session.reading
        assert reading is not None
        owner = item.annotator if isinstance(item, Annotation) else reading.annotator
        if other.label != item.label or other.id == item.id:
            return False
        if isinstance(other, Annotation):
            return other.annotator == owner
        return reading.status(other) is Status.SUGGESTED

    def _label(self, item: Item) -> Label:
        return self._desk.session.scheme.label(item.label)

    def _short(self, span: TextRange) -> str:
        return shortened(span.of(self._desk.view.text))


def _nearest(item: Item, main: str, span: TextRange) -> Part:
    """The part nearest to a range; of several, one of the main role, then the shortest."""

    def distance(part: Part) -> tuple[int, bool, int]:
        gap = max(part.range.start - span.end, span.start - part.range.end, 0)
        return gap, part.role != main, len(part.range)

    return min(item.parts, key=distance)
