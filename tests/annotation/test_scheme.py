"""The label scheme: what the built-in one has, what it allows, and which TOML is refused."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from annotation.errors import AnnotationError, SchemeError
from annotation.model import Part
from annotation.scheme import default_scheme, read_scheme
from annotation.text import TextRange

LABEL = """
[[labels]]
name = "RUMOUR"
title = "Rumour"
key = "R"
letter = "R"
line = "solid"
light = "#000000"
dark = "#ffffff"
  [[labels.roles]]
  name = "span"
  title = "Span"
  min = 1
  [[labels.attributes]]
  name = "kind"
  title = "Kind"
  key = "K"
  values = ["idle", "grave"]
"""
SCHEME = 'name = "rumours"\nversion = 3\n' + LABEL


def part(role: str, start: int = 0, end: int = 4) -> Part:
    return Part(role, TextRange(start, end))


def test_the_built_in_scheme_has_the_three_things_that_are_labeled() -> None:
    """With their roles (the main one first), their attributes and the links between them."""
    scheme = default_scheme()
    assert {label.name: [role.name for role in label.roles] for label in scheme.labels} == {
        "QUOTE": ["content", "cue", "source"],
        "CLAIM": ["span", "claimant"],
        "STANCE": ["evidence", "holder", "target"],
    }
    assert {label.name: [a.name for a in label.attributes] for label in scheme.labels} == {
        "QUOTE": ["form", "speaker", "certainty"],
        "CLAIM": ["type", "checkworthy", "claimant_name", "certainty"],
        "STANCE": ["polarity", "intensity", "holder_name", "target_name", "certainty"],
    }
    assert [link.name for link in scheme.links] == ["supports", "rebuts", "same_as", "responds_to"]
    assert all(label.main_role is label.roles[0] for label in scheme.labels)


def test_the_built_in_labels_are_told_apart_without_colour() -> None:
    """Each has a letter, a key and a line of its own, and colours as #rrggbb."""
    labels = default_scheme().labels
    for mark in ("key", "letter", "line", "light", "dark"):
        assert len({getattr(label, mark) for label in labels}) == len(labels), mark
    for colour in (colour for label in labels for colour in (label.light, label.dark)):
        assert len(colour) == 7
        assert int(colour.removeprefix("#"), 16) >= 0


def test_a_scheme_of_ones_own_is_read() -> None:
    """And its text is kept with it: reading that again gives the same scheme."""
    scheme = read_scheme(SCHEME)
    assert (scheme.name, scheme.version, scheme.links) == ("rumours", 3, ())
    assert scheme.label("RUMOUR").attribute("kind").values == ("idle", "grave")
    assert (scheme.label("RUMOUR").main_role.min, scheme.label("RUMOUR").main_role.max) == (1, 0)
    assert read_scheme(scheme.toml) == scheme


