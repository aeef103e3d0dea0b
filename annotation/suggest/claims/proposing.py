"""From candidates to proposals: what each is worth, of what type it is, who claims it, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotation.model import AUTHOR, Part, sorted_parts
from annotation.suggest.claims.candidates import Candidate, candidates, whole_sentences
from annotation.suggest.claims.kinds import FACT, OPINION, POLICY, is_worth_checking, kind_of
from annotation.suggest.claims.scoring import Judged, judged
from annotation.suggest.claims.spans import narrowed
from annotation.suggest.claims.words import claim_words
from annotation.suggest.encoder.judging import Judge, judge_of
from annotation.suggest.proposal import Proposal
from annotation.suggest.tree import Tree, tree_of
from annotation.suggest.view import DocView
from annotation.text import TextRange

if TYPE_CHECKING:
    from spacy.tokens import Doc

SUGGESTER = "claims@0.3"
LEAST = 0.2
"""The lowest probability of a claim that is suggested at all; how many of them are shown is for the reader to set."""
_FEWEST_WORDS, _MOST_WORDS = 4, 120
_TOLD = 3
_SURE, _CERTAIN = 1.0, 3.0
"""Log-odds of the judge from which a sentence counts that the tree shows no assertion in, and from which one without a verb does (*Nine killed in
blast*), and an opinion or a policy by its words is a fact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """A candidate with its ends settled, what it is worth, its type, and whether that can be checked at all."""

    candidate: Candidate
    judged: Judged
    kind: str
    worth: bool


def propose_claims(view: DocView, doc: Doc, suggestions: Iterable[Proposal]) -> list[Proposal]:
    """The claims of a doc in text order, none below `LEAST`; ranges are code points of the text.

    What the narrator thinks or foresees is not proposed; where somebody is quoted with it, it is a position that an analyst may want.
    """
    found = [
        _proposed(view, each)
        for each in assessed(view, doc, suggestions)
        if each.judged.probability >= LEAST and (each.worth or each.candidate.quote)
    ]
    return sorted(found, key=lambda proposal: proposal.parts[0].range)


def assessed(view: DocView, doc: Doc, suggestions: Iterable[Proposal]) -> Iterator[Assessed]:
    """All assertions of a doc, however little they are worth; a sentence in which the tree shows none counts whole where the judge is sure."""
    tree, judge = tree_of(doc), judge_of(doc)
    quotes = list(suggestions)
    heard: set[tuple[int, int]] = set()
    for candidate in candidates(view, tree, quotes):
        runs = narrowed(view, candidate.runs)
        if runs and _asserts(view, tree, candidate, runs):
            heard.add(candidate.sentence)
            yield _assess(view, tree, judge, replace(candidate, runs=runs))
    if tree is None or judge is None:
        return
    for candidate in whole_sentences(view, quotes):
        runs = narrowed(view, candidate.runs)
        if candidate.sentence in heard or not runs or not _is_fair(view, runs):
            continue
        needed = _SURE if any(view.is_finite(word) for run in runs for word in range(*run)) else _CERTAIN
        if judge.worth_checking(runs[0][0], runs[-1][1]) >= needed:
            yield _assess(view, None, judge, replace(candidate, runs=runs))


def _assess(view: DocView, tree: Tree | None, judge: Judge | None, candidate: Candidate) -> Assessed:
    found = judged(view, tree, judge, candidate)
    kind = kind_of(view, tree, candidate, found.signs)
    if kind in (OPINION, POLICY) and found.odds is not None and found.odds >= _CERTAIN:
        kind = FACT  # *calls for a $5 trillion cut*: the words of a demand, and something to look up
    return Assessed(candidate=candidate, judged=found, kind=kind, worth=is_worth_checking(kind, found.signs))


