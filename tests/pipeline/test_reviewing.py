"""What a second reader does, by the verbs: the page, verdicts, what was saved, answers, and who sees what."""

from __future__ import annotations

import csv
import errno
from pathlib import Path
from typing import NoReturn

import pytest

from reportgen.pipeline import reviewing
from reportgen.pipeline.model import ReviewMaterial
from reportgen.system import files

pytestmark = pytest.mark.usefixtures("shared_cache")
TIME = "2020-09-13T12:26:40Z"


@pytest.fixture(autouse=True)
def _at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")


def quiet(_: str) -> None:
    """Say nothing."""


def read(folder: Path) -> ReviewMaterial:
    found = reviewing.read(folder, quiet).value
    assert found is not None
    return found


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "bib/reviews.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_verdict_is_one_line_of_the_table(rivers: Path) -> None:
    reading = read(rivers)
    item = reading.reviewed.judged[0].item
    assert reviewing.record(reading, item, "supported", "well\nsaid", "Ada").value == 1
    (row,) = rows(rivers)
    assert TIME in row.values()
    assert {item.id, "supported", "Ada", "well said"} <= set(row.values())
    assert read(rivers).reviewed.judged[0].state == "read"


def test_the_same_verdict_again_is_no_second_line(rivers: Path) -> None:
    first = read(rivers)
    item = first.reviewed.judged[0].item
    reviewing.record(first, item, "supported", "", "Ada")
    assert reviewing.record(read(rivers), item, "supported", "", "Ada").value == 0
    assert len(rows(rivers)) == 1


def test_a_draft_that_fails_cannot_be_read(rivers: Path) -> None:
    (rivers / "data/rivers.csv").unlink()
    outcome = reviewing.read(rivers, quiet)
    assert outcome.value is None
    assert "DAT001" in {f.code for f in outcome.findings}


def test_errors_of_what_is_said_hinder_nobody_from_reading(rivers: Path) -> None:
    path = rivers / "data/figures.csv"
    path.write_text(path.read_text("utf-8").replace(",40,", ",41,"), "utf-8")
    assert [f.code for f in read(rivers).findings] == ["NUM003"]


def test_the_page_replaces_the_last_one(rivers: Path) -> None:
    reading = read(rivers)
    for reader in ("Ada", "Bo\u202e"):
        written = reviewing.write_page(reading, reader)
        assert (written.value, written.findings) == (rivers / "build/review.html", ())
    text = (rivers / "build/review.html").read_text("utf-8")
    assert "\u202e" not in text
    assert reading.reviewed.judged[0].item.id in text


def test_what_cannot_be_written_is_a_finding(rivers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    reading = read(rivers)
    monkeypatch.setattr(files, "put", full)
    page = reviewing.write_page(reading, "Ada")
    verdict = reviewing.record(reading, reading.reviewed.judged[0].item, "supported", "", "Ada")
    for outcome, name in ((page, "build/review.html"), (verdict, "bib/reviews.csv")):
        assert outcome.value is None
        assert [(f.code, f.location.path, f.message) for f in outcome.findings] == [
            ("BUN007", name, "cannot write it: No space left on device")
        ]


@pytest.mark.parametrize(
    ("content", "code"), [(None, "REV006"), (b"{", "REV006"), (b'{"answers": []}', "REV006"), (b"\xff", "REV006")]
)
def test_what_is_no_file_of_answers_is_a_finding(
    rivers: Path, tmp_path: Path, content: bytes | None, code: str
) -> None:
    path = tmp_path / "answers.json"
    if content is not None:
        path.write_bytes(content)
    outcome = reviewing.take(rivers, quiet, path)
    assert outcome.value is None
    assert [f.code for f in outcome.findings] == [code]
    assert not (rivers / "bib/reviews.csv").exists()


def test_an_author_answers_a_dispute_and_nothing_else(rivers: Path) -> None:
    reading = read(rivers)
    first, second = (judged.item for judged in reading.reviewed.judged[:2])
    assert reviewing.answer(rivers, quiet, f"{first.id}x", "so", "").value.startswith("nothing in the brief has the id")
    assert reviewing.answer(rivers, quiet, first.id, "so", "").value == f'no reader disputes "{first.id}" as it stands'
    reviewing.record(reading, first, "not-supported", "not so", "Ada")
    assert reviewing.answer(rivers, quiet, second.id, "so", "").value.startswith("no reader disputes")
    outcome = reviewing.answer(rivers, quiet, first.id, "page 12 has it", "")
    assert (outcome.value, outcome.findings) == ("", ())
    last = rows(rivers)[-1]
    assert {"author", "The bridge office", "page 12 has it"} <= set(last.values())


@pytest.mark.parametrize(("epoch", "time"), [("0", "1970-01-01T00:00:00Z"), ("1600000000", TIME)])
def test_the_time_is_that_of_the_environment(monkeypatch: pytest.MonkeyPatch, epoch: str, time: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert reviewing.now() == time


def test_what_a_reader_is_shown_is_unread_of_a_chapter_or_drawn_by_a_seed(rivers: Path) -> None:
    reading = read(rivers)
    reviewing.record(reading, reading.reviewed.judged[0].item, "supported", "", "Ada")
    reviewed = read(rivers).reviewed
    everything = reviewing.chosen(reviewed, "", "", True, 0, 1)
    assert list(everything) == list(reviewed.judged)
    assert [j.item.id for j in reviewing.chosen(reviewed, "", "", False, 0, 1)] == [j.item.id for j in everything[1:]]
    assert reviewing.chosen(reviewed, "no-chapter", "", True, 0, 1) == []
    drawn = reviewing.chosen(reviewed, "", "", True, 2, 7)
    assert len(drawn) == 2
    assert {j.item.kind for j in drawn} == {"statement"}
    assert drawn == reviewing.chosen(reviewed, "", "", True, 2, 7)


def test_an_item_shows_its_passages_and_rows(rivers: Path) -> None:
    reading = read(rivers)
    (item,) = [j.item for j in reading.reviewed.judged if j.item.text.startswith("The new one cost")]
    shown = {row.id: (work, around is not None) for row, work, around in reviewing.passages_of(reading, item)}
    assert shown.keys() == {"guide-new", "guide-toll", "guide-old"}
    assert all(around for _, around in shown.values())
    assert {name for name, _ in reviewing.rows_of(reading, item)} == {"figures/cost-new", "figures/cost-old"}


def test_verdicts_are_counted_by_chapter_and_in_all(rivers: Path) -> None:
    reading = read(rivers)
    first = next(judged.item for judged in reading.reviewed.judged if judged.item.chapter == "bridges")
    reviewing.record(reading, first, "supported", "", "Ada")
    counts = reviewing.counted(read(rivers).reviewed)
    assert counts.keys() == {"", "title", "bridges", "data"}
    assert counts["title"].states == {"unread": 1}
    assert counts["bridges"].states == {"read": 1, "unread": 6}
    assert counts["data"].states == {"unread": 6}
    assert counts[""].states == {"read": 1, "unread": 13}
    assert counts[""].verdicts == counts["bridges"].verdicts == {"supported": 1}
