"""How good a base pipeline is, from raw text: figures over the words that it and the treebank cut alike, and over all words.

The second way is that of the CoNLL 2018 shared task (https://universaldependencies.org/conll18/evaluation.html): a word that is cut
otherwise counts as wrong both ways.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_Range = tuple[int, int]


@dataclass(slots=True)
class Tally:
    """Counts for precision and recall; `right` of those compared."""

    right: int = 0
    compared: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def accuracy(self) -> float:
        """Right among the words that both cut alike."""
        return self.right / max(1, self.compared)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall over all."""
        return 2 * self.right / max(1, self.predicted + self.gold)


MEASURES = ("tags", "pos", "uas", "las", "lemmas", "sentences")


def measure(nlp: Language, gold_docs: Sequence[Doc]) -> dict[str, Tally]:
    """Compare what the pipeline makes of the texts of gold docs with what they hold. UAS and LAS leave punctuation out."""
    tallies = {name: Tally() for name in MEASURES}
    for predicted, gold in zip(nlp.pipe(doc.text for doc in gold_docs), gold_docs, strict=True):
        _compare_words(predicted, gold, tallies)
        ours, theirs = _sentences(predicted), _sentences(gold)
        sentences = tallies["sentences"]
        sentences.right += len(ours & theirs)
        sentences.predicted += len(ours)
        sentences.gold += len(theirs)
    return tallies


def _compare_words(predicted: Doc, gold: Doc, tallies: dict[str, Tally]) -> None:
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


def _place(token: Any) -> _Range:
    return token.idx, token.idx + len(token)


def _words(doc: Doc) -> dict[_Range, Any]:
    return {_place(token): token for token in doc if not token.is_space}


def _sentences(doc: Doc) -> set[_Range]:
    """The sentences’ ranges without the white space around them."""
    found = set()
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        if words:
            found.add((words[0].idx, words[-1].idx + len(words[-1])))
    return found


def figures(tallies: dict[str, Tally], names: Iterable[str] = ("tags", "uas", "las", "sentences")) -> dict[str, float]:
    """The figures by which trainings are compared: accuracies, F1 for sentences."""
    return {name: tallies[name].f1 if name == "sentences" else tallies[name].accuracy for name in names}
