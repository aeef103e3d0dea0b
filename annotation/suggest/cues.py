"""Reporting words of a doc: verbs with their auxiliaries, phrases, nouns, “according to”. The lexicon is data (`cues.toml`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from annotation.suggest.lexicon import as_docs, read_data, words
from annotation.suggest.view import DocView

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_KEY = "cue"
_LEFT_MOST = 5
_PLURALS = frozenset(
    {
        "people",
        "police",
        "women",
        "men",
        "critics",
        "some",
        "many",
        "most",
        "others",
        "both",
        "democrats",
        "republicans",
    }
)
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "'re", "’re", "'m", "’m"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word or phrase: tokens [start, end) with auxiliaries and adverbs, `verb` the first one without them.

    `groups` name what may follow it (the tables of `cues.toml`); `form` is base, finite, past or participle. `is_plain` says that it
    reports as a fact that something was said: no “did not say”, “was told”, “to say” or “would say”.
    """

    start: int
    verb: int
    end: int
    word: str
    groups: frozenset[str]
    form: str
    is_plain: bool

    def may(self, *groups: str) -> bool:
        """Whether one of `groups` is among what may follow."""
        return not self.groups.isdisjoint(groups)


@dataclass(frozen=True, slots=True)
class _Entry:
    groups: frozenset[str]
    form: str


@cache
def lexicon() -> dict[str, _Entry]:
    """Every form of every reporting word or phrase, in lower case, with what may follow it."""
    data = read_data("cues")
    groups: dict[str, set[str]] = {}
    forms: dict[str, str] = {}
    for group, verbs in data["verbs"].items():
        for line in verbs:
            listed = line.split()
            for place, form in enumerate(listed):
                groups.setdefault(form, set()).add(group)
                name = "participle" if form.endswith("ing") else ("base", "finite")[place] if place < 2 else "past"
                forms.setdefault(form, name)
    for group, phrases in data["phrases"].items():
        for phrase in phrases if group != "thoughts" else ():
            groups.setdefault(phrase, set()).add(group)
            last = phrase.split()[0]
            forms.setdefault(phrase, "participle" if last.endswith("ing") else "finite")
    return {form: _Entry(frozenset(found), forms[form]) for form, found in groups.items()}


def make_matcher(vocab: Vocab) -> PhraseMatcher:
    """The matcher of the lexicon: one look-up a token, however long the lexicon is."""
    from spacy.matcher import PhraseMatcher

    matcher = PhraseMatcher(vocab, attr="LOWER")
    matcher.add(_KEY, as_docs(lexicon(), vocab))
    return matcher


def find_cues(view: DocView, doc: Doc, matcher: PhraseMatcher) -> list[Cue]:
    """The cues of a doc in text order, the longest where several start or end together."""
    places = {index: place for place, index in enumerate(view.index)}
    spans = sorted(
        (
            (places[start], places[end - 1] + 1)
            for _, start, end in matcher(doc)
            if start in places and end - 1 in places
        ),
        key=lambda span: (span[0], -span[1]),
    )
    return list(_without_overlaps(view, spans))


def _without_overlaps(view: DocView, spans: list[tuple[int, int]]) -> Iterator[Cue]:
    last_end = 0
    for start, end in spans:
        if start >= last_end:
            entry = lexicon().get(view.text[view.start[start] : view.end[end - 1]].lower())
            if entry is not None and _is_verb(view, start, end, entry):
                yield _with_auxiliaries(view, start, end, entry)
                last_end = end


def _is_verb(view: DocView, start: int, end: int, entry: _Entry) -> bool:  # noqa: PLR0911 - a line a case
    """Whether an ambiguous word (the report, a claim, the Post) is a reporting word here, by its tag or by its neighbours."""
    lists = words()
    word, before, after = view.lower[start], view.at(start - 1), view.at(end)
    if (
        start > 1
        and view.is_adverb(start - 1)
        and view.at(start - 2) in ("the", "a", "an", "his", "her", "their", "its")
    ):
        return False  # “the only hope”
    if "source_follows" in entry.groups or (end - start > 1 and "nouns" not in entry.groups):
        return before not in lists.determiners or end - start > 2
    if entry.groups == {"nouns"}:
        return after == "that"
    first = view.sentence(start)[0]
    if view.shown[start][:1].isupper() and start > first and not view.shown[start - 1].isupper():
        return False
    if view.tags is not None:
        return view.tags[start].startswith(("V", "MD"))
    if (
        before in lists.determiners - lists.pronouns
        or view.is_genitive(start - 1)
        or before in lists.prepositions - {"to"}
    ):
        return "nouns" in entry.groups and after == "that"
    if entry.form == "base":
        helped = (
            before in lists.modals
            or before in lists.pronouns
            or before in ("to", "do", "did", "does", "n't", "n’t", "not")
        )
        plural = before.endswith("s") and not before.endswith("ss") and before not in lists.prepositions
        return helped or plural or before in _PLURALS or view.is_adverb(start - 1)
    if entry.form == "finite" and word in ambiguous():
        named = start > 0 and (view.is_capital(start - 1) or before in lists.pronouns or view.is_adverb(start - 1))
        return (
            named
            or after in ("that", ":", "the", "he", "she", "it", "they")
            or end >= len(view)
            or after in (".", ",")
            or before in (",", "”", '"')
        )
    return True


@cache
def thoughts() -> frozenset[str]:
    """Nouns that a clause with “that” explains: the view that, the fear that."""
    return frozenset(read_data("cues")["phrases"]["thoughts"])


@cache
def ambiguous() -> frozenset[str]:
    """Third persons that are plural nouns as well: claims, reports."""
    return frozenset(read_data("cues")["ambiguous"]["nouns"])


def _with_auxiliaries(view: DocView, start: int, end: int, entry: _Entry) -> Cue:
    lists = words()
    first = start
    seen: set[str] = set()
    lowest = max(view.sentence(start)[0], start - _LEFT_MOST)
    while first > lowest:
        word = view.lower[first - 1]
        helps = (
            word in lists.auxiliaries or word in lists.modals or word in lists.negations or word in ("to", "n't", "n’t")
        )
        if not helps and not view.is_adverb(first - 1):
            break
        if word in ("'s", "’s") and view.at(first - 2) not in lists.pronouns:
            break
        first -= 1
        seen.add(word)
    word = view.text[view.start[start] : view.end[end - 1]].lower()
    passive = entry.form == "past" and not seen.isdisjoint(_BE) and seen.isdisjoint({"has", "have", "had"})
    denied = not seen.isdisjoint(lists.negations)
    unreal = entry.form == "base" and not seen.isdisjoint(lists.modals | {"to"})
    return Cue(
        start=first,
        verb=start,
        end=end,
        word=word,
        groups=entry.groups,
        form=entry.form,
        is_plain=not (passive or denied or unreal),
    )
