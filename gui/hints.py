"""The line under the page that says which keys do what, here and now."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget

from annotation.model import Annotation, Status
from annotation.reading import Item
from annotation.scheme import Label, LabelScheme
from gui import keymap
from gui.article.view import ArticleView
from gui.commands.commands import Commands
from gui.models.item_rows import excerpt
from gui.panels.editor_fields import MemoField, NameField
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
        view.held_changed.connect(self.refresh)
        commands.linking.changed.connect(self.refresh)
        commands.searching.changed.connect(self.refresh)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say what holds now."""
        text = " &nbsp;·&nbsp; ".join(filter(None, self._hints()))
        if text != self.text():  # a rich text is laid out anew each time it is set
            self.setText(text)

    def _hints(self) -> list[str]:
        item = self._session.current
        if self._session.reading is None:
            return [_does("open", "open articles or a project"), "or drop them on the window"]
        mode = _in_field(QApplication.focusWidget()) or self._on_mode(item)
        if mode is not None:
            return mode
        return self._on_item(item) if item else self._on_nothing()

    def _on_mode(self, item: Item | None) -> list[str] | None:
        """What holds while something has been begun: an end held, a link, a selection, an armed label, a search. None where nothing has."""
        scheme = self._session.scheme
        if held := self._view.held:
            other = "start" if held.edge == "end" else "end"
            return [
                f"<b>← →</b> move the {held.edge} (Ctrl: by words)",
                _does("hold", f"hold the {other}"),
                _does("pick", "set it down"),
                _does("clear_selection", "leave it as it was"),
            ]
        if source := self._commands.linking.source:
            return self._on_link(source)
        if self._view.selection:
            shapes = [_does("extend", "extend to it"), _does("split", "carve out")]
            on_item = _roles(scheme.label(item.label), item) + shapes if item else []
            return _labels(scheme) + on_item + [_does("clear_selection", "let go")]
        if armed := self._commands.labelling.armed:
            return [
                f"Drag over text to mark a <b>{escape(armed.title.lower())}</b>",
                _does(f"label:{armed.name}", "marks what is selected by keys", wanted=armed.key),
                _does("clear_selection", "don’t"),
            ]
        if self._commands.searching.is_open:
            every = [
                _does(f"every:{x.name}", f"every hit a {x.title.lower()}", wanted=f"Alt+{x.key}") for x in scheme.labels
            ]
            return [_does("find_next", "next hit"), *every, _does("clear_selection", "back to the page")]
        return None

    def _on_nothing(self) -> list[str]:
        labels = _labels(self._session.scheme)
        return [
            _does("next_suggestion", "next suggestion"),
            *labels,
            _does("select_more", "select"),
            _does("keys", "all keys"),
        ]

    def _on_link(self, source: Annotation) -> list[str]:
        """A link has been begun: where to go, or which kinds it may have."""
        linking, item = self._commands.linking, self._session.current
        assert self._session.reading is not None
        words = excerpt(self._session.reading, source, self._session.scheme.label(source.label).main_role.name)
        begun = f"Linking from <i>{escape(words if len(words) <= 32 else words[:31].rstrip() + '…')}</i>"
        if item is None or item.id == source.id:
            ways = [_does(way, "").rstrip() for way in ("next_suggestion", "previous_item", "next_item")]
            go = f"go to the other end: {' '.join([*ways, 'or a click'])}"
            return [begun, go, _does("clear_selection", "don’t")]
        if not isinstance(item, Annotation):
            return [
                begun,
                "a link joins annotations",
                _does("accept", "accept"),
                _does("next_suggestion", "next"),
                _does("clear_selection", "don’t"),
            ]
        again = [_does("link", f"as before: {linking.last_kind.title}")] if linking.last_kind else []
        return [
            begun,
            *(_does(f"role:{key}", kind.title, wanted=key) for key, kind in linking.kinds),
            *again,
            _does("clear_selection", "don’t"),
        ]

    def _on_item(self, item: Item) -> list[str]:
        if isinstance(item, Annotation):
            return [
                *_roles(self._session.scheme.label(item.label), item),
                _does("edit", "edit"),
                _does("link", "link"),
                _does("reject", "delete"),
                _does("undo", "undo"),
                _does("next_suggestion", "next suggestion"),
            ]
        if self._session.reading and self._session.reading.status(item) is Status.REJECTED:
            return [
                _does("reopen", "reopen"),
                _does("accept", "accept after all"),
                _does("undo", "undo"),
                _does("next_suggestion", "next suggestion"),
            ]
        reading = self._session.reading
        return [
            _does("accept", "accept"),
            _does("reject", "reject"),
            _does("edit", "edit"),
            _does("skip", "skip"),
            _does("follow_link", "where it is said again") if reading and reading.said_again(item) else "",
            _does("next_suggestion", "next"),
            _does("clear_selection", "let go"),
        ]


def _in_field(field: QWidget | None) -> list[str] | None:
    """What holds where one types what is kept: there, letters are no keys. None elsewhere."""
    if isinstance(field, NameField):
        return ["<b>Enter</b> take the name", "<b>↓</b> other names", "<b>Esc</b> leave it as it was"]
    if isinstance(field, MemoField):
        return ["<b>Ctrl+Enter</b> or <b>Esc</b> keep the memo, back to the article"]
    return None


def _does(action_id: str, what: str, *, wanted: str = "") -> str:
    """What an action does, behind the key that it has now; "" where it has none. `wanted` is the label scheme's key for it."""
    key = keymap.key(action_id, wanted)
    return f"<b>{escape(key)}</b> {escape(what, quote=False)}" if key else ""


def _labels(scheme: LabelScheme) -> list[str]:
    return [_does(f"label:{label.name}", label.title.lower(), wanted=label.key) for label in scheme.labels]


def _roles(label: Label, item: Item) -> list[str]:
    """The roles that may still be given."""
    taken = {part.role for part in item.parts}
    still_open = [(n, role) for n, role in enumerate(label.roles, 1) if role.max != 1 or role.name not in taken]
    return [
        _does(f"role:{n}", f"{role.title.lower()}{' (one more)' if role.name in taken else ''}", wanted=str(n))
        for n, role in still_open
    ]
