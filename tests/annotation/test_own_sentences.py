"""The project's own 120 sentences, annotated by its guidelines: what they are measured with must itself be right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotation.exchange import ExchangeAnnotation, ExchangeDocument, read_jsonl, write_line
from annotation.model import Status, ranges
from annotation.scheme import default_scheme

FILE = Path(__file__).parents[1] / "data" / "own" / "judged.jsonl"
DOCUMENTS = tuple(read_jsonl(FILE))
AUTHOR = "@author"


def marked(label: str) -> Iterator[tuple[ExchangeDocument, ExchangeAnnotation]]:
    """All annotations of a label, each with its document."""
    for document in DOCUMENTS:
        yield from ((document, annotation) for annotation in document.annotations if annotation.label == label)


def places() -> Iterator[tuple[str, int, int]]:
    """Every part: the sentence and its range (code points)."""
    for document in DOCUMENTS:
        for annotation in document.annotations:
            yield from ((document.text, one.start, one.end) for one in ranges(annotation))


def test_there_are_120_different_sentences() -> None:
    """No sentence and no id comes twice, and none holds a line break."""
    assert len(DOCUMENTS) == 120
    assert len({document.id for document in DOCUMENTS}) == 120
    assert len({document.text.casefold() for document in DOCUMENTS}) == 120
    assert not [document.id for document in DOCUMENTS if document.text.splitlines() != [document.text.strip()]]


def test_much_of_it_has_nothing_to_mark() -> None:
    """A suggester that marks everything is told so: a quarter of the sentences or more have no label, and both labels are frequent."""
    assert sum(not document.annotations for document in DOCUMENTS) >= 30
    assert len(list(marked("CLAIM"))) >= 55
    assert len(list(marked("STANCE"))) >= 45


def test_it_follows_the_label_scheme() -> None:
    """Labels, roles, their numbers and the values of attributes are those of the built-in scheme; all were decided by an annotator."""
    for document in DOCUMENTS:
        for annotation in document.annotations:
            default_scheme().check(
                annotation.label, annotation.parts, annotation.attributes, text_length=len(document.text)
            )
            assert annotation.label in ("CLAIM", "STANCE")
            assert annotation.status is Status.ACCEPTED
            assert annotation.annotator
            assert not annotation.suggester


def test_parts_begin_and_end_with_words() -> None:
    """No part cuts a word in two or has a space or a closing full stop or comma at an end."""
    for text, start, end in places():
        assert not text[start].isspace(), text
        assert text[end - 1] not in " .,;:?!", text
        assert not (start and text[start - 1].isalnum() and text[start].isalnum()), text[start:end]
        assert not (end < len(text) and text[end - 1].isalnum() and text[end].isalnum()), text[start:end]


def test_quotation_marks_in_a_part_are_in_pairs() -> None:
    """By the guidelines a part holds a quotation mark only together with its partner."""
    for text, start, end in places():
        words = text[start:end]
        assert words.count("“") == words.count("”"), words
        assert words.count('"') % 2 == 0, words


def test_what_is_worth_checking_is_said_of_the_sentence() -> None:
    """`checkworthy` of the line, which is what is scored, agrees with its claims."""
    worth = {document.id for document, claim in marked("CLAIM") if claim.attributes["checkworthy"] == "yes"}
    assert {document.id for document in DOCUMENTS if document.meta["checkworthy"] is True} == worth
    assert {document.id for document in DOCUMENTS if document.meta["checkworthy"] is not False} == worth


def test_every_claim_says_what_it_is_and_whose() -> None:
    """Type and worth are always set; without a claimant in the sentence the claim is the author's, and with one it is not."""
    for document, claim in marked("CLAIM"):
        assert {"type", "checkworthy"} <= set(claim.attributes), document.id
        if claim.attributes["type"] in ("opinion", "policy"):
            assert claim.attributes["checkworthy"] == "no", document.id
        by_author = claim.attributes.get("claimant_name") == AUTHOR
        assert by_author is not bool(ranges(claim, "claimant")), document.id


def test_every_stance_has_a_target_and_a_side() -> None:
    """The author's own stances have no holder in the text."""
    for document, stance in marked("STANCE"):
        assert len(ranges(stance, "target")) == 1, document.id
        assert {"polarity", "intensity"} <= set(stance.attributes), document.id
        if stance.attributes.get("holder_name") == AUTHOR:
            assert not ranges(stance, "holder"), document.id


def test_a_holder_has_one_stance_on_a_target() -> None:
    """Who is for and against the same has one mixed stance, not two."""
    seen: set[tuple[str, object, object]] = set()
    for document, stance in marked("STANCE"):
        who = ranges(stance, "holder") or stance.attributes.get("holder_name", "")
        key = (document.id, who, ranges(stance, "target"))
        assert key not in seen, document.id
        seen.add(key)


def test_it_survives_being_written_and_read(tmp_path: Path) -> None:
    """Offsets are code points of the text as it stands."""
    copy = tmp_path / "copy.jsonl"
    copy.write_text("".join(write_line(document) + "\n" for document in DOCUMENTS), encoding="utf-8")
    assert tuple(read_jsonl(copy)) == DOCUMENTS
