"""What a dataset format is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from annotation.exchange import ExchangeDocument


class Format(Protocol):
    """A way to write a dataset."""

    @property
    def name(self) -> str:
        """What the command line calls it: `jsonl`."""

    @property
    def suffix(self) -> str:
        """How its files end: `.jsonl`."""

    @property
    def title(self) -> str:
        """What the window calls it."""

    def preflight(self, documents: Iterable[ExchangeDocument]) -> list[str]:
        """What this format cannot carry of these documents: a sentence with a count for each kind of loss, none where nothing is lost."""

    def write(self, documents: Iterable[ExchangeDocument], path: Path) -> int:
        """Write the documents to a file and return how many there were. An existing file is replaced when the new one is whole.

        Raises:
            ExportError: where the file cannot be written. What was at `path` before is then still there.
        """


def counted(number: int, one: str, many: str = "") -> str:
    """`1 range`, `2 ranges`: a number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
