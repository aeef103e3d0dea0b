"""The command line, as a person at a terminal meets it: what is printed where, and the exit codes."""

from __future__ import annotations

import csv
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import DocBin

import main
from annotation.exchange import read_jsonl, read_line, write_line
from annotation.formats import FORMATS
from annotation.model import Status
from gui import command_line
from storage.project import Project
from tests.fixtures.hard import hard_document

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "annotation" / "samples" / "harbour.txt"
ARTICLE = "Pier reopens\n\n“The pier is open,” Mayor Ruta Vele said on Monday.\n"

LONG = "a" * 300  # no file system takes such a name

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs `quotemark` in a folder of its own."""

    def call(*arguments: str | Path, stdin: str = "", **more: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, ROOT / "main.py", *arguments],
            cwd=tmp_path,
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            check=False,
            env={**os.environ, "QUOTEMARK_ANNOTATOR": "ana", "QT_QPA_PLATFORM": "offscreen"},
            **more,
        )

    return call


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with an article and a dataset."""
    (tmp_path / "pier.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "hard.jsonl").write_text(write_line(hard_document()) + "\n", encoding="utf-8")
    return tmp_path


def test_the_main_trip(run: Run, files: Path) -> None:
    """Articles and a dataset into a project that did not exist, a look at it, and a dataset out."""
    done = run("import", "work.sqlite", "pier.txt", "hard.jsonl")
    assert (done.returncode, done.stdout) == (0, "Imported 2 documents into work.sqlite.\n")
    done = run("info", "work.sqlite")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "2 documents",
        "label   status     annotator  number",
        "CLAIM   rejected   ana             1",
        "CLAIM   suggested                  1",
        "QUOTE   accepted   ana             2",
        "STANCE  accepted   boris           2",
    ]
    done = run("export", "work.sqlite", "--format", "jsonl", "-o", "out.jsonl", "--status", "all")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "Wrote 2 documents to out.jsonl.\n")
    article, hard = read_jsonl(files / "out.jsonl")
    assert (article.text, article.name) == (ARTICLE, "Pier reopens")
    assert len(hard.annotations) == 6


def test_info_for_programs(run: Run, files: Path) -> None:
    """The same as JSON; an empty project has no table."""
    Project.create(files / "empty.sqlite").close()
    assert json.loads(run("info", "empty.sqlite", "--json").stdout) == {"documents": 0, "counts": []}
    assert run("info", "empty.sqlite").stdout == "0 documents\n"
    run("import", "work.sqlite", "hard.jsonl")
    told = json.loads(run("info", "work.sqlite", "--json").stdout)
    assert told["documents"] == 1
    assert {"label": "QUOTE", "status": "accepted", "annotator": "ana", "number": 2} in told["counts"]


def test_a_bad_file_ends_with_1_and_the_others_come_in(run: Run, files: Path) -> None:
    """The message and the way out are on standard error, without a traceback."""
    (files / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    done = run("import", "work.sqlite", "photo.txt", "missing.txt", "pier.txt", "pier.txt")
    assert done.returncode == 1
    assert done.stdout == "Imported 1 document into work.sqlite.\n"
    assert done.stderr.splitlines() == [
        "Error: photo.txt is a picture, not plain text.",
        "  Save its text as a .txt file and read that.",
        "Error: There is no file missing.txt.",
        "  Check its name and its folder.",
        "pier.txt: “Pier reopens” is in the project already.",
    ]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["info", "none.sqlite"], "There is no file none.sqlite"),
        (["info", "pier.txt"], "is not a Quotemark project"),
        (["import", "pier.txt", "hard.jsonl"], "is not a Quotemark project"),
        (["suggest", "none.txt"], "There is no file none.txt"),
        (["suggest", "pier.txt", "-o", "no/folder.jsonl"], "There is no folder"),
        (["open", "none.txt"], "There is no file none.txt"),
        (["none.txt"], "There is no file none.txt"),
        ([LONG], "File name too long"),
        (["open", "pier.txt", LONG], "File name too long"),
        (["info", LONG], "File name too long"),
        (["import", LONG, "pier.txt"], "File name too long"),
        (["suggest", "--project", LONG], "File name too long"),
        (["suggest", "pier.txt", "-o", LONG], "File name too long"),
    ],
)
def test_an_error_is_told_with_its_way_out(arguments: list[str], told: str, run: Run, files: Path) -> None:
    """Exit code 1, two lines, no traceback, nothing on standard output."""
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (1, "")
    first, second = done.stderr.splitlines()
    assert first.startswith("Error: ")
    assert told in first
    assert second.startswith("  ")
    assert not list(files.glob("*.part"))


