"""What is begun before it is known to be needed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reportgen.pipeline import Session

RIVERS = Path(__file__).parents[1] / "projects" / "rivers"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RIVERS, tmp_path / "rivers", ignore=shutil.ignore_patterns("build")))


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
