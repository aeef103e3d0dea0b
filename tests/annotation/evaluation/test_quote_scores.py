"""Quotes against quotes: known figures on a made-up article, and what holds for any."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotation.evaluation.quotes import ROLES, QuoteTally, quote_tally
from annotation.exchange import ExchangeAnnotation
from tests.annotation.evaluation.made import TEXT, mark, quotes

DIRECT = mark("QUOTE", content="“The pier is open,”", source="Mayor Ruta Vele", cue="said", form="direct")
INDIRECT = mark("QUOTE", content="that the bridge was late", source="The clerk", cue="denied", form="indirect")
GOLD = [DIRECT, INDIRECT]


def compared(*predicted: ExchangeAnnotation, gold: list[ExchangeAnnotation] = GOLD) -> QuoteTally:
    return quote_tally(TEXT, gold, predicted)


def test_marks_at_the_edges_are_a_matter_of_taste() -> None:
    """A content without its quotation marks is another exact range, the same range with edges trimmed, and all of the letters."""
    content = compared(mark("QUOTE", content="The pier is open", source="Mayor Ruta Vele", cue="said")).as_json()[
        "content"
    ]
    assert content["exact"] == {"p": 0.0, "r": 0.0, "f1": 0.0, "n_pred": 1, "n_gold": 2}
    assert content["edge_trimmed"] == {"p": 1.0, "r": 0.5, "f1": 0.6667, "n_pred": 1, "n_gold": 2}
    # 13 letters of “The pier is open”, 20 of “that the bridge was late”
    assert content["overlap"] == {"p": 1.0, "r": 0.3939, "f1": 0.5652, "n_pred": 13, "n_gold": 33}


def test_parts_of_a_range_count_as_one_where_only_spaces_part_them() -> None:
    """Two neighbouring parts of a content are the range that they make together; a line break keeps ranges apart."""
    parted = mark("QUOTE", content=["“The pier", "is open,”"], source="Mayor Ruta Vele", cue="said")
    assert compared(parted).exact["content"].right == 1
    assert compared(parted).exact["content"].predicted == 1
    across = mark("QUOTE", content=["was late.", "Nobody asked"])
    assert compared(across).exact["content"].predicted == 2


def test_a_quote_is_found_by_half_of_its_letters() -> None:
    """By the letters of both together: a content of twice the length still finds it, one of more does not."""
    text = "abcd efgh ijkl mnop qrst"
    gold = [mark("QUOTE", text=text, content="abcd efgh", form="direct")]
    for content, found in (("abcd efgh ijkl mnop", 1), ("abcd efgh ijkl mnop q", 0), ("abcd", 1), ("abc", 0)):
        tally = quote_tally(text, gold, [mark("QUOTE", text=text, content=content)])
        assert tally.forms["direct"].found == found, content


def test_what_is_found_is_told_by_form() -> None:
    """With the number in the gold and the share of right sources among those that were found."""
    told = compared(
        mark("QUOTE", content="“The pier is open,”", source="Ruta Vele"),
        mark("QUOTE", content="the bridge was late", source="Mayor Ruta Vele"),
    ).as_json()
    assert told["found_by_form"] == {
        "direct": {"gold": 1, "found": 1.0, "attributed_of_found": 1.0},
        "indirect": {"gold": 1, "found": 1.0, "attributed_of_found": 0.0},
    }
    assert told["attributed_of_found"] == 0.5
    assert told["quote"] == {"p": 0.5, "r": 0.5, "f1": 0.5, "n_pred": 2, "n_gold": 2}


def test_a_quote_of_nobody_needs_no_source() -> None:
    """A gold quote without a source is right when its content is found, and says nothing of attribution."""
    gold = [mark("QUOTE", content="Nobody asked")]
    tally = compared(mark("QUOTE", content="Nobody asked", source="she"), gold=gold)
    assert tally.whole.right == 1
    assert tally.forms["?"].with_source == 0
    assert tally.as_json()["attributed_of_found"] == 0.0


def test_the_closest_content_finds_a_quote() -> None:
    """Of two predicted quotes over the same words, the source of the one that shares more counts."""
    wide = mark("QUOTE", content="denied that the bridge was late", source="Mayor Ruta Vele")
    close = mark("QUOTE", content="that the bridge was late", source="The clerk")
    assert compared(wide, close).forms["indirect"].source_right == 1
    assert compared(wide).forms["indirect"].source_right == 0


def test_one_prediction_is_right_once() -> None:
    """Two gold quotes of the same words are both found by one predicted quote, which is one right prediction."""
    twice = [DIRECT, mark("QUOTE", content="The pier is open", form="mixed")]
    tally = compared(DIRECT, gold=twice)
    assert (tally.all_forms.found, tally.whole.right, tally.whole.predicted) == (2, 1, 1)


@given(quotes())
def test_the_gold_itself_is_perfect(gold: list[ExchangeAnnotation]) -> None:
    """Every share of a role that there is comes to 1, by every measure."""
    tally = quote_tally(TEXT, gold, gold)
    for role in ROLES:
        for measured in (tally.exact[role], tally.edge_trimmed[role], tally.overlap[role]):
            assert measured.f1 == (1.0 if measured.gold else 0.0)
    assert tally.all_forms.found == tally.all_forms.gold == len(gold)


@given(quotes())
def test_nothing_predicted_finds_nothing(gold: list[ExchangeAnnotation]) -> None:
    """Recall and F1 are 0, nothing is divided by zero."""
    tally = quote_tally(TEXT, gold, [])
    assert tally.whole.recall == tally.whole.f1 == tally.whole.precision == 0.0
    assert tally.all_forms.found == 0
    assert all(tally.overlap[role].f1 == 0 for role in ROLES)


@given(quotes(), quotes())
def test_exchanging_the_sides_exchanges_precision_and_recall(
    one: list[ExchangeAnnotation], other: list[ExchangeAnnotation]
) -> None:
    """For everything that compares ranges or letters."""
    there, back = quote_tally(TEXT, one, other), quote_tally(TEXT, other, one)
    for role in ROLES:
        assert there.exact[role].precision == back.exact[role].recall
        assert there.overlap[role].f1 == pytest.approx(back.overlap[role].f1)


@given(st.lists(st.tuples(quotes(), quotes()), min_size=2, max_size=2))
def test_documents_add_up(pairs: list[tuple[list[ExchangeAnnotation], list[ExchangeAnnotation]]]) -> None:
    """The counts of a corpus are those of its documents together, in any order."""
    tallies = [quote_tally(TEXT, *pair) for pair in pairs]
    forward, backward = QuoteTally(), QuoteTally()
    for tally in tallies:
        forward.include(tally)
    for tally in reversed(tallies):
        backward.include(tally)
    assert forward.as_json() == backward.as_json()
    assert forward.documents == len(pairs)
    assert forward.whole.gold == sum(tally.whole.gold for tally in tallies)
