"""Stances: holder, target and polarity where the words are plain."""

from __future__ import annotations

import pytest

from tests.annotation.suggest.reading import only, read_by_own, told


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


def test_the_reporter_may_take_a_stance() -> None:
    """“So-called” and “claimed” are the reporter’s own words: the holder is the author, whom no part names."""
    found = read_by_own("The so-called reform was adopted. The minister claimed that it saved the town.", "STANCE")
    own = [stance for stance in found if stance.attributes.get("holder_name") == "@author"]
    assert {stance.attributes["polarity"] for stance in own} == {"oppose"}
    assert not any(stance.one("holder") for stance in own)
    assert "reform" in {stance.one("target") for stance in own}
    assert any("claimed" in stance.one("evidence") for stance in own)


def test_who_is_quoted_holds_the_stance() -> None:
    """What somebody says against a name is their stance, shown by their words and not by those that report them."""
    text = "“Mayor Brod is a disgrace and a liar,” said Ruta Vele, who runs the harbour."
    found = [stance for stance in read_by_own(text, "STANCE") if "Brod" in stance.one("target")]
    assert found
    assert found[0].attributes["polarity"] == "oppose"
    assert found[0].one("holder").startswith("Ruta Vele")
    assert "said" not in found[0].one("evidence")


def test_evidence_begins_at_the_verb() -> None:
    """Holder and target are parts of their own; the evidence is what shows it."""
    (stance,) = [s for s in read_by_own("The bishops have condemned the plan.", "STANCE") if s.score >= 0.5]
    assert (stance.one("holder"), stance.one("target")) == ("The bishops", "the plan")
    assert stance.one("evidence").endswith("condemned the plan")
    assert stance.attributes["intensity"] == "3"
