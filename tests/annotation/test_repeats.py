"""Which claims say the same again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotation.repeats import repeats

SAME = [
    ("The harbour lost 4 million euros last year.", "Last year the harbour lost 4,000,000 euros"),
    ("The harbour lost four million euros in 2023", "the harbour lost 4 million euros in 2023."),
    ("Unemployment in Port Aldis fell to 12 percent", "Unemployment in Port Aldis fell to 12%"),
    ("Twenty-one ferries were cancelled on Monday", "21 ferries were cancelled on Monday"),
    ("The new pier costs forty million crowns", "the new pier cost 40 million crowns"),
    ("The council closed the old ferry terminal", "The council has closed the old terminal for ferries"),
    ("The plant doesn’t employ any children", "The plant does not employ any children."),
    ("Brandt paid the union twelve thousand crowns", "Tomas Brandt paid the union 12,000 crowns"),
    ("Crime fell.", "crime fell"),
    ("The pier at Aldis never opened in May", "In May the pier at Aldis never opened."),
]
DIFFERENT = [
    ("The harbour lost 4 million euros last year", "The harbour lost 5 million euros last year"),
    ("The harbour lost 4 million euros last year", "The harbour lost 4 billion euros last year"),
    ("The harbour lost money in 2022 and in 2023", "The harbour lost money in 2023"),
    ("The council closed the old ferry terminal", "The council never closed the old ferry terminal"),
    ("The plant employs children in the summer", "The plant doesn’t employ children in the summer"),
    ("Prices of bread rose in May", "Prices of bread fell in May"),
    ("Vele paid Brandt for the old terminal", "Brandt paid Vele for the old terminal"),
    ("The pier will reopen to ferries in May", "The pier may reopen to ferries in May"),
    ("He won the vote in four districts", "She won the vote in four districts"),
    ("More than 300 ferries were cancelled on Monday", "300 ferries were cancelled on Monday"),
    ("The terminal closed before the vote in May", "The terminal closed after the vote in May"),
    ("Crime fell", "Crime fell in the city"),
    ("The tunnel opened in 1931", "The tunnel closed in 1931"),
    ("", "   "),
]


@pytest.mark.parametrize(("first", "again"), SAME)
def test_the_same_said_again_is_known(first: str, again: str) -> None:
    assert repeats([("a", first), ("b", again)]) == {"b": "a"}
    assert repeats([("a", again), ("b", first)]) == {"b": "a"}


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_says_something_else_is_no_repeat(one: str, other: str) -> None:
    """Numbers, negations, who does what to whom: each makes it another claim."""
    assert repeats([("a", one), ("b", other)]) == {}
    assert repeats([("a", other), ("b", one)]) == {}


def test_every_repeat_leads_to_the_first() -> None:
    claims = [
        ("a", "The new pier will cost forty million crowns"),
        ("b", "Ferry traffic fell by a third last year"),
        ("c", "The pier will cost 40 million crowns"),
        ("d", "The new pier will cost 40,000,000 crowns"),
        ("e", "Last year, ferry traffic fell by a third"),
    ]
    assert repeats(claims) == {"c": "a", "d": "a", "e": "b"}


SENTENCES = st.sampled_from([text for pair in (*SAME, *DIFFERENT) for text in pair]) | st.text(max_size=40)


@given(st.lists(SENTENCES, max_size=12))
def test_firsts_come_before_and_are_no_repeats(texts: list[str]) -> None:
    """And what follows changes nothing that was found before it."""
    claims = [(str(n), text) for n, text in enumerate(texts)]
    found = repeats(claims)
    assert all(int(first) < int(id_) for id_, first in found.items())
    assert not set(found.values()) & set(found)
    for n in range(len(claims)):
        assert repeats(claims[:n]) == {id_: first for id_, first in found.items() if int(id_) < n}


@given(st.lists(SENTENCES.filter(lambda text: any(c.isalnum() for c in text)), min_size=1, max_size=6))
def test_a_text_that_is_there_twice_says_the_same(texts: list[str]) -> None:
    """The second time around, everything is a repeat."""
    claims = [(str(n), text) for n, text in enumerate([*texts, *texts])]
    found = repeats(claims)
    assert all(str(n) in found for n in range(len(texts), 2 * len(texts)))
