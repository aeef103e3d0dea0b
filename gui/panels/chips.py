"""Small buttons that are on or off: labels, values of attributes, filters."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from annotation.scheme import Label
from gui import keymap, theme
from gui.panels.flow import FlowLayout
from gui.panels.painting import accent, draw_letter, hairline


class Chip(QAbstractButton):
    """A rounded toggle. With a `label` it has the label's letter, colour and line style; `text` may then be empty."""

    def __init__(
        self, text: str, *, label: Label | None = None, spoken: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._label = label
        self.setText(text)
        self.setCheckable(True)
        self.setAccessibleName(spoken or text or (label.title if label else ""))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        letter = self._letter_width(metrics)
        words = metrics.horizontalAdvance(self.text())
        pad = metrics.height() * (0.45 if self.text() else 0.15)
        return QSize(round(letter + words + 2 * pad), round(metrics.height() * 1.45))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self.font())
        thin = hairline(metrics)
        on, focus = self.isChecked(), self.hasFocus()
        colour = theme.label_colour(self._label) if self._label else accent(self.palette())
        wash = QColor(colour)
        wash.setAlphaF((0.2 if on else 0.0) + (0.08 if self.underMouse() and self.isEnabled() else 0.0))
        edge = colour if on else self.palette().color(QPalette.ColorRole.Mid)
        frame = QRectF(self.rect()).adjusted(thin, thin, -thin, -thin)
        radius = frame.height() * 0.28
        painter.setBrush(wash)
        painter.setPen(QPen(edge, thin))
        painter.drawRoundedRect(frame, radius, radius)
        if focus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(accent(self.palette()), 2 * thin))
            painter.drawRoundedRect(frame, radius, radius)
        left = float(self.rect().left())
        if self._label:
            width = self._letter_width(metrics)
            pad = metrics.height() * 0.15
            square = QRectF(pad, 0, width, self.height())
            # On its wash the label's colour would have too little contrast.
            letter = self.palette().color(QPalette.ColorRole.Text) if on else colour
            draw_letter(painter, square, self._label, colour=letter)
            left = pad + width - metrics.height() * 0.3
        if self.text():
            role = QPalette.ColorRole.Text if self.isEnabled() else QPalette.ColorRole.PlaceholderText
            painter.setPen(self.palette().color(role))
            room = QRectF(left, 0, self.width() - left, self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self.text())

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def _letter_width(self, metrics: QFontMetricsF) -> float:
        return metrics.height() * 1.3 if self._label else 0.0


class ChipRow(QWidget):
    """Chips of which at most one is on. `chosen` tells what the analyst made of it: a value, or "" where the one that was on was clicked."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: dict[str, Chip] = {}
        self._may_be_none = True
        FlowLayout(self, gap=round(self.fontMetrics().height() * 0.25))

    @classmethod
    def of_values(cls, values: Iterable[str], *, spoken: str) -> ChipRow:
        """A row for the values of an attribute that is called `spoken`; the one that is on can be switched off."""
        made = cls()
        made.setAccessibleName(spoken)
        for value in values:
            made._add(value, Chip(value, spoken=f"{spoken}: {value}", parent=made))
        return made

    @classmethod
    def of_labels(cls, labels: Iterable[Label]) -> ChipRow:
        """A row for labels; the one that is on stays on."""
        made = cls()
        made._may_be_none = False
        made.setAccessibleName("Label")
        for label in labels:
            chip = Chip(label.title, label=label, spoken=f"Label: {label.title}", parent=made)
            key = keymap.key(f"label:{label.name}", label.key)
            chip.setToolTip(f"{label.description} ({key})" if key else label.description)
            made._add(label.name, chip)
        return made

    @property
    def value(self) -> str:
        """The value that is on, "" for none."""
        return next((value for value, chip in self._chips.items() if chip.isChecked()), "")

    def show_value(self, value: str) -> None:
        """Switch a value on without telling anybody."""
        for name, chip in self._chips.items():
            chip.setChecked(name == value)

    def chip(self, value: str) -> Chip:
        return self._chips[value]

    def chips(self) -> list[Chip]:
        return list(self._chips.values())

    def focus_chip(self) -> None:
        """Give the focus to the chip that is on, or the first one."""
        chip = self._chips.get(self.value) or next(iter(self._chips.values()))
        chip.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _add(self, value: str, chip: Chip) -> None:
        self._chips[value] = chip
        layout = self.layout()
        assert layout is not None
        layout.addWidget(chip)
        chip.clicked.connect(lambda on: self._clicked(value, on=on))

    def _clicked(self, value: str, *, on: bool) -> None:
        if not on and not self._may_be_none:
            self._chips[value].setChecked(True)
            return
        self.show_value(value if on else "")
        self.chosen.emit(value if on else "")
