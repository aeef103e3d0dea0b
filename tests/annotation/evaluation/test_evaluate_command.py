"""`quotemark evaluate`: what it prints, and what it says of files that it cannot use."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotation.evaluation.treebank import read_treebank
from annotation.exchange import ExchangeDocument, write_line
from gui import command_line
from tests.annotation.evaluation.made import TEXT, document, entities, mark
from tests.annotation.training.tiny import write_treebank

QUOTE = mark("QUOTE", content="“The pier is open,”", source="Mayor Ruta Vele", cue="said", form="direct")
GOLD = document(
    QUOTE,
    mark("STANCE", holder="The clerk", target="the bridge", polarity="oppose"),
    entities=entities(("Ruta Vele", "PERSON")),
    meta={"checkworthy": True, "source": "Herald"},
)


def write(path: Path, *documents: ExchangeDocument) -> Path:
    path.write_text("".join(write_line(each) + "\n" for each in documents), encoding="utf-8")
    return path


@pytest.fixture(name="gold")
def gold_file(tmp_path: Path) -> Path:
    return write(tmp_path / "gold.jsonl", GOLD)


def as_json(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Any:
    assert command_line.run(["evaluate", *map(str, arguments), "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_what_quotemark_suggests_is_scored(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Against every kind of thing that the gold holds, with the speed; an easy quote is found with its source."""
    told = as_json(capsys, gold)
    assert told.keys() == {
        "gold", "predicted_by", "documents", "words", "quotes", "entities", "claims", "targets", "stances", "targets_unasked", "stances_unasked", "stance_spans", "speed",
    }  # fmt: skip
    assert (told["gold"], told["predicted_by"], told["documents"]) == ("gold.jsonl", "quotemark", 1)
    assert told["quotes"]["found_by_form"]["direct"] == {"gold": 1, "found": 1.0, "attributed_of_found": 1.0}
    assert told["quotes"]["by_outlet"].keys() == {"Herald"}
    assert told["speed"]["words_a_second"] > 0


def test_the_gold_is_perfect_against_itself(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Predictions from a file are scored without reading anything anew."""
    told = as_json(capsys, gold, "--predicted", gold)
    assert told["predicted_by"] == "gold.jsonl"
    assert told["speed"] is None
    assert told["quotes"]["quote"]["f1"] == told["entities"]["all"]["f1"] == told["stances"]["f1"] == 1.0


def test_annotations_of_the_gold_do_not_help(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A text in which nobody is quoted gets no quote from the one that its gold wrongly has."""
    text = "The pier has nine lamps and a kiosk."
    wrong = mark("QUOTE", text=text, content="nine lamps and a kiosk", source="The pier", cue="has")
    told = as_json(capsys, write(tmp_path / "wrong.jsonl", document(wrong, text=text)))
    assert told["quotes"]["quote"] == {"p": 0.0, "r": 0.0, "f1": 0.0, "n_pred": 0, "n_gold": 1}


def test_a_treebank_is_scored_from_its_raw_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Words and sentences of its documents; the sentences of a few plain lines are found."""
    told = as_json(capsys, write_treebank(tmp_path / "tiny.conllu", times=2))
    assert told["documents"] == 2
    assert told["treebank"].keys() == {"tags", "pos", "uas", "las", "lemmas", "sentences"}
    assert told["treebank"]["sentences"]["n_gold"] == 8


def test_the_table_has_a_line_for_every_figure(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Columns stand under each other: percentages to the right, no line ends in spaces."""
    second = document(QUOTE, identity="corpus:gazette_2")
    gold.write_text(write_line(GOLD) + "\n" + write_line(second) + "\n", encoding="utf-8")
    assert command_line.run(["evaluate", str(gold), "--predicted", str(gold)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "gold.jsonl against gold.jsonl: 2 documents, 40 words"
    assert "content          exact  100.0  100.0  100.0          2          2" in lines
    assert "direct           2    100.0           100.0" in lines
    headings = [line.split("  ")[0] for line, before in zip(lines[1:], lines, strict=False) if not before]
    assert headings == [
        "quotes", "by form", "by outlet", "by length in words", "names", "claims", "polarity toward targets", "stances", "stances found unasked",
    ]  # fmt: skip
    assert lines == [line.rstrip() for line in lines]


def test_the_table_of_a_treebank_says_what_is_not_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Or has its figure, where the pipeline makes it."""
    assert command_line.run(["evaluate", str(write_treebank(tmp_path / "tiny.conllu"))]) == 0
    told = capsys.readouterr().out
    assert told.startswith("tiny.conllu against what Quotemark suggests: 1 document, 26 words\n")
    assert "sentences" in told
    assert "words a second" in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["none.jsonl"], "none.jsonl cannot be read: No such file"),
        (["folder"], "folder cannot be read: Is a directory"),
        (["none.conllu"], "none.conllu cannot be read"),
        (["broken.jsonl"], "broken.jsonl, line 2: not JSON"),
        (["bare.jsonl"], "bare.jsonl holds nothing that can be scored"),
        (["empty.jsonl"], "empty.jsonl holds nothing that can be scored"),
        (["empty.conllu"], "empty.conllu has no sentences"),
        (["head.conllu"], "line 1: no number of a word, or none of its head"),
        (["latin.conllu"], "is not UTF-8"),
        (["tree.conllu", "--predicted", "gold.jsonl"], "tree.conllu is a treebank"),
        (["gold.jsonl", "--predicted", "none.jsonl"], "none.jsonl cannot be read"),
        (["gold.jsonl", "--predicted", "bare.jsonl"], "bare.jsonl has no document “pier”"),
        (["gold.jsonl", "--predicted", "other.jsonl"], "is another than in gold.jsonl"),
        (["twice.jsonl"], "twice.jsonl: the id “pier” comes twice"),
    ],
)
def test_what_cannot_be_used_is_told(
    arguments: list[str],
    told: str,
    gold: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With exit code 1 and the way out, nothing on standard output."""
    line = gold.read_text(encoding="utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "broken.jsonl").write_text(line + "{\n", encoding="utf-8")
    (tmp_path / "twice.jsonl").write_text(line + line, encoding="utf-8")
    (tmp_path / "empty.jsonl").write_text("", encoding="utf-8")
    (tmp_path / "empty.conllu").write_text("", encoding="utf-8")
    (tmp_path / "head.conllu").write_text("1\tHello\thello\tINTJ\tUH\t_\t_\troot\t_\t_\n\n", encoding="utf-8")
    (tmp_path / "latin.conllu").write_bytes(b"# text = caf\xe9\n")
    write(tmp_path / "bare.jsonl", document(identity="bare"))
    write(tmp_path / "other.jsonl", document(QUOTE, text=TEXT + " More."))
    write_treebank(tmp_path / "tree.conllu")
    monkeypatch.chdir(tmp_path)
    assert command_line.run(["evaluate", *arguments]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    first, second = printed.err.splitlines()
    assert told in first
    assert second.startswith("  ")


def test_a_line_separator_within_a_word_ends_no_line_of_a_treebank(tmp_path: Path) -> None:
    """Only line feeds do."""
    path = tmp_path / "odd.conllu"
    path.write_text("1\ta\u2028b\ta\tX\tXX\t_\t0\troot\t_\t_\n\n", encoding="utf-8")
    (only,) = read_treebank(path)
    assert only.sentences[0].words[0].text == "a\u2028b"
