"""How good the suggested quotes are against annotated ones.

    python tests/benchmarks/evaluate_suggestions.py [GOLD.jsonl]

GOLD holds documents of the exchange form with accepted QUOTE annotations; without it, the project's own `tests/data/gold.jsonl` is used.
A content counts as found where a suggested one shares at least half of the letters that either has (intersection over union). Cue and
source are measured by the letters that gold and suggestion share.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # run as a script, the project is not on the path

from annotation.exchange import ExchangeAnnotation, ExchangeDocument, read_line  # noqa: E402
from annotation.model import Status, ranges  # noqa: E402
from annotation.suggest import suggest  # noqa: E402

OWN = ROOT / "tests" / "data" / "gold.jsonl"
FOUND = 0.5


@dataclass
class Tally:
    """Counts over all documents: quotes by form, and letters (shared, suggested, gold) by role."""

    gold: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    suggested: int = 0
    right: int = 0
    letters: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, gold: ExchangeDocument, result: ExchangeDocument) -> None:
        """Compare the suggestions for one document with what is accepted in it."""
        truth = [a for a in gold.annotations if a.label == "QUOTE" and a.status is Status.ACCEPTED]
        told = [a for a in result.annotations if a.label == "QUOTE" and a.status is Status.SUGGESTED]
        contents = [_letters(gold.text, a, "content") for a in told]
        used: set[int] = set()
        for quote in truth:
            form = quote.attributes.get("form", "?")
            self.gold[form] += 1
            place, overlap = _best(_letters(gold.text, quote, "content"), contents)
            if overlap >= FOUND:
                self.found[form] += 1
                used.add(place)
        self.suggested += len(told)
        self.right += len(used)
        for role in ("content", "cue", "source"):
            right, said = (set[int]().union(*(_letters(gold.text, a, role) for a in side)) for side in (truth, told))
            self.letters.update(
                {(role, "shared"): len(right & said), (role, "suggested"): len(said), (role, "gold"): len(right)}
            )

    def table(self) -> str:
        """The figures as text."""
        lines = [f"{'form':<10}{'gold':>6}{'found':>7}{'share':>8}"]
        for form in [*sorted(self.gold), "all"]:
            gold = self.gold.total() if form == "all" else self.gold[form]
            found = self.found.total() if form == "all" else self.found[form]
            lines.append(f"{form:<10}{gold:>6}{found:>7}{_share(found, gold):>8}")
        lines += [
            "",
            f"quotes suggested {self.suggested}, right {self.right}, precision {_share(self.right, self.suggested)}",
            "",
        ]
        lines.append(f"{'letters':<10}{'precision':>10}{'recall':>8}")
        for role in ("content", "cue", "source"):
            shared = self.letters[role, "shared"]
            precision, recall = (
                _share(shared, self.letters[role, "suggested"]),
                _share(shared, self.letters[role, "gold"]),
            )
            lines.append(f"{role:<10}{precision:>10}{recall:>8}")
        return "\n".join(lines)


def evaluate(documents: Iterable[ExchangeDocument]) -> Tally:
    """Suggest for each document without its annotations and compare."""
    gold = list(documents)
    tally = Tally()
    for truth, result in zip(
        gold, suggest(replace(document, annotations=(), links=()) for document in gold), strict=True
    ):
        tally.add(truth, result)
    return tally


def read(path: Path) -> list[ExchangeDocument]:
    """The documents of a JSONL file."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return [read_line(line, place=f"{path.name}, line {n}") for n, line in enumerate(lines, 1) if line.strip()]


def _letters(text: str, annotation: ExchangeAnnotation, role: str) -> set[int]:
    return {i for part in ranges(annotation, role) for i in range(part.start, part.end) if text[i].isalnum()}


def _best(wanted: set[int], contents: list[set[int]]) -> tuple[int, float]:
    shares = [(len(wanted & content) / max(1, len(wanted | content)), -place) for place, content in enumerate(contents)]
    overlap, place = max(shares, default=(0.0, 0))
    return -place, overlap


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


if __name__ == "__main__":
    print(evaluate(read(Path(sys.argv[1]) if len(sys.argv) > 1 else OWN)).table())
