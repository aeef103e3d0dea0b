"""`quotemark suggest` over a corpus: many files, several processes, stopped and gone on with."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from annotation.exchange import read_jsonl
from annotation.formats.partial import files_beside
from gui import command_line

ROOT = Path(__file__).parent.parent
DOCUMENTS = 60
OUT = "out.jsonl"


def corpus(path: Path, documents: int = DOCUMENTS) -> None:
    lines = (
        {"id": str(n), "text": f"“Pier {n} is open,” Mayor Ruta Vele said. Ilse Morgan criticised pier {n}."}
        for n in range(documents)
    )
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def undated(path: Path) -> str:
    """What was written, without when: the only thing that differs between two calls."""
    return re.sub(r'"created": "[^"]*"', "", path.read_text(encoding="utf-8"))


def suggest(*arguments: str | Path) -> int:
    """The command in this process, where spaCy is loaded already."""
    return command_line.run(["suggest", *map(str, arguments)])


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Folders with a corpus on which two processes worked until the command was ended by a signal, with OUT as far as it got."""
    folders: dict[int, Path] = {}
    # A shell has what it starts in the background ignore Ctrl+C, and children inherit that: the tests may have been started so.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in (signal.SIGKILL, signal.SIGINT):
        folder = folders[number] = tmp_path_factory.mktemp(number.name)
        os.mkfifo(folder / "more.jsonl")  # the input does not end before the command does
        corpus(folder / "corpus.jsonl")
        command = [sys.executable, str(ROOT / "main.py"), "suggest", "corpus.jsonl", "more.jsonl", "-o", OUT]
        with subprocess.Popen(
            [*command, "--processes", "2", "--batch", "5"],
            cwd=folder,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        ) as process:
            # Opens when the command has come to it: it reads ahead, but not that far.
            with (folder / "more.jsonl").open("wb"):
                if number == signal.SIGINT:
                    os.killpg(process.pid, number)  # as a terminal sends it: to the processes as well
                else:
                    process.kill()
            assert process.stderr
            # Which ends when the last process that could write to it has: none outlives the command.
            (folder / "told.txt").write_text(process.stderr.read(), encoding="utf-8")
            assert process.wait() == (command_line.INTERRUPTED if number == signal.SIGINT else -number)
        (folder / "more.jsonl").unlink()
    signal.signal(signal.SIGINT, before)
    return folders


@pytest.fixture
def folder(stopped: dict[int, Path], tmp_path: Path) -> Path:
    """One of them, to do something with: its command was killed."""
    return Path(shutil.copytree(stopped[signal.SIGKILL], tmp_path / "work"))


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What comes out where nothing happens, from one process."""
    folder = tmp_path_factory.mktemp("whole")
    corpus(folder / "corpus.jsonl")
    assert suggest(folder / "corpus.jsonl", "-o", folder / OUT, "--batch", "5") == 0
    assert [document.id for document in read_jsonl(folder / OUT)] == [str(n) for n in range(DOCUMENTS)]
    return undated(folder / OUT)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_the_same_command_goes_on_where_it_was_ended(
    number: int, stopped: dict[int, Path], expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What two processes had finished stays as it is, byte by byte; half a line is done again; the file is that of one whole call."""
    work = Path(shutil.copytree(stopped[number], tmp_path / "work"))
    draft, notes = files_beside(work / OUT)
    kept = draft.read_bytes()
    finished = kept.count(b"\n")
    assert 0 < finished < DOCUMENTS
    draft.write_bytes(kept + b'{"id": "59", "te')
    assert suggest(work / "corpus.jsonl", "-o", work / OUT, "--batch", "5") == 0
    assert f"Going on after {finished} documents finished before." in capsys.readouterr().err
    assert (work / OUT).read_bytes().startswith(kept)
    assert undated(work / OUT) == expected
    assert not draft.exists()
    assert not notes.exists()


