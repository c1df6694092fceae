"""``reportgen review`` from the outside: status, disputes and answers, drafts and final briefs, ledger and trace."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from reportgen import cli, pipeline
from reportgen.ledger.write import parse
from reportgen.review.model import JudgedItem
from review.conftest import change, judge_all, read

CHAPTER = "templates/chapters/bridges.tex.j2"
DEAR = "The new one cost about 16.0 times as much."


def run(*arguments: str, folder: Path) -> int:
    return cli.main([*arguments, "--project", str(folder)])


def codes(folder: Path) -> list[tuple[str, str]]:
    return [(f.code, f.severity) for f in pipeline.check(folder, lambda _: None).findings]


def judged(folder: Path, text: str = DEAR) -> JudgedItem:
    (found,) = [each for each in read(folder).reviewed.judged if each.item.text == text]
    return found


@pytest.fixture
def say(rivers: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Has somebody read in the terminal: what is typed, line by line. Each time is one second later."""
    times = iter(range(1_600_000_000, 1_700_000_000))

    def typed(*lines: str, reader: str = "Ada Reader", options: Sequence[str] = ()) -> int:
        left = iter(lines)

        def asked(_: str) -> str:
            try:
                return next(left)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr("builtins.input", asked)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(next(times)))
        return run("review", "--here", "--reader", reader, *options, folder=rivers)

    return typed


