"""All that can be scored of annotated documents, added up one by one: only the counts are kept."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from annotation.evaluation.claims import ClaimTally
from annotation.evaluation.names import NameTally
from annotation.evaluation.quotes import QuoteTally, quote_tally
from annotation.evaluation.ranked import RankedTally, is_sided, same_claim, same_stance
from annotation.evaluation.stances import TargetTally, count_stances
from annotation.evaluation.tally import Tally
from annotation.exchange import ExchangeAnnotation, ExchangeDocument
from annotation.model import Status, ranges

UNKNOWN_OUTLET = "unknown"
LENGTHS = ((300, "under 300"), (800, "300 to 799"), (1500, "800 to 1,499"))
_PATH = re.compile(r"[/\\]")
LONGEST = "1,500 and more"
"""Articles by their number of words, split at white space."""


@dataclass(slots=True)
class Scores:
    """The figures of pairs of documents; what the gold does not hold has none.

    Gold are the accepted annotations; predicted is what is suggested or accepted. Rejected ones count on neither side.
    """

    documents: int = 0
    words: int = 0
    quotes: QuoteTally = field(default_factory=QuoteTally)
    quotes_by_outlet: dict[str, QuoteTally] = field(default_factory=lambda: defaultdict(QuoteTally))
    quotes_by_length: dict[str, QuoteTally] = field(default_factory=lambda: defaultdict(QuoteTally))
    names: NameTally = field(default_factory=NameTally)
    claims: ClaimTally = field(default_factory=ClaimTally)
    targets: TargetTally = field(default_factory=TargetTally)
    stances: Tally = field(default_factory=Tally)
    unasked_targets: TargetTally = field(default_factory=TargetTally)
    unasked_stances: Tally = field(default_factory=Tally)
    """The same of what was found without being told where to look."""
    claim_spans: RankedTally = field(default_factory=RankedTally)
    stance_spans: RankedTally = field(default_factory=RankedTally)
    has_holders: bool = False
    without_polarity: int = 0
    """Gold stances that could not be compared, because they do not say which."""

    def add(
        self, gold: ExchangeDocument, predicted: ExchangeDocument, answered: ExchangeDocument | None = None
    ) -> None:
        """Compare what is predicted for one document with what it holds; both have the same text.

        Args:
            gold: the annotated document.
            predicted: what was found.
            answered: what was answered when the targets and holders of its stances were given, where that was asked.
        """
        words = len(gold.text.split())
        self.documents += 1
        self.words += words
        self._add_quotes(gold, predicted, words)
        self.names.add(gold.entities, predicted.entities)
        if isinstance(worthy := gold.meta.get("checkworthy"), bool):
            self.claims.add(_of(predicted, "CLAIM", Status.ACCEPTED, Status.SUGGESTED), gold=worthy)
        self._add_claims(gold, predicted)
        self._add_stances(gold, predicted, answered)

    def _add_claims(self, gold: ExchangeDocument, predicted: ExchangeDocument) -> None:
        worth, found = (
            [claim for claim in _of(document, "CLAIM", *statuses) if claim.attributes.get("checkworthy") != "no"]
            for document, statuses in ((gold, [Status.ACCEPTED]), (predicted, [Status.ACCEPTED, Status.SUGGESTED]))
        )
        self.claim_spans.add(gold.text, worth, found, same_claim)

    def _add_quotes(self, gold: ExchangeDocument, predicted: ExchangeDocument, words: int) -> None:
        tally = quote_tally(
            gold.text,
            _of(gold, "QUOTE", Status.ACCEPTED),
            _of(predicted, "QUOTE", Status.ACCEPTED, Status.SUGGESTED),
        )
        length = next((name for limit, name in LENGTHS if words < limit), LONGEST)
        for total in (self.quotes, self.quotes_by_outlet[outlet(gold)], self.quotes_by_length[length]):
            total.include(tally)

    def _add_stances(
        self, gold: ExchangeDocument, predicted: ExchangeDocument, answered: ExchangeDocument | None
    ) -> None:
        accepted = _of(gold, "STANCE", Status.ACCEPTED)
        known = [stance for stance in accepted if "polarity" in stance.attributes]
        self.without_polarity += len(accepted) - len(known)
        found = _of(predicted, "STANCE", Status.ACCEPTED, Status.SUGGESTED)
        said = _of(answered, "STANCE", Status.ACCEPTED, Status.SUGGESTED) if answered else found
        self.targets.add(gold.text, known, said)
        count_stances(self.stances, gold.text, known, said)
        if answered:
            self.unasked_targets.add(gold.text, known, found)
            count_stances(self.unasked_stances, gold.text, known, found)
        sided = [stance for stance in found if is_sided(stance)]
        self.stance_spans.add(gold.text, [stance for stance in known if is_sided(stance)], sided, same_stance)
        self.has_holders = self.has_holders or any(ranges(stance, "holder") for stance in known)

    def as_json(self) -> dict[str, Any]:
        """What the gold holds, each with its figures; keys and measures are those of docs/evaluation.md."""
        found: dict[str, Any] = {"documents": self.documents, "words": self.words}
        if self.quotes.whole.gold:
            found["quotes"] = {
                **self.quotes.as_json(),
                "by_outlet": {name: tally.as_json() for name, tally in sorted(self.quotes_by_outlet.items())},
                "by_length": {name: self.quotes_by_length[name].as_json() for name in self.lengths()},
            }
        if self.names.labels():
            found["entities"] = self.names.as_json()
        if self.claims.ranked:
            found["claims"] = self.claims.as_json()
        if self.claim_spans.gold:
            found["claim_spans"] = self.claim_spans.as_json()
        found |= self._stances_as_json()
        if self.without_polarity:
            found["stances_without_polarity"] = self.without_polarity
        return found

    def _stances_as_json(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if self.targets.confusion:
            found["targets"] = self.targets.as_json()
        if self.has_holders:
            found["stances"] = self.stances.as_json()
        if self.unasked_targets.confusion:
            found["targets_unasked"] = self.unasked_targets.as_json()
        if self.has_holders and self.unasked_targets.confusion:
            found["stances_unasked"] = self.unasked_stances.as_json()
        if self.stance_spans.gold:
            found["stance_spans"] = self.stance_spans.as_json()
        return found

    def lengths(self) -> list[str]:
        """The classes of length that there are, from short to long."""
        return [name for name in (*(name for _, name in LENGTHS), LONGEST) if name in self.quotes_by_length]


def outlet(document: ExchangeDocument) -> str:
    """Who published a document: `meta.source` (of an address, its host; a path of a file is none), else what the id says.

    Ids say it between “:” and “_”: `corpus:gazette_2016-05-01`.
    """
    source = document.meta.get("source")
    if isinstance(source, str) and (host := urlsplit(source).hostname if "://" in source else None):
        return host
    if isinstance(source, str) and source.strip() and not _PATH.search(source):
        return source.strip()
    _, colon, rest = document.id.partition(":")
    name, underscore, _ = rest.partition("_")
    return name if colon and underscore and name else UNKNOWN_OUTLET


def _of(document: ExchangeDocument, label: str, *statuses: Status) -> list[ExchangeAnnotation]:
    return [item for item in document.annotations if item.label == label and item.status in statuses]
