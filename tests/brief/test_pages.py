"""The brief that this repository is for, built from a copy."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import pytest
from pypdf import PageObject, PdfReader

from pdfs import assert_fonts_are_embedded
from reportgen import pipeline
from webpage import parity
from webpage.parity import missing, numbers, pages
from webpage.reading import parsed
from word.parity import differences
from word.reading import WordFile

ROOT = Path(__file__).parents[2]
CHAPTERS = ("nineties", "putin-1", "medvedev", "putin-2", "eeu")
pytestmark = pytest.mark.tex


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("brief")
    for name in ("report.toml", "data", "bib", "templates"):
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, folder / name)
    settings = folder / "report.toml"
    settings.write_text(settings.read_text("utf-8").replace('"html"]', '"html", "docx"]'), "utf-8")
    outcome = pipeline.build(folder, lambda _: None)
    assert outcome.findings == (), [str(f) for f in outcome.findings]
    return folder


@pytest.fixture(scope="module")
def reader(brief: Path) -> PdfReader:
    return PdfReader(brief / "build/brief.pdf")


@pytest.fixture(scope="module")
def annex(brief: Path) -> PdfReader:
    return PdfReader(brief / "build/annex.pdf")


def titles(reader: PdfReader) -> list[str]:
    return [str(item["/Title"]) for item in reader.outline if isinstance(item, dict)]


def test_the_brief_is_short_and_has_its_five_chapters_and_notes(brief: Path, reader: PdfReader) -> None:
    assert 10 <= len(reader.pages) <= 14
    named = titles(reader)
    for begins in (
        "Did the customs union",
        "At a glance",
        "The 1990s",
        "Putin 1.0",
        "Medvedev",
        "Putin 2.0",
        "The EEU",
        "Notes",
    ):
        assert any(title.startswith(begins) for title in named), begins
    words = 0
    for path in (brief / "build/tex/chapters").glob("*.tex"):
        made = re.sub(r"\\notemarks\{(?:[^{}]|\{[^{}]*\}|\{(?:[^{}]|\{[^{}]*\})*\})*\}", " ", path.read_text("utf-8"))
        prose = re.sub(r"\\[a-z]+(\{[^{}]*\})?", " ", made)
        words += len(re.findall(r"[A-Za-z’]+", prose))
    assert 1500 <= words <= 4500


def test_the_annex_has_all_chapters_in_detail_and_every_exhibit(brief: Path, annex: PdfReader) -> None:
    assert len(annex.pages) >= 60
    named = titles(annex)
    assert sum(title[0].isdigit() for title in named) == 5
    assert {"How the sources compare", "Evidence", "Bibliography", "About this brief"} <= set(named)
    files = {path.stem: path.read_text("utf-8") for path in (brief / "build/tex-annex/exhibits").glob("*.tex")}
    exhibits = list(files.values())
    declared = set(re.findall(r"^\[exhibits\.([^\]]+)\]", (brief / "report.toml").read_text("utf-8"), re.MULTILINE))
    # The brief has the life lines of the bodies that it names; those of all stand in the annex.
    assert declared - files.keys() == {"successors"}
    assert sum("includegraphics" in e for e in exhibits) >= 6
    assert sum("tabular" in e or "longtable" in e for e in exhibits) >= 6


@pytest.mark.parametrize("name", CHAPTERS)
def test_every_chapter_of_the_annex_has_a_table_a_chart_and_500_words(brief: Path, name: str) -> None:
    source = (brief / f"templates/chapters/{name}.tex.j2").read_text("utf-8")
    placed = re.findall(r"\\VAR\{ (table|chart)\(", source)
    assert {"table", "chart"} <= set(placed), name
    made = (brief / f"build/tex-annex/chapters/{name}.tex").read_text("utf-8")
    prose = re.sub(r"\\unskip\\space \(.*?\)(?=[.,;: ]|$)|\\input\{[^}]*\}", " ", made)
    prose = re.sub(r"\\[a-z]+(\{[^{}]*\})?", " ", prose)
    assert len(re.findall(r"[A-Za-z’]+", prose)) >= 500, name


def test_it_has_title_author_bookmarks_and_embedded_fonts(reader: PdfReader) -> None:
    assert reader.metadata is not None
    assert reader.metadata.title == "Commonwealth and unions"
    assert reader.metadata.author
    assert_fonts_are_embedded(reader)


def test_chapters_type_no_digits_of_their_own(brief: Path) -> None:
    """Numbers come from the data; templates only name them."""
    for path in (*(brief / "templates/chapters").glob("*.j2"), *(brief / "templates/brief").glob("*.j2")):
        source = path.read_text("utf-8")
        prose = re.sub(r"\\(VAR|BLOCK)\{[^}]*(\{[^}]*\}[^}]*)*\}", " ", source)
        prose = re.sub(r"\\(label|ref|exhibitref|hypertarget)\{[^}]*\}", " ", prose)
        assert not re.search(r"\d", prose), (path.name, re.search(r".{20}\d.{10}", prose))


def test_quotes_are_short_and_texts_are_not_in_the_repository() -> None:
    with (ROOT / "bib/evidence.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 250
    assert all(3 <= len(row["quote"].split()) <= 12 for row in rows)
    assert not list((ROOT / "bib").rglob("*.txt"))


def test_every_citation_leads_to_a_passage(brief: Path) -> None:
    ledger = json.loads((brief / "build/ledger.json").read_text("utf-8"))
    citations = [u for u in ledger["usages"] if u["kind"] == "citation"]
    assert len(citations) > 80
    for usage in citations:
        assert usage["template"].startswith(("templates/chapters/", "templates/brief/"))
        for name in usage["evidence"]:
            assert ledger["evidence"][name]["quote"]


SMALLEST = 6.0  # points

NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def numbers_in(text: str) -> set[str]:
    return {n.replace(",", "") for n in NUMBER.findall(text)}


def known_numbers(ledger: dict[str, Any]) -> set[str]:
    """Numbers that the ledger accounts for: what calls print, rows shown, places and dates of works cited."""
    known: set[str] = set()
    for usage in ledger["usages"]:
        known |= numbers_in(usage["text"])
        for name in usage["evidence"]:
            passage = ledger["evidence"][name]
            works = [ledger["sources"][key] for key in (passage["source"], passage["via"]) if key]
            for text in (passage["section"], passage["footnote"], *(w["date"] + " " + w["short"] for w in works)):
                known |= numbers_in(text)
        for row in usage["rows"]:
            for cell in ledger["rows"][row]["cells"].values():
                known |= numbers_in(cell) | {str(int(n)) for n in numbers_in(cell) if n.isdecimal()}
    return known


def text_of(page: PageObject) -> str:
    """Read a page without the small figures behind citations, which would run into the numbers before them."""
    parts: list[str] = []

    def keep(text: str, _: object, matrix: Sequence[float], __: object, size: float | None) -> None:
        parts.append(text if (size or 0) * abs(matrix[3]) >= SMALLEST else " ")

    page.extract_text(visitor_text=keep)
    return "".join(parts)


@pytest.mark.parametrize(("volume", "last"), [("brief", "Notes"), ("annex", "Glossary")])
def test_every_number_on_chapter_pages_is_in_the_ledger(brief: Path, volume: str, last: str) -> None:
    """Read from the PDF itself, without charts, whose axes count years by themselves."""
    ledger = json.loads((brief / "build/ledger.json").read_text("utf-8"))
    reader = PdfReader(brief / f"build/{volume}.pdf")
    starts = {
        str(item["/Title"]): reader.get_destination_page_number(item) or 0
        for item in reader.outline
        if isinstance(item, dict)
    }
    known = known_numbers(ledger) | labels_of(brief)
    strange = []
    seen = 0
    for number in range(1, starts[last]):
        page = reader.pages[number]
        if "/XObject" in cast("dict[str, Any]", page["/Resources"]):
            del cast("dict[str, Any]", page["/Resources"])["/XObject"]
        text = re.sub(r"\b(Figure|Table|Chapter)\s+\d+", " ", text_of(page))
        if text.lstrip().startswith("Contents") or "Exhibits\n" in text[:200]:
            continue
        # without the foot of the page
        lines = [line for line in text.split("\n") if not re.fullmatch(r"\s*(?:Draft)?\s*\d+\s*", line)]
        found = numbers_in("\n".join(lines))
        seen += len(found)
        strange += [(number + 1, n) for n in sorted(found - known)]
    assert seen > 50
    assert strange == []


def labels_of(brief: Path) -> set[str]:
    """Numbers in the names of things, such as a treaty of a year, which tables show for ids."""
    package = json.loads((brief / "data/datapackage.json").read_text("utf-8"))
    labels: set[str] = set()
    for resource in package["resources"]:
        with (brief / "data" / resource["path"]).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                labels |= numbers_in(row.get(resource.get("label", "id")) or "")
    return labels


@pytest.mark.parametrize("volume", ["brief", "annex"])
def test_the_page_of_each_volume_says_what_its_pdf_says_and_is_light(brief: Path, volume: str) -> None:
    page = brief / f"build/{volume}.html"
    assert missing(page.read_text("utf-8"), page.with_suffix(".pdf").read_bytes()) == []
    assert page.stat().st_size < 1_500_000


@pytest.mark.parametrize("volume", ["brief", "annex"])
def test_the_word_file_of_each_volume_says_what_its_page_says_sign_by_sign(brief: Path, volume: str) -> None:
    html = (brief / f"build/{volume}.html").read_text("utf-8")
    word = WordFile((brief / f"build/{volume}.docx").read_bytes())
    assert differences(html, word, numbered=volume == "brief") == ([], [])


def test_the_page_of_the_annex_says_every_number_of_its_pdf(brief: Path) -> None:
    """In the brief the marks of notes stand at the end of numbers, and no reader of PDFs parts them."""
    html, pdf = (brief / "build/annex.html").read_text("utf-8"), (brief / "build/annex.pdf").read_bytes()
    told = [parity.text(element) for element in parsed(html).all("main")[0].all()]
    printed = pages(pdf)
    labels = {str(number) for number in range(1, len(printed) + 1)}
    assert numbers(" ".join(printed)).keys() - numbers(" ".join(told)).keys() <= labels
