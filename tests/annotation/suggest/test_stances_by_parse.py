"""Stances where a parse is needed: who does what a participle, an infinitive or a noun says, and whether it is said to be so."""

from __future__ import annotations

import pytest

from tests.annotation.suggest.reading import Told, read_by_own

SHOWN = 0.5
"""The window shows what has at least this score."""


def shown(text: str) -> set[tuple[str, str, str]]:
    """Holder, target and polarity of the stances that an analyst sees."""
    return {_told(stance) for stance in read_by_own(text, "STANCE") if stance.score >= SHOWN}


def _told(stance: Told) -> tuple[str, str, str]:
    return stance.one("holder"), stance.one("target"), stance.attributes["polarity"]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("He did so, commending Vale for her patience.", ("He", "Vale", "support")),
        ("By praising Vale and proposing gifts, Ortez builds trust.", ("Ortez", "Vale", "support")),
        ("The union sued the ministry, praising the mayor.", ("The union", "the mayor", "support")),
        ("The group issued a statement condemning the attack.", ("The group", "the attack", "oppose")),
    ],
)
def test_a_participle_is_its_matrix_subject_s(text: str, stance: tuple[str, str, str]) -> None:
    """Who does what the main verb says also does what the participle says."""
    assert stance in shown(text)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Lawmakers moved to condemn Vale.", ("Lawmakers", "Vale", "oppose")),
        ("Vale, who had refused to endorse the treaty, resigned.", ("Vale", "the treaty", "oppose")),
        ("Brod criticised Vale for supporting the ban.", ("Vale", "the ban", "support")),
        ("Vale opposes a plan that Ortez has praised.", ("Ortez", "a plan", "support")),
        ("A bill opposed by Senator Vale passed.", ("Senator Vale", "A bill", "oppose")),
        ("The film, criticised by Vale, won a prize.", ("Vale", "The film", "oppose")),
    ],
)
def test_who_acts_is_found_through_other_clauses(text: str, stance: tuple[str, str, str]) -> None:
    """Infinitives, relative clauses, what somebody is blamed for, participles of the passive: the pronoun is never the holder."""
    assert stance in shown(text)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Vale voiced support for the strike.", ("Vale", "the strike", "support")),
        ("The minister’s praise of the union surprised nobody.", ("The minister", "the union", "support")),
        (
            "The proposal has drawn fierce criticism from university rectors.",
            ("university rectors", "The proposal", "oppose"),
        ),
        ("European officials, wary of the plan, stayed away.", ("European officials", "the plan", "oppose")),
    ],
)
def test_nouns_and_adjectives_judge(text: str, stance: tuple[str, str, str]) -> None:
    """Whoever voices, owns or gives a judgement holds it; what draws it is its target."""
    assert stance in shown(text)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Vale called the mayor “a liar”.", ("Vale", "the mayor", "oppose")),
        ("Vale described the plan as reckless.", ("Vale", "the plan", "oppose")),
        ("“Mayor Brod is a liar,” said Ruta Vele.", ("Ruta Vele", "Mayor Brod", "oppose")),
        ("“I support the harbour plan,” said Ruta Vele.", ("Ruta Vele", "the harbour plan", "support")),
    ],
)
def test_what_something_is_called_judges_it(text: str, stance: tuple[str, str, str]) -> None:
    """Words of praise and blame tell the polarity of *call* and *describe*; in a quote *I* is the speaker."""
    assert stance in shown(text)


@pytest.mark.parametrize(
    "text",
    [
        "Do they oppose the treaty that Vale backs?",
        "If Vale supported Ortez, he would lose.",
        "Ortez denied that he had backed Vale.",
        "Vale is expected to endorse the treaty.",
        "Vale would support the treaty.",
        "Without criticising the mayor, Vale left.",
        "Vale did not criticise Ortez.",
        "Vale avoids condemning the treaty.",
        "Anybody who criticises Ortez will lose.",
    ],
)
def test_what_is_not_said_to_be_so_is_not_shown(text: str) -> None:
    """Questions, conditions, denials, wishes and expectations tell nobody’s stance."""
    assert shown(text) == set()


def test_what_somebody_is_wanted_to_do_is_no_stance_of_theirs() -> None:
    """Whoever wants it may well have one."""
    assert not any(holder == "Vale" for holder, _, _ in shown("Brod wants Vale to endorse the treaty."))


@pytest.mark.parametrize("text", ["Vale thanked Brod for coming.", "Vale met Brod in Corvane.", "Vale invited Brod."])
def test_courtesies_are_not_shown(text: str) -> None:
    """Thanks, meetings and invitations are no judgement, by the guidelines."""
    assert shown(text) == set()


def test_a_name_inside_of_what_is_opposed_is_no_target() -> None:
    """The treaty is opposed, and not the town that it disregards."""
    assert shown("Brod opposes a treaty that disregards Corvane.") == {("Brod", "a treaty", "oppose")}


def test_each_of_two_that_are_praised_is_a_target() -> None:
    """Two stances, as the guidelines ask."""
    found = {target for _, target, _ in shown("Vale praised Roth and Tey.")}
    assert found == {"Roth", "Tey"}


def test_a_denial_is_in_the_evidence() -> None:
    """What turns a verb round must be seen where the stance is shown."""
    (stance,) = [own for own in read_by_own("Vale never supported the treaty.", "STANCE") if own.score >= SHOWN]
    assert stance.one("evidence") == "never supported the treaty"
    assert stance.attributes["polarity"] == "oppose"


@pytest.mark.parametrize(
    "text",
    [
        "The court rejected the request.",
        "Vale backed off the plan.",
        "Vale stopped short of endorsing the plan.",
        "A poll tracked voters’ support for the candidates.",
        "“They say that Brod is a liar,” said Ruta Vele.",
    ],
)
def test_what_is_nobody_s_judgement_is_not_shown(text: str) -> None:
    """A court’s ruling, another verb, what a poll counts, what others say as the speaker tells."""
    assert not [stance for stance in shown(text) if stance[0] != "They"]


def test_evidence_does_not_end_in_the_middle_of_a_phrase() -> None:
    """Where what something is called goes on for long, it ends with the noun."""
    found = read_by_own(
        "Vale described the summit as a reckless mistake in the historically difficult relations of both towns.",
        "STANCE",
    )
    assert [each.one("evidence") for each in found if each.score >= 0.5] == [
        "described the summit as a reckless mistake"
    ]


def test_an_opening_quotation_mark_has_its_partner() -> None:
    """In the target and in the evidence, where the words in marks end with them; a full stop within the marks stays there."""
    found = read_by_own("Vale praised the plan’s “careful wording” and condemned the “needless gamble.”", "STANCE")
    words = [each.one(role) for each in found for role in ("target", "evidence")]
    assert any("“" in own for own in words)
    assert all(own.count("“") == own.count("”") for own in words)
