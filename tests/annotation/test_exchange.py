"""The exchange form: what is read, what is refused and how it says so, and that nothing is lost on the way out and back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from annotation.errors import FormatError, ReadError
from annotation.exchange import ExchangeDocument, read_jsonl, read_line, write_line
from annotation.model import Status
from annotation.text import TextRange
from tests.fixtures.hard import FILE_TEXT, TEXT, hard_document, hard_documents
from tests.fixtures.strategies import exchange_documents, texts

PLACE = "corpus.jsonl, line 12"


def read(**fields: Any) -> ExchangeDocument:
    return read_line(json.dumps({"id": "d", "text": "Vele said no.", **fields}), place=PLACE)


def annotation(**fields: Any) -> dict[str, Any]:
    return {"id": "a", "label": "QUOTE", "parts": [{"role": "source", "start": 0, "end": 4}], **fields}


@given(exchange_documents())
def test_a_document_comes_back_as_it_was_written(document: ExchangeDocument) -> None:
    """Writing and reading is the identity for every document, and a document is one line for every reader of lines."""
    line = write_line(document)
    assert read_line(line, place=PLACE) == document
    assert len(line.splitlines()) == 1


@pytest.mark.parametrize("document", hard_documents(), ids=lambda d: d.id)
def test_the_hard_documents_come_back(document: ExchangeDocument) -> None:
    """Ranges, attributes, links, meta and a megabyte on one line survive."""
    again = read_line(write_line(document), place=PLACE)
    assert again.text == document.text
    assert {a.id: sorted((p.role, p.range) for p in a.parts) for a in again.annotations} == {
        a.id: sorted((p.role, p.range) for p in a.parts) for a in document.annotations
    }
    assert (again.links, again.entities, again.meta) == (document.links, document.entities, document.meta)


def test_the_keys_stand_in_the_documented_order_and_parts_name_their_text() -> None:
    """A person who looks at a line finds id, name, text first, and each part's words beside its range."""
    data = json.loads(write_line(hard_document()))
    assert list(data) == ["id", "name", "text", "language", "sha256", "meta", "annotations", "links", "entities"]
    assert list(data["annotations"][0]) == [
        *("id", "label", "status", "parts", "attributes", "annotator", "created", "memo"),
    ]
    for part in (p for a in data["annotations"] for p in a["parts"]):
        assert part["text"] == data["text"][part["start"] : part["end"]]


def test_a_line_with_id_and_text_is_a_document() -> None:
    """Nothing else is needed."""
    assert read_line('{"id": "x", "text": ""}', place=PLACE) == ExchangeDocument(id="x", text="")


def test_null_stands_for_nothing() -> None:
    """Tables that were turned into JSON have null where they know nothing."""
    document = read(name=None, language=None, meta=None, links=None, annotations=[annotation(score=None, memo=None)])
    assert (document.name, document.language, document.annotations[0].score) == ("", "en", None)


def test_unknown_keys_are_kept() -> None:
    """At the top they go into meta; deeper down they are kept under their path; what meta says itself is not overwritten."""
    document = read(
        url="https://example.org/1",
        source="wire",
        meta={"source": "press", "n": 1},
        annotations=[annotation(answer="accept", parts=[{"role": "source", "start": 0, "end": 4, "token_start": 0}])],
    )
    assert document.meta == {
        "source": "press",
        "n": 1,
        "url": "https://example.org/1",
        "unknown": {"source": "wire", "annotations/a/answer": "accept", "annotations/a/parts/0/token_start": 0},
    }
    assert read_line(write_line(document), place=PLACE) == document


def test_normalising_moves_the_ranges() -> None:
    """Ranges counted in a text with a byte order mark and CRLF name the same words afterwards."""
    parts = [
        {"role": "content", "start": FILE_TEXT.index(words), "end": FILE_TEXT.index(words) + len(words), "text": words}
        for words in ("The cafe\u0301 stays open", "\r\n\r\n", "سنبني", "\ufeffMayor", "She backs")
    ]
    line = json.dumps({"id": "d", "text": FILE_TEXT, "annotations": [annotation(parts=parts)]})
    document = read_line(line, place=PLACE)
    assert document.text == TEXT
    found = {part.range.of(TEXT) for part in document.annotations[0].parts}
    assert found == {"The cafe\u0301 stays open", "\n\n", "سنبني", "Mayor", "She backs"}


