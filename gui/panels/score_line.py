"""How many suggestions are shown: a slider from fewer to more, and the number."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSlider, QWidget

from gui import keymap
from gui.panels.painting import small

STEP = 5  # hundredths of a score
_END = 100


class ScoreLine(QWidget):
    """The least score of the suggestions that are shown, as “Fewer … more”. `moved` says it, in [0, 1], at every change by the analyst."""

    moved = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _END)  # the more to the right, the lower the least score
        self.slider.setSingleStep(STEP)
        self.slider.setPageStep(2 * STEP)
        self.slider.setAccessibleName("How many suggestions are shown, from fewer to more")
        self.slider.valueChanged.connect(lambda value: self.moved.emit((_END - value) / _END))
        self.number = self._words("")
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(round(self.fontMetrics().height() * 0.35))
        layout.addWidget(self._words("Fewer"))
        layout.addWidget(self.slider, 1)
        layout.addWidget(self._words("more"))
        layout.addWidget(self.number)
        self.show_numbers(0.0, 0, 0)

    def show_numbers(self, least_score: float, shown: int, of: int) -> None:
        """Show this least score, in [0, 1], and how many of how many open suggestions that shows, without telling anybody."""
        hundredths = round(least_score * _END)
        self.slider.blockSignals(True)
        self.slider.setValue(_END - hundredths)
        self.slider.blockSignals(False)
        score, right = f"{hundredths / _END:.2f}", f"{hundredths / 10:.0f}"
        self.number.setText(f"{shown:,} of {of:,} from {score}")
        # A number that grows takes its room once: the slider keeps its width while it is moved.
        self.number.setMinimumWidth(self.number.fontMetrics().horizontalAdvance(f"{of:,} of {of:,} from 0.00 "))
        meaning = f"Suggestions that score {score} or more are shown: {shown:,} of {of:,} that are open."
        self.slider.setAccessibleDescription(meaning)
        lines = [meaning, f"Of ten that score {score}, about {right} are right."]
        if more := keymap.key("more_suggestions"):
            lines.append(f"More: {more}")
        if fewer := keymap.key("fewer_suggestions"):
            lines.append(f"Fewer: {fewer}")
        self.setToolTip("\n".join(lines))

    def _words(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setFont(small(self.font()))
        label.setForegroundRole(label.palette().ColorRole.PlaceholderText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        return label
