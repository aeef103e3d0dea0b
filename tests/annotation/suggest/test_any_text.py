"""Whatever the text: ranges inside it, suggestions of the label scheme, the same each time, and an end in sight."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotation.exchange import ExchangeDocument
from annotation.model import Status
from annotation.scheme import default_scheme
from annotation.suggest import suggest
from annotation.suggest.pipeline import load_pipeline
from tests.annotation.suggest.reading import document, suggested

PIECES = [
    "“", "”", '"', "'", "‘", "’", "«", "»", "„", "「", "」", " said ", " according to ", " that ", ", ", ". ", ": ", "\n", "\n\n", "—",
    "Doe", "she", "the mayor", "criticized", "supports", "12 percent", "was", "U.S.", "\u00a0", "é", "e\u0301", "😀", "👩‍👩‍👧", "שלום", "مرحبا", "\u2028", "\ufeff", "(", ")",
]  # fmt: skip
texts = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=300),
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
)


@pytest.fixture(autouse=True)
def _a_low_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """The encoder reads a thousand words, so that the long texts here cost what the rules cost."""
    encoder = load_pipeline().get_pipe("quotemark_encoder")
    monkeypatch.setattr(encoder, "most_words", 1_000)


def check(doc: ExchangeDocument) -> None:
    scheme = default_scheme()
    for annotation in doc.annotations:
        scheme.check(annotation.label, annotation.parts, annotation.attributes, text_length=len(doc.text))
        assert annotation.status is Status.SUGGESTED
        assert annotation.score is not None
        assert 0 <= annotation.score <= 1
        assert annotation.reason
        for part in annotation.parts:
            words = part.range.of(doc.text)
            assert words.strip() == words != ""


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(texts)
def test_every_suggestion_is_of_the_scheme_and_inside_the_text(text: str) -> None:
    """Ranges are code points: emoji, combining marks, NBSP and right-to-left text do not shift them."""
    (doc,) = suggest([document(text)])
    assert doc.text == text
    check(doc)


def test_ranges_after_emoji_and_combining_marks_are_code_points() -> None:
    """What stands before a quote does not move it."""
    quote = "“We won,” said Zoë."
    plain = suggested(quote)[0]
    for before in ("😀 ", "👩‍👩‍👧.\u00a0", "e\u0301. ", "שלום. ", "\n\n"):
        moved = suggested(before + quote)[0]
        assert [(p.role, p.range.start - len(before)) for p in moved.parts] == [
            (p.role, p.range.start) for p in plain.parts
        ]


def test_the_same_text_gives_the_same_suggestions() -> None:
    """Identifiers too: suggesting again adds nothing to a document that has been through once."""
    text = "“We cut the budget by 12 percent in 2019,” said Okafor, who criticized Whitlock."
    (once,) = suggest([document(text)])
    (twice,) = suggest([once])
    assert once.annotations
    assert [a.id for a in twice.annotations] == [a.id for a in once.annotations]


def test_batches_give_what_single_calls_give() -> None:
    """Documents come back in order, with the suggestions each has alone."""
    documents = [document(f"“Item {n} is late,” said Doe.\n\nRoe criticized item {n}.", name=str(n)) for n in range(40)]
    together = list(suggest(documents, batch_size=16))
    assert [d.id for d in together] == [d.id for d in documents]
    for alone, batched in zip(documents, together, strict=True):
        (single,) = suggest([alone], batch_size=1)
        assert [a.id for a in single.annotations] == [a.id for a in batched.annotations]
        assert [a.label for a in single.annotations][:1] == ["QUOTE"]


def test_the_pipeline_itself_leaves_the_suggestions_on_its_docs() -> None:
    """`nlp.pipe` runs every component; docs do not share a list."""
    first, second = load_pipeline().pipe(["“Yes,” said Doe.", "Nothing here."])
    assert [s.suggester for s in first._.suggestions] == ["quotes@0.3"]
    assert second._.suggestions == []


ADVERSARIAL = {
    "nothing": "",
    "white space": " \n\n \t\u00a0\n",
    "300 kB of double marks": "“" * 100_000,
    "300 kB of straight marks": '"' * 300_000,
    "300 kB of single marks": "'" * 300_000,
    "marks with spaces": '" ' * 50_000,
    "pairs": "“a” " * 30_000,
    "unclosed paragraphs": "“a b c\n\n" * 10_000,
    "1 MB without a space": "x" * 1_000_000,
    "one sentence of cues": "said " * 40_000,
    "one sentence of commas": "Doe, " * 30_000,
    "one sentence of quotes": "Doe said “yes” and " * 10_000,
    "periods": "." * 300_000,
    "abbreviations": "U.S. " * 40_000,
    "names": "Ana Whitlock\nIdris Okafor\nHelen Abara\n" * 3_000,
    "all caps": "THE MAYOR SAID: “WE WON.” THE CROWD CHEERED. " * 2_000,
    "Russian": "«Мы победили», — сказал мэр. Толпа ликовала. " * 2_000,
    "Chinese": "他说：「我们赢了。」人群欢呼。" * 5_000,
    "turns of a transcript": "STONE: Yes.\nDOE: No.\nWell.\n" * 8_000,
    "brackets": "([{" * 50_000,
    "new lines": "\n" * 300_000,
}


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_an_adversarial_text_comes_to_an_end(name: str) -> None:
    """Every step is linear in the text: what a quadratic one needs hours for is done before the test’s limit."""
    (doc,) = suggest([document(ADVERSARIAL[name])])
    check(doc)
