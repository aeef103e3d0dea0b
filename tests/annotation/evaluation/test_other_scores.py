"""Names, claims and stances: known figures."""

from __future__ import annotations

import pytest

from annotation.evaluation.claims import ClaimTally
from annotation.evaluation.names import NameTally
from annotation.evaluation.stances import TargetTally, count_stances
from annotation.evaluation.tally import Tally
from annotation.exchange import ExchangeAnnotation
from tests.annotation.evaluation.made import TEXT, entities, mark


def test_a_name_is_right_by_range_and_label() -> None:
    """One letter more, or another label, is wrong both ways; labels that the gold never has are passed over."""
    tally = NameTally()
    tally.add(
        entities(("Ruta Vele", "PERSON"), ("clerk", "PERSON"), ("pier", "LOC")),
        entities(("Ruta Vele", "PERSON"), ("The clerk", "PERSON"), ("pier", "ORG"), ("bridge", "FAC")),
    )
    assert tally.as_json() == {
        "all": {"p": 0.5, "r": 0.3333, "f1": 0.4, "n_pred": 2, "n_gold": 3},
        "by_label": {
            "LOC": {"p": 0.0, "r": 0.0, "f1": 0.0, "n_pred": 0, "n_gold": 1},
            "PERSON": {"p": 0.5, "r": 0.5, "f1": 0.5, "n_pred": 2, "n_gold": 2},
        },
    }
    assert tally.over(["PERSON", "ORG"]).predicted == 3


def test_a_label_may_come_late_in_a_corpus() -> None:
    """What was predicted with a label before the first document that has it counts all the same."""
    tally = NameTally()
    tally.add((), entities(("pier", "LOC")))
    assert tally.labels() == []
    tally.add(entities(("pier", "LOC")), entities(("pier", "LOC")))
    assert tally.over(tally.labels()).precision == 0.5


def claims(*texts: tuple[bool, float | None]) -> ClaimTally:
    """Texts as (worth checking, score of their claim or None for no claim)."""
    tally = ClaimTally()
    for gold, score in texts:
        tally.add([] if score is None else [mark("CLAIM", claim="the bridge was late", score=score)], gold=gold)
    return tally


def test_claims_are_counted_by_text() -> None:
    """Found 1 of 2, 1 of 2 right. Ranked: right at 1, wrong, right at 4 with the text that has no claim: (1/1 + 2/4) / 2."""
    tally = claims((True, 0.9), (False, 0.4), (True, None), (False, None))
    assert tally.as_json() == {"p": 0.5, "r": 0.5, "f1": 0.5, "n_pred": 2, "n_gold": 2, "average_precision": 0.75}


def test_equal_scores_share_a_rank() -> None:
    """So the order of the file does not change the average precision."""
    rows = [(True, 0.5), (False, 0.5), (False, 0.5), (True, 0.5)]
    assert claims(*rows).average_precision == claims(*reversed(rows)).average_precision == 0.5


def test_a_claim_that_is_not_worth_checking_is_no_prediction() -> None:
    """And the best score of several counts."""
    tally = ClaimTally()
    tally.add([mark("CLAIM", claim="pier", checkworthy="no", score=0.9)], gold=True)
    assert (tally.tally.predicted, tally.average_precision) == (0, 1.0)
    tally.add([mark("CLAIM", claim="pier", score=0.2), mark("CLAIM", claim="bridge", score=0.7)], gold=False)
    assert tally.ranked[-1] == (0.7, False)


def stance(polarity: str, target: str, holder: str | None = None) -> ExchangeAnnotation:
    return mark("STANCE", polarity=polarity, target=target, holder=holder or [])


def test_polarity_toward_given_targets() -> None:
    """The stance whose target shares most letters counts; a target without one was taken for neutral."""
    tally = TargetTally()
    gold = [stance("support", "Mayor Ruta Vele"), stance("oppose", "The clerk"), stance("neutral", "the bridge")]
    tally.add(TEXT, gold, [stance("oppose", "Mayor"), stance("support", "Ruta Vele"), stance("oppose", "pier")])
    assert tally.confusion == {("support", "support"): 1, ("oppose", "neutral"): 1, ("neutral", "neutral"): 1}
    told = tally.as_json()
    assert told["accuracy"] == 0.6667
    assert told["by_polarity"]["neutral"] == {"p": 0.5, "r": 1.0, "f1": 0.6667, "n_pred": 2, "n_gold": 1}
    assert told["macro_f1"] == pytest.approx((1 + 0 + 0.6667) / 3, abs=1e-4)
    assert told["polar"] == {"p": 1.0, "r": 0.5, "f1": 0.6667, "n_pred": 1, "n_gold": 2}


@pytest.mark.parametrize(
    ("gold", "predicted", "expected"),
    [
        (("support", "Ruta Vele", "The clerk"), ("support", "Mayor Ruta Vele", "clerk"), (1, 1, 1)),
        (("support", "Ruta Vele", "The clerk"), ("oppose", "Ruta Vele", "clerk"), (0, 1, 1)),
        (("support", "Ruta Vele", "The clerk"), ("neutral", "Ruta Vele", "clerk"), (0, 0, 1)),
        (("support", "Ruta Vele", "The clerk"), ("support", "clerk", "Ruta Vele"), (0, 0, 1)),
        (("none", "Ruta Vele", "The clerk"), ("support", "Ruta Vele", "clerk"), (0, 1, 0)),
        (("none", "Ruta Vele", "The clerk"), ("support", "clerk", "Ruta Vele"), (0, 1, 0)),
        (("none", "Ruta Vele", "The clerk"), ("support", "bridge", "Ruta Vele"), (0, 0, 0)),
    ],
)
def test_who_stands_where_on_whom(
    gold: tuple[str, str, str], predicted: tuple[str, str, str], expected: tuple[int, int, int]
) -> None:
    """(right, predicted, gold) for one pair: where there is no stance, a predicted one is wrong in either direction."""
    tally = Tally()
    count_stances(tally, TEXT, [stance(*gold)], [stance(*predicted)])
    assert (tally.right, tally.predicted, tally.gold) == expected
