"""Pipelines as users have them, made on the spot: in a folder, or installed as a package."""

from __future__ import annotations

import shutil
import sys
from importlib import invalidate_caches
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

PACKAGE = "de_harbour_news"
_LOADER = """from pathlib import Path

from spacy.util import load_model_from_path


def load(**overrides):
    return load_model_from_path(Path(__file__).parent, **overrides)
"""


@Language.component("stumbles")
def stumbles(doc: Doc) -> Doc:
    """A component that cannot read what has the word “stumble” in it."""
    if "stumble" in doc.text:
        raise RuntimeError("a word that it does not know")
    return doc


def save(nlp: Language, folder: Path, *, name: str, version: str = "1.2.0") -> Path:
    """Write a pipeline into a folder, with a card."""
    nlp.meta.update(name=name, version=version, license="MIT", description=f"For tests: {name}.")
    nlp.to_disk(folder)
    return folder


def german(folder: Path) -> Path:
    """Sentences and one name."""
    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PER", "pattern": "Roth"}])  # type: ignore[attr-defined]
    return save(nlp, folder, name="harbour_news")


def hardly_trained(folder: Path) -> Path:
    """A tagger of two steps, with tags of its own."""
    nlp = spacy.blank("en")
    nlp.add_pipe("tagger")
    examples = [Example.from_dict(nlp.make_doc("We like old piers"), {"tags": ["who", "does", "how", "what"]})]
    nlp.initialize(lambda: examples)
    for _ in range(2):
        nlp.update(examples)
    return save(nlp, folder, name="hardly_trained")


def stumbling(folder: Path) -> Path:
    """English, with a component that fails on some texts."""
    nlp = spacy.blank("en")
    nlp.add_pipe("stumbles")
    return save(nlp, folder, name="stumbling")


def plain(folder: Path, language: str) -> Path:
    """A tokenizer and nothing else."""
    return save(spacy.blank(language), folder, name="plain")


def install(site: Path) -> Path:
    """Install the German one as a package into a folder for `sys.path`; one that another test has imported is forgotten."""
    sys.modules.pop(PACKAGE, None)
    invalidate_caches()
    site.mkdir(exist_ok=True)
    package = site / PACKAGE
    german(package)
    (package / "__init__.py").write_text(_LOADER, encoding="utf-8")
    info = site / f"{PACKAGE}-1.2.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {PACKAGE}\nVersion: 1.2.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[spacy_models]\n{PACKAGE} = {PACKAGE}\n", encoding="utf-8")
    return site


def break_(folder: Path) -> Path:
    """Take the configuration away from a pipeline’s folder."""
    (folder / "config.cfg").unlink()
    shutil.rmtree(folder / "vocab")
    return folder
