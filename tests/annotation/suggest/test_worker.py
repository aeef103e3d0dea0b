"""The window’s worker, as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotation.exchange import ExchangeDocument, read_line, write_line

ROOT = Path(__file__).parents[3]


@pytest.fixture
def worker() -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-m", "annotation.suggest"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "latin-1"},
    ) as process:
        yield process
        process.kill()


def ask(worker: subprocess.Popen[str], line: str) -> str:
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.stdin.write(line + "\n")
    worker.stdin.flush()
    return worker.stdout.readline()


def test_each_document_is_answered_before_the_next_is_sent(worker: subprocess.Popen[str]) -> None:
    """One line in, one line out, at once; the text comes back unchanged, whatever the system’s encoding."""
    for number in range(2):
        sent = ExchangeDocument(id=str(number), text="😀 “We won,” said Zoë.")
        answer = read_line(ask(worker, write_line(sent)), place="answer")
        assert (answer.id, answer.text) == (sent.id, sent.text)
        assert [annotation.label for annotation in answer.annotations] == ["QUOTE"]


def test_a_line_that_cannot_be_read_is_told_and_the_worker_goes_on(worker: subprocess.Popen[str]) -> None:
    """An error names the line; the next document is answered as if nothing had been."""
    assert "line 1" in json.loads(ask(worker, "not a document"))["error"]
    assert "error" in json.loads(ask(worker, '{"id": "a", "text": "a\\u0000b"}'))
    assert json.loads(ask(worker, '{"id": "a", "text": "Good."}'))["id"] == "a"


def test_the_end_of_the_input_ends_the_worker(worker: subprocess.Popen[str]) -> None:
    """No output but the answers, nothing on standard error, exit status 0."""
    out, error = worker.communicate("\n", timeout=60)
    assert (out, error, worker.returncode) == ("", "", 0)


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="the system has no niceness")
def test_the_worker_steps_back_for_the_window(worker: subprocess.Popen[str]) -> None:
    """Its priority is below that of the process that started it."""
    ask(worker, '{"id": "a", "text": ""}')
    assert os.getpriority(os.PRIO_PROCESS, worker.pid) > os.getpriority(os.PRIO_PROCESS, 0)


def test_importing_the_room_loads_nothing_heavy() -> None:
    """The window may import `annotation.suggest` before its first paint."""
    code = "import sys, annotation.suggest; print([m for m in ('spacy', 'numpy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"
