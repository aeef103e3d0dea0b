"""The editor's controls and where they stand. What they do is in `editor`."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from annotation.model import Annotation, Status
from annotation.reading import Item, Reading
from annotation.scheme import Label, LabelScheme
from gui import keymap
from gui.models.checkable import checkable_line
from gui.models.link_rows import link_rows
from gui.panels.chips import ChipRow
from gui.panels.editor_attributes import AttributesForm
from gui.panels.editor_fields import MemoField
from gui.panels.editor_links import LinksList
from gui.panels.editor_parts import PartsList, part_rows
from gui.panels.editor_words import open_roles, reason_of, state_of
from gui.panels.painting import small
from gui.panels.steady_label import SteadyLabel

Names = Callable[[Label, str], list[str]]
_DECISIONS = {"accept": "Accept", "reject": "Reject", "skip": "Skip", "reopen": "Reopen"}


class EditorSheet(QWidget):
    """An item as controls; nothing here changes anything."""

    form_made = Signal(AttributesForm)
    label_chosen = Signal(str)
    decided = Signal(str)  # the id of an action: accept, reject, skip, reopen

    def __init__(self, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._gap = round(self.fontMetrics().height() * 0.4)
        self._scheme: LabelScheme | None = None
        self._stops: list[QWidget] = []
        self._forms: dict[str, AttributesForm] = {}
        self.form: AttributesForm | None = None
        self.labels = ChipRow()
        self.state = SteadyLabel(2)
        self.reason = _quiet_label()
        self.parts = PartsList()
        self.hint = _quiet_label()
        self.checkable = _quiet_label()
        self.links_title = _quiet_label()
        self.links_title.setText("Links")
        self.links = LinksList()
        self.memo = MemoField()
        self.memo.setAccessibleName("Memo")
        self.memo.setPlaceholderText("Memo")
        self.memo.setMinimumHeight(round(self.fontMetrics().height() * 3.5))
        self.memo.setMaximumHeight(round(self.fontMetrics().height() * 12))
        self.buttons = {action: self._button(action, title) for action, title in _DECISIONS.items()}
        keymap.changes.changed.connect(self._forget_scheme)  # chips and fields name keys in their tips

        self._label_place = QVBoxLayout()
        self._form_place = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._scrolled_lines(), 1)
        layout.addWidget(_rule())
        layout.addLayout(self._decision_row())

    def show_item(self, reading: Reading, item: Item, scheme: LabelScheme, *, force: bool) -> None:
        """Show an item of `reading`; what is being typed stays unless `force` is set."""
        self._use_scheme(scheme)
        label = scheme.label(item.label)
        self.labels.show_value(label.name)
        self.state.setText(state_of(reading, item))
        reason = reason_of(reading, item)
        self.reason.setText(f"Why: {reason}" if reason else "")
        self.reason.setVisible(bool(reason))
        self.parts.show_rows(part_rows(reading, item, label))
        hint = open_roles(label, item)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        checkable = checkable_line(reading.document.text, item, scheme)
        self.checkable.setText(checkable)
        self.checkable.setVisible(bool(checkable))
        links = link_rows(reading, item, scheme) if isinstance(item, Annotation) else []
        self.links.show_rows(links)
        for shown in (self.links_title, self.links):
            shown.setVisible(bool(links))
        switched = self._use_form(label)
        assert self.form is not None
        width = self._caption_width(label)
        self.parts.set_caption_width(width)
        self.form.set_caption_width(width)
        self.form.show_values(item.attributes, force=force or switched)
        self.memo.show_value(item.memo if isinstance(item, Annotation) else "", force=force)
        self._show_decisions(reading, item)
        self._order_tabs()

    def _scrolled_lines(self) -> QScrollArea:
        gap = self._gap
        body = QWidget()
        lines = QVBoxLayout(body)
        lines.setContentsMargins(gap, gap, gap, gap)
        lines.setSpacing(gap)
        lines.addLayout(self._label_place)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self.state)
        said.addWidget(self.reason)
        lines.addLayout(said)
        lines.addWidget(_rule())
        lines.addWidget(self.parts)
        lines.addWidget(self.hint)
        lines.addWidget(self.checkable)
        linked = QVBoxLayout()
        linked.setSpacing(0)
        linked.addWidget(self.links_title)
        linked.addWidget(self.links)
        lines.addLayout(linked)
        lines.addWidget(_rule())
        lines.addLayout(self._form_place)
        lines.addWidget(self.memo, 1)
        lines.addStretch(0)
        scroll = self._scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        return scroll

    def _decision_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(self._gap, self._gap, self._gap, self._gap)
        row.setSpacing(self._gap)
        for button in self.buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        return row

    def show_focused(self) -> None:
        """Scroll to the control that has the focus."""
        focused = self.focusWidget()
        if focused is not None and self._scroll.isAncestorOf(focused):
            self._scroll.ensureWidgetVisible(focused)

    def _use_scheme(self, scheme: LabelScheme) -> None:
        if scheme == self._scheme:
            return
        self._scheme = scheme
        for old in (self.labels, *self._forms.values()):
            old.hide()
            old.deleteLater()
        self._forms, self.form = {}, None
        self.labels = ChipRow.of_labels(scheme.labels)
        self.labels.chosen.connect(self.label_chosen)
        self._label_place.addWidget(self.labels)

    def _forget_scheme(self) -> None:
        self._scheme = None

    def _use_form(self, label: Label) -> bool:
        """Show the attributes of a label; whether those of another were shown."""
        form = self._forms.get(label.name)
        if form is None:
            form = self._forms[label.name] = AttributesForm(label, self._names)
            self._form_place.addWidget(form)
            self.form_made.emit(form)
        if form is self.form:
            return False
        if self.form is not None:
            self.form.hide()
        form.show()
        self.form = form
        return True

    def _caption_width(self, label: Label) -> int:
        """What the captions of parts and attributes need, so that what they stand before is aligned."""
        metrics = QFontMetrics(small(self.font()))
        captions = [keymap.before(role.title, f"role:{n}", str(n)) for n, role in enumerate(label.roles, start=1)]
        captions += [keymap.before(a.title, f"attribute:{a.key}", a.key) for a in label.attributes]
        return max(metrics.horizontalAdvance(caption) for caption in captions)

    def _show_decisions(self, reading: Reading, item: Item) -> None:
        """Offer what can be decided on the item as it stands."""
        annotation = isinstance(item, Annotation)
        status = reading.status(item)
        rejected, skipped = status is Status.REJECTED, reading.is_skipped(item)
        offered = {
            "accept": not annotation,
            "reject": not rejected,
            "skip": not annotation and not rejected and not skipped,
            "reopen": rejected or skipped,
        }
        for action, button in self.buttons.items():
            button.setToolTip(keymap.key(action))
            button.setVisible(offered[action])
        self.buttons["reject"].setText("Delete" if annotation else "Reject")

    def _order_tabs(self) -> None:
        assert self.form is not None
        stops: list[QWidget] = [
            *self.labels.chips(),
            *self.parts.tab_stops(),
            *self.links.tab_stops(),
            *self.form.tab_stops(),
            self.memo,
        ]
        stops += self.buttons.values()
        if stops != self._stops:
            self._stops = stops
            for before, after in pairwise(stops):
                QWidget.setTabOrder(before, after)

    def _button(self, action: str, title: str) -> QPushButton:
        button = QPushButton(title)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.decided.emit(action))
        return button


def _quiet_label() -> QLabel:
    label = QLabel()
    label.setFont(small(label.font()))
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _rule() -> QFrame:
    """A thin line across."""
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setFrameShadow(QFrame.Shadow.Plain)
    line.setForegroundRole(QPalette.ColorRole.Mid)
    return line
