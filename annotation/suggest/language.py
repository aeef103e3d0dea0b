"""Which language a text is in, as far as suggesting must know it: whether the pipeline’s rules and models are for it.

Most texts are plainly English by their commonest words; only the others are asked of a classifier (py3langid: naive Bayes over byte
n-grams, Lui and Baldwin, “langid.py”, ACL 2012), which takes a second and 80 MB to load.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from annotation.suggest.lexicon import read_data

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

FEWEST_WORDS = 20
# Of a text in a script without spaces between words; a word is two or three of its characters.
FEWEST_LETTERS = 40
_PIECE = 1500
_SURE = 0.9
# English news has about 14 in 100 of these words, other languages hardly one.
_PLAINLY = 0.08
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00aa-\u024f\u1e00-\u1eff]")
_UNSTATED = frozenset({"", "en", "und", "mul", "mis", "zxx"})
# What is classified apart although the pipelines of the language beside it are for it.
_SAME = {
    "pcm": "en",
    "sco": "en",
    "jam": "en",
    "no": "nb",
    "nn": "nb",
    "wuu": "zh",
    "yue": "zh",
    "ary": "ar",
    "arz": "ar",
    "bs": "hr",
}


def language_of(text: str, stated: str = "") -> str | None:
    """The language of a text as an ISO 639 code; None where it is too short or mixed to tell, and is to be taken for the pipeline’s.

    Args:
        text: any text. Three pieces of it are looked at, however long it is.
        stated: the document’s own language (BCP 47), which goes before what the text looks like. “en” states nothing: every
            document has it of which nobody said anything.
    """
    code = stated.replace("_", "-").split("-")[0].lower()
    if code not in _UNSTATED:
        return _SAME.get(code, code)
    found = {_of_piece(piece) for piece in _pieces(text)}
    return found.pop() if len(found) == 1 else None


def language_name(code: str) -> str:
    """The English name of a language by its ISO 639 code: German. One without a name in our list is told by its code."""
    return str(_data()["names"].get(code, f"the language “{code}”"))


def _pieces(text: str) -> Iterator[str]:
    """The beginning, the middle and the end of a text, or all of a short one; none that is too short to tell."""
    if len(text) <= 3 * _PIECE:
        pieces = [text]
    else:
        pieces = [text[start : start + _PIECE] for start in (0, (len(text) - _PIECE) // 2, len(text) - _PIECE)]
    return (piece for piece in pieces if _is_enough(piece))


def _is_enough(piece: str) -> bool:
    words = _WORD.findall(piece)
    if len(words) >= FEWEST_WORDS:
        return True
    letters = sum(map(len, words))
    return letters - len(_LATIN.findall(piece)) >= FEWEST_LETTERS


def _of_piece(piece: str) -> str | None:
    words = _WORD.findall(piece.lower())
    if sum(word in _data()["english"] for word in words) >= _PLAINLY * len(words):
        return "en"
    # In small letters: what is set in capitals is not another language.
    shares: defaultdict[str, float] = defaultdict(float)
    for code, share in _classifier().rank(piece.lower()):
        shares[_SAME.get(code, code)] += share
    best, sure = max(shares.items(), key=itemgetter(1))
    return best if sure >= _SURE and best not in _UNSTATED - {"en"} else None


@cache
def _classifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _data() -> dict[str, Any]:
    return read_data("languages")
