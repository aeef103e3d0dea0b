"""`quotemark models`: what there is to choose from, and the card of each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gui.command_line import run
from tests.annotation.suggest import made_pipelines


def test_pipelines_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Our own first, then what is installed."""
    monkeypatch.syspath_prepend(str(made_pipelines.install(tmp_path)))
    assert run(["models"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split()[:4] == ["name", "version", "language", "licence"]
    assert lines[1].startswith("quotemark ")
    assert any(line.startswith(f"{made_pipelines.PACKAGE} ") and " German " in line for line in lines)
    assert run(["models", "--json"]) == 0
    cards = json.loads(capsys.readouterr().out)
    (theirs,) = [card for card in cards if card["name"] == made_pipelines.PACKAGE]
    assert (theirs["language"], theirs["licence"], theirs["makes"]) == ("de", "MIT", ["sentences", "names"])
    assert theirs["size"] > 0


def test_a_card_has_figures_and_data_with_their_terms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = made_pipelines.plain(tmp_path / "plain", "de")
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    meta |= {
        "performance": {"tag_acc": 0.97123},
        "sources": [{"name": "Pier Treebank", "license": "CC BY 4.0", "url": ""}],
    }
    (folder / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    assert run(["models", str(folder)]) == 0
    card = capsys.readouterr().out
    assert "tag_acc  0.9712" in card
    assert "Pier Treebank: CC BY 4.0" in card


def test_a_pipeline_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["models", "nowhere"]) == 1
    assert "There is no pipeline “nowhere”" in capsys.readouterr().err
