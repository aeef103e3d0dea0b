"""Whether two items of a document mean the same one: by the names that attributes hold, else by the words of the parts.

Only what the project knows is used: names are compared as `annotation.mentions.fold` has them, and a short form (“Vele”) is its long form (“Ruta
Vele”) where the text says so. Nothing is guessed: “supporters of Ruta Vele” are not Ruta Vele, “the deputy mayor” is not “the mayor”, and
a pronoun without a name is nobody.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from annotation import model
from annotation.mentions import Mention, fold, is_pronoun, mentions, without_title
from annotation.text import TextRange

STEP = 32768  # code points; of a long text, what is around a part is looked at, as in `annotation.names`
_POSSESSIVES = frozenset({"", "’s", "'s", "’", "'"})


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody or something that holds a stance or is its target. `key` is the same for all that are one; `given` where an attribute names it."""

    key: str
    name: str
    given: bool = False


NOBODY = Party("", "nobody named")
AUTHOR = Party(model.AUTHOR, "the author", given=True)


class Namer:
    """Says whom items of a text mean. What it has found out about the text is kept: make one for all of its items."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._windows: dict[int, _Window] = {}

    def party(self, name: str, spans: tuple[TextRange, ...]) -> Party:
        """Whom an item means by the name in its attribute ("" for none) and by the ranges of its part (code points of the text)."""
        words = " ".join(name.split())
        if words == model.AUTHOR:
            return AUTHOR
        if words:
            return self._given(words, spans[0].start if spans else 0)
        said = " … ".join(" ".join(span.of(self._text).split()) for span in spans)
        if not said or is_pronoun(said):
            return NOBODY
        return _party(self._mentioned(spans) or said)

    def _given(self, name: str, here: int) -> Party:
        """A name as an attribute has it. It is a short form, or has a title, where the text knows but one long form of it."""
        full = self._around(here).full
        forms = full.get(fold(name)) or full.get(fold(without_title(name)[1])) or set()
        return _party(next(iter(forms)) if len(forms) == 1 else name, given=True)

    def _mentioned(self, spans: tuple[TextRange, ...]) -> str:
        """The full form of the name that a part is, "" where it is none or more than a name."""
        if len(spans) != 1:
            return ""
        window = self._around(spans[0].start)
        span = TextRange(spans[0].start - window.start, spans[0].end - window.start)
        # What stands behind another name is “Oslo’s mayor”, “Tamm and Brandt”: only the first one counts.
        mention = window.first_in(span)
        if mention is None:
            return ""
        if mention.range.contains(span):  # of a longer name, only the end may be marked: the surname
            words, name = fold(spans[0].of(self._text)), fold(mention.name)
            return mention.full if name == words or name.endswith(f" {words}") else ""
        before = self._text[spans[0].start : mention.range.start + window.start]
        after = self._text[mention.range.end + window.start : spans[0].end]
        return mention.full if _adds_nothing_before(before, mention) and _adds_nothing_after(after) else ""

    def _around(self, here: int) -> _Window:
        start = max((here // STEP - 1) * STEP, 0)
        if start not in self._windows:
            self._windows[start] = _Window(start, mentions(self._text[start : start + 3 * STEP]))
        return self._windows[start]


class _Window:
    """The names in a stretch of a text, at their places from its `start` on, and the long forms that each has, by its folded short one."""

    def __init__(self, start: int, found: tuple[Mention, ...]) -> None:
        self.start = start
        self._found, self._ends = found, [mention.range.end for mention in found]
        self.full: dict[str, set[str]] = {}
        for mention in found:
            self.full.setdefault(fold(mention.name), set()).add(mention.full)

    def first_in(self, span: TextRange) -> Mention | None:
        """The first name that has a letter in a range, which counts from `start`. Names are in text order and do not overlap."""
        number = bisect_right(self._ends, span.start)
        return self._found[number] if number < len(self._found) and self._found[number].range.overlaps(span) else None


def _party(name: str, *, given: bool = False) -> Party:
    """A name's party: the article before it makes no difference, everything else does."""
    return Party(fold(name).removeprefix("the "), name, given)


def _adds_nothing_before(words: str, mention: Mention) -> bool:
    """Whether words before a name are its titles (“Mayor”, “the Finnish president”) or say in what quality it is named (“its chair, ”)."""
    words = " ".join(words.split())
    if not words or words.endswith(","):
        return True
    words = words.removesuffix(mention.title).rstrip()
    return not words or without_title(f"{words} {mention.name}")[1] == mention.name


def _adds_nothing_after(words: str) -> bool:
    """Whether words after a name only say more of who it is: nothing, the possessive, or from a comma on (“, a fellow at the institute”)."""
    words = words.strip()
    if words in _POSSESSIVES:
        return True
    following = words.removeprefix(",").lstrip()
    if not words.startswith(",") or not {"and", "or", "&"}.isdisjoint(following.split()):
        return False
    return not following or following[0].islower()
