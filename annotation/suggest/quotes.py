"""Direct quotes: passages in quotation marks that a cue introduces, follows or parts, with their source.

A passage without a cue beside it is no quote when it is short (a title, a word held at a distance); it continues the quote before it when
the layout says so: the next passage of the same speech, the next paragraph that opens again.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from annotation.suggest.cues import Cue
from annotation.suggest.passages import (
    Passage,
    goes_on,
    is_part_of_clause,
    is_sentence,
    passages_of,
    runs_on,
    stands_alone,
)
from annotation.suggest.phrases import Phrase
from annotation.suggest.reported import Reported, cue_tokens
from annotation.suggest.sources import first_subject, subject_after, subject_before
from annotation.suggest.view import DocView

_AFTER_REACH = 32
_BEFORE_REACH = 26
_OWN_REACH = 5
_SPEECH = ("speech", "manner", "clause", "verbal", "act", "question")
_FEWEST_WORDS = 7
_MOST_FRAGMENTS = 200
_DASHES = ("—", "–", "―", "-", "--")


class DirectQuotes:
    """Finds the direct quotes of a doc; `used` then holds the verbs of the cues that are taken."""

    def __init__(self, view: DocView, cues: list[Cue]) -> None:
        self.view = view
        self.cues = cues
        self.verbs = [cue.verb for cue in cues]
        self.used: set[int] = set()
        self._found: list[Reported] = []

    def find(self) -> list[Reported]:
        """All direct quotes in text order."""
        last: Passage | None = None
        for passage in passages_of(self.view):
            reported = self._after(passage)
            if reported is None and last and self._continues(last, passage):
                self._extend(passage)
                last = passage
                continue
            reported = reported or self._before(passage) or self._bare(passage)
            if reported is not None:
                self._found.append(reported)
                last = passage
        return self._found

    def _report(self, passage: Passage, cue: Cue, source: Phrase | None, *, score: float, pattern: str) -> Reported:
        self.used.add(cue.verb)
        if passage.quoted.is_single:
            score -= 0.1
        if not passage.quoted.closed:
            score -= 0.15
        if source is not None:
            score *= 0.7 + 0.3 * source.sure
        return Reported(
            content=(passage.quoted.outer,),
            form="direct",
            cue=cue_tokens(cue),
            source=source,
            score=score,
            pattern=pattern,
        )

    # “…,” said Doe  ·  “…,” Doe said  ·  “…,” according to Doe

    def _after(self, passage: Passage) -> Reported | None:  # noqa: PLR0911 - a line a case
        view = self.view
        inner = passage.quoted.inner
        if inner is None or not passage.quoted.closed:
            return None
        token = passage.end
        last = view.text[inner.end - 1]
        if view.at(token) in _DASHES and (signed := self._signed(passage, token)):
            return signed
        if is_part_of_clause(self.view, passage):
            return None
        if view.at(token) in (",", "—", "–", "-"):
            token += 1
        elif last in ".;:":
            return None
        if token >= len(view) or view.paragraph_of[token] != passage.quoted.paragraph:
            return None
        for cue in self._cues_from(token, self._attribution_end(token, passage.quoted.paragraph)):
            if found := self._attributes_after(passage, cue, token):
                return found
            if cue.start > token + 1 and cue.is_plain:
                return None
        return None

    def _signed(self, passage: Passage, dash: int) -> Reported | None:
        """“…” — Jane Doe: a signature to the end of the line."""
        view = self.view
        block = view.blocks[passage.quoted.paragraph]
        end = view.first_at(block.end)
        if (
            not 1 <= end - dash - 1 <= 12
            or not view.is_capital(dash + 1)
            or any(view.is_finite(i) for i in range(dash + 1, end))
        ):
            return None
        while end > dash + 1 and not view.is_word(end - 1):
            end -= 1
        source = Phrase(dash + 1, end, 0.9, "the signature after the dash")
        return Reported(
            content=(passage.quoted.outer,),
            form="direct",
            cue=(dash, dash + 1),
            source=source,
            score=0.8,
            pattern="signed after a dash",
        )

    def _attributes_after(self, passage: Passage, cue: Cue, token: int) -> Reported | None:  # noqa: PLR0911 - a line a case
        view = self.view
        near = cue.verb - token <= 2 and all(
            view.is_adverb(i) or view.lower[i] in ("as", "so") for i in range(token, cue.start)
        )
        if near and cue.may("source_follows"):
            if source := subject_after(view, cue.end):
                return self._report(passage, cue, source, score=0.9, pattern="attributed after it")
            return None
        if not cue.may("speech", "manner", "clause", "verbal"):
            return None
        if (
            near
            and cue.start == cue.verb
            and cue.form in ("finite", "past", "base")
            and (source := subject_after(view, cue.end))
        ):
            return self._report(passage, cue, source, score=0.95, pattern="attributed after it")
        if cue.form == "participle":
            return None
        if not _is_set_off(view, passage):
            return None
        source = subject_before(view, cue.start, lowest=token)
        if source and source.start - token <= 1:
            return self._report(
                passage, cue, source, score=0.97 if cue.may("speech") else 0.88, pattern="attributed after it"
            )
        return None

    def _attribution_end(self, token: int, paragraph: int) -> int:
        """Where a search for the cue after a passage stops: the sentence, the paragraph, the next passage."""
        view = self.view
        end = token
        while end < min(len(view), token + _AFTER_REACH) and view.paragraph_of[end] == paragraph:
            if view.lower[end] in (".", "?", "!", ";") or view.inside_quote(end):
                break
            end += 1
        return end

    def _cues_from(self, start: int, end: int) -> list[Cue]:
        return self.cues[bisect_left(self.verbs, start) : bisect_left(self.verbs, end)]

    # Doe said: “…”  ·  Doe told reporters on Monday, “…”  ·  “…,” she said, adding, “…”

    def _before(self, passage: Passage) -> Reported | None:
        view = self.view
        start = passage.start
        if start == 0:
            return None
        same_paragraph = view.paragraph_of[start - 1] == passage.quoted.paragraph
        if not same_paragraph and view.lower[start - 1] != ":":
            return None
        lowest = max(view.sentence(start - 1)[0], start - _BEFORE_REACH)
        if view.lower[start - 1] in (".", "?", "!") or view.text[view.end[start - 1] - 1] in '.?!”"':
            return None
        for cue in reversed(self._cues_from(lowest, start)):
            if cue.verb in self.used or not cue.may(*_SPEECH, "source_follows", "nouns"):
                continue
            return self._introduces(passage, cue)
        return self._colon(passage, lowest)

    def _introduces(self, passage: Passage, cue: Cue) -> Reported | None:  # noqa: PLR0911 - a line a case
        view, start = self.view, passage.start
        gap = view.lower[cue.end : start]
        if any(view.inside_quote(i) for i in range(cue.end, start)):
            return None
        ends = gap[-1] if gap else ""
        opens_sentence = is_sentence(view, passage)
        if cue.may("source_follows"):
            source = subject_after(view, cue.end, limit=start)
            if source and ends in (",", ":"):
                return self._report(passage, cue, source, score=0.85, pattern="introduced by its source")
            return None
        if ends not in (",", ":") and not (not gap and opens_sentence):
            return None
        if ends == "," and not opens_sentence and not _ends_sentence(view, passage):
            return None
        short = passage.end - passage.start < _FEWEST_WORDS
        led_by_clause = "that" in gap[:-2] or (short and any(view.is_finite(i) for i in range(cue.end, start)))
        if (ends == "," and (led_by_clause or not cue.is_plain)) or (ends == ":" and "that" in gap[:-2]):
            return None
        if not ends and runs_on(self.view, passage):
            return None
        source = self._subject(cue)
        if source is None and ends != ":" and cue.form != "participle":
            return None
        score = 0.95 if cue.is_plain and len(gap) <= 2 else 0.8
        return self._report(
            passage,
            cue,
            source,
            score=score if cue.may("speech", "manner") else score - 0.1,
            pattern="introduced before it",
        )

    def _subject(self, cue: Cue) -> Phrase | None:
        view = self.view
        first = view.sentence(cue.start)[0]
        if cue.form != "participle" and (source := subject_before(view, cue.start, lowest=max(first, cue.start - 45))):
            return source
        in_sentence = [found.source for found in self._found[-2:] if found.source and found.source.start >= first]
        return in_sentence[-1] if in_sentence else first_subject(view, first, cue.start)

    def _colon(self, passage: Passage, lowest: int) -> Reported | None:
        """“The president on Twitter: “…”: a name and a colon right before a whole sentence."""
        view, colon = self.view, passage.start - 1
        if view.lower[colon] != ":" or not is_sentence(view, passage):
            return None
        if not passage.quoted.closed and view.paragraph_of[colon] != passage.quoted.paragraph:
            return None
        first = view.sentence(colon)[0]
        if any(view.is_finite(i) for i in range(lowest, colon)):
            source = first_subject(view, first, colon)
            score, pattern = 0.55, "after a sentence that ends with a colon"
        else:
            source = subject_before(view, colon, lowest=lowest)
            score, pattern = 0.6, "after a name and a colon"
            if source is None or source.start > lowest + 2 or not view.is_capital(source.start):
                return None
        return Reported(
            content=(passage.quoted.outer,),
            form="direct",
            cue=(colon, colon + 1),
            source=source,
            score=score,
            pattern=pattern,
        )

    # The same speech goes on

    def _continues(self, last: Passage, passage: Passage) -> bool:
        found = self._found[-1]
        if found.content[-1] != last.quoted.outer or len(found.content) >= _MOST_FRAGMENTS:
            return False
        return goes_on(self.view, last, passage, cue=found.cue, has_own_cue=self._has_own_cue(last, passage))

    def _has_own_cue(self, last: Passage, passage: Passage) -> bool:
        """Whether a second cue introduces the second passage: “she said, adding, “…””, “she said, naming a few of them, such as, “…””."""
        return any(
            cue.verb not in self.used and (cue.form == "participle" or cue.verb >= passage.start - _OWN_REACH)
            for cue in self._cues_from(last.end, passage.start)
        )

    def _extend(self, passage: Passage) -> None:
        found = self._found[-1]
        pattern = found.pattern if "goes on" in found.pattern else f"{found.pattern} and goes on after it"
        self._found[-1] = replace(found, content=(*found.content, passage.quoted.outer), pattern=pattern)

    def _bare(self, passage: Passage) -> Reported | None:
        """A whole sentence that nothing attributes: told with a low score, for the annotator to find its source."""
        if not stands_alone(self.view, passage):
            return None
        return Reported(
            content=(passage.quoted.outer,),
            form="direct",
            cue=None,
            source=None,
            score=0.35,
            pattern="a whole sentence in quotation marks",
        )


def _ends_sentence(view: DocView, passage: Passage) -> bool:
    """Whether a passage that starts with a small letter is long and ends like a sentence all the same."""
    inner = passage.quoted.inner
    return inner is not None and passage.end - passage.start >= _FEWEST_WORDS and view.text[inner.end - 1] in ".?!"


def _is_set_off(view: DocView, passage: Passage) -> bool:
    """Whether punctuation parts a passage from what follows: “Avatar” star Doe said is none, “Yes,” Doe said is."""
    inner = passage.quoted.inner
    return view.at(passage.end) in (",", *_DASHES) or (inner is not None and not view.text[inner.end - 1].isalnum())
