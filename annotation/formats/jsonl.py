"""The project's own JSONL: everything, one document a line (exchange.schema.json)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from annotation.exchange import ExchangeDocument, write_line
from annotation.formats.atomic import replacing


@dataclass(frozen=True, slots=True)
class Jsonl:
    """See annotation/formats/format.py."""

    name: str = "jsonl"
    suffix: str = ".jsonl"
    title: str = "Quotemark JSONL: everything"

    def preflight(self, documents: Iterable[ExchangeDocument]) -> list[str]:
        """Nothing is lost."""
        del documents
        return []

    def write(self, documents: Iterable[ExchangeDocument], path: Path) -> int:
        """A line a document, in constant memory. Raises ExportError where the file cannot be written."""
        number = 0
        with replacing(path) as stream:
            for document in documents:
                stream.write(write_line(document).encode("utf-8") + b"\n")
                number += 1
        return number


JSONL = Jsonl()
