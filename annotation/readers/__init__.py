"""Files that people have -> documents. Which reader reads a file is decided by its suffix; anything unknown is read as one plain-text article.

    read_document(path)     one article of plain text
    read_documents(path)    whatever the suffix stands for: one document, or many
    read_stream(stream)     what comes through a pipe, which has no suffix

A further format is a module with a `Reader` and a line in `READERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from io import BufferedReader, RawIOBase
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, cast

from annotation.readers.files import LIMIT, ReadDocument, read_all
from annotation.readers.lines import read_line_stream, read_lines
from annotation.readers.plain import document_from, read_document

Reader = Callable[[Path], Iterator[ReadDocument]]

__all__ = ["LIMIT", "READERS", "ReadDocument", "Reader", "read_document", "read_documents", "read_stream"]

READERS: Mapping[str, Reader] = MappingProxyType({".jsonl": read_lines, ".ndjson": read_lines})
"""The reader for each suffix that is not plain text."""


def read_documents(path: Path) -> Iterator[ReadDocument]:
    """The documents in a file, one at a time.

    Raises:
        InputError: where the file or a line of it cannot be used, when the reading comes to it.
    """
    if reader := READERS.get(path.suffix.lower()):
        yield from reader(path)
    else:
        yield read_document(path)


def read_stream(stream: BinaryIO, name: str = "standard input") -> Iterator[ReadDocument]:
    """The documents that come through a stream: JSONL where it begins with a brace, else one article.

    Raises:
        InputError: where it, or a line of it, cannot be used.
    """
    peekable = buffered(stream)
    if begins_with_object(peekable):
        yield from read_line_stream(peekable, name, stem=name, source="")
    else:
        yield document_from(read_all(peekable, name), name, stem=name, source="")


def buffered(stream: BinaryIO) -> BufferedReader:
    """A stream that can be looked into."""
    return stream if isinstance(stream, BufferedReader) else BufferedReader(cast("RawIOBase", stream))


def begins_with_object(stream: BufferedReader) -> bool:
    """Whether what comes through a stream is JSONL; nothing of it is taken."""
    return stream.peek(1).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
