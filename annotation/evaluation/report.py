"""A file evaluated: what it holds is scored against what Quotemark suggests on its bare texts, or against a file of predictions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from annotation.errors import FormatError
from annotation.evaluation.pairs import Answered, once_each, with_predictions, with_suggestions
from annotation.evaluation.scores import Scores
from annotation.evaluation.speed import Stopwatch, peak_megabytes
from annotation.exchange import read_jsonl

if TYPE_CHECKING:
    from spacy.language import Language

    from annotation.evaluation.tally import Tally
    from annotation.exchange import ExchangeDocument

T = TypeVar("T")
Progress = Callable[[int], None]
TREEBANK_SUFFIX = ".conllu"
OURS = "quotemark"
_OUR_BASE = frozenset({"quotemark_encoder", "quotemark_lemmas"})


@dataclass(slots=True)
class TreebankScores:
    """Words and sentences of treebanks. `made` names the measures that the pipeline has something to say on."""

    documents: int = 0
    words: int = 0
    made: set[str] = field(default_factory=set)
    tallies: dict[str, Tally] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The figures; None where the pipeline says nothing."""
        from annotation.evaluation.measure import figures_as_json

        figures = figures_as_json(self.tallies, self.made)
        return {"documents": self.documents, "words": self.words, "treebank": figures}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What came out.

    Args:
        gold: the name of the file with the annotations.
        predicted_by: the name of the file with the predictions, or “quotemark”.
        scores: the figures.
        watch: how long Quotemark took; None where it did not read.
        peak_megabytes: the most memory that the process has had; None where that is not known, or Quotemark did not read.
    """

    gold: str
    predicted_by: str
    scores: Scores | TreebankScores
    watch: Stopwatch | None = None
    peak_megabytes: float | None = None

    def as_json(self) -> dict[str, Any]:
        """Everything, with the keys that docs/evaluation.md names."""
        found = {"gold": self.gold, "predicted_by": self.predicted_by, **self.scores.as_json(), "speed": None}
        if self.watch is not None:
            memory = None if self.peak_megabytes is None else round(self.peak_megabytes, 1)
            found["speed"] = {
                "words_a_second": round(self.watch.words_a_second, 1),
                "seconds": round(self.watch.seconds, 3),
                "peak_megabytes": memory,
            }
        return found


def evaluate_file(
    gold: Path,
    predicted: Path | None = None,
    *,
    progress: Progress = lambda _: None,
    only: Callable[[ExchangeDocument], bool] = lambda _: True,
) -> Evaluation:
    """Score what `gold` holds (`.conllu`: a treebank; else the exchange form) against `predicted`, else what Quotemark suggests.

    Args:
        gold: annotated documents. Only their bare texts are shown to the suggester.
        predicted: documents of the exchange form with the same ids and texts.
        progress: is told how many documents have been compared.
        only: which of the annotated documents to take.

    Raises:
        ReadError: where a file cannot be read.
        FormatError: where a file is not what it should be, the two do not fit, or the gold holds nothing that can be scored.
        SuggestError: where spaCy cannot be loaded.
    """
    if gold.suffix.lower() == TREEBANK_SUFFIX:
        if predicted is not None:
            raise FormatError(
                f"{gold.name} is a treebank, and {predicted.name} has no words to compare with its words.",
                way_out="Leave --predicted out: the treebank is compared with what Quotemark reads.",
            )
        return _evaluate_treebank(gold, progress)
    scores, watch = Scores(), Stopwatch()
    pairs: Iterator[Answered]
    annotated = filter(only, read_jsonl(gold))
    if predicted is None:
        pairs = with_suggestions(once_each(annotated, name=gold.name), _suggest(), watch=watch)
    else:
        both = with_predictions(annotated, read_jsonl(predicted), names=(gold.name, predicted.name))
        pairs = ((document, result, None) for document, result in both)
    for pair in _told(pairs, progress):
        scores.add(*pair)
    if scores.as_json().keys() <= {"documents", "words"}:
        raise FormatError(
            f"{gold.name} holds nothing that can be scored: no accepted quotes or stances, no names, no “checkworthy”.",
            way_out="Export your own work with: quotemark export PROJECT.sqlite -o gold.jsonl",
        )
    if predicted is not None:
        return Evaluation(gold=gold.name, predicted_by=predicted.name, scores=scores)
    watch.words = scores.words
    memory = peak_megabytes()
    return Evaluation(gold=gold.name, predicted_by=OURS, scores=scores, watch=watch, peak_megabytes=memory)


def _suggest() -> Any:
    """Quotemark's suggester, loaded before any clock runs."""
    from annotation.suggest import suggest
    from annotation.suggest.pipeline import load_pipeline

    load_pipeline()
    return suggest


def _evaluate_treebank(gold: Path, progress: Progress) -> Evaluation:
    from annotation.suggest.pipeline import load_pipeline

    watch = Stopwatch()
    scores = score_treebanks(load_pipeline(), [gold], watch=watch, progress=progress)
    if not scores.documents:
        raise FormatError(f"{gold.name} has no sentences.", way_out="Name a treebank in the CoNLL-U format.")
    memory = peak_megabytes()
    return Evaluation(gold=gold.name, predicted_by=OURS, scores=scores, watch=watch, peak_megabytes=memory)


def score_treebanks(
    nlp: Language, paths: Iterable[Path], *, watch: Stopwatch, progress: Progress = lambda _: None
) -> TreebankScores:
    """What the base part of a pipeline makes of the raw texts of treebanks' documents, against what they say.

    Raises:
        ReadError: where one cannot be read.
        FormatError: where one is no CoNLL-U.
    """
    from annotation.evaluation.measure import MEASURES, compare, made_by
    from annotation.evaluation.tally import Tally
    from annotation.evaluation.treebank import gold_doc, read_treebank, running_words

    scores = TreebankScores(tallies={name: Tally() for name in MEASURES})
    documents = (document for path in paths for document in read_treebank(path))
    docs = (gold_doc(nlp.vocab, running_words(document.sentences)) for document in documents)
    with nlp.select_pipes(enable=base_parts(nlp)):
        pairs = watch.around(nlp.pipe(watch.off((doc.text, doc) for doc in docs), as_tuples=True))
        for predicted, doc in _told(pairs, progress):
            scores.documents += 1
            scores.words += len(doc.text.split())
            scores.made |= made_by(predicted)
            compare(predicted, doc, scores.tallies)
    watch.words += scores.words
    return scores


def base_parts(nlp: Language) -> list[str]:
    """The components of a pipeline that make tags, tree, lemmas, sentences and names, and not suggestions of them.

    Without any of them, what splits sentences for our rules.
    """
    trained = [name for name in nlp.pipe_names if not name.startswith("quotemark_") or name in _OUR_BASE]
    return trained or [name for name in nlp.pipe_names if name == "quotemark_fitting"]


def _told(pairs: Iterable[T], progress: Progress) -> Iterator[T]:
    for number, pair in enumerate(pairs, 1):
        yield pair
        progress(number)
