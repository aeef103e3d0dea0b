"""One article of plain text, in any encoding."""

from __future__ import annotations

import hashlib
from pathlib import Path

from annotation.encoding import decode
from annotation.errors import TextError
from annotation.model import Document, now
from annotation.readers.files import LIMIT, ReadDocument, name_of, read_bytes, source_of
from annotation.text import normalise_text


def read_document(path: Path, *, limit: int = LIMIT) -> ReadDocument:
    """Read one article. Its id is that of its bytes, so that the same file is the same document wherever it lies.

    Args:
        path: the file.
        limit: the largest that is read, in bytes.

    Raises:
        ReadError: where the file is missing, a folder, unreadable, larger than `limit`, or not text.
        TextError: where there is nothing in it, or something that no text may hold.
    """
    original = read_bytes(path, limit=limit)
    return document_from(original, str(path), stem=path.stem, source=source_of(path))


def document_from(original: bytes, name: str, *, stem: str, source: str) -> ReadDocument:
    """The article whose bytes are `original`; `name` is for messages, `stem` what it is called where it has no headline.

    Raises:
        ReadError: where it is not text.
        TextError: as `read_document`.
    """
    raw, encoding = decode(original, name)
    try:
        text = normalise_text(raw)
    except TextError as error:
        raise TextError(f"{name}: {error.what}", way_out=error.way_out) from error
    if not text.strip():
        raise TextError(f"There is no text in {name}.", way_out="Check that it was saved, and choose another file.")
    sha256 = hashlib.sha256(original).hexdigest()
    document = Document(
        id=sha256[:32],
        name=name_of(text, stem),
        text=text,
        sha256=sha256,
        size=len(original),
        source=source,
        encoding=encoding,
        imported=now(),
    )
    return ReadDocument(document=document, original=original)
