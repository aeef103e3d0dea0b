"""Vectors of words, taken from a small pretrained encoder: what it makes of a word, averaged over sentences that have it.

The way is that of Bommasani and others, “Interpreting Pretrained Contextualized Representations via Reductions to Static Embeddings”
(2020). They let a small convolutional pipeline know words that its treebanks do not have, at the cost of a table look-up.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotation.training.pretrained import load_pretrained

if TYPE_CHECKING:
    from spacy.language import Language

LAYERS = (2, 3, 4)
_LONGEST = 60
_BATCH = 64
_OFTEN_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class VectorPlan:
    """How vectors are made.

    Args:
        width: numbers a word, kept by principal components.
        sentences_a_word: of how many sentences a word’s vector is the mean, at most.
        most_words: the table’s rows; the most frequent words of the corpora come first.
    """

    width: int = 96
    sentences_a_word: int = 4
    most_words: int = 60_000


def chosen_sentences(sentences: Iterable[Sequence[str]], plan: VectorPlan) -> Iterator[Sequence[str]]:
    """Of sentences (words as they stand), those that have a word which too few before them had."""
    seen: Counter[str] = Counter()
    for sentence in sentences:
        words = {word.lower() for word in sentence}
        if len(sentence) <= _LONGEST and any(seen[word] < plan.sentences_a_word for word in words):
            seen.update(words)
            yield sentence


def make_vectors(
    sentences: Sequence[Sequence[str]], plan: VectorPlan, *, tell: Callable[[str], None] = print
) -> tuple[list[str], Any]:
    """Words in lower case, the most frequent first, and their vectors (rows of unit length, float32)."""
    import numpy as np

    counts = Counter(word.lower() for sentence in sentences for word in sentence)
    chosen = sorted(chosen_sentences(sentences, plan), key=len)
    tell(f"{len(counts)} words; {len(chosen)} of {len(sentences)} sentences are read for them")
    encoder = load_pretrained(layers=max(LAYERS))
    rows: dict[str, int] = {}
    sums = np.zeros((len(counts) + encoder.vocabulary_size, encoder.width), dtype="float32")
    number = np.zeros(len(sums), dtype="float32")
    started = time.monotonic()
    for start in range(0, len(chosen), _BATCH):
        batch = [list(sentence) for sentence in chosen[start : start + _BATCH]]
        for sentence, vectors in zip(batch, encoder.word_states(batch, layers=LAYERS), strict=True):
            for word, vector in zip(sentence, vectors, strict=True):
                row = rows.setdefault(word.lower(), len(rows))
                if number[row] < plan.sentences_a_word * 4:
                    sums[row] += vector
                    number[row] += 1
        if start // _BATCH % 100 == 99:
            tell(f"{start + len(batch)} sentences in {time.monotonic() - started:.0f} s")
    alone = [word for word in encoder.whole_words() if word not in rows]
    for start in range(0, len(alone), _BATCH * 4):
        for word, vectors in zip(
            alone[start : start + _BATCH * 4],
            encoder.word_states([[word] for word in alone[start : start + _BATCH * 4]], layers=LAYERS),
            strict=True,
        ):
            row = rows.setdefault(word, len(rows))
            sums[row] += vectors[0]
            number[row] += 1
    ranked = sorted(rows, key=lambda word: (-counts[word], word))
    kept = [word for word in ranked if counts[word] >= _OFTEN_ENOUGH or word in set(alone)][: plan.most_words]
    order = [rows[word] for word in kept]
    return kept, _reduced(sums[order] / np.maximum(1, number[order])[:, None], plan.width)


def _reduced(table: Any, width: int) -> Any:
    """The principal components of a table, its rows brought to unit length."""
    import numpy as np

    centred = table - table.mean(axis=0)
    _, vectors = np.linalg.eigh(centred.T @ centred)
    reduced = centred @ vectors[:, ::-1][:, :width]
    return (reduced / np.maximum(1e-6, np.linalg.norm(reduced, axis=1, keepdims=True))).astype("float32")


def write_vectors(words: Sequence[str], table: Any, path: Path) -> None:
    """Write vectors as half-precision numbers."""
    import numpy as np

    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, words=np.asarray(words), table=table.astype("float16"))


def set_vectors(nlp: Language, path: Path) -> None:
    """Give a pipeline the vectors of a file, looked up by the word in lower case."""
    import numpy as np
    from spacy.vectors import Vectors

    with np.load(path) as arrays:
        keys = [nlp.vocab.strings.add(str(word)) for word in arrays["words"]]
        table = arrays["table"].astype("float32")
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=table, keys=keys, attr="LOWER")
