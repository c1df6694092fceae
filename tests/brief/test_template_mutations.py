"""The brief's templates, changed one place at a time: a year typed, another basis of an analysis, a wrong id."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from reading import read
from reportgen.checks.analysis import check_analysis
from reportgen.checks.hardcoded_numbers import check_hardcoded_numbers
from reportgen.draft.compose import compose
from reportgen.findings.model import collect
from reportgen.inputs.load import load
from reportgen.inputs.model import Inputs
from reportgen.project.model import Project

pytestmark = pytest.mark.mutation

ROOT = Path(__file__).parents[2]
SEED = 20150101
YEARS_EACH = 6
CALL = re.compile(r"\\(?:VAR|BLOCK|#)\{(?:[^{}]|\{[^{}]*\})*\}|\\[a-zA-Z]+(?:\{[^{}]*\})?")
ID = re.compile(r'(?:cite|figure|year|date|source)\((?:"[^"]+", )*"([^"]+)"')


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Inputs]:
    folder = tmp_path_factory.mktemp("copy")
    for name in ("report.toml", "data", "bib", "templates"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, folder / name)
    project = collect(read(folder)).value
    assert project is not None
    return project, collect(load(project)).value


def codes(project: Project, inputs: Inputs) -> set[str]:
    outcome = collect(compose(project, inputs))
    found = [*outcome.findings]
    if outcome.value.complete:
        found += [
            *collect(check_hardcoded_numbers(outcome.value)).findings,
            *collect(check_analysis(outcome.value, inputs)).findings,
        ]
    return {f.code for f in found if "chapters/about" not in f.location.path}


def survivors(copy: tuple[Project, Inputs], changes: Iterator[tuple[Path, str, str]], wanted: set[str]) -> list[str]:
    """Make each change alone; give those after which none of the codes is found."""
    project, inputs = copy
    lived, tried = [], 0
    for path, before, after in changes:
        tried += 1
        path.write_text(after, "utf-8")
        if not codes(project, inputs) & wanted:
            lived.append(f"{path.name}: {next((a for a, b in zip(after, before, strict=False) if a != b), '')}")
        path.write_text(before, "utf-8")
    assert tried >= 15
    return lived


def chapters(project: Project) -> list[Path]:
    return [project.folder / c.template for c in project.settings.chapters if c.id not in {"about", "annex"}]


def test_the_untouched_templates_give_nothing(copy: tuple[Project, Inputs]) -> None:
    assert codes(*copy) == set()


def test_a_typed_year_is_reported(copy: tuple[Project, Inputs]) -> None:
    chance = random.Random(SEED)

    def changes() -> Iterator[tuple[Path, str, str]]:
        for path in chapters(copy[0]):
            text = path.read_text("utf-8")
            hidden = CALL.sub(lambda m: "\0" * len(m[0]), text)
            places = [m.end() for m in re.finditer(r"[a-z]{3,}(?= [a-z])", hidden)]
            for place in chance.sample(places, min(YEARS_EACH, len(places))):
                yield path, text, f"{text[:place]} {chance.randint(1991, 2015)}{text[place:]}"

    assert survivors(copy, changes(), {"NUM005"}) == []


def test_another_basis_of_an_analysis_is_reported(copy: tuple[Project, Inputs]) -> None:
    def changes() -> Iterator[tuple[Path, str, str]]:
        for path in chapters(copy[0]):
            text = path.read_text("utf-8")
            for match in re.finditer(r'rests_on=\[\s*"([^"]+)"', text):
                other = next(e for e in copy[1].evidence if e not in text)
                yield path, text, text[: match.start(1)] + other + text[match.end(1) :]

    assert survivors(copy, changes(), {"STM002"}) == []


def test_a_wrong_id_is_reported(copy: tuple[Project, Inputs]) -> None:
    chance = random.Random(SEED)

    def changes() -> Iterator[tuple[Path, str, str]]:
        for path in chapters(copy[0]):
            text = path.read_text("utf-8")
            found = list(ID.finditer(text))
            for match in chance.sample(found, min(YEARS_EACH, len(found))):
                place = chance.randrange(match.start(1) + 1, match.end(1))
                yield path, text, text[:place] + "x" + text[place:]

    assert survivors(copy, changes(), {"CIT001", "NUM001", "TPL006", "EVI001"}) == []