def test_two_labels_may_use_one_key_for_their_attributes() -> None:
    """It is the current item that says whose it is."""
    other = LABEL.replace("RUMOUR", "OTHER").replace('"R"', '"O"')
    assert [label.attributes[0].key for label in read_scheme(SCHEME + other).labels] == ["K", "K"]


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("", "has no labels"),
        ("labels = 3", "cannot be read"),
        ("not toml", "cannot be read"),
        ('labels = ["RUMOUR"]', "cannot be read"),
        (SCHEME.replace('letter = "R"', ""), "letter"),
        (SCHEME.replace('letter = "R"', 'letter = "R"\ncolour = "red"'), "colour"),
        (SCHEME.replace("version = 3", 'version = "three"'), "cannot be read"),
        (SCHEME.replace("min = 1", "min = 0"), "needs a first role with min = 1"),
        (SCHEME.replace('"solid"', '"wavy"'), "line is one of solid, dash, dot, not “wavy”"),
        (SCHEME + LABEL, "The label “RUMOUR” comes twice"),
        (SCHEME + LABEL.replace('"RUMOUR"', '"OTHER"'), "The label’s key “R” comes twice"),
        (SCHEME + LABEL.replace('"RUMOUR"', '"OTHER"').replace('key = "R"', 'key = "O"'), "letter “R” comes twice"),
        (
            SCHEME + '  [[labels.roles]]\n  name = "span"\n  title = "Again"\n',
            "The role of RUMOUR “span” comes twice",
        ),
        (
            SCHEME + '  [[labels.attributes]]\n  name = "kind"\n  title = "Again"\n  key = "Z"\n',
            "The attribute of RUMOUR “kind” comes twice",
        ),
        (
            SCHEME + '  [[labels.attributes]]\n  name = "other"\n  title = "Other"\n  key = "K"\n',
            "The attribute key within RUMOUR “K” comes twice",
        ),
        (SCHEME.replace('key = "R"', 'key = "Ru"'), "The key of RUMOUR is to be one character"),
        (SCHEME.replace('key = "R"', 'key = ""'), "The key of RUMOUR is to be one character"),
        (SCHEME.replace('key = "R"', "key = 3"), "The key of RUMOUR is to be one character"),
        (SCHEME.replace('key = "R"', 'key = "3"'), "no digit, not “3”"),
        (SCHEME.replace('key = "K"', 'key = "F1"'), "The key of RUMOUR’s kind is to be one character"),
        (SCHEME.replace('key = "K"', 'key = " "'), "no space"),
        (SCHEME.replace('key = "K"', 'key = "r"'), "The key “r” is that of the label RUMOUR and of RUMOUR’s kind"),
        (
            SCHEME + LABEL.replace("RUMOUR", "OTHER").replace('"R"', '"O"').replace('key = "K"', 'key = "R"'),
            "The key “R” is that of the label RUMOUR and of OTHER’s kind",
        ),
        (SCHEME + LABEL.replace("RUMOUR", "OTHER").replace('key = "R"', 'key = "r"'), "key “R” comes twice"),
        (SCHEME + '[[links]]\nname = "x"\ntitle = "X"\n' * 2, "The link “x” comes twice"),
    ],
)
def test_an_inconsistent_scheme_is_refused(toml: str, told: str) -> None:
    """With what is wrong in it, and a way out."""
    with pytest.raises(SchemeError) as caught:
        read_scheme(toml)
    assert told in caught.value.what
    assert caught.value.way_out


def test_what_the_scheme_does_not_have_is_told_with_what_it_has() -> None:
    """Labels, roles and attributes."""
    scheme = default_scheme()
    with pytest.raises(AnnotationError, match="no label “RUMOUR”; it has QUOTE, CLAIM, STANCE"):
        scheme.label("RUMOUR")
    with pytest.raises(AnnotationError, match="QUOTE has no role “holder”; it has content, cue, source"):
        scheme.label("QUOTE").role("holder")
    with pytest.raises(AnnotationError, match="QUOTE has no attribute “polarity”"):
        scheme.label("QUOTE").attribute("polarity")


def test_an_annotation_of_the_scheme_passes() -> None:
    """A split quote with all its roles, up to the very end of the text; free text and empty attributes."""
    parts = [part("content"), part("content", 6, 9), part("cue", 4, 5), part("source", 9, 10)]
    default_scheme().check("QUOTE", parts, {"form": "mixed", "speaker": "Ruta\n“Rue”"}, text_length=10)
    default_scheme().check("CLAIM", [part("span")], {}, text_length=10)


@pytest.mark.parametrize(
    ("label", "parts", "attributes", "told"),
    [
        ("RUMOUR", [part("span")], {}, "no label “RUMOUR”"),
        ("QUOTE", [], {}, "A quote needs its content"),
        ("QUOTE", [part("cue")], {}, "A quote needs its content"),
        ("QUOTE", [part("content"), part("cue"), part("cue", 5, 6)], {}, "A quote has at most 1 cue"),
        ("QUOTE", [part("content"), part("holder")], {}, "QUOTE has no role “holder”"),
        ("QUOTE", [part("content", 5, 11)], {}, "The content ends at 11, but the text has 10 characters"),
        ("QUOTE", [part("content")], {"form": "sung"}, "form is one of direct, indirect, mixed, not “sung”"),
        ("QUOTE", [part("content")], {"form": ""}, "not “”"),
        ("STANCE", [part("evidence")], {"form": "direct"}, "STANCE has no attribute “form”"),
    ],
)
def test_an_annotation_outside_the_scheme_is_refused(
    label: str, parts: list[Part], attributes: Mapping[str, str], told: str
) -> None:
    """The message says which rule it breaks."""
    with pytest.raises(AnnotationError) as caught:
        default_scheme().check(label, parts, attributes, text_length=10)
    assert told in caught.value.what
