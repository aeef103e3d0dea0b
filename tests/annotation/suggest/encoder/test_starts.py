from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotation.suggest.encoder.starts import LIKELY, starts_among
from annotation.suggest.encoder.windows import Words, words_of
from annotation.training.convert import tokenizer_only

LITTLE = LIKELY / 2


def _started(text: str, odds: float) -> list[str]:
    """The words of a text that sentences start with where every word has the same odds."""
    words = words_of(tokenizer_only().make_doc(text))
    return [words.texts[place] for place in starts_among([odds] * len(words.texts), words, 0)]


def test_a_capital_after_a_mark_needs_less() -> None:
    """Odds that are too low elsewhere do for a word with a capital that a mark stands before, unless that mark is a comma."""
    assert _started("ferries Left. vele waited; Nobody came, Today: We Left", LITTLE) == ["ferries", "We"]
    assert _started("Ferries left. Vele waited", LITTLE) == ["Ferries", "Vele"]


@pytest.mark.parametrize("mark", ['"', "”", "''"])
def test_an_attribution_goes_on_with_the_sentence(mark: str) -> None:
    """After a comma and a closing mark no sentence starts, however sure the encoder is."""
    assert "Vele" not in _started(f"It is a mess,{mark} Vele said", 9.0)


def test_a_blank_line_ends_a_sentence() -> None:
    """Whatever the encoder makes of it, a sentence starts after a blank line, and none at a line break alone."""
    assert _started("Ferries wait\n\nno news\nfrom the port", -9.0) == ["Ferries", "no"]


@given(
    st.lists(st.tuples(st.sampled_from(["pier", "Pier", ".", ",", "”", "="]), st.floats(-5, 5)), min_size=1), st.data()
)
def test_starts_are_words_in_order(pairs: list[tuple[str, float]], data: st.DataObject) -> None:
    """The first word asked for is always one, the others follow it in order; a run of marks starts no sentence."""
    texts = [text for text, _ in pairs]
    running = frozenset(place for place in range(1, len(texts)) if texts[place] == texts[place - 1] == "=")
    words = Words(texts, list(range(len(texts))), [0] * len(texts), running)
    first = data.draw(st.integers(0, len(texts) - 1))
    starts = starts_among([odd for _, odd in pairs[first:]], words, first)
    assert starts[0] == first
    assert starts == sorted(set(starts))
    assert running.isdisjoint(starts[1:])
