from __future__ import annotations

import json
from pathlib import Path

import pytest
from spacy.tokens import Doc

from annotation.errors import FormatError
from annotation.training.convert import entity_docs, quote_docs, read_jsonl, tokenizer_only

TEXT = "Ruta Vele met the Harbour Board in Lindhaven.\nNobody from Lindhaven’s Guild came."


def _line(tmp_path: Path, **values: object) -> Path:
    path = tmp_path / "lines.jsonl"
    path.write_text(json.dumps({"id": "one", "text": TEXT, **values}) + "\n", encoding="utf-8")
    return path


def _entity(words: str, label: str) -> dict[str, object]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "label": label}


def _names(tmp_path: Path, *entities: dict[str, object], partial: bool = False) -> tuple[Doc, list[tuple[str, str]]]:
    path = _line(tmp_path, entities=list(entities))
    (doc,) = entity_docs(tokenizer_only(), path, whole=True, partial=partial)
    return doc, [(entity.text, entity.label_) for entity in doc.ents]


def test_entities_are_on_our_words(tmp_path: Path) -> None:
    """Ranges of code points become tokens; an end inside a word takes the whole word."""
    inside = {**_entity("Lindhaven", "LOC"), "end": TEXT.index("Lindhaven") + 4}
    _, found = _names(tmp_path, _entity("Ruta Vele", "PERSON"), inside)
    assert found == [("Ruta Vele", "PERSON"), ("Lindhaven", "LOC")]


def test_labels_that_few_corpora_have_become_one(tmp_path: Path) -> None:
    """Events and products are MISC."""
    assert _names(tmp_path, _entity("Guild", "EVENT"))[1] == [("Guild", "MISC")]


def test_of_two_that_overlap_the_longer_stays(tmp_path: Path) -> None:
    """A pipeline's entities do not overlap; what could not be kept is counted."""
    doc, found = _names(tmp_path, _entity("Harbour Board", "ORG"), _entity("Board", "ORG"))
    assert found == [("Harbour Board", "ORG")]
    assert doc.user_data["missing"] == 1


def test_a_partial_corpus_says_nothing_of_other_capitals(tmp_path: Path) -> None:
    """Where not every name is marked, words with capitals are unknown; words without are known to be none."""
    doc, found = _names(tmp_path, _entity("the Harbour Board", "ORG"), partial=True)
    assert found == [("Harbour Board", "ORG")]
    kinds = {token.text: token.ent_iob_ for token in doc}
    assert kinds["Ruta"] == ""
    assert kinds["met"] == "O"


def test_pieces_are_cut_at_line_breaks(tmp_path: Path) -> None:
    """For training a long document is cut between its paragraphs; together the pieces are the text."""
    path = tmp_path / "long.jsonl"
    text = "\n".join(["Nine ships of the Guild came."] * 100)
    start = text.rindex("Guild")
    path.write_text(
        json.dumps({"id": "a", "text": text, "entities": [{"start": start, "end": start + 5, "label": "ORG"}]})
    )
    docs = list(entity_docs(tokenizer_only(), path, whole=False))
    assert len(docs) > 2
    assert "".join(doc.text for doc in docs) == text
    assert [entity.text for doc in docs for entity in doc.ents] == ["Guild"]
    assert all(doc[0].text == "Nine" for doc in docs)


def test_quotes_are_token_ranges_by_role(tmp_path: Path) -> None:
    """Each quote keeps its own parts together; every role is also a group of spans."""
    words = {"cue": "met", "source": "Ruta Vele", "content": "the Harbour Board"}
    parts = [
        {"role": role, "start": TEXT.index(text), "end": TEXT.index(text) + len(text)} for role, text in words.items()
    ]
    (doc,) = quote_docs(tokenizer_only(), _line(tmp_path, annotations=[{"label": "QUOTE", "parts": parts}]))
    (quote,) = doc.user_data["quotes"]
    assert {role: [doc[start:end].text for start, end in ranges] for role, ranges in quote.items()} == {
        role: [text] for role, text in words.items()
    }
    assert [span.text for span in doc.spans["source"]] == ["Ruta Vele"]


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    """A line that is no JSON is an error that names the file and the line."""
    path = tmp_path / "broken.jsonl"
    path.write_text('{"id": "a", "text": ""}\nnot json\n', encoding="utf-8")
    with pytest.raises(FormatError, match=r"broken\.jsonl, line 2"):
        list(read_jsonl(path))
