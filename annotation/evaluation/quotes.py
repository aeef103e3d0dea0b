"""Quotes: their parts by exact range and by overlap, contents found by form, and whether who is quoted is right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from annotation.evaluation.ranges import EDGES, WHITE_SPACE, Place, letters, role_ranges, trimmed
from annotation.evaluation.tally import DIGITS, Tally, share
from annotation.exchange import ExchangeAnnotation

ROLES = ("cue", "source", "content")
FOUND = 0.5
"""A content is found by a predicted one where they share this much of the letters that either has (intersection over union)."""
UNKNOWN_FORM = "?"


@dataclass(slots=True)
class FormTally:
    """Quotes of one form: how many there are and were found; of those found with a source, how many have it right."""

    gold: int = 0
    found: int = 0
    with_source: int = 0
    source_right: int = 0

    def include(self, other: FormTally) -> None:
        """Add the counts of another tally."""
        self.gold += other.gold
        self.found += other.found
        self.with_source += other.with_source
        self.source_right += other.source_right

    def as_json(self) -> dict[str, float]:
        """The number in the gold, the share that was found, and the share of these whose source is right."""
        return {
            "gold": self.gold,
            "found": round(share(self.found, self.gold), DIGITS),
            "attributed_of_found": round(share(self.source_right, self.with_source), DIGITS),
        }


def _by_role() -> dict[str, Tally]:
    return {role: Tally() for role in ROLES}


@dataclass(slots=True)
class QuoteTally:
    """The counts of some documents.

    `exact`, `edge_trimmed` and `overlap` have a tally a role. The first two compare ranges, without the white space at their ends, and
    without the punctuation there as well; a range that two quotes of a document have counts once. `overlap` compares letters and digits.
    `whole` counts a gold quote as right whose content is found and whose source, if it has one, overlaps that of the quote that found it.
    """

    documents: int = 0
    exact: dict[str, Tally] = field(default_factory=_by_role)
    edge_trimmed: dict[str, Tally] = field(default_factory=_by_role)
    overlap: dict[str, Tally] = field(default_factory=_by_role)
    forms: dict[str, FormTally] = field(default_factory=lambda: defaultdict(FormTally))
    whole: Tally = field(default_factory=Tally)

    @property
    def all_forms(self) -> FormTally:
        """The forms added up."""
        total = FormTally()
        for form in self.forms.values():
            total.include(form)
        return total

    def include(self, other: QuoteTally) -> None:
        """Add the counts of other documents."""
        self.documents += other.documents
        for role in ROLES:
            self.exact[role].include(other.exact[role])
            self.edge_trimmed[role].include(other.edge_trimmed[role])
            self.overlap[role].include(other.overlap[role])
        for name, form in other.forms.items():
            self.forms[name].include(form)
        self.whole.include(other.whole)

    def as_json(self) -> dict[str, Any]:
        """All figures, by role, by form and whole."""
        found: dict[str, Any] = {
            role: {
                "exact": self.exact[role].as_json(),
                "edge_trimmed": self.edge_trimmed[role].as_json(),
                "overlap": self.overlap[role].as_json(),
            }
            for role in ROLES
        }
        found["found_by_form"] = {name: form.as_json() for name, form in sorted(self.forms.items())}
        found["attributed_of_found"] = self.all_forms.as_json()["attributed_of_found"]
        found["quote"] = self.whole.as_json()
        return found


def quote_tally(text: str, gold: Sequence[ExchangeAnnotation], predicted: Sequence[ExchangeAnnotation]) -> QuoteTally:
    """Compare the predicted quotes of one document with its gold ones."""
    tally = QuoteTally(documents=1)
    ours, theirs = ([_Quote(text, quote) for quote in side] for side in (predicted, gold))
    for role in ROLES:
        for characters, tallies in ((WHITE_SPACE, tally.exact), (EDGES, tally.edge_trimmed)):
            tallies[role].count(*(_trimmed(text, side, role, characters) for side in (ours, theirs)))
        tally.overlap[role].count(*(set().union(*(quote.letters[role] for quote in side)) for side in (ours, theirs)))
    _attribute(tally, theirs, ours)
    return tally


class _Quote:
    """A quote's ranges and letters by role."""

    __slots__ = ("form", "letters", "places")

    def __init__(self, text: str, quote: ExchangeAnnotation) -> None:
        self.form = quote.attributes.get("form", UNKNOWN_FORM)
        self.places: dict[str, list[Place]] = {role: role_ranges(text, quote, role) for role in ROLES}
        self.letters: dict[str, set[int]] = {role: letters(text, self.places[role]) for role in ROLES}


def _trimmed(text: str, quotes: Iterable[_Quote], role: str, characters: str) -> set[object]:
    return {trimmed(text, place, characters) for quote in quotes for place in quote.places[role]}


def _attribute(tally: QuoteTally, gold: Sequence[_Quote], predicted: Sequence[_Quote]) -> None:
    """Count which gold quotes are found, and by whom they are said. A predicted quote is right once, however many it finds."""
    candidates = _candidates(predicted)
    used: set[int] = set()
    for quote in gold:
        form = tally.forms[quote.form]
        form.gold += 1
        content, source = quote.letters["content"], quote.letters["source"]
        best, overlap = -1, 0.0
        for number in candidates(content):
            other = predicted[number].letters["content"]
            union = len(content & other) / len(content | other)
            if union > overlap:
                best, overlap = number, union
        if overlap < FOUND:
            continue
        form.found += 1
        right = bool(source & predicted[best].letters["source"])
        form.with_source += bool(source)
        form.source_right += right
        if best not in used:
            used.add(best)
            tally.whole.right += right or not source
    tally.whole.predicted += len(predicted)
    tally.whole.gold += len(gold)


def _candidates(predicted: Sequence[_Quote]) -> Callable[[set[int]], list[int]]:
    """What gives the predicted quotes that share a letter with a content, in their order: an article has hundreds of quotes."""
    index: dict[int, list[int]] = defaultdict(list)
    for number, quote in enumerate(predicted):
        for place in quote.letters["content"]:
            index[place].append(number)
    return lambda content: sorted({number for place in content for number in index.get(place, ())})
