"""The example on each page of ``reportgen explain`` gives the findings that the page shows, and no others.

An example is made of fenced blocks. One with a file name behind its language is that file, whole; a line ``…`` in it
stands for the file of ``tests/projects/explained``, of which all other files are. A block ``console`` is run line by
line in that project, which was built before; without one, the project is checked. A block ``text`` is what is told
then; hints and other places may be left out of it. Run this file with codes to print what their examples give.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from reportgen import cli, pipeline
from reportgen.findings.explain import explanation
from reportgen.findings.rules import RULES
from reportgen.findings.text import lines

PROJECT: Final = Path(__file__).parents[1] / "projects" / "explained"

NOT_RUN: Final = {
    "CIT003": "pandoc would have to fail",
    "CIT010": "the styles that do so are those of an extra",
    "CIT011": "which languages TeX has depends on the machine",
    "DAT020": "it takes ten seconds",
    "TEX006": "something would have to be missing here",
    "TEX007": "a brief whose pages do not settle takes pages to show",
    "TEX008": "it takes two minutes",
    "TEX009": "it takes 300 MB",
    "TEX011": "which glyphs a font lacks depends on the machine",
    "TEX017": "nothing would have to confine programs here",
    "WEB002": "pandoc would have to fail",
    "DOC001": "pandoc would have to fail",
    "DOC025": "it takes a Word file that was built and changed",
    "VER003": "digests within a PDF would have to be forged",
    "VER004": "digests within a PDF would have to be forged",
    "CRT002": "a file would have to change in the midst of a build",
    "CRT004": "a text of a source would have to be named as something else",
    "CRT006": "it takes a zip that was packed by hand",
    "CRT007": "it takes a zip that was packed by hand",
    "CRT008": "digests within a bundle would have to be forged",
    "CRT009": "digests within a bundle would have to be forged",
    "CRT010": "it takes two builds",
    "VER008": "it takes a certificate",
    "VER010": "a library would have to be missing here",
    "VER011": "it takes a PDF of another version",
    "BUN006": "it takes a second build, and waiting for it",
    "BUN008": "a file would have to change in the midst of a build",
}
"""Codes whose examples are not run, with the reason."""

_BLOCK: Final = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FINDING: Final = re.compile(r"\S+: (?:error|warning|info) [A-Z]{3}\d{3} |    (?:hint|see): ")
_OURS: Final = re.compile(r"reportgen( [\w./-]+)*")
"""A line that needs no shell."""
_OF_THE_MACHINE: Final = re.compile(r"\b[0-9a-f]{12}\b")
"""Digests of a built PDF depend on the installed TeX."""


def blocks(page: str) -> list[tuple[str, str, str]]:
    """Return the fenced blocks of a page's example: language, file name, content."""
    example = page.partition("\n## Example\n")[2].partition("\n## ")[0]
    return _BLOCK.findall(example)


def is_run(page: str) -> bool:
    """Whether a page has an example that gives findings."""
    return any(path or language == "console" for language, path, _ in blocks(page))


def told(page: str, folder: Path) -> list[str]:
    """Return what is told of a copy of the project, in a folder, once it has the files of a page."""
    for _, path, content in blocks(page):
        if path:
            file = folder / path
            before = file.read_text("utf-8") if file.exists() else ""
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content.replace("…\n", before, 1), "utf-8")
    commands = [
        re.sub(r"^\$ ", "", content, flags=re.MULTILINE) for kind, _, content in blocks(page) if kind == "console"
    ]
    if commands:
        said = "".join(_said(line, folder) for line in commands[0].splitlines())
        return [line for line in said.splitlines() if _FINDING.match(line)]
    return list(lines(pipeline.check(folder, lambda _: None).findings))


def _said(line: str, folder: Path) -> str:
    """Return what a line of a console prints in a folder: by our own command line, or else by a shell."""
    if _OURS.fullmatch(line):
        printed = io.StringIO()
        with contextlib.chdir(folder), contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            cli.main(line.split()[1:])
        return printed.getvalue()
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    return subprocess.run(["sh", "-c", line], cwd=folder, env=environment, text=True, stdout=-1, stderr=-2).stdout


def shown(page: str) -> list[str]:
    """Return what a page says that is told."""
    return [
        line for kind, path, content in blocks(page) if kind == "text" and not path for line in content.splitlines()
    ]


def _but_details(all_lines: list[str], wanted: list[str]) -> Iterator[str]:
    """Leave out hints and other places that are not wanted, and what depends on the machine."""
    return (line for line in all_lines if line in wanted or not (line.startswith("    ") or " CIT011 " in line))


def _copied(folder: Path, source: Path = PROJECT) -> Path:
    return Path(shutil.copytree(source, folder / "explained"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, built once for all examples that begin with a build."""
    folder = _copied(tmp_path_factory.mktemp("built"))
    assert pipeline.build(folder, lambda _: None).value is not None
    return folder


@pytest.fixture(autouse=True)
def no_texts_of_the_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("REPORTGEN_TEXTS", "REPORTGEN_CACHE", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)


def _compared(code: str, folder: Path) -> None:
    page = explanation(code)
    wanted = shown(page)
    found = list(_but_details(told(page, folder), wanted))
    assert any(f" {code} " in line for line in wanted)
    assert [_OF_THE_MACHINE.sub("…", line) for line in found] == [_OF_THE_MACHINE.sub("…", line) for line in wanted]


RUN: Final = [code for code in RULES if is_run(explanation(code))]
COMMANDS: Final = [code for code in RUN if any(kind == "console" for kind, _, _ in blocks(explanation(code)))]


@pytest.mark.parametrize("code", [code for code in RUN if code not in COMMANDS])
def test_a_check_of_the_example_finds_what_the_page_shows(code: str, tmp_path: Path) -> None:
    _compared(code, _copied(tmp_path))


@pytest.mark.tex
@pytest.mark.parametrize("code", COMMANDS)
def test_the_commands_of_the_example_find_what_the_page_shows(code: str, tmp_path: Path, built: Path) -> None:
    _compared(code, _copied(tmp_path, built))


def test_an_example_that_is_not_run_is_listed_with_the_reason() -> None:
    assert RULES.keys() - set(RUN) == NOT_RUN.keys()


def test_the_project_of_the_examples_is_sound(tmp_path: Path) -> None:
    assert pipeline.check(_copied(tmp_path), lambda _: None).findings == ()


if __name__ == "__main__":
    import tempfile

    for name in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as given:
            copy = _copied(Path(given))
            if any(kind == "console" for kind, _, _ in blocks(explanation(name))):
                pipeline.build(copy, lambda _: None)
            print("\n".join(told(explanation(name), copy)))
