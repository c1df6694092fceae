"""What would fall or change with a source, a passage or a row."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from reportgen import pipeline

CHAPTER = "templates/chapters/bridges.tex.j2"
BRIEF = Path(__file__).parents[2]
MORE = r"""
It paid \VAR{ "more than ten times" | when(ratio("cost-new", "cost-old") > 10) } as much\VAR{ cite("guide-new") }.
\BLOCK{ set dear = rows("figures", measure="cost") }
\BLOCK{ if dear | length > 1 }Both were dear\VAR{ cite("guide-old") }.\BLOCK{ endif }
\BLOCK{ analysis "why" rests_on=["cost-new", "guide-old"] }
Trade paid for it.
\BLOCK{ endanalysis }
"""


def impact(folder: Path, what: str, value: str | None = None, column: str = "value") -> Any:
    """Return what hangs on something, as JSON has it."""
    outcome = pipeline.impact(folder, lambda _: None, (), what, value, column)
    assert outcome.value is not None
    return json.loads(outcome.value.as_json) if outcome.value.as_json else outcome.value


def of(found: Any, outcome: str) -> list[tuple[str, str]]:
    return [(e["kind"], e["name"]) for e in found["effects"] if e["outcome"] == outcome]


def add(folder: Path, said: str) -> None:
    (folder / CHAPTER).write_text((folder / CHAPTER).read_text("utf-8") + said, "utf-8")


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_what_falls_with_a_source_that_another_cites(rivers: Path) -> None:
    (found,) = impact(rivers, "survey")
    assert (found["kind"], found["place"]) == ("source", "bib/sources.bib:9")
    assert of(found, "falls") == [
        ("sentence", "The new one cost about 16.0 times as much."),
        ("sentence", "New & Long Bridge opened in 1999."),
        ("exhibit", "bridges"),
        ("exhibit", "costs"),
        ("row", "bridges/new"),
        ("row", "figures/cost-new"),
        ("number", "16.0"),
        ("number", "1999"),
    ]
    assert of(found, "weakened") == []
    assert found["counts"] == {"falls": {"sentence": 2, "exhibit": 2, "row": 2, "number": 2}}
    places = {e["place"] for e in found["effects"] if e["kind"] == "sentence"}
    assert places == {f"{CHAPTER}:2", f"{CHAPTER}:5"}


def test_what_other_passages_bear_out_stands(rivers: Path) -> None:
    add(rivers, '\nBoth were built\\VAR{ cite("guide-old", "guide-new") }.\n')
    (found,) = impact(rivers, "guide-old")
    assert of(found, "weakened") == [("sentence", "Both were built."), ("row", "bridges/toll")]
    left = next(e["left"] for e in found["effects"] if e["name"] == "Both were built.")
    assert left == ["guide-new"]


def test_words_conditions_and_analyses_hang_on_rows(rivers: Path) -> None:
    add(rivers, MORE)
    (found,) = impact(rivers, "figures/cost-new")
    assert {e["outcome"] for e in found["effects"]} == {"changes"}
    changes = of(found, "changes")
    assert ("words", "more than ten times") in changes
    assert ("condition", "dear | length > 1") in changes
    assert ("analysis", "why") in changes
    assert ("sentence", "The Old Bridge cost $2.5 million.") not in changes
    place = next(e["place"] for e in found["effects"] if e["kind"] == "words")
    line = (rivers / CHAPTER).read_text("utf-8").split("\n")[int(place.rpartition(":")[2]) - 1]
    assert "more than ten times" in line
    (other,) = impact(rivers, "share-toll")
    assert of(other, "changes") == [("row", "figures/share-toll"), ("condition", "dear | length > 1")]
    (source,) = impact(rivers, "survey")
    assert {("words", "more than ten times"), ("analysis", "why")} <= set(of(source, "falls"))


def test_rows_that_a_source_derives_from_a_row_change_with_it() -> None:
    (found,) = impact(BRIEF, "vac-fig-arm-exports-1996")
    assert ("row", "figures/vac-fig-arm-export-growth") in of(found, "changes")
    (found,) = impact(BRIEF, "vac-fig-blr-exports-2014")
    assert ("words", "slightly more") in of(found, "changes")


def test_another_value_flips_words_and_nothing_is_written(rivers: Path) -> None:
    add(rivers, MORE)
    before = digests(rivers)
    (found,) = impact(rivers, "cost-new", "20")
    trial = found["trial"]
    assert (trial["before"], trial["after"]) == ("40", "20")
    assert [
        f"{CHAPTER}:2",
        "The new one cost about 16.0 times as much.",
        "The new one cost about 8.0 times as much.",
    ] in trial["changed"]
    assert [code for _, code, _ in trial["flips"]] == ["NUM004"]
    assert 'no longer say "more than ten times"' in trial["flips"][0][2]
    (same,) = impact(rivers, "cost-new", "41")
    assert same["trial"]["flips"] == []
    assert digests(rivers) == before


def test_another_date_and_another_text_can_be_tried(rivers: Path) -> None:
    (found,) = impact(rivers, "bridges/old", "1861-05", "opened")
    assert found["trial"]["changed"] == [[f"{CHAPTER}:5", "Old Bridge opened in 1851.", "Old Bridge opened in 1861."]]
    (found,) = impact(rivers, "bridges/old", "Stone Bridge", "name")
    assert found["trial"]["changed"] == [[f"{CHAPTER}:5", "Old Bridge opened in 1851.", "Stone Bridge opened in 1851."]]


@pytest.mark.parametrize(
    ("what", "value", "column", "why"),
    [
        ("survey", "3", "value", "only a data row has values"),
        ("guide-old", "3", "value", "only a data row has values"),
        ("cost-new", "many", "value", '"many" is no number'),
        ("cost-new", "nan", "value", "no number that a brief can print"),
        ("cost-new", "1e999", "value", "no number that a brief can print"),
        ("cost-new", "3", "valu", 'has no column "valu"'),
        ("bridges/old", "31.5.1851", "opened", "31.5.1851"),
        ("bridges/old", "oder", "river", "holds ids"),
        ("bridges/old", "rope", "kind", "none of arch, beam"),
    ],
)
def test_what_cannot_be_tried_is_told(rivers: Path, what: str, value: str, column: str, why: str) -> None:
    assert why in impact(rivers, what, value, column).refused


def test_unknown_names_are_told_with_what_is_near(rivers: Path) -> None:
    assert impact(rivers, "surveyy").nearest == 'did you mean "survey"?'
    assert impact(rivers, "").nearest.startswith("name a source's key")
    assert impact(rivers, "figures/cost-nex").nearest == 'did you mean "figures/cost-new"?'


def test_a_ledger_that_is_there_is_not_asked(rivers: Path) -> None:
    (rivers / "build").mkdir(exist_ok=True)
    (rivers / "build/ledger.json").write_text("{}", "utf-8")
    assert len(impact(rivers, "survey")[0]["effects"]) == 8


def test_a_project_that_cannot_be_drafted_is_told(rivers: Path) -> None:
    add(rivers, "\n\\VAR{ nothing }\n")
    outcome = pipeline.impact(rivers, lambda _: None, (), "survey")
    assert outcome.value is None
    assert [f.code for f in outcome.findings if f.code.startswith("TPL")] == ["TPL003"]


def test_counts_on_the_brief_are_those_of_its_files() -> None:
    """The rows that fall with a source are those of which all evidence is its own, counted from the files alone."""
    for source in ("associations2014", "strategy2005", "vacuum2021"):
        (found,) = impact(BRIEF, source)
        with (BRIEF / "bib/evidence.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        own = {row["id"] for row in rows if source in (row["source"], row.get("via", ""))}
        alone = beside = 0
        for path in sorted((BRIEF / "data").glob("*.csv")):
            with path.open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    named = set(filter(None, (name.strip() for name in (row.get("evidence") or "").split(";"))))
                    alone += bool(named) and named <= own
                    beside += bool(named & own) and not named <= own
        assert found["counts"]["falls"]["row"] == alone
        assert found["counts"].get("weakened", {}).get("row", 0) == beside


def test_sentences_of_the_brief_that_cite_a_passage() -> None:
    """A passage that one citation names, and no row: sentences of that line alone hang on it, and nothing else does."""
    lines = {
        f"{path.relative_to(BRIEF).as_posix()}:{number}": line
        for path in sorted((BRIEF / "templates").rglob("*.j2"))
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1)
    }
    rows = "".join(path.read_text("utf-8") for path in (BRIEF / "data").glob("*.csv"))
    with (BRIEF / "bib/evidence.csv").open(encoding="utf-8", newline="") as file:
        names = [row["id"] for row in csv.DictReader(file)]
    whole = "\n".join(lines.values())
    single = [name for name in names if whole.count(f'"{name}"') == 1 and name not in rows]
    assert len(single) > 2
    for name in single[:: len(single) // 2]:
        (found,) = impact(BRIEF, name)
        place = next(place for place, line in lines.items() if f'"{name}"' in line)
        assert {(e["kind"], e["place"]) for e in found["effects"]} == {("sentence", place)}


def test_the_text_of_an_impact(rivers: Path) -> None:
    add(rivers, MORE)
    outcome = pipeline.impact(rivers, lambda _: None, (), "cost-new", "20")
    assert outcome.value is not None
    lines = outcome.value.as_text.split("\n")
    assert lines[0] == "row figures/cost-new (data/figures.csv:3)"
    assert lines[1] == "would change with it: 2 sentences, 1 analysis, 1 exhibit, 1 row, 1 number, 1 words, 1 condition"
    assert lines[2] == "texts that would change: 2; findings that would come of it: 1"
    assert lines[3:5] == ["", "would change with it:"]
    assert "with value = 20 in place of 40:" in lines
    assert "    - The new one cost about 16.0 times as much." in lines
    assert "    + The new one cost about 8.0 times as much." in lines
