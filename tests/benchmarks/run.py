"""`make bench`: every measurement, printed and written to docs/benchmarks.md with the machine's size and the date."""

from __future__ import annotations

import argparse
import os
import platform
from datetime import UTC, datetime
from pathlib import Path

import PySide6

from tests.benchmarks import article_view, decisions, growth, many_items, start_up
from tests.benchmarks.figures import Figure

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "annotation" / "samples" / "harbour.txt"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--article", type=Path, default=SAMPLE, help="a text file of about 5 kB")
    parser.add_argument("--runs", type=int, default=9, help="starts of each window")
    parser.add_argument(
        "--rounds", type=int, default=300, help="decisions; a third as many of what the article view does"
    )
    parser.add_argument(
        "--out", type=Path, default=ROOT / "docs" / "benchmarks.md", help="growth.svg is written beside it"
    )
    options = parser.parse_args()
    few = max(options.rounds // 3, 3)
    sections = [
        ("Start-up", _table(start_up.measure(options.article, runs=options.runs))),
        ("Decisions", _table(decisions.measure(options.article, rounds=options.rounds))),
        ("Many items", _table(many_items.measure(rounds=few))),
        ("The article view", article_view.measure(rounds=few)),
        ("Growth", growth.measure(options.out.with_name("growth.svg"), rounds=few)),
    ]
    text = _report(sections, options.article)
    print(text)
    options.out.write_text(text, encoding="utf-8")


def _report(sections: list[tuple[str, str]], article: Path) -> str:
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, PySide6 {PySide6.__version__}"
    lines = [
        "# Benchmarks",
        "",
        "Written by `make bench`. Ratios and percentiles of one run; single times depend on what else the machine does.",
        "",
        f"- date: {datetime.now(UTC):%Y-%m-%d}",
        f"- machine: {machine}",
        f"- article: {article.name}, {article.stat().st_size:,} bytes",
    ]
    for title, section in sections:
        lines += ["", f"## {title}", "", section]
    return "\n".join(lines) + "\n"


def _table(figures: list[Figure]) -> str:
    lines = ["| what | measured | target | met |", "|---|---|---|---|"]
    for f in figures:
        met = "" if f.ok is None else "yes" if f.ok else "**no**"
        lines.append(f"| {f.what} | {f.measured} | {f.target} | {met} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
