"""Datasets as files: one module a format, and the registry of them.

A further format is a module with a `Format` and its name in `FORMATS`. What a format's library costs to import is paid when it is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from annotation.errors import ExportError
from annotation.formats.csv_table import CSV_TABLE
from annotation.formats.docbin import DOCBIN
from annotation.formats.format import Format
from annotation.formats.jsonl import JSONL

__all__ = ["FORMATS", "Format", "format_named"]

FORMATS: Mapping[str, Format] = MappingProxyType({format_.name: format_ for format_ in (JSONL, DOCBIN, CSV_TABLE)})
"""The formats by name, in the order in which they are offered."""


def format_named(name: str) -> Format:
    """Raises ExportError where there is no such format."""
    try:
        return FORMATS[name]
    except KeyError:
        raise ExportError(f"There is no format “{name}”.", way_out=f"Choose one of {', '.join(FORMATS)}.") from None
