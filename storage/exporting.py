"""A project -> a dataset in a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from annotation.errors import ExportError
from annotation.exchange import ExchangeDocument
from annotation.formats import Format
from annotation.model import Status
from storage.project import Project

Progress = Callable[[int, int], None]
"""Told how many of how many are done. To stop, raise from it: then nothing is written."""


def preflight(project: Project, format_: Format, statuses: frozenset[Status]) -> list[str]:
    """What the format cannot carry of this project: a sentence with a count for each kind of loss."""
    return format_.preflight(project.exchange_documents(statuses))


def export(
    project: Project, format_: Format, out: Path, *, statuses: frozenset[Status], progress: Progress | None = None
) -> int:
    """Write all documents with their annotations of these statuses to `out`, and return how many documents there were.

    An existing file is replaced when the new one is whole; until then, and where the export is stopped, it stays as it is.

    Raises:
        ExportError: where `out` cannot be written, or is the project itself.
    """
    if out.exists() and out.samefile(project.path):
        raise ExportError(f"{out} is the project itself.", way_out="Choose another name for the dataset.")
    return format_.write(_counted(project, statuses, progress), out)


def _counted(project: Project, statuses: frozenset[Status], progress: Progress | None) -> Iterator[ExchangeDocument]:
    total = len(project.documents()) if progress else 0
    for number, document in enumerate(project.exchange_documents(statuses)):
        if progress:
            progress(number, total)
        yield document
    if progress:
        progress(total, total)
