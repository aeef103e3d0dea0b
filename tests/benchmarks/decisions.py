"""A decision: from the key to the row that is committed and the page that is painted again."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui import settings
from gui.application import make_application
from gui.main_window import MainWindow
from storage.importing import import_files
from storage.project import Project
from storage.suggesting import suggest_project
from tests.benchmarks.figures import Figure


def measure(article: Path, *, rounds: int) -> list[Figure]:
    """Tab to a suggestion, then time A, X or U: each is in the file and on the page when the clock stops."""
    application = make_application()
    settings.settings().clear()
    with tempfile.TemporaryDirectory() as folder:
        project = Project.create(Path(folder) / "bench.sqlite", annotator="bench")
        import_files(project, [article])
        suggest_project(project)
        window = MainWindow()
        window.resize(1400, 900)
        window.files.use(project)
        window.show()
        window.activateWindow()
        QTest.qWaitForWindowExposed(window)
        window.view.setFocus()
        QTest.qWait(300)
        times: dict[str, list[float]] = {"A": [], "X": [], "U": []}
        for n in range(rounds):
            _press(application, window, Qt.Key.Key_Tab)
            key = Qt.Key.Key_A if n % 2 == 0 else Qt.Key.Key_X
            times["A" if n % 2 == 0 else "X"].append(_press(application, window, key))
            times["U"].append(_press(application, window, Qt.Key.Key_U))
        window.close()
    decisions = times["A"] + times["X"]
    centiles = statistics.quantiles(decisions, n=100)
    return [
        Figure(
            "decision (A or X), median",
            f"{statistics.median(decisions):.1f} ms",
            "under 16 ms",
            ok=statistics.median(decisions) < 16,
        ),
        Figure("decision, 99th percentile", f"{centiles[98]:.1f} ms", "under 50 ms", ok=centiles[98] < 50),
        Figure("undo, median", f"{statistics.median(times['U']):.1f} ms", ""),
    ]


def _press(application: QApplication, window: MainWindow, key: Qt.Key) -> float:
    """Milliseconds from a key to nothing left to do or to paint."""
    start = time.perf_counter()
    QTest.keyClick(window.view, key)
    application.processEvents()
    return (time.perf_counter() - start) * 1000
