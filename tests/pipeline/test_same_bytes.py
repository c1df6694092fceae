"""The brief is the same to the byte, whatever was built before."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.pipeline import Session

pytestmark = pytest.mark.tex
RIVERS = Path(__file__).parents[1] / "projects" / "rivers"
CHAPTER = "templates/chapters/bridges.tex.j2"
LONG = "\n\n".join([r'There is more of it, and more again\VAR{ cite("guide-old") }.'] * 40)

# Each edit puts one of several texts in the place of a piece of a file; some of them do not build.
EDITS = (
    (CHAPTER, "The new one", ("The new one", "This new one", r"\unknowncommand", r"\newpage The new one")),
    (CHAPTER, r"\VAR{ chart", (r"\VAR{ chart", LONG + "\n\n" + r"\VAR{ chart", r"\clearpage\VAR{ chart")),
    (
        "templates/brief.tex.j2",
        r"\BLOCK{ for",
        (
            r"\BLOCK{ for",
            r"\briefcontents{\chapter*{Contents}\listofchapters\listofexhibits}" + "\n" + r"\BLOCK{ for",
            r"\tableofcontents\listofexhibits" + "\n" + r"\BLOCK{ for",
        ),
    ),
    ("report.toml", 'title = "What bridges cost"', ('title = "What bridges cost"', 'title = "Costs"', "title = 3")),
    ("report.toml", "height = 40", ("height = 40", "height = 90", "height = 4")),
    ("report.toml", "[[chapters]]", ("[[chapters]]", 'paper = "letter"\n[[chapters]]')),
)
State = tuple[int, ...]
states = st.tuples(*(st.integers(0, len(texts) - 1) for _, _, texts in EDITS))
good = st.tuples(
    st.integers(0, 1), st.integers(0, 2), st.integers(0, 2), st.integers(0, 1), st.integers(0, 1), st.integers(0, 1)
)
reference: dict[State, bytes] = {}


def write(folder: Path, state: State) -> None:
    for path in {path for path, _, _ in EDITS}:
        text = (RIVERS / path).read_text("utf-8")
        for (edited, old, texts), choice in zip(EDITS, state, strict=True):
            if edited == path:
                text = text.replace(old, texts[choice])
        (folder / path).write_text(text, "utf-8")


def built(session: Session) -> bytes:
    outcome = session.build()
    assert outcome.value is not None, outcome.findings
    return (session.folder / "build" / "brief.pdf").read_bytes()


def cold(state: State) -> bytes:
    """Build in a new folder, without any cache."""
    if state not in reference:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(shutil.copytree(RIVERS, Path(name) / "rivers", ignore=shutil.ignore_patterns("build")))
            write(folder, state)
            with Session(folder) as session:
                reference[state] = built(session)
    return reference[state]


@given(st.lists(states, max_size=3), good, st.booleans())
@settings(max_examples=5, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None)
def test_any_order_of_edits_ends_in_the_same_bytes(edits: list[State], last: State, warm: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(shutil.copytree(RIVERS, Path(name) / "rivers", ignore=shutil.ignore_patterns("build")))
        session = Session(folder)
        try:
            for state in edits:
                write(folder, state)
                session.build()
                if not warm:  # `reportgen watch` keeps its session
                    session.close()
                    session = Session(folder)
            write(folder, last)
            assert built(session) == cold(last)
        finally:
            session.close()
