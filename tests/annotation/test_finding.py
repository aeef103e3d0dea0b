"""Finding words and patterns: the right places, in code points, within the time there is."""

from __future__ import annotations

import re
from itertools import pairwise
from unicodedata import combining, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotation.errors import QuotemarkError, SearchError, SearchTooLong
from annotation.finding import Query, find
from annotation.text import TextRange

HARBOUR = "The pier was late. “The pier,” she said, “is a PIER’s ghost.” Piers are not cheap; the pier-head is."
alphabet = st.sampled_from(
    [
        "a",
        "A",
        "b",
        "ß",
        "ẞ",
        "s",
        "é",
        "e\u0301",
        "👩\u200d👧",
        "👋🏽",
        "İ",
        "ı",
        "i",
        "سلام",
        "好",
        " ",
        "\n",
        ".",
        "*",
    ]
)
texts = st.lists(alphabet, max_size=40).map("".join)
plain_words = st.lists(st.sampled_from(["a", "b", "ab", "s", "i", ".", "*", "好", "سلام"]), min_size=1, max_size=4).map(
    "".join
)


def found(text: str, words: str, **switches: bool) -> list[str]:
    return [span.of(text) for span in find(text, Query(words, **switches)).hits]


def starts(text: str, words: str) -> list[int]:
    """Where `words` occur, one after the other, as `str.find` says."""
    places, here = [], text.find(words)
    while here >= 0:
        places.append(here)
        here = text.find(words, here + len(words))
    return places


@given(texts, plain_words)
def test_with_case_the_hits_are_those_of_str_find(text: str, words: str) -> None:
    hits = find(text, Query(words, match_case=True)).hits
    assert [hit.start for hit in hits] == starts(text, words)
    for hit in hits:
        rest = hit.of(text).removeprefix(words)
        assert hit.of(text).startswith(words)
        assert all(combining(c) or c in "\u200d👧🏽" for c in rest)


@given(texts.filter(lambda text: not re.search("[\u0300-\u036f\u200d]", text)))
def test_a_pattern_finds_what_re_finds(text: str) -> None:
    """`re` is a library of its own; on what a mark or joiner is part of, the two differ."""
    pattern = r"[ab]+|\w\b|s"
    expected = [m.span() for m in re.finditer(pattern, text)]
    assert [(h.start, h.end) for h in find(text, Query(pattern, pattern=True, match_case=True)).hits] == expected


@given(texts, texts.filter(lambda t: t.strip() != ""))
def test_hits_are_in_order_apart_and_equal_to_the_words_when_folded(text: str, words: str) -> None:
    def folded(said: str) -> str:
        # What `regex` takes as one letter in any case: the four i of Turkish.
        flat = normalize("NFD", said.casefold().replace("ı", "i"))
        return re.sub("[\u0300-\u036f\u200d👧🏽]", "", re.sub(r"\s+", " ", flat)).strip()

    hits = find(text, Query(words)).hits
    assert list(hits) == sorted(hits)
    assert all(a.end <= b.start for a, b in pairwise(hits))
    assert {folded(hit.of(text)) for hit in hits} <= {folded(words)}


@given(texts, texts.filter(lambda t: t.strip() != ""), texts)
def test_what_is_in_the_text_is_found(before: str, words: str, after: str) -> None:
    """Whatever the words are made of; where they begin and end with a space, there is one around the hit."""
    text = f"{before}. {words} .{after}"
    start = text.index(words, len(before))
    place = TextRange(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))
    for match_case in (False, True):
        hits = find(text, Query(words.strip(), match_case=match_case)).hits
        assert any(h.overlaps(place) for h in hits)


def test_small_letters_find_capitals_and_a_capital_finds_itself() -> None:
    assert found(HARBOUR, "pier") == ["pier", "pier", "PIER", "Pier", "pier"]
    assert found(HARBOUR, "Pier") == ["Pier"]
    assert found(HARBOUR, "pier", match_case=True) == ["pier", "pier", "pier"]


