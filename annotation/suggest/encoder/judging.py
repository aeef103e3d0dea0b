"""What the encoder’s states say of stretches of a document it has read: is this worth checking, who is for or against whom.

Places are words of the document: tokens that are no white space, as `DocView` counts them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from annotation.suggest.encoder.decoding import probabilities
from annotation.suggest.encoder.graphs import Trained
from annotation.suggest.encoder.labels import HOLDER, TARGET

if TYPE_CHECKING:
    from spacy.tokens import Doc

_KEY = "quotemark_judge"
_TOGETHER = 16
# Sentences that are longer are lists; what is farther from a target says nothing of it.
_FARTHEST = 80


@dataclass(frozen=True, slots=True)
class Pair:
    """A target among the words `[start, end)` of its sentence, and a holder among them where it is asked about one."""

    start: int
    end: int
    target: tuple[int, int]
    holder: tuple[int, int] | None = None

    def near(self) -> Pair:
        """The same with no more words around than matter."""
        low = min(self.target[0], self.holder[0] if self.holder else self.target[0])
        high = max(self.target[1], self.holder[1] if self.holder else self.target[1])
        start, end = max(self.start, low - _FARTHEST), min(self.end, high + _FARTHEST)
        return Pair(start, end, self.target, self.holder)


class Judge:
    """Judges what is in one document.

    Args:
        trained: what the document was read with.
        checks: for each word how much it counts, and what for (two numbers).
        states: for each word what targets are judged by.
    """

    def __init__(self, trained: Trained, checks: Sequence[Any], states: Sequence[Any]) -> None:
        self._trained = trained
        self._checks = checks
        self._states = states

    def worth_checking(self, start: int, end: int) -> float:
        """The log-odds that the words `[start, end)` are worth checking; there must be some."""
        import numpy as np

        own = np.asarray(self._checks[start:end], dtype="float64")
        return float(probabilities(own[:, 0]) @ own[:, 1])

    def toward(self, pairs: Sequence[Pair]) -> Any:
        """For each pair the probabilities of `TOWARD`: the polarity toward its target, whoever has it."""
        return self._judged(pairs)[0]

    def directed(self, pairs: Sequence[Pair]) -> Any:
        """For each pair the probabilities of `DIRECTED`: its holder’s polarity toward its target."""
        return self._judged(pairs)[1]

    def _judged(self, pairs: Sequence[Pair]) -> tuple[Any, Any]:
        import numpy as np

        found = np.zeros((2, len(pairs), 3), dtype="float32")
        near = [pair.near() for pair in pairs]
        order = sorted(range(len(near)), key=lambda number: near[number].end - near[number].start)
        for low in range(0, len(order), _TOGETHER):
            some = order[low : low + _TOGETHER]
            answers = self._trained.graphs.stance(self._arrays([near[number] for number in some]))
            for kind, logits in enumerate(answers):
                found[kind, some] = probabilities(logits)
        return found[0], found[1]

    def _arrays(self, pairs: Sequence[Pair]) -> dict[str, Any]:
        import numpy as np

        longest = max(pair.end - pair.start for pair in pairs)
        words = np.zeros((len(pairs), longest, len(self._states[0])), dtype="float32")
        roles = np.zeros((len(pairs), longest), dtype="int64")
        mask = np.zeros((len(pairs), longest), dtype="bool")
        for row, pair in enumerate(pairs):
            length = pair.end - pair.start
            words[row, :length] = self._states[pair.start : pair.end]
            mask[row, :length] = True
            if pair.holder:
                roles[row, pair.holder[0] - pair.start : pair.holder[1] - pair.start] = HOLDER
            roles[row, pair.target[0] - pair.start : pair.target[1] - pair.start] = TARGET
        return {"words": words, "roles": roles, "mask": mask}


def keep_judge(doc: Doc, judge: Judge) -> None:
    """Leave a doc its judge."""
    doc.user_data[_KEY] = judge


def judge_of(doc: Doc) -> Judge | None:
    """The judge of a doc; None where the encoder has not read it."""
    found = doc.user_data.get(_KEY)
    return found if isinstance(found, Judge) else None
