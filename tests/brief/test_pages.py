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
    outcome = pipeline.build(folder, lambda _: None)
    assert outcome.findings == (), [str(f) for f in outcome.findings]
    return folder


@pytest.fixture(scope="module")
def reader(brief: Path) -> PdfReader:
    return PdfReader(brief / "build/brief.pdf")


def test_it_has_five_chapters_and_enough_pages_tables_and_charts(brief: Path, reader: PdfReader) -> None:
    assert len(reader.pages) >= 25
    titles = [str(item["/Title"]) for item in reader.outline if isinstance(item, dict)]
    assert sum(title[0].isdigit() for title in titles) == 5
    assert {"At a glance", "How the sources compare", "Evidence", "Bibliography", "About this brief"} <= set(titles)
    exhibits = [p.read_text("utf-8") for p in (brief / "build/tex/exhibits").glob("*.tex")]
    assert sum("includegraphics" in e for e in exhibits) >= 6
    assert sum("tabular" in e or "longtable" in e for e in exhibits) >= 6


def test_every_chapter_has_a_table_a_chart_and_500_words(brief: Path) -> None:
    settings = (brief / "report.toml").read_text("utf-8")
    for name in CHAPTERS:
        source = (brief / f"templates/chapters/{name}.tex.j2").read_text("utf-8")
        placed = re.findall(r"\\VAR\{ (table|chart)\(", source)
        assert {"table", "chart"} <= set(placed), name
        made = (brief / f"build/tex/chapters/{name}.tex").read_text("utf-8")
        prose = re.sub(r"\\unskip\\space \(.*?\)(?=[.,;: ]|$)|\\input\{[^}]*\}", " ", made)
        prose = re.sub(r"\\[a-z]+(\{[^{}]*\})?", " ", prose)
        assert len(re.findall(r"[A-Za-z’]+", prose)) >= 500, name
    assert settings.count("[exhibits.") >= 12


def test_it_has_title_author_bookmarks_and_embedded_fonts(reader: PdfReader) -> None:
    assert reader.metadata is not None
    assert reader.metadata.title == "Together, apart, together"
    assert reader.metadata.author
    assert_fonts_are_embedded(reader)


def test_chapters_type_no_digits_of_their_own(brief: Path) -> None:
    """Numbers come from the data; templates only name them."""
    for path in (brief / "templates/chapters").glob("*.j2"):
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
        assert usage["template"].startswith("templates/chapters/")
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


def test_every_number_on_chapter_pages_is_in_the_ledger(brief: Path, reader: PdfReader) -> None:
    """Read from the PDF itself, without charts, whose axes count years by themselves."""
    ledger = json.loads((brief / "build/ledger.json").read_text("utf-8"))
    starts = {
        str(item["/Title"]): reader.get_destination_page_number(item) or 0
        for item in reader.outline
        if isinstance(item, dict)
    }
    annex = next(page for title, page in starts.items() if title.startswith("Annex"))
    known = known_numbers(ledger) | labels_of(brief)
    strange = []
    seen = 0
    for number in range(1, annex):
        page = reader.pages[number]
        if "/XObject" in cast("dict[str, Any]", page["/Resources"]):
            del cast("dict[str, Any]", page["/Resources"])["/XObject"]
        text = re.sub(r"\b(Figure|Table|Chapter)\s+\d+", " ", text_of(page))
        if text.lstrip().startswith("Contents") or "Exhibits\n" in text[:200]:
            continue
        lines = [line for line in text.split("\n") if not re.fullmatch(r"\s*\d+\s*", line)]  # the page's own number
        found = numbers_in("\n".join(lines))
        seen += len(found)
        strange += [(number + 1, n) for n in sorted(found - known)]
    assert seen > 300
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
