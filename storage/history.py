"""The append-only history of a project. Undo and redo read it and add to it; nothing is ever rewritten, so it is the audit trail as well.

A row is a `do` (a change), an `undo` of one, or a `redo` of one. A change is in effect until the last row that refers to it is an undo.
An annotator undoes only their own changes, the latest first; a new change ends what could be redone. What cannot be undone or redone any
more, because somebody else has changed it since, is given up: an `undo` without steps refers to it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from annotation.model import Annotation, Change, Decision, Link, Part, Recorded, Step, Verdict, now
from annotation.text import TextRange

Kind = Literal["do", "undo", "redo"]

_IN_EFFECT = (
    """coalesce((SELECT r.kind FROM history r WHERE r.refers_to = d.id ORDER BY r.id DESC LIMIT 1), 'redo') = 'redo'"""
)
_GIVEN_UP = "(SELECT r.steps FROM history r WHERE r.refers_to = d.id ORDER BY r.id DESC LIMIT 1) = '[]'"


@dataclass(frozen=True, slots=True)
class Entry:
    """A change in the history, by the number of its row."""

    number: int
    change: Change


def record(db: sqlite3.Connection, kind: Kind, change: Change, *, annotator: str, refers_to: int | None = None) -> None:
    """Add a row. For an undo, `change` is the inverse: each row says what it did to the file."""
    steps = [{"before": dump(step.before), "after": dump(step.after)} for step in change.steps]
    db.execute(
        """INSERT INTO history (kind, refers_to, document_id, annotator, title, steps, created_at)
           VALUES (?, ?, ?, ?, ?, ?, ?)""",
        (kind, refers_to, change.document_id, annotator, change.title, json.dumps(steps, ensure_ascii=False), now()),
    )


def give_up(db: sqlite3.Connection, entry: Entry, *, annotator: str) -> None:
    """Offer an entry neither for undo nor for redo any more."""
    nothing = Change(entry.change.title, entry.change.document_id, ())
    record(db, "undo", nothing, annotator=annotator, refers_to=entry.number)


def undoable(db: sqlite3.Connection, annotator: str) -> Entry | None:
    """The annotator's latest change that is in effect."""
    return _entry(
        db.execute(
            f"SELECT * FROM history d WHERE kind = 'do' AND annotator = ? AND {_IN_EFFECT} ORDER BY id DESC LIMIT 1",  # noqa: S608  a constant of this module
            (annotator,),
        ).fetchone()
    )


def redoable(db: sqlite3.Connection, annotator: str) -> Entry | None:
    """The annotator's earliest change that was undone since they last made a new one."""
    return _entry(
        db.execute(
            f"""SELECT * FROM history d WHERE kind = 'do' AND annotator = :annotator AND NOT ({_IN_EFFECT}) AND NOT ({_GIVEN_UP})
                AND (SELECT max(r.id) FROM history r WHERE r.refers_to = d.id)
                    > (SELECT max(n.id) FROM history n WHERE n.kind = 'do' AND n.annotator = :annotator)
                ORDER BY id LIMIT 1""",  # noqa: S608
            {"annotator": annotator},
        ).fetchone()
    )


def _entry(row: sqlite3.Row | None) -> Entry | None:
    if row is None:
        return None
    steps = tuple(Step(load(step["before"]), load(step["after"])) for step in json.loads(row["steps"]))
    return Entry(row["id"], Change(row["title"], row["document_id"], steps))


def dump(value: Recorded | None) -> dict[str, Any] | None:
    """A value as JSON for the history."""
    match value:
        case None:
            return None
        case Annotation() as a:
            return {
                "kind": "annotation",
                "id": a.id,
                "document": a.document_id,
                "label": a.label,
                "parts": [[p.role, p.range.start, p.range.end] for p in a.parts],
                "attributes": dict(a.attributes),
                "annotator": a.annotator,
                "created": a.created,
                "memo": a.memo,
                "suggestion": a.suggestion_id,
            }
        case Decision() as d:
            return {
                "kind": "decision",
                "suggestion": d.suggestion_id,
                "document": d.document_id,
                "annotator": d.annotator,
                "verdict": d.verdict.value,
                "decided": d.decided,
                "annotation": d.annotation_id,
            }
        case Link() as k:
            return {
                "kind": "link",
                "id": k.id,
                "document": k.document_id,
                "link": k.kind,
                "from": k.from_id,
                "to": k.to_id,
                "annotator": k.annotator,
                "created": k.created,
            }


def load(data: Mapping[str, Any] | None) -> Recorded | None:
    """The value that `dump` wrote."""
    if data is None:
        return None
    match data["kind"]:
        case "annotation":
            return Annotation(
                id=data["id"],
                document_id=data["document"],
                label=data["label"],
                parts=tuple(Part(role, TextRange(start, end)) for role, start, end in data["parts"]),
                attributes=data["attributes"],
                annotator=data["annotator"],
                created=data["created"],
                memo=data["memo"],
                suggestion_id=data["suggestion"],
            )
        case "decision":
            return Decision(
                suggestion_id=data["suggestion"],
                document_id=data["document"],
                annotator=data["annotator"],
                verdict=Verdict(data["verdict"]),
                decided=data["decided"],
                annotation_id=data["annotation"],
            )
        case "link":
            return Link(
                id=data["id"],
                document_id=data["document"],
                kind=data["link"],
                from_id=data["from"],
                to_id=data["to"],
                annotator=data["annotator"],
                created=data["created"],
            )
    raise ValueError(f"history holds a {data['kind']}")