def _proposed(view: DocView, found: Assessed) -> Proposal:
    candidate = found.candidate
    parts = [Part("span", span) for run in candidate.runs if (span := view.range(*run))]
    claimant = _source(candidate) or (view.name_range(*candidate.claimant) if candidate.claimant else None)
    if claimant and not any(part.range.overlaps(claimant) for part in parts):
        parts.append(Part("claimant", claimant))
    return Proposal(
        label="CLAIM",
        parts=sorted_parts(parts),
        attributes={"type": found.kind, "checkworthy": "yes" if found.worth else "no", **_name(candidate)},
        suggester=SUGGESTER,
        score=round(found.judged.probability, 2),
        reason=_reason(found.kind, found.judged, candidate),
    )


def _asserts(view: DocView, tree: Tree | None, candidate: Candidate, runs: tuple[tuple[int, int], ...]) -> bool:
    """Whether words are an assertion: a finite clause of a fair length, no greeting, no command."""
    if not _is_fair(view, runs):
        return False
    words = [word for first, end in runs for word in range(first, end)]
    if tree is None or candidate.head is None:
        return any(map(view.is_finite, words))
    relative = claim_words().relative
    subjects = [word for word in words if tree.is_subject(word)]
    # The subject of what is left beside a quote is often the quote’s source: *She said so and | left the room.*
    if tree.own_subject(candidate.head) not in (None, *subjects) or (
        subjects and relative.issuperset(view.lower[word] for word in subjects)
    ):
        return False
    if not subjects and (candidate.beside or candidate.quote or candidate.head == words[0]):
        return False
    return not _only_asks(view, tree, candidate, words[0])


def _is_fair(view: DocView, runs: tuple[tuple[int, int], ...]) -> bool:
    """Whether words are of a fair length and no greeting."""
    size = sum(view.is_word(word) for run in runs for word in range(*run))
    return _FEWEST_WORDS <= size <= _MOST_WORDS and view.lower[runs[0][0]] not in claim_words().greetings


def _only_asks(view: DocView, tree: Tree, candidate: Candidate, first: int) -> bool:
    """Whether the content of a quote is a question in other words: *whether the bridge is safe*, *why it fell*."""
    if candidate.quote is None or candidate.head is None:
        return False
    marks = {view.lower[mark] for mark in tree.hanging(candidate.head, "mark")}
    asking = claim_words().asking
    return bool(marks & asking) or (view.lower[first] in asking and candidate.quote.attributes.get("form") != "direct")


def _source(candidate: Candidate) -> TextRange | None:
    parts = candidate.quote.parts if candidate.quote else ()
    return next((part.range for part in parts if part.role == "source"), None)


def _name(candidate: Candidate) -> dict[str, str]:
    """Who claims it, where that is known: the speaker of the quote, or the article’s author."""
    quote = candidate.quote or candidate.reported
    if quote is None:
        return {} if candidate.claimant else {"claimant_name": AUTHOR}
    speaker = quote.attributes.get("speaker")
    return {"claimant_name": speaker} if speaker else {}


def _reason(kind: str, found: Judged, candidate: Candidate) -> str:
    said = list(_titles(found.signs)) or ["an assertion"]
    told = [", ".join(said)]
    if found.scorer is not None:
        told.append(f"the scorer says {found.scorer:.2f}")
    if candidate.quote:
        told.append("content of a quote")
    if kind != FACT:
        told.append(f"{'an' if kind == OPINION else 'a'} {kind} by its words")
    return "; ".join(told)


def _titles(signs: Iterable[str]) -> Iterator[str]:
    """What a reason says of signs: those that speak for a claim, the weightiest first, then those that speak against it."""
    data = claim_words()
    weights = {sign: data.weights.get(sign, 0.0) + data.news.get(sign, 0.0) for sign in signs if data.titles.get(sign)}
    speaking = sorted((sign for sign in weights if weights[sign] > 0), key=lambda sign: (-weights[sign], sign))
    yield from (data.titles[sign] for sign in speaking[:_TOLD])
    yield from (f"but {data.titles[sign]}" for sign in sorted(weights) if sign in data.news and weights[sign] < 0)
