"""Names in a text, found by how they are written: a heuristic that needs no model and takes milliseconds.

A run of capitalised words is a name (“Ruta Vele”, “Ursula von der Leyen”): particles within it are part of it, titles before it and a
possessive after it are not. A word at a sentence's start is capitalised whatever it is, so it counts only where it is not written in
small letters elsewhere in the text, and a single one only where it is capitalised within a sentence too, or ends a longer name (after
A. Mikheev, “Periods, Capitalized Words, etc.”, Computational Linguistics 28(3), 2002). A name whose last words are a shorter one's is its full form: “Putin” is
“Vladimir Putin” where the text says so anywhere. But where such a shorter one has words enough to be a name itself, and is no rarer,
what stands before it in the longer one is an epithet: “Democrat Rosa Tamm” is “Rosa Tamm”.

It finds nothing in scripts without capitals, and too much where all nouns have them, as in German.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

from annotation.text import TextRange


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


PRONOUNS = _words(
    "i me my we us our you your he him his she her hers it its they them their who whom this that these those one "
    "someone somebody everyone everybody nobody others both"
)
_TITLES = _words(
    "mr mr. mrs mrs. ms ms. dr dr. prof prof. professor president minister premier chancellor mayor senator sen. governor gov. "
    "rep. representative congressman congresswoman secretary ambassador director chairman chairwoman chairperson spokesman "
    "spokeswoman spokesperson judge sheriff sir dame gen. col. colonel lt. capt. captain sgt. sergeant major lieutenant "
    "commissioner councillor councilor deputy vice prime foreign former defence finance interior acting"
)
_MODIFIERS = _words("sir dame major deputy vice prime foreign former defence finance interior acting")
# What stands before one of these is no part of the name behind it: “Finnish President Rosa Tamm”.
_OFFICES = _TITLES - _MODIFIERS
_NO_NAMES = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december a an the in on at to of for from by with without and or but so if as when while after before since "
    "until because although though then there here now yes no not even only also still yet what why how where which according "
    "later earlier meanwhile however yesterday today tomorrow last next more most many some all each every under over between during"
)
_PARTICLES = "de|da|di|du|del|della|dos|van|von|der|den|ter|la|le|al|el|bin|ibn|bint|zu"
_PLACES = _words("in at from near to across around outside inside")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name at a place of a text (code points). `full` is its longest form in the text, `title` what stands before it."""

    range: TextRange
    name: str
    full: str
    title: str = ""
    is_place: bool = False  # a single word after “in”, “at”, “from”: more likely a place than a person


def fold(text: str) -> str:
    """Text for comparing names: without case and accents, apostrophes made one."""
    if text.isascii():
        return text.casefold()
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return plain.replace("’", "'").casefold()


def is_pronoun(words: str) -> bool:
    """Whether some words stand for somebody who is named elsewhere."""
    return words.strip().casefold() in PRONOUNS


def without_title(name: str) -> tuple[str, str]:
    """The titles and articles before a name, and the name; a name is never titles alone."""
    words = name.split()
    n = 0
    while n < len(words) - 1 and (words[n].casefold() in _TITLES or words[n].casefold() in _NO_NAMES):
        n += 1
    return " ".join(words[:n]), " ".join(words[n:])


