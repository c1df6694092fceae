from __future__ import annotations

import contextlib
import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pdfs import read_words
from reportgen.findings.model import collect
from reportgen.typeset import environment
from reportgen.typeset.model import NO_START, Manuscript, Start, TexFile, Typeset
from reportgen.typeset.run import typeset
from reportgen.typeset.speculative_run import Ahead, can_wait
from running import at_work_in, begins_in

pytestmark = [pytest.mark.tex, pytest.mark.skipif(not can_wait(), reason="no pipes in folders")]

MAIN = rb"""\documentclass{article}\makeatletter\newcommand\briefpart[1]{\@@input "#1.tex" }\makeatother
\begin{document}
\briefpart{one}
\briefpart{sub/two}
\briefpart{three}
\end{document}
"""
PARTS = {"one.tex": b"First.\n", "sub/two.tex": b"Second.\n\\input{more}\n", "three.tex": b"Third.\n"}


def manuscript(**changed: bytes) -> Manuscript:
    contents = {"brief.tex": MAIN, **PARTS, "more.tex": b"More.\n"} | {f"{n}.tex": c for n, c in changed.items()}
    return Manuscript({path: TexFile(path, content) for path, content in contents.items()}, "pdflatex")


@pytest.fixture
def begun(tmp_path: Path) -> Iterator[Ahead]:
    folder = tmp_path / "ahead"
    folder.mkdir()
    ahead = Ahead(manuscript(), NO_START, 0, "sub/two", folder)
    ahead.begin()
    yield ahead
    ahead.close()


def finished(ahead: Ahead, what: Manuscript) -> Typeset:
    outcome = collect(typeset(what, ahead.folder, 0, lambda _: None, NO_START, ahead))
    assert outcome.value is not None, outcome.findings
    return outcome.value


def test_what_changed_in_the_part_where_it_waits_is_set(begun: Ahead, tmp_path: Path) -> None:
    changed = manuscript(more=b"Much more.\n")
    assert begun.fits(changed, NO_START, 0)
    made = finished(begun, changed)
    assert read_words(made.pdf)[:6] == ["First.", "Second.", "Much", "more.", "Third.", "1"]
    plain = collect(typeset(changed, tmp_path / "plain", 0, lambda _: None)).value
    assert plain is not None
    assert (read_words(made.pdf), made.passes, made.own) == (read_words(plain.pdf), plain.passes, plain.own)


def test_what_changed_behind_that_part_is_set(begun: Ahead) -> None:
    changed = manuscript(three=b"Last.\n" * 20_000)
    assert begun.fits(changed, NO_START, 0)
    assert read_words(finished(begun, changed).pdf).count("Last.") == 20_000


def test_a_part_longer_than_a_pipe_holds(begun: Ahead) -> None:
    changed = manuscript(**{"sub/two": b"Second.\n" * 20_000})
    assert read_words(finished(begun, changed).pdf).count("Second.") == 20_000


@pytest.mark.parametrize(
    "other",
    [
        manuscript(one=b"Changed.\n"),
        manuscript(brief=MAIN.replace(b"article", b"report")),
        manuscript(another=b"A new file.\n"),
        replace(manuscript(), engine="lualatex"),
    ],
)
def test_it_does_not_fit_where_something_changed_that_it_may_have_read(begun: Ahead, other: Manuscript) -> None:
    assert not begun.fits(other, NO_START, 0)
    assert begun.fits(manuscript(), NO_START, 0)


def test_it_fits_only_what_it_began_with(begun: Ahead) -> None:
    assert not begun.fits(manuscript(), NO_START, 1)
    assert not begun.fits(manuscript(), Start(auxiliary={"brief.aux": b"\\relax\n"}), 0)


def test_it_does_not_fit_once_its_folder_or_its_program_is_gone(begun: Ahead) -> None:
    shutil.rmtree(begun.folder)
    assert not begun.fits(manuscript(), NO_START, 0)
    begun.close()
    assert not begun.fits(manuscript(), NO_START, 0)


def test_it_goes_on_to_a_later_part_and_never_back(begun: Ahead) -> None:
    assert begun.advance(manuscript(), "three")
    assert begun.stop == "three"
    assert not begun.advance(manuscript(), "one")
    assert not begun.fits(manuscript(more=b"Changed.\n"), NO_START, 0)
    assert "Last." in read_words(finished(begun, manuscript(three=b"Last.\n")).pdf)


def test_a_file_that_was_read_without_saying_so_is_noticed(tmp_path: Path) -> None:
    # The first part reads a file by a command that no search finds; the second names it in plain words.
    hidden = manuscript(one=b"\\csname input\\endcsname{more}\n")
    ahead = Ahead(hidden, NO_START, 0, "sub/two", tmp_path / "ahead")
    ahead.folder.mkdir()
    ahead.begin()
    changed = manuscript(one=b"\\csname input\\endcsname{more}\n", more=b"Changed.\n")
    assert ahead.fits(changed, NO_START, 0)
    made = finished(ahead, changed)
    assert read_words(made.pdf).count("Changed.") == 2
    assert not ahead.sound()
    ahead.close()


def test_an_error_in_the_part_is_reported_with_its_place(begun: Ahead) -> None:
    changed = manuscript(**{"sub/two": b"Second.\n\\unknowncommand\n"})
    outcome = collect(typeset(changed, begun.folder, 0, lambda _: None, NO_START, begun))
    assert outcome.value is None
    assert [(f.code, f.location.path) for f in outcome.findings] == [("TEX001", "sub/two.tex")]


def test_a_part_without_end_is_stopped(begun: Ahead, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "SECONDS", 0.5)
    changed = manuscript(**{"sub/two": b"\\def\\x{\\x}\\x\n"})
    outcome = collect(typeset(changed, begun.folder, 0, lambda _: None, NO_START, begun))
    assert [f.code for f in outcome.findings] == ["TEX008"]


@pytest.mark.parametrize("begun_before", [True, False])
def test_what_is_not_wanted_any_more_is_ended(begun_before: bool, begun: Ahead, tmp_path: Path) -> None:
    endless = manuscript(**{"sub/two": b"\\def\\x{\\x}\\x\n"})
    ahead = begun if begun_before else None
    folder = begun.folder if ahead else tmp_path / "plain"
    asked: list[bool] = []

    def wanted() -> bool:
        asked.append(True)
        return False

    outcome = collect(typeset(endless, folder, 0, lambda _: None, NO_START, ahead, wanted))
    assert (outcome.value, outcome.findings, asked) == (None, (), [True])
    assert not at_work_in(folder)


def test_closing_ends_the_program_and_removes_the_folder(begun: Ahead) -> None:
    assert begins_in(begun.folder)
    begun.close()
    assert not begun.folder.exists()
    assert not at_work_in(begun.folder)


def test_one_that_has_not_begun_can_be_closed(tmp_path: Path) -> None:
    Ahead(manuscript(), NO_START, 0, "sub/two", tmp_path).close()
    assert not tmp_path.exists()


def test_what_writes_a_moment_longer_does_not_keep_the_folder(begun: Ahead) -> None:
    over = time.monotonic() + 0.5

    def write() -> None:
        number = 0
        while time.monotonic() < over:
            number += 1
            with contextlib.suppress(OSError):
                (begun.folder / f"late-{number}").write_text("x")

    writer = threading.Thread(target=write)
    writer.start()
    begun.close()
    writer.join()
    assert not begun.folder.exists()
