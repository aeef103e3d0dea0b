"""A picture of the real window, for documentation and for machines without a display."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from annotation.errors import ExportError
from gui import theme
from gui.application import make_application
from gui.main_window import MainWindow
from storage.project import Project


def save(project: Path, target: Path, *, size: tuple[int, int] = (1440, 900), dark: bool = False) -> None:
    """Open the window on a project, make its first suggestion current, and save what it shows (`size` in pixels) as PNG.

    Raises:
        ProjectError: where the project cannot be opened.
        ExportError: where the picture cannot be written.
    """
    opened = Project.open(project)
    make_application()
    theme.choose(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
    QApplication.setPalette(theme.palette())
    window = MainWindow()
    window.resize(*size)
    window.files.use(opened)
    window.show()
    reading = window.session.reading
    if reading and (suggestions := reading.open_suggestions()):
        best = max(suggestions, key=lambda suggestion: len(suggestion.parts))  # the first of those that show most
        window.session.set_current(best.id)
        window.commands.going.go_to_current()
    _settle()
    saved = window.grab().save(str(target), "PNG")
    window.close()
    if not saved:
        raise ExportError(f"The picture {target} cannot be written.", way_out="Check that its folder exists.")


def _settle() -> None:
    """Let the window lay itself out and paint."""
    loop = QEventLoop()
    QTimer.singleShot(400, loop.quit)
    loop.exec()
