"""How a project file is opened: what is refused, what is brought up to date, and with which settings SQLite runs."""

from __future__ import annotations

import getpass
import os
import sqlite3
from pathlib import Path

from annotation.errors import NewerProject, NotAProject, ProjectError, ReadOnlyProject
from annotation.model import new_id, now
from annotation.scheme import LabelScheme
from storage import faults, migrations

# How long to wait for another program's lock, in milliseconds: a commit takes a few, so this is somebody who hangs.
PATIENCE = 2000


def connect(path: Path, *, writable: bool = True, patience: int = PATIENCE) -> sqlite3.Connection:
    """A connection to the file at `path` (made if missing, when `writable`) with Quotemark's settings; `patience` in milliseconds.

    Raises:
        ReadOnlyProject: where the latest work on it can only be read by writing beside it, and that is not allowed.
    """
    # Only a connection that may write clears SQLite's helper files away when it closes, so a reader is one too where it can be, and is
    # kept from writing below. In a folder that cannot be written there is no WAL index: such a file is read as one that never changes.
    able = writable or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    if not able:
        _check_complete(path)
    mode = "rwc" if able else "ro&immutable=1"
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None)
    if not writable:
        connection.execute("PRAGMA query_only = ON")
    connection.row_factory = sqlite3.Row
    connection.execute(f"PRAGMA busy_timeout = {patience}")
    connection.execute("PRAGMA foreign_keys = ON")
    # A power cut may lose nothing either: FULL costs 3 ms a decision.
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _check_complete(path: Path) -> None:
    """Refuse a project whose latest work is in its WAL file: read as a file that never changes, it would look as it was before."""
    wal = path.resolve()
    wal = wal.with_name(f"{wal.name}-wal")
    if wal.exists() and wal.stat().st_size:
        raise ReadOnlyProject(
            f"The latest work on {path} is in {wal.name} beside it, which can only be read where both can be written.",
            way_out="Copy both files to a folder of your own and open the copy.",
        )


def is_there(path: Path) -> bool:
    """Whether there is something at `path`.

    Raises:
        ProjectError: where the system does not say: the name is too long, or a folder above it may not be looked into.
    """
    try:
        return path.exists()
    except OSError as error:
        raise _unreachable(path, error) from error


def check_file(path: Path) -> None:
    """Raises ProjectError where `path` cannot be a project at all, before SQLite touches it."""
    if not is_there(path):
        raise ProjectError(
            f"There is no file {path}.", way_out="Check the name, or make a project with: quotemark import."
        )
    if path.is_dir():
        raise NotAProject(f"{path} is a folder.", way_out="Name a project file in it, or import articles from it.")
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        raise _unreachable(path, error) from error
    if head != b"SQLite format 3\x00":
        raise NotAProject(
            f"{path} is not a Quotemark project.",
            way_out="To read articles into a project: quotemark import PROJECT.sqlite FILE.",
        )


def check_version(connection: sqlite3.Connection, path: Path, *, writable: bool) -> None:
    """Refuse other programs' and newer files; bring an older one up to date, after a copy beside it."""
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if mark != migrations.APPLICATION_ID:
        raise NotAProject(
            f"{path} is an SQLite file, but not a Quotemark project.",
            way_out="It was left as it is. Choose another file.",
        )
    if version > migrations.VERSION:
        raise NewerProject(
            f"{path} was made by a newer Quotemark (its format is {version}, this program knows {migrations.VERSION}).",
            way_out="It was left as it is. Update Quotemark to open it.",
        )
    if version < migrations.VERSION:
        if not writable:
            raise ReadOnlyProject(f"{path} is of an older format and has to be brought up to date first.")
        migrations.copy_beside(connection, path, version)
        migrations.migrate(connection)


def check_place(path: Path) -> None:
    """Raises ProjectError where no project can be made at `path`, whatever is there already."""
    try:
        if not path.parent.is_dir():
            raise ProjectError(f"There is no folder {path.parent}.", way_out="Create it, or choose another place.")
    except OSError as error:
        raise _unreachable(path, error) from error
    if not os.access(path.parent, os.W_OK):
        raise ReadOnlyProject(f"The folder {path.parent} cannot be written.", way_out="Choose another place.")


def make(path: Path, scheme: LabelScheme, *, patience: int = PATIENCE) -> bool:
    """Make a project file; False where something is at `path` already, which is left as it is.

    Raises:
        ProjectError: where its folder is missing or cannot be written.
    """
    if is_there(path):
        return False
    check_place(path)
    # Built under another name: a project file is whole or not there.
    draft = path.with_name(f".{new_id()}.new")
    try:
        with faults.told(path):
            connection = connect(draft, patience=patience)
            try:
                build(connection, scheme)
            finally:
                connection.close()
        return _put(draft, path)
    except OSError as error:
        raise _unreachable(path, error) from error
    finally:
        for leftover in (draft, draft.with_name(draft.name + "-wal"), draft.with_name(draft.name + "-shm")):
            leftover.unlink(missing_ok=True)


def _put(draft: Path, path: Path) -> bool:
    """Give a finished file its name, unless another program was there first. (A rename would replace what that one made.)"""
    try:
        os.link(draft, path)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links: the name is taken with an empty file
        try:
            path.open("xb").close()
        except FileExistsError:
            return False
        try:
            draft.replace(path)
        except OSError:
            path.unlink()
            raise
    return True


def _unreachable(path: Path, error: OSError) -> ProjectError:
    return ProjectError(
        f"{path} cannot be opened: {error.strerror}.", way_out="Check its name, its folder and who may use them."
    )


def build(connection: sqlite3.Connection, scheme: LabelScheme) -> None:
    """Make the tables of a new project and keep its label scheme."""
    connection.execute("PRAGMA journal_mode = WAL")
    migrations.migrate(connection)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO label_schemes (toml, created_at) VALUES (?, ?)", (scheme.toml, now()))
    for position, label in enumerate(scheme.labels):
        connection.execute("INSERT INTO labels (name, position) VALUES (?, ?)", (label.name, position))
        connection.executemany(
            "INSERT INTO roles (label, name, position) VALUES (?, ?, ?)",
            [(label.name, role.name, n) for n, role in enumerate(label.roles)],
        )
    connection.executemany("INSERT INTO link_kinds (name) VALUES (?)", [(link.name,) for link in scheme.links])
    connection.execute("COMMIT")


def default_annotator() -> str:
    """The name that work is recorded under where none is given: QUOTEMARK_ANNOTATOR, else the login name."""
    if name := os.environ.get("QUOTEMARK_ANNOTATOR", "").strip():
        return name
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no such user in the system's list, as in some containers
        return "annotator"


def is_project(path: Path) -> bool:
    """Whether a file is an SQLite file with Quotemark's mark; False for what cannot be read."""
    try:
        with path.open("rb") as file:
            head = file.read(72)
    except OSError:
        return False
    # The mark is a big-endian number at byte 68 (sqlite.org/fileformat.html, section 1.3).
    return head.startswith(b"SQLite format 3\x00") and head[68:72] == migrations.APPLICATION_ID.to_bytes(4, "big")
