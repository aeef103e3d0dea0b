"""`quotemark evaluate`: a file scored, as a table or as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from annotation.errors import ReadError
from annotation.evaluation.report import TREEBANK_SUFFIX, evaluate_file


def evaluated(gold: Path, predicted: Path | None, *, format_: str, progress: Callable[[int, int], None]) -> str:
    """The figures of a file as text; `progress` is told documents done and all.

    Raises:
        QuotemarkError: see `annotation.evaluation.report.evaluate_file`.
    """
    total = _number_of_documents(gold)
    evaluation = evaluate_file(gold, predicted, progress=lambda done: progress(done, total))
    if format_ == "json":
        return json.dumps(evaluation.as_json(), ensure_ascii=False, indent=1)
    from annotation.evaluation.table import table

    return table(evaluation)


def _number_of_documents(path: Path) -> int:
    """About how many documents a file has, for the progress."""
    treebank = path.suffix.lower() == TREEBANK_SUFFIX
    try:
        with path.open("rb") as lines:
            return sum(line.startswith(b"# newdoc") if treebank else bool(line.strip()) for line in lines)
    except OSError as error:
        raise ReadError(
            f"{path} cannot be read: {error.strerror}.", way_out="Check its name and who may read it."
        ) from error
