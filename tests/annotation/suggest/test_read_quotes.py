from __future__ import annotations

from dataclasses import replace

import pytest

from annotation.suggest.encoder.decoding import Found
from annotation.suggest.read_quotes import as_reported, sure_alone
from annotation.suggest.reported import Reported
from annotation.suggest.view import DocView
from tests.annotation.suggest.tagged import tagged_view


def _read(view: DocView, cue: tuple[int, int], *content: tuple[int, int], score: float = 0.5) -> Reported:
    quote = as_reported(view, Found(cue=cue, source=((0, 1),), content=content, score=score))
    assert quote is not None
    return quote


@pytest.mark.parametrize(
    ("tagged", "content", "cue", "said"),
    [
        ("Vele/NNP candidly/RB admitted/VBD defeat/NN", (3, 4), "candidly admitted", "defeat"),
        ("Vele/NNP repeatedly/RB promised/VBD to/TO leave/VB", (2, 5), "repeatedly promised", "to leave"),
        ("Vele/NNP allegedly/RB fled/VBD the/DT port/NN", (2, 5), "allegedly", "fled the port"),
        ("Vele/NNP later/RB , said/VBD no/DT".replace(" , ", " ,/, "), (4, 5), "later", "no"),
    ],
)
def test_a_cue_reaches_its_verb(tagged: str, content: tuple[int, int], cue: str, said: str) -> None:
    """An adverb that was read as the cue takes the reporting verb right after it, from the content if need be; no other verb."""
    view = tagged_view(tagged)
    quote = _read(view, (1, 2), content)
    assert quote.cue is not None
    found = view.range(*quote.cue)
    assert found is not None
    assert (found.of(view.text), [part.of(view.text) for part in quote.content]) == (cue, [said])


def test_what_a_reporting_word_reports_at_length_is_surer() -> None:
    """With one score a clause after a reporting verb is surest, then one after another verb, then a word or two."""
    reported, touched, short = (
        tagged_view("Vele/NNP said/VBD the/DT pier/NN would/MD close/VB"),
        tagged_view("Vele/NNP toured/VBD the/DT pier/NN before/IN noon/NN"),
        tagged_view("Vele/NNP toured/VBD piers/NNS"),
    )
    scores = [
        sure_alone(reported, _read(reported, (1, 2), (2, 6))),
        sure_alone(touched, _read(touched, (1, 2), (2, 6))),
        sure_alone(short, _read(short, (1, 2), (2, 3))),
    ]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_a_surer_reading_makes_a_surer_quote() -> None:
    """How sure a quote is grows with the encoder’s score, and stays between nothing and 1."""
    view = tagged_view("Vele/NNP said/VBD the/DT pier/NN would/MD close/VB")
    scores = [sure_alone(view, _read(view, (1, 2), (2, 6), score=score)) for score in (0.0, 0.3, 0.6, 1.0)]
    assert scores == sorted(set(scores))
    assert 0 < scores[0] < scores[-1] < 1


@pytest.mark.parametrize(
    ("surer", "less"),
    [
        (
            "Vele/NNP questioned/VBD the/DT fares/NNS of/IN Lindhaven/NNP",
            "Vele/NNP question/VBP the/DT fares/NNS of/IN Lindhaven/NNP",
        ),
        ("Vele/NNP painted/VBD the/DT plan/NN in/IN black/JJ", "Vele/NNP painted/VBD a/DT plan/NN in/IN black/JJ"),
    ],
)
def test_what_was_done_once_to_something_known_is_surer(surer: str, less: str) -> None:
    """A cue that tells of no one time, and something that the text has not named before, are less likely what somebody said."""
    scores = [sure_alone(view, _read(view, (1, 2), (2, 6))) for view in (tagged_view(surer), tagged_view(less))]
    assert scores[0] > scores[1]


def test_what_nobody_says_is_less_sure() -> None:
    """A quote without a source is less likely one."""
    view = tagged_view("Vele/NNP said/VBD the/DT pier/NN would/MD close/VB")
    quote = _read(view, (1, 2), (2, 6))
    assert sure_alone(view, quote) > sure_alone(view, replace(quote, source=None))
