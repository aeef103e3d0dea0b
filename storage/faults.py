"""What SQLite reports, told as errors for a person. A fault of the disk or the file is theirs to solve; any other is our bug and is left alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotation.errors import BusyProject, DamagedProject, NotAProject, ProjectError, ReadOnlyProject

_FAULTS: dict[str, tuple[type[ProjectError], str, str]] = {
    # SQLite's primary result code: the error, what happened, the way out
    "BUSY": (
        BusyProject,
        "Another program is writing to {path} and has not finished.",
        "Close the other program, or try again in a moment. Nothing was changed.",
    ),
    "READONLY": (
        ReadOnlyProject,
        "{path} cannot be written.",
        "Change its permissions, or copy it to a folder of your own and open the copy.",
    ),
    "CORRUPT": (
        DamagedProject,
        "{path} is damaged ({error}).",
        "Nothing was changed. Restore a copy, or rescue what can be read with: sqlite3 FILE .recover",
    ),
    "NOTADB": (NotAProject, "{path} is not a Quotemark project.", "To read articles into a project: quotemark import."),
    "FULL": (
        ProjectError,
        "The disk of {path} is full.",
        "Free some space and repeat the last step: it was not saved.",
    ),
    "IOERR": (
        ProjectError,
        "{path} cannot be read or written ({error}).",
        "Check that its disk is connected, has room and is sound. The last step was not saved.",
    ),
    "CANTOPEN": (
        ProjectError,
        "{path} cannot be opened.",
        "Check that its folder exists and that you may write to it.",
    ),
}
# Tables of a project that are gone: the file was checked to be a project of this version, so somebody else took them away.
_GONE = ("no such table", "no such column")
_FAULTS |= {"LOCKED": _FAULTS["BUSY"], "PERM": _FAULTS["READONLY"], "AUTH": _FAULTS["READONLY"]}


def fault(error: sqlite3.Error, path: Path) -> ProjectError | None:
    """The error to show for what SQLite reported on `path`, or None where the report is of our own mistake."""
    code = getattr(error, "sqlite_errorname", "SQLITE_?").split("_")[1]
    if code == "ERROR" and str(error).startswith(_GONE):
        code = "CORRUPT"
    if code not in _FAULTS:
        return None
    kind, what, way_out = _FAULTS[code]
    return kind(what.format(path=path, error=error), way_out=way_out)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn SQLite's reports on `path` into errors for a person."""
    try:
        yield
    except sqlite3.Error as error:
        if problem := fault(error, path):
            raise problem from error
        raise
