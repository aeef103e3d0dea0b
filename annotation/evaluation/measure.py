"""How good a base pipeline is, from raw text: figures over the words that it and the treebank cut alike, and over all words.

The second way is that of the CoNLL 2018 shared task (https://universaldependencies.org/conll18/evaluation.html): a word that is cut
otherwise counts as wrong both ways.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from annotation.evaluation.ranges import Place
from annotation.evaluation.tally import DIGITS, Tally

if TYPE_CHECKING:
    from spacy.tokens import Doc

MEASURES = ("tags", "pos", "uas", "las", "lemmas", "sentences")


def compare(predicted: Doc, gold: Doc, tallies: Mapping[str, Tally]) -> None:
    """Compare what a pipeline makes of the text of a gold doc with what that holds. UAS and LAS leave punctuation out."""
    _compare_words(predicted, gold, tallies)
    tallies["sentences"].count(_sentences(predicted), _sentences(gold))


def made_by(predicted: Doc) -> set[str]:
    """Those of MEASURES that a pipeline has something to say on, by a doc that it made."""
    given = {
        "TAG": ("tags",),
        "POS": ("pos",),
        "DEP": ("uas", "las"),
        "LEMMA": ("lemmas",),
        "SENT_START": ("sentences",),
    }
    return {name for annotation, names in given.items() if predicted.has_annotation(annotation) for name in names}


def _compare_words(predicted: Doc, gold: Doc, tallies: Mapping[str, Tally]) -> None:
    ours, theirs = _words(predicted), _words(gold)
    for name in ("tags", "pos", "lemmas"):
        tallies[name].predicted += len(ours)
        tallies[name].gold += len(theirs)
    for name in ("uas", "las"):
        tallies[name].predicted += sum(token.dep_ != "punct" for token in ours.values())
        tallies[name].gold += sum(token.dep_ != "punct" for token in theirs.values())
    for place, token in theirs.items():
        other = ours.get(place)
        if other is None:
            continue
        _count(tallies["tags"], other.tag_ == token.tag_)
        _count(tallies["pos"], other.pos_ == token.pos_)
        _count(tallies["lemmas"], other.lemma_ == token.lemma_)
        if token.dep_ != "punct":
            attached = _place(other.head) == _place(token.head)
            _count(tallies["uas"], attached)
            _count(tallies["las"], attached and other.dep_ == token.dep_)


def _count(tally: Tally, right: bool) -> None:  # noqa: FBT001 - reads as a sentence
    tally.compared += 1
    tally.right += right


def _place(token: Any) -> Place:
    return token.idx, token.idx + len(token)


def _words(doc: Doc) -> dict[Place, Any]:
    return {_place(token): token for token in doc if not token.is_space}


def _sentences(doc: Doc) -> set[object]:
    """The sentences’ ranges without the white space around them."""
    found: set[object] = set()
    for sentence in doc.sents if doc.has_annotation("SENT_START") else ():
        words = [token for token in sentence if not token.is_space]
        if words:
            found.add((words[0].idx, words[-1].idx + len(words[-1])))
    return found


def figures_as_json(tallies: Mapping[str, Tally], made: Iterable[str]) -> dict[str, Any]:
    """The figures of those measures that the pipeline has something to say on (`made`); None for the others.

    Words have an accuracy, over those that are cut alike, and F1 over all; sentences precision, recall and F1.
    """
    found: dict[str, Any] = {}
    for name in MEASURES:
        tally = tallies[name]
        found[name] = None
        if name in made:
            found[name] = tally.as_json()
            if name != "sentences":
                found[name] = {"accuracy": round(tally.accuracy, DIGITS), "n_compared": tally.compared, **found[name]}
    return found
