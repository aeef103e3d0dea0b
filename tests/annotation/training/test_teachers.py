"""What the head for claims learns from: sentences of articles, and what teachers think of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.tokens import Doc

from annotation.training.convert import tokenizer_only
from annotation.training.convert_judged import CHECKWORTHY
from annotation.training.loop import Plan
from annotation.training.run import Run
from annotation.training.teachers import sentences_of, teach

ARTICLE = """Rents in the old port

Rents in Lindhaven rose by eight percent last year. “Nobody can pay that,” Ana Brod said on Monday. No.
Rents in Lindhaven rose by eight percent last year."""


def test_sentences_of_articles_are_cut_at_marks_and_lines_and_come_once() -> None:
    """Short ones say too little to be judged; headlines are sentences too."""
    nlp = tokenizer_only()
    doc = nlp.make_doc(ARTICLE)
    assert {own.text for own in sentences_of([doc, doc], nlp)} == {
        "Rents in the old port",
        "Rents in Lindhaven rose by eight percent last year.",
        "“Nobody can pay that,” Ana Brod said on Monday.",
    }
    assert len(sentences_of([doc], nlp, most=2)) == 2


def test_teachers_carry_over_to_news_what_debates_are_said_to_be(tmp_path: Path) -> None:
    """What is said of a sentence counts half, so that it stays on its side; a training that was stopped teaches nothing yet."""
    pytest.importorskip("torch")
    pytest.importorskip("transformers")
    nlp = tokenizer_only()

    def debates() -> list[Doc]:
        docs = []
        for number in range(18):
            for text, worthy in ((f"Rents rose {number} percent.", 1.0), (f"Thank you all, number {number}.", 0.0)):
                docs.append(nlp.make_doc(text))
                docs[-1].user_data[CHECKWORTHY] = worthy
        return docs

    news = [nlp.make_doc("Prices fell 3 percent."), nlp.make_doc("Thank you very much.")]
    plan = Plan(steps=12, batch=8, encoder_rate=2e-4, head_rate=2e-3, warm_up=2, falling=1.0, tell_every=6)
    assert teach(debates(), news, plan, Run(tmp_path, minutes=0.0, tell=lambda _: None)) is None
    taught = teach(debates(), news, plan, Run(tmp_path, tell=lambda _: None))
    assert taught is not None
    chances = [doc.user_data[CHECKWORTHY] for doc in taught]
    assert all(chance >= 0.5 for chance in chances[0:36:2])
    assert all(chance <= 0.5 for chance in chances[1:36:2])
    assert [doc.text for doc in taught[36:]] == [doc.text for doc in news]
    assert chances[36] > 0.7 > 0.3 > chances[37]
