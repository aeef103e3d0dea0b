"""The component `quotemark_stances`."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from annotation.asked import Asked
from annotation.model import AUTHOR, Part, sorted_parts
from annotation.suggest.encoder.judging import judge_of
from annotation.suggest.proposal import Proposal
from annotation.suggest.speakers.speaking import name_clusters
from annotation.suggest.stances.answers import Answerer
from annotation.suggest.stances.called import predicated
from annotation.suggest.stances.candidates import Candidate, Candidates
from annotation.suggest.stances.evidence import closed, intensity_of, neat
from annotation.suggest.stances.found import Stance, overlap
from annotation.suggest.stances.governing import Governing
from annotation.suggest.stances.judged import StanceJudge
from annotation.suggest.stances.lexical import make_matcher, phrases_of, plain_stances
from annotation.suggest.stances.parsed import parsed_stances
from annotation.suggest.stances.reporter import reporter_stances
from annotation.suggest.tree import Tree, tree_of
from annotation.suggest.view import DocView, view_of
from annotation.text import TextRange

SUGGESTER = "stances@0.3"
ASKED = "quotemark_asked"
"""The key of `doc.user_data` for what the document asks: a sequence of `Asked`."""


class StanceSuggester:
    """Adds the stances of a doc to its suggestions; it follows the quotes and their speakers."""

    def __init__(self, nlp: Language) -> None:
        self._matcher = make_matcher(nlp.vocab)

    def __call__(self, doc: Doc) -> Doc:
        """What is asked comes first, then what was found, in text order."""
        view, tree, judge = view_of(doc), tree_of(doc), judge_of(doc)
        # Names are joined once more for what the encoder has read, which is of a bounded length.
        known = _known(doc) if judge else {}
        candidates = Candidates(view, tree, doc._.suggestions, known) if tree else None
        plain = told_stances(view, tree, doc, self._matcher, candidates)
        asked: Sequence[Asked] = doc.user_data.get(ASKED, ())
        answered = Answerer(view, tree, judge, candidates, plain).answers(asked)
        found = [stance for stance in plain if stance.sure]
        if tree and judge and candidates:
            found = StanceJudge(view, tree, judge, plain).stances(_all_candidates(doc, view, candidates, plain))
            found += reporter_stances(view, tree, doc._.suggestions)
        replies = [stance for _, stance in answered]
        found = [stance for stance in found if not any(_same_pair(stance, reply) for reply in replies)]
        proposals = [_proposal(view, stance, known, asked=own) for own, stance in answered]
        found.sort(key=lambda stance: (stance.target, stance.evidence))
        doc._.suggestions = [*doc._.suggestions, *proposals, *(_proposal(view, stance, known) for stance in found)]
        return doc


def told_stances(
    view: DocView, tree: Tree | None, doc: Doc, matcher: PhraseMatcher, candidates: Candidates | None
) -> list[Stance]:
    """What the lexicon tells: by the parse where there is one, word by word where that finds nothing to read."""
    phrases = phrases_of(view, doc, matcher)
    if tree is None or candidates is None:
        return plain_stances(view, phrases)
    governing = Governing(view, tree)
    found, closed = parsed_stances(governing, phrases)
    word_by_word = plain_stances(view, phrases, closed=closed)
    found += [own for own in word_by_word if own.holder and view.lower[own.holder[0]] not in ("who", "you")]
    for said in candidates.said:
        told = predicated(governing, said.content, said.source, said.speaker)
        found += [own for own in told if not said.speaker or candidates.name(own.target) != said.speaker]
    return [candidates.spoken(stance) for stance in found]


def _all_candidates(doc: Doc, view: DocView, candidates: Candidates, plain: Sequence[Stance]) -> list[Candidate]:
    """Those of the parse, and those that only the lexicon found."""
    found = candidates.find(doc)
    return found + [
        _candidate(view, candidates, stance)
        for stance in plain
        if stance.sure and not any(_is_of(stance, own.target) and overlap(stance.holder, own.holder) for own in found)
    ]


def _is_of(stance: Stance, target: tuple[int, int]) -> bool:
    """Whether a stance of the lexicon is on a target, and not on something that it is named in."""
    return overlap(stance.target, target) and (stance.head is None or target[0] <= stance.head < target[1])


def _candidate(view: DocView, candidates: Candidates, stance: Stance) -> Candidate:
    """What the lexicon found, for the judge."""
    sentence = view.sentence(stance.target[0])
    assert stance.holder is not None
    return Candidate(
        target=stance.target,
        holder=stance.holder,
        holder_name=stance.holder_name or candidates.name(stance.holder),
        sentence=sentence,
        within=sentence,
        said=bool(stance.holder_name),
        direct=False,
        how="who says it" if stance.holder_name else "the subject",
    )


def _same_pair(stance: Stance, reply: Stance) -> bool:
    """Whether a stance is on the very pair that was asked for, or on its reverse."""
    if reply.holder is None:
        return overlap(stance.target, reply.target) and stance.holder is None
    straight = overlap(stance.holder, reply.holder) and overlap(stance.target, reply.target)
    return straight or (overlap(stance.holder, reply.target) and overlap(stance.target, reply.holder))


def _known(doc: Doc) -> dict[TextRange, str]:
    return {mention: cluster.name for cluster in name_clusters(doc) for mention in cluster.mentions}


def _proposal(view: DocView, stance: Stance, known: dict[TextRange, str], *, asked: Asked | None = None) -> Proposal:
    """A stance as a suggestion; of one that was asked for, the parts are where it was asked."""
    places = {
        "holder": asked.holder
        if asked and asked.holder
        else view.name_range(*stance.holder)
        if stance.holder
        else None,
        "target": asked.target if asked else view.name_range(*closed(view, stance.target)),
        "evidence": view.range(*neat(view, stance.evidence)),
    }
    attributes = {"polarity": stance.polarity}
    if stance.polarity in ("support", "oppose"):
        attributes["intensity"] = intensity_of(view, stance.evidence)
    for role in ("holder", "target"):
        span = places[role]
        name = (stance.holder_name if role == "holder" else "") or (known.get(span, "") if span else "")
        if name and (name == AUTHOR or span is None or name != span.of(view.text)):
            attributes[f"{role}_name"] = name
    return Proposal(
        label="STANCE",
        parts=sorted_parts([Part(role, span) for role, span in places.items() if span]),
        attributes=attributes,
        suggester=SUGGESTER,
        score=round(stance.score, 2),
        reason=stance.why,
    )