@pytest.fixture
def closed(files: Path) -> Iterator[Path]:
    """A folder that this person may not look into. (The administrator may, and is somebody else meanwhile.)"""
    folder = files / "closed"
    folder.mkdir()
    folder.chmod(0)
    is_administrator = os.geteuid() == 0
    if is_administrator:
        os.seteuid(65534)
    yield folder
    if is_administrator:
        os.seteuid(0)
    folder.chmod(0o700)


@pytest.mark.parametrize("arguments", [["FILE"], ["open", "FILE"], ["info", "FILE"], ["import", "FILE", "FILE"]])
def test_a_folder_that_may_not_be_looked_into_is_told(
    arguments: list[str], closed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With exit code 1, as any file that cannot be used."""
    path = str(closed / "work.sqlite")
    assert main.main([path if word == "FILE" else word for word in arguments]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"Error: {path} cannot be opened: Permission denied.")


def test_an_import_of_which_nothing_comes_in_leaves_no_project_behind(run: Run, files: Path) -> None:
    """A project is made when there is something to put into it."""
    done = run("import", "work.sqlite", "missing.txt")
    assert (done.returncode, done.stdout) == (1, "Imported 0 documents into work.sqlite.\n")
    assert not (files / "work.sqlite").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["sugest"], "Did you mean “suggest”?"),
        (["--unknown"], "No such option"),
        (["import", "work.sqlite"], "Missing argument 'FILE...'"),
        (["export", "work.sqlite"], "Missing option '-o'"),
        (["export", "work.sqlite", "-o", "x", "--format", "brat"], "'brat' is not one of"),
        (["export", "work.sqlite", "-o", "x", "--status", "open"], "'open' is not one of"),
        (["suggest"], "Name files, or a project"),
        (["suggest", "pier.txt", "--project", "work.sqlite"], "one of both"),
        (["suggest", "pier.txt", "--fresh"], "--fresh is for a file"),
        (["suggest", "pier.txt", "--batch", "0"], "0 is not in the range"),
    ],
)
def test_wrong_usage_ends_with_2(arguments: list[str], told: str, run: Run) -> None:
    """And says how it is right."""
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Usage: quotemark" in done.stderr
    assert told in done.stderr


@pytest.mark.usefixtures("files")
def test_suggestions_are_printed_as_lines(run: Run) -> None:
    """An article and a dataset: JSONL in their order, ids kept, suggestions alone; with --keep, what was annotated before as well."""
    done = run("suggest", "pier.txt", "hard.jsonl", "--format", "jsonl")
    assert done.returncode == 0
    assert re.fullmatch(r"2 documents in .+ documents/s, .+ words/s\.\n", done.stderr)
    article, hard = (read_line(line, place="output") for line in done.stdout.splitlines())
    assert article.text == ARTICLE
    quote = next(a for a in article.annotations if a.label == "QUOTE")
    assert quote.status is Status.SUGGESTED
    assert "The pier is open" in next(p.range.of(ARTICLE) for p in quote.parts if p.role == "content")
    assert hard.id == "hard-1"
    brought = {a.id for a in hard_document().annotations}
    assert hard.annotations
    assert not brought & {a.id for a in hard.annotations}
    kept = read_line(run("suggest", "hard.jsonl", "--keep").stdout, place="output")
    assert {a.id for a in kept.annotations} == brought | {a.id for a in hard.annotations}


def test_suggestions_through_a_pipe(run: Run, files: Path) -> None:
    """Standard input is an article, or lines if it begins like one; -o writes a file."""
    assert read_line(run("suggest", "-", stdin=ARTICLE).stdout, place="output").text == ARTICLE
    done = run("suggest", "-", "-o", "out.jsonl", stdin='{"id": "a", "text": "One."}\n{"id": "b", "text": ""}\n')
    assert (done.returncode, done.stdout) == (0, "")
    assert [d.id for d in read_jsonl(files / "out.jsonl")] == ["a", "b"]
    done = run("suggest", "-", stdin="")
    assert (done.returncode, done.stderr.splitlines()[0]) == (1, "Error: There is no text in standard input.")


def test_suggestions_are_kept_in_a_project(run: Run, files: Path) -> None:
    """Once: the second call finds nothing left to read."""
    run("import", "work.sqlite", "pier.txt", SAMPLE)
    done = run("suggest", "--project", "work.sqlite")
    assert done.returncode == 0, done.stderr
    told = re.fullmatch(r"(\d+) new suggestions on 2 documents\.\n", done.stdout)
    assert told
    with Project.open(files / "work.sqlite") as project:
        assert sum(len(project.suggestions(d.id)) for d in project.documents()) == int(told[1]) > 10
    assert run("suggest", "--project", "work.sqlite").stdout == "0 new suggestions on 0 documents.\n"


def test_losses_are_told_before_a_dataset_is_written(run: Run, files: Path) -> None:
    """On standard error, with counts; the file can be read by others."""
    run("import", "work.sqlite", "hard.jsonl")
    done = run("export", "work.sqlite", "--format", "csv", "-o", "out.csv", "--status", "accepted")
    assert done.returncode == 0
    assert "The texts of 1 document are left out" in done.stderr
    assert done.stderr.splitlines()[-1] == "Wrote 1 document to out.csv."
    with (files / "out.csv").open(encoding="utf-8-sig", newline="") as table:
        assert {row["status"] for row in csv.DictReader(table)} == {"accepted"}
    done = run("export", "work.sqlite", "--format", "docbin", "-o", "out.spacy", "--status", "suggested")
    assert done.returncode == 0
    (doc,) = DocBin().from_disk(files / "out.spacy").get_docs(spacy.blank("en").vocab)
    assert list(doc.spans) == ["CLAIM:suggested"]


@pytest.fixture
def heeded() -> Iterator[None]:
    """A shell has what it starts in the background ignore Ctrl+C, and children inherit that: the tests may have been started so."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeded")
