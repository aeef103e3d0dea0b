"""The component `quotemark_encoder`: tags, morphology, sentences, tree and names of a doc, and what quotes were found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spacy.attrs import DEP, HEAD, MORPH, POS, TAG  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.symbols import IDS  # type: ignore[import-not-found]
from spacy.tokens import Doc, Span

from annotation.suggest.encoder.decoding import Found
from annotation.suggest.encoder.graphs import FOLDER, Trained, load_trained
from annotation.suggest.encoder.judging import Judge, keep_judge
from annotation.suggest.encoder.reader import Reader, Reading
from annotation.suggest.encoder.windows import Words, words_of

SPACE_TAG = "_SP"
# Half a minute: no article is longer, and who waits for a book waits for the next article too.
MOST_WORDS = 50_000
_FOUND = "quotemark_found"
_TOO_LONG = "quotemark_too_long"


def found_quotes(doc: Doc) -> list[Found] | None:
    """The quotes that the encoder found in a doc, in words (tokens that are no white space); None where it did not read it."""
    found: list[Found] | None = doc.user_data.get(_FOUND)
    return found


def was_too_long(doc: Doc) -> bool:
    """Whether the encoder left a doc unread for its length."""
    return bool(doc.user_data.get(_TOO_LONG))


class Encoder:
    """See the module.

    Args:
        nlp: whose vocabulary docs have.
        trained: what reads.
        cue_bias: as `Reader` takes it.
        most_words: longer docs are not read.
    """

    def __init__(self, nlp: Language, trained: Trained, *, cue_bias: float = 0.0, most_words: int = MOST_WORDS) -> None:
        self.most_words = most_words
        self.reader = Reader(trained, cue_bias=cue_bias)
        self._trained = trained
        vocab, labels = nlp.vocab, trained.labels
        # Added now, so that they outlast the memory zones that docs are read in.
        self._tags = [vocab.strings.add(tag) for tag in labels.tags]
        self._relations = [vocab.strings.add(relation) for relation in labels.relations]
        pairs = [morph.partition("|") for morph in labels.morphs]
        self._pos = [IDS[pos] for pos, _, _ in pairs]
        self._morphs = [vocab.morphology.add(morph) for _, _, morph in pairs]
        self._space = vocab.strings.add(SPACE_TAG), IDS["SPACE"], vocab.strings.add("dep"), vocab.morphology.add("")

    def __call__(self, doc: Doc) -> Doc:
        """Read a doc. One of too many words stays as it is."""
        if len(doc) > self.most_words:
            doc.user_data[_TOO_LONG] = True
            return doc
        words = words_of(doc)
        return self._written(doc, words, self.reader.read(words))

    def _written(self, doc: Doc, words: Words, reading: Reading) -> Doc:
        import numpy as np

        doc.user_data[_FOUND] = reading.quotes
        if not len(doc):
            return doc
        keep_judge(doc, Judge(self._trained, reading.checks, reading.states))
        rows: Any = np.zeros((len(doc), 5), dtype="uint64")
        space_tag, space, dep, no_morph = self._space
        rows[:] = [space_tag, space, no_morph, 0, dep]
        heads = np.arange(len(doc))
        before = -1
        for word, index in enumerate(words.indices):
            morph = reading.morphs[word]
            rows[index] = [
                self._tags[reading.tags[word]],
                self._pos[morph],
                self._morphs[morph],
                0,
                self._relations[reading.relations[word]],
            ]
            heads[index] = words.indices[reading.heads[word]]
            # White space hangs on the word before it, so that it ends a sentence and begins none.
            heads[max(0, before + 1) : index] = before if before >= 0 else index
            before = index
        if before >= 0:
            heads[before + 1 :] = before
        rows[:, 3] = (heads - np.arange(len(doc))).astype("int64").astype("uint64")
        doc.from_array([TAG, POS, MORPH, HEAD, DEP], rows)
        doc.set_ents([_span(doc, words, *name) for name in reading.names])
        return doc


def _span(doc: Doc, words: Words, start: int, end: int, label: str) -> Span:
    return Span(doc, words.indices[start], words.indices[end - 1] + 1, label=label)


@Language.factory(
    "quotemark_encoder",
    assigns=["token.tag", "token.pos", "token.morph", "token.dep", "token.head", "token.is_sent_start", "doc.ents"],
    default_config={"folder": None, "threads": None, "cue_bias": 0.0},
)
def make_encoder(nlp: Language, name: str, folder: str | None, threads: int | None, cue_bias: float) -> Any:  # noqa: ARG001
    """The component, reading with the weights that Quotemark ships or with those of a folder."""
    trained = load_trained(Path(folder) if folder else FOLDER, threads=threads)
    return Encoder(nlp, trained, cue_bias=cue_bias)
