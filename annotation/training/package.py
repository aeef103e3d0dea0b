"""What ships: one folder with the pipeline’s parts, its numbers in half precision, and nothing that only training needs."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from annotation.errors import ReadError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

FOLDER = "pipeline"
_DROPPED = ("vocab/lookups.bin",)


def combined(work: Path, treebank: Iterable[Doc], *, names: bool = True) -> Language:
    """The whole pipeline in memory: the best base pipeline, lemmas learnt from gold docs, and the best names where they are trained.

    Raises:
        ReadError: where the base has not been trained.
    """
    import spacy

    import annotation.suggest.components  # noqa: F401 - registers the tokenizer
    from annotation.suggest.lemmas import Lemmatizer, learn_lemmas
    from annotation.suggest.noun_chunks import use_noun_chunks
    from annotation.suggest.shipped import look_up_lower_case

    base = work / "base" / "best"
    if not base.exists():
        raise ReadError(f"{base} is missing.", way_out="Run the stage “base” first.")
    nlp = spacy.load(base)
    nlp.max_length = 2**62
    lemmas = nlp.add_pipe("quotemark_lemmas")
    assert isinstance(lemmas, Lemmatizer)
    lemmas.table = learn_lemmas((token.text, token.tag_, token.lemma_) for doc in treebank for token in doc)
    found = work / "names" / "best"
    if names and found.exists():
        nlp.add_pipe("ner", source=spacy.load(found, vocab=nlp.vocab))
    return use_noun_chunks(look_up_lower_case(nlp))


def assemble(work: Path, treebank: Iterable[Doc], *, licensed_only: bool) -> Path:
    """Write the whole pipeline to `WORK/pipeline`; the folder."""
    nlp = combined(work, treebank)
    nlp.meta.update(
        name="quotemark",
        version="0.1.0",
        description="English for news: tags, lemmas, parse (Universal Dependencies), names",
        license="Apache-2.0",
        recipe="licensed-only" if licensed_only else "full",
    )
    folder = work / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    nlp.to_disk(folder)
    for name in _DROPPED:
        (folder / name).unlink(missing_ok=True)
    for model in sorted(folder.glob("*/model")):
        _halve(model)
    _halve_vectors(folder / "vocab" / "vectors")
    return folder


def describe(folder: Path) -> str:
    """The size of a folder and of its largest files, as a line of text."""
    sizes = {path: path.stat().st_size for path in folder.rglob("*") if path.is_file()}
    largest = sorted(sizes, key=lambda path: -sizes[path])[:5]
    told = ", ".join(f"{path.relative_to(folder)} {sizes[path] / 1e6:.1f}" for path in largest)
    return f"{folder}: {sum(sizes.values()) / 1e6:.1f} MB ({told})"


def _halve(path: Path) -> None:
    """Rewrite a component’s weights in half precision; `annotation.suggest.shipped` widens them."""
    import numpy as np
    import srsly

    message = srsly.msgpack_loads(path.read_bytes())
    for params in message["params"]:
        for name, value in params.items():
            if isinstance(value, np.ndarray) and value.dtype == np.float32:
                params[name] = value.astype("float16")
    path.write_bytes(srsly.msgpack_dumps(message))


def _halve_vectors(path: Path) -> None:
    import numpy as np

    if path.exists():
        with path.open("rb") as file:
            table = np.load(file)
        with path.open("wb") as file:
            np.save(file, table.astype("float16"))
