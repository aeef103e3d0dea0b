"""Words of praise and blame, by the lexicon of VADER (Hutto and Gilbert, 2014), which ten people rated word by word."""

from __future__ import annotations

from functools import cache

from annotation.suggest.view import DocView

_LEAST = 1.0  # of 4: words that are rated lower are praise or blame in some contexts only


@cache
def _toned() -> frozenset[str]:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    rated: dict[str, float] = SentimentIntensityAnalyzer().lexicon
    return frozenset(word for word, rating in rated.items() if abs(rating) >= _LEAST)


def toned_words(view: DocView, start: int, end: int) -> list[int]:
    """The words of `[start, end)` that praise or blame."""
    lexicon = _toned()
    return [word for word in range(start, end) if view.lower[word] in lexicon]
