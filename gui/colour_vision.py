"""How colours look to colour-blind readers, and how far apart two colours are.

Simulation: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency",
IEEE Transactions on Visualization and Computer Graphics 15(6), 2009, 1291-1298; its matrices for severity 1.0, on linear RGB.
Difference: CIEDE2000 after G. Sharma, W. Wu, E. N. Dalal, "The CIEDE2000 Color-Difference Formula: Implementation Notes, Supplementary Test
Data, and Mathematical Observations", Color Research & Application 30(1), 2005, 21-30. White is D65, as in sRGB (IEC 61966-2-1).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

from gui.contrast import channels, coded, colour_of, linear

Matrix = tuple[tuple[float, float, float], ...]
Lab = tuple[float, float, float]

# Two labels at least this far apart (CIEDE2000) are told apart at a glance. One unit or so is what can just be told apart in large
# patches that touch (Mahy et al. 1994 give 2.3 for CIE 1976); marks of a few pixels, apart from each other, need several times that
# (D. A. Szafir, "Modeling Color Difference for Visualization Design", IEEE TVCG 24(1), 2018: about 6 to 10 for thin marks).
APART = 10.0

NORMAL = "full colour vision"
DEFICIENCIES: dict[str, Matrix] = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def seen_with(deficiency: str, colour: str) -> str:
    """What a colour looks like with one of `DEFICIENCIES`; the colour itself with full colour vision."""
    if deficiency == NORMAL:
        return colour
    light = [linear(c) for c in channels(colour)]
    red, green, blue = (coded(sum(a * b for a, b in zip(row, light, strict=True))) for row in DEFICIENCIES[deficiency])
    return colour_of(red, green, blue)


def closest(colours: Iterable[str]) -> tuple[float, str, tuple[int, int]] | None:
    """The pair that is hardest to tell apart by anybody: their difference, for whom, and their places; None where there is no pair."""
    listed = list(colours)
    found = [
        (difference(seen_with(who, listed[a]), seen_with(who, listed[b])), who, (a, b))
        for a, b in combinations(range(len(listed)), 2)
        for who in (NORMAL, *DEFICIENCIES)
    ]
    return min(found, default=None)


def difference(one: str, other: str) -> float:
    """The CIEDE2000 difference of two colours `#rrggbb`; 0 for the same, 100 for black and white."""
    return lab_difference(lab(one), lab(other))


def lab(colour: str) -> Lab:
    """CIE 1976 L*, a*, b* of a colour."""
    red, green, blue = (linear(c) for c in channels(colour))
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def lab_difference(one: Lab, other: Lab) -> float:
    """CIEDE2000 of two colours in L*, a*, b*, all weights 1; the names are those of Sharma et al. 2005, equations 2 to 22."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean_c = (hypot(a1, b1) + hypot(a2, b2)) / 2
    g = 0.5 * (1 - sqrt(mean_c**7 / (mean_c**7 + 25**7)))
    a1, a2 = (1 + g) * a1, (1 + g) * a2
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    h1, h2 = degrees(atan2(b1, a1)) % 360, degrees(atan2(b2, a2)) % 360
    grey = c1 * c2 == 0
    turn = 0.0 if grey else (h2 - h1 + 180) % 360 - 180
    # A difference of exactly half a circle is positive there, negative by the line above.
    turn = 180.0 if turn == -180.0 and h2 > h1 else turn
    d_l, d_c, d_h = l2 - l1, c2 - c1, 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    if grey:
        mean_h = h1 + h2
    elif abs(h1 - h2) <= 180:
        mean_h = (h1 + h2) / 2
    else:
        mean_h = (h1 + h2 + (360 if h1 + h2 < 360 else -360)) / 2
    t = (
        1
        - 0.17 * cos(radians(mean_h - 30))
        + 0.24 * cos(radians(2 * mean_h))
        + 0.32 * cos(radians(3 * mean_h + 6))
        - 0.20 * cos(radians(4 * mean_h - 63))
    )
    s_l = 1 + 0.015 * (mean_l - 50) ** 2 / sqrt(20 + (mean_l - 50) ** 2)
    s_c, s_h = 1 + 0.045 * mean_c, 1 + 0.015 * mean_c * t
    r_c = 2 * sqrt(mean_c**7 / (mean_c**7 + 25**7))
    r_t = -sin(radians(60 * exp(-(((mean_h - 275) / 25) ** 2)))) * r_c
    x_l, x_c, x_h = d_l / s_l, d_c / s_c, d_h / s_h
    return sqrt(max(x_l**2 + x_c**2 + x_h**2 + r_t * x_c * x_h, 0.0))
