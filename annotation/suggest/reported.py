"""A quote as the rules build it, before it becomes a proposal; and the way from one to the other."""

from __future__ import annotations

from dataclasses import dataclass

from annotation.model import Part, sorted_parts
from annotation.suggest.cues import Cue
from annotation.suggest.phrases import Phrase
from annotation.suggest.proposal import Proposal
from annotation.suggest.view import DocView
from annotation.text import TextRange

SUGGESTER = "quotes@0.3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """Content fragments (code points), the cue and the source (tokens) of one quote, with the pattern that found it."""

    content: tuple[TextRange, ...]
    form: str
    cue: tuple[int, int] | None
    source: Phrase | None
    score: float
    pattern: str

    def proposal(self, view: DocView) -> Proposal:
        """The quote as a proposal; the reason names the pattern, the cue’s words and where the source was found."""
        parts = [Part("content", fragment) for fragment in self.content]
        reason = f"{self.form} quote; {self.pattern}"
        if self.cue and (cue := view.range(*self.cue)):
            parts.append(Part("cue", cue))
            reason += f", cue ‘{cue.of(view.text)}’"
        if self.source and (source := view.name_range(self.source.start, self.source.end)):
            parts.append(Part("source", source))
            reason += f", source is {self.source.how}"
        elif not self.source:
            reason += ", no source found"
        return Proposal(
            label="QUOTE",
            parts=sorted_parts(parts),
            attributes={"form": self.form},
            suggester=SUGGESTER,
            score=round(min(max(self.score, 0.0), 1.0), 2),
            reason=reason,
        )


def cue_tokens(cue: Cue) -> tuple[int, int]:
    """The tokens that are marked as the cue: with its auxiliaries and adverbs."""
    return cue.start, cue.end
