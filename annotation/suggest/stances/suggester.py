"""The component `quotemark_stances`."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from annotation.asked import Asked
from annotation.model import AUTHOR, Part, sorted_parts
from annotation.suggest.encoder.judging import judge_of
from annotation.suggest.proposal import Proposal
from annotation.suggest.speakers.speaking import name_clusters
from annotation.suggest.stances.answers import Answerer
from annotation.suggest.stances.candidates import Candidate, Candidates
from annotation.suggest.stances.evidence import intensity_of, neat
from annotation.suggest.stances.found import Stance, overlap
from annotation.suggest.stances.judged import StanceJudge
from annotation.suggest.stances.lexical import make_matcher, plain_stances
from annotation.suggest.stances.reporter import reporter_stances
from annotation.suggest.tree import tree_of
from annotation.suggest.view import DocView, view_of
from annotation.text import TextRange

SUGGESTER = "stances@0.2"
ASKED = "quotemark_asked"
"""The key of `doc.user_data` for what the document asks: a sequence of `Asked`."""


class StanceSuggester:
    """Adds the stances of a doc to its suggestions; it follows the quotes and their speakers."""

    def __init__(self, nlp: Language) -> None:
        self._matcher = make_matcher(nlp.vocab)

    def __call__(self, doc: Doc) -> Doc:
        """What is asked comes first, then what was found, in text order."""
        view, tree, judge = view_of(doc), tree_of(doc), judge_of(doc)
        plain = plain_stances(view, doc, self._matcher)
        # Names are joined once more for what the encoder has read, which is of a bounded length.
        known = _known(doc) if judge else {}
        candidates = Candidates(view, tree, doc._.suggestions, known) if tree else None
        asked: Sequence[Asked] = doc.user_data.get(ASKED, ())
        answered = Answerer(view, tree, judge, candidates, plain).answers(asked)
        found = plain
        if tree and judge and candidates:
            found = StanceJudge(view, tree, judge, plain).stances(_all_candidates(doc, view, candidates, plain))
            found += reporter_stances(view, tree, doc._.suggestions)
        replies = [stance for _, stance in answered]
        found = [stance for stance in found if not any(_same_pair(stance, reply) for reply in replies)]
        proposals = [_proposal(view, stance, known, asked=own) for own, stance in answered]
        found.sort(key=lambda stance: (stance.target, stance.evidence))
        doc._.suggestions = [*doc._.suggestions, *proposals, *(_proposal(view, stance, known) for stance in found)]
        return doc


def _all_candidates(doc: Doc, view: DocView, candidates: Candidates, plain: Sequence[Stance]) -> list[Candidate]:
    """Those of the parse, and those that only the lexicon found."""
    found = candidates.find(doc)
    return found + [
        _candidate(view, candidates, stance)
        for stance in plain
        if not any(overlap(stance.target, own.target) and overlap(stance.holder, own.holder) for own in found)
    ]


def _candidate(view: DocView, candidates: Candidates, stance: Stance) -> Candidate:
    """What the lexicon found, for the judge."""
    sentence = view.sentence(stance.target[0])
    assert stance.holder is not None
    return Candidate(
        target=stance.target,
        holder=stance.holder,
        holder_name=candidates.name(stance.holder),
        sentence=sentence,
        within=sentence,
        said=False,
        direct=False,
        how="the subject",
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
        "target": asked.target if asked else view.name_range(*stance.target),
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
