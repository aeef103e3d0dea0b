"""The lexicon of stances (`data/stances.toml`), read once: which words say that somebody is for or against somebody or something."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from annotation.suggest.lexicon import read_data

OPPOSITE = {"support": "oppose", "oppose": "support"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A word or phrase: its polarity, its kind (verb, follows, nouns), and which form of a verb it is."""

    polarity: str
    kind: str
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceWords:
    """The lexicon.

    Args:
        entries: words and phrases as they stand in a text.
        verbs: lemmas whose object is the target, with their polarity.
        governed, adjectives, nouns: (lemma, preposition) before the target, with the polarity.
        weak: by lemma how surely a word says it, where that is less than plainly; a courtesy says nothing.
        framing: lemmas of verbs after which something is judged by what it is called.
        turning, leading, intending: before an infinitive: what turns it round, what leaves it.
        speaking: nouns that speak for whoever makes them; light, receiving: verbs that have a noun of judgement as their object.
        unreal: lemmas of verbs after which nothing is said to be so.
        things: nouns that take no side.
        offices, ruling: who judges because that is their office, and verbs that are then no stance.
        feelings: adjectives that tell how somebody feels and not what they are worth.
        object_ends, ambiguous: see the file.
    """

    entries: dict[str, Entry]
    verbs: dict[str, str]
    governed: dict[tuple[str, str], str]
    adjectives: dict[tuple[str, str], str]
    nouns: dict[tuple[str, str], str]
    weak: dict[str, float]
    framing: frozenset[str]
    turning: frozenset[str]
    leading: frozenset[str]
    intending: frozenset[str]
    declining: frozenset[str]
    speaking: frozenset[str]
    light: frozenset[str]
    receiving: frozenset[str]
    unreal: frozenset[str]
    things: frozenset[str]
    feelings: frozenset[str]
    offices: frozenset[str]
    ruling: frozenset[str]
    object_ends: frozenset[str]
    ambiguous: frozenset[str]
    pointing: frozenset[str]
    demonstrative: frozenset[str]
    selves: frozenset[str]
    anybody: frozenset[str]

    @property
    def no_holders(self) -> frozenset[str]:
        """Pronouns that name nobody who could be a holder; what may be anybody (`anybody`) is one, but none in particular."""
        return self.pointing | self.demonstrative | self.selves

    @property
    def no_targets(self) -> frozenset[str]:
        """Pronouns that name nothing that could be a target."""
        return self.pointing | self.selves | self.anybody


@cache
def stance_words() -> StanceWords:
    """The lexicon, from `stances.toml`."""
    data = read_data("stances")
    entries: dict[str, Entry] = {}
    verbs: dict[str, str] = {}
    pairs: dict[str, dict[tuple[str, str], str]] = {"governed": {}, "adjectives": {}, "nouns": {}}
    for polarity in OPPOSITE:
        for line in data[polarity]["verbs"]:
            forms = line.split()
            verbs[forms[0]] = polarity
            for place, form in enumerate(forms):
                name = "participle" if form.endswith("ing") else ("base", "finite")[place] if place < 2 else "past"
                if data["weak"].get(forms[0]) != 0:
                    entries[form] = Entry(polarity, "verb", name)
        for kind in ("follows", "nouns"):
            for phrase in data[polarity][kind]:
                entries[phrase] = Entry(polarity, kind, "past")
        for kind, found in pairs.items():
            for phrase in data[polarity][kind]:
                lemma, preposition = phrase.rsplit(" ", 1)
                found[lemma, preposition] = polarity
    lists = {name: frozenset(words) for name, words in data["other"].items() if isinstance(words, list)}
    lists.pop("silent")
    return StanceWords(
        entries=entries,
        verbs=verbs,
        governed=pairs["governed"],
        adjectives=pairs["adjectives"],
        nouns=pairs["nouns"],
        weak=data["weak"],
        **lists,
    )
