"""A small pretrained encoder that finds cues, and for each cue which words around it are its source and its content.

One reading of the text serves all: what is said of a word given a cue comes from a light head over the states of both, so that quotes
may nest, contents may be discontinuous, and cue, source and content belong together from the start. (Conditioning on the
predicate is how semantic role labelling does it; a head instead of a second reading keeps it cheap.)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from annotation.suggest.pieces import WordPieces
from annotation.suggest.windows import CUE_LABELS, FARTHEST, PART_LABELS, SHAPES, Window, as_arrays, distances
from annotation.training.pretrained import load_pretrained

if TYPE_CHECKING:
    import torch

HEAD_WIDTH = 160
_SHAPE_WIDTH = 16
IGNORED = -100


def build_model() -> tuple[Any, WordPieces]:
    """A model with fresh heads on the pretrained encoder, and its word pieces.

    The model is a `torch.nn.Module` with two steps: `read(pieces, mask, firsts, shapes)` gives states of words and logits of cues,
    `parts(states, cues, distances)` the logits of `PART_LABELS` for the words around each cue.

    Raises:
        SuggestError: where torch or the weights are not installed.
    """
    pretrained = load_pretrained()
    import torch
    from torch import nn

    class QuoteReader(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            width = pretrained.width + _SHAPE_WIDTH
            self.encoder = pretrained.model
            self.shape = nn.Embedding(len(SHAPES), _SHAPE_WIDTH)
            self.dropout = nn.Dropout(0.1)
            self.cue = nn.Linear(width, len(CUE_LABELS))
            self.of_word = nn.Linear(width, HEAD_WIDTH)
            self.of_cue = nn.Linear(width, HEAD_WIDTH)
            self.meeting = nn.Linear(width, HEAD_WIDTH, bias=False)
            self.distance = nn.Embedding(2 * FARTHEST + 1, HEAD_WIDTH)
            self.near = nn.Conv1d(HEAD_WIDTH, HEAD_WIDTH, 5, padding=2)
            self.wide = nn.Conv1d(HEAD_WIDTH, HEAD_WIDTH, 5, padding=8, dilation=4)
            self.out = nn.Linear(HEAD_WIDTH, len(PART_LABELS))

        def read(
            self, pieces: torch.Tensor, mask: torch.Tensor, firsts: torch.Tensor, shapes: torch.Tensor
        ) -> tuple[torch.Tensor, torch.Tensor]:
            states = self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state
            words = states.gather(1, firsts.unsqueeze(-1).expand(-1, -1, states.shape[-1]))
            joined = self.dropout(torch.cat([words, self.shape(shapes)], dim=-1))
            return joined, self.cue(joined)

        def parts(self, states: torch.Tensor, cues: torch.Tensor, distances: torch.Tensor) -> torch.Tensor:
            """`states` (cue, word, width), `cues` (cue, width), `distances` (cue, word), clipped and shifted to be indices."""
            cue = self.of_cue(cues).unsqueeze(1)
            mixed = self.of_word(states) + cue + self.meeting(states) * cue + self.distance(distances)
            mixed = nn.functional.gelu(mixed).transpose(1, 2)
            mixed = mixed + nn.functional.gelu(self.near(mixed))
            mixed = mixed + nn.functional.gelu(self.wide(mixed))
            return self.out(self.dropout(mixed.transpose(1, 2)))

        def forward(
            self, pieces: torch.Tensor, mask: torch.Tensor, firsts: torch.Tensor, shapes: torch.Tensor
        ) -> tuple[torch.Tensor, torch.Tensor]:
            return self.read(pieces, mask, firsts, shapes)

    return QuoteReader(), pretrained.pieces()


def as_tensors(windows: Sequence[Window], vocabulary: WordPieces) -> dict[str, torch.Tensor]:
    """Windows as tensors, padded: what `read` takes."""
    import torch

    return {name: torch.from_numpy(array) for name, array in as_arrays(windows, vocabulary).items()}


def loss_of(model: Any, windows: Sequence[Window], vocabulary: WordPieces) -> torch.Tensor:
    """The loss of a batch: of cues, over all words, and of the parts of each gold cue."""
    import torch
    from torch.nn.functional import cross_entropy

    batch = as_tensors(windows, vocabulary)
    states, cue_logits = model.read(**batch)
    most_words = states.shape[1]
    wanted = torch.full((len(windows), most_words), IGNORED)
    for row, window in enumerate(windows):
        wanted[row, : len(window.cue_labels)] = torch.tensor(window.cue_labels)
    total = cross_entropy(cue_logits.flatten(0, 1), wanted.flatten(), ignore_index=IGNORED)
    cues = [(row, cue) for row, window in enumerate(windows) for cue in window.cues]
    if not cues:
        return total
    rows = torch.tensor([row for row, _ in cues])
    heads = torch.stack([states[row, cue.start : cue.end].mean(dim=0) for row, cue in cues])
    far = torch.tensor([distances(cue.start, cue.end, most_words) for _, cue in cues])
    labels = torch.full((len(cues), most_words), IGNORED)
    for number, (_, cue) in enumerate(cues):
        labels[number, : len(cue.labels)] = torch.tensor(cue.labels)
    logits = model.parts(states[rows], heads, far)
    return total + cross_entropy(logits.flatten(0, 1), labels.flatten(), ignore_index=IGNORED)
