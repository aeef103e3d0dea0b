"""How fast something reads, and how much memory the process has needed."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from annotation.evaluation.tally import share

T = TypeVar("T")
MEGABYTE = 1_000_000


@dataclass(slots=True)
class Stopwatch:
    """Seconds of wall time, and the words (split at white space) that were read in them."""

    seconds: float = 0.0
    words: int = 0

    @property
    def words_a_second(self) -> float:
        """0 where nothing was read."""
        return share(self.words, self.seconds)

    def around(self, results: Iterable[T]) -> Iterator[T]:
        """The same results, each waited for on the clock."""
        remaining = iter(results)
        while True:
            self.seconds -= perf_counter()
            try:
                result = next(remaining)
            except StopIteration:
                return
            finally:
                self.seconds += perf_counter()
            yield result

    def off(self, given: Iterable[T]) -> Iterator[T]:
        """The same things, each waited for while the clock stands still: what `around` waits for may read them."""
        remaining = iter(given)
        while True:
            self.seconds += perf_counter()
            try:
                thing = next(remaining)
            except StopIteration:
                return
            finally:
                self.seconds -= perf_counter()
            yield thing


def peak_megabytes() -> float | None:
    """The most memory that this process has had resident so far, in MB of a million bytes; None where the system does not say."""
    told = peak_of_process("self")
    if told is not None or sys.platform == "win32":
        return told
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used * (1 if sys.platform == "darwin" else 1024) / MEGABYTE


def peak_of_process(number: int | str) -> float | None:
    """The same of another process of this machine, by its number; None elsewhere than on Linux."""
    status = Path(f"/proc/{number}/status")
    if not status.exists():
        return None
    # Not from getrusage: there Linux counts what the process had before it became this program.
    lines = status.read_text(encoding="utf-8").splitlines()
    kibibytes = next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), None)
    return None if kibibytes is None else kibibytes * 1024 / MEGABYTE
