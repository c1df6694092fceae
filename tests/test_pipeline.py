"""From project to PDF: the real thing, with TeX."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from pdfs import assert_fonts_are_embedded
from reportgen import cli, pipeline
from reportgen.findings.model import Outcome

CHAPTER = "templates/chapters/bridges.tex.j2"
pytestmark = pytest.mark.tex


def build(folder: Path) -> Outcome[pipeline.Built | None]:
    return pipeline.build(folder, lambda _: None)


def replace(folder: Path, path: str, old: str, new: str) -> None:
    text = (folder / path).read_text("utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def warm(rivers: Path, built_rivers: Path) -> Path:
    """The small project, unbuilt, with all that a build of it keeps: TeX need not load its preamble again."""
    shutil.copytree(built_rivers / "build/.cache", rivers / "build/.cache")
    return rivers


def text(folder: Path) -> str:
    return " ".join(page.extract_text() for page in PdfReader(folder / "build/brief.pdf").pages)


def test_the_pdf_says_what_the_data_say(built_rivers: Path) -> None:
    said = " ".join(text(built_rivers).split())
    for words in (
        "The Old Bridge cost $2.5 million (Bridge [2005?], sec. The Old Bridge)",
        "cost about 16.0 times as much",
        "Old Bridge opened in 1851",
        "New & Long Bridge",
        "Table 1 Bridges by river",
        "Figure 1 What bridges cost",
        "as cited in Bridge [2005?], sec. The New Bridge, n. 3",
        "29 February 2020",
    ):
        assert words in said, said


def test_the_pdf_has_metadata_bookmarks_embedded_fonts_and_links(built_rivers: Path) -> None:
    reader = PdfReader(built_rivers / "build/brief.pdf")
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("Bridges over two rivers", "The bridge office")
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date().isoformat() == "2020-02-29"
    assert [str(item["/Title"]) for item in reader.outline if isinstance(item, dict)] == [
        "1 Bridges",
        "Evidence",
        "Bibliography",
    ]
    assert_fonts_are_embedded(reader)
    names = set(reader.named_destinations)
    assert {"ev.guide-old", "bib.guide", "bib.survey"} <= names


def test_marks_of_notes_stand_behind_the_full_stop_and_a_cover_without_edition_has_no_dot(rivers: Path) -> None:
    replace(rivers, "report.toml", 'edition = "Test edition"', 'style = "chicago-notes-bibliography"')
    assert build(rivers).findings == ()
    said = " ".join(text(rivers).split())
    assert "cost $2.5 million.1 The new one" in said
    assert "29 February 2020 Chapter 1" in said


def test_every_link_has_a_target(built_rivers: Path) -> None:
    reader = PdfReader(built_rivers / "build/brief.pdf")
    links = [
        annotation.get_object()["/A"]["/D"]
        for page in reader.pages
        for annotation in page.get("/Annots", [])
        if annotation.get_object().get("/A", {}).get("/S") == "/GoTo"
    ]
    assert len(links) > 10
    assert set(map(str, links)) <= set(reader.named_destinations)


def test_the_ledger_leads_from_the_template_to_the_passage(built_rivers: Path) -> None:
    ledger = json.loads((built_rivers / "build/ledger.json").read_text("utf-8"))
    figure = next(u for u in ledger["usages"] if u["kind"] == "figure")
    assert figure["template"] == f"{CHAPTER}:1"
    assert (figure["ids"], figure["sources"], figure["text"]) == (["cost-old"], ["guide"], "$2.5 million")
    assert figure["detail"]["row"] == "data/figures.csv:2"
    passage = ledger["evidence"][figure["evidence"][0]]
    assert passage["quote"] == "opened in May after nine years"
    assert passage["row"] == "bib/evidence.csv:2:1"


def test_the_build_record_has_the_digests_of_inputs_and_outputs(built_rivers: Path) -> None:
    record = json.loads((built_rivers / "build/build-record.json").read_text("utf-8"))
    for path, digest in {**record["inputs"], **record["outputs"]}.items():
        assert hashlib.sha256((built_rivers / path).read_bytes()).hexdigest() == digest, path
    assert {"report.toml", "data/bridges.csv", "bib/sources.bib", CHAPTER} <= set(record["inputs"])
    assert {"python", "pdflatex", "pandoc"} <= set(record["tools"])
    assert {"matplotlib", "pikepdf"} <= set(record["packages"])
    assert "tex/latex/base/report.cls" in record["tex"]["files"]


def test_the_tex_folder_compiles_by_itself(built_rivers: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(built_rivers / "build/tex", tmp_path / "tex")
    assert not list(folder.glob("*.aux"))
    done = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "brief.tex"], cwd=folder, capture_output=True, check=False
    )
    assert done.returncode == 0
    assert len(PdfReader(folder / "brief.pdf").pages) == len(PdfReader(built_rivers / "build/brief.pdf").pages)


def test_the_same_inputs_give_the_same_bytes_in_another_folder(built_rivers: Path, tmp_path: Path) -> None:
    other = shutil.copytree(built_rivers, tmp_path / "an other place", ignore=shutil.ignore_patterns("build"))
    assert build(other).value is not None
    for name in ("brief.pdf", "ledger.json", "build-record.json"):
        assert (other / "build" / name).read_bytes() == (built_rivers / "build" / name).read_bytes(), name


def test_a_changed_row_changes_text_table_and_chart(warm: Path) -> None:
    replace(warm, "data/figures.csv", "1851,2.5,", "1851,3.5,")
    replace(warm, "bib/texts/guide.txt", "$2.5 million", "$3.5 million")
    assert build(warm).value is not None
    said = " ".join(text(warm).split())
    assert "The Old Bridge cost $3.5 million" in said
    assert "cost about 11.4 times as much" in said
    assert "2.5" not in said.replace("12.5", "").replace("402.5", "")


def test_other_scripts_are_set_by_lualatex(rivers: Path) -> None:
    for path in ("data/bridges.csv", "bib/texts/guide.txt", CHAPTER):
        text_there = (rivers / path).read_text("utf-8")
        (rivers / path).write_text(text_there.replace("Old Bridge", "Старый мост თბილისი"), "utf-8")
    replace(rivers, "bib/evidence.csv", "The Old Bridge", "The Старый мост თბილისი")
    # The second sentence says "one" for what is a bridge no longer.
    assert [found.code for found in build(rivers).findings] == ["WRD009"]
    assert "Старый мост თბილისი" in text(rivers)
    record = json.loads((rivers / "build/build-record.json").read_text("utf-8"))
    assert record["tools"]["engine"] == "lualatex"


# What may be wrong with a project, and what reportgen says: file, text before and after, and the finding.
LEFT = ([".cache", ".claim"], [".claim", ".cache"])
BAD = {
    "unknown evidence id": (CHAPTER, 'cite("guide-old")', 'cite("guide-odl")', f"{CHAPTER}:1:59: error CIT001"),
    "unknown source key": (
        "bib/evidence.csv",
        "guide-old,guide",
        "guide-old,giude",
        "bib/evidence.csv:2:1: error EVI001",
    ),
    "unknown figure": (CHAPTER, 'figure("cost-old")', 'figure("cost-odl")', f"{CHAPTER}:1:35: error NUM001"),
    "undefined variable": (CHAPTER, "The Old", "\\VAR{ them }", f"{CHAPTER}:1:7: error TPL003"),
    "template syntax": (CHAPTER, "\\BLOCK{ endfor }", "", f"{CHAPTER}:9: error TPL002"),
    "unknown filter": (CHAPTER, "row.id,", "row.id | loud,", f"{CHAPTER}:5:51: error TPL004"),
    "missing column": ("data/bridges.csv", ",opened,", ",openend,", "data/bridges.csv:1: error DAT004"),
    "wrong type": ("data/bridges.csv", "402.5", "long", "data/bridges.csv:2:6: error DAT005"),
    "duplicate id": ("data/bridges.csv", "toll,Toll", "old,Toll", "data/bridges.csv:4:1: error DAT007"),
    "dangling key": ("data/bridges.csv", ",oder,", ",rhine,", "data/bridges.csv:4:3: error DAT008"),
    "too many fields": ("data/bridges.csv", "402.5,", "402,5,", "data/bridges.csv:2:8: error DAT009"),
    "empty table": ("data/rivers.csv", "\nelbe,Elbe\noder,Oder", "", "data/rivers.csv:1: error DAT010"),
    "broken BibTeX block": (
        "bib/sources.bib",
        "{A Guide to Bridges}",
        "{A Guide to Bridges",
        "bib/sources.bib:1: error BIB001",
    ),
    "duplicate BibTeX key": ("bib/sources.bib", "@article{survey", "@article{guide", "bib/sources.bib:9: error BIB002"),
    "unknown key": ("report.toml", "edition =", "editoin =", "report.toml:5: error PRJ003"),
    "missing file": ("report.toml", "chapters/bridges.tex", "chapters/bridge.tex", "report.toml:10: error PRJ001"),
    "TeX error in a chapter": (CHAPTER, "The new one", "The \\newone", f"{CHAPTER}:2: error TEX001"),
    "missing glyph": ("data/bridges.csv", "Old Bridge", "Old \u6f22 Bridge", "data/bridges.csv:2:2: error TEX004"),
    "undefined reference": (CHAPTER, "The new one", "\\hyperlink{none}{The}", f"{CHAPTER}:2: error TEX003"),
    "missing package": (CHAPTER, "The new one", "\\let\\take\\input\\take{none}", f"{CHAPTER}:2: error TEX005"),
    "drawing that fails": ("report.toml", "height = 40", "height = 4", "report.toml:23: error EXH006"),
    "unknown style": ("report.toml", "[[ch", 'style = "chicgo"\n[[ch', "report.toml: error CIT002"),
}


@pytest.mark.parametrize("case", BAD, ids=str)
def test_bad_input_is_a_finding_and_the_last_good_pdf_stays(
    case: str, warm: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, old, new, expected = BAD[case]
    last = b"the last good output"
    (warm / "build/brief.pdf").write_bytes(last)
    replace(warm, path, old, new)
    assert cli.main(["build", "--project", str(warm)]) == 1
    said = capsys.readouterr()
    assert expected in said.err, said.err
    assert "hint: " in said.err
    assert "Traceback" not in said.err + said.out
    assert (warm / "build/brief.pdf").read_bytes() == last
    assert [p.name for p in (warm / "build").iterdir() if p.name.startswith(".")] in LEFT


def test_a_style_that_leaves_works_out_of_the_bibliography_is_told(warm: Path) -> None:
    replace(warm, "report.toml", "[[chapters]]", 'style = "chicago-notes-bibliography"\n[[chapters]]')
    replace(warm, "bib/sources.bib", "@book{guide", "@unpublished{guide")
    replace(warm, "bib/sources.bib", "  publisher  = {River Press},\n", "")
    replace(warm, CHAPTER, "The Old", '\\VAR{ source("guide") }: the Old')
    outcome = build(warm)
    assert [f.code for f in outcome.findings] == ["CIT004"]
    assert outcome.value is not None


def test_a_runaway_macro_is_stopped(warm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportgen.typeset.environment.SECONDS", 2.0)
    replace(warm, CHAPTER, "The new one", "\\def\\x{\\x}\\x")
    assert [f.code for f in build(warm).findings] == ["TEX008"]


def test_pages_that_never_settle_are_a_finding(warm: Path) -> None:
    # Each pass writes one letter more into the .aux file.
    restless = r"\makeatletter\providecommand\n{}\immediate\write\@auxout{\gdef\string\n{x\n}}\makeatother "
    replace(warm, CHAPTER, "The new one", restless)
    assert [f.code for f in build(warm).findings] == ["TEX007"]


def test_a_project_may_bring_a_kind_of_chart_of_its_own(
    rivers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (rivers / "charts.py").write_text(
        "def draw(figure, chart):\n"
        "    axes = figure.add_axes((0.1, 0.2, 0.8, 0.7))\n"
        "    axes.plot([float(v) for v in chart.rows['value']])\n"
        "    figure.text(0.5, 0.02, 'OWN KIND')\n",
        "utf-8",
    )
    replace(rivers, "report.toml", 'kind = "bars"', 'kind = "own"')
    replace(rivers, "report.toml", "[units]", '[kinds]\nown = "charts.py"\n\n[units]')
    assert pipeline.build(rivers, lambda _: None, trust=True).findings == ()
    assert "OWN KIND" in text(rivers)


def test_the_style_gets_on_with_tagged_pdf(built_rivers: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(built_rivers / "build/tex", tmp_path / "tagged")
    source = (folder / "brief.tex").read_text("utf-8")
    tagged = "\\DocumentMetadata{testphase=phase-II,lang=en-GB}\n" + source
    (folder / "brief.tex").write_text(tagged, "utf-8")
    for _ in range(2):
        done = subprocess.run(
            ["pdflatex", "-interaction=nonstopmode", "brief.tex"], cwd=folder, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stdout[-2000:]
    catalog = PdfReader(folder / "brief.pdf").trailer["/Root"].get_object()
    assert isinstance(catalog, DictionaryObject)
    assert "/StructTreeRoot" in catalog


@pytest.mark.tex
def test_a_chart_leads_to_the_table_of_its_rows(rivers: Path, shared_cache: None) -> None:
    settings, chapter = rivers / "report.toml", rivers / "templates" / "chapters" / "bridges.tex.j2"
    declared = 'kind = "table"\ntitle = "Costs of bridges"\ntable = "figures"\ncolumns = ["measure", "quantity"]\n'
    written = settings.read_text("utf-8").replace("height = 40", 'height = 40\ndata = "all"', 1)
    settings.write_text(f"{written}\n[exhibits.all]\n{declared}", "utf-8")
    chapter.write_text(chapter.read_text("utf-8") + '\n\\VAR{ table("all") }\n', "utf-8")
    assert pipeline.build(rivers, lambda _: None).findings == ()
    pages = pypdfium2.PdfDocument(rivers / "build" / "brief.pdf")
    told = " ".join(page.get_textpage().get_text_range() for page in pages)
    assert re.search(r"Source .*Data\s+Table 2", told)
