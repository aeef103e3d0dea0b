"""Stances that a document asks for: the polarity toward a given target, or of a given pair."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotation.asked import Asked
from annotation.exchange import ExchangeAnnotation
from annotation.model import ranges
from annotation.suggest import suggest
from annotation.suggest.pipelines import OWN, RULES
from annotation.text import TextRange
from tests.annotation.suggest.reading import document

TEXT = "The clerks condemned Mayor Brod on Monday. Ruta Vele met Ana Tamm at the harbour."


def place(words: str, text: str = TEXT) -> TextRange:
    """Where some words are."""
    start = text.index(words)
    return TextRange(start, start + len(words))


def answered(*asked: Asked, pipeline: str, text: str = TEXT) -> list[ExchangeAnnotation]:
    """The stances of a document that asks."""
    (found,) = suggest([replace(document(text), asked=asked)], pipeline=pipeline)
    return [annotation for annotation in found.annotations if annotation.label == "STANCE"]


@pytest.mark.parametrize("pipeline", [OWN, RULES])
def test_each_target_that_is_asked_about_is_answered(pipeline: str) -> None:
    """First, in the order of the questions, with the very range that was asked about; nobody else has it as a target without a holder."""
    asked = (Asked(place("Ana Tamm")), Asked(place("Mayor Brod")))
    first, second, *_ = answered(*asked, pipeline=pipeline)
    assert ranges(first, "target") == (place("Ana Tamm"),)
    assert ranges(second, "target") == (place("Mayor Brod"),)
    assert second.attributes["polarity"] == "oppose"
    assert {first.attributes["polarity"], second.attributes["polarity"]} <= {"support", "oppose", "neutral"}
    assert all(ranges(answer, "evidence") for answer in (first, second))


@pytest.mark.parametrize("pipeline", [OWN, RULES])
def test_a_pair_may_have_no_stance(pipeline: str) -> None:
    """“none” is an answer; and a pair that was asked about is not suggested a second time."""
    against = Asked(place("Mayor Brod"), place("The clerks"))
    nothing = Asked(place("Ana Tamm"), place("Ruta Vele"))
    found = answered(against, nothing, pipeline=pipeline)
    assert [answer.attributes["polarity"] for answer in found[:2]] == ["oppose", "none"]
    assert ranges(found[0], "holder") == (place("The clerks"),)
    assert not [
        other
        for other in found[2:]
        if ranges(other, "holder") and ranges(other, "holder")[0].overlaps(place("The clerks"))
    ]


@given(st.data())
@settings(max_examples=40)
def test_any_range_can_be_asked_about(data: st.DataObject) -> None:
    """In the middle of words or over sentences: an answer has it as its target, or it has no word at all."""
    text = data.draw(st.sampled_from([TEXT, "👍🏽 Vele, wow… «Brod» said: “no”.\n\nHm", "a"]))
    start = data.draw(st.integers(0, len(text) - 1))
    span = TextRange(start, data.draw(st.integers(start + 1, len(text))))
    found = answered(Asked(span), pipeline=data.draw(st.sampled_from([OWN, RULES])), text=text)
    if any(character.isalnum() for character in span.of(text)):
        assert ranges(found[0], "target") == (span,)
