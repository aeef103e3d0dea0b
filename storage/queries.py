"""What can be asked of a project, answered in the domain's values."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from annotation.exchange import ExchangeAnnotation, ExchangeDocument, ExchangeLink
from annotation.model import Annotation, Decision, Document, Link, Part, Recorded, Status, Suggestion, Verdict
from annotation.repeats import groups_of
from annotation.text import TextRange
from storage import records
from storage.counting import Tally, outdated_runs, tallies


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSummary:
    """A document as the list shows it: counts are of the annotator who asks."""

    id: str
    name: str
    source: str  # where it came from
    length: int  # code points
    annotations: int
    suggestions: int  # all but those whose suggester has a newer version that has read the document
    open: int  # of them, without a decision or skipped, and shown
    below: int  # the same, but not shown: below the least score that was asked for
    read_by_suggesters: bool


@dataclass(frozen=True, slots=True)
class Count:
    """How many annotations (or open, or rejected suggestions) there are of a label, by annotator ("" for suggested)."""

    label: str
    status: Status
    annotator: str
    number: int


def document_summaries(
    db: sqlite3.Connection, annotator: str, *, least_score: float = 0.0, document_id: str | None = None
) -> list[DocumentSummary]:
    """All documents in the project's order, or only the one with this id. Open suggestions below `least_score` are counted apart."""
    rows = db.execute(
        """SELECT d.id, d.name, d.source, d.length,
             (SELECT count(*) FROM annotations a WHERE a.document_id = d.id) AS annotations,
             EXISTS (SELECT 1 FROM suggester_runs r WHERE r.document_id = d.id) AS read
           FROM documents d WHERE :id IS NULL OR d.id = :id ORDER BY d.position""",
        {"id": document_id},
    ).fetchall()
    counted = tallies(db, annotator, least_score=least_score, document_id=document_id)
    none = Tally()
    return [
        DocumentSummary(
            id=row["id"],
            name=row["name"],
            source=row["source"],
            length=row["length"],
            annotations=row["annotations"],
            suggestions=tally.decided + tally.open + tally.below,
            open=tally.open,
            below=tally.below,
            read_by_suggesters=bool(row["read"]),
        )
        for row in rows
        for tally in (counted.get(row["id"], none),)
    ]


def document_of(db: sqlite3.Connection, document_id: str) -> Document:
    """Raises KeyError where there is no such document."""
    row = db.execute(
        "SELECT d.*, t.text FROM documents d JOIN texts t ON t.document_id = d.id WHERE d.id = ?", (document_id,)
    ).fetchone()
    if row is None:
        raise KeyError(document_id)
    return records.document_of(row, row["text"])


def suggestions_of(db: sqlite3.Connection, document_id: str) -> list[Suggestion]:
    """All suggestions on a document in text order, whatever was decided on them."""
    parts, attributes = _belongings(db, "suggestion", document_id)
    found = [
        records.suggestion_of(row, parts.get(row["id"], ()), attributes.get(row["id"], {}))
        for row in db.execute("SELECT * FROM suggestions WHERE document_id = ?", (document_id,))
    ]
    return sorted(found, key=_place)


def note_repeats(db: sqlite3.Connection, document_id: str) -> None:
    """Keep which suggestions of a document say the same, after others have come."""
    row = db.execute("SELECT text FROM texts WHERE document_id = ?", (document_id,)).fetchone()
    groups = groups_of(row["text"], suggestions_of(db, document_id))
    db.execute("DELETE FROM repeats WHERE document_id = ?", (document_id,))
    db.executemany(
        "INSERT INTO repeats (suggestion_id, document_id, first_id, position) VALUES (?, ?, ?, ?)",
        [(id_, document_id, first, n) for first, ids in groups.items() for n, id_ in enumerate(ids)],
    )


def repeats_of(db: sqlite3.Connection, document_id: str) -> dict[str, list[str]]:
    """The suggestions of a document that say the same, by the first of them, in text order."""
    found: dict[str, list[str]] = {}
    rows = db.execute(
        "SELECT first_id, suggestion_id FROM repeats WHERE document_id = ? ORDER BY first_id, position", (document_id,)
    )
    for first, id_ in rows:
        found.setdefault(first, []).append(id_)
    return found


