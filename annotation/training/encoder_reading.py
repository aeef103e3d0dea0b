"""What a trained encoder finds in documents, with torch: for measuring while training. The application runs the exported graphs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from annotation.suggest.decoding import Found
from annotation.suggest.pieces import WordPieces
from annotation.suggest.quote_reader import Heading, Reading, find_quotes
from annotation.suggest.windows import word_indices

if TYPE_CHECKING:
    from spacy.tokens import Doc


def by_torch(model: Any) -> tuple[Reading, Heading]:
    """A model’s two steps as functions from arrays to arrays."""
    import torch

    def read(batch: dict[str, Any]) -> tuple[Any, Any]:
        with torch.inference_mode():
            states, cues = model.read(**{name: torch.from_numpy(array) for name, array in batch.items()})
        return states.numpy(), cues.numpy()

    def head(batch: dict[str, Any]) -> Any:
        with torch.inference_mode():
            return model.parts(*(torch.from_numpy(batch[name]) for name in ("states", "heads", "distances"))).numpy()

    return read, head


def predictions(
    docs: Sequence[Doc], vocabulary: WordPieces, *, read: Reading, head: Heading, cue_bias: float = 0.0
) -> list[dict[str, Any]]:
    """What is found in docs, as lines of the exchange form for the scorer."""
    lines = []
    for doc in docs:
        indices = word_indices(doc)
        words = [doc[i].text for i in indices]
        found = find_quotes(words, vocabulary, read=read, head=head, cue_bias=cue_bias)
        lines.append(as_exchange(doc, list(found), indices))
    return lines


def as_exchange(doc: Doc, found: Sequence[Found], indices: Sequence[int]) -> dict[str, Any]:
    """A document’s line; `indices` are the tokens that are words."""
    annotations = []
    for quote in found:
        roles = (("source", quote.source), ("cue", (quote.cue,)), ("content", quote.content))
        parts = [
            {"role": role, "start": doc[indices[low]].idx, "end": doc[last].idx + len(doc[last])}
            for role, ranges in roles
            for low, high in ranges
            for last in (indices[high - 1],)
        ]
        annotations.append({"label": "QUOTE", "parts": parts, "attributes": {}, "score": quote.score})
    return {"id": doc.user_data["id"], "text": doc.text, "annotations": annotations}
