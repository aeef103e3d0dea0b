"""Names joined into clusters, one for whom or what they name: sieves of rules, the surest first.

After K. Raghunathan and others, “A multi-pass sieve for coreference resolution” (EMNLP 2010), and H. Lee and others, “Deterministic
coreference resolution based on entity-centric, precision-ranked rules” (Computational Linguistics 39(4), 2013): exact names, names with
and without a middle name, acronyms and firms, then surnames and first names. A surname that two people have is whose it plainly is (by a
title, by whom the paragraph named in full, by who is named far oftener), and otherwise nobody’s.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from annotation.suggest.speakers.found import Kind, NameMention
from annotation.suggest.speakers.words import Gender, speaker_words
from annotation.suggest.view import DocView

_OFTENER = 3
_MOST_ALIKE = 8  # people of one surname that are told apart


@dataclass(slots=True, eq=False)
class Group:
    """The mentions of one name while clusters are made. `unsure` marks a surname that several people have."""

    kind: Kind
    words: tuple[str, ...]
    mentions: list[NameMention] = field(default_factory=list)
    unsure: bool = False

    @property
    def plural(self) -> bool:
        """Whether it names the members of a group: Democrats."""
        return sum(mention.plural for mention in self.mentions) * 2 > len(self.mentions)

    def best(self, text: str) -> NameMention:
        """The mention that names it best: of a person’s with two words or more, the form that comes most often; then the longest.

        A form in capitals, as in a headline, is taken where there is no other.
        """
        often = Counter(mention.words for mention in self.mentions)

        def rank(mention: NameMention) -> tuple[bool, bool, int, int, int]:
            shown = mention.range.of(text)
            full = len(mention.words) > 1 and len(mention.bare[0]) > 1
            counted = often[mention.words] if self.kind == "person" else 0
            return (full, not (full and shown.isupper()), counted, len(mention.words), -mention.start)

        return max(self.mentions, key=rank)


def join_names(view: DocView, names: list[NameMention], *, loose: bool = False) -> list[Group]:
    """The groups of names in the order of their first mention. `loose` lets any name of several words be a person’s full one.

    Linear in the number of names: of many people with one surname only the first few are told apart.
    """
    groups = _join_full(view, names, loose=loose)
    _join_short(view, names, groups)
    found = list(dict.fromkeys(groups[name] for name in names))
    for group in found:
        group.mentions.sort(key=lambda mention: mention.start)
    return found


def _is_full(name: NameMention, *, loose: bool) -> bool:
    return len(name.bare) > 1 and (name.kind == "person" or (loose and name.kind == "other"))


def _join_full(view: DocView, names: list[NameMention], *, loose: bool) -> dict[NameMention, Group]:
    """Full names of people, and every name of something else."""
    by_words: dict[tuple[str, ...], Group] = {}
    by_ends: dict[tuple[str, ...], list[Group]] = {}
    acronyms: dict[str, Group] = {}
    last_words: dict[str, Group] = {}
    groups: dict[NameMention, Group] = {}
    known = {name.bare for name in names if _is_full(name, loose=loose)}
    for name in names:
        if _is_full(name, loose=loose):
            # What stands before a full name is an epithet: *Governor-elect Ruta Vele*.
            shorter = [name.bare[n:] for n in (1, 2) if len(name.bare) - n > 1 and name.bare[n:] in known]
            words = shorter[0] if shorter else name.bare
            generation = name.words[len(name.bare) :]
            group = by_words.get((*words, *generation))
            if group is None:
                ends = (words[0], words[-1], *generation)
                same = [other for other in by_ends.get(ends, [])[:_MOST_ALIKE] if _fits_middle(words, other.words)]
                group = same[0] if len(same) == 1 else Group("person", words)
                if not same:
                    by_ends.setdefault(ends, []).append(group)
                by_words[(*words, *generation)] = group
        elif name.kind == "person" or (loose and name.kind == "other"):
            continue
        else:
            group = _organisation(name, by_words, acronyms)
            if group.kind == "group" and len(name.words) > 1:
                last_words[name.words[-1]] = group
            elif group.kind == "group" and name.words[0] in last_words and view.at(name.start - 1) == "the":
                group = last_words[name.words[0]]  # *the Times* is the New York one that was named
        _put(groups, name, group)
    return groups


def _fits_middle(words: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names with the same ends may be one: a middle name that one has not, or its initial."""
    middle, others = words[1:-1], other[1:-1]
    return not middle or not others or all(a[:1] == b[:1] for a, b in zip(middle, others, strict=False))