def annotations_of(db: sqlite3.Connection, document_id: str) -> list[Annotation]:
    """All annotations of a document, of every annotator, in text order."""
    parts, attributes = _belongings(db, "annotation", document_id)
    found = [
        records.annotation_of(row, parts.get(row["id"], ()), attributes.get(row["id"], {}))
        for row in db.execute("SELECT * FROM annotations WHERE document_id = ?", (document_id,))
    ]
    return sorted(found, key=_place)


def decisions_of(db: sqlite3.Connection, document_id: str) -> list[Decision]:
    """All decisions on a document's suggestions, of every annotator."""
    rows = db.execute("SELECT * FROM decisions WHERE document_id = ?", (document_id,))
    return [records.decision_of(row) for row in rows]


def links_of(db: sqlite3.Connection, document_id: str) -> list[Link]:
    rows = db.execute("SELECT * FROM links WHERE document_id = ? ORDER BY id", (document_id,))
    return [records.link_of(row) for row in rows]


def recorded(db: sqlite3.Connection, like: Recorded) -> Recorded | None:
    """What the file holds now under the identity of `like`."""
    match like:
        case Annotation():
            row = db.execute("SELECT * FROM annotations WHERE id = ?", (like.id,)).fetchone()
            if row is None:
                return None
            parts = db.execute("SELECT * FROM annotation_parts WHERE annotation_id = ? ORDER BY position", (like.id,))
            pairs = db.execute("SELECT name, value FROM annotation_attributes WHERE annotation_id = ?", (like.id,))
            return records.annotation_of(
                row, tuple(map(records.part_of, parts)), {r["name"]: r["value"] for r in pairs}
            )
        case Decision():
            row = db.execute(
                "SELECT * FROM decisions WHERE suggestion_id = ? AND annotator = ?",
                (like.suggestion_id, like.annotator),
            ).fetchone()
            return records.decision_of(row) if row else None
        case Link():
            row = db.execute("SELECT * FROM links WHERE id = ?", (like.id,)).fetchone()
            return records.link_of(row) if row else None


def counts(db: sqlite3.Connection) -> list[Count]:
    """Annotations by label and annotator, rejections by label and annotator, and suggestions nobody has decided on.

    What a newer version of its suggester has taken the place of is not counted, and not exported either.
    """
    gone = frozenset(outdated_runs(db))
    suggested: Counter[str] = Counter()
    for label, document, suggester, number in db.execute(
        """SELECT s.label, s.document_id, s.suggester, count(*) FROM suggestions s
           WHERE NOT EXISTS (SELECT 1 FROM decisions x WHERE x.suggestion_id = s.id AND x.verdict <> 'skip')
           GROUP BY s.label, s.document_id, s.suggester"""
    ):
        suggested[label] += 0 if (document, suggester) in gone else number
    rows = db.execute(
        """SELECT label, 'accepted' AS status, annotator, count(*) AS number FROM annotations GROUP BY label, annotator
           UNION ALL
           SELECT s.label, 'rejected', x.annotator, count(*) FROM decisions x JOIN suggestions s ON s.id = x.suggestion_id
             WHERE x.verdict = 'reject' GROUP BY s.label, x.annotator"""
    )
    found = [Count(row["label"], Status(row["status"]), row["annotator"], row["number"]) for row in rows]
    found += [Count(label, Status.SUGGESTED, "", number) for label, number in suggested.items() if number]
    return sorted(found, key=lambda count: (count.label, count.status, count.annotator))


def document_ids(db: sqlite3.Connection) -> list[str]:
    """All documents in the project's order."""
    return [row["id"] for row in db.execute("SELECT id FROM documents ORDER BY position")]


