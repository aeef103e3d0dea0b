"""What each action of `gui.actions` does. Decisions about data are in `annotation.review`; here they get their selection and their current item."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from annotation.model import Annotation, Part, Suggestion
from annotation.reading import Item, extent
from annotation.scheme import Label
from gui.article.view import ArticleView
from gui.panels.editor import EditorPanel
from gui.session import Session


class Commands(QObject):
    """The actions on the page and the current item, by id. The window adds its own (files, colours, panels)."""

    armed_changed = Signal()  # `armed` is another label, or none
    editor_wanted = Signal()  # the editor is about to get the focus: it must be seen

    def __init__(
        self,
        session: Session,
        *,
        view: ArticleView,
        editor: EditorPanel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._view, self._editor = session, view, editor
        self.armed: Label | None = None
        self.go_on = False
        view.dragged.connect(self._label_drag)
        view.picked.connect(session.set_current)

    def table(self) -> dict[str, Callable[[], object]]:
        """What to call for each action's id."""
        session, view = self._session, self._view
        table: dict[str, Callable[[], object]] = {
            "undo": session.undo,
            "redo": session.redo,
            "copy": self._copy,
            "select_more": view.select_more,
            "select_less": view.select_less,
            "next_suggestion": partial(self._step_suggestion, 1),
            "previous_suggestion": partial(self._step_suggestion, -1),
            "accept": partial(self._decide, session.accept),
            "reject": partial(self._decide, session.reject),
            "skip": partial(self._decide, session.skip),
            "reopen": session.reopen,
            "edit": self._edit,
            "delete": session.reject,
            "memo": self._memo,
            "clear_role": self._clear_role,
            "grow_end": partial(self._resize, "end", 1),
            "shrink_end": partial(self._resize, "end", -1),
            "grow_start": partial(self._resize, "start", 1),
            "shrink_start": partial(self._resize, "start", -1),
            "next_document": partial(session.step_document, 1),
            "previous_document": partial(session.step_document, -1),
            "next_item": partial(self._step_item, 1),
            "previous_item": partial(self._step_item, -1),
        }
        for label in session.scheme.labels:
            table[f"label:{label.name}"] = partial(self._label, label)
            table[f"relabel:{label.name}"] = partial(session.relabel, label)
            for n in range(len(label.roles)):
                table[f"role:{n + 1}"] = partial(self._role, n)
            for attribute in label.attributes:
                table[f"attribute:{attribute.key}"] = partial(self._attribute, attribute.key)
        return table

    # Going ------------------------------------------------------------------------------------------------------

    def _step_suggestion(self, step: int) -> None:
        self._session.step_suggestion(step, start=self._view.caret)
        self.go_to_current()

    def _step_item(self, step: int) -> None:
        if self._session.reading is None:
            return
        ids = [item.id for item in self._session.reading.items()]
        current = self._session.current
        if not ids:
            return
        here = ids.index(current.id) if current and current.id in ids else (-1 if step > 0 else 0)
        self._session.set_current(ids[(here + step) % len(ids)])
        self.go_to_current()

    def go_to_current(self) -> None:
        """Scroll to the current item as little as is needed, and put the caret at its start."""
        if current := self._session.current:
            self._view.reveal(extent(current))
            self._view.move_caret(self._main_part(current).range.start)

    def let_go(self) -> None:
        """One thing at a time: the selection, the armed label, then the current item."""
        if self._view.selection:
            self._view.clear_selection()
        elif self.armed:
            self._arm(None)
        else:
            self._session.set_current("")

    # Deciding ---------------------------------------------------------------------------------------------------

    def _decide(self, decide: Callable[[], None]) -> None:
        was_open = isinstance(self._session.current, Suggestion)
        decide()
        if self.go_on and was_open and self._session.reading and self._session.reading.open_suggestions():
            self._step_suggestion(1)

    def _edit(self) -> None:
        if self._session.need_current():
            self.editor_wanted.emit()
            self._editor.focus_first()

    def _memo(self) -> None:
        if self._session.need_current():
            self.editor_wanted.emit()
            self._editor.focus_memo()

    # Labels, roles, attributes ----------------------------------------------------------------------------------

    def _label(self, label: Label) -> None:
        if span := self._view.selection:
            self._session.annotate(label, span)
            self._view.clear_selection()
        else:
            self._arm(None if self.armed == label else label)

    def disarm(self) -> None:
        """No label waits for a drag any more."""
        self._arm(None)

    def _arm(self, label: Label | None) -> None:
        self.armed = label
        self.armed_changed.emit()

    def _label_drag(self) -> None:
        if self.armed and (span := self._view.selection):
            self._session.annotate(self.armed, span)
            self._view.clear_selection()
            self._arm(None)

    def _role(self, place: int) -> None:
        """The selection becomes the current item's part of this role; without a selection, that part is selected."""
        item = self._session.current
        if item is None:
            self._session.said.emit("Nothing is current: select words and press a label’s key first.")
            return
        roles = self._session.scheme.label(item.label).roles
        if place >= len(roles):
            self._session.said.emit(f"A {item.label.lower()} has {len(roles)} roles.")
        elif span := self._view.selection:
            self._session.set_role(roles[place].name, span)
            self._view.clear_selection()
        elif parts := [part for part in item.parts if part.role == roles[place].name]:
            self._view.select(self._next_after_caret(parts).range)
        else:
            self._session.said.emit(f"Select the {roles[place].title.lower()} first, then press {place + 1}.")

    def _attribute(self, key: str) -> None:
        """The next of an attribute's values (none after the last), or the field to type it in."""
        item = self._session.need_current()
        if item is None:
            return
        label = self._session.scheme.label(item.label)
        attribute = next((a for a in label.attributes if a.key == key), None)
        if attribute is None:
            self._session.said.emit(f"A {label.title.lower()} has no attribute on {key}.")
        elif attribute.values:
            ring = (*attribute.values, "")
            before = item.attributes.get(attribute.name, "")
            self._session.set_attribute(attribute.name, ring[(ring.index(before) + 1) % len(ring)])
        else:
            self.editor_wanted.emit()
            self._editor.focus_attribute(attribute.name)

    def _clear_role(self) -> None:
        if item := self._session.need_current():
            self._session.remove_part(self._part_at_caret(item))

    def _resize(self, edge: str, step: int) -> None:
        item = self._session.need_current()
        if item is None:
            return
        part = self._part_at_caret(item)
        if span := self._view.resized(part.range, edge, step):
            self._session.move_part(part, span)
            # The caret stays with the part, so that the next key moves it on.
            self._view.move_caret(span.start)

    def _copy(self) -> None:
        if span := self._view.selection:
            QApplication.clipboard().setText(span.of(self._view.text))

    # Which part -------------------------------------------------------------------------------------------------

    def _part_at_caret(self, item: Item) -> Part:
        """The shortest part that holds the caret; the main one where none does."""
        caret = self._view.selection.start if self._view.selection else self._view.caret
        holding = [p for p in item.parts if p.range.start <= caret <= p.range.end]
        return min(holding, key=lambda p: (len(p.range), p.range)) if holding else self._main_part(item)

    def _main_part(self, item: Item) -> Part:
        role = self._session.scheme.label(item.label).main_role.name
        return min((p for p in item.parts if p.role == role), key=lambda p: p.range)

    def _next_after_caret(self, parts: list[Part]) -> Part:
        after = [p for p in parts if p.range.start > self._view.caret]
        return min(after or parts, key=lambda p: p.range)


def describe(session: Session, item: Item) -> str:
    """What hovering tells of an item: what it is, by whom, how sure and why."""
    label = session.scheme.label(item.label)
    attributes = ", ".join(item.attributes.values())
    head = f"{label.title} ({attributes})" if attributes else label.title
    if isinstance(item, Annotation):
        origin = ", from a suggestion" if item.suggestion_id else ""
        return f"{head}\nby {item.annotator}{origin}" + (f"\n{item.memo}" if item.memo else "")
    skipped = ", skipped" if session.reading and session.reading.is_skipped(item) else ""
    return f"{head}\nsuggested by {item.suggester}, score {item.score:.2f}{skipped}\n{item.reason}"
