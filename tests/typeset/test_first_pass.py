from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.findings.model import collect
from reportgen.typeset import environment
from reportgen.typeset.first_pass import FirstPass
from reportgen.typeset.model import NO_START, Manuscript, TexFile
from reportgen.typeset.run import typeset
from running import at_work_in, begins_in

pytestmark = pytest.mark.tex

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


ENDLESS = manuscript(**{"sub/two": b"\\def\\x{\\x}\\x\n"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "work"
    made.mkdir()
    return made


def test_it_goes_on_while_its_caller_does_other_things(folder: Path) -> None:
    said: list[bytes] = []
    first = FirstPass(manuscript(), NO_START, 0, folder, said.append)
    first.begin()
    assert first.result().status == 0
    assert b"Output written on brief.pdf (1 page" in b"".join(said)
    assert (folder / "brief.pdf").is_file()


def test_one_that_goes_on_without_end_is_ended(folder: Path) -> None:
    first = FirstPass(ENDLESS, NO_START, 0, folder, lambda _: None)
    first.begin()
    assert begins_in(folder)
    first.end()
    assert first.result().status != 0
    assert not at_work_in(folder)


def test_one_that_has_not_begun_can_be_ended(folder: Path) -> None:
    FirstPass(manuscript(), NO_START, 0, folder, lambda _: None).end()
    assert not list(folder.iterdir())


def test_an_error_in_a_part_is_reported_with_its_place(folder: Path) -> None:
    changed = manuscript(**{"sub/two": b"Second.\n\\unknowncommand\n"})
    outcome = collect(typeset(changed, folder, 0, lambda _: None))
    assert outcome.value is None
    assert [(f.code, f.location.path) for f in outcome.findings] == [("TEX001", "sub/two.tex")]


def test_a_part_without_end_is_stopped(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "SECONDS", 0.5)
    outcome = collect(typeset(ENDLESS, folder, 0, lambda _: None))
    assert [f.code for f in outcome.findings] == ["TEX008"]


def test_what_is_not_wanted_any_more_is_ended(folder: Path) -> None:
    asked: list[bool] = []

    def wanted() -> bool:
        asked.append(True)
        return False

    outcome = collect(typeset(ENDLESS, folder, 0, lambda _: None, NO_START, wanted))
    assert (outcome.value, outcome.findings, asked) == (None, (), [True])
    assert not at_work_in(folder)
