from __future__ import annotations

from annotation.suggest.stances.tone import toned_words
from tests.annotation.suggest.tagged import tagged_view


def test_a_name_is_no_praise() -> None:
    """What a country is called says nothing for it; a word of praise stays one before its name, and where it is taken for a name alone."""
    view = tagged_view("The/DT United/NNP States/NNPS ,/, a/DT united/JJ country/NN ,/, is/VBZ Great/NNP")
    assert [view.shown[word] for word in toned_words(view, 0, len(view))] == ["united", "Great"]