@given(texts.filter(bool))
def test_every_range_of_a_file_with_crlf_covers_the_same_characters(text: str) -> None:
    """For any range of the raw text, its normal form is what the moved range covers (a text with nothing refused in it)."""
    raw = "\ufeff" + text.replace("\n", "\r\n")
    ends = [(s, e) for s in range(1, len(raw)) for e in (s + 1, len(raw))]
    parts = [{"role": "r", "start": s, "end": e} for s, e in ends]
    lines = [json.dumps({"id": "d", "text": raw, "annotations": [annotation(parts=[part])]}) for part in parts]
    for (start, end), line in zip(ends, lines, strict=True):
        document = read_line(line, place=PLACE)
        covered = document.annotations[0].parts[0].range.of(document.text)
        assert covered == raw[start:end].replace("\r\n", "\n").replace("\r", "\n")


def test_an_annotation_without_id_gets_the_same_one_each_time_and_no_two_share_one() -> None:
    """Reading a corpus twice adds nothing twice."""
    bare = {key: value for key, value in annotation().items() if key != "id"}
    first, second = read(annotations=[bare, bare]).annotations
    assert first.id != second.id
    assert [a.id for a in read(annotations=[bare, bare]).annotations] == [first.id, second.id]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, Status.ACCEPTED),
        ({"annotator": "ana"}, Status.ACCEPTED),
        ({"suggester": "quotes@0.1"}, Status.SUGGESTED),
        ({"suggester": "quotes@0.1", "annotator": "ana"}, Status.ACCEPTED),
        ({"suggester": "quotes@0.1", "status": "rejected"}, Status.REJECTED),
    ],
)
def test_the_status_that_an_annotation_has(fields: dict[str, str], status: Status) -> None:
    """What only a suggester stands for is a suggestion; gold data is accepted; a stated status wins."""
    assert read(annotations=[annotation(**fields)]).annotations[0].status is status


PART = {"role": "source", "start": 0, "end": 4}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"id": "d", "text": "x"', "not JSON at character 23"),
        ("[1]", "is [1], not an object"),
        ('{"text": "x"}', "id is missing"),
        ('{"id": 7, "text": "x"}', "id is 7, not a text"),
        ('{"id": "", "text": "x"}', "id is empty"),
        ('{"id": true, "text": "x"}', "id is true, not a text"),
        ('{"id": "d"}', "text is missing"),
        ('{"id": "d", "text": 1.5}', "text is 1.5, not a text"),
        ('{"id": "d", "text": "ab\\u0000"}', "a NUL character at character 2"),
        ('{"id": "d", "text": "\\ud83d"}', "U+D83D"),
        ('{"id": "d", "text": "x", "name": "\\udc00"}', "U+DC00"),
        ('{"id": "d", "text": "x", "name": "\\u0000"}', "name has a NUL character"),
        ('{"id": "d", "text": "x", "score": NaN}', "NaN"),
        ('{"id": "d", "text": "x", "score": 1e999}', "1e999"),
        ('{"id": "d", "text": "x", "meta": []}', "meta is [], not an object"),
        ('{"id": "d", "text": "x", "annotations": {}}', "annotations is {}, not a list"),
        ('{"id": "d", "text": "x", "annotations": ["a"]}', "annotations[0] is “a”, not an object"),
        ('{"id": "d", "text": "x", "entities": [{"start": 0, "end": 2, "label": "L"}]}', "entities[0] is [0, 2)"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_no_document_is_refused_with_its_place(line: str, told: str) -> None:
    """The message names the file, the line and the field, and there is a way out."""
    with pytest.raises(FormatError) as caught:
        read_line(line, place=PLACE)
    assert caught.value.what.startswith(PLACE)
    assert told in caught.value.what
    assert caught.value.way_out


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"parts": [PART | {"end": 0}]}, "annotations[0].parts[0] is [0, 0): not a range within the text of 13"),
        ({"parts": [PART | {"start": -1}]}, "parts[0] is [-1, 4)"),
        ({"parts": [PART | {"end": 14}]}, "parts[0] is [0, 14)"),
        ({"parts": [PART | {"end": 4.0}]}, "parts[0].end is 4.0, not a whole number"),
        ({"parts": [PART | {"start": False}]}, "parts[0].start is false, not a whole number"),
        ({"parts": [PART | {"text": "Vela"}]}, "parts[0].text is “Vela”, but the text has “Vele” at [0, 4)"),
        ({"parts": [PART, {"start": 0, "end": 1}]}, "parts[1].role is missing"),
        ({"parts": []}, "annotations[0].parts is empty"),
        ({"label": ""}, "annotations[0].label is empty"),
        ({"status": "done"}, "annotations[0].status is “done”, not one of accepted, suggested, rejected"),
        ({"attributes": {"intensity": 2}}, "annotations[0].attributes.intensity is 2, not a text"),
        ({"score": 1.1}, "annotations[0].score is 1.1, not a number from 0 to 1"),
        ({"score": True}, "annotations[0].score is true"),
        ({"memo": "\0"}, "annotations[0].memo has a NUL character"),
    ],
)
def test_an_annotation_that_is_not_one_is_refused_with_its_path(fields: dict[str, Any], told: str) -> None:
    """The path leads to the very field."""
    with pytest.raises(FormatError) as caught:
        read(annotations=[annotation(**fields)])
    assert told in caught.value.what


