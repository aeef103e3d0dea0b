"""The checkable parts of a claim: numbers, units, comparisons, times and places, and what is missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotation.checkable import NO_PLACE, NO_REFERENCE, NO_TIME, Checkable, Kind, checkable_parts
from annotation.text import TextRange


def parts_of(claim: str) -> Checkable:
    """The checkable parts of a text that is one claim."""
    return checkable_parts(claim, [TextRange(0, len(claim))])


def told(claim: str) -> list[tuple[str, str]]:
    """The kind and the words of each part."""
    return [(part.kind.value, part.range.of(claim)) for part in parts_of(claim).parts]


@pytest.mark.parametrize(
    ("claim", "parts"),
    [
        (
            "Unemployment fell to 4.2% in March, the lowest in nine years",
            [("number", "4.2"), ("unit", "%"), ("time", "March"), ("comparison", "lowest in nine years")],
        ),
        (
            "The town spent $45 million more than in 1998",
            [("unit", "$"), ("number", "45 million"), ("comparison", "more than"), ("time", "1998")],
        ),
        (
            "More than 300 people drowned near Port Sellen on 3 May 2019",
            [
                ("comparison", "More than"), ("number", "300"), ("unit", "people"), ("place", "Port Sellen"),
                ("time", "3 May 2019"),
            ],
        ),
        ("Paris lost two thirds of its trees between 2010 and 2014",
         [("place", "Paris"), ("number", "two thirds"), ("time", "between 2010 and 2014")]),
        ("Wages may rise", []),
        ("Shares in Tesmar fell", []),
        ("In 1,998 cases nobody came", [("number", "1,998"), ("unit", "cases")]),
    ],
)  # fmt: skip
def test_parts_are_told_by_their_words(claim: str, parts: list[tuple[str, str]]) -> None:
    """A year is a time, a superlative takes the period that it holds for, and “may” is no month."""
    assert told(claim) == parts


def test_a_number_and_its_unit_are_said_as_one() -> None:
    """As the window shows them."""
    claim = "The road of 12 miles cost €1.5bn in 2019"
    assert parts_of(claim).phrases(claim) == ("12 miles", "€1.5bn", "2019")


@pytest.mark.parametrize(
    ("claim", "notes"),
    [
        ("Crime is higher", (NO_REFERENCE, NO_TIME, NO_PLACE)),
        ("Crime in France was higher in 2019 than in 2018", ()),
        ("Exports of France rose in 2019", (NO_REFERENCE,)),
        ("Exports of France rose from 2018 to 2019", ()),
        ("Unemployment in France is the lowest in nine years", ()),
    ],
)
def test_what_is_missing_is_noted(claim: str, notes: tuple[str, ...]) -> None:
    """A time, a place, and for what is more or has risen what it is held against."""
    assert parts_of(claim).notes == notes


def test_names_that_a_pipeline_found_are_places() -> None:
    """Beside those that are known here."""
    claim = "Quorra lost 300 homes"
    found = checkable_parts(claim, [TextRange(0, len(claim))], places=[TextRange(0, 6), TextRange(90, 95)])
    assert [part.range for part in found.parts if part.kind is Kind.PLACE] == [TextRange(0, 6)]


def test_parts_after_emoji_are_code_points_of_the_document() -> None:
    """What stands before a claim moves its parts by as many code points."""
    claim = "Unemployment fell to 4.2% in March"
    for before in ("😀 ", "👩‍👩‍👧.\u00a0", "e\u0301. ", "In 2019 he said: "):
        text = before + claim
        found = checkable_parts(text, [TextRange(len(before), len(text))])
        assert [part.range.of(text) for part in found.parts] == ["4.2", "%", "March"]


WORDS = st.lists(
    st.sampled_from(
        ["4.2", "%", "May", "may", "1998", "😀", "lowest", "in", "nine", "years", "than", "more", "France", "$", "12", "km",
         "last", "year", "“", "e\u0301", "\n", "-", "U.S.", "3", "million", "record", ","]
    ),
    max_size=30,
).map(" ".join)  # fmt: skip


@given(text=st.one_of(WORDS, st.text(max_size=80)), data=st.data())
def test_parts_are_inside_the_claim_and_none_overlap(text: str, data: st.DataObject) -> None:
    """Whatever the text and wherever the claim’s fragments are; and the order is that of the text."""
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True)))
    spans = [TextRange(a, b) for a, b in zip(places[::2], places[1::2], strict=False)]
    found = checkable_parts(text, spans)
    ranges = [part.range for part in found.parts]
    assert ranges == sorted(ranges)
    assert all(any(span.contains(part) for span in spans) for part in ranges)
    assert not any(a.overlaps(b) for a in ranges for b in ranges if a != b)
    assert len(set(ranges)) == len(ranges)
    assert all(part.of(text).strip() for part in ranges)
