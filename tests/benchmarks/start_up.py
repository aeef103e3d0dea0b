"""Text on screen: from process start to the first paint, against a bare window; and the window's longest silence while spaCy loads."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.figures import Figure, spread


def start(kind: str, article: Path, home: str) -> dict[str, Any]:
    """Start a window in a process of its own and return what it tells of itself."""
    environment = os.environ | {
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "XDG_DATA_HOME": home,
        "XDG_CONFIG_HOME": home,
    }
    command = [sys.executable, "-m", "tests.benchmarks.window_process", kind, str(article), repr(time.monotonic())]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if not lines:
        raise RuntimeError(f"{kind}: {done.stderr}")
    found: dict[str, Any] = json.loads(lines[-1])
    return found


def measure(article: Path, *, runs: int) -> list[Figure]:
    """Alternate the two windows, so that what else the machine does falls on both."""
    with tempfile.TemporaryDirectory() as home:
        start("bare", article, home), start("quotemark", article, home)  # fill the disk's caches; make the project
        pairs = [(start("bare", article, home), start("quotemark", article, home)) for _ in range(runs)]
    gaps: list[dict[str, Any]] = []
    for _ in range(max(runs // 2, 3)):
        with tempfile.TemporaryDirectory() as fresh:  # a new project, so that the suggester has something to do
            gaps.append(start("gaps", article, fresh))
    plain, ours = [b["seconds"] for b, _ in pairs], [q["seconds"] for _, q in pairs]
    ratios = [q / b for b, q in zip(plain, ours, strict=True)]
    silences = [max(g["gaps"]) * 1000 for g in gaps]
    building = [g["building"] * 1000 for g in gaps]
    return [
        Figure("bare window: process start to first paint", spread(plain, "s"), ""),
        Figure("Quotemark: process start to first paint of the article", spread(ours, "s"), ""),
        Figure(
            "ratio, pair by pair",
            f"{statistics.median(ratios):.2f}",
            "at most 1.5",
            ok=statistics.median(ratios) <= 1.5,
        ),
        Figure(
            "spaCy imported by the window's process before the first paint",
            "yes" if any(q["spacy_imported"] for _, q in pairs) else "no",
            "no",
            ok=not any(q["spacy_imported"] for _, q in pairs),
        ),
        Figure(
            "longest silence of the event loop while spaCy loads and first runs",
            f"{statistics.median(silences):.0f} ms (worst of {len(silences)} starts: {max(silences):.0f} ms)",
            "at most 50 ms",
            ok=max(silences) <= 50,
        ),
        Figure(
            "before that: panels and project are built, once, after the first paint",
            f"{statistics.median(building):.0f} ms",
            "",
        ),
    ]
