"""The whole window with many items in a document: opening it, and deciding in it. `python -m tests.benchmarks.many_items ITEMS ROUNDS`.

The project is a real one: half of the items are suggestions, half annotations, all in its file. Each size in a process of its own.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from annotation.model import Annotation, Change, Document, Step, Suggestion, now
from storage.project import Project
from tests.benchmarks.figures import Figure, high, median
from tests.benchmarks.samples import items_of, text_of

SIZES = (34, 1_900, 10_000, 100_000)
CHARACTERS = 40  # of text for each item
TARGET, WORST = 16, 50  # milliseconds: a decision's median and 99th percentile
SMALL = "small"
LONGEST = 20.0  # seconds that the rounds of one thing may take together


def measure(*, rounds: int) -> list[Figure]:
    """A process for each size."""
    figures: list[Figure] = []
    for size in SIZES:
        environment = os.environ | {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
        command = [sys.executable, "-m", "tests.benchmarks.many_items", str(size), str(rounds)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600, check=False)
        if done.returncode:
            raise RuntimeError(f"{size} items: {done.stderr}")
        told = json.loads(done.stdout.splitlines()[-1])
        figures.append(Figure(f"{size:,} items: opening the document", f"{median(told['open']):.0f} ms", ""))
        for name, values in told.items():
            if name == "open":
                continue
            middle, top = median(values), high(values)
            decision = name.startswith("decision")  # what has targets
            figures.append(
                Figure(
                    f"{size:,} items: {name}, median / p99",
                    f"{middle:.1f} / {top:.1f} ms",
                    f"under {TARGET} / {WORST} ms" if decision else "",
                    ok=middle < TARGET and top < WORST if decision else None,
                )
            )
    return figures


def write_project(path: Path, items: int) -> str:
    """A project with a small document and one with this many items; the id of the latter."""
    text = text_of(max(items * CHARACTERS, 2_000))
    made = items_of(text, 2 * items)[:items]  # two parts each, more or less
    with Project.create(path, annotator="bench") as project:
        project.add_document(_document(SMALL, "Nothing is marked here."), b"")
        project.add_document(_document("sample", text), b"")
        project.add_suggestions("sample", ["bench@1"], [item for item in made if isinstance(item, Suggestion)])
        steps = tuple(Step(None, item) for item in made if isinstance(item, Annotation))
        project.apply(Change("prepare", "sample", steps))
    return "sample"


def measure_here(items: int, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each repeat, by what was done: each is in the file and on the page when the clock stops."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from gui import settings
    from gui.application import make_application
    from gui.main_window import MainWindow

    application = make_application()
    settings.settings().clear()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.sqlite"
        document_id = write_project(path, items)
        window = MainWindow()
        window.resize(1400, 900)
        window.files.use(Project.open(path, annotator="bench"), SMALL)
        window.show()
        window.activateWindow()
        QTest.qWaitForWindowExposed(window)
        window.view.setFocus()
        QTest.qWait(300)

        def timed(do: Qt.Key | str) -> float:
            start = time.perf_counter()
            if isinstance(do, str):
                window.session.open_document(do)
            else:
                QTest.keyClick(window.view, do)
            application.processEvents()
            return (time.perf_counter() - start) * 1000

        told: dict[str, list[float]] = {"open": [], "Tab": [], "decision (A)": [], "undo (U)": []}
        enough = time.monotonic() + LONGEST
        while len(told["open"]) < 3 and time.monotonic() < enough:
            timed(SMALL)
            told["open"].append(timed(document_id))
        timed(Qt.Key.Key_Tab)
        enough = time.monotonic() + LONGEST
        while len(told["Tab"]) < rounds and time.monotonic() < enough:
            for name, key in (("Tab", Qt.Key.Key_Tab), ("decision (A)", Qt.Key.Key_A), ("undo (U)", Qt.Key.Key_U)):
                told[name].append(timed(key))
            decided = window.session.current
            assert isinstance(decided, Suggestion), "the keys have reached the page"
        window.close()
    return told


def _document(name: str, text: str) -> Document:
    raw = text.encode()
    return Document(
        id=name, name=name, text=text, sha256=hashlib.sha256(raw).hexdigest(), size=len(raw), imported=now()
    )


if __name__ == "__main__":
    print(json.dumps(measure_here(int(sys.argv[1]), int(sys.argv[2]))))
