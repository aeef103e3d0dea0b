"""Where a picture of the article goes, of which kind, and how much of the article is on it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QVBoxLayout,
    QWidget,
)

from gui.dialogs.target import Target

KINDS = {".pdf": "PDF, in pages", ".svg": "SVG, one tall picture", ".png": "PNG, one tall picture"}
PAPERS = ("A4", "Letter")


@dataclass(frozen=True, slots=True)
class PictureChoice:
    """What to draw and where to. `selected`: only the paragraphs with the selection; `suggestions`: open ones too."""

    path: Path
    paper: str
    selected: bool
    suggestions: bool


class PictureDialog(QDialog):
    """Asks for a picture. It draws nothing: `choice` says what was asked for."""

    def __init__(self, suggested: Path, *, selection: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Save the page as a picture or PDF")
        self.kind = QComboBox()
        self.kind.setAccessibleName("Kind")
        for suffix, title in KINDS.items():
            self.kind.addItem(title, suffix)
        self.paper = QComboBox()
        self.paper.setAccessibleName("Paper")
        self.paper.addItems(PAPERS)
        letter = QLocale().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
        self.paper.setCurrentText("Letter" if letter else "A4")
        self.selected = QCheckBox("Only the &paragraphs with the selection")
        self.selected.setEnabled(selection)
        self.selected.setChecked(selection)
        self.suggestions = QCheckBox("Open &suggestions too")
        self.suggestions.setChecked(True)
        self.target = Target(self, suggested.with_suffix(".pdf"), filters=self._filters, refuse=self._refuse)
        self.path, self.note = self.target.path, self.target.note
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save = self.buttons.addButton("Save", QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.save.setDefault(True)
        self.kind.currentIndexChanged.connect(self._change_kind)
        self.target.changed.connect(self._show_note)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._show_note()
        self.kind.setFocus()

    def choice(self) -> PictureChoice:
        """What was asked for, once Save was pressed."""
        return PictureChoice(
            self.target.file,
            self.paper.currentText(),
            self.selected.isChecked(),
            self.suggestions.isChecked(),
        )

    # Within -----------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        gap = round(self.fontMetrics().height() * 0.6)
        form = QFormLayout()
        form.setSpacing(gap)
        form.addRow("Kind", self.kind)
        form.addRow("Paper", self.paper)
        form.addRow("Show", self.suggestions)
        form.addRow("", self.selected)
        self.target.add_to(form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * gap, 2 * gap, 2 * gap, 2 * gap)
        layout.setSpacing(gap)
        layout.addLayout(form)
        layout.addStretch(1)
        layout.addWidget(self.buttons)

    def _change_kind(self) -> None:
        """The file's name follows the kind for as long as it ends as one."""
        path = Path(self.path.text())
        if path.suffix.lower() in KINDS:
            self.path.setText(str(path.with_suffix(self.kind.currentData())))
        self.paper.setEnabled(self.kind.currentData() == ".pdf")
        self._show_note()

    def _filters(self) -> str:
        suffix = self.kind.currentData()
        return f"{KINDS[suffix]} (*{suffix})"

    def _refuse(self, path: Path) -> str:
        suffix = self.kind.currentData()
        return "" if path.suffix.lower() == suffix else f"The file’s name is to end with {suffix}."

    def _show_note(self) -> None:
        self.target.show_note()
        self.save.setEnabled(not self.target.refusal())
