"""What commands tell: closing lines and counts."""

from __future__ import annotations

import pytest

from reportgen.commands import output
from reportgen.findings.model import Location
from reportgen.findings.rules import finding
from reportgen.pipeline.model import Built

WRONG = finding("NUM001", Location("a.tex.j2", 1), "no figure")
DOUBTFUL = finding("EVI012", Location("bib/a.bib", 1), "no text")


@pytest.mark.parametrize(("count", "told"), [(0, "0 tables"), (1, "1 table"), (2, "2 tables"), (1000, "1000 tables")])
def test_a_number_of_things(count: int, told: str) -> None:
    assert output.number(count, "table") == told


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({}, "passages: none"),
        ({"exact": 0}, "passages: none"),
        ({"unverified": 9, "exact": 760}, "passages: 760 exact, 9 unverified"),
    ],
)
def test_passages_are_counted_by_how_sure_they_are(counts: dict[str, int], told: str) -> None:
    assert output.passages(counts) == told


def test_findings_are_counted() -> None:
    assert output.counted([]) == "no findings"
    assert output.counted([WRONG, DOUBTFUL, WRONG]) == "2 errors, 1 warning"


def test_a_brief_of_several_volumes_names_each_and_counts_all_pages() -> None:
    built = Built({"build/brief.pdf": "1", "build/annex.pdf": "2"}, {"brief": 3, "annex": 4}, 1, 1, 0, 2, {"exact": 2})
    told = "7 pages, 1 table, 0 charts, 2 citations; passages: 2 exact; no findings"
    assert output.brief(built, ()) == f"build/brief.pdf, build/annex.pdf: {told}"


def test_that_nothing_changed_is_said() -> None:
    built = Built({"build/brief.pdf": "1"}, {"brief": 1}, 0, 0, 0, 0, {}, current=True)
    assert output.brief(built, (DOUBTFUL,)) == (
        "build/brief.pdf: nothing changed, 1 page, 0 tables, 0 charts, 0 citations; passages: none; 1 warning"
    )


def test_a_closing_line_is_for_people_only(capsys: pytest.CaptureFixture[str]) -> None:
    output.print_line("done")
    output.print_line("done", "json")
    assert capsys.readouterr().out == "done\n"


def test_no_findings_are_a_document_for_programs_and_nothing_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    output.report([])
    assert capsys.readouterr() == ("", "")
    output.report([], "json")
    assert capsys.readouterr().out.startswith("{")


def test_lines_command_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    output.print_text("a\x1b[31m\nb")
    output.print_error("c\x07")
    assert capsys.readouterr() == ("a\\x1b[31m\nb\n", "c\\x07\n")
