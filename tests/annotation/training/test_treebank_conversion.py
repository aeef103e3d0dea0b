from __future__ import annotations

import random
from pathlib import Path

import pytest

from annotation.errors import FormatError, ReadError
from annotation.evaluation.treebank import read_treebank
from annotation.training.augment import varied_text
from annotation.training.convert import Fit, fit, read_docs, tokenizer_only, treebank_docs, write_docs
from tests.annotation.training.tiny import TEXT, write_treebank


@pytest.fixture(name="treebank")
def a_treebank(tmp_path: Path) -> Path:
    return write_treebank(tmp_path / "tiny.conllu")


def test_text_is_what_the_sentences_say(treebank: Path) -> None:
    """Spaces, contractions and paragraphs of a treebank give its text back, an empty line between paragraphs."""
    (doc,) = treebank_docs(tokenizer_only(), treebank, whole=True)
    assert doc.text == TEXT


def test_our_tokenizer_cuts_as_the_treebank_does(treebank: Path) -> None:
    """Contractions, genitives and curly quotation marks come out as the treebank has them."""
    nlp = tokenizer_only()
    docs = list(treebank_docs(nlp, treebank, whole=True))
    assert fit(nlp, docs) == Fit(exact=38, total=38)


def test_fit_counts_what_is_cut_otherwise(tmp_path: Path) -> None:
    """A word that our tokenizer cuts otherwise is not counted as exact."""
    path = tmp_path / "odd.conllu"
    path.write_text(
        "1\tHello world\thi\tINTJ\tUH\t_\t0\troot\t_\tSpaceAfter=No\n2\t!\t!\tPUNCT\t.\t_\t1\tpunct\t_\t_\n\n", "utf-8"
    )
    nlp = tokenizer_only()
    assert fit(nlp, treebank_docs(nlp, path, whole=True)) == Fit(exact=1, total=2)


def test_heads_relations_and_tags_are_kept(treebank: Path) -> None:
    """What a treebank says of a word is said of the token with its range, also in later sentences."""
    (doc,) = treebank_docs(tokenizer_only(), treebank, whole=True)
    ships = next(token for token in doc if token.text == "ships")
    assert (ships.tag_, ships.pos_, ships.lemma_, ships.dep_, ships.head.text) == ("NNS", "NOUN", "ship", "obj", "saw")
    aide = next(token for token in doc if token.text == "aide")
    assert (aide.dep_, aide.head.text, aide.head.dep_) == ("nsubj", "said", "parataxis")


def test_sentences_are_the_treebanks(treebank: Path) -> None:
    """Sentences start where the treebank has them; the line break before a paragraph ends the sentence before it."""
    (doc,) = treebank_docs(tokenizer_only(), treebank, whole=True)
    assert [sentence.text.strip().split()[0] for sentence in doc.sents] == ["The", "She", "Ruta", "He"]
    assert [sentence.root.text for sentence in doc.sents] == ["wait", "trust", "disagreed", "saw"]


def test_docs_survive_the_file(treebank: Path, tmp_path: Path) -> None:
    """A doc that is written and read again has the same words, tags and tree."""
    nlp = tokenizer_only()
    (doc,) = treebank_docs(nlp, treebank, whole=True)
    write_docs([doc], tmp_path / "docs.spacy")
    (again,) = read_docs(nlp, tmp_path / "docs.spacy")
    assert again.to_json() == doc.to_json()
    assert again.user_data["id"] == "tiny-0"


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    """A line with too few columns is an error that names the file and the line."""
    path = tmp_path / "broken.conllu"
    path.write_text("# sent_id = 1\n1\tHello\thello\n\n", "utf-8")
    with pytest.raises(FormatError, match=r"broken\.conllu, line 2: 3 columns"):
        list(read_treebank(path))


def test_a_missing_file_is_an_error_with_a_way_out(tmp_path: Path) -> None:
    """A treebank that is not there is told, not a traceback."""
    with pytest.raises(ReadError, match="Check its name"):
        list(read_treebank(tmp_path / "none.conllu"))


def test_texts_vary_and_keep_their_length() -> None:
    """Other quotation marks or another case, but no place moves."""
    texts = {varied_text(TEXT, random.Random(seed)) for seed in range(60)}
    assert {len(text) for text in texts} == {len(TEXT)}
    assert {TEXT, TEXT.lower(), TEXT.upper(), TEXT.replace("“", '"').replace("”", '"')} <= texts
    assert varied_text("ßİ", random.Random(0)) == "ßİ"
