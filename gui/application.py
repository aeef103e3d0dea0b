"""The application: starts Qt, puts the text on screen first, then opens the project. Nothing heavy is imported before the first paint."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from gui import theme
from gui.files import PROJECT_SUFFIXES, default_project
from gui.main_window import MainWindow
from storage.opening import is_project
from storage.project import Project


def make_application() -> QApplication:
    """The QApplication with Quotemark's name, style and colours."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(sys.argv[:1])
    application.setApplicationName("quotemark")
    application.setApplicationDisplayName("Quotemark")
    application.setDesktopFileName("quotemark")
    application.setStyle("Fusion")
    application.setPalette(theme.palette())
    return application


def run(paths: Sequence[Path], *, on_window: Callable[[MainWindow], None] | None = None) -> int:
    """Open the window on a project, on articles, or on what was open last, and return the exit code when it is closed.

    `on_window` is called with the window before it is shown (benchmarks and tests listen to it).

    Raises:
        QuotemarkError: where none of the paths can be opened; no window was shown then.
    """
    projects = [path for path in paths if is_project(path) or path.suffix.lower() in PROJECT_SUFFIXES]
    articles = [path for path in paths if path not in projects]
    project = Project.open(projects[0]) if projects else None
    first = _first_text(articles) if articles and project is None else ""
    application = make_application()
    window = MainWindow()
    if on_window:
        on_window(window)

    def open_rest() -> None:
        if project:
            window.files.use(project)
        elif not articles and default_project().exists():
            window.files.open_project(default_project())
        if articles:
            window.files.import_articles(articles)
        # The first document's suggestions should not wait for the suggester's start.
        window.files.suggester.warm_up()

    if first:
        window.view.show_text(first)
        window.view.first_painted.connect(lambda: QTimer.singleShot(0, open_rest))
    else:
        QTimer.singleShot(0, open_rest)
    window.show()
    # Ctrl+C in the terminal closes the window as its own button does; Python sees signals only between Qt's events.
    signal.signal(signal.SIGINT, lambda *_: window.close())
    waker = QTimer(window)
    waker.start(500)
    waker.timeout.connect(lambda: None)
    return application.exec()


def _first_text(articles: Sequence[Path]) -> str:
    """The text of the first article, if it is one article; the errors of a single one are raised."""
    from annotation.readers import READERS, read_document

    if articles[0].is_dir() or articles[0].suffix.lower() in READERS:
        return ""
    if len(articles) == 1:
        return read_document(articles[0]).document.text
    return ""
