"""How far long work on the command line is, and how fast: a line that is written over on a terminal, else a line now and then."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from typing import TextIO

_REDRAW_EVERY = 0.2  # seconds
_LINE_EVERY = 30.0
_BURST = 1.0  # what comes within this time of the first answer was read before it
_SETTLED = 5.0  # before that, a rate would be a guess


class Meter:
    """Counts documents and words, and says so on a stream.

    Args:
        stream: standard error.
        title: what is being done: `Suggesting`.
        live: whether to write one line over and over; a file that is told to gets a line every half minute.
        clock: seconds, as `time.monotonic` counts them.
    """

    def __init__(self, stream: TextIO, title: str, *, live: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._title = title
        self._live = live
        self._clock = clock
        self._began = self._last = clock()
        self._before = self._documents = self._words = 0
        self._total: int | None = None
        # Loading takes seconds, and says nothing of how fast it will go on: that is measured from the first answers.
        self._first: float | None = None
        self._first_documents = self._first_words = 0
        self._drawn = False

    def begin(self, done: int, total: int | None) -> None:
        """Start counting: so many documents of the total (None where that is not known) were done before."""
        self._before, self._total, self._began = done, total, self._clock()
        if self._live:
            self._draw()

    def add(self, words: int, documents: int = 1) -> None:
        """Count documents that are done, and the words in them."""
        self._documents += documents
        self._words += words
        now = self._clock()
        if self._first is None:
            self._first = now
        if now - self._first < _BURST:
            self._first_documents, self._first_words = self._documents, self._words
        if now - self._last >= (_REDRAW_EVERY if self._live else _LINE_EVERY):
            self._last = now
            if self._live:
                self._draw()
            else:
                self._stream.write(self._line() + "\n")
                self._stream.flush()

    def make_way(self) -> None:
        """Take the line away, before something else is written where it stands."""
        if self._drawn:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._drawn = False

    def end(self) -> None:
        """The last line: how much was done, in what time. Nothing where no more than one document was."""
        self.make_way()
        if self._documents > 1:
            seconds = self._clock() - self._began
            rate = _rate(self._documents, self._words, seconds)
            self._stream.write(f"{self._documents:,} documents in {duration(seconds)}: {rate}.\n")
            self._stream.flush()

    def _line(self) -> str:
        done = self._before + self._documents
        told = f"{self._title}: {done:,}{'' if self._total is None else f' of {self._total:,}'} documents"
        documents, seconds = self._documents - self._first_documents, self._clock() - (self._first or self._began)
        if documents <= 0 or seconds < _SETTLED:
            return told
        if self._total is not None and self._total > done:  # before the rates: a narrow terminal cuts those
            told += f", {duration((self._total - done) * seconds / documents)} left"
        return f"{told} ({_rate(documents, self._words - self._first_words, seconds)})"

    def _draw(self) -> None:
        width = shutil.get_terminal_size().columns - 1  # a full line would break
        self._stream.write(f"\r{self._line()[:width]}\x1b[K")
        self._stream.flush()
        self._drawn = True


def duration(seconds: float) -> str:
    """A span of time as a person says it: 0.4 s, 12 s, 3 min 20 s, 40 min, 2 h 5 min."""
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 600:
        return f"{whole // 60} min {whole % 60} s"
    if whole < 3600:
        return f"{whole / 60:.0f} min"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


def _rate(documents: int, words: int, seconds: float) -> str:
    each = documents / max(seconds, 0.001)
    shown = f"{each:,.1f}" if each < 100 else f"{each:,.0f}"
    return f"{shown} documents/s, {words / max(seconds, 0.001):,.0f} words/s"
