"""The application: starts Qt, puts the text on screen first, then builds the rest and opens the project.

Nothing is imported before the first paint that it does not need: not spaCy, and not the panels either.
"""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from annotation.errors import InputError
from gui import theme
from gui.main_window import MainWindow

if TYPE_CHECKING:
    from storage.project import Project

# Up to this size, in bytes, an article is on the page before it is in the project.
FIRST_LIMIT = 2_000_000
# Until the panels have been painted, in milliseconds.
SETTLED = 150


def make_application() -> QApplication:
    """The QApplication with Quotemark's name, style and colours."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        # The style as an argument: QApplication.setStyle returns it, and wrapping it costs 30 ms.
        application = QApplication([*sys.argv[:1], "-style", "fusion"])
    application.setApplicationName("quotemark")
    application.setApplicationDisplayName("Quotemark")
    application.setDesktopFileName("quotemark")
    application.setPalette(theme.palette())
    return application


def run(paths: Sequence[Path], *, on_window: Callable[[MainWindow], None] | None = None) -> int:
    """Open the window on a project, on articles, or on what was open last, and return the exit code when it is closed.

    `on_window` is called with the window before it is shown (benchmarks and tests listen to it).

    Raises:
        QuotemarkError: where none of the paths can be opened; no window was shown then.
    """
    project, document_id = _open_project(paths)
    first = project.document(document_id).text if project and document_id else "" if project else _first_text(paths)
    # A document may have values by the hundred thousand, which live as long as it is shown: looking for garbage among them after every
    # few hundred would double the time that it takes to open.
    gc.set_threshold(100_000, 50, 100)
    application = make_application()
    window = MainWindow(first)
    if on_window:
        on_window(window)

    def open_rest() -> None:
        from gui.files import sorted_out

        if not window.furnished:
            window.furnish()
        if project:
            window.files.use(project, document_id)
        elif not paths:
            window.files.open_last()
        if articles := sorted_out(paths)[1]:
            window.files.import_articles(articles)
        # The first document's suggestions should not wait for the suggester's start; the panels are painted before that.
        QTimer.singleShot(SETTLED, window.files.warm_up)

    if first:
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


def _open_project(paths: Sequence[Path]) -> tuple[Project | None, str]:
    """The project among the paths, open, and the id of the document to begin with; None and "" where there are only articles.

    Raises:
        ProjectError: where it cannot be opened or read.
    """
    if not paths or (len(paths) == 1 and paths[0].suffix.lower() == ".txt"):
        return None, ""
    from gui.files import PATIENCE, begin_with, sorted_out
    from storage.project import Project

    projects, _ = sorted_out(paths)
    if not projects:
        return None, ""
    project = Project.open(projects[0], patience=PATIENCE)
    return project, begin_with(project.path, project.documents())


def _first_text(paths: Sequence[Path]) -> str:
    """The text of the article, where it is only one. Its errors are raised before there is a window."""
    if len(paths) != 1 or paths[0].suffix.lower() in (".jsonl", ".ndjson") or paths[0].is_dir():
        return ""
    from annotation.encoding import decode
    from annotation.text import normalise_text

    try:
        # What an import does to an article's text, without what else it makes of it.
        if (
            paths[0].stat().st_size <= FIRST_LIMIT
            and (text := normalise_text(decode(paths[0].read_bytes(), "")[0])).strip()
        ):
            return text
    except (OSError, InputError):
        pass  # told below, by the reader
    from annotation.readers import read_document

    read_document(paths[0])
    return ""