@pytest.mark.parametrize(
    ("links", "told"),
    [
        ([{"kind": "supports", "from": "a", "to": "z"}], "links[0].to is “z”, but the document has no such annotation"),
        ([{"kind": "supports", "from": "a", "to": "a"}], "links[0].to is the annotation that the link starts from"),
        ([{"from": "a", "to": "b"}], "links[0].kind is missing"),
        ([{"id": "l", "kind": "supports", "from": "a", "to": "b"}] * 2, "links[1].id is “l”, which"),
    ],
)
def test_a_link_that_leads_nowhere_is_refused(links: list[dict[str, str]], told: str) -> None:
    """A link joins two annotations of its document."""
    with pytest.raises(FormatError) as caught:
        read(annotations=[annotation(), annotation(id="b")], links=links)
    assert told in caught.value.what


def test_two_annotations_with_one_id_are_refused() -> None:
    """Links and decisions could not tell them apart."""
    with pytest.raises(FormatError, match=r"annotations\[1\].id is “a”"):
        read(annotations=[annotation(), annotation()])


def test_a_file_of_lines_is_read_one_by_one(tmp_path: Path) -> None:
    """A byte order mark, CRLF, blank lines and U+2028 within a text neither break nor add documents."""
    path = tmp_path / "corpus.jsonl"
    path.write_bytes('\ufeff{"id": "1", "text": "a\u2028b"}\r\n\r\n  \n{"id": "2", "text": "c"}'.encode())
    assert [(d.id, d.text) for d in read_jsonl(path)] == [("1", "a\u2028b"), ("2", "c")]


def test_a_bad_line_is_named_and_those_before_it_are_read(tmp_path: Path) -> None:
    """The number counts the lines of the file, blank ones too."""
    path = tmp_path / "corpus.jsonl"
    path.write_bytes(b'{"id": "1", "text": "a"}\n\n{"id": "2", "text": "\xe9"}\n')
    documents = read_jsonl(path)
    assert next(documents).id == "1"
    with pytest.raises(FormatError, match=r"corpus\.jsonl, line 3: byte 21 is not UTF-8"):
        next(documents)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """With what the system says of it."""
    with pytest.raises(ReadError, match=r"none\.jsonl cannot be read: No such file"):
        next(read_jsonl(tmp_path / "none.jsonl"))


def test_a_range_is_a_text_range() -> None:
    """Half-open, in code points: an emoji counts once."""
    line = json.dumps(
        {"id": "d", "text": "🎉 Vele", "annotations": [annotation(parts=[PART | {"start": 2, "end": 6}])]}
    )
    part = read_line(line, place=PLACE).annotations[0].parts[0]
    assert part.range == TextRange(2, 6)
    assert part.range.of("🎉 Vele") == "Vele"
