"""Quotes of the encoder in the form of the rules’ quotes, and how sure one is that the encoder alone has found."""

from __future__ import annotations

import math
from collections.abc import Iterable

from annotation.suggest.cues import lexicon
from annotation.suggest.encoder.decoding import Found
from annotation.suggest.lexicon import words
from annotation.suggest.phrases import Phrase
from annotation.suggest.reported import Reported
from annotation.suggest.view import DocView
from annotation.text import TextRange

_DIRECT = 0.9
_SHORT = 2
_REACH = 2
_INDEFINITE = ("a", "an")
# Tags (Penn Treebank) of plain forms; of words that alone say nothing of speech: candidly, has, would, not, to.
_PLAIN = ("VB", "VBP")
_HELPERS = ("RB", "MD", "TO", "PDT")


def as_reported(view: DocView, found: Found) -> Reported | None:
    """A quote of the encoder in the form of the rules’; None where nothing of its content is left."""
    cue, pieces = _with_verb(view, found)
    content = [span for low, high in pieces if (span := view.range(low, high))]
    if not content:
        return None
    sources = [span for span in found.source if span[0] < span[1]]
    source = (
        Phrase(*max(sources, key=lambda span: span[1] - span[0]), 0.9, "read off the sentence") if sources else None
    )
    whole = tuple(_with_marks(view, span) for span in content)
    return Reported(
        content=whole,
        form=form_of(view, whole),
        cue=cue,
        source=source,
        score=found.score,
        pattern="found by the trained encoder",
    )


def form_of(view: DocView, content: Iterable[TextRange]) -> str:
    """Direct where nearly all of a content is in quotation marks, indirect where nothing is, else mixed."""
    inside = total = 0
    for fragment in content:
        quoted = [q.outer for q in view.quotes_around(fragment)]
        for place in range(fragment.start, fragment.end):
            if view.text[place].isalnum():
                total += 1
                inside += any(outer.start <= place < outer.end for outer in quoted)
    if inside == 0:
        return "indirect"
    return "direct" if inside >= _DIRECT * total else "mixed"


def sure_alone(view: DocView, quote: Reported) -> float:
    """How sure a quote is that the encoder alone has found: from nothing to 1.

    A logistic curve over the encoder’s score and what tells quotes from a narrator’s own verbs. Its signs are those that a regression
    (Newton’s method, ridge 1) has on the train and on the dev part of PolNeAR alike; its numbers are rounded.
    """
    odds = 0.2 + 2.7 * quote.score
    if quote.form == "indirect":
        length = sum(len(part.of(view.text).split()) for part in quote.content)
        odds -= 1.3 * (length <= _SHORT) + 0.4 * (len(quote.content) > 1)
        if quote.cue:
            cue = range(*quote.cue)
            odds -= 0.5 * all(_is_helper(view, token) for token in cue)
            odds -= 0.5 * all(view.lower[token] not in lexicon() for token in cue)
            odds -= 0.6 * _is_general(view, cue)
        odds -= 0.6 * (quote.source is None)
        odds -= 0.4 * (quote.content[0].of(view.text).split()[0].lower() in _INDEFINITE)
    return 1 / (1 + math.exp(-odds))


def _is_general(view: DocView, cue: range) -> bool:
    """Whether the last verb of a cue is a plain form, which tells of no one time that something was said: *to question*, *would say*, *they know*."""
    if view.tags is None:
        return False
    return next((view.tags[token] in _PLAIN for token in reversed(cue) if view.tags[token].startswith("V")), False)


def _with_verb(view: DocView, found: Found) -> tuple[tuple[int, int], list[tuple[int, int]]]:
    """A cue that stops short of its verb (*candidly* of *candidly admitted*) with it, and the content without that verb.

    A word that itself casts doubt (*allegedly fled*) is left alone: the verb after it is what is said.
    """
    start, end = found.cue
    pieces = list(found.content)
    if not all(_is_helper(view, token) for token in range(start, end)):
        return found.cue, pieces
    for token in range(end, min(end + _REACH, len(view))):
        if view.lower[token] in lexicon() and view.tags and view.tags[token].startswith("V"):
            if any(low <= token < high - 1 and low < end for low, high in pieces):
                return found.cue, pieces
            return (start, token + 1), [(token + 1 if low <= token < high else low, high) for low, high in pieces]
        if not _is_helper(view, token):
            break
    return found.cue, pieces


def _is_helper(view: DocView, token: int) -> bool:
    """Whether a word of a cue is an adverb, a modal or an auxiliary."""
    if view.tags is None:
        return False
    return view.tags[token].startswith(_HELPERS) or view.lower[token] in words().auxiliaries


def _with_marks(view: DocView, fragment: TextRange) -> TextRange:
    """A fragment with the quotation marks that stand right beside it."""
    start, end = fragment.start, fragment.end
    for quoted in view.quotes_around(fragment):
        inner = quoted.inner
        if inner is not None and abs(inner.start - start) <= 1 and quoted.outer.start < start:
            start = quoted.outer.start
        if quoted.closed and inner is not None and quoted.outer.end > end >= inner.end - 1:
            end = quoted.outer.end
    return TextRange(start, end)
