"""Many files, and folders of them -> documents of the exchange form, one at a time: what cannot be read is told, and the rest comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from annotation.errors import FormatError, InputError, ReadError
from annotation.exchange import ExchangeDocument, read_line
from annotation.json_input import decode_line, json_lines
from annotation.readers import READERS, begins_with_object, buffered, read_documents, read_stream
from annotation.readers.files import opened
from annotation.readers.lines import read_lines

STDIN = Path("-")
_ARTICLES = frozenset({".txt", ".text"})

Refuse = Callable[[InputError], None]
"""Told of each file, line or folder that cannot be used, when the reading comes to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Documents that can be gone through more than once, always in the same order. Memory does not grow with their number.

    Args:
        paths: files that are read whatever they are called; folders, of which all files with the suffix of an article or dataset are
            read, those in folders within them too, in the order of their names; hidden ones are passed over. `-` is `stdin`.
        stdin: what comes through a pipe; it can be gone through once.
        leave_out: files that are no part of it where a folder holds them: what is being written.
    """

    paths: tuple[Path, ...]
    stdin: BinaryIO
    leave_out: frozenset[Path] = frozenset()

    def documents(self, refuse: Refuse) -> Iterator[ExchangeDocument]:
        """The documents of all files. Of a JSONL file only the lines that cannot be read are left out."""
        for path in self.files(refuse):
            try:
                yield from self._documents_in(path, refuse)
            except InputError as error:
                refuse(error)

    def files(self, refuse: Refuse) -> Iterator[Path]:
        """The files, those in folders with the rest."""
        for path in self.paths:
            if path != STDIN and _is_folder(path):
                yield from self._walk(path, refuse)
            else:
                yield path

    def count(self) -> int | None:
        """How many documents there are, refused ones included; None where that cannot be told without taking them: a pipe."""
        total = 0
        for path in self.files(lambda _error: None):
            try:
                if path == STDIN or (path.exists() and not path.is_file()):
                    return None
                if READERS.get(path.suffix.lower()) is read_lines:
                    with opened(path) as stream:
                        total += sum(1 for _ in json_lines(stream, path.name))
                else:
                    total += 1
            except (InputError, OSError):  # it will be told when the reading comes to it
                continue
        return total

    def _documents_in(self, path: Path, refuse: Refuse) -> Iterator[ExchangeDocument]:
        if path == STDIN:
            piped = buffered(self.stdin)
            if begins_with_object(piped):
                yield from _lines(piped, "standard input", refuse)
            else:
                yield from (read.as_exchange() for read in read_stream(piped))
        elif READERS.get(path.suffix.lower()) is read_lines:
            with opened(path) as stream:
                yield from _lines(stream, str(path), refuse)
        else:
            yield from (read.as_exchange() for read in read_documents(path))

    def _walk(self, folder: Path, refuse: Refuse) -> Iterator[Path]:
        try:
            found = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
        except OSError as error:
            refuse(
                ReadError(f"The folder {folder} cannot be read: {error.strerror}.", way_out="Check its permissions.")
            )
            return
        for path in found:
            if path.is_dir():
                if not path.is_symlink():  # it may lead back here
                    yield from self._walk(path, refuse)
            elif path.suffix.lower() in _ARTICLES | READERS.keys() and path.resolve() not in self.leave_out:
                yield path


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # opening it tells what is wrong with it
        return False


def _lines(stream: BinaryIO, name: str, refuse: Refuse) -> Iterator[ExchangeDocument]:
    empty = True
    for place, line in json_lines(stream, name):
        empty = False
        try:
            document = read_line(decode_line(line, place=place), place=place)
        except FormatError as error:
            refuse(error)
            continue
        yield document
    if empty:
        raise ReadError(f"There are no documents in {name}.", way_out="Put one JSON object on each line.")
