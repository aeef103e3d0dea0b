"""One start of a window, measured from outside: run by `start_up` as a process of its own.

    python -m tests.benchmarks.window_process bare|quotemark|gaps ARTICLE STARTED

STARTED is the system's monotonic clock, in seconds, just before this process was made. Prints one JSON object.
"""

from __future__ import annotations

import json
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gui.main_window import MainWindow


def bare(article: Path, started: float) -> None:
    """A window with a QPlainTextEdit and the article's text: what any PySide6 program needs until its text is on screen."""
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit

    class Page(QPlainTextEdit):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            print(json.dumps({"seconds": time.monotonic() - started}))
            QApplication.exit()

    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    page = Page()
    page.setReadOnly(True)
    page.setPlainText(article.read_text(encoding="utf-8"))
    window.setCentralWidget(page)
    window.resize(1400, 900)
    window.show()
    application.exec()


def quotemark(article: Path, started: float, *, gaps: bool) -> None:
    """Quotemark as the command line starts it. With `gaps`, until the article's suggestions are on the page and a second longer."""
    import gui.application
    import main

    run = gui.application.run
    told: dict[str, object] = {}

    def listen(window: MainWindow) -> None:
        def painted() -> None:
            told["seconds"] = time.monotonic() - started
            told["spacy_imported"] = "spacy" in sys.modules
            if gaps:
                _measure_gaps(window, told)
            else:
                window.close()

        window.view.first_painted.connect(painted)

    gui.application.run = lambda paths: run(paths, on_window=listen)  # type: ignore[assignment, misc]
    try:
        main.main(["open", str(article)])
    finally:
        print(json.dumps(told))


def _measure_gaps(window: MainWindow, told: dict[str, object]) -> None:
    """Tick every millisecond; the longest time between two ticks is how long the window could not answer.

    The panels are built in one go right after the first paint, before the process with spaCy is started: that silence is told apart.
    """
    from PySide6.QtCore import Qt, QTimer

    ticks = [time.monotonic()]
    built: list[int] = []  # the tick at which the suggester's process was there

    def tick() -> None:
        ticks.append(time.monotonic())
        if not built and window.furnished and window.files.suggester.running:
            built.append(len(ticks) - 1)
            window.files.suggester.suggested.connect(lambda *_: QTimer.singleShot(1000, finish))

    def finish() -> None:
        lengths = [b - a for a, b in pairwise(ticks)]
        told["building"] = max(lengths[: built[0]])
        told["gaps"] = sorted(lengths[built[0] :], reverse=True)[:5]
        window.close()

    timer = QTimer(window)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)
    timer.start(1)


if __name__ == "__main__":
    kind, path, at = sys.argv[1], Path(sys.argv[2]), float(sys.argv[3])
    if kind == "bare":
        bare(path, at)
    else:
        quotemark(path, at, gaps=kind == "gaps")
