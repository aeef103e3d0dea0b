"""Sentences of news text: periods that end them and periods that do not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotation.suggest.pipeline import load_pipeline
from annotation.suggest.sentences import sentence_starts


def sentences(text: str) -> list[str]:
    starts = [*sentence_starts(text), len(text)]
    return [text[start:end].strip() for start, end in pairwise(starts)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr. Okafor met Dr. H. J. Abara of the U.S. Senate in Washington, D.C. on Jan. 5.",
        "Sens. Doe (D-Mo.) and Roe voted at 5 p.m. Tuesday.",
        "The company, Harbor Inc. of Maine, paid $4.5 million.",
        "“Who knows?” she asked.",
        "He cited No. 10 v. No. 12 as proof.",
        "She waited … and waited.",
    ],
)
def test_a_sentence_does_not_end_inside_an_abbreviation_or_before_its_cue(sentence: str) -> None:
    """Titles, initials, states, hours, decimals and a question that is quoted leave one sentence."""
    assert sentences(sentence) == [sentence]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("He moved to the U.S.", "The visa came later."),
        ("“We are done.”", "“Nobody disagreed.”"),
        ("She said, “We are done.”", "The vote followed."),
        ("It closed at 5 p.m.", "He went home."),
        ("Why not?", "Because of rain!"),
        ("(It was late.)", "They left."),
    ],
)
def test_a_closing_mark_stays_with_its_sentence(first: str, second: str) -> None:
    """Marks and brackets after the period belong to the sentence that ends."""
    assert sentences(f"{first} {second}") == [first, second]


@pytest.mark.parametrize("dateline", ["LINDHAVEN, March 12 — ", "PORT ALDIS (Agency) - ", "OSLO, Norway (AW) – "])
def test_a_dateline_is_not_part_of_the_first_sentence(dateline: str) -> None:
    """So that it is in no quote and in no claim."""
    assert sentences(f"{dateline}The council voted. It rained.") == [
        dateline.strip(),
        "The council voted.",
        "It rained.",
    ]


def test_a_dash_after_ordinary_words_is_no_dateline() -> None:
    assert len(sentences("NATO members — all of them — agreed.")) == 1


def test_a_sentence_never_crosses_a_paragraph() -> None:
    """A headline without a period is a sentence of its own."""
    assert sentences("Ferry returns\n\nThe ferry is back.") == ["Ferry returns", "The ferry is back."]


def test_sentences_of_chinese_need_no_space() -> None:
    """The ideographic full stop ends a sentence by itself."""
    assert sentences("他来了。她走了。") == ["他来了。", "她走了。"]


@settings(deadline=None)  # the first call loads spaCy
@given(st.text(max_size=200))
def test_spacy_gets_the_same_sentences(text: str) -> None:
    """The component marks every first token, whatever the text; the text stays whole."""
    doc = load_pipeline()(text)
    assert doc.text == text
    assert "".join(sentence.text_with_ws for sentence in doc.sents) == text
