"""Documents as they are annotated, each beside what is suggested or predicted on its bare text. Nothing here reads ahead without need."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from annotation.asked import Asked
from annotation.errors import FormatError
from annotation.evaluation.speed import Stopwatch
from annotation.exchange import ExchangeDocument
from annotation.model import Status, ranges

Pair = tuple[ExchangeDocument, ExchangeDocument]
Answered = tuple[ExchangeDocument, ExchangeDocument, ExchangeDocument | None]
"""An annotated document, what was found in it unasked, and what was answered where it holds stances."""

Suggest = Callable[[Iterable[ExchangeDocument]], Iterator[ExchangeDocument]]


def bare(document: ExchangeDocument) -> ExchangeDocument:
    """What a suggester may see of an annotated document: its text and language."""
    return ExchangeDocument(id=document.id, text=document.text, language=document.language)


def asking(document: ExchangeDocument) -> ExchangeDocument:
    """The same, with the question how each of its stances’ holders, or whoever it is, stands on its target; nothing else of them."""
    asked = []
    for annotation in document.annotations:
        if annotation.label == "STANCE" and annotation.status is Status.ACCEPTED:
            targets, holders = ranges(annotation, "target"), ranges(annotation, "holder")
            if targets:
                asked.append(Asked(targets[0], holders[0] if holders else None))
    return replace(bare(document), asked=tuple(dict.fromkeys(asked)))


def with_suggestions(gold: Iterable[ExchangeDocument], suggest: Suggest, *, watch: Stopwatch) -> Iterator[Answered]:
    """Each document beside what is suggested on its bare text, in their order.

    One that holds stances is read twice: unasked, and asked for the polarity toward their targets.
    """
    waiting: deque[tuple[ExchangeDocument, bool]] = deque()

    def shown() -> Iterator[ExchangeDocument]:
        for document in watch.off(gold):
            question = asking(document)
            waiting.append((document, bool(question.asked)))
            yield bare(document)
            if question.asked:
                yield question

    results = watch.around(suggest(shown()))
    for result in results:
        document, is_asked = waiting.popleft()
        yield document, result, next(results) if is_asked else None


def with_predictions(
    gold: Iterable[ExchangeDocument], predicted: Iterable[ExchangeDocument], *, names: tuple[str, str]
) -> Iterator[Pair]:
    """Each document beside the predicted one with its id. Where both have the same order, no more than one of each is held.

    Predicted documents that the gold does not have are passed over.

    Args:
        gold: the annotated documents.
        predicted: the others, in any order.
        names: what messages call the two: names of files.

    Raises:
        FormatError: where one has no prediction, the two texts of one differ, or an id comes twice.
    """
    remaining = once_each(predicted, name=names[1])
    passed: dict[str, ExchangeDocument] = {}
    for document in once_each(gold, name=names[0]):
        while document.id not in passed:
            other = next(remaining, None)
            if other is None:
                raise FormatError(
                    f"{names[1]} has no document “{document.id}”, which {names[0]} has.",
                    way_out=f"Make predictions for all of its documents: quotemark suggest {names[0]} -o {names[1]}",
                )
            passed[other.id] = other
        result = passed.pop(document.id)
        if result.text != document.text:
            raise FormatError(
                f"The text of “{document.id}” in {names[1]} is another than in {names[0]}: {_first_difference(document, result)}.",
                way_out="Make the predictions again from the very texts that are annotated.",
            )
        yield document, result


def once_each(documents: Iterable[ExchangeDocument], *, name: str) -> Iterator[ExchangeDocument]:
    """The same documents. Raises FormatError at the second one with the same id."""
    seen: set[str] = set()
    for document in documents:
        if document.id in seen:
            raise FormatError(
                f"{name}: the id “{document.id}” comes twice.", way_out="Give each document an id of its own."
            )
        seen.add(document.id)
        yield document


def _first_difference(one: ExchangeDocument, other: ExchangeDocument) -> str:
    place = next((i for i, (a, b) in enumerate(zip(one.text, other.text, strict=False)) if a != b), None)
    if place is None:
        return f"one has {len(one.text):,} characters, the other {len(other.text):,}"
    return f"they part at character {place}"
