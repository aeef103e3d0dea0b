"""One walk through a doc, in text order: who is mentioned where, whom each pronoun means, who speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotation.suggest.proposal import Proposal
from annotation.suggest.speakers.entities import Entities, Entity
from annotation.suggest.speakers.quoted import Said, Source, contents_of, sources_of
from annotation.suggest.speakers.salience import Answer, Asked, Heard, Number, Salience, Spoke
from annotation.suggest.speakers.words import FEMALE, FIRST, MALE, PLURAL, RELATIVE, THING, gender_of_pronoun

_MAIN_SUBJECT, _SUBJECT, _OBJECT, _OTHER, _OWNER = 40, 25, 10, 0, -5
_FRONT = 8  # words at a sentence’s start in which a pronoun may come before whom it means
_VOTE = 0.8  # how sure a pronoun’s reading must be to tell of gender


@dataclass(frozen=True, slots=True)
class Step:
    """The tokens [token, end) that mention somebody: a name or nominal of the lists, or a pronoun (`entity` None)."""

    token: int
    end: int
    entity: Entity | None


class Walk:
    """Reads a doc once; `answers` then has whom each source means, by the place of its quote among the proposals."""

    def __init__(self, said: Said, entities: Entities, proposals: Sequence[Proposal]) -> None:
        self.said = said
        self.view = said.view
        self.entities = entities
        self.proposals = proposals
        self.contents = contents_of(said.view, proposals)
        self.sources = sources_of(said, proposals)
        self.source_of = {source.place: source for source in self.sources}
        self.source_at: dict[int, list[Source]] = {}
        for source in self.sources:
            self.source_at.setdefault(source.head, []).append(source)
        self.parsed = said.parsed
        self.steps = self._steps()
        self.answers: dict[int, Answer] = {}
        self._means: dict[int, Entity] = {}

    def _steps(self) -> list[Step]:
        said, entities = self.said, self.entities
        steps = [Step(name.start, name.end, entity) for name, entity in zip(said.names, entities.of_name, strict=True)]
        steps += [
            Step(nominal.head, nominal.end, entity)
            for nominal, entity in zip(said.nominals, entities.of_nominal, strict=True)
            if (nominal.of is None and not nominal.said) or nominal.head in self.source_at
        ]
        pronouns = FEMALE | MALE | PLURAL | THING | FIRST | RELATIVE
        steps += [Step(i, i + 1, None) for i, word in enumerate(self.view.lower) if word in pronouns]
        return sorted(steps, key=lambda step: step.token)

    def vote(self) -> None:
        """Count what plainly read pronouns tell of the gender of those they mean."""
        salience = Salience()
        for step in self.steps:
            if step.entity is None:
                gender = gender_of_pronoun(self.view.lower[step.token])
                answer = salience.resolve(self._asked(step.token, -1)) if gender else None
                if answer and answer.sure >= _VOTE:
                    answer.entity.votes[gender] += 1
                    self._hear(salience, step, answer.entity)
            else:
                self._hear(salience, step, step.entity)

    def read(self) -> None:
        """Find whom the sources mean."""
        salience = Salience()
        for step in self.steps:
            sources = self.source_at.get(step.token, [])
            answer = self._answer(salience, step, sources[0] if sources else None)
            if answer is not None:
                self._means[step.token] = answer.entity
                if self.view.lower[step.token] not in FIRST | RELATIVE or step.entity is not None:
                    self._hear(salience, step, answer.entity)
            for source in sources:
                if answer is not None:
                    self.answers[source.place] = answer
                gender = answer.entity.gender if answer else gender_of_pronoun(self.view.lower[step.token])
                salience.spoke = Spoke(
                    entity=answer.entity if answer else None,
                    gender=gender,
                    paragraph=self.view.paragraph_of[step.token],
                )

    def _answer(self, salience: Salience, step: Step, source: Source | None) -> Answer | None:
        if step.entity is not None:
            return Answer(step.entity, 1.0, "")
        word = self.view.lower[step.token]
        if word in RELATIVE:
            return self._antecedent(step.token) if source else None
        if word in FIRST:
            return self._own_words(step.token) if source else None
        if word in ("his", "her") and (answer := self._coming(step.token)):
            return answer
        return salience.resolve(self._asked(step.token, source.place if source else -1))

    def _asked(self, token: int, quote: int) -> Asked:
        word = self.view.lower[token]
        number: Number = "many" if word in PLURAL else "thing" if word in THING else "one"
        passage = self._passage(token)
        around = self.answers.get(self.contents[token]) if passage >= 0 else None
        return Asked(
            token=token,
            sentence=self.view.sentence_of[token],
            paragraph=self.view.paragraph_of[token],
            passage=passage,
            gender=gender_of_pronoun(word),
            number=number,
            quote=quote,
            not_=around.entity if around else None,
        )

    def _hear(self, salience: Salience, step: Step, entity: Entity) -> None:
        token = step.token
        salience.hear(
            Heard(
                entity=entity,
                token=token,
                sentence=self.view.sentence_of[token],
                paragraph=self.view.paragraph_of[token],
                weight=self._weight(step),
                passage=self._passage(token),
                content=self.contents[token],
            )
        )

    def _passage(self, token: int) -> int:
        quoted = self.view.inside_quote(token)
        return quoted.outer.start if quoted else -1

    def _weight(self, step: Step) -> int:
        """What its place in the sentence makes of a mention: its head’s, for a name that begins at a token."""
        if not self.parsed:
            finite = step.end < len(self.view) and self.view.is_finite(step.end)
            return _OWNER if self.view.is_genitive(step.end) else _MAIN_SUBJECT if finite else _OTHER
        found = self.said.doc[self.view.index[step.token]]
        while found.dep_ in ("flat", "compound", "nmod:desc", "appos") and found.head.i != found.i:
            found = found.head
        relation = found.dep_
        if relation.startswith("nsubj"):
            return _MAIN_SUBJECT if found.head.dep_ in ("ROOT", "root", "parataxis", "conj") else _SUBJECT
        if relation == "nmod:poss":
            return _OWNER
        return _OBJECT if relation in ("obj", "iobj", "ROOT", "root") else _OTHER

    def _antecedent(self, token: int) -> Answer | None:
        """Whom *who* stands for: what its clause hangs on, or what stands right before it."""
        said, view = self.said, self.view
        before = token - 2 if view.at(token - 1) == "," else token - 1
        place = said.name_at.get(before)
        if self.parsed:
            verb = said.doc[view.index[token]].head
            while (
                not verb.dep_.startswith("acl")
                and verb.head.i != verb.i
                and verb.dep_ in ("conj", "ccomp", "aux", "xcomp")
            ):
                verb = verb.head
            if verb.dep_.startswith("acl"):
                if any(child.dep_ == "conj" for child in verb.head.children) or verb.head.dep_ == "conj":
                    return None  # *Tamm and Berg, who say*
                at = view.first_at(said.doc[verb.head.i].idx)
                if (name := said.name_at.get(at)) is not None:
                    return Answer(self.entities.of_name[name], 0.9, "whom the clause is about")
                if (nominal := said.nominal_at.get(at)) is not None:
                    return Answer(self.entities.of_nominal[nominal], 0.8, "whom the clause is about")
                return None
        return Answer(self.entities.of_name[place], 0.7, "who is named right before") if place is not None else None

    def _coming(self, token: int) -> Answer | None:
        """Whom *his* means before the subject of its sentence: *In his answer, Tamm said*."""
        if not self.parsed or self._passage(token) >= 0:
            return None
        first, last = self.view.sentence(token)
        found = self.said.doc[self.view.index[token]]
        root = found
        while root.head.i != root.i:
            root = root.head
        if token - first > _FRONT:
            return None
        for subject in root.children:
            place = self.view.first_at(subject.idx)
            if not subject.dep_.startswith("nsubj") or not token < place < last or subject.left_edge.i <= found.i:
                continue
            name = self.said.name_at.get(place)
            entity = self.entities.of_name[name] if name is not None else None
            if entity and entity.number == "one" and entity.gender in ("", gender_of_pronoun(self.view.lower[token])):
                return Answer(entity, 0.75, "the subject of its sentence")
        return None

    def _own_words(self, token: int) -> Answer | None:
        """Whom *I* stands for in quotation marks: their speaker. That quote may be read only later, by its name."""
        around = self.contents[token]
        if around < 0 or self._passage(token) < 0:
            return None
        if (answer := self.answers.get(around)) is None:
            later = self.source_of.get(around)
            if later is None or later.form == "pronoun":
                return None
            entity = (self.entities.of_name if later.form == "name" else self.entities.of_nominal)[later.index]
            answer = Answer(entity, 1.0, "")
        return Answer(answer.entity, answer.sure * 0.95, "whose words these are")
