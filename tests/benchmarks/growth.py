"""How the article view's times grow with the document: 10 kB to 10 MB, a range for each 100 characters, drawn as a plot."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.benchmarks.article_view import told_by
from tests.benchmarks.figures import median
from tests.benchmarks.plot import Line, log_plot
from tests.benchmarks.samples import sample

SIZES = (10_000, 31_600, 100_000, 316_000, 1_000_000, 3_160_000, 10_000_000)
DENSITY = 100  # characters for each range
FRAME = 16.7  # milliseconds: what a screen shows one picture
NAMES = {"open": "open", "add": "add a range", "scroll": "scroll", "jump": "jump", "resize": "resize"}


def measure(picture: Path, *, rounds: int) -> str:
    """Write the plot, and return the figures as a table in Markdown."""
    found: dict[str, list[float]] = {name: [] for name in NAMES}
    for size in SIZES:
        told = told_by("quotemark", sample(f"{size:,} bytes", size, size // DENSITY), rounds)
        for name, values in found.items():
            values.append(median(told[name]))
    lines = [Line(NAMES[name], [*zip(SIZES, values, strict=True)]) for name, values in found.items()]
    svg = log_plot(
        "The article view as the document grows",
        lines,
        across="bytes, with a range for each 100 characters",
        up="milliseconds (median)",
        level=(FRAME, "one frame at 60 Hz"),
    )
    picture.write_text(svg, encoding="utf-8")
    head = ["| bytes | ranges | " + " | ".join(NAMES.values()) + " |", "|---|---|" + "---|" * len(NAMES)]
    rows = [
        f"| {size:,} | {size // DENSITY:,} | " + " | ".join(f"{found[name][n]:.1f}" for name in NAMES) + " |"
        for n, size in enumerate(SIZES)
    ]
    return "\n".join([f"![Times against size]({picture.name})", "", "Milliseconds, medians:", "", *head, *rows])


if __name__ == "__main__":
    print(measure(Path(sys.argv[1]), rounds=30))