def exchange_document(db: sqlite3.Connection, document_id: str, statuses: frozenset[Status]) -> ExchangeDocument:
    """One document in the exchange form. Links between annotations that are left out are left out too.

    Its statements must see one state of the file: call it within a transaction.
    """
    article = document_of(db, document_id)
    proposed = {s.id: s for s in suggestions_of(db, document_id)}
    found: list[ExchangeAnnotation] = []
    if Status.ACCEPTED in statuses:
        found += [
            _exchange(a, Status.ACCEPTED, a.annotator, proposed.get(a.suggestion_id or ""))
            for a in annotations_of(db, document_id)
        ]
    verdicts = [d for d in decisions_of(db, document_id) if d.verdict is not Verdict.SKIP]
    if Status.REJECTED in statuses:
        for d in sorted(verdicts, key=lambda d: (_place(proposed[d.suggestion_id]), d.annotator)):
            if d.verdict is Verdict.REJECT:
                suggestion = proposed[d.suggestion_id]
                found.append(_exchange(suggestion, Status.REJECTED, d.annotator, suggestion))
    if Status.SUGGESTED in statuses:
        decided = {d.suggestion_id for d in verdicts}
        gone = {suggester for _, suggester in outdated_runs(db, document_id)}
        open_ = (s for s in proposed.values() if s.id not in decided and s.suggester not in gone)
        found += [_exchange(s, Status.SUGGESTED, "", s) for s in open_]
    kept = {a.id for a in found if a.status is Status.ACCEPTED}
    return ExchangeDocument(
        id=article.id,
        text=article.text,
        name=article.name,
        language=article.language,
        sha256=article.sha256,
        meta={**article.meta, "source": article.source} if article.source else article.meta,
        annotations=tuple(_told_apart(found)),
        links=tuple(
            ExchangeLink(id=k.id, kind=k.kind, from_id=k.from_id, to_id=k.to_id)
            for k in links_of(db, document_id)
            if k.from_id in kept and k.to_id in kept
        ),
    )


def _told_apart(found: Iterable[ExchangeAnnotation]) -> Iterator[ExchangeAnnotation]:
    """Every id within a document of a dataset is its own: a suggestion that several annotators reject is a record for each, and an
    imported annotation may have the id of a suggestion. The first keeps its id; links are between accepted ones, which come first.
    """
    taken: set[str] = set()
    for annotation in found:
        identity, number = annotation.id, 1
        while identity in taken:
            identity = f"{annotation.id}@{annotation.annotator}" + (f"-{number}" if number > 1 else "")
            number += 1
        taken.add(identity)
        yield annotation if identity == annotation.id else replace(annotation, id=identity)


def _exchange(
    item: Annotation | Suggestion, status: Status, annotator: str, suggestion: Suggestion | None
) -> ExchangeAnnotation:
    return ExchangeAnnotation(
        id=item.id,
        label=item.label,
        status=status,
        parts=item.parts,
        attributes=item.attributes,
        annotator=annotator,
        suggester=suggestion.suggester if suggestion else "",
        score=suggestion.score if suggestion else None,
        reason=suggestion.reason if suggestion else "",
        created=item.created,
        memo=item.memo if isinstance(item, Annotation) else "",
    )


def _place(item: Annotation | Suggestion) -> tuple[int, int, str, str]:
    return (min(p.range.start for p in item.parts), -max(p.range.end for p in item.parts), item.label, item.id)


def _belongings(
    db: sqlite3.Connection, owner: str, document_id: str
) -> tuple[dict[str, tuple[Part, ...]], dict[str, dict[str, str]]]:
    """Parts and attributes of all of a document's annotations (or suggestions), by their owner's id."""
    of_document = f"{owner}_id IN (SELECT id FROM {owner}s WHERE document_id = ?)"  # noqa: S608  owner is one of two words
    parts: dict[str, list[Part]] = {}
    for id_, role, start, end in db.execute(
        f'SELECT {owner}_id, role, "start", "end" FROM {owner}_parts WHERE {of_document} ORDER BY {owner}_id, position',  # noqa: S608
        (document_id,),
    ):
        parts.setdefault(id_, []).append(Part(role, TextRange(start, end)))
    attributes: dict[str, dict[str, str]] = {}
    for id_, name, value in db.execute(
        f"SELECT {owner}_id, name, value FROM {owner}_attributes WHERE {of_document} ORDER BY {owner}_id, name",  # noqa: S608
        (document_id,),
    ):
        attributes.setdefault(id_, {})[name] = value
    return {id_: tuple(of_one) for id_, of_one in parts.items()}, attributes
