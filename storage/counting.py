"""How many suggestions there are to decide, document by document: as many as the window shows there."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby

from annotation.versions import outdated


@dataclass(slots=True)
class Tally:
    """A document's suggestions, for one annotator: decided by them, open and shown, open and below the least score.

    Those that a newer version of their suggester has taken the place of, and that nobody has decided on, count nowhere; nor do those that
    say again what another one says that counts, or was accepted.
    """

    decided: int = 0
    open: int = 0
    below: int = 0


def tallies(
    db: sqlite3.Connection, annotator: str, *, least_score: float = 0.0, document_id: str | None = None
) -> dict[str, Tally]:
    """What is to decide in all documents that have suggestions, or in one, by the document's id."""
    asked = {"annotator": annotator, "least": least_score, "id": document_id}
    gone = frozenset(outdated_runs(db, document_id))
    found: defaultdict[str, Tally] = defaultdict(Tally)
    for document, suggester, high, low in db.execute(_PROPOSED, asked):
        if (document, suggester) not in gone:
            found[document].open += high
            found[document].below += low
    for document, suggester, high, low in db.execute(_DECIDED, asked):
        found[document].decided += high + low
        if (document, suggester) not in gone:
            found[document].open -= high
            found[document].below -= low
    if gone:
        for document, suggester, high, low in db.execute(_OTHERS, asked):
            if (document, suggester) in gone:
                found[document].open += high
                found[document].below += low
    for document, number in _folded(db, asked, gone):
        found[document].open -= number
    return dict(found)


def _folded(
    db: sqlite3.Connection, asked: Mapping[str, object], gone: AbstractSet[tuple[str, str]]
) -> Iterator[tuple[str, int]]:
    """How many open suggestions of each document are no ones of their own to decide: as `Reading.is_folded` says."""
    for (document, _), group in groupby(db.execute(_SAID_AGAIN, asked), key=lambda row: (row[0], row[1])):
        number, before = 0, False
        for _, _, suggester, high, verdict, by_anybody in group:
            stands = high and ((document, suggester) not in gone or by_anybody)
            is_open = stands and verdict in ("", "skip")
            number += bool(is_open and before)
            before = before or is_open or verdict in ("accept", "edit")
        yield document, number


def outdated_runs(db: sqlite3.Connection, document_id: str | None = None) -> Iterator[tuple[str, str]]:
    """Documents, by id, with a suggester whose place a newer version has taken there."""
    known = {row[0] for row in db.execute("SELECT name FROM suggesters")}
    if not outdated(known, known):  # as in most projects: nothing was ever updated
        return
    read_by: defaultdict[str, set[str]] = defaultdict(set)
    for document, suggester in db.execute(_RUNS, {"id": document_id}):
        read_by[document].add(suggester)
    for document, readers in read_by.items():
        for suggester in outdated(known, readers):
            yield document, suggester


# One document, or with none named all of them: the index on documents is used either way.
_RUNS = """
    SELECT document_id, suggester FROM suggester_runs
    WHERE document_id IN (SELECT id FROM documents WHERE :id IS NULL OR id = :id)"""
_PROPOSED = """
    SELECT document_id, suggester, sum(score >= :least), sum(score < :least) FROM suggestions
    WHERE document_id IN (SELECT id FROM documents WHERE :id IS NULL OR id = :id)
    GROUP BY document_id, suggester"""
_DECIDED = """
    SELECT s.document_id, s.suggester, sum(s.score >= :least), sum(s.score < :least)
    FROM decisions x JOIN suggestions s ON s.id = x.suggestion_id
    WHERE x.annotator = :annotator AND x.verdict <> 'skip'
      AND x.document_id IN (SELECT id FROM documents WHERE :id IS NULL OR id = :id)
    GROUP BY s.document_id, s.suggester"""
_SAID_AGAIN = """
    SELECT r.document_id, r.first_id, s.suggester, s.score >= :least, coalesce(mine.verdict, ''),
      EXISTS (SELECT 1 FROM decisions x WHERE x.suggestion_id = s.id AND x.verdict <> 'skip')
    FROM repeats r JOIN suggestions s ON s.id = r.suggestion_id
      LEFT JOIN decisions mine ON mine.suggestion_id = s.id AND mine.annotator = :annotator
    WHERE r.document_id IN (SELECT id FROM documents WHERE :id IS NULL OR id = :id)
    ORDER BY r.document_id, r.first_id, r.position"""
# Decided on by others, and open for the annotator.
_OTHERS = """
    SELECT s.document_id, s.suggester, sum(s.score >= :least), sum(s.score < :least)
    FROM (
        SELECT DISTINCT x.suggestion_id FROM decisions x
        WHERE x.annotator <> :annotator AND x.verdict <> 'skip'
          AND x.document_id IN (SELECT id FROM documents WHERE :id IS NULL OR id = :id)
    ) theirs JOIN suggestions s ON s.id = theirs.suggestion_id
    WHERE NOT EXISTS (
        SELECT 1 FROM decisions x WHERE x.suggestion_id = s.id AND x.verdict <> 'skip' AND x.annotator = :annotator)
    GROUP BY s.document_id, s.suggester"""
