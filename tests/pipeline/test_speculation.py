"""What is begun before it is known to be needed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reportgen.pipeline import Session
from reportgen.pipeline.speculation import Speculation, _guess
from reportgen.typeset.model import Manuscript, Start
from reportgen.typeset.speculative_run import Ahead, can_wait
from running import at_work_in, begins_in

RIVERS = Path(__file__).parents[1] / "projects" / "rivers"
CHAPTER = "templates/chapters/bridges.tex.j2"
PARTS = ["chapters/one", "chapters/two", "annex"]


@pytest.mark.parametrize(
    ("changed", "known", "part"),
    [
        ((), {}, "chapters/one"),
        (("templates/chapters/two.tex.j2",), {}, "chapters/two"),
        (("data/x.csv",), {}, "chapters/one"),
        (("data/x.csv",), {"data/x.csv": "annex"}, "annex"),
        (("data/x.csv", "templates/chapters/two.tex.j2"), {"data/x.csv": "annex"}, "chapters/two"),
        (("data/x.csv",), {"data/x.csv": "gone"}, "chapters/one"),
    ],
)
def test_what_will_change_is_what_changed_before(changed: tuple[str, ...], known: dict[str, str], part: str) -> None:
    assert _guess(PARTS, changed, known) == part


def test_without_parts_nothing_is_guessed() -> None:
    assert _guess([], ("data/x.csv",), {}) == ""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RIVERS, tmp_path / "rivers", ignore=shutil.ignore_patterns("build")))


def edit(project: Path, word: str) -> None:
    path = project / CHAPTER
    path.write_text(path.read_text("utf-8").replace("The new one", f"The {word} new one"), "utf-8")


def watching(project: Path) -> tuple[Session, Speculation]:
    """Return a session that has a run of TeX begun for the next build, as that of a watch has."""
    session = Session(project)
    session.speculation = Speculation(session.store, session.jobs)
    return session, session.speculation


def taken(session: Session, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note where the runs of TeX waited that are taken; "" where there is none."""
    noted: list[str] = []
    take = Speculation.take

    def noting(self: Speculation, manuscript: Manuscript, start: Start, epoch: int) -> Ahead | None:
        ahead = take(self, manuscript, start, epoch)
        noted.append(ahead.stop if ahead else "")
        return ahead

    monkeypatch.setattr(Speculation, "take", noting)
    assert session.build().value is not None
    return noted


@pytest.mark.tex
@pytest.mark.skipif(not can_wait(), reason="no pipes in folders")
def test_an_edit_is_set_by_a_run_that_has_begun(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened, speculation = watching(project)
    with opened as session:
        assert [session.equipped, taken(session, monkeypatch)] == [False, [""]]
        assert session.equipped
        speculation.prepare()
        assert list((project / "build").glob(".ahead-*"))
        edit(project, "very")
        assert taken(session, monkeypatch) == ["chapters/bridges"]
    assert not list((project / "build").glob(".*-*"))


@pytest.mark.tex
@pytest.mark.skipif(not can_wait(), reason="no pipes in folders")
def test_what_no_part_reads_is_set_from_the_beginning(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened, speculation = watching(project)
    with opened as session:
        assert session.build().value is not None
        speculation.prepare()
        path = project / "templates/brief.tex.j2"
        path.write_text(path.read_text("utf-8").replace("{Evidence}", "{Proof}"), "utf-8")
        assert taken(session, monkeypatch) == [""]
        assert b"Proof" in (project / "build/tex/brief.tex").read_bytes()


@pytest.mark.tex
def test_a_run_that_nobody_needs_is_ended_and_its_folder_removed(project: Path) -> None:
    opened, speculation = watching(project)
    with opened as session:
        assert session.build().value is not None
        speculation.prepare()
        (begun,) = (project / "build").glob(".ahead-*")
        assert begins_in(begun)
    assert not list((project / "build").glob(".ahead-*"))
    assert not at_work_in(project)


@pytest.mark.tex
def test_a_build_of_its_own_begins_no_run_of_tex_before_it_is_known(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Session(project) as session:
        assert session.build().value is not None
        edit(project, "very")
        assert taken(session, monkeypatch) == []


@pytest.mark.tex
def test_a_process_that_draws_is_begun_early_where_the_same_change_led_to_a_chart(project: Path) -> None:
    def cost(value: str) -> None:
        path = project / "report.toml"
        path.write_text(path.read_text("utf-8").replace("height = 40", f"height = {value}"), "utf-8")

    for height in ("40", "41"):
        cost(height)
        with Session(project) as session:
            assert session.build().value is not None
        path = project / "report.toml"
        path.write_text(path.read_text("utf-8").replace(f"height = {height}", "height = 40"), "utf-8")
    with Session(project) as session:
        session.store.begin()
        session._begin_foreseen()
        assert session.jobs._workers is not None


@pytest.mark.tex
def test_a_build_removes_what_a_killed_one_had_begun_but_not_what_another_uses(project: Path) -> None:
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    with Session(project) as session:
        assert session.build().value is not None
        orphan = project / "build" / f".ahead-{int(gone.stdout)}-x"
        used = project / "build" / ".ahead-1-x"
        orphan.mkdir()
        used.mkdir()
        edit(project, "very")
        assert session.build().value is not None
    assert not orphan.exists()
    assert used.exists()
