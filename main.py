"""Where Quotemark starts: `quotemark ...` and `python main.py ...` come here."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotation.errors import QuotemarkError

COMMANDS = ("open", "import", "suggest", "export", "picture", "evaluate", "models", "info")


def main(arguments: list[str] | None = None) -> int:
    """Run what the command line says, and return its exit code: 0 good, 1 an error that was told, 2 wrong usage, 130 interrupted."""
    given = sys.argv[1:] if arguments is None else arguments
    # A window on files that are there needs no parsing of commands: its first paint does not wait for the library that does it.
    if given[:1] == ["open"] or not _is_command(given):
        paths = [Path(argument) for argument in (given[1:] if given[:1] == ["open"] else given)]
        try:
            there = _are_there(paths)
        except OSError as error:
            return _unreachable(error)
        if there:
            return _open_window(paths)
    from gui import command_line

    return command_line.run(given)


def _is_command(given: list[str]) -> bool:
    """Whether the first word names a command, also where a file is called like it."""
    return given[:1] != [] and given[0] in COMMANDS


def _are_there(paths: Iterable[Path]) -> bool:
    """Raises OSError where the system does not say: a name that is too long, a folder that may not be looked into."""
    return all([path.exists() for path in paths])  # noqa: C419  each is looked at, whatever the one before is


def _unreachable(error: OSError) -> int:
    from annotation.errors import ReadError

    return _tell(
        ReadError(f"{error.filename} cannot be opened: {error.strerror}.", way_out="Check its name and its folder.")
    )


def _open_window(paths: list[Path]) -> int:
    from annotation.errors import QuotemarkError
    from gui import application

    try:
        return application.run(paths)
    except QuotemarkError as error:
        return _tell(error)


def _tell(error: QuotemarkError) -> int:
    from gui.command_line import tell

    tell(error)
    return 1


if __name__ == "__main__":
    sys.exit(main())
