"""Words of praise and blame, by the lexicon of VADER (Hutto and Gilbert, 2014), which ten people rated word by word."""

from __future__ import annotations

from functools import cache

from annotation.suggest.view import DocView

_NAMING = ("NNP", "NNPS")
_LEAST = 1.0  # of 4: words that are rated lower are praise or blame in some contexts only


@cache
def _rated() -> dict[str, float]:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    rated: dict[str, float] = SentimentIntensityAnalyzer().lexicon
    return rated


@cache
def _toned() -> frozenset[str]:
    return frozenset(word for word, rating in _rated().items() if abs(rating) >= _LEAST)


def rating(word: str) -> float:
    """How much a lower-case word praises or blames, from -4 (blame) to 4 (praise); 0 where it does not."""
    found = _rated().get(word, 0.0)
    return found if abs(found) >= _LEAST else 0.0


def toned_words(view: DocView, start: int, end: int) -> list[int]:
    """The words of `[start, end)` that praise or blame; not those of longer names: *United States*."""
    lexicon = _toned()
    return [word for word in range(start, end) if view.lower[word] in lexicon and not _is_of_name(view, word)]


def _is_of_name(view: DocView, word: int) -> bool:
    tags = view.tags
    if tags is None or tags[word] not in _NAMING:
        return False
    return any(0 <= near < len(tags) and tags[near] in _NAMING for near in (word - 1, word + 1))
