"""The stages of training, each alone: it reads what the stages before it wrote, and writes beside that.

convert     corpora -> WORK/docs
vectors     vectors of words from the pretrained encoder -> WORK/vectors.npz (needs the extra “train”)
base        tags, morphology, sentences, parse -> WORK/base
names       named entities -> WORK/names
evaluate-base  the figures of the two, from raw text
package     all of it as one small folder -> WORK/pipeline
quotes      the encoder fine-tuned on quotes -> WORK/quotes; find-quotes writes what it finds in the dev parts, export-quotes
            makes it small for onnxruntime (all three need the extra “train”, export-quotes onnx and onnxruntime too)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotation.errors import ReadError
from annotation.training import augment, convert, measure, scores
from annotation.training.loop import Run, load_config, train
from annotation.training.package import assemble, describe
from annotation.training.word_vectors import VectorPlan, make_vectors, set_vectors, write_vectors

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

TREEBANKS = ("ewt", "gum")
NO_LICENCE_STATED = frozenset({"newswire", "polnear"})
# Not every name is marked in these.
PARTIAL = frozenset({"gum", "politics"})
_PLAIN_TEXTS = ("quotes/polnear", "entities/newswire", "entities/politics", "stance/newsmtsc", "claims/claimbuster")
_DEV_DOCS_WHILE_TRAINING = 40


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where data is read and results are written, and how.

    Args:
        data: the folder with `treebank/`, `entities/`, `quotes/`.
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
    for name in place.corpora(("newswire", "politics", "gum")):
        for part in ("train", "dev"):
            path = place.data / "entities" / f"{name}-{part}.jsonl"
            partial = part == "train" and name in PARTIAL
            docs = list(convert.entity_docs(nlp, path, whole=part == "dev", partial=partial))
            convert.write_docs(docs, place.docs(f"names-{name}-{part}"))
            place.tell(f"{path.name}: {len(docs)} docs, {sum(len(doc.ents) for doc in docs)} names")
    for name in place.corpora(("polnear", "gum")):
        for part in ("train", "dev"):
            path = place.data / "quotes" / f"{name}-{part}.jsonl"
            number = convert.write_docs(convert.quote_docs(nlp, path), place.docs(f"quotes-{name}-{part}"))
            place.tell(f"{path.name}: {number} docs")


def train_vectors(place: Workplace) -> None:
    """Stage `vectors`: see `annotation.training.word_vectors`."""
    sentences = list(_sentences(place))
    words, table = make_vectors(sentences, VectorPlan(), tell=place.tell)
    write_vectors(words, table, place.work / "vectors.npz")
    place.tell(f"{len(words)} vectors")


def _sentences(place: Workplace) -> Iterator[list[str]]:
    """The sentences of the corpora’s train parts, as words."""
    nlp = convert.tokenizer_only()
    for name in TREEBANKS:
        for doc in convert.read_docs(nlp, place.docs(f"treebank-{name}-train")):
            yield from ([token.text for token in sentence if not token.is_space] for sentence in doc.sents)
    nlp.add_pipe("quotemark_sentences")
    usable = place.corpora([name.rpartition("/")[2] for name in _PLAIN_TEXTS])
    for name in _PLAIN_TEXTS:
        path = place.data / f"{name}-train.jsonl"
        if name.rpartition("/")[2] in usable and path.exists():
            for doc in nlp.pipe(line["text"] for line in convert.read_jsonl(path)):
                yield from ([token.text for token in sentence if not token.is_space] for sentence in doc.sents)


def train_base(place: Workplace) -> dict[str, float]:
    """Stage `base`; its best figures on the dev parts."""
    nlp = convert.tokenizer_only()
    dev = treebank_dev(place, nlp)
    return train(
        load_config("base", place.overrides),
        [doc for name in TREEBANKS for doc in convert.read_docs(nlp, place.docs(f"treebank-{name}-train"))],
        example=augment.varied,
        score=lambda pipeline: measure.figures(measure.measure(pipeline, dev)),
        run=place.run("base"),
        prepare=lambda pipeline: _give_vectors(pipeline, place),
    )


def train_names(place: Workplace) -> dict[str, float]:
    """Stage `names`; its best figures on a part of the dev parts."""
    nlp = convert.tokenizer_only()
    corpora = place.corpora(("newswire", "politics", "gum"))
    docs = [doc for name in corpora for doc in convert.read_docs(nlp, place.docs(f"names-{name}-train"))]
    dev = convert.read_docs(nlp, place.docs(f"names-{corpora[0]}-dev"))[:_DEV_DOCS_WHILE_TRAINING]
    return train(
        load_config("names", place.overrides),
        docs,
        example=augment.varied_names,
        score=lambda pipeline: {"names": scores.names(pipeline, dev)["all"].f1},
        run=place.run("names"),
        prepare=lambda pipeline: _give_vectors(pipeline, place),
    )


def _give_vectors(nlp: Language, place: Workplace) -> None:
    """Give a pipeline vectors where its configuration wants them."""
    wanted = "include_static_vectors = true" in nlp.config.to_str()
    path = place.work / "vectors.npz"
    if wanted and not path.exists():
        way_out = "Run the stage “vectors”, or go without: --set …embed.include_static_vectors=false"
        raise ReadError(f"{path} is missing.", way_out=way_out)
    if wanted:
        set_vectors(nlp, path)


def treebank_dev(place: Workplace, nlp: Language) -> list[Doc]:
    """The dev parts of the treebanks, whole documents."""
    return [doc for name in TREEBANKS for doc in convert.read_docs(nlp, place.docs(f"treebank-{name}-dev"))]


def package(place: Workplace) -> None:
    """Stage `package`: what ships, and how large it is."""
    nlp = convert.tokenizer_only()
    train_docs = [doc for name in TREEBANKS for doc in convert.read_docs(nlp, place.docs(f"treebank-{name}-train"))]
    folder = assemble(place.work, train_docs, licensed_only=place.licensed_only)
    place.tell(describe(folder))


def _evaluate_base(place: Workplace) -> None:
    from annotation.training.evaluation import evaluate_base

    evaluate_base(place)


def _quotes(name: str) -> Callable[[Workplace], None]:
    """A stage of the encoder, whose module is loaded only when it runs."""

    def stage(place: Workplace) -> None:
        from annotation.training import quote_stages

        function: Callable[[Workplace], None] = getattr(quote_stages, name)
        function(place)

    return stage


STAGES: dict[str, Callable[[Workplace], object]] = {
    "convert": convert_corpora,
    "vectors": train_vectors,
    "base": train_base,
    "names": train_names,
    "evaluate-base": _evaluate_base,
    "package": package,
    "quotes": _quotes("train_quotes"),
    "find-quotes": _quotes("find_quotes_in_dev"),
    "export-quotes": _quotes("export_quotes"),
}

ALL = ("convert", "vectors", "base", "names", "evaluate-base", "package")
