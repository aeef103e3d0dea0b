"""The stages for quotes: fine-tune the encoder, write what it finds in the dev parts for the scorer, export it."""

from __future__ import annotations

import json
import time
from dataclasses import fields
from typing import TYPE_CHECKING

from annotation.training import convert
from annotation.training.encoder_export import export_encoder
from annotation.training.encoder_reading import by_torch, predictions
from annotation.training.encoder_training import EncoderPlan, load_encoder, train_encoder

if TYPE_CHECKING:
    from annotation.training.stages import Workplace

CORPORA = ("polnear", "gum")


def train_quotes(place: Workplace) -> None:
    """Stage `quotes`: train the encoder on PolNeAR, or on GUM where only corpora with a licence may be used."""
    known = {field.name for field in fields(EncoderPlan)}
    plan = EncoderPlan(**{name: value for name, value in (place.overrides or {}).items() if name in known})
    nlp = convert.tokenizer_only()
    corpus = place.corpora(CORPORA)[0]
    train_encoder(convert.read_docs(nlp, place.docs(f"quotes-{corpus}-train")), plan, place.run("quotes"))


def find_quotes_in_dev(place: Workplace) -> None:
    """Stage `find-quotes`: `WORK/quotes/found-CORPUS.jsonl`, to be scored against the corpus’s dev part; words a second."""
    model, vocabulary = load_encoder(place.work / "quotes" / "encoder.pt")
    read, head = by_torch(model)
    nlp = convert.tokenizer_only()
    bias = float((place.overrides or {}).get("cue_bias", 0.0))
    for corpus in place.corpora(CORPORA):
        docs = convert.read_docs(nlp, place.docs(f"quotes-{corpus}-dev"))
        started = time.process_time()
        lines = predictions(docs, vocabulary, read=read, head=head, cue_bias=bias)
        speed = sum(len(doc) for doc in docs) / max(1e-9, time.process_time() - started)
        path = place.work / "quotes" / f"found-{corpus}.jsonl"
        path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
        place.tell(f"{path}: {sum(len(line['annotations']) for line in lines)} quotes, {speed:.0f} words/s of CPU")


def export_quotes(place: Workplace) -> None:
    """Stage `export-quotes`: the encoder for onnxruntime, in `WORK/quotes/onnx`."""
    folder = export_encoder(place.work / "quotes" / "encoder.pt", place.work / "quotes" / "onnx")
    size = sum(path.stat().st_size for path in folder.iterdir())
    place.tell(f"{folder}: {size / 1e6:.1f} MB")
