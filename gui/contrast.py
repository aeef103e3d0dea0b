"""How well one colour is read on another: relative luminance and contrast of WCAG 2.2, and colours laid over each other.

Colours are `#rrggbb`, in sRGB. Sources: W3C, Web Content Accessibility Guidelines 2.2, "relative luminance" and "contrast ratio"
(https://www.w3.org/TR/WCAG22/#dfn-relative-luminance); success criteria 1.4.3 (text) and 1.4.11 (lines and other marks).
"""

from __future__ import annotations

import re

TEXT = 4.5  # WCAG 1.4.3, level AA: text of ordinary size on its ground
MARKS = 3.0  # WCAG 1.4.11, level AA: lines, outlines and other marks beside what they stand on

_HEX = re.compile(r"#[0-9a-f]{6}")


def is_colour(name: str) -> bool:
    """Whether this is a colour as it is written here: `#rrggbb`."""
    return _HEX.fullmatch(name.lower()) is not None


def channels(colour: str) -> tuple[float, float, float]:
    """Red, green and blue from 0 to 1, as they are coded.

    Raises:
        ValueError: where it is no `#rrggbb`.
    """
    if not is_colour(colour):
        raise ValueError(f"“{colour}” is no colour of the form #rrggbb")
    red, green, blue = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return red, green, blue


def colour_of(red: float, green: float, blue: float) -> str:
    """The `#rrggbb` of three channels; what is out of [0, 1] is cut off."""
    return "#" + "".join(f"{round(min(max(c, 0.0), 1.0) * 255):02x}" for c in (red, green, blue))


def linear(channel: float) -> float:
    """A coded channel as light: the sRGB transfer function, with the bound that WCAG 2.2 names."""
    return float(channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4)


def coded(light: float) -> float:
    """Light as a coded channel: the inverse of `linear`, cut to [0, 1]."""
    light = min(max(light, 0.0), 1.0)
    return float(light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055)


def luminance(colour: str) -> float:
    """The relative luminance, 0 for black and 1 for white."""
    red, green, blue = (linear(c) for c in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 (the same) to 21 (black and white); their order does not matter."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def over(ground: str, colour: str, alpha: float) -> str:
    """What is seen where a translucent colour is painted over a ground, as QPainter mixes them: channel by channel, as coded."""
    red, green, blue = (a * (1 - alpha) + b * alpha for a, b in zip(channels(ground), channels(colour), strict=True))
    return colour_of(red, green, blue)


def readable(colour: str, ground: str, *, ratio: float = TEXT) -> str:
    """The colour itself where it has this contrast on the ground, else as little darker (on a light ground) or lighter as gives it.

    Darker is less of its light, hue and saturation kept; lighter is mixed with white.
    """
    darken = luminance(ground) > 0.18
    light = [linear(c) for c in channels(colour)]
    for step in range(201):
        share = step / 200
        red, green, blue = (coded(c * (1 - share) if darken else c + (1 - c) * share) for c in light)
        made = colour if step == 0 else colour_of(red, green, blue)
        if contrast(made, ground) >= ratio:
            return made
    return "#000000" if darken else "#ffffff"
