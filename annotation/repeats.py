"""Which claims of a document say the same again. Words only, no model: what is told to be the same is, and a paraphrase is missed.

Two claims are the same where one has all content words of the other and few besides, the numbers are equal (“4 million” is 4,000,000),
names come in the same order, and so do the words that turn a claim round: negations, modal verbs, pronouns, *more*, *after*, *if*. English.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from annotation.model import Suggestion, ranges

# Of the content words of the longer claim, this share is in the shorter one too.
SHARE = 0.7
# Fewer content words and numbers than this say too little to be told apart: such claims are the same only word for word.
LEAST = 3

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[’'][^\W\d_]+)?|%")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_SCALES = {
    "thousand": 10**3,
    "k": 10**3,
    "million": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
}
_SMALL = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen"""
_ROUND = "twenty thirty forty fifty sixty seventy eighty ninety hundred"
_NUMBERS = {word: Decimal(n) for n, word in enumerate(_SMALL.split())}
_NUMBERS |= {word: Decimal(10 * n) for n, word in enumerate(_ROUND.split(), 2)}
_LITTLE = """a an the this that these those of in on at to for from by with as and or but so is are was were be been being am has have had
    having do does did also its their his her our my your which who whom whose there here then now just"""
_TURNS = """not no never none nobody nothing neither nor without hardly barely scarcely false untrue may might could would should
    must can will shall if unless whether until though although he she it they we i you him them us more less fewer most least over under
    above below up down before after than almost nearly about around only some all every"""
# Where a day or month stands says nothing about who does what to whom.
_DAYS_AND_MONTHS = """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September
    October November December"""
_CALENDAR = frozenset(_DAYS_AND_MONTHS.split())
_FUNCTION = frozenset(_LITTLE.split())
# Words of which both claims must have the same, as often and in the same order.
_TURNING = frozenset(_TURNS.split())
_SAME_TURN = {"cannot": ("can", "not"), "approximately": ("about",), "roughly": ("about",)}
_WORDS_OF_PERCENT = frozenset(("%", "percent", "percentage", "pc"))

REPEATED = "CLAIM"  # the label whose annotations can say the same
SAME = "same_as"  # the kind of link between two that do


class _Said(NamedTuple):
    """What a claim says, to be compared."""

    words: frozenset[str]
    names: tuple[str, ...]
    key: tuple[tuple[str, ...], tuple[Decimal, ...]]  # what must be equal: the turning words, the numbers
    line: str


def repeats(claims: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For claims as (id, text), in text order: which earlier one each says again. Those that are said first, or only once, are left out.

    What is told is always the first of its kind: no id that is named as a first is itself a repeat.
    """
    firsts: list[tuple[str, _Said]] = []
    by_word: defaultdict[object, list[int]] = defaultdict(
        list
    )  # where in `firsts` a word is, among claims with the same key
    by_line: dict[str, int] = {}
    found: dict[str, str] = {}
    for id_, text in claims:
        said = _said(text)
        near = Counter(n for word in said.words for n in by_word[said.key, word])
        same = [n for n, shared in near.items() if _same(firsts[n][1], said, shared=shared)]
        if said.line in by_line:
            same.append(by_line[said.line])
        if same:
            found[id_] = firsts[min(same)][0]
            continue
        for word in said.words:
            by_word[said.key, word].append(len(firsts))
        if said.line:
            by_line[said.line] = len(firsts)
        firsts.append((id_, said))
    return found


def groups_of(text: str, suggestions: Iterable[Suggestion]) -> dict[str, list[str]]:
    """Claims suggested for a text that say the same, by the id of the first: their ids in text order, the first among them.

    What overlaps the first is no repeat of it but another cut of the same words.
    """
    spans = {s.id: ranges(s) for s in suggestions if s.label == REPEATED}
    in_order = sorted(spans, key=lambda id_: (spans[id_][0].start, -spans[id_][-1].end, id_))
    said = [(id_, " ".join(span.of(text) for span in spans[id_])) for id_ in in_order]
    found: dict[str, list[str]] = {}
    for id_, first in repeats(said).items():
        if spans[first][-1].end <= spans[id_][0].start:
            found.setdefault(first, [first]).append(id_)
    return found


def _same(a: _Said, b: _Said, *, shared: int) -> bool:
    """Whether two claims with the same key and so many content words in common say the same."""
    few, many = sorted((len(a.words), len(b.words)))
    if shared < few or few < SHARE * many or few + len(a.key[1]) < LEAST:
        return False
    names = set(a.names) & set(b.names)
    return [n for n in a.names if n in names] == [n for n in b.names if n in names]


def _said(text: str) -> _Said:
    words: dict[str, None] = {}
    names: list[str] = []
    turning: list[str] = []
    numbers: list[Decimal] = []
    for word, number in _tokens(text):
        if number is not None:
            numbers.append(number)
            continue
        small = word.casefold().replace("’", "'")
        if small.endswith("n't"):
            turning += [*([small[:-3]] if small[:-3] in _TURNING else []), "not"]
        elif (small in _SAME_TURN or small in _TURNING) and word != "May":
            turning += _SAME_TURN.get(small, (small,))
        elif small in _WORDS_OF_PERCENT:
            words["%"] = None
        elif small not in _FUNCTION:
            stem = _stem(small.removesuffix("'s"))
            words[stem] = None
            if word[0].isupper() and word not in _CALENDAR:
                names.append(stem)
    line = " ".join(token.casefold() for token in _TOKEN.findall(text))
    return _Said(frozenset(words), tuple(dict.fromkeys(names)), (tuple(turning), tuple(sorted(numbers))), line)


def _tokens(text: str) -> Iterator[tuple[str, Decimal | None]]:
    """Words, and numbers with their value: digits or words, times the scales behind them."""
    value: Decimal | None = None
    for token in _TOKEN.findall(text):
        small = token.casefold()
        if value is not None and small in _SCALES:
            value *= _SCALES[small]
            continue
        if value is not None and small == "hundred":
            value *= 100
            continue
        number = _number(small)
        if value is not None and number is not None and value in _TENS and number < 10 and small in _NUMBERS:
            value += number  # twenty-one
            continue
        if value is not None:
            yield "", value
        value = number
        if number is None:
            yield token, None
    if value is not None:
        yield "", value


_TENS = frozenset(Decimal(10 * n) for n in range(2, 10))


def _number(token: str) -> Decimal | None:
    if token[0].isdecimal():
        plain = token.replace(",", "") if _THOUSANDS.match(token) else token.replace(",", ".")
        return Decimal(plain).normalize() if plain.count(".") < 2 else None
    return _NUMBERS.get(token)


def _stem(word: str) -> str:
    """A word without the endings of number and tense, so that *rises* and *rising*, *city* and *cities* are the same."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word
