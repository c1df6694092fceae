"""A rule that report.toml makes lighter is let pass, or the setting is refused: nothing stops without a word."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import pytest

from reportgen import cli, pipeline
from reportgen.findings.model import Severity
from reportgen.findings.rules import FIRM, RULES

CHAPTER: Final = "templates/chapters/bridges.tex.j2"
BIB: Final = "bib/sources.bib"


def replace(path: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        text = (folder / path).read_text("utf-8")
        assert old in text
        (folder / path).write_text(text.replace(old, new, 1), "utf-8")

    return change


def all_of(*changes: Callable[[Path], None]) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        for one in changes:
            one(folder)

    return change


def away(*changes: Callable[[Path], None]) -> Callable[[Path], None]:
    """Lock, take the texts away, then change something."""

    def change(folder: Path) -> None:
        assert pipeline.lock(folder, lambda _: None).value is not None
        shutil.rmtree(folder / "bib/texts")
        all_of(*changes)(folder)

    return change


def bring_texts(folder: Path) -> None:
    shutil.copytree(Path(__file__).parents[1] / "projects/rivers/bib/texts", folder / "bib/texts")


def add(path: str, text: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        with (folder / path).open("a", encoding="utf-8") as file:
            file.write(text)

    return change


ANALYSIS: Final = '\n\\BLOCK{ analysis "dear" rests_on=["guide-new"] }\nIt was dear.\n\\BLOCK{ endanalysis }\n'

VOLUME: Final = '\n[[volumes]]\nid = "brief"\ntitle = "Brief"\nchapters = ["bridges"]\n'

REVIEWS: Final = (
    "statement,text,words,passages,data,reader,role,date,verdict,comment\n"
    f"row:bridges/old,Old,{'0' * 16},{'0' * 16},{'0' * 16},Ada,reader,2020-02-01T10:00:00Z,supported,\n"
)

PROVOKED: Final[dict[str, Callable[[Path], None]]] = {
    "DAT023": replace("data/datapackage.json", '"path": "rivers.csv",', '"path": "rivers.csv", "bytes": 1,'),
    "DAT024": all_of(
        replace("data/datapackage.json", '"title": "Length",', '"title": "Length", "bareNumber": false,'),
        replace("data/bridges.csv", "402.5", "402.5 metres"),
        replace("data/bridges.csv", "1200", "1200 feet"),
    ),
    "DAT008": replace("data/bridges.csv", ",oder,", ",rhine,"),
    "BIB003": replace(BIB, "  title      = {A Guide to Bridges},\n", ""),
    "BIB004": replace(BIB, "@book{guide", "@boook{guide"),
    "BIB005": replace(BIB, "1998", "12 May"),
    "BIB010": replace(BIB, "Bridge, Anna", "Bridge, Anna; Pier, Otto"),
    "BIB007": replace(BIB, "River Press", r"River \unheardof{Press}"),
    "BIB008": replace(BIB, "@book{guide,", "@book{guide,\n  crossref = {nobody},"),
    "EVI002": add("bib/evidence.csv", "more,guide,Tolls,,cross pay,,\n"),
    "EVI003": replace("bib/evidence.csv", ",Tolls,", ",,"),
    "EVI005": replace("bib/evidence.csv", "after nine years", "unheard of words"),
    "EVI006": replace("bib/evidence.csv", "an eighth of all who cross pay", "the"),
    "EVI007": replace("bib/evidence.csv", "The New Bridge,3,", "The New Bridge,4,"),
    "EVI008": replace("bib/evidence.csv", "an eighth of all who cross pay", "one two " * 7),
    "EVI009": replace("bib/evidence.csv", "after nine years", "after nine yeers"),
    "EVI010": away(bring_texts, add("bib/texts/guide.txt", "\nMore.\n")),
    "EVI011": away(replace("bib/evidence.csv", "after nine years", "after ten years")),
    "EVI012": lambda folder: shutil.rmtree(folder / "bib/texts"),
    "EVI013": add("bib/evidence.lock", "no line of a lock\n"),
    "EVI018": add(CHAPTER, '\nIt was “shut in May of that year”\\VAR{ cite("guide-old") }.\n'),
    "EVI019": away(add(CHAPTER, '\nIt was “shut in May of that year”\\VAR{ cite("guide-old") }.\n')),
    "EVI023": away(replace("report.toml", "What bridges cost", "What all bridges cost")),
    "EVI024": away(replace("data/figures.csv", "share-toll,share,toll,2000,12.5,percent,1,,guide-toll\n", "")),
    "EVI025": away(replace("bib/evidence.lock", '{"lock": 2', '{"lock": 1')),
    "EVI026": replace("data/datapackage.json", '"title": "Length",', '"title": "Length", "claim": false,'),
    "NUM003": replace("data/figures.csv", "1851,2.5", "1851,2.6"),
    "NUM004": add(CHAPTER, '\nIt was \\VAR{ "dear" | when(figure("cost-old") < 9) }\\VAR{ cite("guide-old") }.\n'),
    "NUM005": add(CHAPTER, '\nIt cost 40 million\\VAR{ cite("guide-new") }.\n'),
    "NUM006": add(CHAPTER, '\nIt was built by Gustave Eiffel\\VAR{ cite("guide-new") }.\n'),
    "NUM008": away(replace("data/figures.csv", "1851,2.5", "1851,2.6")),
    "NUM009": replace("data/figures.csv", "1851,2.5,USD,1e6", "1851,2.5,USD,1e9"),
    "NUM010": replace("report.toml", 'USD = { prefix = "$" }\n', ""),
    "NUM012": add("report.toml", '\n[words]\nyears = "nine"\n'),
    "NUM013": replace("report.toml", '" per cent"', '" per cent of soldiers"'),
    "NUM016": replace(BIB, "@book{guide,", "@book{guide,\n  langid = {hungarian},"),
    "NUM018": add(CHAPTER, '\nIt fell by \\VAR{ figure("cost-old") }\\VAR{ cite("guide-old") }.\n'),
    "NUM019": replace("bib/texts/guide.txt", "had cost $2.5", "had cost about $2.5"),
    "NUM020": add(CHAPTER, '\nIt cost \\VAR{ figure("cost-old") }\\VAR{ cite("guide-toll") }.\n'),
    "NUM021": add(CHAPTER, '\nIt cost \\VAR{ figure("cost-old", decimals=2) }\\VAR{ cite("guide-old") }.\n'),
    "NUM035": replace("report.toml", "title = ", 'language = "hu"\ntitle = '),
    "NUM036": replace("report.toml", "title = ", 'language = "ru"\ntitle = '),
    "TPL008": add(CHAPTER, '\n{{ title }} is dear\\VAR{ cite("guide-old") }.\n'),
    "TPL012": add(CHAPTER, "\n\\input{none/none}\n"),
    "TPL013": replace(CHAPTER, "The new one", "\\ref{none} The new one"),
    "TPL014": add(CHAPTER, "\n\\label{a}\\label{a}\n"),
    "TPL015": replace(CHAPTER, "The new one", "As of \\today, the new one"),
    "TPL016": replace(CHAPTER, "The new one", "\\ifodd\\value{page} Not \\fi The new one"),
    "TPL023": add(CHAPTER, '\nIt is so\\hspace{\\VAR{ value("old", "name") }}\\VAR{ cite("guide-old") }.\n'),
    "TPL030": add(CHAPTER, "\n\\def\\until#1.{#1}\n"),
    "STM001": add(CHAPTER, "\nNobody says so.\n"),
    "STM003": add(CHAPTER, ANALYSIS),
    "EXH001": replace(CHAPTER, '\\VAR{ chart("costs") }', ""),
    "EXH003": add(CHAPTER, '\\VAR{ chart("costs") }\n'),
    "REV001": add("report.toml", '\n[review]\nread = "all"\n'),
    "REV002": add("bib/reviews.csv", REVIEWS),
    "EXH010": replace("report.toml", "million dollars", "billion dollars"),
    "EVI030": replace(BIB, "@book{guide,", "@book{guide,\n  status = {retracted},"),
    "EXH015": replace("report.toml", 'options = { unit = "million dollars" }\n', ""),
    "NUM030": replace("data/figures.csv", "2.5,USD,1e6", "2.5,USD,0"),
    "VOL001": add("report.toml", VOLUME + "max_words = 5\n"),
    "VOL002": add("report.toml", VOLUME + "max_sentence_words = 3\n"),
    "VOL003": add("report.toml", VOLUME + "max_citations = 0.5\n"),
}  # fmt: skip

# Set while the pages are; tests/test_pipeline.py, tests/checks, tests/review and tests/webpage provoke them.
ELSEWHERE: Final = {
    *(f"BIB{number:03}" for number in range(15, 22)),
    *("EVI028", "EVI029", "EVI031", "EVI032", "EXH013", "EXH014", "NUM022", "NUM023", "NUM025", "NUM026", "STM004"),
    *(f"WRD{number:03}" for number in range(1, 19)),
    *("WEB001", "WEB002", "WEB003", "DOC001", "EXH025", "TEX030"),
    *(f"DOC{number:03}" for number in range(20, 27)),
    *(
        "CIT004",
        "CIT005",
        "CIT006",
        "CIT007",
        "CIT010",
        "CIT011",
        "CIT012",
        "NUM007",
        "STM002",
        "CON001",
        "CON002",
        "EXH007",
        "EXH008",
        "PRJ016",
        "REV004",
        "REV006",
        "REV007",
    ),
    *(
        "EVI014",
        "EVI020",
        "EVI027",
        "TPL009",
        "BIB009",
        "BIB011",
        "BIB012",
        "BIB013",
        "BIB014",
        "TEX002",
        "TEX011",
        "TEX012",
    ),
}

SETTING: Final[dict[str, Callable[[Path], None]]] = {
    "TEX003": replace(CHAPTER, "The new one", "\\hyperlink{none}{The} new one"),
    "TEX004": replace("data/bridges.csv", "Old Bridge", "Old \u6f22 Bridge"),
    "VOL004": add("report.toml", VOLUME + "max_pages = 1\n"),
    "VOL005": add("report.toml", VOLUME + "max_blank = 0.1\n"),
}


def test_every_rule_is_firm_or_provoked() -> None:
    assert {*FIRM, *PROVOKED, *SETTING, *ELSEWHERE} == {*RULES}
    assert not FIRM.keys() & {*PROVOKED, *ELSEWHERE}


def setting(code: str, severity: str) -> Callable[[Path], None]:
    return add("report.toml", f'\n[[rules]]\ncode = "{code}"\nseverity = "{severity}"\nreason = "a try"\n')


SEVERITIES: Final = ("ignore", "info", "warning")


@pytest.mark.parametrize("code", PROVOKED)
def test_a_rule_that_is_made_lighter_stops_nothing(code: str, rivers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    PROVOKED[code](rivers)
    found = pipeline.check(rivers, lambda _: None).findings
    assert code in {f.code for f in found}
    others = {f.code for f in found if f.code != code and f.severity is Severity.ERROR}
    settings = (rivers / "report.toml").read_text("utf-8")
    for severity in SEVERITIES:
        (rivers / "report.toml").write_text(settings, "utf-8")
        for each in sorted({code, *others}):
            setting(each, severity)(rivers)
        assert cli.main(["check", "--project", str(rivers)]) == 0, severity
        told = capsys.readouterr()
        assert ((f" {severity} {code} ") in told.err) == (severity != "ignore"), told.err


def test_a_firm_rule_says_why_it_cannot_be_made_lighter(rivers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each rule with each severity but its own, all of them in one report.toml, of which each is told."""
    wanted = [(code, severity) for code in FIRM for severity in SEVERITIES if severity != RULES[code].severity]
    settings = (rivers / "report.toml").read_text("utf-8")
    for severity in SEVERITIES:
        (rivers / "report.toml").write_text(settings, "utf-8")
        codes = [code for code, each in wanted if each == severity]
        for code in codes:
            setting(code, severity)(rivers)
        assert cli.main(["check", "--project", str(rivers)]) == 1
        told = capsys.readouterr().err
        for code in codes:
            assert f'error PRJ007 firm-rule: {code} cannot be set to "{severity}": {FIRM[code]}' in told


