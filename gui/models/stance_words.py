"""The table of stances in words: for its cells, tips, screen readers and the clipboard. Words only, free of Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from annotation.model import Suggestion
from annotation.naming import NOBODY, Party
from annotation.stance_table import MIXED, NEUTRAL, OPPOSE, SUPPORT, UNSAID, Cell, Stance, StanceTable

SIGNS: Mapping[str, str] = {SUPPORT: "+", OPPOSE: "−", MIXED: "±", NEUTRAL: "○", UNSAID: "?"}
NO_POLARITY = "no polarity"
NO_TARGET = "nothing named"
_ORDER = (SUPPORT, OPPOSE, MIXED, NEUTRAL)
_TOLD = 8  # stances in a tip
_INNER = str.maketrans("“”", "‘’")  # quotation marks within quoted words
_LONGEST = 140  # characters of evidence in a tip


def sign(polarity: str) -> str:
    """A polarity as one character; a label scheme's own ones have a dot."""
    return SIGNS.get(polarity, "•")


def word(cell: Cell) -> str:
    """What a cell says beside its sign: the polarity, or how many are for and against where they differ."""
    counts = cell.counts
    if cell.polarity == MIXED and len(counts) > 1:
        return " ".join(f"{sign(p)}{n}" for p, n in _in_order(counts))
    return cell.polarity or NO_POLARITY


def target_name(target: Party) -> str:
    """A target as the head of its column says it."""
    return NO_TARGET if target == NOBODY else target.name


def counted(number: int, what: str) -> str:
    """A number of things: “1 stance”, “3 stances”."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def state(cell: Cell) -> str:
    """How many stances a cell has, and how many of them were not decided."""
    decided = sum(s.decided for s in cell.stances)
    suggested = len(cell.stances) - decided
    if not suggested:
        return counted(decided, "stance")
    return f"{counted(decided, 'stance')}, {suggested:,} suggested" if decided else counted(suggested, "suggestion")


def spelled(cell: Cell) -> str:
    """A cell's polarity in words, with the counts where stances differ: “mixed (2 support, 1 oppose)”."""
    counts = cell.counts
    polarity = cell.polarity or NO_POLARITY
    if len(counts) > 1:
        return f"{polarity} ({', '.join(f'{n:,} {p or NO_POLARITY}' for p, n in _in_order(counts))})"
    return polarity


def spoken(holder: Party, target: Party, cell: Cell | None) -> str:
    """A cell for a screen reader."""
    place = f"{holder.name} on {target_name(target)}"
    if cell is None:
        return f"{place}: nothing"
    intensity = f", intensity {cell.intensity}" if cell.intensity else ""
    return f"{place}: {spelled(cell)}{intensity}, {state(cell)}"


def tip(holder: Party, target: Party, cell: Cell, text: str) -> str:
    """What hovering over a cell tells: who, on what, and the evidence of each stance."""
    lines = [f"{holder.name} → {target_name(target)}: {spelled(cell)}", state(cell)]
    lines += [_evidence(stance, text) for stance in cell.stances[:_TOLD]]
    if len(cell.stances) > _TOLD:
        lines.append(f"… and {len(cell.stances) - _TOLD:,} more")
    return "\n".join(lines)


def summary(table: StanceTable, *, waiting: int) -> str:
    """What the table sums up, and how many suggestions are not in it."""
    stances = list(table.stances())
    suggested = sum(not s.decided for s in stances)
    left = f"{counted(waiting, 'suggestion')} left out" if waiting else ""
    if not stances:
        return left
    said = counted(len(stances), "stance")
    if suggested:
        said += f" ({suggested:,} suggested)" if suggested < len(stances) else ", all suggested"
    said += f": {counted(len(table.holders), 'holder')}, {counted(len(table.targets), 'target')}"
    return " · ".join(filter(None, (said, left)))


def as_lines(table: StanceTable) -> str:
    """The table as tab-separated values with its heads; suggestions are told as such."""
    lines = [["", *(_plain(target_name(target)) for target in table.targets)]]
    for holder in table.holders:
        cells = [table.cell(holder, target) for target in table.targets]
        lines.append([_plain(holder.name), *(_in_list(cell) if cell else "" for cell in cells)])
    return "".join("\t".join(line) + "\n" for line in lines)


def _in_list(cell: Cell) -> str:
    number = f" × {len(cell.telling)}" if len(cell.telling) > 1 and len(cell.counts) == 1 else ""
    return f"{spelled(cell)}{number}" + ("" if cell.decided else ", suggested")


def _plain(name: str) -> str:
    """A name that a spreadsheet takes for words, not for a formula."""
    return f"’{name}" if name.startswith(("=", "+", "-", "@")) else name


def _in_order(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (_ORDER.index(pair[0]) if pair[0] in _ORDER else 9, pair[0]))


def _evidence(stance: Stance, text: str) -> str:
    words = " … ".join(" ".join(span.of(text).split()) for span in stance.evidence)
    if words.startswith("“") and words.endswith("”") and words.count("“") == 1:
        words = words[1:-1]
    words = words.translate(_INNER)
    words = words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
    intensity = f", intensity {stance.intensity}" if stance.intensity else ""
    score = f", suggested, score {stance.item.score:.2f}" if isinstance(stance.item, Suggestion) else ""
    return f"{sign(stance.polarity)} “{words}”{intensity}{score}"
