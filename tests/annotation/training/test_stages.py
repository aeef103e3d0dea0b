from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from annotation.suggest.shipped import load_shipped
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
    return data


def _run(data: Path, work: Path, *arguments: str, **settings: object) -> str:
    given = [word for key, value in settings.items() for word in ("--set", f"{key}={json.dumps(value)}")]
    result = CliRunner().invoke(main, [*arguments, "--data", str(data), "--work", str(work), *given])
    assert result.exit_code == 0, result.output
    return result.output


def _small(encoder: str) -> dict[str, object]:
    """Settings for a training of seconds, without vectors."""
    return {
        f"components.{encoder}.embed.include_static_vectors": False,
        f"components.{encoder}.embed.width": 32,
        f"components.{encoder}.embed.rows": [500, 100, 250, 250],
        f"components.{encoder}.encode.depth": 2,
        "training.max_steps": 60,
        "training.eval_frequency": 60,
        "training.optimizer.learn_rate.initial_rate": 0.01,
        "training.words_a_batch.start": 40,
        "training.words_a_batch.stop": 40,
    }


def test_stages_from_corpora_to_what_ships(data: Path, tmp_path: Path) -> None:
    """Converted, trained for a few steps, measured and packaged, the pipeline loads and does all that it is for."""
    work = tmp_path / "work"
    assert "words that our tokenizer cuts alike: 76 of 76 (100.00%)" in _run(data, work, "convert")
    _run(data, work, "base", **_small("tok2vec.model"), **{"components.parser.min_action_freq": 1})
    longer = {"training.max_steps": 150, "training.eval_frequency": 50}
    _run(data, work, "names", **{**_small("ner.model.tok2vec"), **longer})
    told = _run(data, work, "evaluate-base", "package")
    assert "EWT+GUM dev, sentences by parser: tags / UAS / LAS / lemmas / sentences F1: " in told
    assert "names, newswire-dev, exact F1: PERSON " in told
    nlp = load_shipped(work / "pipeline")
    assert nlp is not None
    doc = nlp(TEXT)
    assert doc.text == TEXT
    assert ("Lindhaven", "LOC") in [(entity.text, entity.label_) for entity in doc.ents]
    assert doc.has_annotation("DEP")
    known = nlp("He saw nine ships on Monday.")
    assert known[1].lemma_ == "see"
    assert "nine ships" in [chunk.text for chunk in known.noun_chunks]


def test_what_ships_is_half_as_precise_and_computes_in_full(data: Path, tmp_path: Path) -> None:
    """Weights are kept as 16-bit numbers and widened when loaded; the optimizer's memory is left behind."""
    import srsly

    work = tmp_path / "work"
    _run(data, work, "convert")
    settings = {**_small("tok2vec.model"), "training.max_steps": 2, "components.parser.min_action_freq": 1}
    _run(data, work, "base", **settings)
    _run(data, work, "package")
    message = srsly.msgpack_loads((work / "pipeline" / "tagger" / "model").read_bytes())
    kinds = {str(value.dtype) for params in message["params"] for value in params.values() if hasattr(value, "dtype")}
    assert kinds == {"float16"}
    nlp = load_shipped(work / "pipeline")
    assert nlp is not None
    tagger: Any = nlp.get_pipe("tagger")
    node = next(node for node in tagger.model.walk() if node.has_param("W"))
    assert node.get_param("W").dtype == "float32"
    assert not list((work / "pipeline").rglob("*.npz"))


def test_corpora_without_a_licence_can_be_left_out(data: Path, tmp_path: Path) -> None:
    """With the flag neither is even read: they need not be there."""
    for path in (*data.glob("*/newswire-*"), *data.glob("*/polnear-*")):
        path.unlink()
    told = _run(data, tmp_path / "work", "convert", "--licensed-only")
    assert "politics-train.jsonl" in told
    assert "newswire" not in told
    assert "polnear" not in told


def test_a_stage_says_which_one_must_run_before(data: Path, tmp_path: Path) -> None:
    """Without converted docs the training of names ends with a sentence, not a traceback."""
    result = CliRunner().invoke(main, ["names", "--data", str(data), "--work", str(tmp_path / "none")])
    assert result.exit_code == 1
    assert "Run the stage “convert” first." in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_without_a_package_there_is_no_shipped_pipeline(tmp_path: Path) -> None:
    """An empty folder gives None, and the caller falls back to rules."""
    assert load_shipped(tmp_path) is None
