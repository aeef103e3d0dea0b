"""Datasets as files, each read again by somebody else's reader."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin

from annotation.errors import ExportError
from annotation.exchange import ExchangeAnnotation, ExchangeDocument, read_jsonl, read_line, write_line
from annotation.formats import FORMATS, format_named
from annotation.formats.csv_table import disarm, rearm
from annotation.model import Part, Status
from annotation.text import TextRange
from tests.fixtures.hard import hard_document, hard_documents


def canonical(document: ExchangeDocument) -> ExchangeDocument:
    """As a reader of the exchange form returns it: parts in text order."""
    return read_line(write_line(document), place="here")


def docs_in(path: Path) -> list[Doc]:
    return list(DocBin(store_user_data=True).from_disk(path).get_docs(spacy.blank("en").vocab))


def table_in(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_a_name_a_suffix_and_a_title(name: str) -> None:
    """They are offered by them, and say how many documents they wrote."""
    format_ = format_named(name)
    assert format_.name == name
    assert format_.suffix.startswith(".")
    assert format_.title


def test_an_unknown_format_is_refused_with_those_that_exist() -> None:
    """The way out lists them."""
    with pytest.raises(ExportError, match="jsonl, docbin, csv"):
        format_named("brat")


def test_jsonl_carries_everything(tmp_path: Path) -> None:
    """Nothing is announced as lost, and nothing is."""
    path = tmp_path / "out.jsonl"
    assert FORMATS["jsonl"].write(iter(hard_documents()), path) == 3
    assert list(read_jsonl(path)) == [canonical(d) for d in hard_documents()]
    assert FORMATS["jsonl"].preflight(hard_documents()) == []


def test_docbin_can_be_rebuilt_exactly(tmp_path: Path) -> None:
    """The text of the Doc and the JSON in its user data are the whole document, hard ones too."""
    path = tmp_path / "out.spacy"
    assert FORMATS["docbin"].write(iter(hard_documents()), path) == 3
    lines = [json.loads(doc.user_data["quotemark"]) | {"text": doc.text} for doc in docs_in(path)]
    assert [read_line(json.dumps(line), place="here") for line in lines] == [canonical(d) for d in hard_documents()]


def test_docbin_has_a_span_for_every_part(tmp_path: Path) -> None:
    """Spans name label and role, share their annotation's id, cover the part, and keep apart what was not accepted."""
    path = tmp_path / "out.spacy"
    document = hard_document()
    FORMATS["docbin"].write([document], path)
    (doc,) = docs_in(path)
    groups = {"QUOTE": Status.ACCEPTED, "STANCE": Status.ACCEPTED}
    groups |= {"CLAIM:suggested": Status.SUGGESTED, "CLAIM:rejected": Status.REJECTED}
    assert set(doc.spans) == set(groups)
    parts = {
        (a.id, f"{a.label}:{p.role}", p.range.start, p.range.end): a for a in document.annotations for p in a.parts
    }
    spans = [(name, span) for name, group in doc.spans.items() for span in group]
    assert len(spans) == len(parts)
    for (identity, label, start, end), owner in parts.items():
        assert any(
            span.id_ == identity
            and span.label_ == label
            and span.start_char <= start
            and span.end_char >= end
            and owner.status is groups[name]
            for name, span in spans
        ), (identity, label)


def test_docbin_counts_the_ranges_that_tokens_cannot_carry() -> None:
    """“ack” lies inside “backs”; all others of the hard document are on borders of tokens or are counted too."""
    losses = FORMATS["docbin"].preflight([hard_document()])
    doc = spacy.blank("en")(hard_document().text)
    parts = [p for a in hard_document().annotations for p in a.parts]
    off = sum(doc.char_span(p.range.start, p.range.end) is None for p in parts)
    assert off >= 1
    (loss,) = losses
    assert loss.startswith(f"{off} range{'s' if off > 1 else ''} of {len(parts)} begin or end inside a token")
    on_borders = ExchangeDocument(id="d", text="Vele said no.", annotations=(quote_of(0, 4),))
    assert FORMATS["docbin"].preflight([on_borders]) == []


