"""The main trip as a person makes it: open an article, decide by keys, quit, open again, export, and read the export with other programs."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import spacy
from spacy.tokens import DocBin

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "annotation" / "samples" / "harbour.txt"
SCHEMA = json.loads((ROOT / "annotation" / "formats" / "exchange.schema.json").read_text(encoding="utf-8"))

Steps = list[list[str]]


class Desk:
    """A computer of the analyst's own: a home folder, and the program on it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.environment = os.environ | {
            "HOME": str(home),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "QT_QPA_PLATFORM": "offscreen",
            "QUOTEMARK_ANNOTATOR": "ada",
        }

    @property
    def project(self) -> Path:
        """Where articles that are opened on their own are kept."""
        return next((self.home / "data").rglob("articles.sqlite"))

    def start(self, steps: Steps, *arguments: object) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.e2e.analyst", json.dumps(steps), *map(str, arguments)]
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environment,
            text=True,
            encoding="utf-8",
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def sit(self, steps: Steps, *arguments: object) -> list[dict[str, object]]:
        """Work through the steps and close the window; returns the last report."""
        process = self.start([*steps, ["report"], ["close"]], *arguments)
        out, err = process.communicate(timeout=110)
        assert process.returncode == 0, err
        assert not [line for line in err.splitlines() if "propagateSizeHints" not in line], err
        found: list[dict[str, object]] = json.loads(out.splitlines()[-1])
        return found

    def quotemark(self, *arguments: object) -> str:
        """A command of the command line."""
        command = [sys.executable, str(ROOT / "main.py"), *map(str, arguments)]
        done = subprocess.run(
            command, env=self.environment, text=True, encoding="utf-8", capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def keys(*names: str) -> Steps:
    return [["key", name] for name in names]


def test_open_decide_quit_reopen_export(desk: Desk, tmp_path: Path) -> None:
    decided = desk.sit([["suggested"], *keys("Tab", "A", "Tab", "X", "Tab", "S", "Tab", "A")], SAMPLE)
    assert len(decided) == 2
    assert desk.sit([], desk.project) == decided

    info = json.loads(desk.quotemark("info", desk.project, "--json"))
    by_status: dict[str, int] = {}
    for count in info["counts"]:
        by_status[count["status"]] = by_status.get(count["status"], 0) + count["number"]
    assert by_status["accepted"] == 2
    assert by_status["rejected"] == 1

    desk.quotemark("export", desk.project, "--format", "jsonl", "--status", "all", "-o", tmp_path / "out.jsonl")
    (line,) = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    exported = json.loads(line)
    jsonschema.validate(exported, SCHEMA)
    assert exported["text"] == SAMPLE.read_text(encoding="utf-8")
    for annotation in exported["annotations"]:
        for part in annotation["parts"]:
            assert exported["text"][part["start"] : part["end"]] == part["text"]
    accepted = [a for a in exported["annotations"] if a["status"] == "accepted"]
    assert {a["id"] for a in accepted} == {a["id"] for a in decided}

    desk.quotemark("export", desk.project, "--format", "docbin", "-o", tmp_path / "out.spacy")
    (doc,) = DocBin().from_disk(tmp_path / "out.spacy").get_docs(spacy.blank("en").vocab)
    spans = [span.text for label in ("QUOTE", "CLAIM", "STANCE") for span in doc.spans.get(label, [])]
    contents = [p["text"] for a in accepted for p in a["parts"]]
    assert sorted(spans) == sorted(contents)

    desk.quotemark("export", desk.project, "--format", "csv", "-o", tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["text"] for row in csv.DictReader(file)] == contents


def test_a_killed_program_loses_nothing(desk: Desk) -> None:
    """A split quote with source and cue by keys alone, ten decisions, then kill -9: all is there when the project is opened again."""
    text = SAMPLE.read_text(encoding="utf-8")
    words = text.split("\n\n")[1].split()
    first, second, cue, source = (" ".join(words[n : n + 3]) for n in (0, 3, 6, 9))
    quote = [
        ["select", first],
        *keys("Q"),
        ["select", second],
        *keys("1"),
        ["select", cue],
        *keys("2"),
        ["select", source],
        *keys("3"),
    ]
    decisions = keys(*(key for n in range(10) for key in ("Tab", "AXA"[n % 3])))
    process = desk.start([["suggested"], *quote, *keys("F"), *decisions, ["report"], ["hang"]], SAMPLE)
    assert process.stdout is not None
    line = process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    before = json.loads(line)
    by_hand = [["content", first], ["content", second], ["cue", cue], ["source", source]]
    assert by_hand in [sorted(a["parts"]) for a in before]
    assert desk.sit([], desk.project) == before
    counts = json.loads(desk.quotemark("info", desk.project, "--json"))["counts"]
    decided = sum(c["number"] for c in counts if c["status"] in ("accepted", "rejected"))
    assert decided == 11


def test_undo_goes_on_after_a_restart(desk: Desk) -> None:
    assert len(desk.sit([["suggested"], *keys("Tab", "A", "Tab", "A")], SAMPLE)) == 2
    assert len(desk.sit(keys("U"), desk.project)) == 1
    assert len(desk.sit(keys("U", "Shift+U", "Shift+U"), desk.project)) == 2


def test_an_article_that_was_opened_before_is_found_again(desk: Desk) -> None:
    """Opening the same file again shows the work on it, not a second copy."""
    decided = desk.sit([["suggested"], *keys("Tab", "A")], SAMPLE)
    assert desk.sit([], SAMPLE) == decided
    assert json.loads(desk.quotemark("info", desk.project, "--json"))["documents"] == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "no text"), (b"\x00\x01\x02" * 500, "not text"), (None, "no file")],
    ids=["empty", "binary", "missing"],
)
def test_an_article_that_cannot_be_opened_is_told_without_a_window(
    desk: Desk, tmp_path: Path, content: bytes | None, told: str
) -> None:
    """One message that names the file, exit code 1, and no project is made."""
    path = tmp_path / "bad.txt"
    if content is not None:
        path.write_bytes(content)
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "open", str(path)],
        env=desk.environment,
        text=True,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert "bad.txt" in done.stderr
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "data").exists()
