"""The page in a file: as PDF in pages, as SVG, as PNG. What is looked at is what is in the files."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from unicodedata import normalize
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from annotation.errors import ExportError
from annotation.model import Annotation, Suggestion
from annotation.reading import Item
from annotation.scheme import default_scheme
from annotation.text import TextRange
from gui import theme
from gui.article.painting import WASH
from gui.article.rendering import LARGEST, save
from gui.article.sheet import Picture, Sheet
from tests.fixtures.hard import hard_document, long_document
from tests.gui.panel_samples import ALL, COST, HARBOUR, VELE, document, place
from tests.gui.pdf_reader import embedded_fonts, pages_of

SVG = "{http://www.w3.org/2000/svg}"
WORDS = "The harbour board met again and decided nothing at all. "


def confirmed(suggested: Suggestion) -> Annotation:
    return Annotation(
        id=f"a-{suggested.id}",
        document_id="harbour",
        label=suggested.label,
        parts=suggested.parts,
        annotator="ana",
        created="",
    )


def picture(*items: Item, text: str = HARBOUR, name: str = "harbour.txt", span: TextRange | None = None) -> Picture:
    return Picture(document=document(name, text), items=items, scheme=default_scheme(), drawn="2026-11-22", span=span)


MARKED = picture(confirmed(VELE), *(s for s in ALL if s is not VELE))


def words_of(svg: Path) -> list[str]:
    return [element.text or "" for element in ET.parse(svg).getroot().iter(f"{SVG}text")]


# PDF ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("paper", "size"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_a_pdf_is_text_on_paper(tmp_path: Path, paper: str, size: tuple[int, int], qapp: QApplication) -> None:
    """Every word of the article can be found in it, and its fonts come with it."""
    save(MARKED, tmp_path / "page.pdf", paper=paper)
    pdf = (tmp_path / "page.pdf").read_bytes()
    (page,) = pages_of(pdf)
    assert page.size == pytest.approx(size, abs=1)
    found = normalize("NFKC", page.text).split()  # what is set as one letter, such as fi, is found as two
    assert [word for word in HARBOUR.split() if word not in found] == []
    fonts, embedded = embedded_fonts(pdf)
    assert fonts == embedded > 0


def test_what_stands_around_the_article(tmp_path: Path, qapp: QApplication) -> None:
    """Its name, labels and roles that are there and no others, its file without the folders, the date, the page."""
    told = replace(MARKED.document, source="/home/ana/secret plans/harbour.txt", meta={"published": "2026-01-30"})
    save(replace(MARKED, document=told), tmp_path / "page.pdf")
    (page,) = pages_of((tmp_path / "page.pdf").read_bytes())
    lines = normalize("NFKC", page.text).splitlines()
    assert "harbour.txt" in lines[0]
    assert any(re.match(r"Confirmed\s+Quote cue source$", line) for line in lines)
    (suggested,) = (line for line in lines if line.startswith("Suggested"))
    assert " ".join(suggested.split()) == "Suggested Quote cue source Claim claimant Stance holder target"
    assert "harbour.txt · 2026-01-30" in lines
    assert "Quotemark, 2026-11-22 · 1 / 1" in lines
    assert "secret" not in page.text


def test_without_suggestions_the_legend_names_none(tmp_path: Path, qapp: QApplication) -> None:
    save(picture(confirmed(VELE)), tmp_path / "page.pdf")
    (page,) = pages_of((tmp_path / "page.pdf").read_bytes())
    assert "Suggested" not in page.text
    save(picture(), tmp_path / "page.pdf")
    (page,) = pages_of((tmp_path / "page.pdf").read_bytes())
    assert "Quote\n" not in page.text


def test_pages_hold_the_whole_text_once_and_are_numbered(tmp_path: Path, qapp: QApplication) -> None:
    """In its order, line by line; each page says which of how many it is."""
    text = "\n\n".join((WORDS * (1 + n % 12)).strip() for n in range(80))
    save(picture(text=text, name="minutes.txt"), tmp_path / "page.pdf")
    pages = pages_of((tmp_path / "page.pdf").read_bytes())
    assert len(pages) > 5
    body = [
        line
        for number, page in enumerate(pages, 1)
        for line in page.text.splitlines()
        if not re.fullmatch(rf"\d*|minutes\.txt|Quotemark, 2026-11-22 · {number} / {len(pages)}", line)
    ]
    assert " ".join(body).split() == text.split()


# SVG ------------------------------------------------------------------------------------------------------------


def test_an_svg_has_words_and_colours(tmp_path: Path, qapp: QApplication) -> None:
    """Each word is text of its own, in the article's order; the wash of a quote has the quote's colour."""
    save(MARKED, tmp_path / "page.svg")
    root = ET.parse(tmp_path / "page.svg").getroot()
    assert root.findtext(f"{SVG}title") == "harbour.txt"
    words = words_of(tmp_path / "page.svg")
    at = -1
    for word in HARBOUR.split():
        at = words.index(word, at + 1)
    with theme.in_light():
        colour = theme.label_colour(default_scheme().label("QUOTE")).name()
    washes = [g for g in root.iter(f"{SVG}g") if g.get("fill") == colour and g.find(f"{SVG}rect") is not None]
    assert washes


def test_words_of_an_svg_stay_under_their_marks(tmp_path: Path, qapp: QApplication) -> None:
    """Each begins where it was laid out and says how long it is, for viewers that have other fonts."""
    save(MARKED, tmp_path / "page.svg")
    texts = list(ET.parse(tmp_path / "page.svg").getroot().iter(f"{SVG}text"))
    by_line: dict[str, list[ET.Element]] = {}
    for text in texts:
        by_line.setdefault(text.attrib["y"], []).append(text)
    (line,) = (line for line in by_line.values() if "council" in [text.text for text in line])
    assert len(line) > 8
    for before, after in pairwise(line):
        ends = float(before.attrib["x"]) + float(before.attrib["textLength"])
        assert 0 < float(after.attrib["x"]) - ends < float(before.attrib["font-size"])


def test_colours_are_light_whatever_the_window_shows(tmp_path: Path, qapp: QApplication) -> None:
    """And the window's are what they were."""
    save(MARKED, tmp_path / "light.svg")
    theme.choose(Qt.ColorScheme.Dark)
    try:
        save(MARKED, tmp_path / "dark.svg")
        assert theme.is_dark()
    finally:
        theme.choose(Qt.ColorScheme.Unknown)
    assert (tmp_path / "dark.svg").read_bytes() == (tmp_path / "light.svg").read_bytes()


