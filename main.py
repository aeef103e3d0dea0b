"""Where Quotemark starts: `quotemark ...` and `python main.py ...` come here."""

from __future__ import annotations

import sys
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """Run what the command line says, and return its exit code: 0 good, 1 an error that was told, 2 wrong usage, 130 interrupted."""
    given = sys.argv[1:] if arguments is None else arguments
    # A window on files that are there needs no parsing of commands: its first paint does not wait for the library that does it.
    paths = [Path(argument) for argument in (given[1:] if given[:1] == ["open"] else given)]
    if all(path.exists() for path in paths) and (given[:1] == ["open"] or not _is_command(given)):
        return _open_window(paths)
    from gui import command_line

    return command_line.run(given)


def _is_command(given: list[str]) -> bool:
    """Whether the first word names a command, also where a file is called like it."""
    return given[:1] != [] and given[0] in ("open", "import", "suggest", "export", "info")


def _open_window(paths: list[Path]) -> int:
    from annotation.errors import QuotemarkError
    from gui import application

    try:
        return application.run(paths)
    except QuotemarkError as error:
        from gui.command_line import tell

        tell(error)
        return 1


if __name__ == "__main__":
    sys.exit(main())
