from __future__ import annotations

import pytest

from annotation.suggest.encoder.decoding import Found
from annotation.suggest.phrases import Phrase
from annotation.suggest.pipeline import load_pipeline
from annotation.suggest.pipelines import RULES
from annotation.suggest.read_quotes import form_of
from annotation.suggest.reported import Reported
from annotation.suggest.uniting import Thresholds, unite
from annotation.suggest.view import DocView, view_of
from annotation.text import TextRange

TEXT = "“The pier is closed,” Vele said on Monday, adding that “nobody” had been hurt. The mayor doubts it."
THRESHOLDS = Thresholds(read=0.5, direct=0.3, mixed=0.8, reported=0.85)


@pytest.fixture(name="view")
def some_view() -> DocView:
    return view_of(load_pipeline(RULES)(TEXT))


def _words(view: DocView, words: str) -> tuple[int, int]:
    start = view.text.index(words)
    return view.first_at(start), view.first_at(start + len(words))


def _read(view: DocView, cue: str, content: str, source: str = "", *, score: float = 0.9) -> Found:
    said_by = (_words(view, source),) if source else ()
    return Found(cue=_words(view, cue), source=said_by, content=(_words(view, content),), score=score)


def _rule(
    view: DocView, cue: str, content: str, source: str = "", *, form: str = "direct", score: float = 0.9
) -> Reported:
    start = view.text.index(content)
    said_by = Phrase(*_words(view, source), 0.9, "the subject before it") if source else None
    return Reported(
        content=(TextRange(start, start + len(content)),),
        form=form,
        cue=_words(view, cue),
        source=said_by,
        score=score,
        pattern="a rule",
    )


def _told(view: DocView, quotes: list[Reported]) -> list[tuple[str, str, str]]:
    shown = []
    for quote in quotes:
        source = view.range(quote.source.start, quote.source.end) if quote.source else None
        content = " / ".join(part.of(view.text) for part in quote.content)
        shown.append((content, source.of(view.text) if source else "", quote.form))
    return shown


def test_marks_are_the_rules_business_and_words_the_encoders(view: DocView) -> None:
    """Found by both, a direct quote ends where its marks do, its source is the one that was read, and it is surer than by either."""
    rules = [_rule(view, "said", "“The pier is closed,”", "Vele", score=0.8)]
    (both,) = unite(view, rules, [_read(view, "said", "The pier is", "Vele", score=0.6)], THRESHOLDS)
    assert _told(view, [both]) == [("“The pier is closed,”", "Vele", "direct")]
    assert both.score > 0.8


def test_what_only_one_found_needs_a_score(view: DocView) -> None:
    """A quote that the encoder alone, or a rule alone, has found is suggested where it is sure enough."""
    sure, unsure = (_read(view, "doubts", "it.", "The mayor", score=score) for score in (0.6, 0.4))
    assert len(unite(view, [], [sure], THRESHOLDS)) == 1
    assert unite(view, [], [unsure], THRESHOLDS) == []
    clause = "that “nobody” had been hurt"
    strong, weak = (_rule(view, "adding", clause, form="mixed", score=score) for score in (0.85, 0.75))
    assert len(unite(view, [strong], [], THRESHOLDS)) == 1
    assert unite(view, [weak], [], THRESHOLDS) == []


def test_what_nobody_says_must_be_surer(view: DocView) -> None:
    """In other words and without a source, a quote that the encoder alone has found needs more than with one."""
    thresholds = Thresholds(read=0.2, nobody=0.35, sure=0.0)
    assert unite(view, [], [_read(view, "doubts", "it.", score=0.3)], thresholds) == []
    assert len(unite(view, [], [_read(view, "doubts", "it.", "The mayor", score=0.3)], thresholds)) == 1
    assert len(unite(view, [], [_read(view, "said", "The pier is closed,", score=0.3)], thresholds)) == 1


def test_the_same_words_are_not_suggested_twice(view: DocView) -> None:
    """A rule’s quote whose content another suggestion has already is left out."""
    found = _read(view, "adding", "that “nobody” had been hurt", "Vele")
    rule = _rule(view, "said", "“nobody” had been hurt", form="mixed", score=0.95)
    assert [told[0] for told in _told(view, unite(view, [rule], [found], THRESHOLDS))] == [
        "that “nobody” had been hurt"
    ]


def test_the_form_follows_from_the_marks(view: DocView) -> None:
    """Direct where nearly all of a content is in quotation marks, mixed where some is, else indirect."""
    forms = {}
    for words in ("“The pier is closed,”", "that “nobody” had been hurt", "The mayor doubts it"):
        start = TEXT.index(words)
        forms[words] = form_of(view, [TextRange(start, start + len(words))])
    assert list(forms.values()) == ["direct", "mixed", "indirect"]


def test_a_content_takes_the_marks_beside_it(view: DocView) -> None:
    """What was read without its quotation marks is suggested with them."""
    (quote,) = unite(view, [], [_read(view, "said", "The pier is closed,", "Vele")], THRESHOLDS)
    assert _told(view, [quote])[0][0] == "“The pier is closed,”"


def test_one_quote_by_two_cues_is_suggested_once(view: DocView) -> None:
    """Where two cues beside each other give the same content to the same source, the surer one is shown."""
    twice = [
        _read(view, cue, "The pier is closed,", "Vele", score=score) for cue, score in (("said", 0.9), ("on", 0.6))
    ]
    (quote,) = unite(view, [], twice, THRESHOLDS)
    assert quote.cue == _words(view, "said")


def test_in_other_words_a_quote_is_likelier_one_than_none() -> None:
    """What the encoder alone has found in other words is left out where it is likelier no quote; in quotation marks it is not."""
    view = view_of(
        load_pipeline(RULES)("The mayor toured the pier. Vele doubts that it will open. He liked “the new pier” best.")
    )
    toured = _read(view, "toured", "the pier", "The mayor", score=0.4)
    doubts = _read(view, "doubts", "that it will open", "Vele", score=0.4)
    liked = _read(view, "liked", "“the new pier”", "He", score=0.4)
    assert [told[0] for told in _told(view, unite(view, [], [toured, doubts, liked]))] == [
        "that it will open",
        "“the new pier”",
    ]


def test_long_words_in_marks_belong_to_the_speech_that_the_rule_found() -> None:
    """Words in marks that run into the sentence around them go on with a direct quote; a few words, or none in marks, do not."""
    text = "“I like the ferry,” she said, but “when it comes to the old harbour wall, nobody has a plan” yet. The old wall fell."
    view = view_of(load_pipeline(RULES)(text))
    rule = _rule(view, "said", "“I like the ferry,”", "she")
    long = "but “when it comes to the old harbour wall, nobody has a plan”"
    for further, found in ((long, [long]), ("The old wall fell", [])):
        read = Found(
            cue=_words(view, "said"),
            source=(_words(view, "she"),),
            content=(_words(view, "I like the ferry"), _words(view, further)),
            score=0.5,
        )
        (quote,) = unite(view, [rule], [read])
        assert [part.of(text) for part in quote.content] == ["“I like the ferry,”", *found]
