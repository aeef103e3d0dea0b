"""The JSON Schema of the exchange form agrees with its reader and its writer."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from annotation.errors import FormatError
from annotation.exchange import ExchangeDocument, read_line, write_line
from tests.fixtures.hard import hard_documents
from tests.fixtures.strategies import exchange_documents

SCHEMA = json.loads(files("annotation.formats").joinpath("exchange.schema.json").read_text(encoding="utf-8"))
validator = Draft202012Validator(SCHEMA)

GOOD: list[dict[str, Any]] = [
    {"id": "bare", "text": ""},
    {"id": "nulls", "text": "x", "name": None, "meta": None, "annotations": None, "links": None},
    {"id": "unknown", "text": "x", "checkworthy": True},
    {
        "id": "asked",
        "text": "Vale met Roe",
        "targets": [{"start": 0, "end": 4}],
        "pairs": [{"holder": [0, 4], "target": [9, 12]}],
    },
    {
        "id": "no id, no status",
        "text": "x",
        "annotations": [{"label": "CLAIM", "parts": [{"role": "r", "start": 0, "end": 1}]}],
    },
]
BAD: list[dict[str, Any]] = [
    {"text": "x"},
    {"id": "", "text": "x"},
    {"id": 1, "text": "x"},
    {"id": "a"},
    {"id": "a", "text": "\x00"},
    {"id": "a", "text": "x", "language": 1},
    {"id": "a", "text": "x", "meta": "m"},
    {"id": "a", "text": "x", "annotations": [{"parts": [{"role": "r", "start": 0, "end": 1}]}]},
    {"id": "a", "text": "x", "annotations": [{"label": "L", "parts": []}]},
    {"id": "a", "text": "x", "annotations": [{"label": "L", "parts": [{"role": "r", "start": -1, "end": 1}]}]},
    {"id": "a", "text": "x", "annotations": [{"label": "L", "parts": [{"role": "r", "start": 0, "end": 0}]}]},
    {"id": "a", "text": "x", "annotations": [{"label": "L", "parts": [{"role": "r", "start": 0}]}]},
    {"id": "a", "text": "x", "links": [{"kind": "supports", "from": "q"}]},
    {"id": "a", "text": "x", "entities": [{"start": 0, "end": 1}]},
    {"id": "a", "text": "x", "targets": [{"start": 0}]},
    {"id": "a", "text": "x", "pairs": [{"target": [0, 1]}]},
    {"id": "a", "text": "x", "pairs": [{"target": [0, 1], "holder": [0, 1, 1]}]},
    {"id": "a", "text": "x", "pairs": [{"target": [0, 1], "holder": [0, True]}]},
]


def test_the_schema_is_one() -> None:
    """Draft 2020-12 accepts it."""
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("document", hard_documents(), ids=lambda d: d.id)
def test_the_hard_documents_are_of_the_schema(document: ExchangeDocument) -> None:
    """What is written is valid."""
    validator.validate(json.loads(write_line(document)))


@given(exchange_documents())
def test_every_line_that_is_written_is_of_the_schema(document: ExchangeDocument) -> None:
    """Whatever a document holds."""
    validator.validate(json.loads(write_line(document)))


@pytest.mark.parametrize("data", GOOD, ids=lambda d: d["id"])
def test_schema_and_reader_accept(data: dict[str, Any]) -> None:
    """Somebody who checks their file with the schema can import it."""
    assert validator.is_valid(data)
    assert read_line(json.dumps(data), place="here").id == data["id"]


@pytest.mark.parametrize("data", BAD, ids=json.dumps)
def test_schema_and_reader_refuse(data: dict[str, Any]) -> None:
    """Neither is laxer than the other."""
    assert not validator.is_valid(data)
    with pytest.raises(FormatError):
        read_line(json.dumps(data), place="here")
