"""The project's own exchange form: one JSON object a document (formats/exchange.schema.json), on a line of its own in JSONL.

It is what `suggest` reads and prints, what the window and its worker speak, and what every other format is made from.
Offsets are code points of `text`, and `text[start:end]` is the part's `text`, always.
"""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from annotation.asked import Asked, asked_as_json, read_asked
from annotation.errors import FormatError, ReadError, TextError
from annotation.json_input import Fields, decode_line, json_lines, parse_object, short
from annotation.model import Part, Status, sorted_parts, suggestion_id
from annotation.text import TextRange, normalise_text

_LINE_BREAKS = (("\x85", "\\u0085"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeAnnotation:
    """An annotation or suggestion with all that is known of it, as one record of a dataset."""

    id: str
    label: str
    status: Status
    parts: tuple[Part, ...]
    attributes: Mapping[str, str] = field(default_factory=dict)
    annotator: str = ""
    suggester: str = ""
    score: float | None = None
    reason: str = ""
    created: str = ""
    memo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeLink:
    """A link between two annotations of the same document."""

    id: str
    kind: str
    from_id: str
    to_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeDocument:
    """A document with its annotations. Keys of the JSON object that the form does not know are kept in `meta`."""

    id: str
    text: str = field(repr=False)
    name: str = ""
    language: str = "en"
    sha256: str = ""
    meta: Mapping[str, Any] = field(default_factory=dict)
    annotations: tuple[ExchangeAnnotation, ...] = ()
    links: tuple[ExchangeLink, ...] = ()
    entities: tuple[Mapping[str, Any], ...] = ()
    asked: tuple[Asked, ...] = ()


def read_line(line: str, *, place: str) -> ExchangeDocument:
    """Read one document from its JSON object.

    The text is normalised, and where that removes characters the ranges (code points) move with it. Only `id` and `text` must be
    there; null stands for nothing. An annotation without a status is a suggestion if it has a suggester and no annotator, else
    accepted; one without an id gets the same one at every reading. Unknown keys of the object go into `meta`, those further
    down into `meta["unknown"]` under their path.

    Args:
        line: the JSON object.
        place: where it stands, for messages: `corpus.jsonl, line 12`.

    Raises:
        FormatError: where it is not JSON, a field is missing or not what it should be, a range leaves the text, or a text has NUL
            or a lone surrogate. The message names the place and the field.
    """
    top = Fields(parse_object(line, place=place), place)
    document_id = top.name("id")
    raw = top.string("text", required=True)
    try:
        text = normalise_text(raw)
    except TextError as error:
        raise FormatError(f"{place}: {error.what}", way_out=error.way_out) from error
    moved = _moves(raw, text)
    unknown: dict[str, Any] = {}
    annotations = tuple(_annotations(top, document_id, raw, moved, unknown))
    return ExchangeDocument(
        id=document_id,
        text=text,
        name=top.string("name"),
        language=top.string("language", default="en"),
        sha256=top.string("sha256"),
        annotations=annotations,
        links=tuple(_links(top, {annotation.id for annotation in annotations}, unknown)),
        entities=tuple(_entities(top, raw, moved)),
        asked=tuple(read_asked(top, partial(_moved_range, raw=raw, moved=moved), partial(_keep_unknown, unknown))),
        meta=top.meta(unknown),
    )


def write_line(document: ExchangeDocument) -> str:
    """The document as JSON on one line, without a line break at its end; what is empty is left out.

    `read_line` gives the same document back. U+0085, U+2028 and U+2029 are escaped: some readers of JSONL break lines at them.
    """
    data: dict[str, Any] = {"id": document.id}
    if document.name:
        data["name"] = document.name
    data |= {"text": document.text, "language": document.language}
    if document.sha256:
        data["sha256"] = document.sha256
    if document.meta:
        data["meta"] = dict(document.meta)
    data["annotations"] = [annotation_as_json(annotation, document.text) for annotation in document.annotations]
    if document.links:
        data["links"] = [link_as_json(link) for link in document.links]
    if document.entities:
        data["entities"] = [dict(entity) for entity in document.entities]
    data |= asked_as_json(document.asked)
    line = json.dumps(data, ensure_ascii=False, allow_nan=False)
    for character, escape in _LINE_BREAKS:
        line = line.replace(character, escape)
    return line


def annotation_as_json(annotation: ExchangeAnnotation, text: str) -> dict[str, Any]:
    """The annotation as the JSON object of the exchange form; `text` is its document's."""
    data: dict[str, Any] = {"id": annotation.id, "label": annotation.label, "status": annotation.status.value}
    data["parts"] = [
        {"role": p.role, "start": p.range.start, "end": p.range.end, "text": p.range.of(text)} for p in annotation.parts
    ]
    optional = {
        "attributes": dict(annotation.attributes),
        "annotator": annotation.annotator,
        "suggester": annotation.suggester,
        "score": annotation.score,
        "reason": annotation.reason,
        "created": annotation.created,
        "memo": annotation.memo,
    }
    return data | {key: value for key, value in optional.items() if value is not None and value not in ("", {})}


def link_as_json(link: ExchangeLink) -> dict[str, str]:
    """The link as the JSON object of the exchange form."""
    return {"id": link.id, "kind": link.kind, "from": link.from_id, "to": link.to_id}


def link_id(kind: str, from_id: str, to_id: str) -> str:
    """An identifier that the same link always has."""
    return hashlib.sha256(json.dumps([kind, from_id, to_id]).encode()).hexdigest()[:32]


def read_jsonl(path: Path) -> Iterator[ExchangeDocument]:
    """The documents of a JSONL file, one at a time; blank lines are skipped.

    Raises:
        FormatError: at the first line that is not a document.
        ReadError: where the file cannot be read.
    """
    try:
        with path.open("rb") as stream:
            for place, line in json_lines(stream, path.name):
                yield read_line(decode_line(line, place=place), place=place)
    except OSError as error:
        raise ReadError(
            f"{path} cannot be read: {error.strerror}.", way_out="Check its name and who may read it."
        ) from error


Move = Callable[[int, int], tuple[int, int]]


def _moves(raw: str, text: str) -> Move:
    """Where a range of `raw` is in `text`, its normal form. Half a CRLF takes the whole line break."""
    if len(raw) == len(text):
        return lambda start, end: (start, end)
    mark = len(raw) - len(raw.lstrip("\ufeff"))
    returns = [found.start() for found in re.finditer("\r\n", raw)]
    return lambda start, end: (
        max(0, start - mark - bisect_left(returns, start)),
        max(0, end - mark - bisect_left(returns, end - 1)),
    )


def _range(fields: Fields, raw: str, moved: Move) -> TextRange:
    """The checked range of a part or entity, moved into the normalised text."""
    start, end = fields.integer("start"), fields.integer("end")
    place = _moved_range(fields, start, end, raw=raw, moved=moved)
    given = fields.string("text", default=raw[start:end])
    if given != raw[start:end]:
        fields.refuse("text", f"is {short(given)}, but the text has {short(raw[start:end])} at [{start}, {end})")
    return place


def _moved_range(fields: Fields, start: int, end: int, *, raw: str, moved: Move) -> TextRange:
    """The range `[start, end)` of the raw text in the normalised one."""
    if not 0 <= start < end <= len(raw):
        fields.refuse("", f"is [{start}, {end}): not a range within the text of {len(raw)} characters")
    start, end = moved(start, end)
    if start >= end:
        fields.refuse("", "covers nothing but a byte order mark")
    return TextRange(start, end)


def _annotations(
    top: Fields, document_id: str, raw: str, moved: Move, unknown: dict[str, Any]
) -> Iterator[ExchangeAnnotation]:
    found: set[str] = set()
    for fields in top.objects("annotations"):
        label, annotator, suggester = fields.name("label"), fields.string("annotator"), fields.string("suggester")
        places = fields.objects("parts")
        parts = sorted_parts([Part(place.name("role"), _range(place, raw, moved)) for place in places])
        if not parts:
            fields.refuse("parts", "is empty: an annotation needs a part")
        attributes = fields.strings("attributes")
        identity = fields.string("id")
        if not identity:
            first = identity = suggestion_id(document_id, suggester or annotator, label, parts, attributes)
            number = 1
            while identity in found:
                number += 1
                identity = f"{first}-{number}"
        elif identity in found:
            fields.refuse("id", f"is {short(identity)}, which an annotation before it has already")
        default = Status.SUGGESTED if suggester and not annotator else Status.ACCEPTED
        status = fields.string("status", default=default.value)
        if status not in {s.value for s in Status}:
            fields.refuse("status", f"is {short(status)}, not one of {', '.join(Status)}")
        found.add(identity)
        yield ExchangeAnnotation(
            id=identity,
            label=label,
            status=Status(status),
            parts=parts,
            attributes=attributes,
            annotator=annotator,
            suggester=suggester,
            score=fields.share("score"),
            reason=fields.string("reason"),
            created=fields.string("created"),
            memo=fields.string("memo"),
        )
        _keep_unknown(unknown, f"annotations/{identity}", fields)
        for number, place in enumerate(places):
            _keep_unknown(unknown, f"annotations/{identity}/parts/{number}", place)


def _links(top: Fields, annotations: set[str], unknown: dict[str, Any]) -> Iterator[ExchangeLink]:
    seen: set[str] = set()
    for fields in top.objects("links"):
        kind, from_id, to_id = fields.name("kind"), fields.name("from"), fields.name("to")
        for key, end in (("from", from_id), ("to", to_id)):
            if end not in annotations:
                fields.refuse(key, f"is {short(end)}, but the document has no such annotation")
        if from_id == to_id:
            fields.refuse("to", "is the annotation that the link starts from")
        identity = fields.string("id") or link_id(kind, from_id, to_id)
        if identity in seen:
            fields.refuse("id", f"is {short(identity)}, which a link before it has already")
        seen.add(identity)
        yield ExchangeLink(id=identity, kind=kind, from_id=from_id, to_id=to_id)
        _keep_unknown(unknown, f"links/{identity}", fields)


def _entities(top: Fields, raw: str, moved: Move) -> Iterator[Mapping[str, Any]]:
    for fields in top.objects("entities"):
        label, place = fields.name("label"), _range(fields, raw, moved)
        yield {"start": place.start, "end": place.end, "label": label, **fields.rest()}


def _keep_unknown(unknown: dict[str, Any], path: str, fields: Fields) -> None:
    for key, value in fields.rest().items():
        unknown[f"{path}/{key}"] = value
