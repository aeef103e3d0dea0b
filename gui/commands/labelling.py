"""Labels, roles and attributes by keys."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from annotation.model import Annotation, Part, ranges
from annotation.reading import Item
from annotation.scheme import Label, Role
from annotation.text import TextRange
from gui import keymap
from gui.commands.describing import shortened
from gui.commands.desk import Desk, Table


class Labelling(QObject):
    """Makes annotations of what is selected, and gives the current item roles and attributes."""

    armed_changed = Signal()  # `armed` is another label, or none
    marked = Signal(Annotation)  # the selection has just been made one
    editor_wanted = Signal()  # the editor is about to get the focus: it must be seen

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.armed: Label | None = None
        self._looked_at: TextRange | None = None  # a selection that is to be no part
        desk.view.dragged.connect(self._label_drag)
        desk.view.selection_changed.connect(self._follow_selection)
        desk.session.document_opened.connect(lambda: self.arm(None))

    def table(self) -> Table:
        """What to call for each action's id."""
        session = self._desk.session
        table: Table = {"edit": self._edit, "memo": self._memo}
        for label in session.scheme.labels:
            table[f"label:{label.name}"] = partial(self._label, label)
            table[f"relabel:{label.name}"] = partial(session.relabel, label)
            for n in range(len(label.roles)):
                table[f"role:{n + 1}"] = partial(self._role, n)
            for attribute in label.attributes:
                table[f"attribute:{attribute.key}"] = partial(self._attribute, attribute.key)
        return table

    def arm(self, label: Label | None) -> None:
        """The label waits for the next drag; None for no label."""
        if label != self.armed:
            self.armed = label
            self.armed_changed.emit()

    def only_look(self) -> None:
        """What is selected led to an item or a part: digits then go to parts, until something else is selected."""
        self._looked_at = self._desk.view.selection

    def _label(self, label: Label) -> None:
        if span := self._desk.view.selection:
            self._mark(label, span)
        else:
            self.arm(None if self.armed == label else label)

    def _label_drag(self) -> None:
        if self.armed and (span := self._desk.view.selection):
            self._mark(self.armed, span)

    def _mark(self, label: Label, span: TextRange) -> None:
        made = self._desk.session.annotate(label, span)
        self._desk.view.clear_selection()
        self.arm(None)
        if made:
            self.marked.emit(made)

    def _role(self, place: int) -> None:
        """The selection becomes the current item's part of this role; without a selection, that part is selected."""
        session, view = self._desk.session, self._desk.view
        item = session.current
        if item is None:
            session.said.emit("Nothing is current: select words and press a label’s key first.")
            return
        label = session.scheme.label(item.label)
        roles = label.roles
        if place >= len(roles):
            keys = (keymap.before(role.title.lower(), f"role:{n}", str(n)) for n, role in enumerate(roles, 1))
            session.said.emit(f"A {label.title.lower()} has no part on this key: its parts are {', '.join(keys)}.")
        elif (span := view.selection) and span != self._looked_at:
            self._set_role(item, roles[place], span)
        elif parts := [part for part in item.parts if part.role == roles[place].name]:
            view.select(self._next_after_caret(parts).range)
            self.only_look()
        else:
            key = keymap.named(f"role:{place + 1}", str(place + 1))
            session.said.emit(f"Select the {roles[place].title.lower()} first, then press {key}.")

    def _set_role(self, item: Item, role: Role, span: TextRange) -> None:
        """Make the selection a part; where it takes the place of another, both are told."""
        session, view = self._desk.session, self._desk.view
        before = ranges(item, role.name) if role.max == 1 else []
        session.set_role(role.name, span)
        view.clear_selection()
        now = session.current
        if before and now and before != ranges(now, role.name):
            words = (f"“{shortened(r.of(view.text))}”" for r in (span, before[0]))
            session.said.emit("The {} is {} now, instead of {}.".format(role.title.lower(), *words))

    def _attribute(self, key: str) -> None:
        """The next of an attribute's values (none after the last), or the field to type it in."""
        session = self._desk.session
        item = session.need_editable()
        if item is None:
            return
        label = session.scheme.label(item.label)
        attribute = next((a for a in label.attributes if a.key == key), None)
        if attribute is None:
            shown = keymap.named(f"attribute:{key}", key)
            session.said.emit(f"A {label.title.lower()} has no attribute on {shown}.")
        elif attribute.values:
            ring = (*attribute.values, "")
            before = item.attributes.get(attribute.name, "")
            session.set_attribute(attribute.name, ring[(ring.index(before) + 1) % len(ring)])
        else:
            self.editor_wanted.emit()
            self._desk.editor.focus_attribute(attribute.name)

    def _edit(self) -> None:
        if self._desk.session.need_editable():
            self.editor_wanted.emit()
            self._desk.editor.focus_first()

    def _memo(self) -> None:
        if self._desk.session.need_editable():
            self.editor_wanted.emit()
            self._desk.editor.focus_memo()

    def _follow_selection(self) -> None:
        if self._desk.view.selection != self._looked_at:
            self._looked_at = None

    def _next_after_caret(self, parts: list[Part]) -> Part:
        after = [p for p in parts if p.range.start > self._desk.view.caret]
        return min(after or parts, key=lambda p: p.range)
