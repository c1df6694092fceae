"""What rests on works that no longer stand, and how many independent sources there are."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import pipeline
from reportgen.findings.model import Diagnostic
from reportgen.language.english.sources import sources_claimed

CHAPTER = "templates/chapters/bridges.tex.j2"


def told(folder: Path, works: dict[str, str] | None = None, said: str = "", toml: str = "") -> list[Diagnostic]:
    """Return what is told of status and sources, after fields came to works and words to the chapter."""
    path = folder / "bib/sources.bib"
    text = path.read_text("utf-8")
    for key, fields in (works or {}).items():
        text = text.replace(f"{{{key},", f"{{{key}, {fields},")
    path.write_text(text, "utf-8")
    (folder / CHAPTER).write_text((folder / CHAPTER).read_text("utf-8") + said, "utf-8")
    settings = folder / "report.toml"
    settings.write_text(settings.read_text("utf-8") + toml, "utf-8")
    found = pipeline.check(folder, lambda _: None).findings
    return [f for f in found if f.code in {"BIB020", "BIB021", "EVI030", "EVI031", "EVI032", "TPL005", "PRJ003"}]


def short(found: list[Diagnostic], code: str) -> list[str]:
    return [f.message.partition(" rests on ")[0] for f in found if f.code == code]


ALONE = [
    'row "bridges/new"',
    'row "figures/cost-new"',
    'exhibit "bridges" (in bridges/new)',
    'exhibit "costs" (in figures/cost-new)',
    '"The new one cost about 16.0 times as …"',
    '"New & Long Bridge opened in 1999."',
]


@pytest.mark.parametrize("field", ["status = {retracted}", "status = {Withdrawn}", "pubstate = {retracted}"])
def test_what_rests_on_a_retracted_work_alone_is_evi030(rivers: Path, field: str) -> None:
    # The survey is cited by way of the guide, by one passage.
    found = told(rivers, {"survey": field}, '\nBoth cost much\\VAR{ cite("guide-new", "guide-old") }.\n')
    assert sorted(short(found, "EVI030")) == sorted(ALONE)
    assert short(found, "EVI031") == ['"Both cost much."']
    (beside,) = [f for f in found if f.code == "EVI031"]
    assert beside.message.endswith(
        "is " + field[field.index("{") + 1 : -1].lower() + '; the passage "guide-old" bears it out too'
    )
    assert [str(place) for place in beside.related] == ["bib/sources.bib:9", "bib/evidence.csv:3:1"]


@pytest.mark.parametrize("status", ["corrected", "superseded"])
def test_what_rests_on_a_corrected_work_is_evi031(rivers: Path, status: str) -> None:
    found = told(rivers, {"survey": f"status = {{{status}}}"})
    assert {f.code for f in found} == {"EVI031"}
    assert sorted(short(found, "EVI031")) == sorted(name.partition(" (in")[0] for name in ALONE)


def test_analyses_fall_once_and_with_their_rows(rivers: Path) -> None:
    said = '\n\\BLOCK{ analysis "why" rests_on=["guide-old", "cost-new"] }\nTrade. It did.\n\\BLOCK{ endanalysis }\n'
    found = told(rivers, {"survey": "status = {retracted}"}, said)
    assert [name for name in short(found, "EVI030") if "analysis" in name or "Tr" in name] == ['analysis "why"']


@pytest.mark.parametrize(
    ("field", "status"),
    [
        ("keywords = {bridges, Retracted}", "retracted"),
        ("note = {Retracted: true}", "retracted"),
        ("annotation = {#retracted}", "retracted"),
        ("type = {Retracted Publication}", "retracted"),
        ("titleaddon = {x}, note = {withdrawn}", "withdrawn"),
    ],
)
def test_what_exports_leave_in_an_entry_is_bib020(rivers: Path, field: str, status: str) -> None:
    found = told(rivers, {"survey": field})
    assert [f.code for f in found].count("BIB020") == 1
    assert "EVI030" not in {f.code for f in found}
    assert f'"survey", which is seemingly {status}' in next(f.message for f in found if f.code == "EVI031")


@pytest.mark.parametrize(
    ("title", "retracted"),
    [
        ("RETRACTED: A Survey", True),
        ("RETRACTED ARTICLE: A Survey", True),
        ("[Retracted] A Survey", True),
        ("{{RETRACTED}}: {{A Survey}}", True),
        ("WITHDRAWN: A Survey", True),
        ("A Survey (Retracted article. See vol. 375, pg. 445, 2010)", True),
        ("Retracted papers and who cites them", False),
        ("The withdrawn: a study of recluses", False),
        ("Why papers are retracted", False),
    ],
)
def test_titles_of_retracted_works_are_known(rivers: Path, title: str, retracted: bool) -> None:
    works = rivers / "bib/sources.bib"
    works.write_text(works.read_text("utf-8").replace("{A Survey of {Elbe} Crossings}", f"{{{title}}}"), "utf-8")
    assert any(f.code == "BIB020" for f in told(rivers)) == retracted


def test_an_author_says_that_a_work_stands(rivers: Path) -> None:
    assert told(rivers, {"survey": "status = {published}, note = {Retracted: true}"}) == []


def test_a_status_that_is_none_is_bib021(rivers: Path) -> None:
    (found,) = told(rivers, {"survey": "status = {retractd}"})
    assert (found.code, found.hint) == ("BIB021", 'did you mean "retracted"?')


def test_sources_are_counted_by_their_roots(rivers: Path) -> None:
    new, old = 'cite("guide-new")', 'cite("guide-old")'
    both = 'cite("guide-new", "guide-old")'
    found = told(
        rivers,
        {},
        f"\nTwo sources agree\\VAR{{ {new} }}. Two reports agree\\VAR{{ {both} }}. Three do\\VAR{{ {old} }}.\n",
    )
    (one,) = found
    assert one.message == '"Two sources": what is cited for that comes from "survey" alone, by way of "guide"'


def test_a_passage_of_the_work_that_another_cites_is_not_independent_of_it(rivers: Path) -> None:
    evidence = rivers / "bib/evidence.csv"
    evidence.write_text(evidence.read_text("utf-8") + "survey-new,survey,2,,cost forty million,,\n", "utf-8")
    found = told(rivers, {}, '\nTwo sources agree\\VAR{ cite("guide-new", "survey-new") }.\n')
    assert [f.code for f in found] == ["EVI032"]


@pytest.mark.parametrize(("confidence", "few"), [("high", True), ("moderate", False), ("low", False)])
def test_confidence_needs_independent_sources(rivers: Path, confidence: str, few: bool) -> None:
    said = (
        '\n\\BLOCK{ analysis "why" rests_on=["guide-old", "cost-new"], confidence="%s" }\nX.\n\\BLOCK{ endanalysis }\n'
    )
    found = told(rivers, {}, said % confidence)
    assert [f.code for f in found] == ["EVI032"] * few
    assert told(rivers, {}, "", "\n[confidence]\nhigh = 2\nmoderate = 2\n") == []


@pytest.mark.parametrize(("words", "printed"), [("", "moderate"), ('\n[words]\nmoderate = "middling"\n', "middling")])
def test_a_confidence_is_printed_where_its_block_asks_for_it(rivers: Path, words: str, printed: str) -> None:
    with (rivers / "templates/chapters/bridges.tex.j2").open("a", encoding="utf-8") as file:
        for name, text in (("why", "We say so with \\VAR{ confidence } confidence."), ("how", "We say so.")):
            begin = f'\\BLOCK{{ analysis "{name}" rests_on=["guide-old", "cost-new"] confidence="moderate" }}'
            file.write(f"\n{begin}\n{text}\n\\BLOCK{{ endanalysis }}\n")
    with (rivers / "report.toml").open("a", encoding="utf-8") as file:
        file.write(words)
    outcome = pipeline.check(rivers, lambda _: None)
    assert outcome.value is not None
    found = [s.text for s in outcome.value.verified.statements if s.kind == "analysis"]
    assert found == [f"We say so with {printed} confidence.", "We say so."]


def test_a_confidence_that_is_none_is_told(rivers: Path) -> None:
    (found,) = told(
        rivers, {}, '\n\\BLOCK{ analysis "a" rests_on=["guide-old"] confidence="hihg" }X.\\BLOCK{ endanalysis }\n'
    )
    assert (found.code, found.hint) == ("TPL005", 'did you mean "high"?')


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Two sources say so.", 2),
        ("Three independent studies found it.", 3),
        ("Several of the reports tell it.", 2),
        ("It was independently confirmed.", 2),
        ("The sources agree that it was late.", 2),
        ("One source says so.", 0),
        ("Other towns had sources of water.", 0),
        ("It was confirmed by the council.", 0),
        ("The report has many pages.", 0),
    ],
)
def test_words_that_claim_several_sources(sentence: str, count: int) -> None:
    assert sources_claimed(sentence)[0] == count
