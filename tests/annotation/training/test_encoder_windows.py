from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from annotation.suggest.decoding import best_labels, spans
from annotation.suggest.pieces import WordPieces
from annotation.suggest.windows import CORE, LONGEST, Window, windows
from annotation.training.convert import tokenizer_only
from annotation.training.encoder_windows import quote_windows

TEXT = "“The port is closed,” Vele said on Monday, “and it stays closed.” Nobody argued."


LETTERS = "abcdefghijklmnopqrstuvwxyz“”.,"
# Every word is as many pieces as it has letters.
PIECES = WordPieces(
    {piece: n for n, piece in enumerate(("[PAD]", "[UNK]", "[CLS]", "[SEP]", *LETTERS, *(f"##{c}" for c in LETTERS)))}
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(["a", "ship", "harbourmaster", ".", ""]), max_size=900))
def test_every_word_is_in_one_core(words: list[str]) -> None:
    """The cores of the windows are the words of the document, each once and in order, and no window is too long to read."""
    found = list(windows(words, PIECES))
    assert [place for window in found for place in range(window.core_start, window.core_end)] == list(range(len(words)))
    for window in found:
        assert window.start <= window.core_start < window.core_end <= window.end
        assert len(window.pieces) <= LONGEST
        assert len(window.firsts) == len(window.shapes) == window.end - window.start


def test_windows_have_context_on_both_sides() -> None:
    """In the middle of a long document a core has words before and after it."""
    found = list(windows(["ship"] * (3 * CORE), PIECES))
    assert all(window.start < window.core_start and window.core_end < window.end for window in found[1:-1])


def _window(text: str, quote: dict[str, list[tuple[int, int]]]) -> tuple[Window, list[str]]:
    doc = tokenizer_only().make_doc(text)
    doc.user_data["quotes"] = [quote]
    (window,) = quote_windows(doc, PIECES)
    return window, [token.text for token in doc if not token.is_space]


def test_a_split_quote_hangs_on_its_cue() -> None:
    """Both fragments of a content and its source are labels of the one cue."""
    words = [token.text for token in tokenizer_only().make_doc(TEXT)]
    cue, source, late = words.index("said"), words.index("Vele"), len(words) - 1 - words[::-1].index("“")
    end = words.index(".") + 2
    quote = {"cue": [(cue, cue + 1)], "source": [(source, source + 1)], "content": [(0, source), (late, end)]}
    window, shown = _window(TEXT, quote)
    assert [shown[i] for i, label in enumerate(window.cue_labels) if label] == ["said"]
    (only,) = window.cues
    assert [" ".join(shown[a:b]) for a, b in spans(only.labels, 1)] == ["Vele"]
    assert [" ".join(shown[a:b]) for a, b in spans(only.labels, 3)] == [
        "“ The port is closed , ”",
        "“ and it stays closed . ”",
    ]


def test_labels_that_cannot_follow_are_not_chosen() -> None:
    """An inside label wins a place only after its own beginning: the best sequence may differ from the best label each."""
    logits = np.array([[0.0, -1.0, 3.0], [0.0, 1.0, 3.0], [0.0, -5.0, -5.0]])
    assert best_labels(np.stack([logits, logits[::-1]]), (-1, -1, 1)) == [[1, 2, 0], [0, 1, 2]]


@settings(deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 30))
def test_what_is_decoded_is_always_allowed(seed: int, length: int) -> None:
    """Whatever the logits, no inside label stands without its beginning, and nothing at all never scores higher."""
    logits = np.random.default_rng(seed).normal(size=(length, 5)) * 3
    (labels,) = best_labels(logits[None], (-1, -1, 1, -1, 3))
    for before, label in zip([0, *labels], labels, strict=False):
        assert label not in (2, 4) or before in (label - 1, label)
    score = sum(logits[place, label] for place, label in enumerate(labels))
    assert score >= logits[:, 0].sum()
