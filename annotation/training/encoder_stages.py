"""The stages that need torch: fine-tune the encoder on all tasks at once, then what judges sentences, with its teachers, and write what ships."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotation.errors import SuggestError
from annotation.suggest.encoder.pieces import WordPieces
from annotation.suggest.lemmas import Lemmatizer, learn_lemmas
from annotation.training import convert, teachers
from annotation.training.batches import Round
from annotation.training.card import card
from annotation.training.encoder_export import export_encoder
from annotation.training.encoder_training import CYCLES, ENCODER, train_encoder
from annotation.training.judge_training import PLANS, train_judge
from annotation.training.judged import judged_windows
from annotation.training.labelled import Labelled, labelled_windows, labels_of
from annotation.training.loop import Plan
from annotation.training.stages import CLAIMS, NAMES, QUOTES, STANCES, TREEBANKS

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from annotation.training.stages import Workplace

FOLDER = "english"
TEACHERS, TAUGHT = "teachers", "taught.spacy"


def train(place: Workplace) -> None:
    """Stage `encoder`: quotes, names and treebanks together, everything once a round; in the second cycle claims and stances as well."""
    nlp = convert.tokenizer_only()
    labels = labels_of(_treebanks(place, nlp))
    files = [f"treebank-{name}" for name in TREEBANKS]
    files += [f"quotes-{name}" for name in place.corpora(QUOTES)] + [f"names-{name}" for name in place.corpora(NAMES)]
    docs = [doc for name in files for doc in _read(place, nlp, name)]

    def make_round(vocabulary: WordPieces, seed: int) -> list[Labelled]:
        chance = random.Random(seed)  # noqa: S311 - no secret is made here
        made = [labelled for doc in docs for labelled in labelled_windows(doc, vocabulary, labels, chance)]
        pieces = sum(len(labelled.window.pieces) for labelled in made)
        place.tell(f"a round: {len(made)} windows, {pieces} word pieces")
        return made

    cycles = [_set(place, plan) for plan in CYCLES]
    judged = _rounds(place, nlp, [*_claims(place, nlp), *_stances(place, nlp)])
    train_encoder(make_round, labels, cycles, place.run("encoder"), make_judged=judged)


def teach(place: Workplace) -> None:
    """Stage `teach`: what teachers think of debates and of the sentences that quotes are learnt from."""
    nlp = convert.tokenizer_only()
    articles = [doc for name in place.corpora(QUOTES) for doc in _read(place, nlp, f"quotes-{name}")]
    taught = teachers.teach(
        _claims(place, nlp), teachers.sentences_of(articles, nlp), _set(place, teachers.PLAN), place.run(TEACHERS)
    )
    if taught is not None:
        place.tell(f"{convert.write_docs(taught, place.work / TEACHERS / TAUGHT)} sentences taught")


def judge(place: Workplace) -> None:
    """Stage `judge`: what judges sentences, on the encoder as it ended.

    Raises:
        SuggestError: where the encoder is not trained to its end, or the teachers have not been asked.
    """
    encoder = _trained_encoder(place)
    nlp = convert.tokenizer_only()
    taught = place.work / TEACHERS / TAUGHT
    if not taught.exists():
        raise SuggestError("The teachers have not been asked.", way_out="Run the stage “teach” first.")
    rounds = {
        "check": _rounds(place, nlp, convert.read_docs(nlp, taught)),
        "judge": _rounds(place, nlp, _stances(place, nlp)),
    }
    run = place.run("judge")
    for part, plan in PLANS.items():
        place.tell(part)
        if train_judge(encoder, part, rounds[part], _set(place, plan), run) is None:
            return


def package(place: Workplace) -> None:
    """Stage `package`: `WORK/english`, to be copied to where the application looks; told is how large it is.

    Raises:
        SuggestError: where the encoder is not trained to its end.
    """
    encoder = _trained_encoder(place)
    nlp = convert.tokenizer_only()
    folder = place.work / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    export_encoder(encoder, folder, *(path for part in PLANS if (path := place.work / "judge" / f"{part}.pt").exists()))
    words = ((token.text, token.tag_, token.lemma_) for doc in _treebanks(place, nlp) for token in doc)
    Lemmatizer(learn_lemmas(words)).to_disk(folder)
    plans = {"encoder": [_set(place, plan) for plan in CYCLES]}
    plans |= {TEACHERS: [_set(place, teachers.PLAN)]}
    plans |= {part: [_set(place, plan)] for part, plan in PLANS.items()}
    told = json.dumps(card(place, plans), ensure_ascii=False, indent=1)
    (folder / "meta.json").write_text(told + "\n", encoding="utf-8")
    place.tell(_sizes(folder))


def _trained_encoder(place: Workplace) -> Path:
    folder = place.work / "encoder"
    if not (folder / ENCODER).exists():
        raise SuggestError("The encoder is not trained to its end.", way_out="Run the stage “encoder” first.")
    return folder


def _claims(place: Workplace, nlp: Language) -> list[Doc]:
    return [doc for name in place.corpora(CLAIMS) for doc in _read(place, nlp, f"claims-{name}")]


def _stances(place: Workplace, nlp: Language) -> list[Doc]:
    return [doc for name in place.corpora(STANCES) for doc in _read(place, nlp, f"stances-{name}")]


def _read(place: Workplace, nlp: Language, name: str) -> list[Doc]:
    return convert.read_docs(nlp, place.docs(f"{name}-train"))


def _rounds(place: Workplace, nlp: Language, docs: Sequence[Doc]) -> Round:
    """Rounds over single sentences."""

    def make_round(vocabulary: WordPieces, seed: int) -> list[Labelled]:
        chance = random.Random(seed)  # noqa: S311 - no secret is made here
        made = list(judged_windows(docs, vocabulary, nlp, chance))
        place.tell(f"a round of single sentences: {len(made)} windows")
        return made

    return make_round


def _set(place: Workplace, plan: Plan) -> Plan:
    """A plan with the values that the caller sets."""
    known = {field.name for field in fields(Plan)}
    settings: dict[str, Any] = {name: value for name, value in (place.overrides or {}).items() if name in known}
    return replace(plan, **settings)


def _treebanks(place: Workplace, nlp: Language) -> list[Doc]:
    return [doc for name in TREEBANKS for doc in _read(place, nlp, f"treebank-{name}")]


def _sizes(folder: Path) -> str:
    sizes = {path.name: path.stat().st_size for path in sorted(folder.iterdir())}
    told = ", ".join(f"{name} {size / 1e6:.1f}" for name, size in sizes.items())
    return f"{folder}: {sum(sizes.values()) / 1e6:.1f} MB ({told})"
