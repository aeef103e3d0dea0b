"""The trained English pipeline that Quotemark ships, as `annotation.training.package` writes it: weights in half precision."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

FOLDER = Path(__file__).parent / "data" / "english"


def load_shipped(folder: Path = FOLDER) -> Language | None:
    """The pipeline of a folder, ready to use; None where there is none. Takes about a second after spaCy’s own import."""
    if not (folder / "config.cfg").exists():
        return None
    import spacy

    import annotation.suggest.components
    import annotation.suggest.lemmas  # noqa: F401 - both register what the folder names
    from annotation.suggest.arithmetic import use_fast_products
    from annotation.suggest.noun_chunks import use_noun_chunks

    use_fast_products()
    nlp = widen(spacy.load(folder))
    nlp.max_length = 2**62
    return use_noun_chunks(nlp)


def widen(nlp: Language) -> Language:
    """Turn the half-precision numbers of a pipeline that was just loaded into what is computed with."""
    for node in _nodes(nlp):
        for name in node.param_names:
            if node.has_param(name) and node.get_param(name).dtype == "float16":
                node.set_param(name, node.get_param(name).astype("float32"))
    return look_up_lower_case(nlp)


def look_up_lower_case(nlp: Language) -> Language:
    """Let vectors be looked up by the word in lower case, as they were made and trained with; in single precision.

    spaCy does not keep on disk by what vectors are looked up: whatever is loaded looks words up as they stand, and finds none of
    those with capitals. So this follows every loading.
    """
    from spacy.vectors import Vectors

    vectors = nlp.vocab.vectors
    if len(vectors.key2row):
        rows: dict[int, int] = vectors.key2row
        keys = sorted(rows, key=lambda key: rows[key])
        data = vectors.data.astype("float32")
        nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=data, keys=keys, attr="LOWER")
    return nlp


def _nodes(nlp: Language) -> Iterator[Any]:
    for _, pipe in nlp.pipeline:
        if model := getattr(pipe, "model", None):
            yield from model.walk()
