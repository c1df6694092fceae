"""Words of the tool in a brief that is not English."""

from __future__ import annotations

import shutil
from pathlib import Path

from reading import read
from reportgen.checks.run import run
from reportgen.draft.compose import compose
from reportgen.findings.model import collect
from reportgen.inputs.evidence.quotations import look_up
from reportgen.inputs.load import load

RIVERS = Path(__file__).parents[1] / "projects" / "rivers"


def told(folder: Path, language: str, words: str = "") -> list[str]:
    project_file = folder / "report.toml"
    text = (RIVERS / "report.toml").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("language")]
    settings = "\n".join([f'language = "{language}"', *lines]) + "\n"
    settings = settings.replace("[words]\n", f"[words]\n{words}\n") if "[words]" in settings else settings + words
    project_file.write_text(settings, "utf-8")
    project = collect(read(folder)).value
    assert project is not None
    inputs = collect(load(project)).value
    draft = collect(compose(project, inputs)).value
    return [f.message for f in collect(run(project, inputs, draft, look_up)).findings if f.code == "CIT007"]


def test_words_without_a_translation_are_listed(tmp_path: Path) -> None:
    folder = tmp_path / "rivers"
    shutil.copytree(RIVERS, folder)
    assert told(folder, "en-GB") == []
    (message,) = told(folder, "de")
    assert '"Cited on p."' in message
    assert '"sec."' in message
    header = "" if "[words]" in (RIVERS / "report.toml").read_text("utf-8") else "[words]\n"
    (shorter,) = told(folder, "de", f'{header}"Cited on p." = "Zitiert auf S."')
    assert '"Cited on p."' not in shorter


def test_words_that_the_tool_has_of_its_own_are_none_of_them(tmp_path: Path) -> None:
    folder = tmp_path / "rivers"
    shutil.copytree(RIVERS, folder)
    evidence = folder / "bib" / "evidence.csv"
    head, first, *rest = evidence.read_text("utf-8").splitlines()
    key = next(line for line in (folder / "bib" / "sources.bib").read_text("utf-8").splitlines() if line[:1] == "@")
    cells = [*first.split(",")[:-2], key.partition("{")[2].rstrip(","), ""]
    evidence.write_text("\n".join([head, ",".join(cells), *rest]) + "\n", "utf-8")
    assert '"as cited in"' in told(folder, "fi")[0]
    assert '"as cited in"' not in told(folder, "ru")[0]
