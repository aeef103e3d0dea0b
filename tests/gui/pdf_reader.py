"""Reads the text back from a PDF as Qt writes it: enough to see that it can be found and copied there. No reader for other PDFs."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)> Tj|(ET)")


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page's text, run by run, and its size in points."""

    text: str
    size: tuple[float, float]


def pages_of(pdf: bytes) -> list[PdfPage]:
    """The pages of a PDF of Qt's, in order."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    (tree,) = (body for body in objects.values() if b"/Type /Pages" in body)
    kids = re.findall(rb"(\d+) 0 R", tree.split(b"/Kids")[1].split(b"]")[0])
    return [_page(objects, objects[int(kid)]) for kid in kids]


def embedded_fonts(pdf: bytes) -> tuple[int, int]:
    """How many fonts there are, and how many of them come with their letters' shapes."""
    return pdf.count(b"/Type /FontDescriptor"), len(re.findall(rb"/FontFile\d? ", pdf))


def _page(objects: dict[int, bytes], page: bytes) -> PdfPage:
    resources = objects[_referred(page, b"Resources")]
    fonts = {name: _letters(objects, int(number)) for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", resources)}
    told: list[str] = []
    letters: dict[int, str] = {}
    for font, glyphs, end in _SHOWN.findall(_stream(objects, _referred(page, b"Contents"))):
        if font:
            letters = fonts[font]
        elif end:
            told.append("\n")
        told += [letters.get(int(glyphs[n : n + 4], 16), "\ufffd") for n in range(0, len(glyphs), 4)]
    box = [float(n) for n in re.findall(rb"/MediaBox \[([^\]]*)\]", page)[0].split()]
    return PdfPage("".join(told), (box[2], box[3]))


def _letters(objects: dict[int, bytes], font: int) -> dict[int, str]:
    """What each glyph of a font stands for."""
    table = _stream(objects, _referred(objects[font], b"ToUnicode"))
    found: dict[int, str] = {}
    for section in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for glyph, letter in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", section):
            found[int(glyph, 16)] = bytes.fromhex(letter.decode()).decode("utf-16-be")
    for section in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, _, many in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*\[([^\]]*)\]", section):
            for n, letter in enumerate(re.findall(rb"<([0-9A-Fa-f]+)>", many)):
                found[int(first, 16) + n] = bytes.fromhex(letter.decode()).decode("utf-16-be")
        for first, last, letter in re.findall(
            rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", re.sub(rb"\[[^\]]*\]", b"", section)
        ):
            for n in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + n] = chr(int(letter, 16) + n)
    return found


def _referred(body: bytes, key: bytes) -> int:
    (number,) = re.findall(rb"/%s (\d+) 0 R" % key, body)
    return int(number)


def _stream(objects: dict[int, bytes], number: int) -> bytes:
    head, _, rest = objects[number].partition(b"stream\n")
    raw = rest[: rest.rindex(b"endstream")]
    return zlib.decompressobj().decompress(raw) if b"/FlateDecode" in head else raw
