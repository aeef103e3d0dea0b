"""The word lists of speakers, read once: titles, nouns for persons, first names, pronouns. All words are lower case, without a final dot."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from annotation.suggest.lexicon import read_data

Gender = Literal["", "female", "male"]
"""What a text tells of somebody’s gender, by the words that it uses; empty where it does not."""

FEMALE = frozenset({"she", "her", "hers", "herself"})
MALE = frozenset({"he", "him", "his", "himself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
THING = frozenset({"it", "its", "itself"})
FIRST = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
RELATIVE = frozenset({"who", "which", "that", "whose", "whom"})
PRONOUNS = FEMALE | MALE | PLURAL | THING | FIRST | RELATIVE | {"you", "your", "this", "these", "those", "one"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerWords:
    """The lists of `speakers.toml` and `first_names.toml`; `same_role` gives the word that stands for a role."""

    titles: frozenset[str]
    title_modifiers: frozenset[str]
    female_titles: frozenset[str]
    male_titles: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    person: frozenset[str]
    body: frozenset[str]
    changing: frozenset[str]
    name_endings: frozenset[str]
    firm_endings: frozenset[str]
    female_names: frozenset[str]
    male_names: frozenset[str]
    same_role: dict[str, str]

    def is_person(self, noun: str) -> bool:
        """Whether a noun in the singular means one person."""
        return (
            noun in self.person or noun in self.female or noun in self.male or noun.endswith(("woman", "man", "person"))
        )

    def gender_of_noun(self, noun: str) -> Gender:
        """What a noun or title tells: *chairwoman*, *Mrs.*"""
        noun = noun.removesuffix(".")
        if noun in self.female or noun in self.female_titles or noun.endswith("woman"):
            return "female"
        return "male" if noun in self.male or noun in self.male_titles else ""

    def gender_of_first_name(self, name: str) -> Gender:
        """What a first name tells; `name` is in lower case."""
        if name in self.female_names:
            return "female"
        return "male" if name in self.male_names else ""

    def role(self, noun: str) -> str:
        """The word that stands for a role: *congresswoman* and *Rep.* are the same one."""
        noun = noun.removesuffix(".")
        return self.same_role.get(noun, noun)


def gender_of_pronoun(word: str) -> Gender:
    """What a pronoun in lower case tells."""
    if word in FEMALE:
        return "female"
    return "male" if word in MALE else ""


@cache
def speaker_words() -> SpeakerWords:
    """The lists, read once for the process."""
    data, names = read_data("speakers"), read_data("first_names")
    lists = {key: frozenset(value.split()) for key, value in data.items() if isinstance(value, str)}
    same = {word: line.split()[0] for line in data["same_roles"] for word in line.split()}
    return SpeakerWords(
        **lists,
        female_names=frozenset(names["female"].split()),
        male_names=frozenset(names["male"].split()),
        same_role=same,
    )
