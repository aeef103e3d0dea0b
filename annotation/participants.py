"""Who takes part in what is said, claimed or held: the roles whose words have a resolved name among the attributes."""

from __future__ import annotations

from collections.abc import Callable

from annotation.reading import Item
from annotation.scheme import Label, LabelScheme


def participants(label: Label) -> tuple[tuple[str, str], ...]:
    """For each participant whom a label can name: its role, and the attribute that holds its resolved name.

    The scheme marks the first one, who speaks, by `who`; others have an attribute that is called as their role and `_name`.
    """
    attributes = {attribute.name for attribute in label.attributes}
    first = next((a.name for a in label.attributes if a.who), "")
    pairs: list[tuple[str, str]] = []
    for role in label.roles:
        name = first if role.who else f"{role.name}_name"
        if role.who or name in attributes:
            pairs.append((role.name, name))
    return tuple(pairs)


def missing(item: Item, label: Label) -> list[tuple[str, str]]:
    """The participants, as pairs of role and attribute, that are neither in the text nor named."""
    filled = {part.role for part in item.parts}
    return [(role, name) for role, name in participants(label) if role not in filled and not item.attributes.get(name)]


def is_unresolved(item: Item, label: Label) -> bool:
    """Whether a participant is neither in the text nor named: a quote without a speaker, a stance without a target."""
    return bool(missing(item, label))


def unresolved_by(scheme: LabelScheme) -> Callable[[Item], bool]:
    """`is_unresolved` for a scheme's labels, fast enough to ask of 100,000 items between two keys."""
    pairs = {label.name: participants(label) for label in scheme.labels}

    def is_missing_one(item: Item) -> bool:
        attributes = item.attributes
        for role, name in pairs[item.label]:
            if not attributes.get(name):
                for part in item.parts:
                    if part.role == role:
                        break
                else:
                    return True
        return False

    return is_missing_one
