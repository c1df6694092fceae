"""What is done again after a change, and what is not."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reportgen import cli, pipeline
from reportgen.pipeline import Session
from reportgen.store.cache import Step

pytestmark = pytest.mark.tex
CHAPTER = "templates/chapters/bridges.tex.j2"


def change(folder: Path, path: str, old: str, new: str) -> None:
    text = (folder / path).read_text("utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new), "utf-8")


def rebuilt(folder: Path) -> dict[str, Step]:
    """Build in a process of its own memory, and give what was not reused."""
    with Session(folder) as session:
        outcome = session.build()
        assert outcome.value is not None, outcome.findings
        return {step.unit: step for step in session.steps if not step.reused}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import shutil

    source = Path(__file__).parents[1] / "projects" / "rivers"
    folder = tmp_path_factory.mktemp("session") / "rivers"
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("build"))
    assert {"preview", "pages"} & rebuilt(folder).keys() == {"pages"}
    return folder


def test_nothing_changed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (project / "build/brief.pdf").stat().st_mtime_ns
    with Session(project) as session:
        outcome = session.build()
        assert outcome.value is not None
        assert outcome.value.current
        assert session.steps == []
    assert (project / "build/brief.pdf").stat().st_mtime_ns == before
    assert cli.main(["build", "--project", str(project)]) == 0
    assert "build/brief.pdf: nothing changed, " in capsys.readouterr().out


def test_nothing_changed_loads_nothing(project: Path) -> None:
    code = (
        "import sys; from reportgen import cli; status = cli.main(['build', '--project', sys.argv[1]]);"
        "print(status, sorted({'matplotlib', 'pandas', 'pylatex', 'pydantic', 'jinja2', 'rich', 'frictionless',"
        " 'bibtexparser', 'subprocess'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(project)], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == "0 []", done.stderr


@pytest.mark.parametrize("path", ["brief.pdf", "ledger.json", "build-record.json", "tex/brief.tex"])
def test_an_output_that_was_touched_is_made_again(path: str, project: Path) -> None:
    good = (project / "build" / path).read_bytes()
    for bad in (b"something else", None):
        if bad is None:
            (project / "build" / path).unlink()
        else:
            (project / "build" / path).write_bytes(bad)
        assert rebuilt(project) == {}
        assert (project / "build" / path).read_bytes() == good


def test_one_word_draws_no_chart_and_takes_one_pass(project: Path) -> None:
    change(project, CHAPTER, "The Old Bridge", "So the Old Bridge")
    steps = rebuilt(project)
    assert set(steps) == {f"template {CHAPTER}", "templates", "checks of text", "pages"}
    assert {step.changed for step in steps.values()} == {(CHAPTER,)}
    with Session(project) as session:
        built = session.build().value
        assert built is not None
        assert built.passes == 1


def test_one_cell_makes_the_one_exhibit_that_shows_it(project: Path) -> None:
    change(project, "data/bridges.csv", "Toll Bridge", "Tall Bridge")
    change(project, "bib/texts/guide.txt", "Toll Bridge", "Tall Bridge")
    steps = rebuilt(project)
    assert {"data and bibliography", "table bridges", "pages"} <= set(steps)
    assert "data/bridges.csv" in steps["data and bibliography"].changed
    assert steps["table bridges"].changed == ("data/bridges.csv",)
    assert [unit for unit in steps if unit.startswith(("table ", "chart "))] == ["table bridges"]
    assert {"preamble", "fonts", "report.toml"} & set(steps) == set()


def test_back_to_an_earlier_state_is_no_work(project: Path) -> None:
    change(project, CHAPTER, " cost ", " costed ")
    rebuilt(project)
    change(project, CHAPTER, " costed ", " cost ")
    assert rebuilt(project) == {}


def test_a_file_that_was_missing_counts(project: Path) -> None:
    (project / "bib/texts/survey.txt").write_text("The survey says nothing.", "utf-8")
    try:
        with Session(project) as session:
            session.store.begin()
            there = session.current().value is None
    finally:
        (project / "bib/texts/survey.txt").unlink()
    entry = (project / "bib/sources.bib").read_text("utf-8")
    assert there == ("survey.txt" in entry)


def test_an_error_that_a_check_finds_while_tex_works_is_told_alone(project: Path) -> None:
    rebuilt(project)
    pdf = (project / "build/brief.pdf").read_bytes()
    text = (project / CHAPTER).read_text("utf-8")
    # TeX would complain of this too, and takes longer.
    broken = "\n\nNobody cites this sentence. \\unknowncommand\n"
    for _ in range(2):
        (project / CHAPTER).write_text(text + broken, "utf-8")
        with Session(project) as session:
            outcome = session.build()
        assert outcome.value is None
        assert {f.code for f in outcome.findings} == {"STM001"}
        assert (project / "build/brief.pdf").read_bytes() == pdf
    (project / CHAPTER).write_text(text, "utf-8")
    assert "pages" not in rebuilt(project)


def test_the_date_counts(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    with Session(project) as session:
        session.store.begin()
        assert session.current().value is None


def test_why_tells_a_line_for_each_unit(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(project, CHAPTER, "The new one", "This new one")
    assert cli.main(["build", "--why", "--project", str(project)]) == 0
    told = dict(line.split("  ", 1) for line in capsys.readouterr().out.splitlines() if "  " in line)
    lines = {unit: reason.strip() for unit, reason in told.items()}
    assert lines["templates"] == f"rebuilt: {CHAPTER} changed"
    assert lines["chart costs"] == lines["table bridges"] == lines["citations"] == "reused"


def test_the_cache_may_lie_elsewhere(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTGEN_CACHE", str(tmp_path / "cache"))
    assert {"pages", "chart costs"} <= set(rebuilt(project))
    assert any((tmp_path / "cache").iterdir())
    assert rebuilt(project) == {}


def test_a_copy_of_a_project_rests_on_its_own_texts(rivers: Path, tmp_path: Path) -> None:
    assert not pipeline.check(rivers, lambda _: None).failed
    copied = Path(shutil.copytree(rivers, tmp_path / "copied"))
    text = copied / "bib/texts/guide.txt"
    text.write_text(text.read_text("utf-8").replace("$2.5 million", "$3.5 million"), "utf-8")
    assert {f.code for f in pipeline.check(copied, lambda _: None).findings} == {"NUM003"}
    text.unlink()
    assert "EVI012" in {f.code for f in pipeline.check(copied, lambda _: None).findings}
