"""JSONL in the exchange form: a document a line, with its annotations."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from annotation.errors import ReadError
from annotation.exchange import ExchangeDocument, read_line
from annotation.json_input import decode_line, json_lines
from annotation.model import Document, now
from annotation.readers.files import ReadDocument, name_of, opened, source_of


def read_lines(path: Path) -> Iterator[ReadDocument]:
    """The documents of a JSONL file, one at a time; the file may have any size, a line up to LINE_LIMIT bytes.

    The original bytes of a document are its line's, and so are `sha256` and `size`; a `sha256` in the line is kept in `meta` as
    `article_sha256`. Entities are kept in `meta` too. The place that a document came from is its `meta.source` if it names one.

    Raises:
        FormatError: at the first line that is not a document.
        ReadError: where the file cannot be read, or has no lines.
    """
    with opened(path) as stream:
        yield from read_line_stream(stream, path.name, stem=path.stem, source=source_of(path))


def read_line_stream(stream: BinaryIO, name: str, *, stem: str, source: str) -> Iterator[ReadDocument]:
    """As `read_lines`, from a stream; `name` is for messages, `stem` what a document is called where it has no name and no headline."""
    empty = True
    for place, line in json_lines(stream, name):
        empty = False
        exchange = read_line(decode_line(line, place=place), place=place)
        original = line.rstrip(b"\r\n")
        document = _document(exchange, original, stem=stem, source=source)
        yield ReadDocument(document=document, original=original, exchange=exchange)
    if empty:
        raise ReadError(f"There are no documents in {name}.", way_out="Put one JSON object on each line.")


def _document(exchange: ExchangeDocument, original: bytes, *, stem: str, source: str) -> Document:
    meta = dict(exchange.meta)
    if isinstance(named := meta.get("source"), str):
        source = named
        del meta["source"]  # an export puts it back from the document's own field
    if exchange.sha256:
        meta.setdefault("article_sha256", exchange.sha256)
    if exchange.entities:
        meta.setdefault("entities", [dict(entity) for entity in exchange.entities])
    return Document(
        id=exchange.id,
        name=exchange.name or name_of(exchange.text, stem),
        text=exchange.text,
        sha256=hashlib.sha256(original).hexdigest(),
        size=len(original),
        source=source,
        language=exchange.language,
        imported=now(),
        meta=meta,
    )
