"""Claims and stances that were found unasked, ranked by their score."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotation.evaluation.ranked import RankedTally, same_claim, same_stance
from annotation.exchange import ExchangeAnnotation
from annotation.model import Part, Status
from annotation.text import TextRange

TEXT = "Vale said rents rose by 8 percent last year, and praised the mayor."


def mark(label: str, score: float | None = None, **parts: str) -> ExchangeAnnotation:
    """The annotation that `marked` makes of its parts."""
    return marked(label, parts, score=score)


def marked(label: str, parts: dict[str, str], *, score: float | None = None) -> ExchangeAnnotation:
    """An annotation of TEXT; parts by their words, the rest are attributes."""
    roles = {"span", "holder", "target", "evidence"}
    places = [
        Part(role, TextRange(TEXT.index(words), TEXT.index(words) + len(words)))
        for role, words in parts.items()
        if role in roles
    ]
    return ExchangeAnnotation(
        id="-".join(parts.values()),
        label=label,
        status=Status.ACCEPTED,
        parts=tuple(places),
        attributes={name: value for name, value in parts.items() if name not in roles},
        score=score,
    )


def test_a_claim_is_found_once() -> None:
    """By the suggestion that scores highest; a span counts that shares half of the letters."""
    tally = RankedTally()
    gold = [mark("CLAIM", span="rents rose by 8 percent last year")]
    found = [
        mark("CLAIM", 0.9, span="rents rose by 8 percent"),
        mark("CLAIM", 0.6, span="rents rose by 8 percent last year"),
        mark("CLAIM", 0.7, span="praised the mayor"),
    ]
    tally.add(TEXT, gold, found, same_claim)
    assert tally.ranked == [(0.9, True), (0.7, False), (0.6, False)]
    assert tally.at(0.8) == (1.0, 1.0)
    assert tally.at(0.5)[0] == pytest.approx(1 / 3)
    assert tally.precision_at(0.6) == (1.0, 0.9)


def test_a_recall_that_is_never_reached_has_no_precision() -> None:
    """It is told as missing and not as nothing."""
    tally = RankedTally()
    tally.add(TEXT, [mark("CLAIM", span="rents rose"), mark("CLAIM", span="praised the mayor")], [], same_claim)
    assert tally.precision_at(0.3) is None
    assert tally.as_json()["precision_at_recall"]["0.3"] is None


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({}, True),
        ({"polarity": "oppose"}, False),
        ({"target": "rents"}, False),
        ({"holder": "mayor"}, False),
        ({"target": "mayor"}, True),
        ({"holder_name": "@author"}, False),
    ],
)
def test_a_stance_is_the_same_by_holder_target_and_polarity(change: dict[str, str], same: bool) -> None:  # noqa: FBT001
    """Targets and holders share words; what the author thinks is nobody else’s stance."""
    parts = {"holder": "Vale", "target": "the mayor", "evidence": "praised the mayor", "polarity": "support"}
    assert same_stance(TEXT, marked("STANCE", parts), marked("STANCE", parts | change, score=0.5)) is same


def test_the_author_has_no_words() -> None:
    """Two stances of the author on one target are the same without a holder’s part."""
    own = {"target": "the mayor", "evidence": "praised the mayor", "polarity": "oppose", "holder_name": "@author"}
    assert same_stance(TEXT, marked("STANCE", own), marked("STANCE", own))


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_a_threshold_keeps_the_promised_precision_and_recall(ranked: list[tuple[float, bool]]) -> None:
    """What is promised at a recall is what one gets who shows what scores so much or more."""
    tally = RankedTally(gold=max(1, sum(right for _, right in ranked)), ranked=list(ranked))
    for recall in (0.2, 0.5, 1.0):
        found = tally.precision_at(recall)
        if found is None:
            assert sum(right for _, right in ranked) < recall * tally.gold
        else:
            assert tally.at(found[1])[0] == pytest.approx(found[0])
            assert tally.at(found[1])[1] >= recall


def test_scores_that_are_missing_rank_last() -> None:
    """A dataset without scores can be compared all the same."""
    tally = RankedTally()
    claim = mark("CLAIM", span="rents rose")
    tally.add(TEXT, [claim], [replace(claim, score=None)], same_claim)
    assert tally.ranked == [(0.0, True)]
