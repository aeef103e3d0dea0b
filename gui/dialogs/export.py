"""Where a dataset goes and in which format; what that format cannot carry is told before anything is written."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from annotation.errors import QuotemarkError
from annotation.exchange import ExchangeDocument
from annotation.formats import FORMATS, Format
from annotation.model import Status
from gui.dialogs.target import Target
from gui.session import Session
from gui.tasks import Job, Progress
from storage.project import Project


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What to write, how and where. `format_name` is one of annotation.formats."""

    format_name: str
    statuses: tuple[Status, ...]
    path: Path


class ExportDialog(QDialog):
    """Asks for an export of the session's project. It writes nothing: `choice` says what was asked for."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert session.project is not None
        self._project = session.project
        self._job: Job | None = None
        self.setWindowTitle("Export the dataset")
        self.format = QComboBox()
        self.format.setAccessibleName("Format")
        for name, format_ in FORMATS.items():
            self.format.addItem(format_.title, name)
        self._suffix = self._format().suffix
        self.statuses = self._make_statuses()
        suggested = folder_for(self._project.path) / f"{self._project.path.stem}{self._suffix}"
        self.target = Target(self, suggested, filters=self._filters, refuse=self._refuse)
        self.path, self.note = self.target.path, self.target.note
        self.heading = QLabel()
        self.losses = QListWidget()
        self.losses.setAccessibleName("What the format cannot carry")
        self.losses.setWordWrap(True)
        self.losses.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.export = self.buttons.addButton("Export", QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.export.setDefault(True)  # only now: it is the window that has a default button
        self.format.currentIndexChanged.connect(self._change_format)
        for box in self.statuses.values():
            box.toggled.connect(self._check)
        self.target.changed.connect(self._show_note)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._check()
        self.format.setFocus()

    def choice(self) -> ExportChoice | None:
        """What was asked for; None where it cannot be written so."""
        statuses = tuple(status for status, box in self.statuses.items() if box.isChecked())
        if self.target.refusal() or not statuses:
            return None
        return ExportChoice(self.format.currentData(), statuses, self.target.file)

    def done(self, result: int) -> None:
        self._drop_job()
        super().done(result)

    # Within -----------------------------------------------------------------------------------------------------

    def _format(self) -> Format:
        return FORMATS[self.format.currentData()]

    def _make_statuses(self) -> dict[Status, QCheckBox]:
        numbers = dict.fromkeys(Status, 0)
        for count in self._project.counts():
            numbers[count.status] += count.number
        boxes = {status: QCheckBox(f"{status.value.title()} ({numbers[status]:,})") for status in Status}
        boxes[Status.ACCEPTED].setChecked(True)
        return boxes

    def _lay_out(self) -> None:
        gap = round(self.fontMetrics().height() * 0.6)
        statuses = QHBoxLayout()
        for box in self.statuses.values():
            statuses.addWidget(box)
        statuses.addStretch(1)
        form = QFormLayout()
        form.setSpacing(gap)
        form.addRow("Format", self.format)
        form.addRow("Annotations", statuses)
        self.target.add_to(form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * gap, 2 * gap, 2 * gap, 2 * gap)
        layout.setSpacing(gap)
        layout.addLayout(form)
        layout.addWidget(self.heading)
        layout.addWidget(self.losses, 1)
        layout.addStretch(0)  # takes the list's room where there is none
        layout.addWidget(self.buttons)

    def _change_format(self) -> None:
        """The file's name follows the format for as long as it ends as the format before says."""
        path, suffix = self.path.text(), self._format().suffix
        if path.endswith(self._suffix):
            self.path.setText(path.removesuffix(self._suffix) + suffix)
        self._suffix = suffix
        self._check()

    def _filters(self) -> str:
        return f"{self._format().title} (*{self._suffix});;All files (*)"

    def _refuse(self, path: Path) -> str:
        is_project = path.exists() and path.samefile(self._project.path)
        return "This is the project itself: choose another name." if is_project else ""

    def _show_note(self) -> None:
        self.target.show_note()
        self.export.setEnabled(self.choice() is not None)

    def _check(self) -> None:
        """Ask the format anew what it cannot carry; an answer that was under way is dropped."""
        self._show_note()
        self._drop_job()
        self.losses.clear()
        statuses = tuple(status for status, box in self.statuses.items() if box.isChecked())
        if not statuses:
            self.heading.setText("Choose which annotations to export.")
            return
        self.heading.setText("Checking what this format cannot carry…")
        # Reading the whole project takes a while where it is large: not on the window's thread.
        # The job belongs to the application, for it may outlive the dialog: a format's library is not stopped while it is imported.
        job = Job(partial(_losses, self._project.path, self._format(), statuses), QApplication.instance() or self)
        job.finished.connect(self._show_losses)
        job.failed.connect(self._show_failure)
        for end in (job.finished, job.failed, job.cancelled):
            end.connect(job.deleteLater)
        self._job = job

    def _drop_job(self) -> None:
        """Ask the check that is under way to stop, and let nobody hear what it finds."""
        if self._job:
            self._job.finished.disconnect(self._show_losses)
            self._job.failed.disconnect(self._show_failure)
            self._job.cancel()
            self._job = None

    def _show_losses(self, losses: list[str]) -> None:
        self._job = None
        self.heading.setText("What this format cannot carry:" if losses else "This format carries everything.")
        self.losses.addItems(losses)
        self.losses.setVisible(bool(losses))

    def _show_failure(self, error: QuotemarkError) -> None:
        self._job = None
        self.heading.setText(f"{error.title}: {error}")


def _losses(path: Path, format_: Format, statuses: tuple[Status, ...], progress: Progress) -> list[str]:
    """What `format_` cannot carry, read over a connection of its own."""
    with (
        Project.open(path, writable=False) as project,
        closing(_told(project.exchange_documents(statuses), progress)) as documents,
    ):
        return format_.preflight(documents)


def _told(documents: Iterator[ExchangeDocument], progress: Progress) -> Generator[ExchangeDocument, None, None]:
    """The documents; stops between two of them once the work was cancelled."""
    for number, document in enumerate(documents):
        progress(number, 0)
        yield document


def folder_for(project: Path) -> Path:
    """Where what is made of a project goes: beside it; for the project in the hidden data folder, to the user's documents."""
    data = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)
    if str(project.parent) != data:
        return project.parent
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return documents if documents.is_dir() else Path.home()
