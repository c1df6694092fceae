from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from reportgen.pipeline import reviewing
from reportgen.pipeline.model import ReviewMaterial

Read: TypeAlias = Callable[[Path], ReviewMaterial]


def read(folder: Path) -> ReviewMaterial:
    """Read a project as a second reader does; it must be one that can be read."""
    found = reviewing.read(folder, lambda _: None)
    assert found.value is not None, found.findings
    return found.value


def change(folder: Path, path: str, old: str, new: str) -> None:
    text = (folder / path).read_text("utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new, 1), "utf-8")


def judge_all(folder: Path, reader: str = "Ada Reader", verdict: str = "supported") -> ReviewMaterial:
    """Have a reader say the same of everything that a project holds."""
    reading = read(folder)
    for judged in reading.reviewed.judged:
        assert not reviewing.record(reading, judged.item, verdict, "", reader).findings
    return read(folder)


@pytest.fixture
def reviewed(rivers: Path) -> Path:
    """The small project, all of it supported by a second reader."""
    judge_all(rivers)
    return rivers
