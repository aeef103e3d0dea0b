"""The status line: what was just done, what is running, and where the work is saved, under whose name."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from gui.files import Files
from gui.session import Session


class StatusLine(QStatusBar):
    """Follows the session and its files."""

    def __init__(self, session: Session, files: Files, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._files = session, files
        self._suggesting = QLabel()
        self._progress = QProgressBar()
        self._progress.setMaximumWidth(self.fontMetrics().averageCharWidth() * 24)
        self._progress.setAccessibleName("Progress")
        self._cancel = QToolButton()
        self._cancel.setText("Cancel")
        self._cancel.clicked.connect(files.cancel)
        self._saved = QLabel()
        for widget in (self._suggesting, self._progress, self._cancel, self._saved):
            self.addPermanentWidget(widget)
        session.said.connect(lambda text: self.showMessage(text, 8000))
        session.project_changed.connect(self._show_project)
        files.job_changed.connect(self._show_job)
        files.progressed.connect(self._show_progress)
        files.suggesting_changed.connect(self._show_suggesting)
        self._show_project()
        self._show_job()

    def _show_project(self) -> None:
        project = self._session.project
        if project:
            self._saved.setText(f"Saved in {project.path.name} as {project.annotator}")
            self._saved.setToolTip(f"Every action is in {project.path} the moment it is done.")
        else:
            self._saved.setText("No project open")

    def _show_job(self) -> None:
        job = self._files.job
        self._progress.setVisible(job is not None)
        self._cancel.setVisible(job is not None)
        if job:
            self.showMessage(self._files.job_title)
            self._progress.setRange(0, 0)
        else:
            self.clearMessage()

    def _show_progress(self, done: int, in_all: int) -> None:
        self._progress.setRange(0, in_all)
        self._progress.setValue(done)

    def _show_suggesting(self) -> None:
        asked = self._files.suggester.asked
        name = " ".join(next((s.name for s in self._session.summaries if s.id == asked), "").split())
        short = name if len(name) <= 40 else name[:39] + "…"
        self._suggesting.setText(f"Reading “{short}” for suggestions…" if asked else "")
