"""Single sentences as the encoder shall learn to judge them: alone, and side by side as in an article."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from annotation.suggest.encoder.labels import DIRECTED, TOWARD
from annotation.suggest.encoder.pieces import WordPieces
from annotation.suggest.encoder.windows import LONGEST, QUOTED, SHAPES, Words, windows, words_of
from annotation.training.augment import varied_text
from annotation.training.convert_judged import CHECKWORTHY, STANCES
from annotation.training.labelled import IGNORED, Check, Judged, Labelled

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_ALONE = 0.5
_MOST_PIECES = 200
_MOST_TOGETHER = 8
_SHARE_OF_NONE = 0.5
_SHARE_REVERSED = 0.5
_SHARE_TOLD = 0.5
# Debates are in the first person and news is in the third. What is asserted stays what it was.
_TOLD = {
    "i am": "he is", "i'm": "he's", "i’m": "he’s", "i was": "he was", "i have": "he has", "i've": "he has", "i’ve": "he has",
    "we've": "they've", "we’ve": "they’ve", "we're": "they're", "we’re": "they’re", "you've": "they've", "you’ve": "they’ve",
    "i": "he", "we": "they", "my": "his", "our": "their", "me": "him", "us": "them", "myself": "himself", "ourselves": "themselves",
}  # fmt: skip
_FIRST_PERSON = re.compile(
    r"\b(?:" + "|".join(sorted(map(re.escape, _TOLD), key=len, reverse=True)) + r")\b", re.IGNORECASE
)


@dataclass(slots=True)
class _Sentence:
    """One sentence with what is known of it, by word."""

    words: Words
    size: int
    worthy: float | None = None
    stances: list[tuple[tuple[int, int] | None, tuple[int, int], str]] = field(default_factory=list)


def judged_windows(
    docs: Sequence[Doc], vocabulary: WordPieces, nlp: Language, chance: random.Random
) -> Iterator[Labelled]:
    """A round over sentences: about half of them alone, the others in twos to eights, now and then told in the third person.

    Of the pairs without a stance half are left out, drawn anew in each round; a pair with one is now and then turned round, and
    then has none.
    """
    order = list(docs)
    chance.shuffle(order)
    together: list[_Sentence] = []
    for doc in order:
        sentence = _sentence(doc, vocabulary, nlp, chance)
        if sentence is None:
            continue
        if chance.random() < _ALONE:
            yield _labelled([sentence], vocabulary)
            continue
        if together and (
            sum(other.size for other in together) + sentence.size > _MOST_PIECES or len(together) == _MOST_TOGETHER
        ):
            yield _labelled(together, vocabulary)
            together = []
        together.append(sentence)
    if together:
        yield _labelled(together, vocabulary)


def single_windows(docs: Iterable[Doc], vocabulary: WordPieces) -> Iterator[Labelled]:
    """Sentences one by one as they stand, in order, with whether each is worth checking where that is known."""
    for doc in docs:
        words = words_of(doc)
        yield _labelled([_Sentence(words, _size(words, vocabulary), worthy=doc.user_data.get(CHECKWORTHY))], vocabulary)


def told_in_third_person(text: str) -> str:
    """*We have lost 900 jobs* as *They have lost 900 jobs*: words alone, no grammar."""

    def turned(match: re.Match[str]) -> str:
        other = _TOLD[match[0].lower()]
        return other[0].upper() + other[1:] if match.start() == 0 else other

    return _FIRST_PERSON.sub(turned, text)


def _sentence(doc: Doc, vocabulary: WordPieces, nlp: Language, chance: random.Random) -> _Sentence | None:
    """A sentence; None where nothing is left to learn of it in this round."""
    if CHECKWORTHY in doc.user_data:
        told = chance.random() < _SHARE_TOLD
        read = nlp.make_doc(told_in_third_person(doc.text)) if told else doc
        words = words_of(read, varied_text(read.text, chance))
        return _Sentence(words, _size(words, vocabulary), worthy=doc.user_data[CHECKWORTHY])
    words = words_of(doc, varied_text(doc.text, chance))
    place = {token: word for word, token in enumerate(words.indices)}
    sentence = _Sentence(words, _size(words, vocabulary))
    for holder, target, polarity in doc.user_data[STANCES]:
        if polarity == "none" and chance.random() < _SHARE_OF_NONE:
            continue
        by, toward = _by_words(holder, place), _by_words(target, place)
        if toward is None:
            continue
        if by is not None and polarity != "none" and chance.random() < _SHARE_REVERSED:
            sentence.stances.append((toward, by, "none"))
        sentence.stances.append((by, toward, polarity))
    return sentence if sentence.stances else None


def _by_words(tokens: Sequence[int] | None, place: dict[int, int]) -> tuple[int, int] | None:
    inside = [place[i] for i in range(*tokens) if i in place] if tokens else []
    return (inside[0], inside[-1] + 1) if inside else None


def _size(words: Words, vocabulary: WordPieces) -> int:
    return sum(len(vocabulary.of(word)) for word in words.texts)


def _labelled(sentences: Sequence[_Sentence], vocabulary: WordPieces) -> Labelled:
    """Sentences side by side in one paragraph, as one window."""
    texts = list(chain.from_iterable(sentence.words.texts for sentence in sentences))
    features = list[int]()
    for sentence in sentences:
        own = sentence.words.features
        # A line break stands before the first only.
        features += [own[0] % (SHAPES * QUOTED), *own[1:]] if features and own else own
    window = next(windows(Words(texts, list(range(len(texts))), features), vocabulary, core=LONGEST, longest=LONGEST))
    checks, judged = list[Check](), list[Judged]()
    start = 0
    for sentence in sentences:
        end = start + len(sentence.words.texts)
        end = min(end, window.end)
        if sentence.worthy is not None and start < end:
            checks.append(Check(start, end, sentence.worthy))
        for holder, target, polarity in sentence.stances:
            if start + max(target[1], holder[1] if holder else 0) <= end:
                judged.append(
                    Judged(
                        start,
                        end,
                        target=(start + target[0], start + target[1]),
                        holder=(start + holder[0], start + holder[1]) if holder else None,
                        toward=IGNORED if holder else TOWARD.index(polarity),
                        directed=DIRECTED.index(polarity) if holder else IGNORED,
                    )
                )
        start += len(sentence.words.texts)
    return Labelled(window, checks=tuple(checks), judged=tuple(judged))
