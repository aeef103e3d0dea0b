from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from annotation.suggest.pieces import WordPieces
from annotation.suggest.quote_reader import find_quotes
from annotation.suggest.windows import FARTHEST

WORDS = ("said", "vele", "ships", "came", ".")
PIECES = WordPieces({piece: n for n, piece in enumerate(("[PAD]", "[UNK]", "[CLS]", "[SEP]", *WORDS))})
SAID, STOP = PIECES.of("said")[0], PIECES.of(".")[0]


def _read(batch: dict[str, Any]) -> tuple[Any, Any]:
    """A reader whose state of a word is its piece, and whose cues are the words “said”."""
    pieces = np.take_along_axis(batch["pieces"], batch["firsts"], axis=1)
    logits = np.zeros((*pieces.shape, 3), dtype="float32")
    logits[..., 1] = np.where(pieces == SAID, 2.0, -9.0)
    logits[..., 2] = -9.0
    return pieces[..., None].astype("float32"), logits


def _head(batch: dict[str, Any]) -> Any:
    """A head to which the word before a cue is its source, and the three after it, up to a full stop, its content."""
    words, far = batch["states"][..., 0], batch["distances"] - FARTHEST
    logits = np.zeros((*words.shape, 5), dtype="float32")
    logits[..., 1] = np.where(far == -1, 5.0, -5.0)
    near = (far > 0) & (far < 4) & (words != STOP)
    logits[..., 3] = np.where(near & (far == 1), 5.0, -5.0)
    logits[..., 4] = np.where(near & (far > 1), 5.0, -5.0)
    logits[..., 2] = -5.0
    return logits


def _found(words: list[str], cue_bias: float = 0.0) -> list[tuple[str, str, str]]:
    quotes = find_quotes(words, PIECES, read=_read, head=_head, cue_bias=cue_bias)
    return [
        (
            " ".join(words[quote.cue[0] : quote.cue[1]]),
            " / ".join(" ".join(words[low:high]) for low, high in quote.source),
            " / ".join(" ".join(words[low:high]) for low, high in quote.content),
        )
        for quote in quotes
    ]


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 200), st.integers(1, 80))
def test_a_quote_is_found_once_wherever_it_stands(before: int, times: int) -> None:
    """However the windows of a long document fall, each quote is found in one of them, whole, and in order."""
    words = [*["ships"] * before, *["vele", "said", "ships", "came", "."] * times]
    assert _found(words) == [("said", "vele", "ships came")] * times


def test_a_cue_without_content_is_no_quote() -> None:
    """What nobody is found to have said is not suggested."""
    assert _found(["vele", "said", "."]) == []


def test_a_lower_bias_finds_fewer() -> None:
    """Below what the logits say for a cue, it is no longer one."""
    assert len(_found(["vele", "said", "ships", "."], cue_bias=-1.0)) == 1
    assert _found(["vele", "said", "ships", "."], cue_bias=-3.0) == []


def test_nothing_is_found_in_nothing() -> None:
    """A document without words has no quotes."""
    assert _found([]) == []
