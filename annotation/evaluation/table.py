"""An evaluation as text for a terminal: columns that stand under each other, shares in percent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from annotation.evaluation.names import NameTally
from annotation.evaluation.quotes import ROLES, FormTally, QuoteTally
from annotation.evaluation.ranked import RankedTally
from annotation.evaluation.report import Evaluation, TreebankScores
from annotation.evaluation.scores import Scores
from annotation.evaluation.stances import POLARITIES, TargetTally
from annotation.evaluation.tally import Tally, share

Row = Sequence[str]
_PRF = ("P", "R", "F1")
_COUNTS = ("predicted", "annotated")
_OUTLETS = 20
_TREEBANK = {"tags": "tags", "pos": "parts of speech", "uas": "UAS", "las": "LAS", "lemmas": "lemmas"}


def table(evaluation: Evaluation) -> str:
    """The figures that there are, each kind with a heading of its own."""
    scores = evaluation.scores
    blocks = [[_heading(evaluation)]]
    if isinstance(scores, TreebankScores):
        blocks.append(_treebank(scores))
    else:
        blocks += _documents(scores)
    if evaluation.watch is not None:
        memory = evaluation.peak_megabytes
        told = "" if memory is None else f"; the process has had at most {memory:,.0f} MB"
        blocks.append([f"{evaluation.watch.words_a_second:,.0f} words a second{told}"])
    return "\n\n".join("\n".join(block) for block in blocks if block)


def percent(part: float) -> str:
    """A share as percent with one place."""
    return f"{100 * part:.1f}"


def columns(rows: Sequence[Row]) -> list[str]:
    """Rows as lines: the first column to the left, the others to the right. Rows may be of different lengths."""
    number = max(map(len, rows))
    filled = [[*row, *[""] * (number - len(row))] for row in rows]
    widths = [max(map(len, column)) for column in zip(*filled, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in filled
    ]


def _heading(evaluation: Evaluation) -> str:
    by = "what Quotemark suggests" if evaluation.watch is not None else evaluation.predicted_by
    scores = evaluation.scores
    documents = "1 document" if scores.documents == 1 else f"{scores.documents:,} documents"
    return f"{evaluation.gold} against {by}: {documents}, {scores.words:,} words"


def _documents(scores: Scores) -> list[list[str]]:
    blocks: list[list[str]] = []
    if scores.quotes.whole.gold:
        blocks += _quotes(scores)
    if scores.names.labels():
        blocks.append(_names(scores.names))
    if scores.claims.ranked:
        row = ["texts worth checking", *_prf(scores.claims.tally), percent(scores.claims.average_precision)]
        counts = _numbers(scores.claims.tally)
        blocks.append(columns([["claims", *_PRF, "average precision", *_COUNTS], [*row, *counts]]))
    if scores.claim_spans.gold:
        blocks.append(_ranked("claims by their span", scores.claim_spans))
    blocks += _stances(scores)
    if scores.without_polarity:
        blocks.append([f"{scores.without_polarity:,} stances left out: they have no polarity"])
    return blocks


def _stances(scores: Scores) -> list[list[str]]:
    blocks: list[list[str]] = []
    if scores.targets.confusion:
        given = " (given)" if scores.unasked_targets.confusion else ""
        blocks.append(_targets(scores.targets, f"polarity toward targets{given}"))
        if given:
            blocks.append(_targets(scores.unasked_targets, "polarity toward targets (found unasked)"))
    if scores.has_holders:
        rows: list[Row] = [["stances", *_PRF, *_COUNTS]]
        rows.append(["holder to target", *_prf(scores.stances), *_numbers(scores.stances)])
        if scores.unasked_targets.confusion:
            rows[-1] = ["holder to target (given)", *rows[-1][1:]]
            rows.append(["found unasked", *_prf(scores.unasked_stances), *_numbers(scores.unasked_stances)])
        blocks.append(columns(rows))
    if scores.stance_spans.gold:
        blocks.append(_ranked("stances found unasked", scores.stance_spans))
    return blocks


def _quotes(scores: Scores) -> list[list[str]]:
    quotes = scores.quotes
    ways = {"exact": quotes.exact, "edges trimmed": quotes.edge_trimmed, "overlap": quotes.overlap}
    rows: list[Row] = [["quotes", "", *_PRF, *_COUNTS]]
    for role in ROLES:
        for way, tallies in ways.items():
            role_shown = role if way == "exact" else ""
            rows.append([role_shown, way, *_prf(tallies[role]), *_numbers(tallies[role])])
    rows.append(["whole", "overlap", *_prf(quotes.whole), *_numbers(quotes.whole)])
    forms = {**dict(sorted(quotes.forms.items())), "all": quotes.all_forms}
    by_form: list[Row] = [["by form", "annotated", "found %", "source right %"]]
    by_form += [[name, *_form(form)] for name, form in forms.items()]
    blocks = [columns(rows), columns(by_form)]
    outlets = sorted(scores.quotes_by_outlet.items(), key=lambda item: (-item[1].whole.gold, item[0]))
    shown = dict(outlets[:_OUTLETS])
    if len(outlets) > 1:
        lines = _groups("by outlet", shown)
        more = len(outlets) - len(shown)
        blocks.append([*lines, *([f"and {more:,} more, in --format json"] if more else [])])
    blocks.append(_groups("by length in words", {name: scores.quotes_by_length[name] for name in scores.lengths()}))
    return blocks


def _groups(title: str, groups: Mapping[str, QuoteTally]) -> list[str]:
    rows: list[Row] = [
        [title, "documents", "annotated", "found %", "source right %", *(f"{role} F1" for role in ROLES)]
    ]
    for name, tally in groups.items():
        figures = [percent(tally.edge_trimmed[role].f1) for role in ROLES]
        rows.append([name, f"{tally.documents:,}", *_form(tally.all_forms), *figures])
    return [*columns(rows), "F1 of ranges with their edges trimmed"]


def _form(form: FormTally) -> list[str]:
    right = percent(share(form.source_right, form.with_source)) if form.with_source else "-"
    return [f"{form.gold:,}", percent(share(form.found, form.gold)) if form.gold else "-", right]


def _names(names: NameTally) -> list[str]:
    tallies = {**{label: names.by_label[label] for label in names.labels()}, "all": names.over(names.labels())}
    rows: list[Row] = [["names", *_PRF, *_COUNTS]]
    return columns([*rows, *([label, *_prf(tally), *_numbers(tally)] for label, tally in tallies.items())])


def _ranked(title: str, tally: RankedTally) -> list[str]:
    """Precision and recall of what scores a half or more, and the precision at some recalls."""
    figures = tally.as_json()
    at = figures["precision_at_recall"]
    rows: list[Row] = [[title, "P", "R", *(f"P at R {100 * float(name):.0f}" for name in at), *_COUNTS]]
    shown = ["-" if own is None else percent(own) for own in at.values()]
    counts = [f"{len(tally.ranked):,}", f"{tally.gold:,}"]
    rows.append(["score of 0.5 or more", percent(figures["p"]), percent(figures["r"]), *shown, *counts])
    return columns(rows)


def _targets(targets: TargetTally, title: str) -> list[str]:
    figures = targets.as_json()
    rows: list[Row] = [[title, *_PRF, *_COUNTS]]
    rows += [[name, *_prf(targets.of(name)), *_numbers(targets.of(name))] for name in POLARITIES]
    whole = f"macro-F1 {percent(figures['macro_f1'])}, accuracy {percent(figures['accuracy'])}"
    sided = f"support and oppose together: F1 {percent(figures['polar']['f1'])}"
    return [*columns(rows), f"{whole} over {targets.confusion.total():,} targets; {sided}"]


def _treebank(scores: TreebankScores) -> list[str]:
    rows: list[Row] = [["words", "accuracy", "F1", "cut alike", *_COUNTS]]
    for name, title in _TREEBANK.items():
        tally = scores.tallies[name]
        if name in scores.made:
            rows.append([title, percent(tally.accuracy), percent(tally.f1), f"{tally.compared:,}", *_numbers(tally)])
        else:
            rows.append([title, "-"])
    sentences = scores.tallies["sentences"]
    rows.append(["sentences", "", percent(sentences.f1), "", *_numbers(sentences)])
    missing = [title for name, title in {**_TREEBANK, "sentences": "sentences"}.items() if name not in scores.made]
    return [*columns(rows), *([f"The pipeline does not make: {', '.join(missing)}"] if missing else [])]


def _prf(tally: Tally) -> Iterable[str]:
    return percent(tally.precision), percent(tally.recall), percent(tally.f1)


def _numbers(tally: Tally) -> Iterable[str]:
    return f"{tally.predicted:,}", f"{tally.gold:,}"