def test_letters_that_fold_to_several_shift_nothing() -> None:
    text = "Die Straße, STRASSE, STRAẞE und 👩‍👧 İstanbul, ISTANBUL: ﬀ ﬃ"
    assert found(text, "strasse") == ["Straße", "STRASSE", "STRAẞE"]
    assert found(text, "straße") == ["Straße", "STRASSE", "STRAẞE"]
    assert found(text, "istanbul") == ["İstanbul", "ISTANBUL"]
    assert found(text, "und") == ["und"]


def test_accents_are_found_however_they_are_written() -> None:
    text = "un cafe\u0301, un café, un cafe"
    assert found(text, "café") == ["cafe\u0301", "café"]
    assert found(text, "cafe\u0301") == ["cafe\u0301", "café"]


def test_a_hit_never_cuts_a_character() -> None:
    """A letter takes its marks along, an emoji its skin and family."""
    assert found("un cafe\u0301 👋🏽 दिल्ली", "cafe") == ["cafe\u0301"]
    assert found("Hello 👋🏽!", "👋") == ["👋🏽"]
    assert found("the 👩\u200d👧 left", "👩") == ["👩\u200d👧"]


def test_white_space_and_quotation_marks_are_found_as_they_are_typed() -> None:
    text = "The fishermen’s\n  union said: “no\u00a0plan – none”"
    assert found(text, "fishermen's union") == ["fishermen’s\n  union"]
    assert found(text, '"no plan - none"') == ["“no\u00a0plan – none”"]
    assert found("one two", "one ") == ["one"]
    assert found("one two", "   ") == []


def test_whole_words() -> None:
    assert found(HARBOUR, "pier", whole_words=True) == ["pier", "pier", "PIER", "pier"]
    assert found("“no,” he said: no!", "“no", whole_words=True) == ["“no"]
    assert found("$5, US$50, 5", "$5", whole_words=True) == ["$5"]
    assert found("cafe\u0301 cafe", "cafe", whole_words=True) == ["cafe\u0301", "cafe"]


def test_in_scripts_without_spaces_every_place_may_be_the_edge_of_a_word() -> None:
    assert found("市长说桥会建成", "市长", whole_words=True) == ["市长"]


def test_patterns_with_case_as_for_words() -> None:
    assert found(HARBOUR, r"\bpiers?\b", pattern=True) == ["pier", "pier", "PIER", "Piers", "pier"]
    assert found(HARBOUR, r"P\w+", pattern=True) == ["PIER", "Piers"]
    assert found(HARBOUR, r"\W+p\p{L}+", pattern=True) == [" pier", " pier", " PIER", ".” Piers", " pier"]
    assert found("a|b\nabc", "^a|c$", pattern=True) == ["a", "a", "c"]
    assert found("ab xab", "a|ab", pattern=True, whole_words=True) == ["ab"]


def test_matches_of_no_width_are_left_out() -> None:
    assert found("aab", "a*", pattern=True) == ["aa"]
    assert found("aab", "^|$|x?", pattern=True) == []


def test_a_pattern_that_is_none_is_told_with_its_place() -> None:
    with pytest.raises(SearchError, match=r"“said \(that” cannot be used: missing \) at character 11") as raised:
        find("", Query("said (that", pattern=True))
    assert isinstance(raised.value, QuotemarkError)
    assert "\\" in raised.value.way_out
    for broken in ("[a", "*", "a{2,1}", r"\p{Nothing}", "(?P<n>", "\\", "a)b"):
        with pytest.raises(SearchError):
            find("text", Query(broken, pattern=True, whole_words=True))


@pytest.mark.parametrize("hostile", ["(a+)+$", "(a|aa)+$", "(?R)"])
def test_a_pattern_that_tries_everything_is_stopped(hostile: str) -> None:
    with pytest.raises(SearchTooLong, match="took too long"):
        find("a" * 5000 + "b", Query(hostile, pattern=True), seconds=0.05)


def test_no_more_hits_than_the_limit_and_it_is_said() -> None:
    some = find("no " * 50, Query("no"), limit=20)
    assert (len(some.hits), some.more) == (20, True)
    exact = find("no " * 20, Query("no"), limit=20)
    assert (len(exact.hits), exact.more) == (20, False)
