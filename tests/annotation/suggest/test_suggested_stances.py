"""Stances: holder, target and polarity where the words are plain."""

from __future__ import annotations

import pytest

from tests.annotation.suggest.reading import only, told


@pytest.mark.parametrize(
    ("text", "holder", "target", "polarity"),
    [
        ("Senator Whitlock criticized the budget plan on Monday.", "Senator Whitlock", "the budget plan", "oppose"),
        ("The union endorsed Okafor for mayor.", "The union", "Okafor", "support"),
        ("The plan was condemned by the bishops.", "the bishops", "The plan", "oppose"),
        ("Okafor refused to endorse Whitlock.", "Okafor", "Whitlock", "oppose"),
        ("The party does not support the treaty.", "The party", "the treaty", "oppose"),
        ("Whitlock has vowed to oppose the merger.", "Whitlock", "the merger", "oppose"),
        ("Whitlock’s opposition to the merger is well known.", "Whitlock", "the merger", "oppose"),
        ("The farmers voted against the reform in March.", "The farmers", "the reform", "oppose"),
        ("She praised Okafor for his patience.", "She", "Okafor", "support"),
        ("Whitlock accused Okafor of waste.", "Whitlock", "Okafor", "oppose"),
    ],
)
def test_a_plain_stance_is_suggested(text: str, holder: str, target: str, polarity: str) -> None:
    """Verbs, passives, negations that turn them round, nouns with an owner."""
    found = only(told(text, "STANCE"))
    assert (found.one("holder"), found.one("target"), found.attributes["polarity"]) == (holder, target, polarity)
    assert found.one("evidence") in text


@pytest.mark.parametrize(
    "text",
    [
        "Whitlock did not criticize Okafor.",
        "Whitlock would support the treaty.",
        "The support of the roof gave way.",
        "He walked back home from the attack on the hill.",
        "The back door was open.",
    ],
)
def test_what_is_no_stance_is_not_suggested(text: str) -> None:
    """A denied criticism, a condition and words that only look like verbs say nothing of where somebody stands."""
    assert told(text, "STANCE") == []
