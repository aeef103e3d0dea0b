"""The label scheme: which labels, roles, attributes and links a project has. Data, read from TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from annotation.errors import AnnotationError, SchemeError
from annotation.model import Part

T = TypeVar("T")

LINE_STYLES = ("solid", "dash", "dot")


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What a part is within its annotation, and how many parts may be it (`max` 0: any number).

    Its key is its place among the label's roles: 1, 2, 3 ... `who` marks the role that names who speaks, claims or holds: it is what
    a part becomes when its annotation gets another label.
    """

    name: str
    title: str
    description: str = ""
    who: bool = False
    min: int = 0
    max: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A property of an annotation: one of `values`, or free text where there are none. `who` marks the resolved name of the `who` role.

    Its key is one character; two labels may use the same one for attributes of theirs.
    """

    name: str
    title: str
    description: str = ""
    who: bool = False
    key: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A kind of annotation. `light` and `dark` are `#rrggbb` colours for a light and a dark page.

    Its key is one character, which no other label and no attribute of any label has.
    """

    name: str
    title: str
    description: str = ""
    key: str
    letter: str
    line: str
    light: str
    dark: str
    roles: tuple[Role, ...]
    attributes: tuple[Attribute, ...] = ()

    @property
    def main_role(self) -> Role:
        """The role that a freshly labeled selection gets: the first."""
        return self.roles[0]

    def role(self, name: str) -> Role:
        """Raises AnnotationError where the label has no such role."""
        for role in self.roles:
            if role.name == name:
                return role
        raise AnnotationError(f"{self.name} has no role “{name}”; it has {', '.join(r.name for r in self.roles)}.")

    def attribute(self, name: str) -> Attribute:
        """Raises AnnotationError where the label has no such attribute."""
        for attribute in self.attributes:
            if attribute.name == name:
                return attribute
        raise AnnotationError(f"{self.name} has no attribute “{name}”.")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkKind:
    """How two annotations may be joined."""

    name: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelScheme:
    """The labels, roles, attributes and links of a project; `toml` is the text it was read from."""

    name: str
    version: int
    labels: tuple[Label, ...]
    links: tuple[LinkKind, ...] = ()
    toml: str = ""

    def label(self, name: str) -> Label:
        """Raises AnnotationError where the scheme has no such label."""
        for label in self.labels:
            if label.name == name:
                return label
        raise AnnotationError(
            f"The label scheme has no label “{name}”; it has {', '.join(x.name for x in self.labels)}."
        )

    def check(self, label: str, parts: Iterable[Part], attributes: Mapping[str, str], *, text_length: int) -> None:
        """Raises AnnotationError where an annotation is not of this scheme or leaves a text of `text_length` code points."""
        definition = self.label(label)
        counts = {role.name: 0 for role in definition.roles}
        for part in parts:
            definition.role(part.role)
            counts[part.role] += 1
            if part.range.end > text_length:
                raise AnnotationError(
                    f"The {part.role} ends at {part.range.end}, but the text has {text_length} characters."
                )
        for role in definition.roles:
            if counts[role.name] < role.min:
                raise AnnotationError(f"A {definition.title.lower()} needs its {role.title.lower()}.")
            if role.max and counts[role.name] > role.max:
                raise AnnotationError(f"A {definition.title.lower()} has at most {role.max} {role.title.lower()}.")
        for name, value in attributes.items():
            allowed = definition.attribute(name).values
            if allowed and value not in allowed:
                raise AnnotationError(f"{name} is one of {', '.join(allowed)}, not “{value}”.")


def read_scheme(toml: str) -> LabelScheme:
    """Read a label scheme from the text of a TOML file.

    Raises:
        SchemeError: where the text is not TOML, a field is missing or unknown, or names, keys or letters clash.
    """
    try:
        data = tomllib.loads(toml)
        labels = tuple(
            _make(
                Label,
                raw,
                roles=tuple(_make(Role, r) for r in raw.get("roles", [])),
                attributes=tuple(
                    _make(Attribute, a, values=tuple(a.get("values", []))) for a in raw.get("attributes", [])
                ),
            )
            for raw in data.get("labels", [])
        )
        scheme = LabelScheme(
            name=str(data.get("name", "")),
            version=int(data.get("version", 1)),
            labels=labels,
            links=tuple(_make(LinkKind, raw) for raw in data.get("links", [])),
            toml=toml,
        )
    except (tomllib.TOMLDecodeError, TypeError, ValueError, AttributeError) as error:
        _refuse(f"The label scheme cannot be read: {error}.")
    _check_consistency(scheme)
    return scheme


@cache
def default_scheme() -> LabelScheme:
    """The built-in label scheme: QUOTE, CLAIM and STANCE."""
    return read_scheme((Path(__file__).parent / "schemes" / "default.toml").read_text(encoding="utf-8"))


def _make(kind: Callable[..., T], raw: Mapping[str, Any], **given: Any) -> T:
    return kind(**{**raw, **given})


def _check_consistency(scheme: LabelScheme) -> None:
    if not scheme.labels:
        _refuse("The label scheme has no labels.")
    _unique("label", (label.name for label in scheme.labels))
    for label in scheme.labels:
        _check_key(label.name, label.key)
        for attribute in label.attributes:
            _check_key(f"{label.name}’s {attribute.name}", attribute.key)
    # Small and capital letters are the same key.
    _unique("label’s key", (label.key.upper() for label in scheme.labels))
    of_labels = {label.key.upper(): label.name for label in scheme.labels}
    _unique("label’s letter", (label.letter for label in scheme.labels))
    _unique("link", (link.name for link in scheme.links))
    for label in scheme.labels:
        if not label.roles or label.main_role.min < 1:
            _refuse(f"{label.name} needs a first role with min = 1: what a labeled selection becomes.")
        if label.line not in LINE_STYLES:
            _refuse(f"{label.name}: line is one of {', '.join(LINE_STYLES)}, not “{label.line}”.")
        _unique(f"role of {label.name}", (role.name for role in label.roles))
        _unique(f"attribute of {label.name}", (a.name for a in label.attributes))
        _unique(f"attribute key within {label.name}", (a.key.upper() for a in label.attributes))
        for attribute in label.attributes:
            if other := of_labels.get(attribute.key.upper()):
                _refuse(
                    f"The key “{attribute.key}” is that of the label {other} and of {label.name}’s {attribute.name}."
                )


def _check_key(whose: str, key: object) -> None:
    """Digits are the keys of the roles."""
    if not isinstance(key, str) or len(key) != 1 or not key.isprintable() or key.isspace() or key.isdigit():
        _refuse(f"The key of {whose} is to be one character that is no space and no digit, not “{key}”.")


def _unique(what: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            _refuse(f"The {what} “{name}” comes twice.")
        seen.add(name)


def _refuse(what: str) -> NoReturn:
    raise SchemeError(what, way_out="Correct the TOML file and try again.")
