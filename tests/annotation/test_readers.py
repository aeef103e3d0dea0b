"""Articles as people have them on their disks, in every encoding, and what is refused."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotation.errors import FormatError, InputError, ReadError, TextError
from annotation.exchange import write_line
from annotation.readers import LIMIT, read_document, read_documents
from tests.fixtures.hard import FILE_TEXT, TEXT, hard_document

ARTICLE = "Mayor wins vote\n\n“We won’t stop,” Ruta Vélé said – the café’s owner agreed.\n" * 3


def test_an_article_and_where_it_came_from(tmp_path: Path) -> None:
    """Text, name, encoding, and the bytes it was made from with their hash; the same bytes are the same document."""
    path = tmp_path / "pier.txt"
    path.write_bytes(ARTICLE.encode())
    read = read_document(path)
    digest = hashlib.sha256(ARTICLE.encode()).hexdigest()
    document = read.document
    assert (document.text, document.name, document.encoding) == (ARTICLE, "Mayor wins vote", "utf-8")
    assert (document.id, document.sha256, document.size) == (digest[:32], digest, len(ARTICLE.encode()))
    assert document.source == str(path)
    assert document.imported.endswith("Z")
    assert (read.original, read.exchange) == (ARTICLE.encode(), None)
    copy = tmp_path / "copy.md"
    copy.write_bytes(ARTICLE.encode())
    assert read_document(copy).document.id == document.id


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
        ("cp1252", "cp1252"),
        ("mac_roman", "mac_roman"),
    ],
)
def test_the_encoding_is_found_and_told(encoding: str, told: str, tmp_path: Path) -> None:
    """An English article with curly quotes reads the same from all of them."""
    path = tmp_path / "article.txt"
    path.write_bytes(ARTICLE.encode(encoding))
    document = read_document(path).document
    assert (document.text, document.encoding) == (ARTICLE, told)


@pytest.mark.parametrize("mark", [b"\xfe\xff", b"\xff\xfe"])
def test_utf_16_of_either_order(mark: bytes, tmp_path: Path) -> None:
    """The mark says which."""
    path = tmp_path / "article.txt"
    path.write_bytes(mark + ARTICLE.encode("utf-16-be" if mark == b"\xfe\xff" else "utf-16-le"))
    assert read_document(path).document.text == ARTICLE


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Мэр города сказал во вторник, что мост будет восстановлен. Оппозиция критикует этот план.\n" * 5, "cp1251"),
        ("市長は火曜日、「橋を再建する」と述べた。野党はこの計画を批判している。\n" * 5, "shift_jis"),
    ],
)
def test_other_scripts_are_recognised(text: str, encoding: str, tmp_path: Path) -> None:
    """By their statistics, where nothing says what they are."""
    path = tmp_path / "article.txt"
    path.write_bytes(text.encode(encoding))
    assert read_document(path).document.text == text


def test_a_file_from_windows_is_normalised_and_its_bytes_are_kept(tmp_path: Path) -> None:
    """CRLF and the byte order mark go from the text, not from the original."""
    path = tmp_path / "article.txt"
    path.write_bytes(FILE_TEXT.encode())
    read = read_document(path)
    assert read.document.text == TEXT
    assert read.original == FILE_TEXT.encode()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("\n \nHeadline here \nBody", "Headline here"),
        ("x" * 120 + "\nBody", "x" * 120),
        ("x" * 121 + "\nHeadline", "harbour"),
    ],
)
def test_the_name_is_the_headline_or_the_files(text: str, name: str, tmp_path: Path) -> None:
    """A first line longer than a headline is a paragraph."""
    path = tmp_path / "harbour.txt"
    path.write_text(text)
    assert read_document(path).document.name == name


@pytest.mark.parametrize(
    ("content", "error", "told"),
    [
        (b"", TextError, "There is no text in"),
        (b" \n\t\xc2\xa0\n", TextError, "There is no text in"),
        (b"\xef\xbb\xbf", TextError, "There is no text in"),
        (b"one\ntwo\x00", TextError, r"article\.txt: The text has a NUL character at character 7 \(line 2\)"),
        ("x\ufdd0".encode(), TextError, r"U\+FDD0"),
        (bytes(range(256)) * 20, ReadError, "is not text"),
        (b"\x7fELF\x02\x01\x01" + b"\x01\x02\x03" * 50, ReadError, "is not text"),
        (b"%PDF-1.7\nplain", ReadError, "is a PDF document, not plain text"),
        (b"PK\x03\x04....", ReadError, "is a ZIP archive"),
        (b"\xff\xfea\x00b", ReadError, "begins with the mark of UTF-16, but byte 4"),
        ("no mark".encode("utf-16-le") + b"\xff\xff", ReadError, "NUL bytes"),
        (b"\xff\xfe\x00\xd8", ReadError, "mark of UTF-16"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, error: type[InputError], told: str, tmp_path: Path) -> None:
    """The message names the file and what is wrong with it, and there is a way out."""
    path = tmp_path / "article.txt"
    path.write_bytes(content)
    with pytest.raises(error, match=told) as caught:
        read_document(path)
    assert str(path) in caught.value.what
    assert caught.value.way_out


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    """Each with its way out."""
    with pytest.raises(ReadError, match="There is no file"):
        read_document(tmp_path / "none.txt")
    with pytest.raises(ReadError, match=r"is a folder\. Name the files in it"):
        read_document(tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(ReadError, match="Not a directory"):
        read_document(tmp_path / "file" / "article.txt")
    with pytest.raises(ReadError, match="is no name of a file"):
        read_document(Path("a\0b"))


@pytest.fixture
def unreadable(tmp_path: Path) -> Iterator[Path]:
    """A file that this process may not read, even where it is root's."""
    path = tmp_path / "secret.txt"
    path.write_text("x")
    path.chmod(0)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    yield path
    if root:
        os.seteuid(0)


