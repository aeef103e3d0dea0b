"""The worker of the window: `python -m annotation.suggest [--pipeline NAME]`.

One document of the exchange form a line on standard input, one a line on standard output with its suggestions, in order, each written as
soon as it is done. Its `meta` says who has read it (`read_by`) and what the analyst should know (`notices`). A line that cannot be
read is answered with `{"error": "..."}`. The end of the input ends the worker. A pipeline that cannot be used is told before the first
answer (`{"fault": "...", "way_out": "..."}`), and Quotemark’s own reads instead. The worker lowers its own priority: what the window
draws comes first.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import replace
from typing import TextIO

from annotation.errors import InputError, SuggestError
from annotation.exchange import read_line, write_line
from annotation.suggest import suggest
from annotation.suggest.documents import READ_BY
from annotation.suggest.pipeline import load_pipeline
from annotation.suggest.pipelines import Card, card_of, own_card

NICENESS = 10
WAY_OUT = "Choose another one in the settings (Help > Settings, Suggestions). Nothing is lost by it."


def serve(lines: TextIO, out: TextIO, *, pipeline: str = "") -> None:
    """Answer each line of `lines` on `out` until `lines` ends. Blank lines are passed over.

    Raises:
        SuggestError: where spaCy cannot be loaded.
    """
    card = _usable(pipeline, out)
    for number, line in enumerate(lines, 1):
        if line.strip():
            out.write(_answer(line, number, card) + "\n")
            out.flush()


def _usable(pipeline: str, out: TextIO) -> Card:
    """The pipeline that was asked for, loaded; where that cannot be, our own, and why is told."""
    try:
        load_pipeline(pipeline)
        return card_of(pipeline)
    except SuggestError as error:
        load_pipeline()  # raises where spaCy itself is at fault
        instead = f"{error.what} Quotemark’s own pipeline is used instead."
        out.write(json.dumps({"fault": instead, "way_out": WAY_OUT}, ensure_ascii=False) + "\n")
        out.flush()
        return own_card()


def _answer(line: str, number: int, card: Card) -> str:
    try:
        document = read_line(line, place=f"line {number}")
    except InputError as error:
        return json.dumps({"error": str(error)}, ensure_ascii=False)
    answer = next(suggest([document], batch_size=1, pipeline=card.name))
    return write_line(replace(answer, meta={**answer.meta, READ_BY: list(card.suggesters)}))


def main() -> None:
    """Run the worker on the process’s own streams, as UTF-8 with LF whatever the system’s settings are."""
    parser = argparse.ArgumentParser(prog="python -m annotation.suggest")
    parser.add_argument(
        "--pipeline", default="", metavar="NAME", help="a package’s name or a folder; else Quotemark’s own"
    )
    pipeline: str = parser.parse_args().pipeline
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    for stream in (sys.stdin, sys.stdout):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", newline="\n")
    try:
        serve(sys.stdin, sys.stdout, pipeline=pipeline)
    except BrokenPipeError:
        # The window has gone; what is left in the buffer has no reader, and closing it at exit would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
