"""Gold and predictions come together by their ids, and the suggester sees bare texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotation.errors import FormatError
from annotation.evaluation.pairs import asking, bare, with_predictions, with_suggestions
from annotation.evaluation.scores import Scores, outlet
from annotation.evaluation.speed import Stopwatch, peak_megabytes
from annotation.exchange import ExchangeDocument
from annotation.model import Status
from tests.annotation.evaluation.made import TEXT, document, entities, mark
from tests.fixtures.hard import hard_documents

NAMES = ("gold.jsonl", "other.jsonl")


def numbered(*numbers: int) -> list[ExchangeDocument]:
    return [document(identity=str(number)) for number in numbers]


@pytest.mark.parametrize("gold", hard_documents(), ids=lambda each: each.id)
def test_the_suggester_sees_nothing_of_the_gold(gold: ExchangeDocument) -> None:
    """Whatever a document holds, its text, its id and its language are all that is shown."""
    assert bare(gold) == ExchangeDocument(id=gold.id, text=gold.text, language=gold.language)


def test_suggestions_come_beside_their_documents() -> None:
    """In order, also when the suggester reads several documents before it answers; reading ahead is its own choice."""

    def by_two(documents: Iterable[ExchangeDocument]) -> Iterator[ExchangeDocument]:
        remaining = iter(documents)
        while batch := list(islice(remaining, 2)):
            yield from batch

    gold = [replace(each, meta={"checkworthy": True}) for each in numbered(1, 2, 3, 4)]
    found = list(with_suggestions(gold, by_two, watch=Stopwatch()))
    assert [(ours.id, theirs.id) for ours, theirs, _ in found] == [("1", "1"), ("2", "2"), ("3", "3"), ("4", "4")]
    assert all(ours.meta and not theirs.meta and answered is None for ours, theirs, answered in found)


def test_what_holds_stances_is_read_twice() -> None:
    """Unasked, and asked where its targets and holders are, but not what the polarity is; the others once."""
    asked_of: list[tuple[str, int]] = []

    def answering(documents: Iterable[ExchangeDocument]) -> Iterator[ExchangeDocument]:
        for each in documents:
            asked_of.append((each.id, len(each.asked)))
            assert not each.annotations
            yield each

    stance = mark("STANCE", target="pier", holder="she", polarity="none")
    gold = [document(identity="1"), document(stance, identity="2"), document(identity="3")]
    found = list(with_suggestions(gold, answering, watch=Stopwatch()))
    assert asked_of == [("1", 0), ("2", 0), ("2", 1), ("3", 0)]
    assert [answered is not None for _, _, answered in found] == [False, True, False]
    assert asking(gold[1]).asked[0].holder is not None


@given(st.permutations(range(5)))
def test_predictions_may_come_in_any_order(order: list[int]) -> None:
    """Each document meets the one with its id; those that the gold does not have are passed over."""
    pairs = with_predictions(numbered(*range(4)), numbered(*order), names=NAMES)
    assert [(gold.id, predicted.id) for gold, predicted in pairs] == [(str(n), str(n)) for n in range(4)]


def test_in_the_same_order_nothing_is_read_ahead() -> None:
    """A corpus of any size is compared in the memory of a pair."""
    read: list[str] = []

    def predicted() -> Iterator[ExchangeDocument]:
        for each in numbered(1, 2, 3):
            read.append(each.id)
            yield each

    pairs = with_predictions(numbered(1, 2, 3), predicted(), names=NAMES)
    next(pairs)
    assert read == ["1"]


@pytest.mark.parametrize(
    ("gold", "predicted", "told"),
    [
        (numbered(1, 2), numbered(1), "other.jsonl has no document “2”, which gold.jsonl has"),
        (numbered(1, 1), numbered(1), "gold.jsonl: the id “1” comes twice"),
        (numbered(1, 2), numbered(1, 1), "other.jsonl: the id “1” comes twice"),
        (
            numbered(1),
            [document(identity="1", text=TEXT.replace("Ruta", "Rita"))],
            "The text of “1” in other.jsonl is another than in gold.jsonl: they part at character 27",
        ),
        (
            numbered(1),
            [document(identity="1", text=TEXT + "!")],
            f"one has {len(TEXT)} characters, the other {len(TEXT) + 1}",
        ),
    ],
)
def test_what_does_not_fit_is_told(gold: list[ExchangeDocument], predicted: list[ExchangeDocument], told: str) -> None:
    """With the document and both files named, and the way out."""
    with pytest.raises(FormatError) as raised:
        list(with_predictions(gold, predicted, names=NAMES))
    assert told in raised.value.what
    assert raised.value.way_out


def test_rejected_annotations_count_on_neither_side() -> None:
    """Of the gold only what is accepted is gold; a prediction may be a suggestion or accepted."""
    quote = mark("QUOTE", content="Nobody asked", source="she", cue="said")
    scores = Scores()
    for gold, predicted in (
        ("accepted", "suggested"),
        ("accepted", "rejected"),
        ("rejected", "accepted"),
        ("suggested", "accepted"),
    ):
        scores.add(document(replace(quote, status=Status(gold))), document(replace(quote, status=Status(predicted))))
    whole = scores.quotes.whole
    assert (whole.right, whole.predicted, whole.gold) == (1, 3, 2)


def test_only_what_the_gold_holds_is_told() -> None:
    """Each kind has a key of its own, and no figures where there is nothing to compare with."""
    scores = Scores()
    scores.add(document(), document(mark("QUOTE", content="Nobody asked")))
    assert scores.as_json() == {"documents": 1, "words": 20}
    scores.add(document(mark("QUOTE", content="Nobody asked")), document())
    assert scores.as_json().keys() == {"documents", "words", "quotes"}
    scores.add(document(entities=entities(("pier", "LOC"))), document())
    scores.add(document(meta={"checkworthy": False}), document())
    scores.add(document(mark("STANCE", target="pier", polarity="support")), document())
    assert scores.as_json().keys() == {"documents", "words", "quotes", "entities", "claims", "targets", "stance_spans"}
    scores.add(document(mark("STANCE", target="pier", holder="she", polarity="none")), document())
    scores.add(document(mark("STANCE", target="pier")), document())
    told = scores.as_json()
    assert told.keys() >= {"stances"}
    assert told["stances_without_polarity"] == 1


def test_quotes_are_told_by_outlet_and_by_length() -> None:
    """Each group has the figures of its own documents."""
    quote = mark("QUOTE", content="Nobody asked", form="indirect")
    long = replace(document(quote, identity="corpus:gazette_2"), text=TEXT + " word" * 900)
    scores = Scores()
    scores.add(document(quote, identity="corpus:herald_1"), document(quote))
    scores.add(long, replace(long, annotations=()))
    told = scores.as_json()["quotes"]
    assert {name: group["quote"]["r"] for name, group in told["by_outlet"].items()} == {"gazette": 0.0, "herald": 1.0}
    assert {name: group["quote"]["r"] for name, group in told["by_length"].items()} == {
        "under 300": 1.0,
        "800 to 1,499": 0.0,
    }
    assert list(told["by_length"]) == ["under 300", "800 to 1,499"]


@pytest.mark.parametrize(
    ("identity", "source", "name"),
    [
        ("corpus:gazette_2016-05-01_pier", None, "gazette"),
        ("corpus:gazette_2016", "Herald", "Herald"),
        ("pier", "https://www.herald.example/news/pier", "www.herald.example"),
        ("corpus:gazette_2016", "/articles/pier.txt", "gazette"),
        ("pier", "C:\\articles\\pier.txt", "unknown"),
        ("pier_1", 7, "unknown"),
        ("corpus:_1", " ", "unknown"),
    ],
)
def test_who_published_it(identity: str, source: object, name: str) -> None:
    """What the document says; else its id; a file’s path is no outlet."""
    meta = {} if source is None else {"source": source}
    assert outlet(document(identity=identity, meta=meta)) == name


def test_the_clock_stands_still_while_files_are_read() -> None:
    """Words a second are of what was waited for, and 0 where nothing was."""
    watch = Stopwatch(seconds=2.0, words=100)
    assert watch.words_a_second == 50.0
    assert Stopwatch().words_a_second == 0.0
    assert list(watch.around(number + 1 for number in watch.off([1, 2]))) == [2, 3]
    assert watch.seconds >= 2.0


def test_memory_is_that_of_a_process_with_python_in_it() -> None:
    """More than 5 MB, less than a machine has."""
    peak = peak_megabytes()
    assert peak is None or 5 < peak < 1_000_000