def test_who_presses_ctrl_c_is_told_how_it_goes_on(stopped: dict[int, Path]) -> None:
    """Without a traceback, of the processes neither."""
    told = (stopped[signal.SIGINT] / "told.txt").read_text(encoding="utf-8").splitlines()
    finished = files_beside(stopped[signal.SIGINT] / OUT)[0].read_bytes().count(b"\n")
    assert told[0] == f"{finished} documents finished. The same command goes on after them."
    assert told[1].startswith(f"{finished} documents in ")
    assert told[2:] == ["", "Stopped. What was finished before is kept."]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Pier 3 is open", "Pier 3 is shut", "The text of document 4, “3”, has changed"),
        ('"id": "3"', '"id": "drei"', "Document 4 of the input is “drei” now, and was “3” before"),
        ("\n", "", "The input has 0 documents now"),
    ],
)
def test_another_input_is_refused(
    before: str, after: str, told: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rather than mixed with what was finished; --fresh begins anew."""
    path = folder / "corpus.jsonl"
    path.write_text(path.read_text().replace(before, after))
    assert suggest(path, "-o", folder / OUT) == 1
    said = capsys.readouterr().err
    assert told in said
    assert "--fresh" in said
    assert files_beside(folder / OUT)[0].exists()
    assert not (folder / OUT).exists()


def test_fresh_begins_anew(folder: Path, expected: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Also where what is there was begun otherwise."""
    assert suggest(folder / "corpus.jsonl", "-o", folder / OUT, "--keep") == 1
    assert "was begun without --keep, and now it is to go on with --keep" in capsys.readouterr().err
    assert suggest(folder / "corpus.jsonl", "-o", folder / OUT, "--keep", "--fresh", "--batch", "5") == 0
    assert "Going on" not in capsys.readouterr().err
    assert undated(folder / OUT) == expected
    assert [path.name for path in sorted(folder.iterdir())] == ["corpus.jsonl", OUT, "told.txt"]


def test_what_cannot_be_read_is_told_and_the_rest_is_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In a folder where the result goes too: that is not read. It ends with 1, and with one line of figures."""
    (tmp_path / "a.jsonl").write_text('{"id": "1", "text": "One."}\n{bad\n{"id": "2", "text": "Two."}\n')
    (tmp_path / "b.txt").write_bytes(b"\x89PNG\r\n")
    for _ in range(2):
        assert suggest(tmp_path, "-o", tmp_path / OUT) == 1
        assert [document.id for document in read_jsonl(tmp_path / OUT)] == ["1", "2"]
        told = capsys.readouterr().err.splitlines()
        assert [line.startswith("Error: ") for line in told] == [True, False, True, False, False]
        assert f"{tmp_path / 'a.jsonl'}, line 2: not JSON" in told[0]
        assert re.fullmatch(r"2 documents in \S+ s: \S+ documents/s, \S+ words/s\.", told[-1])


def test_a_text_in_another_language_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Once for each of the first few documents; then how many more there are."""
    text = "Der Bürgermeister sagte am Montag, die Brücke werde im nächsten Jahr gesperrt und dann für sehr viel Geld neu gebaut. "
    lines = (json.dumps({"id": f"d{n}", "text": text * 3}) + "\n" for n in range(12))
    (tmp_path / "german.jsonl").write_text("".join(lines))
    assert suggest(tmp_path / "german.jsonl", "-o", tmp_path / OUT) == 0
    told = capsys.readouterr().err.splitlines()
    assert all(re.match(rf"d{n}: .*German", line) for n, line in enumerate(told[:10]))
    assert told[-1] == "2 more notices like these."


def test_memory_does_not_grow_with_the_corpus(tmp_path: Path) -> None:
    """Four times as many documents have the same peak."""
    peaks = []
    for documents in (50, 50, 200):  # the first call fills what is kept for good
        corpus(tmp_path / "corpus.jsonl", documents)
        tracemalloc.start()
        assert suggest(tmp_path / "corpus.jsonl", "-o", tmp_path / OUT, "--batch", "4") == 0
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[2] < peaks[1] * 1.3
