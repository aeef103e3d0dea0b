"""What commands share at a terminal: examples in their help, numbers, a bar of progress."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


def examples(*lines: str) -> str:
    """The end of a command's help."""
    return "\n".join(("\b", "Examples:", *(f"  {line}" for line in lines)))  # \b: click breaks no line of this


def number(count: int, noun: str) -> str:
    """“1 document”, “2,000 documents”."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


@contextmanager
def progress(title: str) -> Iterator[Callable[[int, int], None]]:
    """What long work tells its progress to, as (done, total): a bar on standard error where that is a terminal, else nobody."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    with click.progressbar(length=1, label=title, file=sys.stderr) as bar:

        def tell(done: int, total: int) -> None:
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        yield tell
