"""The encoder and all that is read off its states: cues and their parts, names, tags, sentences, dependencies, claims, stances.

One reading of the text serves all. What is said of a word given a cue comes from a light head over the states of both, so that quotes
may nest, contents may be discontinuous, and cue, source and content belong together from the start. (Conditioning on the
predicate is how semantic role labelling does it; a head instead of a second reading keeps it cheap.) Dependencies are those of Dozat
and Manning (2017): a biaffine score for each pair of words, the label from both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotation.suggest.encoder.labels import (
    CUE_LABELS,
    FARTHEST,
    NAME_LABELS,
    PART_LABELS,
    Labels,
    begin_inside,
    order_of,
)
from annotation.suggest.encoder.pieces import WordPieces
from annotation.suggest.encoder.windows import BREAKS, QUOTED, SHAPES
from annotation.training.judge import build_check, build_judge
from annotation.training.pretrained import load_pretrained

if TYPE_CHECKING:
    import torch

HEAD_WIDTH = 128
ATTENTION_HEADS = 4
_NEVER = -1e4


def build_model(labels: Labels) -> tuple[Any, WordPieces]:
    """A model with fresh heads on the pretrained encoder, and its word pieces.

    The model is a `torch.nn.Module` in four steps: `read` gives what is said of each word and what the others take; `parts` the
    logits of `PART_LABELS` for the words around each cue, `relate` those of relations for words and their heads, `stance` those of
    `TOWARD` and `DIRECTED` for each target in its sentence.

    Raises:
        SuggestError: where torch or the weights are not installed.
    """
    pretrained = load_pretrained()
    import torch
    from torch import nn

    class Encoder(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            width = pretrained.width
            self.encoder = pretrained.model
            # What pieces in lower case do not show joins them where they enter; at first it says nothing.
            self.shape, self.quoted, self.broken = (nn.Embedding(n, width) for n in (SHAPES, QUOTED, BREAKS))
            for table in (self.shape, self.quoted, self.broken):
                nn.init.zeros_(table.weight)
            self.dropout = nn.Dropout(0.1)
            self.cue = nn.Linear(width, len(CUE_LABELS))
            self.name = nn.Linear(width, len(begin_inside(NAME_LABELS)))
            self.tag = nn.Linear(width, len(labels.tags))
            self.morph = nn.Linear(width, len(labels.morphs))
            self.start = nn.Linear(width, 2)
            # Parts of quotes.
            self.of_word = nn.Linear(width, 2 * HEAD_WIDTH)
            self.of_cue = nn.Linear(width, 2 * HEAD_WIDTH)
            self.distance = nn.Embedding(2 * FARTHEST + 1, HEAD_WIDTH)
            self.near = nn.Conv1d(HEAD_WIDTH, HEAD_WIDTH, 5, padding=2)
            self.normal = nn.LayerNorm(HEAD_WIDTH)
            self.attention = nn.Linear(HEAD_WIDTH, 3 * HEAD_WIDTH)
            self.attended = nn.Linear(HEAD_WIDTH, HEAD_WIDTH)
            self.nearer = nn.Conv1d(HEAD_WIDTH, HEAD_WIDTH, 5, padding=2)
            self.part = nn.Linear(HEAD_WIDTH, len(PART_LABELS))
            self.transitions = nn.Parameter(torch.zeros(len(PART_LABELS), len(PART_LABELS)))
            # Dependencies.
            self.dependent = nn.Linear(width, 2 * HEAD_WIDTH)
            self.head = nn.Linear(width, 2 * HEAD_WIDTH)
            self.root = nn.Parameter(torch.zeros(width))
            self.arc = nn.Parameter(torch.eye(HEAD_WIDTH) / HEAD_WIDTH**0.5)
            self.arc_bias = nn.Linear(HEAD_WIDTH, 1)
            self.relation = nn.Linear(HEAD_WIDTH, len(labels.relations))
            # What is worth checking; who is for or against whom.
            self.check = build_check(pretrained.model)
            self.judge = build_judge(pretrained.model)

        def read(
            self,
            pieces: torch.Tensor,
            mask: torch.Tensor,
            features: torch.Tensor,
            firsts: torch.Tensor,
            lasts: torch.Tensor,
        ) -> dict[str, torch.Tensor]:
            """Of `(row, piece)` and `(row, word)`: a dictionary of tensors that begin with (row, word)."""
            entering = self.encoder.embeddings.word_embeddings(pieces) + self.shape(features % SHAPES)
            entering = entering + self.quoted(features // SHAPES % QUOTED)
            entering = entering + self.broken(features // (SHAPES * QUOTED))
            layers = self.encoder(inputs_embeds=entering, attention_mask=mask, output_hidden_states=True).hidden_states
            width = entering.shape[-1]

            def of_words(states: torch.Tensor) -> torch.Tensor:
                first = states.gather(1, firsts.unsqueeze(-1).expand(-1, -1, width))
                return first + states.gather(1, lasts.unsqueeze(-1).expand(-1, -1, width))

            words = self.dropout(of_words(layers[-1]))
            dependents = self.dependent(words)
            roots = self.root.expand(words.shape[0], 1, width)
            heads = self.head(torch.cat([roots, words], dim=1))
            for_arcs = nn.functional.gelu(heads[..., :HEAD_WIDTH])
            arcs = nn.functional.gelu(dependents[..., :HEAD_WIDTH]) @ self.arc @ for_arcs.transpose(1, 2)
            return {
                "cues": self.cue(words),
                "names": self.name(words),
                "tags": self.tag(words),
                "morphs": self.morph(words),
                "starts": self.start(words),
                "as_word": self.of_word(words),
                "as_cue": self.of_cue(words),
                "arcs": arcs + self.arc_bias(for_arcs).transpose(1, 2),
                "as_dependent": dependents[..., HEAD_WIDTH:],
                "as_head": heads[..., HEAD_WIDTH:],
                "checks": self.check([of_words(states) for states in layers]),
                "words": words,
            }

        def parts(
            self, as_word: torch.Tensor, as_cue: torch.Tensor, distances: torch.Tensor, mask: torch.Tensor
        ) -> torch.Tensor:
            """`as_word` (cue, word, width), `as_cue` (cue, width), `distances` and `mask` (cue, word)."""
            word, gate = as_word.chunk(2, dim=-1)
            cue, opened = as_cue.unsqueeze(1).chunk(2, dim=-1)
            mixed = nn.functional.gelu(word + cue + gate * opened + self.distance(distances))
            there = mask.unsqueeze(-1).to(mixed.dtype)
            mixed = mixed + nn.functional.gelu(self.near((mixed * there).transpose(1, 2)).transpose(1, 2))
            mixed = mixed + self._attend(self.normal(mixed), mask)
            mixed = mixed + nn.functional.gelu(self.nearer((mixed * there).transpose(1, 2)).transpose(1, 2))
            return self.part(self.dropout(mixed))

        def _attend(self, mixed: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
            rows, length = mixed.shape[0], mixed.shape[1]
            split = self.attention(mixed).view(rows, length, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4)
            seen = mask.to(torch.bool)[:, None, None, :]
            gained = nn.functional.scaled_dot_product_attention(split[0], split[1], split[2], attn_mask=seen)
            return self.attended(gained.transpose(1, 2).reshape(rows, length, HEAD_WIDTH))

        def relate(self, as_dependent: torch.Tensor, as_head: torch.Tensor) -> torch.Tensor:
            """Both (word, width), each word beside its head."""
            return self.relation(nn.functional.gelu(as_dependent + as_head))

        def stance(
            self, words: torch.Tensor, roles: torch.Tensor, mask: torch.Tensor
        ) -> tuple[torch.Tensor, torch.Tensor]:
            """See `annotation.training.judge`."""
            toward, directed = self.judge(words, roles, mask)
            return toward, directed

        def forward(self, *inputs: torch.Tensor) -> tuple[torch.Tensor, ...]:
            return tuple(self.read(*inputs).values())

    return Encoder(), pretrained.pieces()


def forbidden() -> torch.Tensor:
    """What `transitions` must never gain on: an inside label after another than its own; (label, label)."""
    import torch

    never = torch.zeros(len(PART_LABELS), len(PART_LABELS))
    for label, begin in enumerate(order_of(PART_LABELS)):
        if begin >= 0:
            for before in range(len(PART_LABELS)):
                if before not in (begin, label):
                    never[before, label] = _NEVER
    return never
