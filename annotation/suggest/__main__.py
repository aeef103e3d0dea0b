"""The worker of the window: `python -m annotation.suggest`.

One document of the exchange form a line on standard input, one a line on standard output with its suggestions, in order, each written as
soon as it is done. A line that cannot be read is answered with `{"error": "..."}`. The end of the input ends the worker. It lowers its own
priority: what the window draws comes first.
"""

from __future__ import annotations

import json
import os
import sys
from typing import TextIO

from annotation.errors import InputError
from annotation.exchange import read_line, write_line
from annotation.suggest import suggest
from annotation.suggest.pipeline import load_pipeline

NICENESS = 10


def serve(lines: TextIO, out: TextIO) -> None:
    """Answer each line of `lines` on `out` until `lines` ends. Blank lines are passed over.

    Raises:
        SuggestError: where spaCy cannot be loaded.
    """
    load_pipeline()
    for number, line in enumerate(lines, 1):
        if line.strip():
            out.write(_answer(line, number) + "\n")
            out.flush()


def _answer(line: str, number: int) -> str:
    try:
        document = read_line(line, place=f"line {number}")
    except InputError as error:
        return json.dumps({"error": str(error)}, ensure_ascii=False)
    return write_line(next(suggest([document], batch_size=1)))


def main() -> None:
    """Run the worker on the process’s own streams, as UTF-8 with LF whatever the system’s settings are."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    for stream in (sys.stdin, sys.stdout):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", newline="\n")
    try:
        serve(sys.stdin, sys.stdout)
    except BrokenPipeError:
        # The window has gone; what is left in the buffer has no reader, and closing it at exit would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
