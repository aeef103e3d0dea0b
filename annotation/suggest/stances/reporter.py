"""The reporter’s own stance on what is reported: *claimed* against *said*, *so-called*, loaded words, scare quotes. Holder: `@author`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from annotation.model import AUTHOR
from annotation.suggest.lexicon import read_data
from annotation.suggest.proposal import Proposal
from annotation.suggest.stances.found import Stance
from annotation.suggest.tree import Tree
from annotation.suggest.view import DocView

_SO_CALLED, _LOADED, _SCARED, _VERB = 0.7, 0.55, 0.35, 0.35
_LONGEST_SCARE = 3


@dataclass(frozen=True, slots=True)
class _Lists:
    doubting: frozenset[str]
    so_called: frozenset[str]
    loaded: frozenset[str]
    praising: frozenset[str]


@cache
def _lists() -> _Lists:
    return _Lists(**{name: frozenset(own) for name, own in read_data("stances")["reporter"].items()})


def reporter_stances(view: DocView, tree: Tree, quotes: Iterable[Proposal]) -> list[Stance]:
    """The stances of a document’s author that single words show, in text order. What others say in it shows none."""
    quotes = list(quotes)
    said = [
        (view.first_at(part.range.start), view.first_at(part.range.end))
        for quote in quotes
        for part in quote.parts
        if part.role == "content"
    ]
    inside = {word for start, end in said for word in range(start, end)}
    found = [*_words(view, tree, inside), *_scare_quotes(view, tree, inside), *_verbs(view, quotes)]
    return sorted(found, key=lambda stance: stance.target)


def _words(view: DocView, tree: Tree, inside: set[int]) -> Iterator[Stance]:
    """*The so-called reform*, *the embattled minister*."""
    lists = _lists()
    for word, lower in enumerate(view.lower):
        joined = lower + view.at(word + 1) + view.at(word + 2) if view.at(word + 1) == "-" else lower
        single = joined if joined in lists.so_called | lists.loaded else lower
        end = word + 3 if single == joined != lower else word + 1
        if single not in lists.so_called | lists.loaded or word in inside:
            continue
        noun = _noun_after(tree, word, end)
        if noun is None or view.inside_quote(word):
            continue
        phrase = tree.phrase(noun)
        doubts = single in lists.so_called
        yield Stance(
            holder=None,
            target=(min(end, noun), max(noun + 1, min(phrase[1], noun + 4)))
            if doubts
            else (end, max(end + 1, phrase[1])),
            evidence=(min(phrase[0], word), max(phrase[1], noun + 1)),
            polarity="support" if single in lists.praising else "oppose",
            score=_SO_CALLED if doubts else _LOADED,
            why=f"‘{single}’ is the reporter’s own word",
            holder_name=AUTHOR,
        )


def _noun_after(tree: Tree, word: int, end: int) -> int | None:
    """The noun or name that a word before it modifies."""
    head = tree.head[word]
    for _ in range(2):
        if head >= end and tree.pos[head] in ("NOUN", "PROPN"):
            return head
        head = tree.head[head]
    return None


def _scare_quotes(view: DocView, tree: Tree, inside: set[int]) -> Iterator[Stance]:
    """A word or two in quotation marks that nobody is said to have said, and that are no name."""
    for passage in view.outer_quotes:
        if passage.inner is None:
            continue
        start, end = view.first_at(passage.inner.start), view.first_at(passage.inner.end)
        if not 0 < end - start <= _LONGEST_SCARE or inside.intersection(range(start, end)):
            continue
        head = tree.root(start, end)
        if tree.pos[head] not in ("NOUN", "ADJ") or any(view.shown[word][:1].isupper() for word in range(start, end)):
            continue
        yield Stance(
            holder=None,
            target=(start, end),
            evidence=(start, end),
            polarity="oppose",
            score=_SCARED,
            why="quotation marks around words that nobody is quoted with",
            holder_name=AUTHOR,
        )


def _verbs(view: DocView, quotes: Iterable[Proposal]) -> Iterator[Stance]:
    """*Vale claimed that it works* rather than *Vale said that it works*: what is doubted is the clause."""
    for quote in quotes:
        places = {role: next((p.range for p in quote.parts if p.role == role), None) for role in ("content", "cue")}
        content, cue = places["content"], places["cue"]
        if content is None or cue is None or cue.of(view.text).lower() not in _lists().doubting:
            continue
        target = view.first_at(content.start), view.first_at(content.end)
        said = view.first_at(cue.start), view.first_at(cue.end)
        if target[1] - target[0] > 1 and said[0] < said[1]:
            yield Stance(
                holder=None,
                target=target,
                evidence=(min(said[0], target[0]), max(said[1], target[1])),
                polarity="oppose",
                score=_VERB,
                why=f"‘{cue.of(view.text)}’ rather than ‘said’: the reporter keeps away from what is said",
                holder_name=AUTHOR,
            )
