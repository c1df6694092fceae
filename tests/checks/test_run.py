from __future__ import annotations

from pathlib import Path

from reportgen import pipeline


def found(folder: Path) -> list[str]:
    return [str(f) for f in pipeline.check(folder, lambda _: None).findings]


def replace(folder: Path, path: str, old: str, new: str) -> None:
    text = (folder / path).read_text("utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new), "utf-8")


CHAPTER = "templates/chapters/bridges.tex.j2"


def test_a_sound_project_has_no_findings(rivers: Path) -> None:
    assert found(rivers) == []


def test_an_exhibit_that_is_not_placed(rivers: Path) -> None:
    replace(rivers, CHAPTER, '\\VAR{ chart("costs") }', "")
    assert found(rivers) == [
        'report.toml:23: error EXH001 exhibit-not-placed: exhibit "costs" stands nowhere in the brief'
    ]


def test_an_exhibit_that_is_placed_twice(rivers: Path) -> None:
    replace(rivers, CHAPTER, '\\VAR{ chart("costs") }', '\\VAR{ chart("costs") }\n\\VAR{ chart("costs") }')
    assert found(rivers) == [
        f'{CHAPTER}:10: error EXH003 exhibit-placed-twice: exhibit "costs" stands in the volume already'
    ]


def test_evidence_that_nothing_rests_on(rivers: Path) -> None:
    with (rivers / "bib/evidence.csv").open("a", encoding="utf-8") as file:
        file.write("guide-spare,guide,Tolls,,boats pass free of charge,,\n")
    assert found(rivers) == [
        'bib/evidence.csv:5:1: warning EVI002 unused-evidence: evidence "guide-spare" is used nowhere'
    ]


def test_severities_can_be_changed_with_a_reason(rivers: Path) -> None:
    test_evidence_that_nothing_rests_on(rivers)
    rule = '\n[[rules]]\ncode = "EVI002"\nseverity = "error"\nreason = "kept tidy"\nmatch = "guide-spare"\n'
    with (rivers / "report.toml").open("a", encoding="utf-8") as file:
        file.write(rule)
    assert "error EVI002" in found(rivers)[0]
    assert pipeline.check(rivers, lambda _: None).value is None
    replace(rivers, "report.toml", 'severity = "error"', 'severity = "ignore"')
    assert found(rivers) == []


def test_what_a_failed_template_would_have_used_is_not_called_unused(rivers: Path) -> None:
    replace(rivers, CHAPTER, "The Old Bridge", "\\VAR{ nobody }")
    assert [f.split()[2] for f in found(rivers)] == ["TPL003"]
