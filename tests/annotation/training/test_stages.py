from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from annotation.training.__main__ import main
from tests.annotation.training.tiny import write_treebank

TEXT = "Ruta Vele met Ana Brod in Lindhaven. The Guild said no."
NAMES = (("Ruta Vele", "PERSON"), ("Ana Brod", "PERSON"), ("Lindhaven", "LOC"), ("Guild", "ORG"))


def _documents() -> list[dict[str, Any]]:
    places = [(TEXT.index(name), name, label) for name, label in NAMES]
    entities = [{"start": start, "end": start + len(name), "label": label} for start, name, label in places]
    parts = [("source", "The Guild"), ("cue", "said"), ("content", "no")]
    quote = {
        "label": "QUOTE",
        "parts": [
            {"role": role, "start": TEXT.index(words), "end": TEXT.index(words) + len(words)} for role, words in parts
        ],
    }
    return [{"id": f"doc-{n}", "text": TEXT, "entities": entities, "annotations": [quote]} for n in range(4)]


@pytest.fixture(name="data")
def some_corpora(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    lines = "".join(json.dumps(document) + "\n" for document in _documents())
    for part in ("train", "dev"):
        for name in ("ewt", "gum"):
            write_treebank(data / "treebank" / f"{name}-{part}.conllu", times=2)
        for path in ("entities/newswire", "entities/politics", "entities/gum", "quotes/polnear", "quotes/gum"):
            file = data / f"{path}-{part}.jsonl"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(lines, encoding="utf-8")
    for path, known in (
        ("claims/claimbuster", {"checkworthy": True}),
        ("stance/newsmtsc", {"annotations": [_stance("neutral")]}),
        ("stance/directed", {"annotations": [_stance("none", holder="Ruta Vele")]}),
    ):
        file = data / f"{path}-train.jsonl"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            "".join(json.dumps({"id": f"s{n}", "text": f"{TEXT} {n}", **known}) + "\n" for n in range(20)), "utf-8"
        )
    return data


def _stance(polarity: str, **others: str) -> dict[str, Any]:
    parts = [
        {"role": role, "start": TEXT.index(name), "end": TEXT.index(name) + len(name)}
        for role, name in (("target", "Guild"), *others.items())
    ]
    return {"label": "STANCE", "parts": parts, "attributes": {"polarity": polarity}}


def _run(data: Path, work: Path, *arguments: str) -> str:
    result = CliRunner().invoke(main, [*arguments, "--data", str(data), "--work", str(work)])
    assert result.exit_code == 0, result.output
    return result.output


def test_corpora_become_docs(data: Path, tmp_path: Path) -> None:
    """Converted, each corpus’s part is a file of docs, and it is told how well our words fit the treebanks’."""
    told = _run(data, tmp_path / "work", "convert")
    assert "words that our tokenizer cuts alike: 76 of 76 (100.00%)" in told
    names = {path.name for path in (tmp_path / "work" / "docs").iterdir()}
    assert {"treebank-ewt-train.spacy", "names-politics-train.spacy", "quotes-polnear-dev.spacy"} <= names
    assert {"claims-claimbuster-train.spacy", "stances-directed-train.spacy"} <= names


def test_corpora_without_a_licence_can_be_left_out(data: Path, tmp_path: Path) -> None:
    """With the flag neither is even read: they need not be there."""
    for path in (*data.glob("*/newswire-*"), *data.glob("*/polnear-*")):
        path.unlink()
    told = _run(data, tmp_path / "work", "convert", "--licensed-only")
    assert "politics-train.jsonl" in told
    assert "newswire" not in told
    assert "polnear" not in told


@pytest.mark.parametrize(
    ("stage", "before"), [("encoder", "convert"), ("teach", "convert"), ("judge", "encoder"), ("package", "encoder")]
)
def test_a_stage_says_which_one_must_run_before(data: Path, tmp_path: Path, stage: str, before: str) -> None:
    """Without what the one before makes, a training ends with a sentence, not a traceback."""
    pytest.importorskip("torch")
    result = CliRunner().invoke(main, [stage, "--data", str(data), "--work", str(tmp_path / "none")])
    assert result.exit_code == 1
    assert f"Run the stage “{before}” first." in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
