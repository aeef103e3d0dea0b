"""The pipelines that there are to choose from, each with its card: Quotemark’s own, and the spaCy packages that the user has installed.

Nothing here loads spaCy: packages are found by the entry points that they register (`spacy_models`, as `spacy.util.get_installed_models`
finds them), and their cards are read from their meta.json.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, PackageNotFoundError, entry_points, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from annotation.errors import SuggestError
from annotation.suggest import SUGGESTERS
from annotation.suggest.encoder.graphs import FOLDER
from annotation.suggest.language import language_name

OWN = "quotemark"
RULES = "quotemark-rules"
_GROUP = "spacy_models"
_META = "meta.json"
# What a component of a pipeline makes of a text; what is not named here is told by its own name.
_MAKES = {
    "tagger": "tags",
    "morphologizer": "tags",
    "parser": "parse",
    "senter": "sentences",
    "sentencizer": "sentences",
    "ner": "names",
    "entity_ruler": "names",
    "span_ruler": "names",
    "lemmatizer": "lemmas",
    "trainable_lemmatizer": "lemmas",
    "quotemark_lemmas": "lemmas",
}
_OURS = ("quotes", "claims", "stances")
_UNTOLD = frozenset({"tok2vec", "transformer", "attribute_ruler"})
_WAY_OUT = "`quotemark models` lists what there is; install it, or choose another one."


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What is known of a pipeline without loading it.

    Args:
        name: what it is chosen by: a package’s name, a folder, or `quotemark` for our own.
        language: its ISO 639 code, `xx` for many.
        makes: what it adds to a text: tags, parse, names ...
        folder: where its files are; None for our rules without trained weights.
        meta: its whole meta.json.
    """

    name: str
    title: str
    version: str
    language: str
    licence: str = ""
    description: str = ""
    makes: tuple[str, ...] = ()
    folder: Path | None = None
    meta: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_own(self) -> bool:
        """Whether it is the pipeline that Quotemark ships."""
        return self.name == OWN

    @property
    def is_rules(self) -> bool:
        """Whether it is Quotemark’s rules without anything trained."""
        return self.name == RULES

    @property
    def is_folder(self) -> bool:
        """Whether it was named by its folder."""
        return self.folder is not None and self.name == str(self.folder)

    @property
    def suffix(self) -> str:
        """What the names of suggesters end with that run on top of it: nothing for our own, `+rules` for rules, else `+name@version`."""
        return "" if self.is_own else "+rules" if self.is_rules else f"+{self.title}@{self.version}"

    @property
    def suggesters(self) -> tuple[str, ...]:
        """The suggesters that read documents with it, as name@version."""
        return tuple(name + self.suffix for name in SUGGESTERS)

    @property
    def needs(self) -> str:
        """The versions of spaCy that it says it works with, "" where it does not say."""
        return str(self.meta.get("spacy_version") or "")


def cards() -> list[Card]:
    """Our own, our rules, then the installed packages by name. A package whose card cannot be read is listed with its name alone."""
    return [own_card(), rules_card(), *sorted(map(_installed_card, _packages()), key=lambda card: card.name)]


def card_of(name: str | None) -> Card:
    """The card of one pipeline: an installed package, the folder of a pipeline (a path), our own (None, "" or “quotemark”), our rules.

    Raises:
        SuggestError: where there is no such pipeline, or its meta.json cannot be read.
    """
    if not name or name == OWN:
        return own_card()
    if name == RULES:
        return rules_card()
    for package in _packages():
        if package.name == name:
            return _installed_card(package)
    folder = Path(name).expanduser()
    if (folder / _META).is_file():
        return _card(str(folder), folder, _read_meta(folder))
    raise SuggestError(f"There is no pipeline “{name}”: no installed package and no folder of one.", way_out=_WAY_OUT)


def own_card() -> Card:
    """The card of Quotemark’s own pipeline.

    Raises:
        SuggestError: where its files are missing.
    """
    meta = _read_meta(FOLDER)
    return Card(
        name=OWN,
        title="Quotemark’s own",
        version=str(meta.get("version") or ""),
        language=str(meta.get("lang") or "en"),
        licence=str(meta.get("license") or ""),
        description=str(meta.get("description") or ""),
        makes=("tags", "lemmas", "parse", "names", *_OURS),
        folder=FOLDER,
        meta=meta,
    )


def rules_card() -> Card:
    """The card of Quotemark’s rules alone: ten times as fast, surer, and they find less than half."""
    try:
        own_version = version("quotemark")
    except PackageNotFoundError:
        own_version = ""
    return Card(
        name=RULES,
        title="Quotemark’s rules",
        version=own_version,
        language="en",
        licence="Apache-2.0",
        description="English news: quotes, claims and stances by rules alone. Fast, but most indirect speech is not found.",
        makes=("sentences", *_OURS),
    )


def _packages() -> Iterator[EntryPoint]:
    seen: set[str] = set()
    for package in entry_points(group=_GROUP):
        if package.name not in seen:
            seen.add(package.name)
            yield package


def _installed_card(package: EntryPoint) -> Card:
    try:
        found = find_spec(package.module.partition(".")[0])
    except (ImportError, ValueError):  # what was uninstalled by hand leaves its entry point
        found = None
    folder = Path(found.origin).parent if found and found.origin else None
    if folder is None or not (folder / _META).is_file():
        return Card(name=package.name, title=package.name, version="", language="", description="Its files are gone.")
    try:
        meta = _read_meta(folder)
    except SuggestError as error:
        return Card(name=package.name, title=package.name, version="", language="", description=error.what)
    return _card(package.name, folder, meta)


def _card(name: str, folder: Path, meta: Mapping[str, Any]) -> Card:
    language = str(meta.get("lang") or "")
    parts = [str(part) for part in meta.get("pipeline") or () if part not in (meta.get("disabled") or ())]
    makes = dict.fromkeys(_MAKES.get(part, part) for part in parts if part not in _UNTOLD)
    return Card(
        name=name,
        title=f"{language}_{meta.get('name') or 'pipeline'}",
        version=str(meta.get("version") or "0.0.0"),
        language=language,
        licence=str(meta.get("license") or ""),
        description=str(meta.get("description") or ""),
        makes=tuple(makes),
        folder=folder,
        meta=meta,
    )


def _read_meta(folder: Path) -> dict[str, Any]:
    """Raises SuggestError where it is missing or no JSON object."""
    try:
        meta = json.loads((folder / _META).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SuggestError(
            f"The card of the pipeline in {folder} cannot be read: {error}.", way_out=_WAY_OUT
        ) from error
    if not isinstance(meta, dict):
        raise SuggestError(f"The card of the pipeline in {folder} is no JSON object.", way_out=_WAY_OUT)
    return meta


def size_of(card: Card) -> int:
    """The bytes of a pipeline’s files; 0 where it has none of its own."""
    return sum(file.stat().st_size for file in card.folder.rglob("*") if file.is_file()) if card.folder else 0


def in_words(card: Card) -> str:
    """What a pipeline is for and makes, in a line: *German; tags, parse, names*."""
    language = "many languages" if card.language == "xx" else language_name(card.language) if card.language else ""
    return "; ".join(filter(None, (language, ", ".join(card.makes))))
