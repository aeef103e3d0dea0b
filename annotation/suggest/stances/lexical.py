"""Who is for or against whom or what, where a verb, phrase or noun says so plainly.

“Doe criticised the plan”, “the plan was condemned by Doe”, “Doe refused to endorse Roe”, “Doe’s opposition to the plan”. A holder and a
target must both be found. The lexicon is data (`stances.toml`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from annotation.suggest.lexicon import as_docs, words
from annotation.suggest.phrases import Phrase
from annotation.suggest.sources import object_after, owner_before, subject_after, subject_before
from annotation.suggest.stances.found import Stance
from annotation.suggest.stances.words import OPPOSITE, Entry, stance_words
from annotation.suggest.view import DocView

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_UNREAL = frozenset({"would", "could", "might", "may", "should", "can", "must", "shall"})
_BE = frozenset({"is", "are", "was", "were", "been", "being", "be", "'s", "’s"})
_OWNERS = frozenset({"his", "her", "their", "its", "my", "our"})


def make_matcher(vocab: Vocab) -> PhraseMatcher:
    """The matcher of the lexicon of stances."""
    from spacy.matcher import PhraseMatcher

    matcher = PhraseMatcher(vocab, attr="LOWER")
    matcher.add("stance", as_docs(stance_words().entries, vocab))
    return matcher


def phrases_of(view: DocView, doc: Doc, matcher: PhraseMatcher) -> list[tuple[int, int, Entry]]:
    """Where words and phrases of the lexicon stand, in words, in text order; of overlapping ones the longest."""
    places = {index: place for place, index in enumerate(view.index)}
    spans = sorted(
        {(places[s], places[e - 1] + 1) for _, s, e in matcher(doc) if s in places and e - 1 in places},
        key=lambda span: (span[0], -span[1]),
    )
    found: list[tuple[int, int, Entry]] = []
    last_end = 0
    for start, end in spans:
        entry = stance_words().entries.get(view.text[view.start[start] : view.end[end - 1]].lower())
        if start >= last_end and entry is not None:
            last_end = end
            found.append((start, end, entry))
    return found


def plain_stances(
    view: DocView, phrases: Sequence[tuple[int, int, Entry]], *, closed: Collection[int] = ()
) -> list[Stance]:
    """The stances of a doc that words of the lexicon tell, in text order; without those of words that are `closed`: read otherwise."""
    found: list[Stance] = []
    for start, end, entry in phrases:
        if any(word in closed for word in range(start, end)):
            continue
        stance = _noun(view, start, end, entry) if entry.kind == "nouns" else _verb(view, start, end, entry)
        if stance is not None:
            found.append(stance)
    return found


def _verb(view: DocView, start: int, end: int, entry: Entry) -> Stance | None:
    """A verb or phrase with its subject and object, or in the passive with “by”."""
    lists, stance = words(), stance_words()
    if entry.form == "participle" or not _is_verb(view, start, entry):
        return None
    lowest = view.sentence(start)[0]
    first, turned, seen = start, False, set[str]()
    while first > lowest and start - first < 8:
        word = view.lower[first - 1]
        if word in stance.turning or word in lists.negations:
            turned = True
        elif not (
            word in lists.auxiliaries | lists.modals
            or word == "to"
            or word in stance.leading
            or view.is_adverb(first - 1)
        ):
            break
        if view.is_genitive(first - 1) and view.at(first - 2) not in lists.pronouns:
            break
        first -= 1
        seen.add(word)
    if (
        seen & _UNREAL
        or (turned and entry.polarity == "oppose")
        or ("to" in seen and not seen & (stance.turning | stance.leading))
    ):
        return None
    if entry.form == "past" and seen & _BE and not seen & {"has", "have", "had"}:
        return _passive(view, first, end, entry) if view.at(end) == "by" and not turned else None
    holder = subject_before(view, first)
    target = object_after(view, end, stance.object_ends)
    polarity = OPPOSITE[entry.polarity] if turned else entry.polarity
    return _propose(
        view,
        holder,
        target,
        (first, target.end if target else end),
        polarity=polarity,
        said=(first, end),
        score=0.75,
    )


def _is_verb(view: DocView, start: int, entry: Entry) -> bool:
    """Whether a word that can be a noun (support, attack) is a verb here."""
    lists = words()
    before = view.at(start - 1)
    if view.tags is not None:
        return view.tags[start].startswith("V")
    if view.shown[start][:1].isupper():
        return False
    if (
        before in lists.determiners - lists.pronouns
        or view.is_genitive(start - 1)
        or before in lists.prepositions - {"to"}
    ):
        return False
    if view.lower[start] in stance_words().ambiguous:
        return (
            view.is_capital(start - 1) or before in lists.pronouns or view.is_adverb(start - 1)
        ) and not view.is_time(start + 2)
    if entry.kind == "verb" and entry.form == "base":
        return (
            before in lists.pronouns | lists.modals | {"to", "not", "n't", "n’t", "do", "did"}
            or before.endswith("s")
            or before in ("people", "police", "women", "men")
        )
    return True


def _passive(view: DocView, first: int, end: int, entry: Entry) -> Stance | None:
    """“The plan was condemned by Doe.”"""
    target = subject_before(view, first)
    holder = subject_after(view, end + 1)
    return _propose(
        view,
        holder,
        target,
        (first, holder.end if holder else end),
        polarity=entry.polarity,
        said=(first, end),
        score=0.7,
    )


def _noun(view: DocView, start: int, end: int, entry: Entry) -> Stance | None:
    """“Doe’s opposition to the plan”, “his support for Roe”."""
    owner = start - 1
    while owner > max(0, start - 3) and view.lower[owner] not in _OWNERS and not view.is_genitive(owner):
        owner -= 1
    if view.at(owner) in _OWNERS:
        holder: Phrase | None = Phrase(owner, owner + 1, 0.8, "the owner of the noun")
    elif view.is_genitive(owner):
        holder = owner_before(view, owner)
    else:
        return None
    target = object_after(view, end, stance_words().object_ends - {"of"})
    return _propose(
        view,
        holder,
        target,
        (start, target.end if target else end),
        polarity=entry.polarity,
        said=(start, end),
        score=0.65,
    )


def _propose(
    view: DocView,
    holder: Phrase | None,
    target: Phrase | None,
    evidence: tuple[int, int],
    *,
    polarity: str,
    said: tuple[int, int],
    score: float,
) -> Stance | None:
    if (
        holder is None
        or target is None
        or holder.sure < 0.55
        or (holder.start < target.end and target.start < holder.end)
    ):
        return None
    if view.at(holder.start) in ("it", "which", "that", "one") or view.at(target.start) in (
        "it",
        "himself",
        "herself",
        "themselves",
        "you",
    ):
        return None
    words_said = " ".join(view.shown[said[0] : said[1]])
    return Stance(
        holder=(holder.start, holder.end),
        target=(target.start, target.end),
        evidence=evidence,
        polarity=polarity,
        score=score * (0.4 + 0.3 * holder.sure + 0.3 * target.sure),
        why=f"‘{words_said}’; holder is {holder.how}, target is {target.how}",
    )
