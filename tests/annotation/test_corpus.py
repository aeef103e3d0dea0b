"""Many files and folders of them as one stream of documents."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from annotation.errors import InputError
from annotation.readers.corpus import STDIN, Corpus

TEXTS = {"b.txt": "Two", "a/z.TXT": "One", "c.jsonl": '{"id": "3", "text": "Three"}\n\n{"id": "4", "text": ""}\n'}


def corpus(*paths: Path, stdin: bytes = b"", leave_out: frozenset[Path] = frozenset()) -> Corpus:
    return Corpus(paths=paths, stdin=io.BytesIO(stdin), leave_out=leave_out)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def read(given: Corpus) -> tuple[list[str], list[str]]:
    """The texts of all documents, and what was told."""
    told: list[InputError] = []
    return [document.text for document in given.documents(told.append)], [error.what for error in told]


def test_a_folder_is_walked_in_the_order_of_names(folder: Path) -> None:
    """Folders in it too; hidden files, other kinds and what is being written there are passed over, and nothing is read twice."""
    for name in (".hidden.txt", "table.csv", "picture.png", "out.jsonl"):
        (folder / name).write_text("x")
    (folder / "a" / "loop").symlink_to(folder)
    given = corpus(folder, leave_out=frozenset({(folder / "out.jsonl").resolve()}))
    assert read(given) == (["One", "Two", "Three", ""], [])
    assert given.count() == 4


def test_a_file_that_is_named_is_read_whatever_it_is_called(folder: Path) -> None:
    """Only within folders does the suffix choose."""
    (folder / "notes").write_text("Mine")
    assert read(corpus(folder / "notes", folder / "b.txt"))[0] == ["Mine", "Two"]


def test_what_cannot_be_read_is_told_and_the_rest_comes(folder: Path) -> None:
    """A missing file, one that is no text, a line that is no document: each with its place."""
    (folder / "a" / "photo.txt").write_bytes(b"\x89PNG\r\n")
    (folder / "d.jsonl").write_bytes(
        b'{"id": "5", "text": "Five"}\n{bad\n{"id": "6"}\n{"id": "7", "text": "\xff"}\n{"id": "8", "text": "8"}'
    )
    (folder / "empty.jsonl").touch()
    given = corpus(folder / "none.txt", folder)
    texts, told = read(given)
    assert texts == ["One", "Two", "Three", "", "Five", "8"]
    places = [
        str(folder / name)
        for name in ("none.txt", "a/photo.txt", *[f"d.jsonl, line {n}" for n in (2, 3, 4)], "empty.jsonl")
    ]
    assert [place in what for place, what in zip(places, told, strict=True)] == [True] * 6
    assert given.count() == 11, "those that will be refused are counted: nobody has looked into them"


@pytest.mark.parametrize(
    ("stdin", "texts", "told"),
    [
        (b"One.", ["One."], 0),
        (b'\n{"id": "a", "text": "One."}\n{\n{"id": "b", "text": "Two."}', ["One.", "Two."], 1),
        (b"", [], 1),
    ],
)
def test_a_pipe_is_an_article_or_lines(stdin: bytes, texts: list[str], told: int) -> None:
    """And how many are to come cannot be known."""
    given = corpus(STDIN, stdin=stdin)
    assert given.count() is None
    found, errors = read(given)
    assert (found, len(errors)) == (texts, told)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to an administrator")
def test_a_folder_that_may_not_be_looked_into_is_told(folder: Path) -> None:
    """And the others are read."""
    (folder / "a").chmod(0)
    texts, told = read(corpus(folder))
    (folder / "a").chmod(0o700)
    assert texts == ["Two", "Three", ""]
    assert "cannot be read" in told[0]