def test_only_the_selected_paragraphs(tmp_path: Path, qapp: QApplication) -> None:
    """Whole ones, with the numbers that they have in the article and a legend of what is on them."""
    save(replace(MARKED, span=place("forty million")), tmp_path / "part.svg")
    words = words_of(tmp_path / "part.svg")
    assert {"fishermen’s", "lines.”"} <= set(words)
    assert not {"council", "winter.", "Ferry"} & set(words)
    numbers = [word for word in words if word.isdigit()]
    assert numbers == ["3"]
    assert "Confirmed" not in words  # the confirmed quote is in another paragraph


# PNG ------------------------------------------------------------------------------------------------------------


def test_a_png_is_twice_as_fine_and_of_the_same_layout(tmp_path: Path, qapp: QApplication) -> None:
    """Its size in pixels is twice that of the SVG."""
    for name in ("page.png", "page.svg"):
        save(MARKED, tmp_path / name)
    image = QImage(str(tmp_path / "page.png"))
    box = ET.parse(tmp_path / "page.svg").getroot().attrib["viewBox"].split()
    assert [image.width(), image.height()] == [2 * int(box[2]), 2 * int(box[3])]
    assert image.pixelColor(3, 3) == QColor("white")


def test_the_wash_is_behind_its_range(qapp: QApplication) -> None:
    """The label's colour, thinned on white, in the corner of the range's box, and white outside of it."""
    sheet = Sheet(picture(confirmed(COST)), points=12.0, width=600.0)
    (strips,) = sheet.paginate()
    image = QImage(1400, 1400, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(2)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    with theme.in_light():
        sheet.paint_strips(painter, QPointF(60, 20), strips)
        colour = theme.label_colour(default_scheme().label("CLAIM"))
    painter.end()
    span = next(part.range for part in COST.parts if part.role == "span")
    block = sheet.page.blocks.at(span.start)
    strip = next(s for s in strips if s.number == block.number)
    left, top, right, _ = sheet.page.boxes(block.number, span.start, span.end)[0]
    at = image.pixelColor(round((60 + right) * 2) - 3, round((20 + strip.top + top) * 2) + 2)
    thinned = [255 + (c - 255) * WASH for c in (colour.red(), colour.green(), colour.blue())]
    assert [at.red(), at.green(), at.blue()] == pytest.approx(thinned, abs=3)
    assert image.pixelColor(round((60 + left) * 2) - 3, round((20 + strip.top + top) * 2) + 2) == QColor("white")


# What is hard, and what cannot be -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["pdf", "svg", "png"])
def test_scripts_that_are_hard(kind: str, tmp_path: Path, qapp: QApplication) -> None:
    """Emoji, joined ones too, combining marks and right-to-left text; what is read from the right stays one run."""
    hard = hard_document()
    items: list[Item] = [
        Annotation(id=a.id, document_id="d", label=a.label, parts=tuple(a.parts), annotator="ana", created="")
        for a in hard.annotations
    ]
    save(picture(*items, text=hard.text, name=hard.name), tmp_path / f"hard.{kind}")
    if kind == "svg":
        words = words_of(tmp_path / "hard.svg")
        assert {"👋", "👩\u200d👩\u200d👧", "🎉"} <= set(words)
        assert {"سنبني", "سنبني الجسر"} & set(words)
    elif kind == "pdf":
        (page,) = pages_of((tmp_path / "hard.pdf").read_bytes())
        assert "experts do not." in page.text
    else:
        assert not QImage(str(tmp_path / "hard.png")).isNull()


def test_an_empty_document_is_a_page(tmp_path: Path, qapp: QApplication) -> None:
    save(picture(text=""), tmp_path / "empty.pdf")
    (page,) = pages_of((tmp_path / "empty.pdf").read_bytes())
    assert "1 / 1" in page.text


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_a_picture_that_is_too_tall_is_refused_with_a_way_out(kind: str, tmp_path: Path, qapp: QApplication) -> None:
    """A megabyte is one picture for nobody; the file that was there stays."""
    target = tmp_path / f"long.{kind}"
    target.write_bytes(b"before")
    long = long_document()
    with pytest.raises(ExportError, match=f"{LARGEST:,}") as refused:
        save(picture(text=long.text), target)
    assert "PDF" in refused.value.way_out
    assert target.read_bytes() == b"before"


def test_what_is_too_tall_for_a_picture_becomes_a_pdf(tmp_path: Path, qapp: QApplication) -> None:
    """A paragraph of a fifth of a megabyte: many pages, the last words on the last one."""
    text = WORDS * 4000 + "The end."
    save(picture(text=text, name="long.txt"), tmp_path / "long.pdf")
    pages = pages_of((tmp_path / "long.pdf").read_bytes())
    assert len(pages) > 60
    assert f"{len(pages)} / {len(pages)}" in pages[-1].text
    assert "The end." in pages[-1].text


@pytest.mark.parametrize("name", ["page.jpg", "page", "missing/page.pdf"])
def test_what_cannot_be_written_is_told(name: str, tmp_path: Path, qapp: QApplication) -> None:
    """A kind of file that is none, and a folder that is not there; nothing is left behind."""
    with pytest.raises(ExportError) as told:
        save(MARKED, tmp_path / name)
    assert told.value.way_out
    assert list(tmp_path.iterdir()) == []
