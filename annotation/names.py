"""Whom an item may mean: the names of a document, the likeliest first for that item.

Candidates are the names that annotators and suggesters have given already, the words of the parts that say who (but no pronouns), and
the names that the text around the item mentions (`annotation.mentions`).

- Where the item has no such words, or a pronoun (“He”), those come first who spoke, claimed or held something within a few paragraphs before it,
  whoever did so last ahead (who is merely spoken of is not); then names by their last mention before it: who speaks anywhere, full names,
  single words, and what looks like a place; then those farther off.
- Where its words are a name (“Putin”, “Mayor Vele”), names that contain it come first, full ones ahead; where they end with a title (“the
  mayor”), those that were mentioned with it; then the words themselves, then the others as above.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annotation.mentions import Mention, fold, is_pronoun, mentions, without_title
from annotation.model import ranges
from annotation.participants import participants
from annotation.reading import Item, Reading

STEP = 32768  # code points; the text is looked at from the step before an item's to the one after
NEAR = 2000  # code points before an item in which who speaks counts more than who was mentioned last
LONGEST = 80  # characters of a name
AROUND = 500  # items before and after an item whose words are looked at
MOST = 200  # names
_BEFORE_PLACES = {"of", "in", "at", "from", "for", "on", "to", "near", "with", "the"}  # “the mayor of Oslo, Rosa Tamm”


@dataclass(slots=True)
class _Candidate:
    name: str
    tier: int = 3  # 0 has spoken, 1 a full name or one with a title, 2 a single word, 3 looks like a place
    spoke: int | None = None  # where it last spoke before the item
    before: int | None = None  # its last mention before the item
    after: int | None = None  # its first mention after it
    titles: frozenset[str] = frozenset()

    def seen(self, at: int, here: int) -> None:
        if at < here:
            self.before = at if self.before is None else max(self.before, at)
        else:
            self.after = at if self.after is None else min(self.after, at)

    def spoken(self, at: int, here: int) -> None:
        self.tier = 0
        self.seen(at, here)
        if at < here:
            self.spoke = at if self.spoke is None else max(self.spoke, at)

    def rank(self, here: int) -> tuple[int, int, int]:
        """Who spoke close before the item; then by nearness: close before it by tier, then farther before, after, and not mentioned at all."""
        if self.spoke is not None and here - self.spoke <= NEAR:
            return (-1, here - self.spoke, 0)
        if self.before is not None and here - self.before <= NEAR:
            return (0, self.tier, here - self.before)
        if self.before is not None:
            return (1, here - self.before, self.tier)
        return (2, self.after - here, self.tier) if self.after is not None else (3, 0, self.tier)


def names_for(reading: Reading, item: Item, attribute: str) -> list[str]:
    """The names that `attribute` of `item` may have, the likeliest first, without the one that it has.

    Raises:
        AnnotationError: where the scheme has no such label.
    """
    label = reading.scheme.label(item.label)
    role = next((role for role, name in participants(label) if name == attribute), label.main_role.name)
    spans = ranges(item, role) or ranges(item, label.main_role.name)
    here = spans[0].start
    words = " ".join(ranges(item, role)[0].of(reading.document.text).split()) if ranges(item, role) else ""
    if role == label.main_role.name or is_pronoun(words):
        words = ""
    ranked = sorted(_candidates(reading, here), key=lambda c: c.rank(here))
    if words:
        ranked = _meant(words, ranked)
    held = item.attributes.get(attribute, "")
    return [c.name for c in ranked if c.name != held][:MOST]


def matching(names: Iterable[str], typed: str) -> list[str]:
    """The names in which a word begins as what was typed, in their order; accents and case make no difference."""
    wanted = " ".join(fold(typed).split())
    if not wanted:
        return list(names)
    return [name for name in names if re.search(rf"(?<!\w){re.escape(wanted)}", fold(name))]


def _candidates(reading: Reading, here: int) -> list[_Candidate]:
    found: dict[str, _Candidate] = {}
    full: dict[str, str] = {}
    start = max((here // STEP - 1) * STEP, 0)
    for mention in _mentions_from(reading.document.text, start):
        full.setdefault(fold(mention.name), mention.full)
        candidate = found.setdefault(fold(mention.full), _Candidate(mention.full))
        candidate.seen(mention.range.start + start, here)
        candidate.tier = min(candidate.tier, _tier(mention))
        candidate.titles |= frozenset(fold(mention.title).split())
    for name, at, who in _given(reading):
        candidate = found.setdefault(fold(name), _Candidate(name))
        candidate.name, candidate.tier = name, 0
        (candidate.spoken if who else candidate.seen)(at, here)
    for words, at in _said_by(reading, here):
        name = _named_in(words, full)
        found.setdefault(fold(name), _Candidate(name)).spoken(at, here)
    return list(found.values())


def _mentions_from(text: str, start: int) -> tuple[Mention, ...]:
    return mentions(text[start : start + 3 * STEP])


def _named_in(words: str, full: dict[str, str]) -> str:
    """The name that words begin or end with, in full: “its chair, Tomas Brandt” and “Brandt, of Oslo,” are Tomas Brandt. The words themselves
    where there is none.
    """
    if before := _before_comma(words, full):
        return before
    folded = fold(words).split()
    for n in range(len(folded)):
        if name := full.get(" ".join(folded[n:])):
            return name
    return words


def _before_comma(words: str, full: Mapping[str, str]) -> str:
    """The name that stands right before the first comma, where that tells more of who it is: “Rosa Tamm, a fellow at the Institute”."""
    first, comma, _ = words.partition(",")
    folded = fold(first).split() if comma else []
    for n in range(len(folded)):
        if (name := full.get(" ".join(folded[n:]))) and not (n and folded[n - 1] in _BEFORE_PLACES):
            return name
    return ""


def _tier(mention: Mention) -> int:
    if mention.is_place:
        return 3
    return 1 if " " in mention.full or mention.title else 2


def _given(reading: Reading) -> list[tuple[str, int, bool]]:
    """The names that attributes hold, with the places of their items, and whether who has the name speaks there."""
    return reading.derived("given names", _find_given)


def _find_given(reading: Reading) -> list[tuple[str, int, bool]]:
    names = {
        label.name: [(name, label.role(role).who) for role, name in participants(label)]
        for label in reading.scheme.labels
    }
    return [
        (value, item.parts[0].range.start, who)
        for items in (reading.annotations.values(), reading.suggestions.values())
        for item in items
        if item.attributes
        for name, who in names[item.label]
        if (value := item.attributes.get(name)) and "\n" not in value
    ]


def _said_by(reading: Reading, here: int) -> Iterable[tuple[str, int]]:
    """The words of the parts that say who, of the items around a place, without titles and without pronouns."""
    who = {label.name: {role.name for role in label.roles if role.who} for label in reading.scheme.labels}
    items, text = reading.items(), reading.document.text
    middle = bisect_left(items, here, key=lambda item: reading.place(item)[0])
    for item in items[max(middle - AROUND, 0) : middle + AROUND]:
        for part in item.parts:
            if part.role in who[item.label] and len(part.range) <= LONGEST:
                _, words = without_title(" ".join(part.range.of(text).split()))
                if words and not is_pronoun(words):
                    yield words, part.range.start


def _meant(words: str, ranked: list[_Candidate]) -> list[_Candidate]:
    """Those that an item's own words mean come first, and the words themselves are among them."""
    _, bare = without_title(words)
    key = fold(bare)
    title = fold(words).split()[-1]
    holds = re.compile(rf"(?<!\w){re.escape(key)}(?!\w)")
    same = [c for c in ranked if fold(c.name) == key]
    longer = [c for c in ranked if fold(c.name) != key and holds.search(fold(c.name))]
    titled = [c for c in ranked if title in c.titles and c not in longer and c not in same]
    own = same or ([_Candidate(bare)] if len(bare) <= LONGEST else [])
    ends = [c for c in ranked if " " in c.name and key.endswith(f" {fold(c.name)}")]
    if named := _before_comma(words, {fold(c.name): c.name for c in ranked if " " in c.name}):
        ends = [c for c in ranked if c.name == named]
    # A surname ends a name: “Tamm” is “Rosa Tamm” rather than “the Tamm campaign”.
    longer.sort(key=lambda c: (not fold(c.name).endswith(key), -len(c.name.split())))
    first = ends or (longer if len(key.split()) == 1 else [])
    head = [*first, *([] if first else titled), *own]
    return head + [c for c in ranked if c not in head]
