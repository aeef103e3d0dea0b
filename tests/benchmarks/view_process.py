"""A process that shows one document and tells how long it took: `python -m tests.benchmarks.view_process KIND SAMPLE ROUNDS`.

KIND is `quotemark` (the article view), `plain` (a bare QPlainTextEdit with the same text, no ranges) or `empty` (the article view without
a document). SAMPLE is a pickled `Sample`, which each kind holds in memory. Prints one JSON object: lists of milliseconds, and the megabytes
that the process holds.
"""

from __future__ import annotations

import gc
import json
import os
import pickle
import random
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPointF
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QMainWindow, QPlainTextEdit

from annotation.model import Annotation, Part
from annotation.scheme import default_scheme
from annotation.text import TextRange
from gui.application import make_application
from gui.article.view import ArticleView
from tests.benchmarks.samples import Sample

WIDTH, HEIGHT = 800, 850  # of the page in a window of 1400 by 900
ADDED = "added"  # the id of what is added to the sample
PATIENCE = 60.0  # seconds that a paint may take
LONGEST = 8.0  # seconds that the rounds of one thing may take together


class Painted(QObject):
    """Counts the paints of a viewport."""

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__(view)
        self.count = 0
        view.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


class Desk(ABC):
    """A window with a view in it, and what is done to it. Each of `open`, `scroll` ... ends when the view has been painted."""

    view: QAbstractScrollArea
    painted: Painted
    took = 0.0  # milliseconds, of what was done last

    def __init__(self, application: QApplication, sample: Sample) -> None:
        self.application = application
        self.sample = sample
        self.dice = random.Random(5)
        self.window = QMainWindow()
        self.window.resize(WIDTH, HEIGHT)
        self.view = self.make()
        self.window.setCentralWidget(self.view)
        self.window.show()
        application.processEvents()

    @abstractmethod
    def make(self) -> QAbstractScrollArea:
        """A view without a text."""

    @abstractmethod
    def fill(self) -> None:
        """Give the text, and what is marked on it, to the view."""

    def open(self) -> None:
        """A new view with the document, painted; the one before goes first, untimed."""
        if view := self.window.takeCentralWidget():
            view.deleteLater()
        self.application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        start = time.perf_counter()
        self.view = self.make()
        self.painted = Painted(self.view)
        self.fill()
        self.window.setCentralWidget(self.view)
        self.until_painted(0)
        self.took = (time.perf_counter() - start) * 1000

    def scroll(self) -> None:
        """Three lines down, and from the end to the middle; where all of it is on screen, it is painted again."""
        bar = self.view.verticalScrollBar()
        if bar.maximum() == 0:
            self._settle(self.view.viewport().update)
            return
        step = 3 * self.line
        down = bar.value() + step <= bar.maximum()
        self._settle(lambda: bar.setValue(bar.value() + step if down else bar.value() // 2))

    def jump(self) -> None:
        """To any place in the document."""
        bar = self.view.verticalScrollBar()
        if bar.maximum() == 0:
            self._settle(self.view.viewport().update)
            return
        place = self.dice.randint(0, bar.maximum())
        if place == bar.value():
            place = place - 1 if place else bar.maximum()
        self._settle(lambda: bar.setValue(place))

    def resize(self) -> None:
        """Another width, at which other words end the lines."""
        width = self.dice.choice([w for w in range(440, 640, 20) if w != self.window.width()])
        self._settle(lambda: self.window.resize(width, HEIGHT))

    @property
    def line(self) -> int:
        """What three of scroll by three lines."""
        return self.view.verticalScrollBar().singleStep()

    def until_painted(self, before: int) -> None:
        """Handle events until the view has been painted and nothing is left to do."""
        patience = time.monotonic() + PATIENCE
        while self.painted.count == before:
            self.application.processEvents()
            if time.monotonic() > patience:
                raise RuntimeError("nothing was painted")
        self.application.processEvents()

    def _settle(self, do: Callable[[], None]) -> None:
        before = self.painted.count
        start = time.perf_counter()
        do()
        self.until_painted(before)
        self.took = (time.perf_counter() - start) * 1000


class QuotemarkDesk(Desk):
    """The article view."""

    view: ArticleView

    def __init__(self, application: QApplication, sample: Sample) -> None:
        super().__init__(application, sample)
        self.scheme = default_scheme()

    def make(self) -> ArticleView:
        return ArticleView()

    def fill(self) -> None:
        self.view.show_text(self.sample.text)
        self.view.show_items(self.sample.items, self.scheme, None)

    def add(self) -> None:
        """One range more, the current one, somewhere on screen. The one before goes first, untimed."""
        self.view.update_items([], [ADDED], None)
        self.application.processEvents()
        height = self.view.height()
        place = self.view.position_at(
            QPointF(self.dice.randint(100, 600), self.dice.randint(height // 4, height * 3 // 4))
        )
        start = min(place, len(self.sample.text) - 41)
        label = self.dice.choice(self.scheme.labels)
        span = TextRange(start, start + 40)
        made = Annotation(
            id=ADDED,
            document_id="sample",
            label=label.name,
            parts=(Part(label.main_role.name, span),),
            annotator="bench",
            created="2026-01-31T12:00:00Z",
        )
        self._settle(lambda: self.view.update_items([made], [], made))


class PlainDesk(Desk):
    """Qt's own view for plain text."""

    view: QPlainTextEdit

    def make(self) -> QPlainTextEdit:
        view = QPlainTextEdit()
        view.setReadOnly(True)
        return view

    def fill(self) -> None:
        self.view.setPlainText(self.sample.text)


def megabytes() -> float:
    """What this process holds of the machine's memory (its resident set), 0 where the system does not tell."""
    gc.collect()
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def measure(kind: str, sample: Sample, rounds: int) -> dict[str, list[float]]:
    """Open the document, note the memory, then do each thing `rounds` times in the open document, and open it again and again."""
    kinds: dict[str, type[Desk]] = {"quotemark": QuotemarkDesk, "plain": PlainDesk, "empty": QuotemarkDesk}
    desk = kinds[kind](make_application(), sample)
    if kind == "empty":
        return {"memory": [megabytes()]}
    desk.open()
    told = {"open": [desk.took], "memory": [megabytes()]}
    deeds: dict[str, Callable[[], None]] = {"scroll": desk.scroll, "jump": desk.jump, "resize": desk.resize}
    if isinstance(desk, QuotemarkDesk):
        deeds = {"add": desk.add, **deeds}
    bar = desk.view.verticalScrollBar()
    for name, do in deeds.items():
        bar.setValue(bar.maximum() // 2)  # where an analyst would be
        desk.application.processEvents()
        told[name] = _repeated(desk, do, rounds)
    told["open"] += _repeated(desk, desk.open, rounds // 3)
    return told


def _repeated(desk: Desk, do: Callable[[], None], rounds: int) -> list[float]:
    """Milliseconds of each round; fewer rounds of what takes long."""
    times: list[float] = []
    enough = time.monotonic() + LONGEST
    while len(times) < rounds and (time.monotonic() < enough or len(times) < 3):
        do()
        times.append(desk.took)
    return times


if __name__ == "__main__":
    chosen, path, number = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    with path.open("rb") as file:
        loaded = pickle.load(file)  # written by the process that started this one
    assert isinstance(loaded, Sample)
    gc.collect()
    print(json.dumps(measure(chosen, loaded, number)))
