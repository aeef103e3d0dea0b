"""The domain's values as rows, and back. The only place that knows which column holds what."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping

from annotation.model import (
    Annotation,
    Decision,
    Document,
    Link,
    Part,
    Recorded,
    Suggestion,
    Verdict,
    identity,
)
from annotation.text import TextRange


def document_of(row: sqlite3.Row, text: str) -> Document:
    return Document(
        id=row["id"],
        name=row["name"],
        text=text,
        sha256=row["sha256"],
        size=row["size"],
        source=row["source"],
        encoding=row["encoding"],
        language=row["language"],
        imported=row["imported_at"],
        meta=json.loads(row["meta"]),
    )


def insert_document(db: sqlite3.Connection, document: Document, original: bytes) -> None:
    d = document
    db.execute(
        """INSERT INTO documents (id, position, name, sha256, size, length, source, encoding, language, imported_at, meta)
           VALUES (?, (SELECT coalesce(max(position), 0) + 1 FROM documents), ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (d.id, d.name, d.sha256, d.size, len(d.text), d.source, d.encoding, d.language, d.imported, _json(d.meta)),
    )
    db.execute("INSERT INTO texts (document_id, text, original) VALUES (?, ?, ?)", (d.id, d.text, original))


def suggestion_of(row: sqlite3.Row, parts: tuple[Part, ...], attributes: Mapping[str, str]) -> Suggestion:
    return Suggestion(
        id=row["id"],
        document_id=row["document_id"],
        label=row["label"],
        parts=parts,
        attributes=attributes,
        suggester=row["suggester"],
        score=row["score"],
        reason=row["reason"],
        created=row["created_at"],
    )


def insert_suggestion(db: sqlite3.Connection, suggestion: Suggestion) -> bool:
    """Add a suggestion; False where it is there already."""
    s = suggestion
    added = db.execute(
        """INSERT INTO suggestions (id, document_id, label, suggester, score, reason, created_at)
           VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING""",
        (s.id, s.document_id, s.label, s.suggester, s.score, s.reason, s.created),
    ).rowcount
    if added:
        _insert_parts(db, "suggestion", s)
    return bool(added)


def annotation_of(row: sqlite3.Row, parts: tuple[Part, ...], attributes: Mapping[str, str]) -> Annotation:
    return Annotation(
        id=row["id"],
        document_id=row["document_id"],
        label=row["label"],
        parts=parts,
        attributes=attributes,
        annotator=row["annotator"],
        created=row["created_at"],
        memo=row["memo"],
        suggestion_id=row["suggestion_id"],
    )


def decision_of(row: sqlite3.Row) -> Decision:
    return Decision(
        suggestion_id=row["suggestion_id"],
        document_id=row["document_id"],
        annotator=row["annotator"],
        verdict=Verdict(row["verdict"]),
        decided=row["decided_at"],
        annotation_id=row["annotation_id"],
    )


def link_of(row: sqlite3.Row) -> Link:
    return Link(
        id=row["id"],
        document_id=row["document_id"],
        kind=row["kind"],
        from_id=row["from_id"],
        to_id=row["to_id"],
        annotator=row["annotator"],
        created=row["created_at"],
    )


def part_of(row: sqlite3.Row) -> Part:
    return Part(row["role"], TextRange(row["start"], row["end"]))


def write(db: sqlite3.Connection, value: Recorded) -> None:
    """Make the file hold `value` under its identity, whatever it held before."""
    match value:
        case Annotation() as a:
            # Parts refer to the label, so they go before it may change and come back after.
            _delete_parts(db, a.id)
            db.execute(
                """INSERT INTO annotations (id, document_id, label, annotator, suggestion_id, memo, created_at)
                   VALUES (?, ?, ?, ?, ?, ?, ?)
                   ON CONFLICT (id) DO UPDATE SET label = excluded.label, annotator = excluded.annotator,
                     suggestion_id = excluded.suggestion_id, memo = excluded.memo, created_at = excluded.created_at""",
                (a.id, a.document_id, a.label, a.annotator, a.suggestion_id, a.memo, a.created),
            )
            _insert_parts(db, "annotation", a)
        case Decision() as d:
            db.execute(
                """INSERT INTO decisions (suggestion_id, annotator, document_id, verdict, annotation_id, decided_at)
                   VALUES (?, ?, ?, ?, ?, ?)
                   ON CONFLICT (suggestion_id, annotator) DO UPDATE SET verdict = excluded.verdict,
                     annotation_id = excluded.annotation_id, decided_at = excluded.decided_at""",
                (d.suggestion_id, d.annotator, d.document_id, d.verdict.value, d.annotation_id, d.decided),
            )
        case Link() as k:
            db.execute(
                """INSERT INTO links (id, document_id, kind, from_id, to_id, annotator, created_at)
                   VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET kind = excluded.kind""",
                (k.id, k.document_id, k.kind, k.from_id, k.to_id, k.annotator, k.created),
            )


def erase(db: sqlite3.Connection, value: Recorded) -> None:
    """Take away what the file holds under the identity of `value`."""
    match identity(value):
        case ("annotation", id_):
            _delete_parts(db, id_)
            db.execute("DELETE FROM annotations WHERE id = ?", (id_,))
        case ("decision", suggestion_id, annotator):
            db.execute("DELETE FROM decisions WHERE suggestion_id = ? AND annotator = ?", (suggestion_id, annotator))
        case ("link", id_):
            db.execute("DELETE FROM links WHERE id = ?", (id_,))


def _insert_parts(db: sqlite3.Connection, owner: str, item: Annotation | Suggestion) -> None:
    db.executemany(
        f'INSERT INTO {owner}_parts ({owner}_id, position, label, role, "start", "end") VALUES (?, ?, ?, ?, ?, ?)',  # noqa: S608  owner is one of two words
        [(item.id, n, item.label, p.role, p.range.start, p.range.end) for n, p in enumerate(item.parts)],
    )
    db.executemany(
        f"INSERT INTO {owner}_attributes ({owner}_id, name, value) VALUES (?, ?, ?)",  # noqa: S608
        [(item.id, name, value) for name, value in sorted(item.attributes.items())],
    )


def _delete_parts(db: sqlite3.Connection, annotation_id: str) -> None:
    db.execute("DELETE FROM annotation_parts WHERE annotation_id = ?", (annotation_id,))
    db.execute("DELETE FROM annotation_attributes WHERE annotation_id = ?", (annotation_id,))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
