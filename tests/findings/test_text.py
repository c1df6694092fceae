"""Findings as plain text that commands no terminal, in any encoding."""

from __future__ import annotations

import io

import pytest

from reportgen.findings.model import Location, Severity
from reportgen.findings.rules import finding
from reportgen.findings.text import errors_last, escape_unencodable, lines, shown, summary

WRONG = finding("NUM001", Location("a.tex.j2", 3), "no figure", "name one", related=[Location("b.csv", 2, 5)])
DOUBTFUL = finding("EVI012", Location("bib/a.bib", 1), "no text")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("plain – “so” é 漢", "plain – “so” é 漢"),
        ("a\nb\r\tc", "a\\nb\\r\\tc"),
        ("\x1b[31m\x07\x7f\x9b", "\\x1b[31m\\x07\\x7f\\x9b"),
        ("\u202e\u200b\ufeff", "\\u202e\\u200b\\ufeff"),
        ("\ud800\U000e0041", "\\ud800\\U000e0041"),
        ("a\u200db", "a\u200db"),
    ],
)
def test_what_is_not_seen_is_shown_as_an_escape(text: str, told: str) -> None:
    assert shown(text) == told


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("ascii", b'`- "a"... -> \\xe9 \\u6f22 \\U0001f44d'), ("utf-8", "└─ “a”… → é 漢 👍".encode())],
)
def test_what_an_encoding_lacks_is_printed_alike(encoding: str, told: bytes) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding)
    escape_unencodable(stream, io.StringIO())
    stream.write("└─ “a”… → é 漢 👍")
    stream.flush()
    assert raw.getvalue() == told


def test_a_finding_has_a_line_with_other_places_and_the_hint_below() -> None:
    assert list(lines([WRONG, DOUBTFUL])) == [
        "a.tex.j2:3: error NUM001 unknown-figure: no figure",
        "    see: b.csv:2:5",
        "    hint: name one",
        "bib/a.bib:1: warning EVI012 unverified-evidence: no text",
    ]


def test_errors_come_last_and_all_else_stays_in_order() -> None:
    other = finding("EVI012", Location("bib/b.bib", 1), "no text")
    assert errors_last([DOUBTFUL, WRONG, other]) == [DOUBTFUL, other, WRONG]


def test_findings_are_counted_by_severity() -> None:
    assert summary([]) == "no findings"
    assert summary([DOUBTFUL, WRONG, DOUBTFUL]) == "1 error, 2 warnings"
    assert next(iter(Severity)) is Severity.ERROR