def test_the_terminal_shows_passages_and_records_verdicts(
    rivers: Path, say: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert say("1", "quite", "n", "x", "3", "=cmd\x1b[2J|'x'", "q") == 0
    shown = capsys.readouterr()
    assert "was the first that did not burn" in re.sub(r"[│\s]+", " ", shown.out)
    assert shown.out.endswith("recorded: 2 verdicts\n")
    assert '"x" is none of these keys' in shown.err
    lines = (rivers / "bib/reviews.csv").read_text("utf-8").splitlines()
    assert len(lines) == 3
    assert lines[1].endswith(",supported,quite")
    assert lines[2].endswith(",not-supported,'=cmd [2J|'x'")
    assert say("1", options=["--chapter", "bridges", "--sample", "1", "--all"]) == 0
    assert "1 of 1" in capsys.readouterr().out


def test_a_dispute_ends_when_its_reader_agrees_and_no_earlier(rivers: Path, say: Callable[..., int]) -> None:
    say("n", "2", "only nearly")
    assert codes(rivers) == [("REV003", "error")]
    name = judged(rivers).item.id
    with (rivers / "report.toml").open("a", encoding="utf-8") as file:
        file.write('[[rules]]\ncode = "REV003"\nseverity = "ignore"\nreason = "we know better than that"\n')
    assert ("PRJ007", "error") in codes(rivers)
    change(rivers, "report.toml", 'code = "REV003"', 'code = "EVI002"')
    say("1", "", reader="Bo", options=["--sample", "4", "--all"])
    assert codes(rivers) == [("REV003", "error")], "another reader cannot end it"
    assert run("review", "answer", name, folder=rivers) == 2
    assert run("review", "answer", "statement:bridges/0", "--comment", "so it is", folder=rivers) == 2
    assert run("review", "answer", name, "--comment", "the note has it", folder=rivers) == 0
    assert codes(rivers) == [("REV003", "error")]
    found = judged(rivers)
    assert (found.state, found.answered, found.answers[0].reader) == ("disputed", True, "The bridge office")
    say("n", "1", "agreed", options=["--all"])
    assert codes(rivers) == []
    assert judged(rivers).state == "read"
    assert run("review", "answer", name, "--comment", "once more", folder=rivers) == 2


def test_a_dispute_ends_when_the_statement_changes_and_is_to_be_read_anew(
    rivers: Path, say: Callable[..., int]
) -> None:
    say("n", "3", "")
    change(rivers, CHAPTER, "The new one cost", "The new bridge cost")
    assert codes(rivers) == [("REV002", "warning")]
    assert judged(rivers, DEAR.replace("one", "bridge")).state == "changed"


def test_what_authors_say_of_themselves_counts_for_nothing(rivers: Path, say: Callable[..., int]) -> None:
    say("1", "", reader=" the BRIDGE office. ")
    assert codes(rivers) == [("REV004", "warning")]
    assert {each.state for each in read(rivers).reviewed.judged} == {"unread"}
    assert say("1", "", options=["--role", "author"]) == 2


def test_authors_who_read_are_told_at_once_what_it_is_worth(
    rivers: Path, say: Callable[..., int], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    say(reader="The bridge office")
    assert "REV004" in capsys.readouterr().err, "before a verdict is given"
    say("q", reader="Ada Reader")
    assert "REV004" not in capsys.readouterr().err
    item = read(rivers).reviewed.judged[0].item
    digests = {"words": item.digests.words, "passages": item.digests.passages, "data": item.digests.data}
    answer = {"statement": item.id, "verdict": "supported", "date": "2020-09-13T00:00:00Z", **digests}
    for reader, told in (("The Bridge Office", True), ("Ada Reader", False)):
        path = tmp_path / "answers.json"
        path.write_text(json.dumps({"reportgen-answers": 1, "reader": reader, "answers": [answer]}), "utf-8")
        assert run("review", "import", str(path), folder=rivers) == 0
        assert ("REV004" in capsys.readouterr().err) == told


def test_only_authors_answer(rivers: Path, say: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    say("n", "2", "only nearly")
    name = judged(rivers).item.id
    before = (rivers / "bib/reviews.csv").read_bytes()
    answer = ["review", "answer", name, "--comment", "the note has it"]
    assert run(*answer, "--reader", "Nobody", folder=rivers) == 2
    assert '"Nobody" is no author of the brief' in capsys.readouterr().err
    assert (rivers / "bib/reviews.csv").read_bytes() == before
    assert run(*answer, "--reader", "the bridge office", folder=rivers) == 0


def test_each_volume_has_a_sample_of_its_own(
    rivers: Path, say: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    change(rivers, "report.toml", "[units]", "[review]\nsamples = { brief = 2, anex = 1 }\n\n[units]")
    found = [f for f in pipeline.check(rivers, lambda _: None).findings if f.code == "PRJ004"]
    assert [f.message for f in found] == ['a sample is wanted of an unknown volume "anex"']
    change(rivers, "report.toml", ", anex = 1", "")
    reviewed = read(rivers).reviewed
    assert len(reviewed.drawn["brief"]) == 2 == len(reviewed.demanded)
    say(*["3", ""] * 20)
    capsys.readouterr()
    assert run("review", "status", folder=rivers) == 0
    assert "the same of those drawn of brief: 100.0% (95 % interval" in capsys.readouterr().out
    assert say("q", options=["--volume", "anex"]) == 2
    assert say("q", options=["--volume", "brief", "--sample", "1", "--all"]) == 0
    assert "1 of 1" in capsys.readouterr().out


def test_status_counts_by_chapter_in_words_and_as_json(
    rivers: Path, say: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    change(rivers, "report.toml", "[units]", "[review]\nsample = 3\nseed = 5\n\n[units]")
    say("1", "", "1", "", "2", "", "4", "")
    change(rivers, CHAPTER, "The Old Bridge cost", "The Old Bridge did cost")
    capsys.readouterr()
    assert run("review", "status", folder=rivers) == 0
    told = re.sub(r" +", " ", capsys.readouterr().out)
    assert "bridges 2 1 1 3\ntitle 0 0 0 1\ndata 0 0 0 6\nall 2 1 1 10\n" in told
    assert "verdicts: 1 cannot-tell, 1 partly, 1 supported" in told
    assert run("review", "status", "--json", folder=rivers) == 0
    counts = json.loads(capsys.readouterr().out)
    assert counts["all"] == counts["chapters"]["bridges"] | {"unread": 10}
    assert counts["all"]["changed"] == 1
    assert counts["demanded"] == 3
    assert len(counts["items"]) == 4
    read_of = 3 - counts["demanded_unread"]
    assert (counts["error_rate"] is None) == (read_of == 0)


@pytest.mark.parametrize(
    ("demand", "unread"), [('read = "none"', 0), ('read = "exhibits"', 1), ('read = "all"', 4), ("sample = 4", 1)]
)
def test_a_final_brief_was_read_as_demanded(rivers: Path, demand: str, unread: int) -> None:
    assert run("lock", folder=rivers) == 0
    change(rivers, "report.toml", "date =", 'status = "draft"\ndate =')
    change(rivers, "report.toml", "[units]", f"[review]\n{demand}\n\n[units]")
    assert codes(rivers) == []
    change(rivers, "report.toml", 'status = "draft"\n', "")
    assert codes(rivers) == [("REV001", "info")] * unread
    change(rivers, "report.toml", "date =", 'status = "final"\ndate =')
    with (rivers / "report.toml").open("a", encoding="utf-8") as file:
        file.write('[[rules]]\ncode = "REV001"\nseverity = "ignore"\nreason = "nobody had the time"\n')
    assert codes(rivers) == [("REV001", "error")] * unread
    judge_all(rivers)
    assert codes(rivers) == []
    change(rivers, CHAPTER, "times as much", "times more")
    assert ("REV001", "error") in codes(rivers) or unread in (0, 1)


def test_a_final_brief_is_verified_and_gives_reasons(rivers: Path) -> None:
    change(rivers, "report.toml", "date =", 'status = "final"\ndate =')
    with (rivers / "report.toml").open("a", encoding="utf-8") as file:
        file.write('[[rules]]\ncode = "EVI002"\nseverity = "ignore"\nreason = "todo"\n')
    assert codes(rivers) == [("PRJ021", "error")]
    change(rivers, "report.toml", '"todo"', '"kept for the next edition"')
    assert codes(rivers) == []
    judge_all(rivers, "The Bridge Office")
    assert set(codes(rivers)) == {("REV004", "error")}


def test_broken_lines_stop_an_import(rivers: Path, say: Callable[..., int]) -> None:
    say("1", "")
    path = rivers / "bib/reviews.csv"
    before = path.read_bytes() + b"<<<<<<< ours\n"
    path.write_bytes(before)
    assert ("REV005", "error") in codes(rivers)
    assert say("1", "") == 1
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["import"],
        ["status", "x"],
        ["answer", "x"],
        ["status", "--here", "--reader", "Ada"],
        ["--here"],
        ["page", "x"],
    ],
)
def test_what_makes_no_sense_is_refused(rivers: Path, arguments: list[str]) -> None:
    assert run("review", *arguments, folder=rivers) == 2


def test_what_cannot_be_imported_is_told_and_nothing_is_written(
    rivers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, make in (
        ("none.json", None),
        ("folder", Path.mkdir),
        ("pipe", os.mkfifo),
    ):
        if make:
            make(tmp_path / name)
        assert run("review", "import", str(tmp_path / name), folder=rivers) == 1
        assert "error REV006" in capsys.readouterr().err
    assert not (rivers / "bib/reviews.csv").exists()


def test_a_table_of_reviews_in_the_place_of_data_is_refused(rivers: Path) -> None:
    change(rivers, "data/datapackage.json", '"rivers.csv"', '"../bib/reviews.csv"')
    (rivers / "data/rivers.csv").rename(rivers / "bib/reviews.csv")
    assert any(code in {"PRJ020", "DAT003", "DAT001", "PRJ010"} for code, _ in codes(rivers))


@pytest.mark.tex
def test_ledger_trace_and_pages_tell_of_reviews(
    rivers: Path, say: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    with (rivers / CHAPTER).open("a", encoding="utf-8") as file:
        file.write(
            "\n\\BLOCK{ if reviewed() }Read: \\VAR{ tally('read') }, \\VAR{ tally('supported') }, "
            "\\VAR{ error_rate() }\\VAR{ cite('guide-toll') }.\\BLOCK{ endif }\n"
        )
    change(rivers, "report.toml", "date =", 'status = "draft"\ndate =')
    change(rivers, "report.toml", "[units]", "[review]\nsample = 9\n\n[units]")
    say("1", "the note has it", "4", "")
    say(*["n"] * 20)
    capsys.readouterr()
    assert run("build", folder=rivers) == 0, capsys.readouterr().err
    made = (rivers / "build/tex/chapters/bridges.tex").read_text("utf-8")
    assert "Read: two, one, 0.0 (0.0–65.8)" in made
    ledger = parse((rivers / "build/ledger.json").read_bytes())
    assert ledger is not None
    assert [(r.kind, r.name, r.verdict, r.holds, r.counts) for r in ledger.reviews] == [
        ("statement", "0", "supported", True, True),
        ("statement", "1", "cannot-tell", True, True),
    ]
    capsys.readouterr()
    assert run("trace", f"{CHAPTER}:1", folder=rivers) == 0
    told = capsys.readouterr().out
    assert re.search(r"second readers\n.*statement:bridges/\w{12}: supported, Ada Reader \(reader\), 2020-", told)
    assert "“the note has it”" in told
