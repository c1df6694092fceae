"""A project that is read and drafted against a store of its own, for tests of the stages behind that."""

from __future__ import annotations

from pathlib import Path

from reportgen.findings.model import Diagnostic, collect
from reportgen.pipeline.drafting import Drafting
from reportgen.pipeline.model import Drafted
from reportgen.pipeline.severities import Severities
from reportgen.pipeline.store import Store
from reportgen.project.model import Project


def read(store: Store) -> Project:
    """Read the project of a store, which is sound."""
    project = collect(Drafting(store, lambda _: None).read()).value
    assert project is not None
    return project


def draft(store: Store) -> tuple[Drafted | None, tuple[Diagnostic, ...]]:
    """Draft the project of a store."""
    project = read(store)
    outcome = collect(Drafting(store, lambda _: None).draft(project, Severities(project)))
    return outcome.value, outcome.findings


def change(folder: Path, path: str, old: str, new: str) -> None:
    """Put words into a file in place of others."""
    text = (folder / path).read_text("utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new), "utf-8")
