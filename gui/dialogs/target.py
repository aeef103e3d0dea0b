"""The file that a dialog will have written: a field with a button to choose it, and a note where it cannot be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton


class Target(QObject):
    """The field `path`, the button `browse` and the `note`, put into a form by `add_to`. `changed` says that another file is named."""

    changed = Signal()

    def __init__(
        self, dialog: QDialog, suggested: Path, *, filters: Callable[[], str], refuse: Callable[[Path], str]
    ) -> None:
        """`filters` are those of the file dialog; `refuse` says why a file in an existing folder cannot be written, "" where it can."""
        super().__init__(dialog)
        self._dialog, self._filters, self._refuse = dialog, filters, refuse
        self._form: QFormLayout | None = None
        self.path = QLineEdit(str(suggested))
        self.path.setAccessibleName("File")
        self.path.setMinimumWidth(dialog.fontMetrics().averageCharWidth() * 48)
        self.path.textChanged.connect(self.changed)
        self.browse = QPushButton("Browse…")
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(self._browse)
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setForegroundRole(self.note.palette().ColorRole.PlaceholderText)

    def add_to(self, form: QFormLayout) -> None:
        """Put it into a form, as its last two rows."""
        row = QHBoxLayout()
        row.addWidget(self.path, 1)
        row.addWidget(self.browse)
        form.addRow("File", row)
        form.addRow("", self.note)
        self._form = form

    @property
    def file(self) -> Path:
        """What is named."""
        return Path(self.path.text().strip()).expanduser()

    def refusal(self) -> str:
        """Why this cannot be written, "" where it can."""
        if not self.path.text().strip() or self.file.is_dir():
            return "Name a file to write."
        if not self.file.parent.is_dir():
            return f"There is no folder {self.file.parent}."
        return self._refuse(self.file)

    def show_note(self) -> None:
        """Say why it cannot be written, or that there is one already."""
        assert self._form is not None
        refusal = self.refusal()
        exists = not refusal and self.file.exists()
        self.note.setText(refusal or ("The file exists: it will be replaced." if exists else ""))
        self._form.setRowVisible(self.note, bool(self.note.text()))

    def _browse(self) -> None:
        # The file dialog asks itself whether an existing file is to be replaced.
        title = self._dialog.windowTitle()
        name, _ = QFileDialog.getSaveFileName(self._dialog, title, self.path.text(), self._filters())
        if name:
            self.path.setText(name)
