"""Who is one and the same in a document: what the text and the annotators say, and nothing that is guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotation.naming import AUTHOR, NOBODY, Namer, Party
from annotation.text import TextRange
from tests.fixtures.strategies import strings, texts

TEXT = (
    "Ruta Vele spoke first. The mayor, Ruta Vele, praised the plan. Later Vele left, and Tomas Brandt stayed.\n"
    "Mayor Vele is tired. Its chair, Tomas Brandt, said no. Brandt, a fisherman, agreed with Vele. "
    "Supporters of Ruta Vele cheered. Vele and Brandt met. She smiled. The plan stands.\n"
)


def party(words: str, *, name: str = "") -> Party:
    """Whom a part with these words means."""
    start = TEXT.index(words)
    return Namer(TEXT).party(name, (TextRange(start, start + len(words)),))


@pytest.mark.parametrize("words", ["Ruta Vele", "Vele", "Mayor Vele", "The mayor, Ruta Vele", "The mayor, Ruta Vele,"])
def test_a_surname_and_a_title_mean_the_full_name_of_the_text(words: str) -> None:
    """“Vele” and “Mayor Vele” are Ruta Vele, because the text names her so."""
    assert party(words) == Party("ruta vele", "Ruta Vele")


@pytest.mark.parametrize("words", ["Its chair, Tomas Brandt", "Brandt, a fisherman", "Brandt"])
def test_what_says_more_of_somebody_names_the_same_one(words: str) -> None:
    """An apposition before or behind the name is about who is named."""
    assert party(words).name == "Tomas Brandt"


@pytest.mark.parametrize("words", ["Supporters of Ruta Vele", "Vele and Brandt", "the plan. Later Vele"])
def test_more_than_a_name_is_not_the_one_named_in_it(words: str) -> None:
    """Somebody’s supporters are not that person, and two people are not one of them."""
    assert party(words).key == words.casefold().removeprefix("the ")


def test_a_name_that_was_given_goes_before_the_words() -> None:
    """An attribute says who is meant; the words in the text may be a pronoun or another name."""
    assert party("She", name="Ilse Morgan") == Party("ilse morgan", "Ilse Morgan", given=True)
    assert party("Brandt", name=" Ruta \n Vele ").key == party("Vele").key


def test_a_given_short_name_is_the_only_long_one_of_the_text() -> None:
    """“Vele” typed by an annotator is Ruta Vele; where the text has two who are called so, it stays as it was typed."""
    assert party("She", name="Vele").name == "Ruta Vele"
    assert party("She", name="Mayor Vele").name == "Ruta Vele"
    two = "Ruta Vele spoke to Vele. Later Oskar Vele spoke, and Vele left."
    assert Namer(two).party("Vele", ()).name == "Vele"


def test_the_author_is_told_by_a_name_of_their_own() -> None:
    assert party("She", name="@author") == AUTHOR


def test_a_pronoun_without_a_name_is_nobody() -> None:
    """“She” in two places may be two people: they are not put together under the pronoun."""
    assert party("She") == NOBODY
    assert Namer(TEXT).party("", ()) == NOBODY


def test_case_accents_and_the_article_make_no_difference() -> None:
    assert party("the plan").key == party("The plan").key == party("plan").key
    assert party("She", name="Rūta Vele").key == party("Ruta Vele").key


def test_a_title_alone_is_not_another_title() -> None:
    """The deputy mayor is not the mayor: only before a name does a title add nothing."""
    text = "The deputy mayor spoke, and the mayor left."
    namer = Namer(text)
    assert namer.party("", (TextRange(0, 16),)).key == "deputy mayor"
    assert namer.party("", (TextRange(text.index("the mayor"), text.index(" left")),)).key == "mayor"


def test_names_are_known_far_into_a_long_text() -> None:
    """Of a long text what is around a part is looked at, at its right place."""
    far = "It rained all day, and nobody came.\n" * 6000 + TEXT
    start = far.index("Mayor Vele")
    assert Namer(far).party("", (TextRange(start, start + len("Mayor Vele")),)).name == "Ruta Vele"


@given(text=texts, name=strings, data=st.data())
def test_any_text_and_name_has_a_party(text: str, name: str, data: st.DataObject) -> None:
    """Whatever is marked or typed: the same question has the same answer, and it names nobody only where there are no words."""
    spans: tuple[TextRange, ...] = ()
    if text:
        start = data.draw(st.integers(0, len(text) - 1))
        spans = (TextRange(start, data.draw(st.integers(start + 1, len(text)))),)
    found = Namer(text).party(name, spans)
    assert found == Namer(text).party(name, spans)
    assert bool(found.name)
    if name.split():
        assert found != NOBODY