def test_a_file_of_somebody_else_is_told(unreadable: Path) -> None:
    """Permissions are not “missing”."""
    with pytest.raises(ReadError, match="may not be read by you"):
        read_document(unreadable)


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    """By its size: a sparse file of a terabyte is refused at once. The limit is named."""
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(10**12)
    with pytest.raises(ReadError, match=r"has 1000000\.0 MB; the limit for an article is 20 MB"):
        read_document(path)


def test_the_limit_is_what_may_still_be_read(tmp_path: Path) -> None:
    """One byte more is too much."""
    path = tmp_path / "article.txt"
    path.write_bytes(b"x" * 10)
    assert read_document(path, limit=10).document.size == 10
    with pytest.raises(ReadError, match="limit"):
        read_document(path, limit=9)
    assert LIMIT == 20_000_000


def test_an_endless_device_is_read_up_to_the_limit() -> None:
    """A device has no size."""
    with pytest.raises(ReadError, match="is larger; the limit"):
        read_document(Path("/dev/zero"), limit=1000)


def test_lines_are_documents_with_their_annotations(tmp_path: Path) -> None:
    """Ids and annotations stay; the original is the line; the source that a line names is kept, else it is the file."""
    path = tmp_path / "corpus.JSONL"
    hard = write_line(hard_document())
    path.write_text(f'{hard}\n\n{{"id": "bare", "text": "Only this."}}\n', encoding="utf-8")
    first, second = read_documents(path)
    assert first.original == hard.encode()
    assert first.document.sha256 == hashlib.sha256(hard.encode()).hexdigest()
    assert (first.document.id, first.document.name) == ("hard-1", hard_document().name)
    assert first.document.source == "wire"
    assert first.document.meta["article_sha256"] == "0" * 64
    assert first.document.meta["entities"] == [{"start": 0, "end": 5, "label": "TITLE"}]
    assert first.exchange is not None
    assert {a.id for a in first.exchange.annotations} == {a.id for a in hard_document().annotations}
    assert (second.document.id, second.document.name, second.document.source) == ("bare", "Only this.", str(path))


def test_lines_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    """The first document is there before the last line is looked at."""
    path = tmp_path / "corpus.ndjson"
    path.write_text('{"id": "1", "text": "one"}\nnonsense\n')
    documents = read_documents(path)
    assert next(documents).document.id == "1"
    with pytest.raises(FormatError, match=r"corpus\.ndjson, line 2: not JSON"):
        next(documents)


def test_a_file_without_lines_is_told(tmp_path: Path) -> None:
    """It is not silently nothing."""
    path = tmp_path / "corpus.jsonl"
    path.write_text("\n\n")
    with pytest.raises(ReadError, match="There are no documents in"):
        list(read_documents(path))


def test_any_other_suffix_is_one_article(tmp_path: Path) -> None:
    """Even one that looks like JSON."""
    path = tmp_path / "article.json"
    path.write_text(json.dumps({"id": "1"}))
    (read,) = read_documents(path)
    assert read.document.text == '{"id": "1"}'
