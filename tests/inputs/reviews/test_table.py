"""The table of reviews: what is appended is read again, and what is no review is told."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.findings.model import collect
from reportgen.inputs.reviews.model import Digests, Review, cleaned
from reportgen.inputs.reviews.table import COLUMNS, appended, read_reviews

PATH = "bib/reviews.csv"
REVIEW = Review(
    "statement:bridges/0123456789ab",
    "The Old Bridge cost $2.5 million.",
    Digests("0" * 16, "1" * 16, "f" * 16),
    "Ada Reader",
    "reader",
    "2020-02-01T10:00:00Z",
    "partly",
    "about",
)
TEXTS = st.text(max_size=60).map(cleaned)
NAMES = TEXTS.filter(lambda text: text and text.casefold() != "author")


def read(content: bytes | None) -> tuple[tuple[Review, ...], list[str]]:
    outcome = collect(read_reviews(PATH, content))
    return outcome.value, [f"{f.location} {f.code}" for f in outcome.findings]


@settings(deadline=None)
@given(st.lists(st.builds(replace, st.just(REVIEW), text=TEXTS, comment=TEXTS, reader=NAMES, role=NAMES), max_size=4))
def test_what_is_appended_is_read_again_line_by_line(reviews: list[Review]) -> None:
    content = appended(None, reviews)
    found, told = read(content)
    assert told == []
    assert [replace(review, line=0) for review in found] == list(dict.fromkeys(reviews))
    assert content.count(b"\n") == len(reviews) + 1
    assert appended(content, [REVIEW]).startswith(content)


@settings(deadline=None)
@given(st.text(max_size=40).map(lambda text: cleaned("=" + text)) | TEXTS)
def test_no_cell_is_a_formula_for_a_spreadsheet(text: str) -> None:
    content = appended(None, [replace(REVIEW, text=text, comment=text)]).decode()
    for cell in list(csv.reader(io.StringIO(content)))[1]:
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


@settings(deadline=None)
@given(st.text())
def test_what_is_cleaned_has_one_line_and_nothing_unseen(text: str) -> None:
    made = cleaned(text)
    assert made == cleaned(made)
    assert made.isprintable()
    assert len(made) <= 1000


def test_merged_tables_keep_the_lines_of_both() -> None:
    one, two = appended(None, [REVIEW]), appended(None, [replace(REVIEW, reader="Bo")])
    found, told = read(one + two + one)
    assert [review.reader for review in found] == ["Ada Reader", "Bo"]
    assert told == []


@pytest.mark.parametrize(
    "line",
    [
        "<<<<<<< ours",
        "a,b,c",
        ",".join(COLUMNS[:9]),
        appended(None, [REVIEW]).decode().splitlines()[1].replace("partly", "fine"),
        appended(None, [REVIEW]).decode().splitlines()[1].replace("partly", "answer"),
        appended(None, [REVIEW]).decode().splitlines()[1].replace("2020-02-01T", "2020-02-31T"),
        appended(None, [REVIEW]).decode().splitlines()[1].replace("f" * 16, "F" * 16),
        appended(None, [REVIEW]).decode().splitlines()[1].replace("about", "a\x1b[2Jb"),
        appended(None, [REVIEW]).decode().splitlines()[1].replace("Ada Reader", ""),
        appended(None, [REVIEW]).decode().splitlines()[1].replace("about", "x" * 30_000),
        '"never closed',
    ],
)
def test_a_line_that_is_no_review_is_told_and_the_others_are_read(line: str) -> None:
    content = appended(None, [REVIEW]) + f"{line}\n".encode() + appended(None, [replace(REVIEW, reader="Bo")])
    found, told = read(content)
    assert told == [f"{PATH}:3 REV005"]
    assert [review.line for review in found] == [2, 5]


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading(content: bytes) -> None:
    read(content)


def test_no_file_is_no_reviews_and_another_encoding_is_told() -> None:
    assert read(None) == ((), [])
    assert read("Größe".encode("latin-1")) == ((), [f"{PATH}:1 REV005"])
