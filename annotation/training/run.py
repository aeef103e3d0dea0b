"""One training: where it is kept, and how long it may take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """See the module.

    Args:
        folder: holds the checkpoint to resume from.
        minutes: stop, resumable, after so many; None trains to the last step.
        fresh: begin again even where there is a checkpoint.
        tell: receives lines of progress.
    """

    folder: Path
    minutes: float | None = None
    fresh: bool = False
    tell: Callable[[str], None] = print
