"""The schema, as small named migrations that are only ever added to. Ranges are code points, `[start, end)`; times are ISO 8601, UTC.

sqlite-utils keeps the list of those applied; `PRAGMA user_version` says their number, so that a file can be judged without importing
sqlite-utils (0.2 s), which happens only where something is to be done.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from annotation.errors import DamagedProject

if TYPE_CHECKING:
    from sqlite_utils import Database

# "QMRK", the mark by which a Quotemark project is told from other SQLite files.
APPLICATION_ID = 0x514D524B

DOCUMENTS = (
    """
    CREATE TABLE documents (
        id          TEXT PRIMARY KEY CHECK (id <> ''),
        position    INTEGER NOT NULL UNIQUE,                  -- order in the project, from 1
        name        TEXT NOT NULL,
        sha256      TEXT NOT NULL CHECK (length(sha256) = 64), -- of the original bytes
        size        INTEGER NOT NULL CHECK (size >= 0),        -- of the original, in bytes
        length      INTEGER NOT NULL CHECK (length >= 0),      -- of the text, in code points
        source      TEXT NOT NULL,                             -- where it came from: a path or an address
        encoding    TEXT NOT NULL,
        language    TEXT NOT NULL,                             -- BCP 47
        imported_at TEXT NOT NULL,
        meta        TEXT NOT NULL CHECK (json_valid(meta))
    ) STRICT
    """,
    # Bodies have a table of their own: titles are listed without reading through megabytes of text.
    """
    CREATE TABLE texts (
        document_id TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
        text        TEXT NOT NULL,                             -- normalised; never changes
        original    BLOB NOT NULL                              -- the bytes that were imported
    ) STRICT
    """,
    "CREATE INDEX documents_by_sha256 ON documents (sha256)",
    """
    CREATE TRIGGER texts_never_change BEFORE UPDATE ON texts
    BEGIN SELECT RAISE(ABORT, 'the text of a document never changes'); END
    """,
)

LABEL_SCHEME = (
    """
    CREATE TABLE label_schemes (
        id         INTEGER PRIMARY KEY,                        -- the highest one counts
        toml       TEXT NOT NULL,
        created_at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE TABLE labels (name TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT",
    """
    CREATE TABLE roles (
        label    TEXT NOT NULL REFERENCES labels (name),
        name     TEXT NOT NULL,
        position INTEGER NOT NULL,
        PRIMARY KEY (label, name)
    ) STRICT
    """,
    "CREATE TABLE link_kinds (name TEXT PRIMARY KEY) STRICT",
    "CREATE TABLE annotators (name TEXT PRIMARY KEY CHECK (name <> ''), created_at TEXT NOT NULL) STRICT",
)

SUGGESTIONS = (
    "CREATE TABLE suggesters (name TEXT PRIMARY KEY CHECK (name <> '')) STRICT",  # name@version
    """
    CREATE TABLE suggestions (
        id          TEXT PRIMARY KEY,
        document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        label       TEXT NOT NULL REFERENCES labels (name),
        suggester   TEXT NOT NULL REFERENCES suggesters (name),
        score       REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
        reason      TEXT NOT NULL,
        created_at  TEXT NOT NULL,
        UNIQUE (id, label)
    ) STRICT
    """,
    "CREATE INDEX suggestions_by_document ON suggestions (document_id)",
    """
    CREATE TABLE suggestion_parts (
        suggestion_id TEXT NOT NULL,
        position      INTEGER NOT NULL,
        label         TEXT NOT NULL,
        role          TEXT NOT NULL,
        "start"       INTEGER NOT NULL CHECK ("start" >= 0),
        "end"         INTEGER NOT NULL CHECK ("end" > "start"),
        PRIMARY KEY (suggestion_id, position),
        FOREIGN KEY (suggestion_id, label) REFERENCES suggestions (id, label) ON DELETE CASCADE,
        FOREIGN KEY (label, role) REFERENCES roles (label, name)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE suggestion_attributes (
        suggestion_id TEXT NOT NULL REFERENCES suggestions (id) ON DELETE CASCADE,
        name          TEXT NOT NULL,
        value         TEXT NOT NULL,
        PRIMARY KEY (suggestion_id, name)
    ) STRICT, WITHOUT ROWID
    """,
    # Which documents a suggester has read: one that proposed nothing is not asked again.
    """
    CREATE TABLE suggester_runs (
        document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        suggester   TEXT NOT NULL REFERENCES suggesters (name),
        finished_at TEXT NOT NULL,
        PRIMARY KEY (document_id, suggester)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TRIGGER suggestions_never_change BEFORE UPDATE ON suggestions
    BEGIN SELECT RAISE(ABORT, 'a suggestion never changes'); END
    """,
)

ANNOTATIONS = (
    """
    CREATE TABLE annotations (
        id            TEXT PRIMARY KEY CHECK (id <> ''),
        document_id   TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        label         TEXT NOT NULL REFERENCES labels (name),
        annotator     TEXT NOT NULL REFERENCES annotators (name),
        suggestion_id TEXT REFERENCES suggestions (id),        -- what it was accepted or edited from
        memo          TEXT NOT NULL,
        created_at    TEXT NOT NULL,
        UNIQUE (id, label)
    ) STRICT
    """,
    "CREATE INDEX annotations_by_document ON annotations (document_id)",
    """
    CREATE TABLE annotation_parts (
        annotation_id TEXT NOT NULL,
        position      INTEGER NOT NULL,
        label         TEXT NOT NULL,
        role          TEXT NOT NULL,
        "start"       INTEGER NOT NULL CHECK ("start" >= 0),
        "end"         INTEGER NOT NULL CHECK ("end" > "start"),
        PRIMARY KEY (annotation_id, position),
        FOREIGN KEY (annotation_id, label) REFERENCES annotations (id, label) ON DELETE CASCADE,
        FOREIGN KEY (label, role) REFERENCES roles (label, name)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE annotation_attributes (
        annotation_id TEXT NOT NULL REFERENCES annotations (id) ON DELETE CASCADE,
        name          TEXT NOT NULL,
        value         TEXT NOT NULL,
        PRIMARY KEY (annotation_id, name)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE decisions (
        suggestion_id TEXT NOT NULL REFERENCES suggestions (id) ON DELETE CASCADE,
        annotator     TEXT NOT NULL REFERENCES annotators (name),
        document_id   TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        verdict       TEXT NOT NULL CHECK (verdict IN ('accept', 'edit', 'reject', 'skip')),
        annotation_id TEXT REFERENCES annotations (id) DEFERRABLE INITIALLY DEFERRED,
        decided_at    TEXT NOT NULL,
        PRIMARY KEY (suggestion_id, annotator),
        CHECK ((verdict IN ('accept', 'edit')) = (annotation_id IS NOT NULL))
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX decisions_by_document ON decisions (document_id)",
    "CREATE INDEX decisions_by_annotation ON decisions (annotation_id)",
    """
    CREATE TABLE links (
        id          TEXT PRIMARY KEY CHECK (id <> ''),
        document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        kind        TEXT NOT NULL REFERENCES link_kinds (name),
        from_id     TEXT NOT NULL REFERENCES annotations (id) DEFERRABLE INITIALLY DEFERRED,
        to_id       TEXT NOT NULL REFERENCES annotations (id) DEFERRABLE INITIALLY DEFERRED,
        annotator   TEXT NOT NULL REFERENCES annotators (name),
        created_at  TEXT NOT NULL,
        CHECK (from_id <> to_id),
        UNIQUE (kind, from_id, to_id)
    ) STRICT
    """,
    "CREATE INDEX links_by_document ON links (document_id)",
    "CREATE INDEX links_by_from ON links (from_id)",
    "CREATE INDEX links_by_to ON links (to_id)",
)

HISTORY = (
    """
    CREATE TABLE history (
        id          INTEGER PRIMARY KEY AUTOINCREMENT,
        kind        TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
        refers_to   INTEGER REFERENCES history (id),           -- the 'do' that is undone or redone
        document_id TEXT NOT NULL REFERENCES documents (id),
        annotator   TEXT NOT NULL REFERENCES annotators (name),
        title       TEXT NOT NULL,
        steps       TEXT NOT NULL CHECK (json_valid(steps)),   -- [{"before": ..., "after": ...}], see storage/history.py
        created_at  TEXT NOT NULL,
        CHECK ((kind = 'do') = (refers_to IS NULL))
    ) STRICT
    """,
    "CREATE INDEX history_by_reference ON history (refers_to) WHERE refers_to IS NOT NULL",
    "CREATE INDEX history_by_annotator ON history (annotator, kind, id)",
    """
    CREATE TRIGGER history_is_not_rewritten BEFORE UPDATE ON history
    BEGIN SELECT RAISE(ABORT, 'history is only added to'); END
    """,
    """
    CREATE TRIGGER history_is_not_erased BEFORE DELETE ON history
    BEGIN SELECT RAISE(ABORT, 'history is only added to'); END
    """,
)

# What is counted for the list of documents, however long it is, is read from the index alone.
COUNTING = (
    "DROP INDEX suggestions_by_document",
    "CREATE INDEX suggestions_by_document ON suggestions (document_id, suggester, score)",
)

# Suggestions of a document that say the same: the first of them, and which one in text order each is.
REPEATS = (
    """
    CREATE TABLE repeats (
        suggestion_id TEXT PRIMARY KEY REFERENCES suggestions (id) ON DELETE CASCADE,
        document_id   TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        first_id      TEXT NOT NULL REFERENCES suggestions (id) ON DELETE CASCADE,
        position      INTEGER NOT NULL CHECK (position >= 0)  -- the first has 0
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX repeats_by_document ON repeats (document_id, first_id, position)",
)

MIGRATIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("documents", DOCUMENTS),
    ("label_scheme", LABEL_SCHEME),
    ("suggestions", SUGGESTIONS),
    ("annotations", ANNOTATIONS),
    ("history", HISTORY),
    ("counting", COUNTING),
    ("repeats", REPEATS),
)
VERSION = len(MIGRATIONS)


def migrate(connection: sqlite3.Connection, *, upto: int = VERSION) -> None:
    """Bring the schema to version `upto` (a file without tables is at 0). Each migration is one transaction.

    Foreign keys are off meanwhile, as SQLite asks for rebuilding tables (sqlite.org/lang_altertable.html, section 7), and checked after.

    Raises:
        DamagedProject: where rows refer to something that is not there.
    """
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

    migrations = Migrations("quotemark")
    for version, (name, statements) in enumerate(MIGRATIONS[:upto], 1):

        def apply(db: Database, statements: tuple[str, ...] = statements, version: int = version) -> None:
            for statement in statements:
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {version}")

        migrations(name=name)(apply)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    migrations.apply(Database(connection, execute_plugins=False))
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    connection.execute("PRAGMA foreign_keys = ON")
    if broken:
        tables = ", ".join(sorted({row[0] for row in broken}))
        raise DamagedProject(f"{len(broken)} rows of {tables} refer to rows that are missing.")


def copy_beside(connection: sqlite3.Connection, path: Path, version: int) -> Path:
    """Copy the project before its schema changes, to `NAME.v1.sqlite` beside it; an older copy of that name is kept."""
    number, target = 1, path.with_name(f"{path.stem}.v{version}{path.suffix}")
    while target.exists():
        number += 1
        target = path.with_name(f"{path.stem}.v{version}.{number}{path.suffix}")
    copy = sqlite3.connect(target)
    try:
        connection.backup(copy)
    finally:
        copy.close()
    return target
