"""How a project file is opened: what is refused, what is brought up to date, and with which settings SQLite runs."""

from __future__ import annotations

import getpass
import os
import sqlite3
from pathlib import Path

from annotation.errors import NewerProject, NotAProject, ProjectError, ReadOnlyProject
from annotation.model import now
from annotation.scheme import LabelScheme
from storage import migrations

# How long to wait for another program's lock, in milliseconds: a commit takes a few, so this is somebody who hangs.
BUSY_TIMEOUT = 2000


def connect(path: Path, *, writable: bool = True) -> sqlite3.Connection:
    """A connection to the file at `path` (made if missing, when `writable`) with Quotemark's settings."""
    # Only a connection that may write clears SQLite's helper files away when it closes, so a reader is one too where it can be, and is
    # kept from writing below. In a folder that cannot be written there is no WAL index: such a file is read as one that never changes.
    able = writable or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    mode = "rwc" if able else "ro&immutable=1"
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None)
    if not writable:
        connection.execute("PRAGMA query_only = ON")
    connection.row_factory = sqlite3.Row
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
    connection.execute("PRAGMA foreign_keys = ON")
    # A power cut may lose nothing either: FULL costs 3 ms a decision.
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def check_file(path: Path) -> None:
    """Raises ProjectError where `path` cannot be a project at all, before SQLite touches it."""
    if path.is_dir():
        raise NotAProject(f"{path} is a folder.", way_out="Name a project file in it, or import articles from it.")
    if not path.exists():
        raise ProjectError(
            f"There is no file {path}.", way_out="Check the name, or make a project with: quotemark import."
        )
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        raise ProjectError(f"{path} cannot be read: {error.strerror}.", way_out="Check its permissions.") from error
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
