"""The parse by words that the rules of claims and stances read."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from annotation.suggest.tree import Tree, tree_of

# word, the place of its head, relation, tag, universal tag; “bridges were closed and” as Universal Dependencies has it
CLOSED = [
    ("Two", 1, "nummod", "CD", "NUM"),
    ("bridges", 3, "nsubj:pass", "NNS", "NOUN"),
    ("were", 3, "aux:pass", "VBD", "AUX"),
    ("closed", 3, "ROOT", "VBN", "VERB"),
    (",", 6, "punct", ",", "PUNCT"),
    ("then", 6, "advmod", "RB", "ADV"),
    ("reopened", 3, "conj", "VBD", "VERB"),
    (".", 3, "punct", ".", "PUNCT"),
]
OLDER_NAMES = {"nsubj:pass": "nsubjpass", "aux:pass": "auxpass"}
# A verb that a tagger takes for a base form: “They never raise it”.
BASE_FORM = [
    ("They", 2, "nsubj", "PRP", "PRON"),
    ("never", 2, "advmod", "RB", "ADV"),
    ("raise", 2, "ROOT", "VB", "VERB"),
    ("it", 2, "obj", "PRP", "PRON"),
]


def doc_of(parse: list[tuple[str, int, str, str, str]], *, names: dict[str, str] | None = None) -> Doc:
    """A doc with this parse, its relations under other names where some are given."""
    words, heads, relations, tags, universal = map(list, zip(*parse, strict=True))
    deps = [(names or {}).get(relation, relation) for relation in relations]
    return Doc(spacy.blank("en").vocab, words=words, heads=heads, deps=deps, tags=tags, pos=universal)


def tree(parse: list[tuple[str, int, str, str, str]], *, names: dict[str, str] | None = None) -> Tree:
    found = tree_of(doc_of(parse, names=names))
    assert found is not None
    return found


def test_a_doc_that_nothing_has_parsed_has_no_tree() -> None:
    """Rules then go by words alone."""
    assert tree_of(spacy.blank("en")("Two bridges were closed.")) is None


def test_claims_and_stances_read_one_tree() -> None:
    """It is made once for a doc."""
    doc = doc_of(CLOSED)
    assert tree_of(doc) is tree_of(doc)


@pytest.mark.parametrize("names", [None, OLDER_NAMES], ids=["universal", "older"])
def test_subjects_and_finite_verbs_are_told_under_either_set_of_names(names: dict[str, str] | None) -> None:
    """*nsubjpass* is what *nsubj:pass* is."""
    found = tree(CLOSED, names=names)
    assert [word for word in range(len(CLOSED)) if found.is_subject(word)] == [1]
    assert found.own_subject(3) == 1
    assert found.is_finite(3)
    assert list(found.hanging(3, "aux", "auxpass")) == [2]


def test_a_second_verb_shares_its_subject_and_has_none_of_its_own() -> None:
    """Whether it can stand alone is another question than who does it."""
    found = tree(CLOSED)
    assert (found.subject(6), found.own_subject(6)) == (1, None)


def test_what_hangs_on_a_word() -> None:
    """The words right on it, in text order, of all relations where none is named; and all that is below it."""
    found = tree(CLOSED)
    assert list(found.hanging(3)) == [1, 2, 6, 7]
    assert list(found.hanging(3, "conj", "punct")) == [6, 7]
    assert found.below(1) == {0, 1}
    assert found.below(6) == {4, 5, 6}


def test_a_base_form_after_its_subject_counts_as_finite() -> None:
    """A tagger took the past for it; without a subject before it, it is a command."""
    assert tree(BASE_FORM).is_finite(2)
    alone = [(word, max(head - 1, 0), relation, tag, pos) for word, head, relation, tag, pos in BASE_FORM[1:]]
    assert not tree(alone).is_finite(1)


def test_a_word_without_a_lemma_is_its_own() -> None:
    """In lower case."""
    assert tree(BASE_FORM).lemma[0] == "they"
