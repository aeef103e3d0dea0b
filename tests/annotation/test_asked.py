"""Targets and pairs that a document asks to be judged."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from annotation.asked import Asked
from annotation.exchange import read_line, write_line
from annotation.text import TextRange


def test_what_is_asked_survives_a_round_trip() -> None:
    """Places move with the text when it is normalised; unknown keys are kept."""
    line = json.dumps(
        {
            "id": "a",
            "text": "\ufeffOne.\r\nVale met Roe.",
            "targets": [{"start": 16, "end": 19, "why": "x"}],
            "pairs": [{"holder": [7, 11], "target": [16, 19]}],
        }
    )
    document = read_line(line, place="here")
    roe, vale = TextRange(14, 17), TextRange(5, 9)
    assert (roe.of(document.text), vale.of(document.text)) == ("Roe", "Vale")
    assert document.asked == (Asked(roe), Asked(roe, vale))
    assert document.meta["unknown"] == {"targets/0/why": "x"}
    assert read_line(write_line(document), place="here") == document


@given(st.data())
def test_any_place_can_be_asked_about(data: st.DataObject) -> None:
    """Whatever stands there: what is written is read again as it was."""
    text = data.draw(st.text(st.characters(exclude_characters="\r\x00\ufdd0\ufdd1\ufeff", codec="utf-8"), min_size=2))
    places = [sorted(data.draw(st.tuples(st.integers(0, len(text) - 1), st.integers(0, len(text) - 1)))) for _ in "ab"]
    (a, b), (c, d) = places
    line = {"id": "a", "text": text, "pairs": [{"holder": [a, b + 1], "target": [c, d + 1]}]}
    document = read_line(json.dumps(line), place="here")
    assert document.asked == (Asked(TextRange(c, d + 1), TextRange(a, b + 1)),)
    assert json.loads(write_line(document))["pairs"] == line["pairs"]
