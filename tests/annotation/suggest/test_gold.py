"""The project’s own annotated paragraphs: a floor under the quality of suggested quotes."""

from __future__ import annotations

import json

import pytest

from annotation.scheme import default_scheme
from tests.benchmarks.evaluate_suggestions import OWN, evaluate, read


def test_the_gold_paragraphs_are_consistent() -> None:
    """Every part’s words are where it says, and every annotation is of the label scheme."""
    for line in OWN.read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        for annotation in raw["annotations"]:
            for part in annotation["parts"]:
                assert raw["text"][part["start"] : part["end"]] == part["text"]
    for document in read(OWN):
        for quote in document.annotations:
            default_scheme().check(quote.label, quote.parts, quote.attributes, text_length=len(document.text))


@pytest.mark.parametrize("form", ["direct", "indirect", "mixed"])
def test_quotes_of_every_form_are_found(form: str) -> None:
    """At least nine in ten of each form, and hardly anything that is no quote."""
    tally = evaluate(read(OWN))
    assert tally.found[form] >= 0.9 * tally.gold[form]
    assert tally.right >= 0.9 * tally.suggested