LET_PASS: Final = (
    ("DAT008", "BIB003", "BIB005", "BIB008", "EVI003", "EVI013", "NUM003", "EXH001"),
    ("BIB004", "EVI005", "EXH003"),
)
"""Rules whose flaws one project can have together."""


@pytest.mark.tex
@pytest.mark.usefixtures("shared_cache")
@pytest.mark.parametrize("codes", LET_PASS, ids="-".join)
def test_what_is_let_pass_is_built(codes: Sequence[str], rivers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for code in codes:
        PROVOKED[code](rivers)
    settings, stopping = (rivers / "report.toml").read_text("utf-8"), {*codes}
    for severity in ("warning", "ignore"):
        # Flawed inputs hide the flaws of templates until they are let pass.
        found = pipeline.check(rivers, lambda _: None).findings
        stopping |= {f.code for f in found if f.severity is Severity.ERROR}
        (rivers / "report.toml").write_text(settings, "utf-8")
        for each in sorted(stopping):
            setting(each, severity)(rivers)
    assert {f.code for f in found} >= {*codes}
    assert cli.main(["build", "--project", str(rivers)]) == 0, capsys.readouterr().err
    assert (rivers / "build/brief.pdf").is_file()


@pytest.mark.tex
def test_a_stage_that_cannot_go_on_never_ends_without_an_error(
    rivers: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("reportgen.project.parse.FIRM", {})
    replace("report.toml", "[[ch", 'style = "chicgo"\n[[ch')(rivers)
    setting("CIT002", "ignore")(rivers)
    assert cli.main(["build", "--project", str(rivers)]) == 1
    assert (
        'error PRJ007 firm-rule: no brief can be made with CIT002, which is set to "ignore"' in capsys.readouterr().err
    )


def test_a_check_goes_on_behind_a_template_that_fails_and_says_what_it_left_out(rivers: Path) -> None:
    chapter = rivers / "templates/chapters/bridges.tex.j2"
    chapter.write_text(chapter.read_text("utf-8") + r'\VAR{ share("cost-old") }', "utf-8")
    toml = rivers / "report.toml"
    toml.write_text(toml.read_text("utf-8").replace('title = "Bridges"', 'title = "Half of the bridges"'), "utf-8")
    outcome = pipeline.check(rivers, lambda _: None)
    assert [f.code for f in outcome.findings] == ["NUM005", "TPL005"]
    assert outcome.unread.startswith("what else is in templates/chapters/bridges.tex.j2;")


def test_a_check_says_that_flawed_data_hide_the_templates(rivers: Path) -> None:
    table = rivers / "data/bridges.csv"
    table.write_text(table.read_text("utf-8").replace("1851-05", "1851-99"), "utf-8")
    outcome = pipeline.check(rivers, lambda _: None)
    assert [f.code for f in outcome.findings] == ["DAT011"]
    assert outcome.unread.startswith("templates")
