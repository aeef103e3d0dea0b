"""Speech told by layout: “SMITH: …” in a transcript, “Smith: …” in a headline."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from annotation.suggest.phrases import Phrase
from annotation.suggest.reported import Reported
from annotation.suggest.view import DocView
from annotation.text import TextRange

_SPEAKER = re.compile(r"[\"“]?(?P<name>[A-Z][A-Z.’'\-]+(?: [A-Z][A-Z.’'\-]*){0,4}):\s+(?=\S)")
_HEADLINE = re.compile(r"(?P<name>[A-Z][\w.’'\-]*(?: [A-Z][\w.’'\-]*){0,4}):\s+(?=[A-Z‘“'\"])")
_HEADINGS = frozenset(
    [
        "exclusive",
        "watch",
        "video",
        "update",
        "updated",
        "breaking",
        "live",
        "opinion",
        "analysis",
        "photos",
        "poll",
        "report",
        "review",
        "related",
        "read",
        "more",
        "fact",
        "check",
        "editorial",
        "note",
        "latest",
        "over",
        "under",
        "in",
        "on",
        "of",
        "for",
        "at",
        "the",
        "state",
        "battleground",
    ]
)
_FEWEST_TURNS = 3
_MOST_PARAGRAPHS = 3
_REMARK = re.compile(r"[\"“]?[(\[]")


def transcript(view: DocView) -> list[Reported]:
    """The turns of a transcript: paragraphs that begin with a name in capitals and a colon, where there are at least three."""
    turns = [(block, found) for block in view.blocks if (found := _SPEAKER.match(view.text, block.start, block.end))]
    if len(turns) < _FEWEST_TURNS or len({found["name"] for _, found in turns}) < 2:
        return []
    starts = [block.start for block in view.blocks]
    following = [block.start for block, _ in turns[1:]]
    return [
        replace(turn, content=(*turn.content, *_rest_of_turn(view, starts, block, following[place : place + 1])))
        for place, (block, found) in enumerate(turns)
        if found.end() < block.end
        for turn in [_by_colon(view, block, found, form="direct", score=0.85, pattern="a turn of a transcript")]
    ]


def _rest_of_turn(view: DocView, starts: list[int], first: TextRange, following: list[int]) -> list[TextRange]:
    """The paragraphs between the first of a turn and the next turn, without remarks in brackets; none after the last turn.

    `starts` are where the doc’s paragraphs start. Too many are no speech any more, but the article that goes on between two excerpts.
    """
    if not following:
        return []
    rest = view.blocks[bisect_right(starts, first.start) : bisect_left(starts, following[0])]
    return (
        [block for block in rest if not _REMARK.match(view.text, block.start)] if len(rest) <= _MOST_PARAGRAPHS else []
    )


def headline(view: DocView) -> list[Reported]:
    """A headline that quotes: a name, a colon and a clause in the first paragraph, which must be short."""
    if not view.blocks or len(view.blocks[0]) > 150 or len(view.blocks) < 2:
        return []
    block = view.blocks[0]
    found = _HEADLINE.match(view.text, block.start, block.end)
    if not found or _HEADINGS & set(found["name"].lower().split()) or len(found["name"].split()) > 4:
        return []
    return [_by_colon(view, block, found, form="indirect", score=0.45, pattern="a headline with a name and a colon")]


def _by_colon(
    view: DocView, block: TextRange, found: re.Match[str], *, form: str, score: float, pattern: str
) -> Reported:
    content = TextRange(found.end(), block.end)
    colon = view.first_at(found.end("name"))
    if view.quotes_between(content.start, content.end) and form == "indirect":
        form = "mixed"
    return Reported(
        content=(content,),
        form=form,
        cue=(colon, colon + 1),
        source=Phrase(view.first_at(found.start("name")), colon, 0.8, "the name before the colon"),
        score=score,
        pattern=pattern,
    )
