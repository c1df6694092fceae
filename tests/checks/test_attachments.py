"""Rows with a date, name and measure against passages with several of them: what a reader would say of each."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from reportgen import pipeline
from reportgen.findings.model import Diagnostic

HERE = Path(__file__).parent
PAIRS = [
    line.split(" | ", 2)
    for line in (HERE / "ties.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
UNITS = (
    "GWh",
    "patients",
    "t",
    "EUR",
    "people",
    "schools",
    "jobs",
    "households",
    "MW",
    "km",
    "pp",
    *("deaths", "GW", "ha", "years"),
)
SENTENCES = [
    ("yes", 'In <year("a14")> unemployment was <figure("a14")>'),
    ("no", 'In <year("a15")> unemployment was <figure("a14")>'),
    ("yes", 'Unemployment was <figure("a14")> in <year("a14")> and <figure("a15")> in <year("a15")>'),
    ("no", 'Unemployment was <figure("a15")> in <year("a14")> and <figure("a14")> in <year("a15")>'),
    ("yes", 'Unemployment rose from <figure("a14")> to <figure("a15")>, which was reached in <year("a15")>'),
    ("no", 'Unemployment rose from <figure("a14")> in <year("a15")>'),
    (
        "yes",
        'Since <year("a14")>, when it had been <figure("a14")>, unemployment rose; it was <figure("a15")> a year later',
    ),
    ("yes", 'From <figure("a14")> to <figure("a15")> unemployment rose between <year("a14")> and <year("a15")>'),
    ("no", 'Unemployment went from <figure("a15")> to <figure("a14")> between <year("a14")> and <year("a15")>'),
    ("yes", 'Compared with <year("a15")>, it had been only <figure("a14")>'),
    ("yes", 'In Poland unemployment was <figure("a14")>'),
    ("no", 'In Spain unemployment was <figure("a14")>, less than in Poland'),
    ("yes", 'Unemployment was <figure("s14")> in Spain'),
    ("no", 'Unemployment was <figure("s14")> in Poland'),
]
PASSAGE = (
    "In Poland unemployment was 5.2 per cent in 2014 and 6.3 per cent in 2015; in Spain it was 9.9 per cent in 2014."
)
ROWS = [("a14", "2014", "5.2", "Poland"), ("a15", "2015", "6.3", "Poland"), ("s14", "2014", "9.9", "Spain")]


def project(folder: Path, rows: Sequence[str], passages: Mapping[str, str], chapter: str) -> None:
    """Make a brief of rows of figures, of the passages that they name as ``e-NAME``, and of a chapter."""
    shutil.copytree(HERE.parent / "projects" / "rivers", folder, ignore=shutil.ignore_patterns("build"))
    settings = (folder / "report.toml").read_text("utf-8").partition("\n[exhibits")[0]
    units = "".join(f'{unit} = {{ suffix = " {unit}" }}\n' for unit in UNITS)
    (folder / "report.toml").write_text(settings.replace("[units]\n", "[units]\n" + units), "utf-8")
    works, evidence = "", ["id,source,section,footnote,quote,via,note"]
    for name, passage in passages.items():
        fields = f"author={{A}}, title={{{name}}}, publisher={{P}}, date={{2005}}, langid={{english}}"
        works += f"@book{{{name}, {fields}, file={{{name}.txt}}}}\n"
        (folder / f"bib/texts/{name}.txt").write_text(f"Results\n\n{passage}\n\nMethods\n\nNone.\n", "utf-8")
        evidence.append(f'e-{name},{name},Results,,"{" ".join(passage.rstrip(".").split()[-5:])}",,')
    with (folder / "bib/sources.bib").open("a", encoding="utf-8") as bibliography:
        bibliography.write(works)
    (folder / "bib/evidence.csv").write_text("\n".join(evidence) + "\n", "utf-8")
    head = "id,measure,entity,date,value,unit,scale,qualifier,evidence"
    (folder / "data/figures.csv").write_text("\n".join((head, *rows)) + "\n", "utf-8")
    package = json.loads((folder / "data/datapackage.json").read_text("utf-8"))
    package["resources"] = [each for each in package["resources"] if each["name"] == "figures"]
    fields = package["resources"][0]["schema"]["fields"]
    fields[2] = {"name": "entity", "type": "string"}
    (folder / "data/datapackage.json").write_text(json.dumps(package), "utf-8")
    (folder / "templates/chapters/bridges.tex.j2").write_text(chapter, "utf-8")


def found(folder: Path, path: str) -> Mapping[int, list[Diagnostic]]:
    """Return what is told of a file, by line."""
    told: dict[int, list[Diagnostic]] = {}
    findings = pipeline.check(folder, lambda _: None).findings
    assert not {each.code for each in findings} & {"EVI005", "EVI006", "EVI007", "DAT001", "PRJ004"}
    for each in findings:
        if each.location.path == path:
            told.setdefault(each.location.line, []).append(each)
    return told


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Mapping[int, list[Diagnostic]]:
    names: dict[str, str] = {}
    lines = []
    for number, (row, _, passage) in enumerate(PAIRS):
        name = names.setdefault(passage, f"p{len(names)}")
        value, unit, scale, date, entity, measure, *more = (part.strip() for part in row.split(";"))
        lines.append(f"r{number},{measure or 'it'},{entity},{date},{value},{unit},{scale},{''.join(more)},e-{name}")
    folder = tmp_path_factory.mktemp("ties") / "brief"
    project(folder, lines, {name: passage for passage, name in names.items()}, "It is old\\VAR{ cite('e-p0') }.\n")
    return found(folder, "data/figures.csv")


@pytest.mark.parametrize("number", range(len(PAIRS)))
def test_a_number_is_of_the_date_and_name_that_its_passage_puts_it_with(
    rows: Mapping[int, list[Diagnostic]], number: int
) -> None:
    row, held, passage = PAIRS[number]
    told = rows.get(number + 2, [])
    assert (not told) is (held == "yes"), f"{row} | {passage}: {told}"


def test_a_date_in_digits_that_can_be_read_either_way_is_told_with_both(rows: Mapping[int, list[Diagnostic]]) -> None:
    number = PAIRS.index(["40; t; 1; 2003-03-04; ;", "no", "On 03/04/2003 the plant burned 40 t."])
    (told,) = rows[number + 2]
    assert told.code == "NUM023"
    assert "3 April 2003" in told.message
    assert "4 March 2003" in told.message


@pytest.fixture(scope="module")
def sentences(tmp_path_factory: pytest.TempPathFactory) -> Mapping[int, list[Diagnostic]]:
    folder = tmp_path_factory.mktemp("ties") / "brief"
    lines = [f"{name},share,{entity},{date},{value},percent,1,,e-p" for name, date, value, entity in ROWS]
    chapter = "".join(
        f"{text.replace('<', chr(92) + 'VAR{ ').replace('>', ' }')}\\VAR{{ cite('e-p') }}.\n\n" for _, text in SENTENCES
    )
    project(folder, lines, {"p": PASSAGE}, chapter)
    return found(folder, "templates/chapters/bridges.tex.j2")


@pytest.mark.parametrize("number", range(len(SENTENCES)))
def test_a_sentence_gives_a_row_s_number_its_own_date_and_name(
    sentences: Mapping[int, list[Diagnostic]], number: int
) -> None:
    held, text = SENTENCES[number]
    codes = {each.code for each in sentences.get(2 * number + 1, [])}
    assert (codes == set()) if held == "yes" else "NUM022" in codes, text
