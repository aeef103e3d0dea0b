"""Which suggesters a newer version has taken the place of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotation.versions import outdated

NAMES = st.sampled_from(("quotes", "claims", "stances"))
NUMBERS = st.lists(st.integers(0, 12), min_size=1, max_size=3)
SUGGESTERS = st.builds(
    lambda name, numbers, beneath: f"{name}@{'.'.join(map(str, numbers))}{beneath}",
    NAMES,
    NUMBERS,
    st.sampled_from(("", "+en_core_web_sm@3.8.0", "+quotemark-rules@1")),
)


@pytest.mark.parametrize(
    ("suggester", "reader", "expected"),
    [
        ("quotes@0.1", "quotes@0.2", True),
        ("quotes@0.9", "quotes@0.10", True),
        ("quotes@0.2", "quotes@0.1", False),
        ("quotes@0.2", "quotes@0.2", False),
        ("quotes@1", "quotes@1.0", False),
        ("quotes@0.1", "claims@0.2", False),
        ("quotes@0.1+de_core_news_sm@3.8.0", "quotes@0.2+de_core_news_sm@3.8.0", True),
        ("quotes@0.1", "quotes@0.2+de_core_news_sm@3.8.0", False),
        ("quotes@0.1+de_core_news_sm@3.7.0", "quotes@0.2+de_core_news_sm@3.8.0", False),
        ("somebody", "quotes@0.2", False),
    ],
)
def test_a_newer_version_takes_the_place_of_an_older_one(suggester: str, reader: str, *, expected: bool) -> None:
    """Of the same name and on the same pipeline; numbers are compared as numbers."""
    assert outdated({suggester}, {reader}) == ({suggester} if expected else set())


@given(st.sets(SUGGESTERS, max_size=8))
def test_of_all_that_have_read_it_the_newest_of_each_stand(readers: set[str]) -> None:
    """Something of every name and pipeline is left, and what is left outdates nothing more."""
    gone = outdated(readers, readers)
    left = readers - gone
    assert {_kind(s) for s in left} == {_kind(s) for s in readers}
    assert outdated(left, left) == set()
    assert outdated(readers, left) == gone


def _kind(suggester: str) -> tuple[str, str]:
    own, _, beneath = suggester.partition("+")
    return own.partition("@")[0], beneath
