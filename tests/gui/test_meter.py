"""How far long work is, in words."""

from __future__ import annotations

import io

import pytest

from gui.meter import Meter, duration


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def run(total: int | None, *, live: bool, before: int = 0, documents: int = 10) -> str:
    """What is written while documents of 100 words take 4 seconds each."""
    clock, stream = Clock(), io.StringIO()
    meter = Meter(stream, "Suggesting", live=live, clock=clock)
    meter.begin(before, total)
    for _ in range(documents):
        clock.now += 4
        meter.add(100)
    meter.end()
    return stream.getvalue()


def test_a_file_gets_a_line_now_and_then() -> None:
    """Every half minute, with what is left; at the end what it was all in all."""
    assert run(1000, live=False).splitlines() == [
        "Suggesting: 8 of 1,000 documents, 1 h 6 min left (0.2 documents/s, 25 words/s)",
        "10 documents in 40 s: 0.2 documents/s, 25 words/s.",
    ]


def test_a_terminal_has_one_line_that_is_written_over() -> None:
    """It is taken away before anything else is written."""
    written = run(10, live=True)
    first, *_, last, end = written.split("\r")
    assert first == ""
    assert "Suggesting: 10 of 10 documents (0.2 documents/s, 25 words/s)" in last
    assert end.startswith("\x1b[K10 documents in")
    assert "\n" not in written.removesuffix("\n")


def test_documents_that_were_done_before_count_for_how_far_it_is_but_not_for_how_fast() -> None:
    """Going on at 900 of 1,000."""
    told = run(1000, live=False, before=900)
    assert "908 of 1,000 documents, 6 min 8 s left (0.2 documents/s, 25 words/s)" in told


def test_where_the_number_is_not_known_nothing_is_said_of_the_end() -> None:
    """A pipe."""
    assert run(None, live=False).splitlines()[0] == "Suggesting: 8 documents (0.2 documents/s, 25 words/s)"


def test_what_comes_while_everything_is_being_loaded_says_nothing_of_the_rate() -> None:
    """A minute until the first answers, then a document a second: 100 seconds are left, and not hours."""
    clock, stream = Clock(), io.StringIO()
    meter = Meter(stream, "Suggesting", live=True, clock=clock)
    meter.begin(0, 126)
    clock.now += 60
    meter.add(100, documents=16)
    assert "left" not in stream.getvalue()
    for _ in range(10):
        clock.now += 1
        meter.add(100)
    assert "26 of 126 documents, 1 min 40 s left (1.0 documents/s, 100 words/s)" in stream.getvalue()


def test_one_document_needs_no_figures() -> None:
    """An article is suggested on, and that is all."""
    assert run(1, live=False, documents=1) == ""


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0.04, "0.0 s"), (9.96, "10 s"), (59.7, "1 min 0 s"), (200, "3 min 20 s"), (2000, "33 min"), (7500, "2 h 5 min")],
)
def test_a_span_of_time_is_said_as_people_say_it(seconds: float, told: str) -> None:
    """With as much of it as matters."""
    assert duration(seconds) == told
