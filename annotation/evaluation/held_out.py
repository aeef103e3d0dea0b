"""Which texts of a corpus without a dev part are held out: never trained on, only measured on."""

from __future__ import annotations

import hashlib

CLAIMS_ONE_IN, STANCES_ONE_IN = 5, 10
"""One text in so many is held out, of those for claims and of those for stances."""


def is_held_out(text: str, *, one_in: int) -> bool:
    """Whether a text is among the share `1 / one_in` that is held out.

    It hangs on the letters and digits alone, so that copies of a sentence that differ in spacing, case or marks stay together
    whatever corpus they are in.
    """
    letters = "".join(character for character in text.lower() if character.isalnum())
    return int.from_bytes(hashlib.sha256(letters.encode()).digest()[:8]) % one_in == 0