@lru_cache(maxsize=4)  # the windows of a text around a place or two; each holds 200 kB at most
def mentions(text: str) -> tuple[Mention, ...]:
    """The names in a text, in its order."""
    import regex  # 10 ms that nobody waits for who names nobody

    word = r"(?:\p{Lu}\.(?:-?\p{Lu}\.)*|(?:Mrs?|Ms|Dr|Prof|Sen|Gov|Gen|Rep|Lt|Col|Sgt|Capt|St)\.|\p{Lu}[\p{L}\p{M}\p{N}]*(?:[-'’][\p{L}\p{M}]+)*)"
    runs = regex.compile(rf"(?<![\p{{L}}\p{{N}}’'-]){word}(?:[ \u00a0]+(?:(?:{_PARTICLES})[ \u00a0]+){{0,2}}{word})*")
    starts = regex.compile(r"(?:^|[\n.!?…:;]|[“„«‘\"(])[\s“„«‘\"'’)\]”»]*$")
    small = frozenset(regex.findall(r"(?<![\p{L}\p{M}])\p{Ll}[\p{L}\p{M}]*", text))
    found: list[tuple[Mention, bool]] = []
    for match in runs.finditer(text):
        at_start = starts.search(text[max(match.start() - 12, 0) : match.start()]) is not None
        before = text[max(match.start() - 12, 0) : match.start()].split()
        mention = _mention(
            match.group(), match.start(), small if at_start else frozenset(), before[-1] if before else ""
        )
        if mention:
            found.append((mention, at_start and mention.range.start == match.start()))
    sure = [m for m, at_start in found if not at_start or " " in m.name or m.title]
    within = {fold(m.name) for m in sure} | {fold(m.name.split()[-1]) for m in sure}
    return tuple(_in_full([m for m, at_start in found if not at_start or " " in m.name or fold(m.name) in within]))


def _mention(run: str, start: int, small: frozenset[str], before: str) -> Mention | None:
    """A run as a mention: without a first word that is no name, without titles and the possessive. None where nothing is left."""
    words, offset = run.split(), 0
    title: list[str] = []
    while words:
        low = words[0].casefold()
        if low in _NO_NAMES or low in PRONOUNS or (low in small and low not in _TITLES):
            small = frozenset()
        elif low in _TITLES:
            title.append(words[0])
        else:
            break
        offset = run.index(words[0], offset) + len(words.pop(0))
    office = max((n for n, word in enumerate(words[:-1], 1) if word.casefold() in _OFFICES), default=0)
    for word in words[:office]:
        title.append(word)
        offset = run.index(word, offset) + len(word)
    words = words[office:]
    if not words:
        return None
    offset = run.index(words[0], offset)
    name = run[offset:]
    for ending in ("’s", "'s", "’", "'"):
        name = name.removesuffix(ending)
    span = TextRange(start + offset, start + offset + len(name))
    name = " ".join(name.split())
    if len(name) < 2 or is_pronoun(name) or name.casefold() in _NO_NAMES:
        return None
    is_place = not title and " " not in name and before.casefold() in _PLACES
    return Mention(range=span, name=name, full=name, title=" ".join(title), is_place=is_place)


def _without_epithets(found: list[Mention]) -> list[Mention]:
    """Each mention with the name that it is without an epithet as its full form."""
    keys = [" ".join(fold(mention.name).split()) for mention in found]
    often = Counter(keys)
    written = dict(zip(reversed(keys), (m.name for m in reversed(found)), strict=True))
    result: list[Mention] = []
    for mention, key in zip(found, keys, strict=True):
        words = key.split()
        shorter = (" ".join(words[n:]) for n in range(len(words) - 2, 0, -1))
        bare = next((name for name in shorter if often[name] >= often[key]), key)
        result.append(replace(mention, full=written[bare]))
    return result


def _in_full(found: list[Mention]) -> list[Mention]:
    """Each mention with its longest form: of several, the one that was mentioned last before it."""
    found = _without_epithets(found)
    longer: dict[str, set[str]] = {}  # by the folded short form, the folded long ones
    written: dict[str, str] = {}
    for mention in found:
        words = fold(mention.full).split()
        written.setdefault(" ".join(words), mention.full)
        for n in range(1, len(words)):
            longer.setdefault(" ".join(words[n:]), set()).add(" ".join(words))
    longest = {short: {f for f in forms if f not in longer} or forms for short, forms in longer.items()}
    last: dict[str, str] = {}  # by the folded short form, its long form as it was mentioned last
    result: list[Mention] = []
    for mention in found:
        key = " ".join(fold(mention.full).split())
        forms = longest.get(key)
        if forms is None:
            words = key.split()
            last.update((" ".join(words[n:]), mention.full) for n in range(1, len(words)))
            result.append(mention)
        else:
            most = max(sorted(forms), key=lambda f: len(f.split()))
            result.append(replace(mention, full=last.get(key) or written[most]))
    return result
