"""Long work that leaves the window usable: in a thread, with snapshots and connections of its own. It returns plain values."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal

from annotation.errors import QuotemarkError

Progress = Callable[[int, int], None]


class Stopped(Exception):
    """Raised inside a thread's work when it was cancelled."""


class Job(QObject):
    """A function in a thread. It gets a callback `progress(done, in_all)`, which raises Stopped once the job is cancelled.

    On the window's thread, `ended` and then exactly one of the last three signals tell that it is over. An error that is not of
    annotation/errors.py is a bug: it is raised there after `ended`.
    """

    progressed = Signal(int, int)  # done, in all (0: not known)
    ended = Signal()
    finished = Signal(object)
    failed = Signal(QuotemarkError)
    cancelled = Signal()
    _done = Signal(object, object)

    def __init__(self, work: Callable[[Progress], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._stop = Event()
        self._done.connect(self._tell)
        QThreadPool.globalInstance().start(lambda: self._run(work))

    def cancel(self) -> None:
        """Stop as soon as the step under way is done; what was done stays."""
        self._stop.set()

    def _run(self, work: Callable[[Progress], Any]) -> None:
        try:
            result = work(self._progress)
        except Exception as error:  # noqa: BLE001  nothing is swallowed: it is handed over to the window's thread
            self._done.emit(None, error)
        else:
            self._done.emit(result, None)

    def _progress(self, done: int, in_all: int) -> None:
        if self._stop.is_set():
            raise Stopped
        self.progressed.emit(done, in_all)

    def _tell(self, result: object, error: Exception | None) -> None:
        self.ended.emit()
        if error is None:
            self.finished.emit(result)
        elif isinstance(error, Stopped):
            self.cancelled.emit()
        elif isinstance(error, QuotemarkError):
            self.failed.emit(error)
        else:
            raise error
