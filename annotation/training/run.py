"""One training: where it is kept, and how long it may take."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """See the module.

    Args:
        folder: holds the checkpoint to resume from.
        minutes: stop, resumable, after so many; None trains to the last step.
        fresh: begin again even where there is a checkpoint.
        tell: receives lines of progress.
        began: when (`time.monotonic`).
    """

    folder: Path
    minutes: float | None = None
    fresh: bool = False
    tell: Callable[[str], None] = print
    began: float = field(default_factory=time.monotonic)

    @property
    def late(self) -> bool:
        """Whether it has taken as long as it may."""
        return self.minutes is not None and time.monotonic() - self.began > 60 * self.minutes
