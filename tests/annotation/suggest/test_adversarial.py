"""Texts that are no articles: read to the end, in time that grows with the text, and without quotes where nobody speaks.

Work is counted, not timed: calls of functions while a text and one of twice its length are read.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import cycle, islice
from types import FrameType

import pytest

from annotation.exchange import ExchangeDocument
from annotation.suggest import suggest
from annotation.suggest.language import language_of
from annotation.suggest.pipeline import load_pipeline
from tests.annotation.suggest.reading import document, suggested
from tests.annotation.suggest.test_any_text import check

FIRST = ("Ana", "Idris", "Helen", "Ruta", "Tomas", "Mila", "Jonas", "Vera", "Otto")
LAST = ("Whitlock", "Okafor", "Abara", "Vele", "Brandt", "Kovac", "Lind", "Moreau")
WORDS = "the harbour council and its mayor said that costs rose by twelve percent because of a pier which residents criticized"


@pytest.fixture(autouse=True)
def _a_low_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """The encoder reads a thousand words, so that the long texts here cost what the rules cost."""
    encoder = load_pipeline().get_pipe("quotemark_encoder")
    monkeypatch.setattr(encoder, "most_words", 1_000)


def some(words: str, number: int) -> str:
    return " ".join(islice(cycle(words.split()), number))


def names(number: int) -> str:
    pairs = zip(cycle(FIRST), cycle(LAST), range(number), strict=False)
    return "\n".join(f"{first} {last}" for first, last, _ in pairs)


KINDS: dict[str, Callable[[int], str]] = {
    "one sentence": lambda n: some(WORDS, n // 6),
    "opening marks": lambda n: "“" * n,
    "pairs of marks": lambda n: "“”" * (n // 2),
    "straight marks": lambda n: '"a ' * (n // 3),
    "nested marks": lambda n: "“‘" * (n // 4) + "We won" + "’”" * (n // 4) + " said Doe.",
    "names": lambda n: names(n // 12),
    "digits": lambda n: " ".join(map(str, range(n // 6))),
    "no spaces": lambda n: "saidwewonDoe" * (n // 12),
    "marks without spaces": lambda n: "said“wewon”Doe" * (n // 14),
    "combining marks": lambda n: ("“W" + "\u0301\u0316" * 20 + "e won,” said D" + "\u0489" * 20 + "oe. ") * (n // 80),
    "emoji joined": lambda n: "👩‍👩‍👧‍👦" * (n // 7),
    "emoji that speak": lambda n: "“👩‍👩‍👧 ‍👦” said 👩‍🚀. " * (n // 20),
    "right to left": lambda n: 'אמר ראש העיר: "ניצחנו היום בבחירות". הקהל הריע. ' * (n // 50),
    "a table": lambda n: "Ward\tYes\tNo\n" + "".join(f"Ward {i}\t{i * 3}\t{i * 7}\n" for i in range(n // 15)),
    "cues": lambda n: "Doe said that " * (n // 14),
    "turns": lambda n: "DOE: " * (n // 5),
    "brackets": lambda n: "Doe (" * (n // 5) + " said",
    "genitives": lambda n: "Doe’s " * (n // 6) + "claim that",
    "paragraphs": lambda n: "a\n\n" * (n // 3),
    "unclosed": lambda n: "“We waited twelve years and said the mayor voted.\n" * (n // 50),
}


def work(text: str) -> int:
    """How many functions are called to read a text."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        list(suggest([document(text)]))
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("kind", KINDS)
def test_twice_the_text_is_about_twice_the_work(kind: str) -> None:
    """A quadratic step would be four times the work; what is done once for the process is done before."""
    language_of("Ja und nein. " * 20)
    make = KINDS[kind]
    list(suggest([document(make(500))]))
    assert work(make(16_000)) < 2.7 * work(make(8_000)) + 2_000


@pytest.mark.parametrize("kind", ["one sentence", "opening marks", "digits", "names"])
@pytest.mark.timeout(400)
def test_a_megabyte_is_read_to_its_end(kind: str) -> None:
    text = KINDS[kind](1_000_000)
    (doc,) = suggest([document(text)])
    assert doc.text == text
    check(doc)


@pytest.mark.parametrize(
    "kind",
    [
        "opening marks",
        "pairs of marks",
        "names",
        "digits",
        "no spaces",
        "emoji joined",
        "a table",
        "paragraphs",
        "turns",
    ],
)
def test_where_nobody_speaks_nothing_is_suggested(kind: str) -> None:
    """Lists, tables, signs: no quote, no claim, no stance."""
    assert suggested(KINDS[kind](6_000)) == ()


def outside_of_marks(doc: ExchangeDocument) -> list[str]:
    """Contents of quotes that do not stand in quotation marks."""
    contents = [p.range.of(doc.text) for a in doc.annotations for p in a.parts if p.role == "content"]
    return [content for content in contents if content[0] not in '“„«「"' or content[-1] not in '”“»」"']


OTHERS = {
    "German": "Der Bürgermeister nannte die Mole am Montag ein „Wunder“. „Wir haben lange auf sie gewartet“, sagte Ana Roth dazu. ",
    "French": "Le maire a qualifié lundi la jetée de « miracle ». « Nous l’avons attendue longtemps », a déclaré Jean Moreau. ",
    "Russian": "Мэр назвал в понедельник новый причал «чудом». «Мы долго его ждали», — сказал Иван Петров на заседании. ",
    "Chinese": "市长星期一把新码头称为「奇迹」。他说：「我们等待这座码头已经很久很久了，现在它终于建成了。」",
}


@pytest.mark.parametrize("language", OTHERS)
def test_in_another_language_only_what_stands_in_marks_is_a_quote(language: str) -> None:
    """No claim and no stance; a word held at a distance is none; the reason names the language."""
    (doc,) = suggest([document(OTHERS[language] * 4)])
    assert len(doc.annotations) == 4
    assert {a.label for a in doc.annotations} == {"QUOTE"}
    assert outside_of_marks(doc) == []
    assert all(f"this is {language}, and the other rules are for English" in a.reason for a in doc.annotations)
    assert not any(
        word in p.range.of(doc.text)
        for word in ("Wunder", "miracle", "чудом", "奇迹")
        for a in doc.annotations
        for p in a.parts
    )


def test_capitals_are_english_and_their_marks_still_count() -> None:
    """What is told in a text all in capitals is what its marks tell, and claims and stances at most beside."""
    text = "THE COUNCIL MET ON MONDAY AND THE MAYOR SPOKE OF A HARD YEAR. “WE HAVE WAITED TWELVE YEARS FOR THIS PIER,” SAID ANA ROTH. "
    (doc,) = suggest([document(text * 3)])
    assert doc.language == "en"
    assert outside_of_marks(doc) == []
    assert len([a for a in doc.annotations if a.label == "QUOTE"]) <= 3


def test_a_mark_that_is_never_closed_does_not_swallow_the_article() -> None:
    """It reaches to the end of its paragraph at most."""
    first = "“We have waited twelve years for this pier, said Ana Roth."
    rest = "\n\n".join(some(WORDS, 40).capitalize() + "." for _ in range(5))
    for annotation in suggested(f"{first}\n\n{rest}"):
        for part in annotation.parts:
            if part.role == "content" and part.range.start < len(first):
                assert part.range.end <= len(first)
