"""Each declared exhibit stands in the brief, and in one volume only once."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import pipeline

CHAPTER = "templates/chapters/bridges.tex.j2"
TABLE, CHART = r'\VAR{ table("bridges") }', r'\VAR{ chart("costs") }'


@pytest.mark.parametrize(
    ("chapter", "told"),
    [
        ((TABLE, CHART), []),
        ((TABLE,), [("EXH001", "report.toml:23", "costs")]),
        ((CHART,), [("EXH001", "report.toml:16", "bridges")]),
        ((), [("EXH001", "report.toml:16", "bridges"), ("EXH001", "report.toml:23", "costs")]),
        ((TABLE, CHART, TABLE), [("EXH003", f"{CHAPTER}:3", "bridges")]),
        ((TABLE, CHART, TABLE, TABLE), [("EXH003", f"{CHAPTER}:{line}", "bridges") for line in (3, 4)]),
    ],
)
def test_an_exhibit_that_is_missing_or_there_again_is_told(
    rivers: Path, chapter: tuple[str, ...], told: list[tuple[str, str, str]]
) -> None:
    (rivers / CHAPTER).write_text("\n".join((*chapter, "")), "utf-8")
    found = [f for f in pipeline.check(rivers, lambda _: None).findings if f.code in {"EXH001", "EXH003"}]
    assert [(f.code, str(f.location), f.message.split('"')[1]) for f in found] == told
    for finding in found:
        again = finding.code == "EXH003"
        assert [str(place) for place in finding.related] == ([f"{CHAPTER}:1"] if again else [])
        assert r"\exhibitref" in finding.hint if again else r"\VAR{" in finding.hint
