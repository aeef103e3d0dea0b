from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from annotation.suggest.noun_chunks import use_noun_chunks


@pytest.fixture(name="nlp", scope="module")
def a_pipeline() -> Language:
    return use_noun_chunks(spacy.blank("en"))


def _parsed(nlp: Language, rows: str) -> Doc:
    """A doc of rows `word POS head relation`, heads counted from one, 0 for the root."""
    cells = [row.split() for row in rows.strip().splitlines()]
    return Doc(
        nlp.vocab,
        words=[word for word, *_ in cells],
        pos=[pos for _, pos, *_ in cells],
        heads=[int(head) - 1 if int(head) else place for place, (_, _, head, _) in enumerate(cells)],
        deps=["ROOT" if head == "0" else relation for _, _, head, relation in cells],
    )


def _chunks(nlp: Language, rows: str) -> list[str]:
    return [chunk.text for chunk in _parsed(nlp, rows).noun_chunks]


def test_a_preposition_is_no_part_of_its_nouns_chunk(nlp: Language) -> None:
    """UD hangs prepositions on the noun: the chunk begins after it, and ends before the next."""
    rows = """
    The DET 3 det
    old ADJ 3 amod
    harbour NOUN 7 nsubj
    of ADP 6 case
    a DET 6 det
    town NOUN 3 nmod
    burned VERB 0 root
    in ADP 10 case
    the DET 10 det
    night NOUN 7 obl
    """
    assert _chunks(nlp, rows) == ["The old harbour", "a town", "the night"]


def test_a_name_is_whole(nlp: Language) -> None:
    """The later words of a name hang on its first and belong to the chunk; its apposition is a chunk of its own."""
    rows = """
    Mayor PROPN 2 compound
    Ruta PROPN 8 nsubj
    Vele PROPN 2 flat
    , PUNCT 6 punct
    the DET 6 det
    pilot NOUN 2 appos
    , PUNCT 6 punct
    disagreed VERB 0 root
    """
    assert _chunks(nlp, rows) == ["Mayor Ruta Vele", "the pilot"]


def test_a_relative_clause_is_left_out(nlp: Language) -> None:
    """The chunk ends before *who*; what stands in the clause is a chunk by itself."""
    rows = """
    Sailors NOUN 6 nsubj
    who PRON 3 nsubj
    feared VERB 1 acl:relcl
    the DET 5 det
    storm NOUN 3 obj
    stayed VERB 0 root
    """
    assert _chunks(nlp, rows) == ["Sailors", "who", "the storm"]


def test_a_possessor_stays_inside(nlp: Language) -> None:
    """A genitive is part of its noun’s chunk, not a chunk beside it."""
    rows = """
    The DET 2 det
    mayor NOUN 5 nmod:poss
    's PART 2 case
    two NUM 5 nummod
    aides NOUN 6 nsubj
    left VERB 0 root
    """
    assert _chunks(nlp, rows) == ["The mayor 's two aides"]


def test_coordinated_nouns_are_chunks_of_their_own(nlp: Language) -> None:
    """*Ships and small boats* are two; the conjunction is in neither."""
    rows = """
    Ships NOUN 5 nsubj
    and CCONJ 4 cc
    small ADJ 4 amod
    boats NOUN 1 conj
    sank VERB 0 root
    """
    assert _chunks(nlp, rows) == ["Ships", "small boats"]


def test_a_predicate_noun_begins_after_its_copula(nlp: Language) -> None:
    """In UD a predicate noun is the root, with subject and copula before it."""
    rows = """
    She PRON 5 nsubj
    is AUX 5 cop
    a DET 5 det
    good ADJ 5 amod
    pilot NOUN 0 root
    """
    assert _chunks(nlp, rows) == ["She", "a good pilot"]


def test_a_span_has_the_chunks_inside_it(nlp: Language) -> None:
    """Asked of a sentence, only its own chunks are given."""
    rows = """
    Ships NOUN 2 nsubj
    sank VERB 0 root
    . PUNCT 2 punct
    Boats NOUN 5 nsubj
    stayed VERB 0 root
    """
    doc = _parsed(nlp, rows)
    assert [chunk.text for chunk in list(doc.sents)[1].noun_chunks] == ["Boats"]


def test_without_a_parse_it_is_an_error(nlp: Language) -> None:
    """A doc that was not parsed has no noun chunks, and says so as spaCy does."""
    with pytest.raises(ValueError, match="E029"):
        list(nlp("Ships sank.").noun_chunks)
