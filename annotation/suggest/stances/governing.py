"""Whose a verb is, and whether it is said to be so: subjects through infinitives, participles and relative clauses; negation and reality.

*Vale did so, commending Brod*: Vale commends. *Vale, who had refused to endorse the treaty*: Vale is against it. *If Vale backs it*: nobody
is said to back it.
"""

from __future__ import annotations

from dataclasses import dataclass

from annotation.suggest.stances.words import stance_words
from annotation.suggest.tree import Tree
from annotation.suggest.view import DocView

_UNREAL = frozenset({"would", "could", "might", "may", "should", "can", "must", "shall", "ca", "'d", "’d"})
_CONDITIONS = frozenset({"if", "whether", "unless", "lest", "without", "instead", "than"})
_NOT = frozenset({"not", "n't", "n’t", "never", "nor", "neither", "hardly", "no"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_NOUNS = ("NOUN", "PROPN", "PRON")
_OF_NOUNS = ("acl", "acl:relcl", "nmod", "advcl", "ccomp", "xcomp")
_OF_THEIR_SUBJECT = frozenset({"promise", "use", "take", "threaten"})
_FAR = 12


@dataclass(frozen=True, slots=True)
class Governed:
    """Who does what a verb says.

    Args:
        holder: the head word of the one who does; None where nobody is found.
        turned: whether it is denied: *did not back, refused to back*.
        real: whether it is said to be so, and not only possible, wished, asked.
        since: where the words that deny it begin; the word itself where nothing does.
    """

    holder: int | None
    turned: bool
    real: bool
    since: int


@dataclass(frozen=True, slots=True)
class _Step:
    """From a verb to the word whose subject it shares; `holder` where that is no subject."""

    word: int
    declines: bool = False
    likely: bool = True
    holder: int | None = None


@dataclass(frozen=True, slots=True)
class Governing:
    """Reads it off the parse of one document.

    Args:
        view, tree: of the document.
    """

    view: DocView
    tree: Tree

    def of(self, verb: int) -> Governed:
        """Of a verb, or of an adjective or noun that is a predicate."""
        tree, real, turned, since = self.tree, not self._asks(verb), False, verb
        word, bound = verb, True
        for _ in range(_FAR):
            real = real and not (bound and self._is_unreal(word))
            if bound and self.denies(word):
                turned, since = True, min(since, word, *self._negations(word))
            own = self._own_subject(word)
            if own is not None:
                return Governed(self.named(own), turned, real and not self._is_wished(word), since)
            step = self._above(word)
            if step is None:
                return Governed(None, turned, real, since)
            # *He did not say so, and praised it*: a second finite verb shares the subject and no more.
            bound = not (tree.relation[word] == "conj" and self._is_finite(word))
            word, real = step.word, real and step.likely
            if step.declines:
                turned, since = True, min(since, word)
            if step.holder is not None:
                return Governed(self.named(step.holder), turned, real, since)
        return Governed(None, turned, False, since)

    def named(self, word: int) -> int | None:
        """What a relative pronoun stands for; any other word itself."""
        if self.view.lower[word] not in _RELATIVE:
            return word
        clause = self.tree.clause(word)
        if self.tree.relation[clause] in ("acl:relcl", "acl"):
            return self.tree.head[clause]
        # *Vale, who …*, where the parse has hung the clause elsewhere.
        before = word - 2 if self.view.at(word - 1) == "," else word - 1
        return before if before >= 0 and self.tree.pos[before] in ("NOUN", "PROPN") else None

    def owner(self, noun: int) -> int | None:
        """Whose a noun is: *Vale’s refusal*; else who does something with it: *Vale issued a statement*, *a statement by Vale*."""
        tree, word = self.tree, noun
        owner = tree.child(word, "nmod:poss")
        if owner is not None:
            return owner
        for child in tree.children[word]:
            case = tree.child(child, "case")
            if tree.relation[child].startswith("nmod") and case is not None and self.view.lower[case] in ("by", "from"):
                return child
        if tree.relation[word] in ("obj", "obl", "ccomp", "xcomp") and tree.pos[tree.head[word]] == "VERB":
            governed = self.of(tree.head[word])
            return governed.holder if governed.real and not governed.turned else None
        return None

    def denies(self, word: int) -> bool:
        """Whether a word has a negation of its own."""
        return bool(self._negations(word))

    def _negations(self, word: int) -> list[int]:
        tree, lower = self.tree, self.view.lower
        kinds = ("advmod", "det", "cc:preconj")
        return [child for child in tree.children[word] if lower[child] in _NOT and tree.relation[child] in kinds]

    def _own_subject(self, word: int) -> int | None:
        """The subject next to a predicate: *The truth is that Vale attacked it* has two."""
        own = [child for child in self.tree.children[word] if self.tree.relation[child] in ("nsubj", "nsubj:pass")]
        before = [child for child in own if child < word]
        return before[-1] if before else own[0] if own else self.tree.child(word, "nsubj:outer")

    def _is_finite(self, word: int) -> bool:
        tags = self.view.tags
        return tags is not None and tags[word] in ("VBD", "VBZ", "VBP")

    def _is_unreal(self, word: int) -> bool:
        lower, tree = self.view.lower, self.tree
        for child in tree.children[word]:
            relation = tree.relation[child]
            if relation == "aux" and lower[child] in _UNREAL:
                return True
            if relation in ("mark", "case", "cc") and child < word and lower[child] in _CONDITIONS:
                return True
        return False

    def _asks(self, word: int) -> bool:
        """Whether a question mark ends what a word is in."""
        for place in range(word, self.view.sentence(word)[1]):
            if self.view.lower[place] in (".", "!", "?", "?!"):
                return self.view.lower[place] in ("?", "?!")
        return False

    def _is_wished(self, word: int) -> bool:
        """Whether a clause with a subject of its own is a condition, or what somebody denies, wishes or asks for."""
        tree = self.tree
        for _ in range(_FAR):
            relation, head = tree.relation[word], tree.head[word]
            if head == word:
                return False
            if self._is_unreal(word) and relation == "advcl":
                return True
            if relation in ("ccomp", "xcomp") and self.tree.lemma[head] in stance_words().unreal - {"tell", "suggest"}:
                return True
            if relation not in ("conj", "ccomp", "xcomp", "advcl"):
                return False
            word = head
        return False

    def _above(self, word: int) -> _Step | None:
        """The word whose subject a verb shares."""
        tree = self.tree
        head, relation = tree.head[word], tree.relation[word]
        if head == word:
            return None
        if tree.pos[head] in _NOUNS and relation in _OF_NOUNS:
            return self._of_noun(word, head)
        if relation == "conj":
            return _Step(head)
        if relation in ("xcomp", "ccomp"):
            return self._complement(word, head)
        return self._adjunct(word, head) if relation in ("advcl", "obl") else None

    def _complement(self, word: int, head: int) -> _Step:
        """*Refused to back it, moved to condemn it, denied backing it*."""
        words, lemma = stance_words(), self.tree.lemma[head]
        infinitive, patient = self._is_infinitive(word), self._patient(head)
        if patient is not None and infinitive and lemma not in _OF_THEIR_SUBJECT:
            return _Step(head, likely=False, holder=patient)
        likely = lemma in words.intending if infinitive else lemma not in words.unreal
        return _Step(head, declines=lemma in words.declining, likely=likely)

    def _adjunct(self, word: int, head: int) -> _Step:
        """*Did so, commending it*; *criticised Vale for backing it*; *rose to praise it*."""
        words, lemma = stance_words(), self.tree.lemma[head]
        infinitive, patient = self._is_infinitive(word), self._patient(head)
        if (infinitive and lemma in words.intending) or (lemma in words.declining and word == head + 1):
            return self._complement(word, head)
        if infinitive and self.tree.child(head, "aux:pass", "nsubj:pass") is not None:
            return _Step(head, likely=False)
        mark = self.tree.child(word, "mark", "case")
        if mark is not None and (self.view.lower[mark] == "from" or self.view.at(mark - 1) == "short"):
            return _Step(head, likely=False)  # *refrained from backing it, stopped short of it*
        if mark is not None and self.view.lower[mark] in ("for", "of", "over") and patient is not None:
            return _Step(head, likely=lemma not in words.unreal, holder=patient)
        return _Step(head)

    def _of_noun(self, word: int, noun: int) -> _Step:
        """*A statement condemning it*, *the decision to back it*, *lawmakers opposing it*."""
        words, lemma = stance_words(), self.tree.lemma[noun]
        if self._is_infinitive(word):
            declines, likely = lemma in words.declining, lemma in words.intending
            return _Step(noun, declines=declines, likely=likely, holder=self.owner(noun))
        mark = self.tree.child(word, "mark", "case")
        if mark is not None and self.view.lower[mark] in ("of", "for", "in", "about"):
            if self.view.lower[mark] == "for" and self.tree.relation[noun] in ("obj", "nsubj:pass"):
                return _Step(noun, holder=noun)  # *criticised Vale for backing it*
            return _Step(noun, likely=lemma in words.intending, holder=self.owner(noun))
        if lemma in words.speaking:
            owner = self.owner(noun)
            return _Step(noun, likely=owner is not None, holder=owner)
        return _Step(noun, likely=self.tree.relation[word] == "acl", holder=noun)

    def _patient(self, verb: int) -> int | None:
        return self.tree.child(verb, "obj", "nsubj:pass")

    def _is_infinitive(self, word: int) -> bool:
        return any(self.view.lower[child] == "to" and child < word for child in self.tree.children[word])
