"""The attributes of one label, as the editor shows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from annotation.scheme import Attribute, Label
from gui import keymap
from gui.panels.chips import ChipRow
from gui.panels.editor_fields import NameField
from gui.panels.painting import small


class AttributesForm(QWidget):
    """A row for each attribute: chips where it has values, else a field.

    `chosen` says that the analyst clicked a value ("" clears it), `committed` that a field may have something pending.
    """

    chosen = Signal(str, str)
    committed = Signal()
    left = Signal()

    def __init__(self, label: Label, names: Callable[[Label, str], list[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._controls: dict[str, ChipRow | NameField] = {}
        layout = self._layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        gap = round(self.fontMetrics().height() * 0.35)
        layout.setHorizontalSpacing(2 * gap)
        layout.setVerticalSpacing(gap)
        layout.setColumnStretch(1, 1)
        for row, attribute in enumerate(label.attributes):
            control = self._control(label, attribute, names)
            self._controls[attribute.name] = control
            caption = QLabel(keymap.before(attribute.title, f"attribute:{attribute.key}", attribute.key))
            caption.setFont(small(caption.font()))
            caption.setToolTip(self._tip(attribute))
            caption.setForegroundRole(caption.palette().ColorRole.PlaceholderText)
            control.setToolTip(self._tip(attribute))
            top = Qt.AlignmentFlag.AlignTop if isinstance(control, ChipRow) else Qt.AlignmentFlag.AlignVCenter
            if isinstance(control, ChipRow):  # beside its first line of chips, should there be more
                caption.setContentsMargins(0, round(self.fontMetrics().height() * 0.22), 0, 0)
            layout.addWidget(caption, row, 0, top | Qt.AlignmentFlag.AlignLeft)
            layout.addWidget(control, row, 1)

    def show_values(self, values: Mapping[str, str], *, force: bool) -> None:
        """Show what is kept; what is being typed stays unless `force` is set."""
        for name, control in self._controls.items():
            if isinstance(control, ChipRow):
                control.show_value(values.get(name, ""))
            else:
                control.show_value(values.get(name, ""), force=force)

    def fields(self) -> dict[str, NameField]:
        """The free attributes."""
        return {name: control for name, control in self._controls.items() if isinstance(control, NameField)}

    def control(self, name: str) -> ChipRow | NameField:
        """Raises KeyError where the label has no such attribute."""
        return self._controls[name]

    def set_caption_width(self, width: int) -> None:
        """Give the captions a width, in pixels, that other columns share."""
        self._layout.setColumnMinimumWidth(0, width)

    def tab_stops(self) -> list[QWidget]:
        """Its controls in order."""
        stops: list[QWidget] = []
        for control in self._controls.values():
            stops += control.chips() if isinstance(control, ChipRow) else [control]
        return stops

    def focus_control(self, name: str) -> None:
        """Give an attribute the focus, its text selected; nothing where the label has no such attribute."""
        control = self._controls.get(name)
        if isinstance(control, ChipRow):
            control.focus_chip()
        elif control is not None:
            control.setFocus(Qt.FocusReason.ShortcutFocusReason)
            control.selectAll()

    def offer(self, name: str) -> None:
        """Offer what a free attribute that is empty may be."""
        control = self._controls.get(name)
        if isinstance(control, NameField) and not control.text():
            control.offer()

    def _control(
        self, label: Label, attribute: Attribute, names: Callable[[Label, str], list[str]]
    ) -> ChipRow | NameField:
        name = attribute.name
        if attribute.values:
            row = ChipRow.of_values(attribute.values, spoken=attribute.title)
            row.chosen.connect(lambda value: self.chosen.emit(name, value))
            return row
        field = NameField(lambda: names(label, name))
        field.setAccessibleName(attribute.title)
        field.setAccessibleDescription(attribute.description)
        field.committed.connect(self.committed)
        field.left.connect(self.left)
        return field

    @staticmethod
    def _tip(attribute: Attribute) -> str:
        key = keymap.key(f"attribute:{attribute.key}", attribute.key)
        return (
            f"{attribute.description or attribute.title} ({key})" if key else attribute.description or attribute.title
        )
