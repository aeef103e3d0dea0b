"""Universal Dependencies treebanks (CoNLL-U) read as running text: words with their spaces, sentences, paragraphs.

The format is described at https://universaldependencies.org/format.html. Empty nodes of the enhanced graph are left out.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from annotation.errors import FormatError, ReadError

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

PARAGRAPH_TAG = "_SP"
_COLUMNS = 10
_NUMBER = re.compile(r"\d+(?:[-.]\d+)?")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a treebank. `head` counts words from the start of the sentence; a root is its own head."""

    text: str
    lemma: str
    pos: str
    tag: str
    morph: str
    head: int
    dep: str
    space: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and whether a paragraph starts with it."""

    words: tuple[Word, ...]
    starts_paragraph: bool


@dataclass(frozen=True, slots=True)
class TreebankDocument:
    """One document of a treebank."""

    id: str
    sentences: tuple[Sentence, ...]


def read_treebank(path: Path) -> Iterator[TreebankDocument]:
    """The documents of a CoNLL-U file, one at a time.

    Raises:
        ReadError: where the file is missing.
        FormatError: where it is no UTF-8, or a line has other than ten columns or a head that is none, with the line's number.
    """
    try:
        with path.open(encoding="utf-8", newline="\n") as lines:
            yield from _documents(lines, path)
    except OSError as error:
        raise ReadError(
            f"{path} cannot be read: {error.strerror}.", way_out="Check its name and its folder."
        ) from error
    except UnicodeDecodeError as error:
        raise FormatError(f"{path} is not UTF-8.", way_out="Save the treebank as UTF-8.") from error


def _documents(lines: Iterable[str], path: Path) -> Iterator[TreebankDocument]:
    identifier, sentences = path.stem, list[Sentence]()
    rows: list[list[str]] = []
    starts_paragraph = False
    for number, ended in enumerate(chain(lines, [""]), 1):
        line = ended.rstrip("\r\n")
        if line.startswith("# newdoc"):
            if sentences:
                yield TreebankDocument(identifier, tuple(sentences))
            identifier, sentences, starts_paragraph = line.partition("=")[2].strip() or path.stem, [], True
        elif line.startswith("# newpar id") or line.strip() == "# newpar":
            starts_paragraph = True
        elif line and not line.startswith("#"):
            rows.append(_columns(line, f"{path}, line {number}"))
        elif not line and rows:
            sentences.append(Sentence(tuple(_words(rows)), starts_paragraph or not sentences))
            rows, starts_paragraph = [], False
    if sentences:
        yield TreebankDocument(identifier, tuple(sentences))


def _columns(line: str, place: str) -> list[str]:
    columns = line.split("\t")
    if len(columns) != _COLUMNS:
        raise FormatError(f"{place}: {len(columns)} columns, not ten.", way_out="Mend the file.")
    if not _NUMBER.fullmatch(columns[0]) or (columns[0].isdecimal() and not columns[6].isdecimal()):
        raise FormatError(f"{place}: no number of a word, or none of its head.", way_out="Mend the file.")
    return columns


def _words(rows: Iterable[list[str]]) -> Iterator[Word]:
    """The words of a sentence. A contraction’s words stand together; the contraction says what follows the last of them."""
    contraction_end, space_after_contraction = 0, True
    for columns in rows:
        number = columns[0]
        space = "SpaceAfter=No" not in columns[9].split("|")
        if "." in number:
            continue
        if "-" in number:
            contraction_end, space_after_contraction = int(number.split("-")[1]), space
            continue
        place = int(number)
        if place <= contraction_end:
            space = space_after_contraction and place == contraction_end
        head = int(columns[6])
        yield Word(
            text=columns[1],
            lemma=columns[2],
            pos=columns[3],
            tag=columns[4],
            morph="" if columns[5] == "_" else columns[5],
            head=place - 1 if head == 0 else head - 1,
            dep="ROOT" if head == 0 else columns[7],
            space=space,
        )


def pieces(document: TreebankDocument, *, longest: int) -> Iterator[list[Sentence]]:
    """A document in pieces of at most `longest` sentences, for training; the last may be shorter."""
    for start in range(0, len(document.sentences), longest):
        yield list(document.sentences[start : start + longest])


def running_words(sentences: Sequence[Sentence], *, breaks: random.Random | None = None) -> list[tuple[Word, bool]]:
    """The words of sentences as running text, each with whether a sentence starts there. `head` counts from the first.

    Paragraphs are parted by an empty line (with `breaks`, at times by a line break alone), which is a word of its own, as a
    spaCy tokenizer makes it: tagged `_SP`, hanging on the word before it, in the sentence before it.
    """
    running: list[tuple[Word, bool]] = []
    for sentence in sentences:
        if sentence.starts_paragraph and running:
            last, starts = running[-1]
            running[-1] = (replace(last, space=False), starts)
            gap = "\n" if breaks is not None and breaks.random() < 0.25 else "\n\n"
            before = len(running) - 1
            running.append((Word(gap, gap, "SPACE", PARAGRAPH_TAG, "", before, "dep", space=False), False))
        offset = len(running)
        for place, word in enumerate(sentence.words):
            running.append((replace(word, head=word.head + offset), place == 0))
    if running:
        running[-1] = (replace(running[-1][0], space=False), running[-1][1])
    return running


def gold_doc(vocab: Vocab, running: Sequence[tuple[Word, bool]]) -> Doc:
    """Running words as a doc that has all that the treebank says of them."""
    from spacy.tokens import Doc

    words = [word for word, _ in running]
    return Doc(
        vocab,
        words=[word.text for word in words],
        spaces=[word.space for word in words],
        tags=[word.tag for word in words],
        pos=[word.pos for word in words],
        morphs=[word.morph for word in words],
        lemmas=[word.lemma for word in words],
        heads=[word.head for word in words],
        deps=[word.dep for word in words],
        sent_starts=[starts for _, starts in running],
    )