def _organisation(name: NameMention, by_words: dict[tuple[str, ...], Group], acronyms: dict[str, Group]) -> Group:
    words = name.words
    while len(words) > 1 and words[-1] in speaker_words().firm_endings:
        words = words[:-1]
    group = by_words.get(words)
    if group is None and len(words) == 1 and name.kind == "group":
        group = acronyms.get(words[0])
    if group is None:
        group = Group(name.kind, words)
    by_words[words] = group
    if name.kind == "group" and len(words) > 1:
        initials = [word[0] for word in words if word not in ("of", "the", "and", "for")]
        acronyms.setdefault("".join(initials), group)
    return group


def _join_short(view: DocView, names: list[NameMention], groups: dict[NameMention, Group]) -> None:
    """Surnames, parts of them and first names, to the full names that have them."""
    full = list(dict.fromkeys(groups[name] for name in names if name in groups and groups[name].kind == "person"))
    by_part: dict[tuple[str, ...], list[Group]] = {}
    for group in full:
        parts = {group.words[n:] for n in range(1, min(len(group.words), 4))} | {group.words[:1]}
        for part in parts:
            by_part.setdefault(part, []).append(group)
    counts = {group: len(group.mentions) for group in full}
    alone: dict[tuple[str, ...], Group] = {}
    last_full: dict[tuple[str, ...], tuple[int, Group]] = {}
    for name in names:
        if name in groups:
            if groups[name].kind == "person" and len(name.bare) > 1:
                last_full[name.bare[-1:]] = (view.paragraph_of[name.start], groups[name])
            continue
        candidates = _of_gender(by_part.get(name.bare, [])[:_MOST_ALIKE], name)
        chosen = candidates[0] if len(candidates) == 1 else None
        if len(candidates) > 1:
            chosen = _plainly(view, name, candidates, counts, last_full)
        if chosen is None:
            chosen = alone.setdefault(name.bare, Group("person" if name.kind == "person" else name.kind, name.bare))
            chosen.unsure = len(candidates) > 1 or chosen.unsure
            if name.kind == "person":
                chosen.kind = "person"
        _put(groups, name, chosen)


def _of_gender(candidates: list[Group], name: NameMention) -> list[Group]:
    wanted = title_gender(name)
    if not wanted or len(candidates) < 2:
        return candidates
    return [group for group in candidates if first_gender(group) in ("", wanted)] or candidates


def _plainly(
    view: DocView,
    name: NameMention,
    candidates: list[Group],
    counts: dict[Group, int],
    last_full: dict[tuple[str, ...], tuple[int, Group]],
) -> Group | None:
    paragraph, last = last_full.get(name.bare[-1:], (-1, None))
    if last in candidates and paragraph == view.paragraph_of[name.start]:
        return last
    first, others = candidates[0], candidates[1:]  # in the order in which they were introduced
    if all(counts[first] >= counts[other] for other in others):
        return first
    ranked = sorted(candidates, key=lambda group: -counts[group])
    return ranked[0] if counts[ranked[0]] >= _OFTENER * counts[ranked[1]] else None


def title_gender(name: NameMention) -> Gender:
    """What the titles before a name tell."""
    found = {gender for word in name.title if (gender := speaker_words().gender_of_noun(word))}
    return next(iter(found)) if len(found) == 1 else ""


def first_gender(group: Group) -> Gender:
    """What a first name tells."""
    return speaker_words().gender_of_first_name(group.words[0]) if len(group.words) > 1 else ""


def _put(groups: dict[NameMention, Group], name: NameMention, group: Group) -> None:
    groups[name] = group
    group.mentions.append(name)