def quote_of(start: int, end: int, **fields: Any) -> ExchangeAnnotation:
    return ExchangeAnnotation(
        id="a", label="QUOTE", status=Status.ACCEPTED, parts=(Part("source", TextRange(start, end)),), **fields
    )


def test_the_table_has_a_row_for_every_part(tmp_path: Path) -> None:
    """With the words of the part, its range, and the attributes as columns of their own."""
    path = tmp_path / "out.csv"
    document = hard_document()
    assert FORMATS["csv"].write(iter(hard_documents()), path) == 3
    rows = table_in(path)
    assert len(rows) == sum(len(a.parts) for d in hard_documents() for a in d.annotations)
    for row in (r for r in rows if r["document_id"] == document.id):
        assert document.text[int(row["start"]) : int(row["end"])] == rearm(row["text"])
    cue = next(r for r in rows if r["annotation_id"] == "q1" and r["role"] == "cue")
    assert cue["attribute.speaker"] == 'Ruta "Rue" Vele,\nmayor'
    assert cue["attribute.polarity"] == ""
    assert (cue["text"], cue["label"], cue["status"], cue["annotator"]) == ("said", "QUOTE", "accepted", "ana")
    assert list(rows[0])[:9] == [
        *("document_id", "name", "annotation_id", "label", "status", "role", "start", "end", "text"),
    ]


def test_the_table_begins_with_the_mark_that_excel_needs(tmp_path: Path) -> None:
    """Without it curly quotes are garbled there."""
    path = tmp_path / "out.csv"
    FORMATS["csv"].write([hard_document()], path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfdocument_id,")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_begins_like_a_formula(start: str, tmp_path: Path) -> None:
    """Neither a passage nor a name nor an attribute nor a memo."""
    path = tmp_path / "out.csv"
    evil = f"{start}HYPERLINK(1)"
    text = evil.replace("\r", "=")
    annotation = quote_of(0, len(text), attributes={"speaker": evil, evil: "x"}, memo=evil, reason=evil, annotator=evil)
    FORMATS["csv"].write([ExchangeDocument(id=evil, name=evil, text=text, annotations=(annotation,))], path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert sum("HYPERLINK" in cell for cell in cells) == 8
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@given(st.text(alphabet="'=+-@\t\ra", max_size=6))
def test_a_disarmed_cell_can_be_taken_back(cell: str) -> None:
    """Whatever apostrophes stood there before."""
    assert rearm(disarm(cell)) == cell
    assert not disarm(cell).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_the_table_tells_what_it_leaves_out() -> None:
    """Counts of this very data, and nothing about what it does not have."""
    losses = FORMATS["csv"].preflight(hard_documents())
    assert "The texts of 3 documents are left out: only the words of the parts are in the table." in losses
    assert "1 document without annotations: no row." in losses
    assert "2 links between annotations: left out." in losses
    assert "Meta data of 1 document: left out." in losses
    assert "1 entity: left out." in losses
    plain = ExchangeDocument(id="d", text="Vele said no.", annotations=(quote_of(0, 4),))
    assert len(FORMATS["csv"].preflight([plain])) == 1
    assert FORMATS["csv"].preflight([]) == []


@pytest.mark.parametrize("name", FORMATS)
def test_no_documents_make_an_empty_dataset(name: str, tmp_path: Path) -> None:
    """A file that its reader can open."""
    path = tmp_path / f"out{FORMATS[name].suffix}"
    assert FORMATS[name].write([], path) == 0
    if name == "jsonl":
        assert path.read_bytes() == b""
    elif name == "docbin":
        assert docs_in(path) == []
    else:
        assert table_in(path) == []
