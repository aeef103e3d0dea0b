"""Quoted passages as the rules for direct quotes see them: sentences or fragments, alone or going on with the passage before."""

from __future__ import annotations

from dataclasses import dataclass

from annotation.suggest.marks import Quoted
from annotation.suggest.view import DocView

_REACH = 40
_WORDS_OF_A_SENTENCE = 10
_SHORT = 7


@dataclass(frozen=True, slots=True)
class Passage:
    """An outermost quoted passage with its tokens [start, end), marks included."""

    quoted: Quoted
    start: int
    end: int


def passages_of(view: DocView) -> list[Passage]:
    """The outermost passages of a doc in text order, without empty ones."""
    found = [Passage(q, view.first_at(q.outer.start), view.first_at(q.outer.end)) for q in view.outer_quotes if q.inner]
    return [passage for passage in found if passage.start < passage.end]


def is_sentence(view: DocView, passage: Passage) -> bool:
    """Whether a passage starts like a sentence: not with a small letter."""
    inner = passage.quoted.inner
    text = inner.of(view.text).lstrip() if inner else ""
    return bool(text) and not text[0].islower()


def is_part_of_clause(view: DocView, passage: Passage) -> bool:
    """Whether a passage ends a clause in other words (It was, in short, “a mess,” she said): a mixed quote, not a direct one."""
    before = passage.start - 1
    return (
        before >= 0
        and (not is_sentence(view, passage) or passage.end - passage.start < _SHORT)
        and view.is_word(before)
        and view.sentence_of[before] == view.sentence_of[passage.start]
        and view.paragraph_of[before] == passage.quoted.paragraph
        and not view.inside_quote(before)
    )


def runs_on(view: DocView, passage: Passage) -> bool:
    """Whether the sentence goes on after the closing mark as if it were not there: a mixed quote."""
    inner, after = passage.quoted.inner, passage.end
    if inner is None or view.text[inner.end - 1] in ".,?!…—" or after >= len(view):
        return False
    return view.sentence_of[after] == view.sentence_of[passage.start] and view.shown[after][:1].islower()


def stands_alone(view: DocView, passage: Passage) -> bool:
    """Whether a passage is a whole, long sentence in double marks that nothing before it leads up to."""
    quoted = passage.quoted
    if quoted.inner is None or quoted.is_single or not quoted.closed or not is_sentence(view, passage):
        return False
    text = quoted.inner.of(view.text).rstrip()
    words = sum(view.is_word(i) for i in range(passage.start, passage.end))
    return words >= _WORDS_OF_A_SENTENCE and text[-1:] in ".!?,…" and _starts_afresh(view, passage)


def _starts_afresh(view: DocView, passage: Passage) -> bool:
    if passage.quoted.outer.start == view.blocks[passage.quoted.paragraph].start:
        return True
    return view.text[view.end[passage.start - 1] - 1] in '.!?:”"'


def goes_on(view: DocView, last: Passage, passage: Passage, *, cue: tuple[int, int] | None, has_own_cue: bool) -> bool:
    """Whether a passage is more of the same speech as `last`, whose cue has the tokens `cue`."""
    if passage.quoted.paragraph == last.quoted.paragraph:
        cue_between = cue is not None and last.end <= cue[0] < passage.start
        return cue_between and _in_same_paragraph(view, last, passage, has_own_cue=has_own_cue)
    if passage.quoted.paragraph != last.quoted.paragraph + 1 or passage.quoted.mark != last.quoted.mark:
        return False
    block = view.blocks[passage.quoted.paragraph]
    opens_paragraph = passage.quoted.outer.start == block.start
    if not last.quoted.closed:
        return opens_paragraph
    fills_paragraph = passage.quoted.outer.end >= block.end - 1
    return opens_paragraph and fills_paragraph and is_sentence(view, passage)


def _in_same_paragraph(view: DocView, last: Passage, passage: Passage, *, has_own_cue: bool) -> bool:
    """“A,” she said, “b.”  ·  “A,” said Doe as he left. “B.”"""
    between = view.lower[last.end : passage.start]
    if not 0 < len(between) <= _REACH:
        return False
    if between[-1] in (",", ";", "—", "–", ":") and "." not in between:
        return not has_own_cue
    ended = between[-1] in (".", "!", "?") or view.text[view.end[passage.start - 1] - 1] == "."
    return ended and between.count(".") <= 1 and is_sentence(view, passage) and not runs_on(view, passage)
