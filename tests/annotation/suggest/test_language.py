"""Which language a text is in: said only where it is certain."""

from __future__ import annotations

import pytest

from annotation.suggest.language import language_name, language_of

ENGLISH = (
    "The mayor of Lindhaven told the council on Monday that the new pier would cost twice as much as was promised, "
    "and that the fishermen who had waited for it would have to wait longer."
)
GERMAN = (
    "Der Bürgermeister von Lindhaven sagte am Montag vor dem Stadtrat, die neue Mole werde doppelt so viel kosten wie "
    "versprochen, und die Fischer müssten noch länger darauf warten."
)
FRENCH = (
    "Le maire de Lindhaven a dit lundi devant le conseil que la nouvelle jetée coûterait deux fois plus que promis et que "
    "les pêcheurs devraient l’attendre encore longtemps."
)
RUSSIAN = (
    "Мэр города сказал в понедельник на заседании совета, что новый причал будет стоить вдвое дороже, чем было обещано, и "
    "рыбакам придётся ждать ещё дольше, чем они думали."
)
CHINESE = (
    "市长星期一在市议会上表示，新码头的费用将是原先承诺的两倍，渔民们还要等待更长的时间，居民们对此表示不满和担忧。"
)


@pytest.mark.parametrize(
    ("text", "code"), [(ENGLISH, "en"), (GERMAN, "de"), (FRENCH, "fr"), (RUSSIAN, "ru"), (CHINESE, "zh")]
)
def test_a_language_is_told_whatever_the_capitals(text: str, code: str) -> None:
    assert language_of(text) == code
    assert language_of(text.upper()) == code
    assert language_of("\n\n".join([text] * 300)) == code


@pytest.mark.parametrize(
    "text",
    ["", "Guten Morgen, Herr Roth.", "Hola. ¿Qué tal?", "12 24 48", "😀" * 500, f"{GERMAN}\n{ENGLISH}\n{FRENCH}" * 40],
    ids=["nothing", "a greeting", "another", "digits", "emoji", "three languages"],
)
def test_of_short_and_mixed_texts_nothing_is_said(text: str) -> None:
    """A text in several languages has English in it, or none that is certain: it is never taken for one of the others."""
    assert language_of(text) in (None, "en")


def test_what_a_document_states_goes_before_what_it_looks_like() -> None:
    """But “en” states nothing: documents have it where nobody said anything."""
    assert language_of(ENGLISH, "de-CH") == "de"
    assert language_of("Ja.", "DE") == "de"
    assert language_of(GERMAN, "en") == "de"
    assert language_of(GERMAN, "und") == "de"


def test_languages_are_named_for_people() -> None:
    assert language_name("de") == "German"
    assert language_name("qqq") == "the language “qqq”"
