"""Graphs whose answers a person can foresee: what they say of a word follows from its piece and its place alone."""

from __future__ import annotations

from typing import Any

import numpy as np

from annotation.suggest.encoder.graphs import Trained
from annotation.suggest.encoder.labels import FARTHEST, HOLDER, NAME_LABELS, TARGET, Labels, begin_inside
from annotation.suggest.encoder.pieces import WordPieces

WORDS = ("said", "vele", "ships", "came", ".")
PIECES = WordPieces({piece: n for n, piece in enumerate(("[PAD]", "[UNK]", "[CLS]", "[SEP]", *WORDS))})
SAID, VELE, SHIPS, STOP = (PIECES.of(word)[0] for word in ("said", "vele", "ships", "."))
LABELS = Labels(("NN", "VBD"), ("NOUN|Number=Sing", "VERB"), ("ROOT", "dep", "nsubj"))


class PlainGraphs:
    """“said” is a cue, a verb and the root; “vele” a person; a sentence starts after a full stop; all else hangs on the root.

    The word before a cue is its source, the three after it, up to a full stop, its content. Only “ships” are worth checking; “vele” has
    support where it is the target, and is held in it where it is the holder.
    """

    def read(self, batch: dict[str, Any]) -> dict[str, Any]:
        """See `annotation.suggest.encoder.graphs.Graphs`."""
        words = np.take_along_axis(batch["pieces"], batch["firsts"], axis=1)
        said = words == SAID
        rows, count = words.shape
        names = np.zeros((rows, count, len(begin_inside(NAME_LABELS))), dtype="float32")
        names[..., 1] = np.where(words == VELE, 5.0, -5.0)
        names[..., 2:] = -5.0
        arcs = np.zeros((rows, count, count + 1), dtype="float32")
        arcs[..., 1:] = np.where(said, 1.0, -1.0)[:, None, :]
        arcs[..., 0] = np.where(said, 2.0, -2.0)
        after_stop = np.pad(words[:, :-1] == STOP, ((0, 0), (1, 0)))
        return {
            "cues": np.stack([np.zeros(words.shape), np.where(said, 2.0, -9.0), np.full(words.shape, -9.0)], axis=-1),
            "names": names,
            "tags": np.stack([~said, said], axis=-1).astype("float32"),
            "morphs": np.stack([~said, said], axis=-1).astype("float32"),
            "starts": np.stack([~after_stop, after_stop], axis=-1).astype("float32"),
            "as_word": words[..., None].astype("float32"),
            "as_cue": words[..., None].astype("float32"),
            "arcs": arcs,
            "as_dependent": words[..., None].astype("float32"),
            "as_head": np.pad(words, ((0, 0), (1, 0)))[..., None].astype("float32"),
            "checks": np.stack([np.zeros(words.shape), words == SHIPS], axis=-1).astype("float32"),
            "words": words[..., None].astype("float32"),
        }

    def parts(self, batch: dict[str, Any]) -> Any:
        """See `Graphs`."""
        words, far = batch["as_word"][..., 0], batch["distances"] - FARTHEST
        logits = np.zeros((*words.shape, 5), dtype="float32")
        logits[..., 1] = np.where(far == -1, 5.0, -5.0)
        near = (far > 0) & (far < 4) & (words != STOP)
        logits[..., 3] = np.where(near & (far == 1), 5.0, -5.0)
        logits[..., 4] = np.where(near & (far > 1), 5.0, -5.0)
        logits[..., 2] = -5.0
        return logits

    def relate(self, batch: dict[str, Any]) -> Any:
        """See `Graphs`."""
        subject = batch["as_dependent"][:, 0] == VELE
        return np.stack([np.full(len(subject), 9.0), ~subject, subject], axis=-1).astype("float32")

    def stance(self, batch: dict[str, Any]) -> tuple[Any, Any]:
        """See `Graphs`."""
        words, roles = batch["words"][..., 0], batch["roles"]
        answers = []
        for role in (TARGET, HOLDER):
            vele = ((words == VELE) & (roles == role)).any(axis=1)
            answers.append(np.stack([vele, np.zeros(len(vele)), ~vele], axis=-1).astype("float32") * 9)
        return answers[0], answers[1]


TRAINED = Trained(PlainGraphs(), LABELS, PIECES)
