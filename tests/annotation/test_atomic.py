"""A dataset is there as a whole or not at all, whatever happens meanwhile."""

from __future__ import annotations

import os
import resource
import signal
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotation.errors import ExportError
from annotation.exchange import ExchangeDocument
from annotation.formats import FORMATS
from annotation.formats.atomic import replacing


def test_the_file_is_replaced_at_the_end(tmp_path: Path) -> None:
    """Until then the old one can be read."""
    path = tmp_path / "out"
    path.write_text("old")
    with replacing(path) as stream:
        stream.write(b"new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert [file.name for file in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_what_breaks_off_leaves_the_old_file_and_nothing_else(
    name: str, error: type[BaseException], tmp_path: Path
) -> None:
    """Ctrl-C in the middle of an export, in every format."""
    path = tmp_path / "out"
    path.write_text("old")

    def documents() -> Iterator[ExchangeDocument]:
        yield ExchangeDocument(id="1", text="one")
        raise error

    with pytest.raises(error):
        FORMATS[name].write(documents(), path)
    assert path.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize(
    ("place", "told"),
    [("none/out", "There is no folder"), ("folder", "is a folder"), ("file/out", "There is no folder")],
)
def test_a_place_that_cannot_be_written_is_named(place: str, told: str, tmp_path: Path) -> None:
    """Before anything is written, with a way out."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(ExportError, match=told) as caught, replacing(tmp_path / place):
        raise AssertionError("nothing may be written")
    assert caught.value.way_out


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A folder in which nothing can be made."""
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o555)
    return folder


@pytest.fixture
def somebody(closed: Path) -> Iterator[None]:
    """Somebody whom permissions bind: they do not bind root."""
    assert closed.is_dir()
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    yield
    if root:
        os.seteuid(0)


@pytest.mark.usefixtures("somebody")
def test_a_folder_of_somebody_else_is_refused(closed: Path) -> None:
    """The way out is another folder."""
    with pytest.raises(ExportError, match="Choose a folder that you may write to"), replacing(closed / "out"):
        pass


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    """The system's refusal to write more, here by a limit on the size of files, is told with what to do."""
    path = tmp_path / "out.jsonl"
    path.write_text("old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
    try:
        with pytest.raises(ExportError, match="Free some space"):
            FORMATS["jsonl"].write([ExchangeDocument(id="1", text="word " * 10_000)], path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert path.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["out.jsonl"]


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    """A replaced file keeps its mode; a link keeps leading to the file; a new file follows the umask."""
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    with replacing(link) as stream:
        stream.write(b"new")
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    mask = os.umask(0o022)
    try:
        with replacing(tmp_path / "fresh"):
            pass
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "fresh").stat().st_mode) == 0o644


def test_a_pipe_is_written_as_it_comes(tmp_path: Path) -> None:
    """It is not replaced by a file."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        FORMATS["jsonl"].write([ExchangeDocument(id="1", text="one")], pipe)
        assert os.read(reader, 1000).startswith(b'{"id": "1"')
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
