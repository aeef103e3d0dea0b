"""Bytes -> text, for files that do not say what encoding they are in."""

from __future__ import annotations

import codecs
import re
from typing import NoReturn

from annotation.errors import ReadError

# UTF-32 before UTF-16: the mark of the one begins with that of the other.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KINDS = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3\x00", "an SQLite file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "an RTF document"),
)
# Characters that written text does not have: C0 and C1 controls but tab, line breaks, form feed and NEL.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_CONTROLS_ALLOWED = 0.002  # of the characters: a stray one in an article is let through, machine code is not

# What Western prose has beyond ASCII: typographic marks, and the letters of its languages.
_WESTERN = re.compile("[“”‘’„‚«»‹›–—…•·€£§©®™°½¼¾\u00a0\u00ad" + "ŠšŽžŒœÆæßÿ" + "À-ÅÇ-ÏÑ-ÖØ-Üà-åç-ïñ-öø-ü]")
_CAPITAL_WITHIN_A_WORD = re.compile("[a-z][À-Ü]")
_WESTERN_SHARE = 0.12  # of all characters: French has about 0.04, short texts full of quotation marks more


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text of `data` and the name of its encoding, as Python knows it.

    A byte order mark decides; without one it is UTF-8 if it can be, then windows-1252 or
    Mac Roman if it reads as Western prose in it, else what charset-normalizer finds most plausible. The mark itself is no part of the text.

    Raises:
        ReadError: where `data` is not text, named `name`.
    """
    for start, kind in _KINDS:
        if data.startswith(start):
            _refuse(name, f"is {kind}, not plain text", "Save its text as a .txt file and read that.")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError as error:
                _refuse(
                    name,
                    f"begins with the mark of {encoding.upper()}, but byte {error.start} is not of it",
                    "Save it again as UTF-8.",
                )
    try:
        text, encoding = data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text, encoding = _guess(data, name)
    if len(_CONTROL.findall(text)) > len(text) * _CONTROLS_ALLOWED + 1:
        _refuse(name, "is not text", "Only articles as plain text or JSONL can be read: save it as a .txt file.")
    return text, encoding


def _guess(data: bytes, name: str) -> tuple[str, str]:
    if b"\x00" in data:
        _refuse(name, "is not text (it has NUL bytes)", "Save the article as UTF-8 text.")
    for encoding in ("cp1252", "mac_roman"):
        if (western := _western(data, encoding)) is not None:
            return western, encoding
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_exclusion=["utf_16_le", "utf_16_be", "utf_32_le", "utf_32_be", "utf_7"]).best()
    if best is None:
        _refuse(name, "is not text in any encoding that could be recognised", "Save the article as UTF-8 text.")
    return data.decode(best.encoding), best.encoding


def _western(data: bytes, encoding: str) -> str | None:
    """`data` in `encoding` if that makes Western prose of it, else None.

    Statistics over single bytes take the few curly quotes of an English article for letters of another code page.
    """
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    beyond = [character for character in text if character > "\x7f"]
    if len(beyond) > max(1, len(text) * _WESTERN_SHARE) or _CAPITAL_WITHIN_A_WORD.search(text):
        return None
    return text if all(_WESTERN.match(character) for character in set(beyond)) else None


def _refuse(name: str, what: str, way_out: str) -> NoReturn:
    raise ReadError(f"{name} {what}.", way_out=way_out)
