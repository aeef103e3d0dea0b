"""A table as CSV, a row a part: to look at, sort and count in a spreadsheet.

UTF-8 with a byte order mark, because Excel takes a CSV file without one for its system's old code page and garbles every curly quote;
Python reads it as `utf-8-sig`. Cells that a spreadsheet would run as a formula get a leading apostrophe (see `disarm`).
"""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from annotation.exchange import ExchangeAnnotation, ExchangeDocument
from annotation.formats.atomic import replacing
from annotation.formats.format import counted
from annotation.model import Part
from annotation.scheme import default_scheme

COLUMNS = ("document_id", "name", "annotation_id", "label", "status", "role", "start", "end", "text")
MORE_COLUMNS = ("annotator", "suggester", "score", "reason", "created", "memo")
"""The columns before and after those of the attributes, which are named `attribute.form` and so on."""

EXCEL_CELL = 32_767
"""The most characters that a cell of Excel holds; it cuts the rest off."""

_ARMED = re.compile("'*[=+\\-@\t\r]")
_DISARMED = re.compile("''*[=+\\-@\t\r]")


@dataclass(frozen=True, slots=True)
class CsvTable:
    """See annotation/formats/format.py."""

    name: str = "csv"
    suffix: str = ".csv"
    title: str = "CSV table: a row a part"

    def preflight(self, documents: Iterable[ExchangeDocument]) -> list[str]:
        """Counts what has no place in a row: articles' texts, links, meta, entities, documents without annotations."""
        total = bare = links = meta = entities = long = disarmed = 0
        for document in documents:
            total += 1
            bare += not document.annotations
            links += len(document.links)
            meta += bool(document.meta)
            entities += len(document.entities)
            for _, cells in _rows(document):
                long += any(len(cell) > EXCEL_CELL for cell in cells)
                disarmed += any(cell != disarm(cell) for cell in cells)
        losses = (
            (
                total,
                f"The texts of {counted(total, 'document')} are left out: only the words of the parts are in the table.",
            ),
            (bare, f"{counted(bare, 'document')} without annotations: no row."),
            (links, f"{counted(links, 'link')} between annotations: left out."),
            (meta, f"Meta data of {counted(meta, 'document')}: left out."),
            (entities, f"{counted(entities, 'entity', 'entities')}: left out."),
            (long, f"{counted(long, 'row')} with more than {EXCEL_CELL:,} characters in a cell: Excel cuts them off."),
            (
                disarmed,
                f"{counted(disarmed, 'row')} with a cell that looks like a formula: it gets an apostrophe in front.",
            ),
        )
        return [loss for number, loss in losses if number]

    def write(self, documents: Iterable[ExchangeDocument], path: Path) -> int:
        """A row a part, in constant memory. Raises ExportError where the file cannot be written."""
        number = 0
        # Those of the built-in scheme always have their columns, so that a spreadsheet made for one export fits the next.
        # Which attributes there are is known only at the end, and they are columns: so rows wait on disk meanwhile.
        with tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n") as waiting:
            names = {a.name: None for label in default_scheme().labels for a in label.attributes}
            with replacing(path) as stream:
                for document in documents:
                    number += 1
                    for annotation, cells in _rows(document):
                        names |= dict.fromkeys(annotation.attributes)
                        waiting.write(json.dumps([cells, dict(annotation.attributes)]) + "\n")
                text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
                _write_table(text, sorted(names), waiting)
                text.detach()  # flushes; the stream is closed by the one who opened it
        return number


CSV_TABLE = CsvTable()


def disarm(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: `=1+1` becomes `'=1+1`, and so do those with apostrophes in front already."""
    return f"'{cell}" if _ARMED.match(cell) else cell


def rearm(cell: str) -> str:
    """The cell as it was before `disarm`."""
    return cell[1:] if _DISARMED.match(cell) else cell


def _write_table(stream: IO[str], names: list[str], waiting: IO[str]) -> None:
    writer = csv.writer(stream)
    writer.writerow([*COLUMNS, *(f"attribute.{name}" for name in names), *MORE_COLUMNS])
    waiting.seek(0)
    for line in waiting:
        cells, attributes = json.loads(line)
        before, after = cells[: len(COLUMNS)], cells[len(COLUMNS) :]
        writer.writerow([disarm(cell) for cell in (*before, *(attributes.get(name, "") for name in names), *after)])


def _rows(document: ExchangeDocument) -> Iterator[tuple[ExchangeAnnotation, list[str]]]:
    """The annotation and the cells of each row, those of the attributes apart, in the order of the columns."""
    for annotation in document.annotations:
        for part in annotation.parts:
            yield annotation, _cells(document, annotation, part)


def _cells(document: ExchangeDocument, annotation: ExchangeAnnotation, part: Part) -> list[str]:
    return [
        document.id,
        document.name,
        annotation.id,
        annotation.label,
        annotation.status.value,
        part.role,
        str(part.range.start),
        str(part.range.end),
        part.range.of(document.text),
        annotation.annotator,
        annotation.suggester,
        "" if annotation.score is None else str(annotation.score),
        annotation.reason,
        annotation.created,
        annotation.memo,
    ]
