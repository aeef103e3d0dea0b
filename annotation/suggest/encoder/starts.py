"""Which words sentences start with: the encoder’s odds, and what the words around a place say for or against it.

The odds alone miss more starts than they invent, and a start that is missed costs two sentences, one that is invented only one. So
less is asked of a place that looks like a start: a capital after a mark. Measured on the treebanks UD English EWT and GUM.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotation.suggest.encoder.windows import Words

LIKELY = -1.0
"""What is asked (natural logarithm of the odds) of a word with a capital after a mark; of any other word it is 0."""
_PAUSES = frozenset({",", ";"})
_QUOTES = frozenset({'"', "”", "''", "’", "'"})


def starts_among(odds: Sequence[float], words: Words, first: int) -> list[int]:
    """The words that sentences start with, as indices into a document’s words; `first` always does.

    Args:
        odds: for `first` and each word after it the natural logarithm of the odds that a sentence starts with it.
        words: the document’s.
        first: an index into them.
    """
    return [
        first,
        *(
            word
            for word, odd in enumerate(odds[1:], first + 1)
            if word not in words.running and (words.after_blank_line(word) or odd > _least(words, word))
        ),
    ]


def _least(words: Words, word: int) -> float:
    """What is asked of a word that another stands before."""
    before = words.texts[word - 1]
    if word > 1 and before in _QUOTES and words.texts[word - 2] == ",":
        return float("inf")  # “a mess,” Doe said: the sentence goes on
    looks_like_one = words.texts[word][:1].isupper() and not before[-1:].isalnum() and before not in _PAUSES
    return LIKELY if looks_like_one else 0.0
