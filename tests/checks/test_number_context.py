"""What sentences say of the numbers that calls print, against rows, passages and formulas."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from reportgen import pipeline
from reportgen.findings.model import Diagnostic

HERE: Final = Path(__file__).parent
SHOWN: Final = "EVI002"  # not every sentence of the list uses every passage
UNITS: Final = """count = {}
km = { suffix = " km" }
mm = { suffix = " mm" }
tonnes = { suffix = " tonnes" }
days = { suffix = " days" }
years = { suffix = " years" }
"percent of GDP" = { suffix = " per cent" }
"""


class Part(NamedTuple):
    """Rows with passages, and the sentences about them: verdict, evidence, sentence."""

    rows: list[list[str]]
    sentences: list[tuple[str, str, str]]


def parts() -> list[Part]:
    found = []
    for text in (HERE / "number_sentences.txt").read_text("utf-8").split("\n\n")[1:]:
        lines = text.strip().splitlines()
        rows = [re.split(r"; | \| ", line.removeprefix("row: "), maxsplit=7) for line in lines if line[:4] == "row:"]
        said = [line.split(" | ", 2) for line in lines if line[:4] != "row:"]
        found.append(Part(rows, [(verdict, cited, sentence) for verdict, cited, sentence in said]))
    return found


PARTS: Final = parts()
CASES: Final = [(n, m) for n, part in enumerate(PARTS) for m in range(len(part.sentences))]


def project(folder: Path, part: Part) -> Path:
    """Make a brief of all the sentences of a part, each in two lines of the chapter."""
    shutil.copytree(HERE.parent / "projects" / "rivers", folder, ignore=shutil.ignore_patterns("build"))
    settings = (folder / "report.toml").read_text("utf-8").partition("\n[exhibits")[0]
    (folder / "report.toml").write_text(settings.replace("[units]\n", "[units]\n" + UNITS), "utf-8")
    text, evidence, figures = ["A Guide", ""], ["id,source,section,footnote,quote,via,note"], []
    for name, *cells, passage in part.rows:
        text += [f"Part {name}", "", f"This was in {cells[1]}. {passage}", ""]
        quote = " ".join(passage.rstrip(".").split()[-6:])
        evidence.append(f'e-{name},guide,Part {name},,"{quote}",,')
        figures.append(",".join((name, cells[0], "land", *cells[1:], f"e-{name}")))
    (folder / "bib/texts/guide.txt").write_text("\n".join(text), "utf-8")
    (folder / "bib/evidence.csv").write_text("\n".join(evidence) + "\n", "utf-8")
    head = "id,measure,entity,date,value,unit,scale,qualifier,evidence"
    (folder / "data/figures.csv").write_text("\n".join((head, *figures)) + "\n", "utf-8")
    package = json.loads((folder / "data/datapackage.json").read_text("utf-8"))
    package["resources"] = [each for each in package["resources"] if each["name"] == "figures"]
    package["resources"][0]["schema"]["fields"][2] = {"name": "entity", "type": "string"}
    (folder / "data/datapackage.json").write_text(json.dumps(package), "utf-8")
    lines = []
    for _, cited, sentence in part.sentences:
        called = re.sub(r"<((?:[^<>]|> ?\d)*)>", r"\\VAR{ \1 }", sentence)
        ids = ", ".join(f'"e-{each}"' for each in cited.split())
        lines += [f"{called}\\VAR{{ cite({ids}) }}.", ""]
    (folder / "templates/chapters/bridges.tex.j2").write_text("\n".join(lines), "utf-8")
    return folder


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Mapping[tuple[int, int], list[Diagnostic]]:
    """Findings by part and by the line of the chapter, those about rows by line 0."""
    found: dict[tuple[int, int], list[Diagnostic]] = {}
    for number, part in enumerate(PARTS):
        folder = project(tmp_path_factory.mktemp("part") / "brief", part)
        for each in pipeline.check(folder, lambda _: None).findings:
            line = each.location.line if each.location.path.endswith("bridges.tex.j2") else 0
            found.setdefault((number, line), []).append(each)
    return found


@pytest.mark.parametrize(("part", "number"), CASES)
def test_each_sentence_is_judged_as_by_hand(
    findings: Mapping[tuple[int, int], list[Diagnostic]], part: int, number: int
) -> None:
    verdict, _, sentence = PARTS[part].sentences[number]
    found = findings.get((part, 2 * number + 1), ())
    codes = {each.code for each in found if not each.code.startswith("WRD")}
    assert (not codes) if verdict == "fine" else verdict in codes, f"{sentence}: {codes}"


def test_rows_without_the_qualifiers_of_their_passages(
    findings: Mapping[tuple[int, int], list[Diagnostic]],
) -> None:
    told = {each.message.split('"')[1]: each.code for each in findings[0, 0] if each.code != SHOWN}
    assert told == {"mills": "NUM019", "ferry": "NUM019"}


@pytest.mark.parametrize(
    ("passage", "qualifier", "code"),
    [
        ("about", "about", ""),
        ("roughly", "about", ""),
        ("about", "", "NUM019"),
        ("an estimated", "", "NUM019"),
        ("an expected", "", "NUM019"),
        ("up to", "", "NUM019"),
        ("up to", "at most", ""),
        ("less than", "more than", "NUM018"),
        ("over", "less than", "NUM018"),
        ("nearly", "more than", "NUM018"),
        ("nearly", "less than", ""),
        ("about", "exactly", "NUM018"),
        ("", "more than", "NUM019"),
        ("", "about", ""),
        ("", "", ""),
    ],
)
def test_the_qualifier_of_a_row_against_its_passage(rivers: Path, passage: str, qualifier: str, code: str) -> None:
    figures, text = rivers / "data/figures.csv", rivers / "bib/texts/guide.txt"
    figures.write_text(figures.read_text("utf-8").replace("USD,1e6,,guide-old", f"USD,1e6,{qualifier},guide-old"))
    text.write_text(text.read_text("utf-8").replace("cost $2.5", f"cost {passage} $2.5"), "utf-8")
    found = pipeline.check(rivers, lambda _: None).findings
    assert {each.code for each in found if each.location.path.endswith("figures.csv")} == ({code} if code else set())


def test_a_finding_says_where_and_what_to_do(rivers: Path) -> None:
    chapter = rivers / "templates/chapters/bridges.tex.j2"
    call, cite = '\\VAR{ figure("cost-old", decimals=2) }', '\\VAR{ cite("guide-toll") }'
    chapter.write_text(f"{chapter.read_text('utf-8')}\nThe price fell by {call}{cite}.\n", "utf-8")
    by_code = {each.code: each for each in pipeline.check(rivers, lambda _: None).findings}
    assert set(by_code) - {"WRD009"} == {"NUM018", "NUM020", "NUM021"}
    assert by_code["NUM020"].message == (
        '"$2.50 million" is not in the passage "guide-toll" cited beside it, but in the passage "guide-old"'
    )
    assert by_code["NUM021"].message == '"$2.50 million" has more decimals than the number has, 2.5'
    assert "had cost $2.5 million" in by_code["NUM018"].message
    assert all(each.location.line == 11 and each.hint for each in by_code.values())


def test_words_are_held_against_rows_where_no_text_is_at_hand(rivers: Path) -> None:
    chapter, figures = rivers / "templates/chapters/bridges.tex.j2", rivers / "data/figures.csv"
    figures.write_text(figures.read_text("utf-8").replace("cost-old,cost,", "cost-old,rise of the cost,"), "utf-8")
    sentence = 'The cost fell by \\VAR{ figure("cost-old") }\\VAR{ cite("guide-old") }.'
    chapter.write_text(f"{chapter.read_text('utf-8')}\n{sentence}\n", "utf-8")
    (rivers / "bib/texts/guide.txt").unlink()
    assert "NUM018" in {each.code for each in pipeline.check(rivers, lambda _: None).findings}


def test_a_title_is_read_as_a_sentence_is(rivers: Path) -> None:
    path = rivers / "report.toml"
    title = "'Bridges that cost more than \\VAR{ figure(\"cost-old\") }'"
    path.write_text(path.read_text("utf-8").replace('"What bridges cost"', title), "utf-8")
    assert {each.code for each in pipeline.check(rivers, lambda _: None).findings} == {"NUM018"}


def test_a_waiver_answers_it(rivers: Path) -> None:
    test_a_title_is_read_as_a_sentence_is(rivers)
    with (rivers / "report.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[rules]]\ncode = "NUM018"\nseverity = "ignore"\nreason = "read"\nmatch = "$2.5 million"\n')
    assert pipeline.check(rivers, lambda _: None).findings == ()


@pytest.mark.parametrize(("call", "codes"), [("year", set()), ("date", {"NUM020"})])
def test_of_a_date_the_passages_cited_need_what_is_printed(rivers: Path, call: str, codes: set[str]) -> None:
    with (rivers / "bib/texts/guide.txt").open("a", encoding="utf-8") as text:
        text.write("\nThe gates of the New & Long Bridge opened on 12 June 1999, at noon.\n")
    with (rivers / "bib/evidence.csv").open("a", encoding="utf-8") as evidence:
        evidence.write('guide-day,guide,Tolls,,"Bridge opened on 12 June 1999, at noon",,\n')
    bridges, chapter = rivers / "data/bridges.csv", rivers / "templates/chapters/bridges.tex.j2"
    bridges.write_text(bridges.read_text("utf-8").replace("1999,1200,guide-new", "1999-06-12,1200,guide-new;guide-day"))
    sentence = f'It opened in \\VAR{{ {call}("new", "opened") }}\\VAR{{ cite("guide-new") }}.'
    chapter.write_text(f"{chapter.read_text('utf-8')}\n{sentence}\n", "utf-8")
    assert {each.code for each in pipeline.check(rivers, lambda _: None).findings} == codes


@pytest.mark.parametrize(
    ("passage", "row", "code"),
    [
        ("It is not true that the bridge had cost $2.5 million.", "cost", "NUM018"),
        ("The engineer denied that it had cost $2.5 million.", "cost", "NUM018"),
        ("The claim that it had cost $2.5 million is false.", "cost", "NUM018"),
        ("Its price failed to reach $2.5 million.", "cost", "NUM018"),
        ("The engineer denied that it had cost $2.5 million.", "cost as claimed", ""),
        ("The bridge could cost $2.5 million.", "cost", "NUM019"),
        ("The bridge would have cost $2.5 million.", "cost", "NUM019"),
        ("The plan foresees $2.5 million for the bridge.", "cost", "NUM019"),
        ("The council set a target of $2.5 million.", "cost", "NUM019"),
        ("The council made a forecast of $2.5 million.", "cost", "NUM019"),
        ("The bridge could cost $2.5 million.", "possible cost", ""),
        ("In May 1851 it had cost $2.5 million, though nobody might think so.", "cost", ""),
        ("Nobody was there, but it had cost $2.5 million.", "cost", ""),
        ("It had cost $2.5 million, which the engineer never denied.", "cost", ""),
        ("The town could not pay; the bridge had cost $2.5 million.", "cost", ""),
    ],
)
def test_a_row_says_what_its_passage_denies_or_foresees(rivers: Path, passage: str, row: str, code: str) -> None:
    figures, text = rivers / "data/figures.csv", rivers / "bib/texts/guide.txt"
    figures.write_text(figures.read_text("utf-8").replace("cost-old,cost,", f"cost-old,{row},"), "utf-8")
    text.write_text(text.read_text("utf-8").replace("and had cost $2.5 million.", f"as it is told. {passage}"), "utf-8")
    found = pipeline.check(rivers, lambda _: None).findings
    assert {each.code for each in found if each.location.path.endswith("figures.csv")} == ({code} if code else set())
