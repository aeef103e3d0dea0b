"""The article view at every size, beside a bare QPlainTextEdit with the same text and no ranges. Each measured in a process of its own."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.figures import high, median
from tests.benchmarks.samples import Sample, sample

MEASURES = ("open", "add", "scroll", "jump", "resize", "memory")
TITLES = ("open and first paint", "add a range", "scroll", "jump", "resize", "memory")


@dataclass(frozen=True, slots=True)
class Row:
    """A document of the table. `targets` are milliseconds, the last one megabytes, in the order of MEASURES."""

    name: str
    size: int
    ranges: int
    targets: tuple[int, int, int, int, int, int]
    one_line: bool = False


ROWS = (
    Row("5 kB", 5_000, 50, (60, 8, 8, 8, 20, 15)),
    Row("100 kB", 100_000, 10_000, (120, 8, 8, 16, 33, 25)),
    Row("1 MB", 1_000_000, 100_000, (400, 8, 8, 16, 33, 40)),
    Row("10 MB", 10_000_000, 100_000, (500, 8, 8, 16, 33, 60)),
    Row("1 MB, one line", 1_000_000, 10_000, (150, 8, 8, 16, 33, 60), one_line=True),
)

NOTE = """\
A window of 800 by 850 pixels, offscreen, with made-up news: paragraphs of 300 to 900 characters, items of one to three parts of mostly 5 to
120 characters, half of them suggestions, a quarter within another. A range is one part. Times are milliseconds from the call until the view has
been painted and nothing is left to do, in a window that is up: each time a new view for “open”; a part added somewhere on screen, and made
current; 3 lines; any place in the document; a width at which other words end the lines. Each row of figures comes from a process of its own.
Memory is the resident set after opening, in megabytes, less that of a process that holds the same text and items and shows the same window
with an empty view. p99 is the 99th percentile (of fewer than 100 repeats: the longest); its target is twice the median's. What misses its
target is **bold**."""


def measure(*, rounds: int) -> str:
    """The table, as Markdown."""
    lines = [
        f"| document | ranges | | {' | '.join(TITLES)} |",
        f"|---|---|---|{'---|' * len(TITLES)}",
    ]
    missed: list[str] = []
    for row in ROWS:
        made = sample(row.name, row.size, row.ranges, one_line=row.one_line)
        told = {kind: told_by(kind, made, rounds) for kind in ("empty", "quotemark", "plain")}
        base = told["empty"]["memory"][0]
        for kind in ("quotemark", "plain"):
            told[kind]["memory"] = [max(told[kind]["memory"][0] - base, 0.0)]
        lines += _lines(row, told["quotemark"], told["plain"], missed)
    number = len(ROWS) * (2 * len(MEASURES) - 1)  # memory has no percentiles
    ending = (
        f"Missed {len(missed)} of {number} targets: {', '.join(missed)}."
        if missed
        else f"All {number} targets are met."
    )
    return "\n".join([NOTE, "", *lines, "", ending])


def told_by(kind: str, made: Sample, rounds: int) -> dict[str, list[float]]:
    """What a process that shows the sample tells: milliseconds of each repeat, by measure; megabytes for "memory"."""
    environment = os.environ | {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample"
        path.write_bytes(pickle.dumps(made))
        command = [sys.executable, "-m", "tests.benchmarks.view_process", kind, str(path), str(rounds)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600, check=False)
    if done.returncode:
        raise RuntimeError(f"{kind}, {made.name}: {done.stderr}")
    found: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    return found


def _lines(row: Row, ours: dict[str, list[float]], plain: dict[str, list[float]], missed: list[str]) -> list[str]:
    medians, highs = [], []
    for name, title, target in zip(MEASURES, TITLES, row.targets, strict=True):
        middle, top = median(ours[name]), high(ours[name])
        medians.append(_cell(middle, target))
        highs.append("" if name == "memory" else _cell(top, 2 * target))
        if middle > target:
            missed.append(f"{row.name}: {title}")
        if name != "memory" and top > 2 * target:
            missed.append(f"{row.name}: {title} (p99)")
    others = [f"{median(plain[name]):.1f}" if name in plain else "" for name in MEASURES]
    return [
        f"| {row.name} | {row.ranges:,} | Quotemark, median | {' | '.join(medians)} |",
        f"| | | Quotemark, p99 | {' | '.join(highs)} |",
        f"| | | target of the median | {' | '.join(map(str, row.targets))} |",
        f"| | | bare QPlainTextEdit, median | {' | '.join(others)} |",
    ]


def _cell(value: float, target: float) -> str:
    return f"{value:.1f}" if value <= target else f"**{value:.1f}**"


if __name__ == "__main__":
    print(measure(rounds=100))
