"""The stages of training, each alone: it reads what the stages before it wrote, and writes beside that.

convert     corpora, less what is held out -> WORK/docs
encoder     the pretrained encoder fine-tuned on treebanks, names, quotes, claims and stances at once -> WORK/encoder (needs the extra “train”)
teach       encoders that learn from the debates alone, and what they think of debates and news -> WORK/teachers
judge       what judges sentences, for claims and for stances, on the encoder as it ended -> WORK/judge
package     the graphs for onnxruntime, labels, word pieces, lemmas and the card -> WORK/english: what ships
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotation.evaluation.held_out import CLAIMS_ONE_IN, STANCES_ONE_IN
from annotation.training import convert
from annotation.training.convert_judged import claim_docs, stance_docs
from annotation.training.run import Run

TREEBANKS = ("ewt", "gum")
NAMES = ("newswire", "politics", "gum")
QUOTES = ("polnear", "gum")
CLAIMS = ("claimbuster",)
STANCES = ("newsmtsc", "directed")
NO_LICENCE_STATED = frozenset({"newswire", "polnear"})
# Not every name is marked in these.
PARTIAL = frozenset({"gum", "politics"})


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where data is read and results are written, and how.

    Args:
        data: the folder with `treebank/`, `entities/`, `quotes/`, `claims/`, `stance/`.
        work: the folder for everything that is made.
        licensed_only: leave out corpora that state no licence.
        minutes: a training stops, resumable, after so many; None for none.
        fresh: train anew where a checkpoint would be resumed.
        overrides: dotted values of a stage’s configuration (`{"training.seed": 2}`).
        tell: receives lines of progress.
    """

    data: Path
    work: Path
    licensed_only: bool = False
    minutes: float | None = None
    fresh: bool = False
    overrides: dict[str, Any] | None = None
    tell: Callable[[str], None] = print

    def corpora(self, names: Sequence[str]) -> list[str]:
        """Those of some corpora that may be used."""
        return [name for name in names if not (self.licensed_only and name in NO_LICENCE_STATED)]

    def docs(self, name: str) -> Path:
        """The file of converted docs of a corpus’s part."""
        return self.work / "docs" / f"{name}.spacy"

    def run(self, name: str) -> Run:
        """The training of that name."""
        return Run(self.work / name, minutes=self.minutes, fresh=self.fresh, tell=self.tell)


def convert_corpora(place: Workplace) -> None:
    """Stage `convert`: treebanks, entities and quotes as docs, and how well our words fit the treebanks’."""
    nlp = convert.tokenizer_only()
    for name in TREEBANKS:
        for part in ("train", "dev"):
            path = place.data / "treebank" / f"{name}-{part}.conllu"
            docs = list(convert.treebank_docs(nlp, path, whole=part == "dev"))
            number = convert.write_docs(docs, place.docs(f"treebank-{name}-{part}"))
            place.tell(f"{path.name}: {number} docs, words that our tokenizer cuts alike: {convert.fit(nlp, docs)}")
    for name in place.corpora(NAMES):
        for part in ("train", "dev"):
            path = place.data / "entities" / f"{name}-{part}.jsonl"
            partial = part == "train" and name in PARTIAL
            docs = list(convert.entity_docs(nlp, path, whole=part == "dev", partial=partial))
            convert.write_docs(docs, place.docs(f"names-{name}-{part}"))
            place.tell(f"{path.name}: {len(docs)} docs, {sum(len(doc.ents) for doc in docs)} names")
    for name in place.corpora(QUOTES):
        for part in ("train", "dev"):
            path = place.data / "quotes" / f"{name}-{part}.jsonl"
            number = convert.write_docs(convert.quote_docs(nlp, path), place.docs(f"quotes-{name}-{part}"))
            place.tell(f"{path.name}: {number} docs")
    for name in place.corpora(CLAIMS):
        path = place.data / "claims" / f"{name}-train.jsonl"
        claims = claim_docs(nlp, path, one_in=CLAIMS_ONE_IN)
        place.tell(f"{path.name}: {convert.write_docs(claims, place.docs(f'claims-{name}-train'))} sentences")
    for name in place.corpora(STANCES):
        path = place.data / "stance" / f"{name}-train.jsonl"
        stances = stance_docs(nlp, path, one_in=STANCES_ONE_IN)
        place.tell(f"{path.name}: {convert.write_docs(stances, place.docs(f'stances-{name}-train'))} sentences")


def _encoder(name: str) -> Callable[[Workplace], None]:
    """A stage of the encoder, whose module is loaded only when it runs."""

    def stage(place: Workplace) -> None:
        from annotation.training import encoder_stages

        function: Callable[[Workplace], None] = getattr(encoder_stages, name)
        function(place)

    return stage


STAGES: dict[str, Callable[[Workplace], object]] = {
    "convert": convert_corpora,
    "encoder": _encoder("train"),
    "teach": _encoder("teach"),
    "judge": _encoder("judge"),
    "package": _encoder("package"),
}

ALL = tuple(STAGES)
