"""Reading, in the settings: how the article's text is set. Drawn from the table in `gui.preferences`."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotation.scheme import LabelScheme
from gui import looks, theme
from gui.article.view import ArticleView
from gui.dialogs.sample import Sample
from gui.preferences import READING, Preference


class ReadingTab(QWidget):
    """A control for each preference; the article beside the dialog follows at once."""

    def __init__(self, scheme: LabelScheme, view: ArticleView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self.controls: dict[str, QComboBox | QDoubleSpinBox] = {}
        form = QFormLayout()
        for preference in READING:
            control = self._combo() if preference.kind == "face" else self._box(preference)
            control.setAccessibleName(preference.title)
            control.setToolTip(preference.tip)
            self.controls[preference.key] = control
            control.setMaximumWidth(self.fontMetrics().averageCharWidth() * 50)
            form.addRow(f"{preference.title}:", control)
        self.sample = Sample(scheme, dark=None)
        self.sample.show_current(scheme.labels[0])
        looks.changes.colours.connect(self.sample.update)
        self.reset = QPushButton("Reset")
        self.reset.setAccessibleName("Reset typeface, size and line width")
        self.reset.clicked.connect(self._reset)
        note = QLabel("The article in the window follows at once.")
        note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.sample)
        layout.addStretch(1)
        below = QHBoxLayout()
        below.addWidget(note, 1)
        below.addWidget(self.reset)
        layout.addLayout(below)
        self._show()
        self.setFocusProxy(self.controls[READING[0].key])

    def _combo(self) -> QComboBox:
        combo = QComboBox()
        by_itself = QFontInfo(theme.reading_font(theme.READING_POINTS, face="")).family()
        combo.addItem(f"As it comes ({by_itself})", "")
        for family in QFontDatabase.families(QFontDatabase.WritingSystem.Latin):
            if not QFontDatabase.isPrivateFamily(family) and QFontDatabase.isSmoothlyScalable(family):
                combo.addItem(family, family)
        combo.setMaxVisibleItems(16)
        combo.activated.connect(lambda n: self._set_face(str(combo.itemData(n))))
        return combo

    def _set_face(self, face: str) -> None:
        looks.choose_for_reading("face", face)
        self.sample.show_points(self._view.points)

    def _box(self, preference: Preference) -> QDoubleSpinBox:
        box = QDoubleSpinBox()
        box.setRange(preference.low, preference.high)
        box.setSingleStep(preference.step)
        box.setDecimals(0)
        box.setSuffix(preference.unit)
        box.valueChanged.connect(partial(self._set, preference))
        return box

    def _set(self, preference: Preference, value: float) -> None:
        if preference.key == "points":
            self._view.set_points(value)
        else:
            looks.choose_for_reading(preference.key, "" if value == preference.default else str(value))
        self.sample.show_points(self._view.points)

    def _reset(self) -> None:
        self._view.set_points(theme.READING_POINTS)
        for preference in READING:
            if preference.key != "points":
                looks.choose_for_reading(preference.key, "")
        self._show()

    def _show(self) -> None:
        for preference in READING:
            control = self.controls[preference.key]
            control.blockSignals(True)
            if isinstance(control, QComboBox):
                control.setCurrentIndex(max(control.findData(looks.face()), 0))
            else:
                kept = looks.number(preference.key, preference.default)
                control.setValue(self._view.points if preference.key == "points" else kept)
            control.blockSignals(False)
        self.sample.show_points(self._view.points)