def test_ctrl_c_ends_with_130(files: Path) -> None:
    """What was printed before is whole; there is no traceback."""
    text = "“We will not stop,” Mayor Ruta Vele said. " * 5
    lines = "".join(json.dumps({"id": str(n), "text": text}) + "\n" for n in range(40))
    with subprocess.Popen(
        [sys.executable, ROOT / "main.py", "suggest", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=files,
        encoding="utf-8",
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(lines)
        process.stdin.flush()  # and not closed: the command waits for more
        assert read_line(process.stdout.readline(), place="output").id == "0"
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == command_line.INTERRUPTED
        for line in process.stdout.read().splitlines():
            read_line(line, place="output")
        told = process.stderr.read()
    assert "Stopped." in told
    assert "Traceback" not in told


def test_the_help_teaches(run: Run) -> None:
    """Every command has examples, and they are of that command."""
    assert "quotemark article.txt" in run("--help").stdout
    for name in command_line.quotemark.commands:
        told = run(name, "--help").stdout
        assert "Examples:" in told
        assert f"quotemark {name} " in told


def test_the_version(run: Run) -> None:
    """That of the installed project."""
    assert run("--version").stdout == f"quotemark, version {version('quotemark')}\n"


def test_the_formats_offered_are_those_that_exist() -> None:
    """And so are the statuses."""
    assert tuple(FORMATS) == command_line.FORMATS
    assert set(command_line.STATUSES) == {*Status, "all"}


def test_nothing_heavy_is_imported_before_a_command_needs_it() -> None:
    """The window must be on screen before spaCy could even be found on the disk."""
    heavy = {"spacy", "numpy", "sqlite_utils", "charset_normalizer", "PySide6", "storage", "annotation.formats"}
    code = "import sys, main; main.main(['--help']); print(sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert "'main'" in done.stderr
    assert not [name for name in heavy if f"'{name}'" in done.stderr]
