"""What something is called: *called the plan “a trap”*, and in somebody’s own words *The plan is a trap*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotation.suggest.stances.found import Stance
from annotation.suggest.stances.governing import Governing
from annotation.suggest.stances.objects import words_of
from annotation.suggest.stances.tone import rating
from annotation.suggest.stances.words import stance_words

CALLED = 0.8
"""How surely words of praise or blame that something is called by tell a stance."""
_PREDICATED = 0.7
_LEAST = 1.2
_LEAST_PREDICATED = 2.0
_LEAST_OF_TARGET = 1.5
_GOES_ON = frozenset({"who", "which", "that"})
_MOST = 8
_NO = frozenset({"not", "no", "n't", "n’t", "never", "less", "hardly"})
_OPENS = frozenset({"as", "“", '"', "``", "a", "an", "the", "‘"})
_SPEAKERS = frozenset({"i", "we"})


def called_as(governing: Governing, verb: int, start: int) -> tuple[str, int] | None:
    """The polarity of what follows the object of *call, describe, see*, which ends at `start`, and its end; None where it has none."""
    view, tree = governing.view, governing.tree
    opened = view.at(start) in _OPENS or (start < len(view) and (tree.head[start] == verb or tree.pos[start] == "ADJ"))
    end, last = start, min(view.sentence(verb)[1], start + _MOST)
    while (
        end < last
        and view.lower[end] not in (",", ";", ".")
        and (end == start or not (tree.pos[end] == "AUX" or view.lower[end] in _GOES_ON))
    ):
        if view.lower[end] in _NO:
            return None
        end += 1
    while end > start and view.lower[end - 1] in ("and", "but", "or", "while"):
        end -= 1
    named = next(
        (place for place in range(start, end) if tree.pos[place] == "NOUN" and not start <= tree.head[place] < end),
        start,
    )
    own = rating(view.lower[named])
    total = own or sum(rating(view.lower[place]) for place in range(start, end))
    if not opened or abs(total) < _LEAST:
        return None
    # What goes on for longer ends with what it is called, not in the middle of a phrase.
    return ("support" if total > 0 else "oppose"), named + 1 if end - start == _MOST else end


def predicated(
    governing: Governing, content: tuple[int, int], source: tuple[int, int], speaker: str
) -> Iterator[Stance]:
    """What a speaker says that somebody or something is, in praise or blame.

    Args:
        governing: of the document.
        content, source: the words of the quote and of who says it.
        speaker: the name of the source.
    """
    tree, view = governing.tree, governing.view
    for word in range(*content):
        subject = tree.child(word, "nsubj", "nsubj:outer")
        if (
            subject is None
            or tree.child(word, "cop") is None
            or tree.pos[word] not in ("ADJ", "NOUN")
            or subject > word
        ):
            continue
        if view.lower[word] in stance_words().feelings or (view.tags and view.tags[word] in ("VBN", "VBG")):
            continue
        target = words_of(governing, subject)
        if tree.child(word, "case") is not None or view.lower[target[0]] in ("my", "our"):
            continue
        if (
            view.lower[subject] in stance_words().no_targets | stance_words().demonstrative | _SPEAKERS
            or target[0] < content[0]
            or abs(rating(view.lower[subject])) >= _LEAST_OF_TARGET
        ):
            continue
        if _is_another_s(governing, word, content):
            continue
        of = governing.of(word)
        total = _predicate(governing, word)
        if abs(total) < _LEAST_PREDICATED or not of.real or (of.turned and total < 0):
            continue
        end = max(word + 1, words_of(governing, word)[1])
        yield Stance(
            holder=source,
            target=target,
            evidence=(target[0], min(end, content[1])),
            polarity="support" if total > 0 and not of.turned else "oppose",
            score=0.7 * _PREDICATED,
            why=f"‘{view.shown[word]}’ is said of it",
            holder_name=speaker,
            head=subject,
            sure=_PREDICATED,
        )


def _is_another_s(governing: Governing, word: int, content: tuple[int, int]) -> bool:
    """Whether a predicate is what somebody else says or thinks, as the speaker tells: *they say he is a liar*, *‘he is a liar’*."""
    tree, view = governing.tree, governing.view
    if any(quoted.depth and quoted.outer.holds(view.start[word]) for quoted in view.quoted):
        return True
    while tree.head[word] != word and content[0] <= tree.head[word] < content[1]:
        relation, word = tree.relation[word], tree.head[word]
        if relation in ("ccomp", "csubj", "advcl", "acl", "acl:relcl"):
            subject = tree.child(word, "nsubj", "nsubj:pass")
            return subject is None or view.lower[subject] not in ("i", "we")
    return False


def _predicate(governing: Governing, word: int) -> float:
    """How much a predicate praises or blames: its own word if that does, else the adjectives of it and what is joined to it."""
    own = rating(governing.view.lower[word])
    return own or sum(_ratings(governing, word))


def _ratings(governing: Governing, word: int) -> Sequence[float]:
    tree, lower = governing.tree, governing.view.lower
    return [rating(lower[child]) for child in tree.children[word] if tree.relation[child] in ("amod", "conj")]
