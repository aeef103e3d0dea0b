"""The project’s own annotated paragraphs: a floor under the quality of suggested quotes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotation.evaluation.quotes import QuoteTally
from annotation.evaluation.report import evaluate_file
from annotation.evaluation.scores import Scores
from annotation.exchange import read_jsonl
from annotation.scheme import default_scheme

OWN = Path(__file__).parents[2] / "data" / "gold.jsonl"


def test_the_gold_paragraphs_are_consistent() -> None:
    """Every part’s words are where it says, and every annotation is of the label scheme."""
    for line in OWN.read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        for annotation in raw["annotations"]:
            for part in annotation["parts"]:
                assert raw["text"][part["start"] : part["end"]] == part["text"]
    for document in read_jsonl(OWN):
        for quote in document.annotations:
            default_scheme().check(quote.label, quote.parts, quote.attributes, text_length=len(document.text))


@pytest.fixture(scope="module")
def quotes() -> QuoteTally:
    """The suggested quotes against the annotated ones."""
    scores = evaluate_file(OWN).scores
    assert isinstance(scores, Scores)
    return scores.quotes


@pytest.mark.parametrize("form", ["direct", "indirect", "mixed"])
def test_quotes_of_every_form_are_found(form: str, quotes: QuoteTally) -> None:
    """At least nine in ten of each form."""
    assert quotes.forms[form].found >= 0.9 * quotes.forms[form].gold > 0


def test_hardly_anything_is_suggested_that_is_no_quote(quotes: QuoteTally) -> None:
    """At least nine in ten that are suggested are right."""
    assert quotes.whole.right >= 0.9 * quotes.whole.predicted
