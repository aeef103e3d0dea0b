"""Indirect and mixed quotes: a cue with a clause that reports what was said in other words, wholly or in part.

Patterns: “Doe said that …”, “Doe said …”, “…, Doe said.”, “According to Doe, …”, “Doe’s claim that …”, “Doe vowed to …”,
“Doe called it “a mess””. A pattern is taken only with its source; a clause must have a finite verb.
"""

from __future__ import annotations

from annotation.suggest.clause_ends import clause_end, object_end
from annotation.suggest.clauses import content_start, has_finite, only_adjuncts
from annotation.suggest.cues import Cue
from annotation.suggest.lexicon import words
from annotation.suggest.phrases import Phrase
from annotation.suggest.reported import Reported, cue_tokens
from annotation.suggest.sources import first_subject, owner_before, subject_after, subject_before
from annotation.suggest.view import DocView
from annotation.text import TextRange

_LONGEST = 110
_SHORTEST = 3


class IndirectQuotes:
    """Finds the indirect and mixed quotes of a doc. `used` are the verbs of cues that the `direct` quotes take."""

    def __init__(self, view: DocView, cues: list[Cue], *, used: set[int], direct: list[Reported]) -> None:
        self.view = view
        self.cues = [cue for cue in cues if cue.verb not in used]
        self.all_verbs = {cue.verb: cue for cue in cues}
        self.taken = sorted(fragment for quote in direct for fragment in quote.content)
        self._sources = {view.sentence_of[quote.cue[0]]: quote.source for quote in direct if quote.cue and quote.source}

    def find(self) -> list[Reported]:
        """All indirect and mixed quotes in text order."""
        found: list[Reported] = []
        for cue in self.cues:
            if self.view.inside_quote(cue.verb):
                continue
            reported = self._by_pattern(cue)
            if reported is not None:
                found.append(reported)
                if reported.source:
                    self._sources[self.view.sentence_of[cue.verb]] = reported.source
        return found

    def _by_pattern(self, cue: Cue) -> Reported | None:
        if cue.may("source_follows"):
            return self._according(cue)
        if not cue.is_plain:
            return None
        if cue.may("nouns") and (noun := self._noun(cue)):
            return noun
        if cue.groups == {"nouns"}:
            return None
        return self._final(cue) or self._clause(cue)

    # “…, Doe said.”  ·  “The bill, Doe said, would fail.”

    def _final(self, cue: Cue) -> Reported | None:
        view = self.view
        first, end = view.sentence(cue.verb)
        if not cue.may("speech", "clause") or cue.form == "participle" or not only_adjuncts(view, cue.end, end):
            return self._inverted(cue, first, end)
        source = subject_before(view, cue.start, lowest=first)
        comma = self._comma(source.start) if source else None
        if source is None or comma is None:
            return self._inverted(cue, first, end)
        rest = self._resumes(cue, end)
        if comma - first < (1 if rest else _SHORTEST):
            return None
        start = self._from(first, comma)
        if not has_finite(view, start, comma) and not (rest and has_finite(view, *rest)):
            return None
        return self._report(
            cue, source, [(start, comma), *([rest] if rest else [])], score=0.9, pattern="reported before the cue"
        )

    def _inverted(self, cue: Cue, first: int, end: int) -> Reported | None:
        """“…, said Doe.”"""
        view = self.view
        comma = self._comma(cue.start)
        if cue.start != cue.verb or not cue.may("speech") or comma is None or cue.form not in ("past", "finite"):
            return None
        source = subject_after(view, cue.end)
        if source is None or not only_adjuncts(view, source.end, end) or comma - first < _SHORTEST:
            return None
        start = self._from(first, comma)
        if not has_finite(view, start, comma):
            return None
        return self._report(cue, source, [(start, comma)], score=0.85, pattern="reported before the cue")

    def _comma(self, token: int) -> int | None:
        """Where a clause that a comma ends right before `token` is over; the comma may be inside closing marks (“…,” she said)."""
        view = self.view
        if view.at(token - 1) == ",":
            return token - 1
        quoted = view.inside_quote(token - 1) if token else None
        if (
            quoted
            and quoted.inner
            and quoted.outer.end == view.end[token - 1]
            and view.text[quoted.inner.end - 1] == ","
        ):
            return token
        return None

    def _resumes(self, cue: Cue, end: int) -> tuple[int, int] | None:
        """The second half of a clause that the attribution parts, after the comma that closes it."""
        view = self.view
        if view.at(cue.end) != ",":
            return None
        stop = clause_end(view, cue.end + 1, end, self.all_verbs)
        return (
            (cue.end + 1, stop)
            if stop - cue.end - 1 >= _SHORTEST and view.at(cue.end + 1) not in words().conjunctions
            else None
        )

    def _from(self, first: int, comma: int) -> int:
        """Where the clause before a final attribution begins: the sentence, unless a direct quote takes its start."""
        for quoted in self.view.quotes_between(self.view.start[first], self.view.end[comma - 1]):
            if quoted.outer in self.taken:
                return self.view.first_at(quoted.outer.end)
        return first

    # “Doe said (that) …”

    def _clause(self, cue: Cue) -> Reported | None:
        view = self.view
        first, end = view.sentence(cue.verb)
        begins = content_start(view, cue, end)
        if begins is None:
            return None
        start, kind = begins
        stop = (
            object_end(view, start, end, self.all_verbs)
            if kind == "fragment"
            else clause_end(view, start, end, self.all_verbs)
        )
        if stop - start < (_SHORTEST if kind in ("that", "bare") else 1 if kind == "quoted" else 2):
            return None
        source = self._source(cue, first)
        if source is None or view.at(source.start) in _AUTHOR:
            return None
        if kind == "to" and view.at(source.start) in ("it", "this", "that", "which"):
            return None
        score = {
            "that": 0.9,
            "bare": 0.85,
            "question": 0.75,
            "to": 0.65,
            "quoted": 0.8,
            "fragment": 0.65,
        }[kind]
        if cue.may("speech"):
            score += 0.05
        if cue.form == "participle":
            score -= 0.1
        pattern = {
            "that": "a clause with that",
            "bare": "a clause after the cue",
            "question": "a question after the cue",
            "to": "an intention after the cue",
        }.get(kind, "words of the source in the object of the cue")
        return self._report(cue, source, [(start, stop)], score=score, pattern=pattern)

    def _source(self, cue: Cue, first: int) -> Phrase | None:
        view = self.view
        if cue.form != "participle":
            if source := subject_before(view, cue.start):
                return source
            if view.at(cue.start - 1) not in ("and", "but", "then", ","):
                return None
        elif view.at(cue.start - 1) != "," and view.at(cue.start - 1) not in ("and", "by", "while"):
            # “a statement saying that …”: what says it stands right before the participle.
            return subject_before(view, cue.start)
        known = self._sources.get(view.sentence_of[cue.verb])
        if known and known.start < cue.start:
            return known
        return first_subject(view, first, cue.start)

    # “According to Doe, …”  ·  “…, according to Doe.”

    def _according(self, cue: Cue) -> Reported | None:
        view = self.view
        first, end = view.sentence(cue.verb)
        source = subject_after(view, cue.end)
        if source is None:
            return None
        if cue.start - first <= 2:
            stop = next((i for i in range(source.end, min(end, source.end + 15)) if view.lower[i] == ","), None)
            if stop is None:
                return None
            limit = clause_end(view, stop + 1, end, self.all_verbs)
            return self._report(cue, source, [(stop + 1, limit)], score=0.9, pattern="attributed before it")
        stop = cue.start - 1 if view.at(cue.start - 1) == "," else cue.start
        start = self._from(first, stop)
        if stop - start < _SHORTEST or view.at(stop - 1) in ("that", "and", "but") or not has_finite(view, start, stop):
            return None
        pieces = [(start, stop)]
        if view.at(source.end) == "," and end - source.end > _SHORTEST + 2 and has_finite(view, source.end + 1, end):
            pieces.append((source.end + 1, clause_end(view, source.end + 1, end, self.all_verbs)))
        return self._report(cue, source, pieces[:1], score=0.9, pattern="attributed after it")

    # “Doe’s claim that …”

    def _noun(self, cue: Cue) -> Reported | None:
        view = self.view
        if view.at(cue.end) != "that" or view.is_time(cue.end + 1):
            return None
        owner = cue.start - 1
        while owner > max(0, cue.start - 4) and not view.is_genitive(owner) and view.lower[owner] not in _OWNERS:
            owner -= 1
        end = view.sentence(cue.verb)[1]
        if view.at(owner) in _OWNERS:
            source: Phrase | None = Phrase(owner, owner + 1, 0.9, "the owner of the noun")
        elif view.is_genitive(owner):
            inner = owner_before(view, owner)
            source = Phrase(inner.start, owner + 1, inner.sure, "the owner of the noun") if inner else None
        else:
            source = None
        if source is None or cue.end + 1 >= end or view.is_finite(cue.end + 1) or view.at(cue.end + 1).endswith("ed"):
            return None
        stop = clause_end(view, cue.end, end, self.all_verbs)
        return self._report(cue, source, [(cue.end, stop)], score=0.7, pattern="a noun of saying with that")

    def _report(
        self, cue: Cue, source: Phrase, pieces: list[tuple[int, int]], *, score: float, pattern: str
    ) -> Reported | None:
        view = self.view
        if any(_begins_inside_marks(view, start) for start, _ in pieces):
            return None
        ranges = [self._with_marks(span) for piece in pieces if (span := view.range(*piece))]
        if not ranges or sum(end - start for start, end in pieces) > _LONGEST:
            return None
        quoted = [q for span in ranges for q in view.quotes_between(span.start, span.end)]
        if any(
            q.outer in self.taken and q.outer.end - q.outer.start > (span.end - span.start) * 0.5
            for q in quoted
            for span in ranges
        ):
            return None
        if any(start <= i < end for i in range(source.start, source.end) for start, end in pieces):
            return None
        form = "mixed" if quoted else "indirect"
        return Reported(
            content=tuple(ranges),
            form=form,
            cue=cue_tokens(cue),
            source=source,
            score=score * (0.6 + 0.4 * source.sure),
            pattern=pattern,
        )

    def _with_marks(self, span: TextRange) -> TextRange:
        """A range that does not end inside quotation marks: it reaches to the mark that closes them."""
        for quoted in self.view.quotes_between(span.start, span.end):
            if quoted.outer.end > span.end and quoted.closed:
                return TextRange(span.start, quoted.outer.end)
        return span


# Who thinks and knows outside of quotation marks is the author of the article, whom nobody reports.
_AUTHOR = frozenset({"i", "we", "you", "let"})


def _begins_inside_marks(view: DocView, token: int) -> bool:
    """Whether a piece begins in the middle of what somebody else is quoted with."""
    quoted = view.inside_quote(token) if token < len(view) else None
    return quoted is not None and quoted.outer.start < view.start[token]


_OWNERS = frozenset({"his", "her", "their", "its"})
