"""A file of lines in the making: what is finished stays, whatever ends the process."""

from __future__ import annotations

import json
import os
import resource
import signal
import stat
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotation.errors import ExportError
from annotation.formats.partial import PartialFile, files_beside

SETTINGS = {"keep": "without --keep"}


def line(number: int) -> bytes:
    return json.dumps({"id": str(number)}).encode()


def begun(path: Path, answers: Sequence[bytes | str]) -> None:
    """As it is left by a process that was stopped."""
    with PartialFile(path, SETTINGS) as partial:
        assert list(partial.finished()) == []
        partial.add(answers)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_file_takes_its_place_at_the_end(tmp_path: Path) -> None:
    """Until then the old one can be read; its permissions stay; nothing is left beside it."""
    path = tmp_path / "out.jsonl"
    path.write_text("old")
    path.chmod(0o640)
    with PartialFile(path, SETTINGS) as partial:
        partial.add([line(0), line(1)])
        assert path.read_text() == "old"
        partial.finish()
    assert path.read_bytes() == line(0) + b"\n" + line(1) + b"\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert names(tmp_path) == ["out.jsonl"]


@settings(max_examples=25, deadline=None)  # the disk is waited for
@given(st.lists(st.sampled_from(["line", "left out"]), min_size=1, max_size=6), st.data())
def test_it_goes_on_wherever_its_process_ended(kinds: list[str], data: st.DataObject) -> None:
    """Whole lines stay, with the numbers of their documents; half a line is dropped; the file ends as if nothing had been."""
    answers = [line(number) if kind == "line" else f"why {number}" for number, kind in enumerate(kinds)]
    whole = b"".join(answer + b"\n" for answer in answers if isinstance(answer, bytes))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out.jsonl"
        begun(path, answers)
        draft, _ = files_beside(path)
        cut = data.draw(st.integers(0, len(whole)))
        os.truncate(draft, cut)
        with PartialFile(path, SETTINGS) as partial:
            finished = dict(partial.finished())
            assert len(finished) == whole[:cut].count(b"\n")
            assert all(value["id"] == str(number) for number, value in finished.items())
            assert set(range(partial.number)) == finished.keys() | partial.left_out.keys()
            partial.add(answers[partial.number :])
            assert {str(number): why for number, why in partial.left_out.items()} == {
                str(number): answer for number, answer in enumerate(answers) if isinstance(answer, str)
            }
            partial.finish()
        assert path.read_bytes() == whole
        assert names(Path(folder)) == ["out.jsonl"]


def test_what_a_power_cut_has_left_of_a_line_is_dropped(tmp_path: Path) -> None:
    """Zeros where the disk had not got the words yet."""
    path = tmp_path / "out.jsonl"
    begun(path, [line(0)])
    draft, _ = files_beside(path)
    with draft.open("ab") as stream:
        stream.write(b"\x00" * 20 + b"\n" + line(2) + b"\n")
    with PartialFile(path, SETTINGS) as partial:
        assert dict(partial.finished()) == {0: {"id": "0"}}
        partial.finish()
    assert path.read_bytes() == line(0) + b"\n"


def test_lines_that_were_made_otherwise_are_refused(tmp_path: Path) -> None:
    """With both ways named; nothing is lost, and --fresh begins anew."""
    path = tmp_path / "out.jsonl"
    begun(path, [line(0)])
    with pytest.raises(ExportError, match="begun without --keep, and now it is to go on with --keep") as caught:
        PartialFile(path, {"keep": "with --keep"})
    assert "--fresh" in caught.value.way_out
    with PartialFile(path, SETTINGS) as partial:
        assert len(list(partial.finished())) == 1
    with PartialFile(path, {"keep": "with --keep"}, fresh=True) as partial:
        assert list(partial.finished()) == []
        partial.add([line(7)])
        partial.finish()
    assert path.read_bytes() == line(7) + b"\n"


def test_lines_without_what_they_were_begun_with_are_refused(tmp_path: Path) -> None:
    """They may be another program's."""
    draft, _ = files_beside(tmp_path / "out.jsonl")
    draft.write_bytes(line(0) + b"\n")
    with pytest.raises(ExportError, match=r"out\.jsonl\.partial is there"):
        PartialFile(tmp_path / "out.jsonl", SETTINGS)
    assert draft.read_bytes() == line(0) + b"\n"


@pytest.mark.skipif(os.name != "posix", reason="elsewhere there is no such lock")
def test_two_calls_do_not_mix_their_lines(tmp_path: Path) -> None:
    """The second is refused while the first is at it, and leaves it alone."""
    path = tmp_path / "out.jsonl"
    with PartialFile(path, SETTINGS) as partial:
        partial.add([line(0)])
        with pytest.raises(ExportError, match="just being written"):
            PartialFile(path, SETTINGS, fresh=True)
        partial.add([line(1)])
        partial.finish()
    assert path.read_bytes() == line(0) + b"\n" + line(1) + b"\n"


def test_where_nothing_was_finished_nothing_stays(tmp_path: Path) -> None:
    """A call that was stopped at once, or failed before the first document."""
    with pytest.raises(KeyboardInterrupt), PartialFile(tmp_path / "out.jsonl", SETTINGS):
        raise KeyboardInterrupt
    assert names(tmp_path) == []


@pytest.mark.parametrize(("place", "told"), [("none/out", "There is no folder"), ("folder", "is a folder")])
def test_a_place_that_cannot_be_written_is_named(place: str, told: str, tmp_path: Path) -> None:
    """Before hours of work, with a way out."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(ExportError, match=told) as caught:
        PartialFile(tmp_path / place, SETTINGS)
    assert caught.value.way_out


def test_a_full_disk_is_told_and_the_work_goes_on_when_there_is_space(tmp_path: Path) -> None:
    """What was finished stays; of the line that found no space, nothing does."""
    path = tmp_path / "out.jsonl"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    with PartialFile(path, SETTINGS) as partial:
        partial.add([line(0)])
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
        try:
            with pytest.raises(ExportError, match="Free some space"):
                partial.add([json.dumps({"id": "1", "text": "word " * 10_000}).encode()])
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
            signal.signal(signal.SIGXFSZ, handler)
    with PartialFile(path, SETTINGS) as partial:
        assert dict(partial.finished()) == {0: {"id": "0"}}
        partial.add([line(1)])
        partial.finish()
    assert path.read_bytes() == line(0) + b"\n" + line(1) + b"\n"
