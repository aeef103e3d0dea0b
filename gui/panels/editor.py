"""The editor of the current item: its label, parts, attributes and memo, and the decision on it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from annotation import review
from annotation.model import Annotation, Change, Link, Part
from annotation.reading import Item, Reading
from annotation.scheme import Label
from gui import keymap
from gui.panels.editor_attributes import AttributesForm
from gui.panels.editor_sheet import EditorSheet
from gui.panels.editor_subject import Subject
from gui.panels.painting import accent, hairline
from gui.session import Session


class EditorPanel(QWidget):
    """Edits `session.current` through the session. `left` says that the analyst is done here and goes back to the article."""

    left = Signal()
    went = Signal()  # the current item is another one now: the article is to show it

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._subject: Subject | None = None
        self._writing = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName("Editor")
        self._nothing = QLabel()
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        self._nothing.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.sheet = EditorSheet(self._names)
        self.sheet.form_made.connect(self._connect_form)
        self.sheet.label_chosen.connect(self._relabel)
        self.sheet.decided.connect(self._decide)
        self.sheet.parts.removed.connect(self._remove_part)
        self.sheet.links.wanted.connect(self._go_to)
        self.sheet.links.removed.connect(self._unlink)
        self.sheet.memo.committed.connect(self.commit_pending)
        self.sheet.memo.left.connect(self.left)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self.sheet)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        for signal in (session.document_opened, session.current_changed, session.touched):
            signal.connect(self._follow)
        keymap.changes.changed.connect(self._follow)
        self._follow()

    # What the window calls --------------------------------------------------------------------------------------

    def focus_first(self) -> None:
        """Give the focus to the first control; to the panel itself where nothing is current."""
        if self._subject:
            self.sheet.labels.focus_chip()
            self.sheet.show_focused()
        else:
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_attribute(self, name: str) -> None:
        """Give the focus to an attribute of the current item; nothing where its label has none of that name.

        A name that is missing is offered at once, the likeliest one chosen: Enter takes it.
        """
        if self._subject and self.sheet.form:
            self.sheet.form.focus_control(name)
            self.sheet.show_focused()
            self.sheet.form.offer(name)

    def focus_memo(self) -> None:
        """Give the focus to the memo."""
        if self._subject:
            self.sheet.memo.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.sheet.show_focused()

    def commit_pending(self) -> bool:
        """Write what was typed and is not written yet, to the item that it was typed for.

        What fails stays in its field: False then.
        """
        if not self._writing:
            self._write_pending()
            kept = self._pending()
            self._follow()
            return not kept
        return True

    def _pending(self) -> bool:
        form = self.sheet.form
        fields = form.fields().values() if form else ()
        return self._subject is not None and (
            self.sheet.memo.pending is not None or any(field.pending is not None for field in fields)
        )

    # Within -----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            thin = hairline(QFontMetricsF(self.font()))
            painter = QPainter(self)
            painter.setPen(QPen(accent(self.palette()), 2 * thin))
            painter.drawRect(QRectF(self.rect()).adjusted(thin, thin, -thin, -thin))

    def _follow(self) -> None:
        """Show the current item. What is pending is written first where it was typed for another one."""
        if self._writing:
            return  # whoever writes follows when all of it is written
        item = self._session.current
        same = self._subject is not None and item is not None and self._subject.became(item)
        if not same:
            self._write_pending()
        reading, project, item = self._session.reading, self._session.project, self._session.current
        if reading is None or project is None or item is None:
            self._subject = None
            self._nothing.setText(
                f"Nothing is current:\n{keymap.named('next_suggestion')} goes to the next suggestion."
            )
            self._stack.setCurrentWidget(self._nothing)
            return
        self._subject = Subject(self._session, project, reading, item)
        self.sheet.show_item(reading, item, self._session.scheme, force=not same)
        self._stack.setCurrentWidget(self.sheet)

    def _write_pending(self) -> None:
        subject, sheet = self._subject, self.sheet
        if subject is None:
            return
        self._writing = True
        try:
            for name, field in (sheet.form.fields() if sheet.form else {}).items():
                value = field.pending
                if value is not None and subject.write(_set_attribute(name, value)):
                    field.settle()
            memo = sheet.memo.pending
            if memo is not None and subject.write(lambda reading, item: review.set_memo(reading, item, memo)):
                sheet.memo.settle()
        finally:
            self._writing = False

    def _relabel(self, name: str) -> None:
        self.commit_pending()
        self._session.relabel(self._session.scheme.label(name))
        self._follow()  # where it was refused, the chips show the label that stays

    def _choose(self, name: str, value: str) -> None:
        self.commit_pending()
        self._session.set_attribute(name, value)
        self._follow()

    def _remove_part(self, part: Part) -> None:
        self.commit_pending()
        self._session.remove_part(part)

    def _go_to(self, item_id: str) -> None:
        self.commit_pending()
        self._session.set_current(item_id)
        self.went.emit()

    def _unlink(self, link: Link) -> None:
        self.commit_pending()
        self._session.unlink(link)

    def _decide(self, action: str) -> None:
        self.commit_pending()
        match action:
            case "accept":
                # A memo that was pending has made an annotation of the suggestion already.
                if not isinstance(self._session.current, Annotation):
                    self._session.accept()
            case "reject":
                self._session.reject()
            case "skip":
                self._session.skip()
            case "reopen":
                self._session.reopen()

    def _connect_form(self, form: AttributesForm) -> None:
        form.chosen.connect(self._choose)
        form.committed.connect(self.commit_pending)
        form.left.connect(self.left)

    def _names(self, label: Label, attribute: str) -> list[str]:
        from annotation.names import names_for

        reading, item = self._session.reading, self._session.current
        # A field that is left is still that of the item before.
        return names_for(reading, item, attribute) if reading and item and item.label == label.name else []


def _set_attribute(name: str, value: str) -> Callable[[Reading, Item], Change | None]:
    return lambda reading, item: review.set_attribute(reading, item, name, value)
