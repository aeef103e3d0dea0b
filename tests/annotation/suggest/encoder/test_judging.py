"""What is asked of the encoder’s states after it has read: stretches worth checking, targets and their holders."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotation.suggest.encoder.component import Encoder
from annotation.suggest.encoder.judging import Judge, Pair, judge_of
from annotation.training.convert import tokenizer_only
from tests.annotation.suggest.encoder.graphs import TRAINED

NLP = tokenizer_only()


def judge(text: str) -> Judge:
    """The judge of a text that was read by graphs whose answers can be foreseen."""
    found = judge_of(Encoder(NLP, TRAINED)(NLP.make_doc(text)))
    assert found is not None
    return found


def test_a_text_that_nobody_read_has_no_judge() -> None:
    """The rules alone leave none."""
    assert judge_of(NLP.make_doc("Vele came.")) is None


def test_a_stretch_is_worth_what_its_words_are() -> None:
    """Other words of the document do not count."""
    found = judge("vele said ships came . ships ships")
    assert found.worth_checking(5, 7) == pytest.approx(1.0)
    assert found.worth_checking(0, 2) == pytest.approx(0.0)
    assert found.worth_checking(2, 4) == pytest.approx(0.5)


def test_targets_and_holders_are_told_apart() -> None:
    """Each pair has answers of its own, in the order in which it was asked, however long its sentence is."""
    found = judge("vele came . ships said ships came . vele")
    pairs = [Pair(0, 9, (8, 9)), Pair(0, 3, (0, 1)), Pair(3, 8, (3, 4)), Pair(0, 3, (1, 2), (0, 1))]
    assert found.toward(pairs).argmax(axis=1).tolist() == [0, 0, 2, 2]
    assert found.directed(pairs).argmax(axis=1).tolist() == [2, 2, 2, 0]
    assert np.allclose(found.toward(pairs).sum(axis=1), 1.0)


@given(st.integers(1, 90), st.data())
def test_answers_do_not_depend_on_what_is_asked_beside(count: int, data: st.DataObject) -> None:
    """One by one, pairs are answered as together; batches are padded, and padding says nothing."""
    found = judge("vele came . " * 12)
    places = [data.draw(st.integers(0, 34)) for _ in range(count % 7 + 1)]
    pairs = [Pair(max(0, place - 4), min(36, place + 5), (place, place + 1)) for place in places]
    together = found.toward(pairs)
    for number, pair in enumerate(pairs):
        assert np.allclose(found.toward([pair])[0], together[number])


def test_far_words_are_not_read() -> None:
    """In a list of thousands of words a target is judged by those around it; the holder is always among them."""
    near = Pair(0, 5000, (2000, 2002), (2100, 2101)).near()
    assert near.end - near.start < 300
    assert near.start <= 2000
    assert near.end >= 2101
