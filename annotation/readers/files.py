"""A file's bytes, read with care, and what every reader makes of them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NoReturn

from annotation.errors import ReadError
from annotation.exchange import ExchangeDocument
from annotation.model import Document

LIMIT = 20_000_000
"""The largest article that is read, in bytes."""

_NAME_LIMIT = 120  # code points: a longer first line is a paragraph, not a headline


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDocument:
    """A document as it came in: `original` are its bytes, `exchange` what a dataset says of it besides (its annotations)."""

    document: Document
    original: bytes = field(repr=False)
    exchange: ExchangeDocument | None = None

    def as_exchange(self) -> ExchangeDocument:
        """The document in the exchange form: as the dataset has it, or made from the article."""
        d = self.document
        return self.exchange or ExchangeDocument(
            id=d.id,
            text=d.text,
            name=d.name,
            language=d.language,
            sha256=d.sha256,
            meta={**d.meta, "source": d.source},
        )


def name_of(text: str, stem: str) -> str:
    """What a list shows for a document: its first line with something on it if it is short, else the file's stem."""
    first = next((line.strip() for line in text.split("\n") if line.strip()), "")
    return first if 0 < len(first) <= _NAME_LIMIT else _plain(stem)


def source_of(path: Path) -> str:
    """The absolute path as text that can be kept anywhere: bytes of a file name that are no characters are escaped."""
    return _plain(str(path.absolute()))


def _plain(name: str) -> str:
    return os.fsencode(name).decode("utf-8", "backslashreplace")


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file at `path`, open for reading bytes.

    Raises:
        ReadError: where it is missing, a folder, not to be read by this person, or its disk fails.
    """
    try:
        with path.open("rb") as stream:
            yield stream
    except FileNotFoundError as error:
        raise ReadError(f"There is no file {path}.", way_out="Check its name and its folder.") from error
    except IsADirectoryError as error:
        raise ReadError(f"{path} is a folder.", way_out="Name the files in it: FOLDER/*.txt.") from error
    except PermissionError as error:
        raise ReadError(f"{path} may not be read by you.", way_out="Change its permissions, or copy it.") from error
    except OSError as error:
        raise ReadError(f"{path} cannot be read: {error.strerror}.", way_out="Check its name and its disk.") from error
    except ValueError as error:  # a NUL in the name, which no file can have
        if "null" not in str(error):
            raise
        raise ReadError(f"{str(path)!r} is no name of a file.", way_out="Check its name.") from error


def read_bytes(path: Path, *, limit: int = LIMIT) -> bytes:
    """All bytes of a file of at most `limit` bytes.

    Raises:
        ReadError: as `opened`, and where the file is larger (a regular one is then not read at all).
    """
    with opened(path) as stream:
        status = path.stat()
        if stat.S_ISREG(status.st_mode) and status.st_size > limit:
            _refuse_size(str(path), f"has {status.st_size / 1_000_000:.1f} MB", limit)
        return read_all(stream, str(path), limit=limit)


def read_all(stream: BinaryIO, name: str, *, limit: int = LIMIT) -> bytes:
    """All that comes through a stream, of at most `limit` bytes: pipes and devices have no size to ask for.

    Raises:
        ReadError: where more comes.
    """
    data = stream.read(limit + 1)
    if len(data) > limit:
        _refuse_size(name, "is larger", limit)
    return data


def _refuse_size(name: str, size: str, limit: int) -> NoReturn:
    raise ReadError(
        f"{name} {size}; the limit for an article is {limit / 1_000_000:g} MB.",
        way_out="Split it into articles, or put them on the lines of a JSONL file.",
    )
