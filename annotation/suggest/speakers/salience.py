"""Whom a pronoun means: of those mentioned shortly before it, the one who stands out, if one does.

Weights of salience in the manner of S. Lappin and H. Leass, “An algorithm for pronominal anaphora resolution” (Computational Linguistics
20(4), 1994), with one for who spoke in the quote before: a reporter’s “he said” goes on with the last speaker. Those without a name count
too (“a spokesman said … he added”), so that a pronoun that means one of them gets no name.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Literal

from annotation.suggest.speakers.entities import Entity
from annotation.suggest.speakers.words import Gender

Number = Literal["one", "many", "thing"]

_WINDOW = 40  # mentions before a pronoun that are looked at
_BY_SENTENCE = (80, 75, 50, 30)  # in the pronoun’s sentence, the one before it …
_FARTHER = 10
_MOST_SENTENCES = 8
_AGREES = 25
_SPOKE_HERE, _SPOKE_BEFORE = 60, 40  # in this paragraph, in the one before
_QUOTED, _REPORTED, _OWN_CONTENT = -60, -25, -70
_UNNAMED = -15
_MARGIN = 30
_LEAST = 70
_SURE = 110  # a score that counts as fully certain


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """An entity mentioned at a token: `weight` is that of its place in the sentence, `passage` the quotation marks it is in (-1: none)."""

    entity: Entity
    token: int
    sentence: int
    paragraph: int
    weight: int
    passage: int
    content: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoke:
    """The last quote’s speaker; `entity` is None where it could not be told whom its pronoun means."""

    entity: Entity | None
    gender: Gender
    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A pronoun: where it is, and what it agrees with. `quote` is the place of the quote whose source it is (-1: none)."""

    token: int
    sentence: int
    paragraph: int
    passage: int
    gender: Gender
    number: Number
    quote: int = -1
    not_: Entity | None = None  # who speaks of somebody else: the speaker of the quotation marks around it


@dataclass(frozen=True, slots=True)
class Answer:
    """Who is meant, how sure that is in [0, 1], and why, in words."""

    entity: Entity
    sure: float
    why: str


class Salience:
    """What was heard before a place, and who spoke last."""

    def __init__(self) -> None:
        self._heard: deque[Heard] = deque(maxlen=_WINDOW)
        self.spoke: Spoke | None = None

    def hear(self, heard: Heard) -> None:
        """Take note of a mention; mentions come in text order."""
        self._heard.append(heard)

    def resolve(self, asked: Asked) -> Answer | None:
        """The one that a pronoun means; None where nobody agrees with it or two do nearly as well. Bounded by the window."""
        scores: dict[int, tuple[float, Entity, Heard]] = {}
        for heard in self._heard:
            entity = heard.entity
            if entity is asked.not_ or not _agrees(entity, asked):
                continue
            score = self._score(heard, asked)
            if score is not None and score > scores.get(id(entity), (-1.0, entity, heard))[0]:
                scores[id(entity)] = (score, entity, heard)
        last = self.spoke
        lost = last and last.entity is None and last.paragraph == asked.paragraph and last.gender in ("", asked.gender)
        if not scores or (asked.quote >= 0 and lost and asked.number == "one"):
            return None
        ranked = sorted(scores.values(), key=lambda scored: -scored[0])
        best, entity, heard = ranked[0]
        if asked.number != "one" and not self._spoke_before(entity, asked):
            return None
        margin = best - (ranked[1][0] if len(ranked) > 1 else 0)
        if best < _LEAST or margin < _MARGIN:
            return None
        sure = min(best / _SURE, 1.0) * min(0.6 + margin / 150, 1.0)
        return Answer(entity, round(sure, 2), self._why(asked, heard, alone=len(ranked) == 1))

    def _score(self, heard: Heard, asked: Asked) -> float | None:
        apart = asked.sentence - heard.sentence
        spoke = self._spoke_before(heard.entity, asked)
        if apart > _MOST_SENTENCES and not spoke:
            return None
        score: float = _BY_SENTENCE[apart] if apart < len(_BY_SENTENCE) else _FARTHER
        score += heard.weight + spoke
        if heard.entity.group is None and not spoke:
            score += _UNNAMED
        if asked.gender and heard.entity.gender == asked.gender:
            score += _AGREES
        if heard.passage >= 0 and heard.passage != asked.passage:
            score += _QUOTED
        elif heard.content >= 0:
            score += _OWN_CONTENT if heard.content == asked.quote else _REPORTED
        return score

    def _spoke_before(self, entity: Entity, asked: Asked) -> int:
        last = self.spoke
        if last is None or last.entity is not entity or asked.quote < 0:
            return 0
        apart = asked.paragraph - last.paragraph
        return _SPOKE_HERE if apart == 0 else _SPOKE_BEFORE if apart == 1 else 0

    def _why(self, asked: Asked, heard: Heard, *, alone: bool) -> str:
        if self._spoke_before(heard.entity, asked):
            return "who speaks in the quote before"
        if alone:
            return "the only one mentioned before whom it can mean"
        return "who stands out among those mentioned before"


def _agrees(entity: Entity, asked: Asked) -> bool:
    if asked.number == "one":
        return entity.number == "one" and entity.gender in ("", asked.gender)
    if asked.number == "many":
        return entity.number in ("many", "body")
    return entity.number in ("body", "thing")
