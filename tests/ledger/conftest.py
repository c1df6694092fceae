from __future__ import annotations

from collections.abc import Mapping

import pytest

from reportgen.ledger.model import (
    Counts,
    EvidenceRecord,
    ExhibitRecord,
    Ledger,
    RowRecord,
    SourceRecord,
    StatementRecord,
    UsageKind,
    UsageRecord,
)

CHAPTER = "templates/chapters/bridges.tex.j2"


def usage(
    number: int,
    kind: UsageKind,
    line: int,
    text: str,
    *,
    ids: tuple[str, ...] = (),
    evidence: tuple[str, ...] = (),
    rows: tuple[str, ...] = (),
    pages: tuple[str, ...] = (),
    detail: Mapping[str, object] | None = None,
) -> UsageRecord:
    sources = ("guide",) if evidence else ()
    place, file = f"{CHAPTER}:{line}", "chapters/bridges.tex"
    return UsageRecord(number, kind, place, file, ids, evidence, sources, rows, text, pages, detail or {})


def passage(line: int, section: str, quote: str, via: str = "", used_on: tuple[str, ...] = ("1",)) -> EvidenceRecord:
    return EvidenceRecord("guide", section, "", "", quote, via, f"bib/evidence.csv:{line}:1", "exact", used_on)


@pytest.fixture
def ledger() -> Ledger:
    """Two figures, a ratio of them, a citation, an exhibit and an analysis over three passages of one source."""
    usages = (
        usage(0, "figure", 1, "$2.5 million", ids=("cost-old",), evidence=("old",), rows=("figures/cost-old",)),
        usage(1, "citation", 1, "", ids=("old",), evidence=("old",), pages=("1",)),
        usage(
            2,
            "derived",
            2,
            "16.0",
            ids=("cost-new", "cost-old"),
            evidence=("new", "old"),
            rows=("figures/cost-new", "figures/cost-old"),
            detail={"formula": "a / b", "unrounded": "16"},
        ),
        usage(3, "source", 3, "Guide", ids=("guide",)),
        usage(
            4,
            "exhibit",
            9,
            "What bridges cost",
            ids=("costs",),
            evidence=("old", "new"),
            rows=("figures/cost-old", "figures/cost-new"),
            pages=("2",),
        ),
        usage(5, "analysis", 11, "", ids=("worth-it",), evidence=("toll",), rows=("figures/cost-new",)),
        usage(6, "part", 12, "", ids=("bibliography",)),
    )
    statements = (
        StatementRecord(
            0, "sourced", f"{CHAPTER}:1", "chapters/bridges.tex", ("old",), (0, 1), "a" * 64, "The Old Bridge cost"
        ),
        StatementRecord(
            1,
            "analysis",
            f"{CHAPTER}:11",
            "chapters/bridges.tex",
            ("toll",),
            (),
            "b" * 64,
            "It was the better bargain.",
        ),
    )
    figure = {"value": "2.5", "unit": "USD", "scale": "1E+6"}
    return Ledger(
        version=2,
        counts=Counts({"sourced": 1, "analysis": 1, "unsourced": 0}, 2, {"exact": 3}, "2020-02-29"),
        usages=usages,
        statements=statements,
        evidence={
            "old": passage(2, "The Old Bridge", "opened in May after nine years", used_on=("1", "2")),
            "new": passage(3, "The New Bridge", "cost forty million and took long", "survey"),
            "toll": passage(4, "Tolls", "an eighth of all who cross pay", used_on=("3",)),
        },
        sources={
            "guide": SourceRecord("A Guide to Bridges", "Guide", "2005~", "", "c" * 64, "text"),
            "survey": SourceRecord("A Survey", "A Survey", "1998", "https://bridges.example/survey", "", ""),
        },
        rows={
            "figures/cost-old": RowRecord("data/figures.csv:2", ("old",), figure),
            "figures/cost-new": RowRecord("data/figures.csv:3", ("new",), figure | {"value": "1200"}),
        },
        exhibits={
            "costs": ExhibitRecord(
                "What bridges cost", "figure", "1", 4, ("figures/cost-old", "figures/cost-new"), ("old", "new"), ("2",)
            )
        },
        reviews=(),
    )
