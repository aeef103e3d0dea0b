"""The stages that need torch: fine-tune the encoder on all tasks at once, and write what ships."""

from __future__ import annotations

import json
import random
import shutil
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotation.suggest.encoder.pieces import WordPieces
from annotation.suggest.lemmas import Lemmatizer, learn_lemmas
from annotation.training import convert
from annotation.training.card import card
from annotation.training.encoder_export import export_encoder
from annotation.training.encoder_training import EncoderPlan, train_encoder
from annotation.training.judged import judged_windows
from annotation.training.labelled import Labelled, labelled_windows, labels_of
from annotation.training.stages import CLAIMS, NAMES, QUOTES, STANCES, TREEBANKS

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from annotation.training.stages import Workplace

FOLDER = "english"


def train(place: Workplace) -> None:
    """Stage `encoder`: quotes, names and treebanks together, everything once a round; from a step on claims and stances as well."""
    nlp = convert.tokenizer_only()
    labels = labels_of(_treebanks(place, nlp))
    files = [f"treebank-{name}" for name in TREEBANKS]
    files += [f"quotes-{name}" for name in place.corpora(QUOTES)] + [f"names-{name}" for name in place.corpora(NAMES)]
    docs = [doc for name in files for doc in convert.read_docs(nlp, place.docs(f"{name}-train"))]
    judged = [f"claims-{name}" for name in place.corpora(CLAIMS)] + [
        f"stances-{name}" for name in place.corpora(STANCES)
    ]
    sentences = [doc for name in judged for doc in convert.read_docs(nlp, place.docs(f"{name}-train"))]

    def make_round(vocabulary: WordPieces, seed: int) -> list[Labelled]:
        chance = random.Random(seed)  # noqa: S311 - no secret is made here
        made = [labelled for doc in docs for labelled in labelled_windows(doc, vocabulary, labels, chance)]
        pieces = sum(len(labelled.window.pieces) for labelled in made)
        place.tell(f"a round: {len(made)} windows, {pieces} word pieces")
        return made

    def make_judged(vocabulary: WordPieces, seed: int) -> list[Labelled]:
        chance = random.Random(seed)  # noqa: S311 - no secret is made here
        made = list(judged_windows(sentences, vocabulary, nlp, chance))
        place.tell(f"a round of single sentences: {len(made)} windows")
        return made

    train_encoder(make_round, labels, _plan(place), place.run("encoder"), make_judged=make_judged)


def package(place: Workplace) -> None:
    """Stage `package`: `WORK/english`, to be copied to where the application looks; told is how large it is."""
    nlp = convert.tokenizer_only()
    folder = place.work / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    export_encoder(place.work / "encoder", folder)
    words = ((token.text, token.tag_, token.lemma_) for doc in _treebanks(place, nlp) for token in doc)
    Lemmatizer(learn_lemmas(words)).to_disk(folder)
    told = json.dumps(card(place, _plan(place)), ensure_ascii=False, indent=1)
    (folder / "meta.json").write_text(told + "\n", encoding="utf-8")
    place.tell(_sizes(folder))


def _plan(place: Workplace) -> EncoderPlan:
    known = {field.name for field in fields(EncoderPlan)}
    settings: dict[str, Any] = {name: value for name, value in (place.overrides or {}).items() if name in known}
    return EncoderPlan(**settings)


def _treebanks(place: Workplace, nlp: Language) -> list[Doc]:
    return [doc for name in TREEBANKS for doc in convert.read_docs(nlp, place.docs(f"treebank-{name}-train"))]


def _sizes(folder: Path) -> str:
    sizes = {path.name: path.stat().st_size for path in sorted(folder.iterdir())}
    told = ", ".join(f"{name} {size / 1e6:.1f}" for name, size in sizes.items())
    return f"{folder}: {sum(sizes.values()) / 1e6:.1f} MB ({told})"
