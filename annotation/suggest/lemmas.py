"""Lemmas from tags: what a word with its tag was seen to come from, else what words of that tag with its ending come from.

English only changes the ends of words, so that an edit is how many letters go and which come; the longest ending that was seen decides,
as with the edit trees of Chrupała (2006). Learnt from treebanks by `learn_lemmas`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LONGEST_ENDING = 5
_OFTEN_ENOUGH = 2
_VERBS = ("VB", "VBP")
_FILE = "lemmas.msgpack"


@dataclass(frozen=True, slots=True)
class LemmaTable:
    """Edits and exceptions, each under `tag word` or `tag ending`.

    An edit is the letters that go, a bar, the letters that come: `3|y`; with a `^` before it the word keeps its capitals.
    """

    edits: dict[str, str] = field(default_factory=dict)
    exceptions: dict[str, str] = field(default_factory=dict)

    def lemma(self, word: str, tag: str) -> str:
        """The lemma of a word as it stands, given its tag (XPOS)."""
        found = self.exceptions.get(f"{tag} {word}") or self.exceptions.get(f"{tag} {word.lower()}")
        return found if found is not None else self._edited(word, tag)

    def _edited(self, word: str, tag: str) -> str:
        lower = word.lower()
        for length in range(min(_LONGEST_ENDING, len(lower)), -1, -1):
            edit = self.edits.get(f"{tag} {lower[len(lower) - length :]}")
            if edit is not None:
                return _apply(edit, word)
        return word


def learn_lemmas(words: Iterable[tuple[str, str, str]]) -> LemmaTable:
    """A table from (word, tag, lemma) as treebanks have them; what its endings get wrong becomes an exception."""
    counts = Counter(words)
    by_ending: defaultdict[str, Counter[str]] = defaultdict(Counter)
    # A word counts once for its endings, however frequent: what is new will not look like “was”.
    for word, tag, lemma in counts:
        edit = _edit(word, lemma)
        if edit is not None:
            lower = word.lower()
            for length in range(min(_LONGEST_ENDING, len(lower)) + 1):
                by_ending[f"{tag} {lower[len(lower) - length :]}"][edit] += 1
    best = {ending: edits.most_common(1)[0] for ending, edits in sorted(by_ending.items())}
    table = LemmaTable({ending: edit for ending, (edit, count) in best.items() if count >= _OFTEN_ENOUGH})
    lemmas: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (word, tag, lemma), count in counts.items():
        lemmas[word, tag][lemma] += count
    for (word, tag), seen in sorted(lemmas.items()):
        lemma = seen.most_common(1)[0][0]
        if table.lemma(word, tag) != lemma:
            table.exceptions[f"{tag} {word}"] = lemma
    known = {
        lemma
        for _, tag, lemma in counts
        if tag in (*_VERBS, "NN") and lemma.isalpha() and lemma.islower() and len(lemma) > 2
    }
    verbs = {lemma for _, tag, lemma in counts if tag in _VERBS} | {lemma for lemma in known if lemma.endswith("e")}
    for base in sorted(known & verbs):
        for form, tag in _inflected(base):
            # *Framed* was never seen, *frame* was, and there is no *fram*.
            if table.lemma(form, tag) not in known:
                table.exceptions[f"{tag} {form}"] = base
    return table


def _inflected(base: str) -> Iterator[tuple[str, str]]:
    """The regular forms of a verb with their tags, whether or not the word is one: *blame* is, though only seen as a noun."""
    stem = base.removesuffix("e")
    for form, tags in ((f"{stem}ed", ("VBD", "VBN")), (f"{stem}ing", ("VBG",)), (f"{base}s", ("VBZ",))):
        for tag in tags:
            yield form, tag


def _edit(word: str, lemma: str) -> str | None:
    """How a word becomes its lemma; None where they begin differently (*went*, *go*)."""
    capital = lemma != lemma.lower()
    base = word if capital else word.lower()
    common = 0
    while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
        common += 1
    if common == 0 or len(base) - common > _LONGEST_ENDING:
        return None
    return f"{'^' if capital else ''}{len(base) - common}|{lemma[common:]}"


def _apply(edit: str, word: str) -> str:
    base = word if edit.startswith("^") else word.lower()
    gone, _, come = edit.removeprefix("^").partition("|")
    return base[: len(base) - int(gone)] + come


class Lemmatizer:
    """The component `quotemark_lemmas`: sets `token.lemma_` from `token.tag_`."""

    def __init__(self, table: LemmaTable | None = None) -> None:
        self.table = table or LemmaTable()

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemma of every token, where there are tags."""
        if not doc.has_annotation("TAG"):
            return doc
        for token in doc:
            token.lemma_ = self.table.lemma(token.text, token.tag_)
        return doc

    def to_bytes(self, **_: Any) -> bytes:
        """The table."""
        import srsly

        packed: bytes = srsly.msgpack_dumps([self.table.edits, self.table.exceptions])
        return packed

    def from_bytes(self, data: bytes, **_: Any) -> Lemmatizer:
        """Take a table as `to_bytes` gave it."""
        import srsly

        self.table = LemmaTable(*srsly.msgpack_loads(data))
        return self

    def to_disk(self, path: Path, **_: Any) -> None:
        """Write the table into a folder."""
        path.mkdir(exist_ok=True)
        (path / _FILE).write_bytes(self.to_bytes())

    def from_disk(self, path: Path, **_: Any) -> Lemmatizer:
        """Read the table from a folder."""
        return self.from_bytes((path / _FILE).read_bytes())


@Language.factory("quotemark_lemmas", assigns=["token.lemma"], requires=["token.tag"])
def make_lemmatizer(nlp: Language, name: str) -> Lemmatizer:  # noqa: ARG001 - spaCy names both arguments
    """The lemmatizer, its table still empty."""
    return Lemmatizer()
