"""The line under the page that says which keys do what, here and now."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from annotation.model import Annotation, Status
from annotation.reading import Item
from annotation.scheme import Label, LabelScheme
from gui.article.view import ArticleView
from gui.commands.commands import Commands
from gui.session import Session


class Hints(QLabel):
    """One line of keys. It follows the current item, the selection and the armed label."""

    def __init__(self, session: Session, view: ArticleView, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._view, self._commands = session, view, commands
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName("Keys")
        margin = self.fontMetrics().height() // 3
        self.setContentsMargins(margin, margin, margin, margin)
        for signal in (session.touched, session.current_changed, session.document_opened, view.selection_changed):
            signal.connect(self.refresh)
        commands.labelling.armed_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say what holds now."""
        text = " &nbsp;·&nbsp; ".join(self._hints())
        if text != self.text():  # a rich text is laid out anew each time it is set
            self.setText(text)

    def _hints(self) -> list[str]:
        scheme, item = self._session.scheme, self._session.current
        if self._session.reading is None:
            return [_key("Ctrl+O", "open articles or a project"), "or drop them on the window"]
        if self._view.selection:
            return _labels(scheme) + (_roles(scheme.label(item.label), item) if item else []) + [_key("Esc", "let go")]
        if self._commands.labelling.armed:
            return [
                f"Drag over text to mark a <b>{self._commands.labelling.armed.title.lower()}</b>",
                _key("Esc", "don’t"),
            ]
        if item is None:
            return [_key("Tab", "next suggestion"), *_labels(scheme), _key("Space", "select"), _key("?", "all keys")]
        return self._on_item(item)

    def _on_item(self, item: Item) -> list[str]:
        if isinstance(item, Annotation):
            return [
                *_roles(self._session.scheme.label(item.label), item),
                _key("E", "edit"),
                _key("X", "delete"),
                _key("U", "undo"),
                _key("Tab", "next suggestion"),
            ]
        if self._session.reading and self._session.reading.status(item) is Status.REJECTED:
            return [
                _key("O", "reopen"),
                _key("A", "accept after all"),
                _key("U", "undo"),
                _key("Tab", "next suggestion"),
            ]
        return [
            _key("A", "accept"),
            _key("X", "reject"),
            _key("E", "edit"),
            _key("S", "skip"),
            _key("Tab", "next"),
            _key("Esc", "let go"),
        ]


def _key(key: str, what: str) -> str:
    return f"<b>{key}</b> {what}"


def _labels(scheme: LabelScheme) -> list[str]:
    return [_key(label.key, label.title.lower()) for label in scheme.labels]


def _roles(label: Label, item: Item) -> list[str]:
    """The roles that may still be given."""
    taken = {part.role for part in item.parts}
    still_open = [(n, role) for n, role in enumerate(label.roles, 1) if role.max != 1 or role.name not in taken]
    return [
        _key(str(n), f"{role.title.lower()}{' (one more)' if role.name in taken else ''}") for n, role in still_open
    ]
