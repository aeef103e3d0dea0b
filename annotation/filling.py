"""A stance of which the analyst has marked the target: what the suggester is asked about it, and the change that its answer makes.

Who selects a name and labels it as a stance has said on whom it is, not yet what shows it. The suggester is asked about that target
(`annotation.asked`) with the text around it, and what it says is filled in where nobody has touched the annotation meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from annotation import review
from annotation.asked import Asked
from annotation.exchange import ExchangeAnnotation, ExchangeDocument
from annotation.model import Annotation, Change, Part, Status, ranges, sorted_parts
from annotation.reading import LEAST_SCORE, Reading
from annotation.scheme import Label
from annotation.suggest.phrases_asked import is_phrase
from annotation.suggest.sentences import sentence_starts
from annotation.text import TextRange, trimmed

LABEL = "STANCE"
EVIDENCE, HOLDER, TARGET, POLARITY = "evidence", "holder", "target", "polarity"
MOST_WORDS = 8
"""So many words a name or a short noun phrase has at most; more are a passage that shows a stance."""
AROUND = 3000
"""Code points before and after the target that the suggester reads: who *he* is stands rarely farther off."""
_CAPITALISED = " Xy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What the suggester is asked about an annotation.

    Args:
        annotation: as it was made.
        passage: the text around its target as a document of its own, with the target as what is asked.
        offset: where the passage begins in the annotation’s document, in code points.
    """

    annotation: Annotation
    passage: ExchangeDocument
    offset: int

    @property
    def target(self) -> TextRange:
        """The target, in code points of the annotation’s document."""
        return _shifted(self.passage.asked[0].target, self.offset)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What an answer fills in.

    Args:
        change: what to apply.
        polarity: for a person, as the label scheme has it.
        holder: the name of the holder, where it is not as the text has it; "" for none.
        holder_words: the words of the text that are the holder, "" for none.
    """

    change: Change
    polarity: str
    holder: str = ""
    holder_words: str = ""


def question_about(reading: Reading, annotation: Annotation) -> Question | None:
    """What to ask about an annotation that was just made of a selection.

    None where it is no stance of the built-in label scheme’s kind, or its words are too many for a name or noun phrase.
    """
    text = reading.document.text
    span = trimmed(text, annotation.parts[0].range)
    if len(annotation.parts) != 1 or annotation.attributes or span is None:
        return None
    if not _has_places(reading.scheme.label(annotation.label)) or not is_short(span.of(text)):
        return None
    around = passage_around(text, span)
    passage = ExchangeDocument(
        id=f"{annotation.document_id}#{annotation.id}",
        text=around.of(text),
        language=reading.document.language,
        asked=(Asked(_shifted(span, -around.start)),),
    )
    return Question(annotation=annotation, passage=passage, offset=around.start)


def filled_in(reading: Reading, question: Question, answer: ExchangeDocument) -> Filled | None:
    """What an answer says of the annotation that was asked about, in the document that it is in.

    The selection becomes the target, the evidence is what the answer gives, with its holder and attributes. Where the words that
    were selected are no name or noun phrase, or show the stance by themselves, they stay the evidence and get only polarity and intensity.
    None where the annotation is gone or not as it was made, and where the answer is unsure: nothing is better than a wrong hint.
    """
    annotation = reading.annotations.get(question.annotation.id)
    if annotation is None or not _untouched(annotation, question.annotation):
        return None
    reply = _reply(question, answer)
    if reply is None or (reply.score or 0.0) < LEAST_SCORE:
        return None
    attributes = _allowed(reading.scheme.label(annotation.label), reply.attributes)
    polarity = attributes.get(POLARITY, "")
    evidence = [_shifted(span, question.offset) for span in ranges(reply, EVIDENCE)]
    selected = annotation.parts[0].range
    is_target = is_phrase(answer) and not all(selected.contains(span) for span in evidence)
    if not polarity or (polarity == "neutral" and not is_target):
        return None
    parts, words = annotation.parts, ""
    if is_target:
        others = [Part(p.role, _shifted(p.range, question.offset)) for p in reply.parts if p.role in (EVIDENCE, HOLDER)]
        parts = sorted_parts([*others, Part(TARGET, question.target)])
        words = next((p.range.of(reading.document.text) for p in others if p.role == HOLDER), "")
    else:
        attributes = {name: value for name, value in attributes.items() if name in (POLARITY, "intensity")}
    change = review.modify(
        reading, annotation, f"fill in {annotation.label.lower()}", parts=parts, attributes=attributes
    )
    if change is None:
        return None
    return Filled(change=change, polarity=polarity, holder=attributes.get("holder_name", ""), holder_words=words)


def is_short(words: str) -> bool:
    """Whether words may be a name or a short noun phrase, as far as can be told without parsing them.

    Args:
        words: without white space around them.
    """
    if len(words.splitlines()) != 1 or len(words.split()) > MOST_WORDS or not any(map(str.isalnum, words)):
        return False
    # A sentence that ends with the words ends before whatever begins with a capital after them: “the plan.”, but not “the U.S.”.
    return len(sentence_starts(words + _CAPITALISED)) == 1


def passage_around(text: str, span: TextRange) -> TextRange:
    """The paragraphs around a range, `AROUND` code points to each side at most; a paragraph that is longer is cut between words."""
    start, end = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
    if start:
        start = _after(text, "\n", start - 1, span.start) or _after(text, " ", start - 1, span.start) or start
    if end < len(text):
        cut = text.rfind("\n", span.end, end + 1)
        cut = cut if cut >= 0 else text.rfind(" ", span.end, end + 1)
        end = cut if cut >= 0 else end
    # A byte order mark that a document begins with is dropped when it is read, and all places would move.
    while start < span.start and text[start] == "\ufeff":
        start += 1
    return TextRange(start, end)


def _after(text: str, mark: str, start: int, end: int) -> int:
    return text.find(mark, start, end) + 1


def _shifted(span: TextRange, by: int) -> TextRange:
    return TextRange(span.start + by, span.end + by)


def _has_places(label: Label) -> bool:
    """Whether a label has what is filled in: the built-in scheme’s stance does, a project’s own may not."""
    return (
        label.name == LABEL
        and label.main_role.name == EVIDENCE
        and {HOLDER, TARGET} <= {role.name for role in label.roles}
        and POLARITY in {attribute.name for attribute in label.attributes}
    )


def _untouched(now: Annotation, made: Annotation) -> bool:
    """A memo may have been written: it is left as it is."""
    return replace(now, memo=made.memo) == made


def _reply(question: Question, answer: ExchangeDocument) -> ExchangeAnnotation | None:
    """The first stance on the very target that was asked for; later ones were found unasked."""
    target = (question.passage.asked[0].target,)
    found = (a for a in answer.annotations if a.label == LABEL and a.status is Status.SUGGESTED)
    return next((a for a in found if ranges(a, TARGET) == target and ranges(a, EVIDENCE)), None)


def _allowed(label: Label, attributes: Mapping[str, str]) -> dict[str, str]:
    known = {attribute.name: attribute.values for attribute in label.attributes}
    return {
        name: value for name, value in attributes.items() if name in known and (not known[name] or value in known[name])
    }
